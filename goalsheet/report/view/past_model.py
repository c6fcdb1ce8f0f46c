"""What a template prints of the past: what changed, what stands in the way, who has too much, what was learnt."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from goalsheet.language import language


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: what happened to which item. `slug` is the status it has now, as a class name."""

    slug: str
    word: str  # its status now
    name: str
    anchor: str  # of the item's goal on the page
    attention: str  # anchor in needs attention, where it is worse and its reason stands there
    moved: str  # `was at risk`
    goal: str
    kind: str
    owner: str
    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one sort under their title: `Got worse`."""

    title: str
    slug: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was planned for this time, and what was done: `5 of 8 planned steps done, and 2 that were not planned`."""

    text: str
    done: tuple[str, ...]
    not_done: tuple[str, ...]
    unplanned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed. `since` says since when; `nothing` says so where nothing did."""

    since: str
    summary: str  # `Got worse: 2, Due dates moved: 1`
    nothing: str
    groups: tuple[ChangeGroup, ...]
    reckoned: Reckoned | None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What somebody says stands in the way, needs, or wants decided. `parts` are (what it is, in their words)."""

    who: str
    when: str
    goal: str
    parts: tuple[tuple[str, str], ...]
    cell: str


@dataclass(frozen=True, slots=True)
class Overload:
    """A person's week with more in it than fits: `Ana, week 48: 7 days of work, 5 days for it`."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A goal that was reached, what is known for its review, and how to put it into Lessons."""

    goal: str
    owner: str
    facts: tuple[str, ...]
    cell: str


@dataclass(frozen=True, slots=True)
class Reminded:
    """A lesson for a goal that starts."""

    goal: str
    lesson: str
    learnt_from: str
    cell: str


@dataclass(frozen=True, slots=True)
class PastView:
    """The parts of the report that earlier reports and the plan of the days ahead have to say."""

    changed: Changed | None = None
    obstacles: tuple[Obstacle, ...] = ()
    overloads: tuple[Overload, ...] = ()
    handovers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    reminded: tuple[Reminded, ...] = ()
    estimates: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=lambda: {"changes": "", "dates": ""})

    @property
    def tells(self) -> bool:
        """Whether any of it is there."""
        return bool(self.changed or self.obstacles or self.proposes or self.learnt)

    @property
    def learnt(self) -> bool:
        return bool(self.asked or self.reminded or self.estimates)

    @property
    def proposes(self) -> bool:
        return bool(self.overloads or self.handovers or self.dates)


def shorten_past(past: PastView, most: int, lang: str) -> PastView:
    """For mail: at most `most` changes in all, the first groups first, and as many obstacles."""
    room, groups = most, []
    for group in past.changed.groups if past.changed else ():
        if room > 0:
            groups.append(replace(group, lines=group.lines[:room]))
        room -= len(group.lines)
    say = language(lang)
    more = say.say("+ {n} more in the full report", n=say.whole(-room))
    left_out = {**past.left_out, "changes": more if room < 0 else ""}
    changed = replace(past.changed, groups=tuple(groups)) if past.changed else None
    return replace(past, changed=changed, obstacles=past.obstacles[:most], left_out=left_out)
