"""The steps and key results of a goal, line by line."""

from dataclasses import dataclass

from goalsheet.plan.model import KeyResult, Step
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.elements import Badge, Span
from goalsheet.report.view.scale import Scale
from goalsheet.report.view.timeline import span_of


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


def step_line(context: ViewContext, item: Step | KeyResult, over: Scale | None) -> StepLine:
    return StepLine(
        anchor=context.anchors[item.key],
        badge=context.badge(item),
        attention=context.attention_anchor(item),
        name=context.name_of(item),
        milestone=context.lang.say("milestone") if isinstance(item, Step) and item.is_milestone else "",
        owner=context.owners_of(item),
        due=context.short(item.due),
        due_iso=item.due.isoformat() if item.due else "",
        due_in=context.due_in(item),
        progress=context.lang.percent(context.of(item).progress.actual, "–"),
        span=span_of(context, item, over) if over and isinstance(item, Step) else None,
        cell=shortened(str(item.home), 80),
    )
