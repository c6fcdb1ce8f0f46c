"""The kept versions of a workbook: NAME.DATE.bak beside it, one for each day on which a command wrote to it."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A kept version: the day, and which of the day where there are several."""

    day: date
    number: int
    path: Path

    @property
    def label(self) -> str:
        return f"{self.day}-{self.number}" if self.number > 1 else self.day.isoformat()


def backup_of(workbook: Path, day: date) -> Path:
    """Where the version that a day begins with is kept."""
    return workbook.with_name(f"{workbook.name}.{day}.bak")


def another_of(workbook: Path, day: date) -> Path:
    """A free place for one more version of the day."""
    later = (workbook.with_name(f"{workbook.name}.{day}-{number}.bak") for number in count(2))
    return next(path for path in chain((backup_of(workbook, day),), later) if not path.exists())


def kept(workbook: Path) -> tuple[Backup, ...]:
    """The kept versions of a workbook, the oldest first."""
    return tuple(sorted(found for path in workbook.parent.iterdir() if (found := _backup(workbook, path))))


def prune(workbook: Path, most: int) -> None:
    """Remove the oldest versions where there are more than `most`; 0 keeps all."""
    for old in kept(workbook)[:-most] if most else ():
        old.path.unlink(missing_ok=True)


def _backup(workbook: Path, path: Path) -> Backup | None:
    if not (path.name.startswith(f"{workbook.name}.") and path.name.endswith(".bak")):
        return None
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:-([1-9]\d*))?", path.name[len(workbook.name) + 1 : -len(".bak")])
    try:
        return Backup(date.fromisoformat(match[1]), int(match[2] or 1), path) if match else None
    except ValueError:
        return None
