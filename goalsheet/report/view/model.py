"""What a template prints: everything already worded, rounded, shortened and in order. Templates only loop and ask if.

Texts are plain text; an empty text or tuple means there is nothing to show. Shares are percent of a width (0-100) for
drawing only. `slug` is a status as a class name: `off-track`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalsheet.report.view.attention import Attention
from goalsheet.report.view.burnup import BurnUp
from goalsheet.report.view.due import OwnerDue
from goalsheet.report.view.elements import Badge
from goalsheet.report.view.figures import Figure
from goalsheet.report.view.goals import GoalLine
from goalsheet.report.view.headline import Share
from goalsheet.report.view.load import Load
from goalsheet.report.view.metrics import MetricLine
from goalsheet.report.view.past import PastView
from goalsheet.report.view.problems import Problem
from goalsheet.report.view.timeline import Timeline
from goalsheet.report.view.tree import TreeNode
from goalsheet.report.view.wins import Win
from goalsheet.setting_kinds import SECTIONS


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
