"""What a template prints of the plan as a whole: its tree with grades, its burn-up, everybody's weeks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """A status as word, class name and sign."""

    word: str
    slug: str
    sign: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A goal or key result within the tree of goals. `grade` is 0.0 to 1.0, `grade_note` what was left out."""

    anchor: str  # of its goal on the page
    name: str
    kind: str
    badge: Badge
    grade: str
    grade_note: str
    mark: str  # green, yellow or red, as OKR grades are called
    owner: str
    children: tuple["TreeNode", ...]


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Steps done over time against all there are and what was planned, in the units of an SVG; y grows downwards."""

    title: str
    description: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    done: str  # paths
    planned: str
    scope: int  # where all steps are
    today: int
    done_text: str
    planned_text: str
    scope_text: str
    done_y: int
    planned_y: int
    ticks: tuple[Tick, ...]
    note: str


@dataclass(frozen=True, slots=True)
class LoadCell:
    """A person's week: how much there is, and room for how much where that is less; its share of the room, 0-100."""

    text: str
    share: float
    over: bool


@dataclass(frozen=True, slots=True)
class LoadRow:
    who: str
    cells: tuple[LoadCell | None, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """Everybody's coming weeks; `unit` says what is counted."""

    unit: str
    weeks: tuple[str, ...]
    rows: tuple[LoadRow, ...]
    more: str
