"""Steps done over time, against all there are and what was planned to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.elements import Tick
from goalsheet.report.view.scale import Scale, scale_of, ticks

WIDTH, HEIGHT = 760, 240
LEFT, RIGHT, TOP, BOTTOM = 8, 640, 20, 208
APART = 15  # two labels this far apart can both be read


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


def burn_up(context: ViewContext) -> BurnUp | None:
    """The curve of all steps that count; None where too few have dates."""
    found, started = context.review.burn_up, [step.start for step in context.review.plan.steps if step.start]
    if found is None or (over := scale_of([*found.due, *found.finished, *started], context.as_of)) is None:
        return None
    lang, total, done = context.lang, found.steps, len(found.finished)
    done_y, planned_y = _y(done, total), _y(len(found.due), total)
    return BurnUp(
        title=lang.say("Steps done over time"),
        description=lang.say(
            "{done} of {total} steps done by {day}; {planned} were planned to be done by then.",
            done=lang.whole(done), total=lang.whole(total), day=context.near(context.as_of),
            planned=lang.whole(found.planned_by(context.as_of)),
        ),
        width=WIDTH, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM,
        done=_stairs(found.finished, total, over, context.as_of),
        planned=_stairs(found.due, total, over, over.last),
        scope=_y(total, total),
        today=_x(over, over.end(context.as_of)),
        done_text=lang.say("{n} done", n=lang.whole(done)),
        planned_text=lang.say("planned") if abs(planned_y - TOP) > APART else "",
        scope_text=lang.many(total, "{n} step", "{n} steps"),
        done_y=done_y,
        planned_y=planned_y,
        ticks=tuple(Tick(_x(over, tick.at), tick.label) for tick in ticks(over, lang, rhythm=context.rhythm)),
        note=_note(context, found.undated),
    )  # fmt: skip


def _note(context: ViewContext, undated: int) -> str:
    if not undated:
        return ""
    return context.lang.many(
        undated, "{n} done step without any date not shown", "{n} done steps without any date not shown"
    )


def _stairs(days: Sequence[date], total: int, over: Scale, until: date) -> str:
    """A path that rises by a step on each of the days, up to a last day; from place to place, as that is short."""
    x, y = LEFT, _y(0, total)
    path = f"M{x} {y}"
    for number, day in enumerate(days, 1):
        if number == len(days) or days[number] != day:
            right, up = _x(over, over.end(day)), _y(number, total)
            path, x, y = f"{path}h{right - x}v{up - y}", right, up
    return f"{path}h{_x(over, over.end(until)) - x}"


def _x(over: Scale, days: float) -> int:
    return over.onto(days, LEFT, RIGHT)


def _y(count: int, total: int) -> int:
    return round(BOTTOM - (BOTTOM - TOP) * count / max(total, 1))
