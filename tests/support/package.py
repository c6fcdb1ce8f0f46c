"""What an OOXML package holds, for comparing."""

import zipfile
from pathlib import Path


def parts(path: Path) -> dict[str, bytes]:
    """Every part's bytes by its name."""
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
