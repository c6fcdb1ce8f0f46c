"""The changes on the terminal: groups in their order, one line per item."""

import io
from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from goalsheet.report.view.changes import ChangeGroup, Reckoned, changed
from goalsheet.report.view.context import ViewContext
from goalsheet.review import Review

LOOKS = {"worse": "bold red", "better": "green", "done": "blue", "due": "yellow"}


def print_changes(out: Console, review: Review, most: int | None = None) -> None:
    """Print the changes of a review, at most `most` lines of each group."""
    found = changed(ViewContext(_in_english(review)), review.changes)
    if found is None:
        out.print("Nothing to compare with yet: no earlier report is remembered in the workbook.")
        return
    out.print(Text.assemble(("What changed ", "bold"), found.since))
    if found.nothing:
        out.print(found.nothing)
    for group in found.groups:
        _print_group(out, group, most)
    if found.reckoned:
        _print_reckoned(out, found.reckoned, most)


def _in_english(review: Review) -> Review:
    """The terminal is English, whatever the language of the report."""
    return replace(review, settings=review.settings.with_(lang="en"))


def _print_group(out: Console, group: ChangeGroup, most: int | None) -> None:
    out.print(Text(f"{group.title} ({len(group.lines)})", LOOKS.get(group.slug, "bold")))
    for line in group.lines[:most]:
        cell = f"  {line.cell}" if line.cell else ""
        out.print(Text.assemble(f"  {line.name}: {line.text}", (cell, "bright_black")))
    if most is not None and len(group.lines) > most:
        out.print(f"  + {len(group.lines) - most} more")


def _print_reckoned(out: Console, found: Reckoned, most: int | None) -> None:
    out.print(Text("Planned and done", "bold"))
    out.print(f"  {found.text}")
    for title, names in _lists(found):
        more = f"; and {len(names) - most} more" if most is not None and len(names) > most else ""
        out.print(Text(f"  {title}: {'; '.join(names[:most])}{more}", "bright_black"))


def _lists(found: Reckoned) -> Iterator[tuple[str, tuple[str, ...]]]:
    titles = ("planned and done", "planned and not done", "done without being planned")
    for title, names in zip(titles, (found.done, found.not_done, found.unplanned), strict=True):
        if names:
            yield title, names


def changes_text(review: Review) -> str:
    """The same as plain text."""
    page = Console(file=io.StringIO(), width=160, no_color=True, highlight=False, markup=False)
    print_changes(page, review)
    file = page.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"
