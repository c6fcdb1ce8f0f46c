"""The finished workbooks that come with goalsheet."""

from pathlib import Path

import goalsheet
from goalsheet.errors import GoalsheetError


def _folder() -> Path:
    """Inside the package when installed; beside it in a checkout."""
    package = Path(goalsheet.__file__).parent
    inside = package / "sample_workbooks"
    return inside if inside.is_dir() else package.parent / "sample_workbooks"


def sample_names() -> tuple[str, ...]:
    """The samples' names, in alphabetical order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.xlsx") if not path.name.startswith("~$")))


def sample_path(name: str) -> Path:
    """Where a sample is; GoalsheetError where there is none of that name."""
    if name not in sample_names():
        raise GoalsheetError(f"there is no sample {name!r}", f"The samples are: {', '.join(sample_names())}.")
    return _folder() / f"{name}.xlsx"
