"""A shorter version of the report, for mail: the first lines of each part, and how many more there are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from goalsheet.language import language
from goalsheet.report.view.due import OwnerDue
from goalsheet.report.view.model import StatusReport
from goalsheet.report.view.past import shorten_past

PARTS = ("attention", "wins", "goals", "due_next", "metrics", "problems")


def shorten_report(report: StatusReport, most: int) -> StatusReport:
    """At most `most` lines in each part; `left_out` says what is missing, by part: `+ 23 more in the full report`."""
    due = tuple(_first_lines(report.due_next, most))
    lines = {
        "attention": len(report.attention) - most,
        "wins": len(report.wins) - most,
        "goals": len(report.goals) - most,
        "metrics": len(report.metrics) - most,
        "problems": len(report.problems) - most,
        "due_next": _lines(report.due_next) - _lines(due),
    }
    return replace(
        report,
        attention=report.attention[:most],
        wins=report.wins[:most],
        goals=report.goals[:most],
        due_next=due,
        metrics=report.metrics[:most],
        problems=report.problems[:most],
        past=shorten_past(report.past, most, report.lang),
        left_out={part: more(lines[part], report.lang) for part in PARTS},
    )


def more(amount: int, lang: str = "en") -> str:
    say = language(lang)
    return say.say("+ {n} more in the full report", n=say.whole(amount)) if amount > 0 else ""


def _lines(groups: Sequence[OwnerDue]) -> int:
    return sum(len(group.lines) for group in groups)


def _first_lines(groups: Sequence[OwnerDue], most: int) -> Iterator[OwnerDue]:
    """The owners who are due first, each with their first lines, `most` lines in all."""
    room = most
    for group in groups:
        if room > 0:
            yield OwnerDue(group.owner, group.lines[:room])
        room -= len(group.lines)
