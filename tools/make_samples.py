"""Make the workbooks in sample_workbooks/ anew, the same on every run: `python -m tools.make_samples [FOLDER]`."""

import sys
from collections.abc import Callable
from pathlib import Path

from tools.samples import kpis, marketing, messy, okrs, website, ziele

FOLDER = Path(__file__).parent.parent / "sample_workbooks"
SAMPLES: dict[str, Callable[[Path], None]] = {
    "marketing-goals": marketing.make,
    "product-kpis": kpis.make,
    "okrs-q4": okrs.make,
    "website-launch": website.make,
    "messy-plan": messy.make,
    "ziele-2026": ziele.make,
}


def make_all(folder: Path) -> list[Path]:
    """Every sample, written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.xlsx" for name in SAMPLES]
    for path, make in zip(paths, SAMPLES.values(), strict=True):
        make(path)
    return paths


if __name__ == "__main__":
    for made in make_all(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(made)
