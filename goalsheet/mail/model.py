"""What the mail templates print besides the status report: texts in the language of the mail and in their order, as in
`report.view.model`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalsheet.report.view.attention import Attention
from goalsheet.report.view.due import OwnerDue
from goalsheet.report.view.elements import Badge
from goalsheet.report.view.figures import Figure
from goalsheet.report.view.model import StatusReport
from goalsheet.report.view.wins import Win


@dataclass(frozen=True, slots=True)
class Picture:
    """A metric's chart as a picture in the mail: its Content-ID, its size in CSS pixels, and a text that says what it
    shows."""

    cid: str
    width: int
    height: int
    text: str


@dataclass(frozen=True)
class MailReport(StatusReport):
    """A status report with what only a mail has. `pictures` are keyed by their metric's anchor."""

    link: str = ""  # where the full report can be read
    unsubscribe: str = ""  # where to unsubscribe
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One item of somebody's work. `when` is its due date relative to today: `5 days ago`, `in 3 days`."""

    badge: Badge
    kind: str
    name: str
    goal: str
    due: str
    when: str
    reason: str
    clears: str
    progress: str
    cell: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody else's item that is waiting. `mine` is the item it waits for, or the text that says so."""

    name: str
    who: str
    due: str
    mine: str
    cell: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody is asked for, the cell to write it into, and a hint."""

    text: str
    cell: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """What a lead sees of the people below them."""

    people: str
    figures: tuple[Figure, ...]
    attention: tuple[Attention, ...]
    due_next: tuple[OwnerDue, ...]
    due_within: str
    wins: tuple[Win, ...]
    silent: tuple[str, ...]  # people without a recent update, with the number of their items


@dataclass(frozen=True)
class Digest:
    """One person's digest: their own work, and their team's where they lead one. Empty parts are not shown."""

    title: str
    workbook: str
    lang: str
    as_of: str
    as_of_iso: str
    week: str
    period: str
    name: str
    news: str  # `1 overdue, 2 due in 7 days`
    figures: tuple[Figure, ...]
    overdue: tuple[Line, ...]
    due_7: tuple[Line, ...]
    due_14: tuple[Line, ...]
    trouble: tuple[Line, ...]  # off track or at risk, and not among the above
    waiting: tuple[Wait, ...]
    asked: tuple[Ask, ...]
    wins: tuple[Win, ...]
    team: Team | None
    answer_to: str  # an address
    link: str = ""
    unsubscribe: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say, not even a win."""
        mine = (self.overdue, self.due_7, self.due_14, self.trouble, self.waiting, self.asked, self.wins)
        team = self.team and (self.team.attention or self.team.due_next or self.team.wins or self.team.silent)
        return not any(mine) and not team
