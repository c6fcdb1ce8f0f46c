"""Checkpoints from a table of text: columns item, group, start, due, done, as_of, percent."""

from collections.abc import Iterable, Mapping
from datetime import date

from goalsheet.errors import GoalsheetError
from goalsheet.measure.backtest import Checkpoint

COLUMNS = ("item", "group", "start", "due", "done", "as_of", "percent")
NEEDED = ("item", "due", "as_of")


def checkpoints_of(rows: Iterable[Mapping[str, str | None]]) -> tuple[Checkpoint, ...]:
    """One checkpoint per row: ISO dates; percent as 50%, or as 0-1, or, where one is above 1, all as 0-100.

    `done` blank: never finished; `percent` blank: nothing recorded; a missing `group` is one group. Raises
    GoalsheetError for a missing column or a cell that cannot be read, naming its line (the heading is line 1).
    """
    given = list(rows)
    missing = [name for name in NEEDED if given and name not in given[0]]
    if missing or not given:
        what = f"no column {missing[0]}" if missing else "no rows"
        raise GoalsheetError(f"the history has {what}", f"it needs the columns {', '.join(COLUMNS)}")
    whole = any(_number(row, n) > 1 for n, row in enumerate(given, 2) if _plain(row))
    return tuple(_checkpoint(row, n, whole) for n, row in enumerate(given, 2))


def _said(row: Mapping[str, str | None], name: str) -> str:
    return (row.get(name) or "").strip()


def _plain(row: Mapping[str, str | None]) -> bool:
    """Whether the row gives a percent without the sign."""
    return bool(_said(row, "percent")) and not _said(row, "percent").endswith("%")


def _number(row: Mapping[str, str | None], line: int) -> float:
    text = _said(row, "percent")
    try:
        return float(text.removesuffix("%"))
    except ValueError:
        raise _unreadable(line, "percent", text, "a number such as 40% or 0.4") from None


def _percent(row: Mapping[str, str | None], line: int, whole: bool) -> float | None:
    if not _said(row, "percent"):
        return None
    number = _number(row, line)
    return number / 100 if whole or not _plain(row) else number


def _day(row: Mapping[str, str | None], name: str, line: int) -> date | None:
    text = _said(row, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _unreadable(line, name, text, "a date such as 2026-11-20") from None


def _unreadable(line: int, name: str, text: str, wanted: str) -> GoalsheetError:
    return GoalsheetError(f"line {line} of the history: {name} is {text!r}", f"write {wanted}")


def _checkpoint(row: Mapping[str, str | None], line: int, whole: bool) -> Checkpoint:
    due, as_of = _day(row, "due", line), _day(row, "as_of", line)
    if due is None or as_of is None or not _said(row, "item"):
        blank = "item" if not _said(row, "item") else "due" if due is None else "as_of"
        raise _unreadable(line, blank, "", "a value")
    return Checkpoint(
        _said(row, "item"),
        _said(row, "group"),
        _day(row, "start", line),
        due,
        _day(row, "done", line),
        as_of,
        _percent(row, line, whole),
    )
