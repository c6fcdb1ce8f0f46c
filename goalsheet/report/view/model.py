"""What a template prints: everything already worded, rounded, shortened and in order. Templates only loop and ask if.

Texts are plain text; an empty text or tuple means there is nothing to show. Shares are percent of a width (0-100) for
drawing only. `slug` is a status as a class name: `off-track`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalsheet.report.view.parts_model import Badge as Badge
from goalsheet.report.view.parts_model import BurnUp, Load, TreeNode
from goalsheet.report.view.parts_model import Tick as Tick
from goalsheet.report.view.past_model import PastView
from goalsheet.setting_kinds import SECTIONS


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the numbers on top."""

    value: str
    label: str
    note: str = ""
    slug: str = ""
    change: str = ""  # `▲ 2 since 13 Nov`
    change_slug: str = ""  # better, worse or neither


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the bar that shows how many items have which status."""

    badge: Badge
    count: int
    width: float
    text: str  # `3 at risk`


@dataclass(frozen=True, slots=True)
class Bar:
    """Actual progress with a mark where it should be; None is unknown."""

    actual: float | None
    expected: float | None
    actual_text: str
    expected_text: str
    text: str  # both in words, for who does not see the bar


@dataclass(frozen=True, slots=True)
class Attention:
    """An item that needs somebody: the reason with its numbers, and what would clear it."""

    anchor: str
    badge: Badge
    kind: str  # goal, key result, step
    name: str
    goal: str  # the goal it belongs to; empty for a goal
    goal_anchor: str
    reason: str
    clears: str
    more: tuple[str, ...]  # further reasons
    owner: str
    due: str
    due_in: int | None  # days from as of
    progress: str
    cell: str


@dataclass(frozen=True, slots=True)
class Win:
    """Something to be glad of."""

    text: str
    who: str
    when: str
    goal: str
    cell: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step or key result within its goal."""

    anchor: str
    badge: Badge
    attention: str  # anchor in needs attention
    name: str
    milestone: str
    owner: str
    due: str
    due_iso: str
    due_in: int | None  # days from as of
    progress: str
    span: "Span | None"
    cell: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with all that is known of it."""

    anchor: str
    number: int  # 1 is the worst
    badge: Badge
    was: str  # `was at risk`, where its status changed since the last time
    gained: str  # `▲ 6`: points since the last time
    attention: str
    id: str
    name: str
    kind: str
    parent: str
    parent_anchor: str
    owner: str
    team: str
    owners: tuple[str, ...]  # everybody with something to do in it, for filters
    due: str
    due_iso: str
    due_in: int | None  # days from as of
    days_left: str
    reason: str
    clears: str
    bar: Bar
    source: str  # where the progress was taken from, coverage included
    both: str  # progress by steps and by metric, where both exist
    forecast: str
    declared: str
    differs: bool  # the owner says otherwise
    why: str
    counts: str  # 3 of 7 steps done
    days: int  # the length of the scale of its steps; 0 without dates
    today: int  # where today is on it
    key_results: tuple[StepLine, ...]
    steps: tuple[StepLine, ...]
    cell: str


@dataclass(frozen=True, slots=True)
class DueLine:
    name: str
    kind: str
    goal: str
    due: str
    badge: Badge
    progress: str
    cell: str


@dataclass(frozen=True, slots=True)
class OwnerDue:
    """What one owner has to finish next, soonest first."""

    owner: str
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """A metric's readings as a line, in the units of an SVG of `width` × `height`; y grows downwards."""

    title: str
    description: str
    width: int
    height: int
    left: int  # the plot's edges
    right: int
    top: int
    bottom: int
    line: str  # points of a polyline
    dots: tuple[tuple[int, int, str], ...]  # x, y, `12 Oct: 120 followers`
    planned: str  # points of the planned line
    target: int | None
    baseline: int | None
    target_text: str
    baseline_text: str
    today: int | None
    last_text: str
    last_x: int
    last_y: int
    last_anchor: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A metric or key result: from where, to where, and where it stands."""

    anchor: str
    goal_anchor: str  # the goal to look at; empty for a metric that belongs to none
    name: str
    goal: str
    badge: Badge | None
    baseline: str
    target: str
    aim: str  # both in words: from 0 to 500 followers
    current: str
    attained: Bar
    heading_for: str
    readings: str  # `6 readings, the last on 16 Nov`
    chart: LineChart | None
    cell: str


@dataclass(frozen=True, slots=True)
class Span:
    """A bar on a timeline, in days from its start, and in words."""

    start: int
    days: int
    text: str


@dataclass(frozen=True, slots=True)
class TimelineRow:
    anchor: str
    name: str
    owner: str
    badge: Badge
    span: Span
    done: int  # share of the bar that is done
    forecast: int | None  # where it will end
    milestones: tuple[Tick, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    title: str
    description: str
    days: int  # its length; everything on it is in days from its start
    ticks: tuple[Tick, ...]
    today: int
    today_text: str
    rows: tuple[TimelineRow, ...]
    undated: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding: what is wrong in the workbook, where, and what to do."""

    severity: str
    severity_text: str
    code: str
    cell: str
    others: tuple[str, ...]  # further cells of which the same is to be said
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Filters:
    owners: tuple[str, ...]
    teams: tuple[str, ...]
    statuses: tuple[Badge, ...]
    joint: str = " and "  # what stands between two names


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The whole report, in the order it is told. `left_out` says, by section, what a shorter version left out."""

    title: str
    workbook: str
    lang: str
    as_of: str
    as_of_iso: str
    week: str
    period: str  # 2026-W47: what the outbox knows this report by
    verdict: str
    all_well: str
    news: str  # the news in few words, for a subject line
    overall: Badge
    figures: tuple[Figure, ...]
    shares: tuple[Share, ...]
    shares_of: str
    attention: tuple[Attention, ...]
    wins: tuple[Win, ...]
    goals: tuple[GoalLine, ...]
    due_next: tuple[OwnerDue, ...]
    due_within: str
    metrics: tuple[MetricLine, ...]
    timeline: Timeline | None
    problems: tuple[Problem, ...]
    problems_text: str
    conventions: tuple[tuple[str, str], ...]
    read_as: str
    filters: Filters
    left_out: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] = SECTIONS
    book: str = ""  # the address of the workbook, seen from the page
    logo: str = ""
    intro: str = ""
    accent: str = ""
    accent_link: str = ""  # the accent, as dark as links in it must be; and as light, on dark paper
    accent_dark: str = ""
    tree: tuple[TreeNode, ...] = ()
    burn_up: BurnUp | None = None
    load: Load | None = None
    past: PastView = field(default_factory=PastView)
