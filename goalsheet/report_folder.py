"""Puts a report's folder in its place: made beside it, whole, and then renamed, so that a failure or a kill leaves it
as it was, as it is to be, or none. What else lies in the folder stays in it."""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from goalsheet import file_locks
from goalsheet.errors import GoalsheetError
from goalsheet.whole_files import TEMPORARY, make_folder, part_of_folder, remove_if_empty, sweep

_BEFORE = f"{TEMPORARY}before-"  # an earlier report of the day, until the new one has its place
_RECORD = "report.json"
_OURS = b'"made_by": "goalsheet'
_DRAFT = b"X-Unsent: 1"


@contextlib.contextmanager
def placed(folder: Path, contents: Mapping[str, bytes], like: Path) -> Iterator[None]:
    """The files, by their names in the folder, in place while the block runs and after it; as before where it fails.
    Nobody gets to read them who may not read `like`.

    Raises GoalsheetError where they cannot be written, or one would replace what goalsheet did not make.
    """
    folder = folder.resolve()
    new, old = folder.with_name(f"{TEMPORARY}{os.getpid()}-{folder.name}"), folder.with_name(_BEFORE + folder.name)
    _refuse_if_taken(folder, contents)
    with contextlib.ExitStack() as ending:
        try:
            ending.callback(remove_if_empty, folder.parent)
            ending.callback(shutil.rmtree, new, ignore_errors=True)
            make_folder(folder.parent, like)
            sweep(folder.parent, f"{TEMPORARY}*", _settle)
            _fill(new, folder, contents, like, ending)
            _swap(folder, new, old)
        except OSError as error:
            raise _cannot_write(folder, error) from error
        try:
            yield
        except BaseException:
            _swap_back(folder, new, old)
            raise
        shutil.rmtree(old, ignore_errors=True)


def made_here(folder: Path, name: str) -> bool:
    """Whether a file in a report's folder is one of a report."""
    path = folder / name
    with contextlib.suppress(OSError):
        if path.suffix == ".eml":
            return _DRAFT in path.read_bytes()[:200]
        return path.is_file() and _OURS in (folder / _RECORD).read_bytes()[:500]
    return False


def prune(folder: Path, most: int, names: Iterable[str]) -> None:
    """Remove the reports of the earliest days where there are more than `most` beside each other, never the one in
    `folder`; 0 keeps all. What else lies in such a folder stays, and the folder with it."""
    others = [path for path in folder.parent.glob("????-??-??") if path.name != folder.name]
    found = sorted(path for path in others if made_here(path, _RECORD))
    for folder in found[: max(len(found) + 1 - most, 0)] if most else ():
        with contextlib.suppress(OSError):
            drafts = [f"mail/{path.name}" for path in folder.glob("mail/*.eml")]
            for name in [name for name in (*names, *drafts) if name != _RECORD and made_here(folder, name)]:
                (folder / name).unlink()
            (folder / _RECORD).unlink()
            remove_if_empty(folder / "mail")
            remove_if_empty(folder)


def _refuse_if_taken(folder: Path, names: Mapping[str, bytes]) -> None:
    for name in names:
        if (folder / name).exists() and not made_here(folder, name):
            raise GoalsheetError(
                f"{folder / name} exists already and is not from a report of goalsheet's",
                "Choose another place with --out DIR.",
            )


def _fill(new: Path, folder: Path, contents: Mapping[str, bytes], like: Path, ending: contextlib.ExitStack) -> None:
    """Make the new folder with all its files, those of the old one that stay among them, and hold it until the end."""
    make_folder(new, like)
    if file_locks.STAYS:
        handle = os.open(new, os.O_RDONLY)
        ending.callback(os.close, handle)
        with contextlib.suppress(OSError):  # a file system without locks
            file_locks.hold(handle)
    if folder.exists():
        shutil.copytree(folder, new, symlinks=True, dirs_exist_ok=True)
    for name, content in contents.items():
        (new / name).unlink(missing_ok=True)
        make_folder((new / name).parent, like)
        part_of_folder(new / name, content, like)


def _swap(folder: Path, new: Path, old: Path) -> None:
    if folder.exists():
        os.rename(folder, old)
    try:
        os.rename(new, folder)
    except OSError:
        if old.exists():
            os.rename(old, folder)
        raise


def _swap_back(folder: Path, new: Path, old: Path) -> None:
    with contextlib.suppress(OSError):
        os.rename(folder, new)
        if old.exists():
            os.rename(old, folder)


def _settle(left: Path) -> None:
    """What a run that was ended left: an earlier report goes back into its place if that is free, the rest goes."""
    place = left.with_name(left.name.removeprefix(_BEFORE))
    if left.name.startswith(_BEFORE) and not place.exists():
        os.rename(left, place)
    elif left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


def _cannot_write(folder: Path, error: OSError) -> GoalsheetError:
    return GoalsheetError(
        f"{folder}: the report can't be written ({error.strerror or error})", "Choose another place with --out DIR."
    )
