"""Steps done over time, against all there are and what was planned to be done."""

from collections.abc import Sequence
from datetime import date

from goalsheet.measure.model import Status
from goalsheet.plan.model import Step
from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.model import Tick
from goalsheet.report.view.parts_model import BurnUp
from goalsheet.report.view.scale import Scale, scale_of, ticks

WIDTH, HEIGHT = 760, 240
LEFT, RIGHT, TOP, BOTTOM = 8, 640, 20, 208
FEWEST = 4  # steps with dates below which a curve says less than a number
APART = 15  # two labels this far apart can both be read


def burn_up(context: ViewContext) -> BurnUp | None:
    """The curve of all steps that count; None where too few have dates."""
    steps = [s for s in context.review.plan.steps if context.of(s).status is not Status.CANCELLED]
    due = sorted(step.due for step in steps if step.due)
    done = [step for step in steps if context.of(step).status is Status.DONE]
    known = sorted(min(day, context.as_of) for step in done if (day := _finished(step)))
    over = scale_of([*due, *known, *(s.start for s in steps if s.start)], context.as_of)
    if over is None or len(due) < FEWEST:
        return None
    lang, total = context.lang, len(steps)
    by_now = sum(day <= context.as_of for day in due)
    done_y, planned_y = _y(len(known), total), _y(len(due), total)
    return BurnUp(
        title=lang.say("Steps done over time"),
        description=lang.say(
            "{done} of {total} steps done by {day}; {planned} were planned to be done by then.",
            done=lang.whole(len(known)), total=lang.whole(total), day=context.near(context.as_of),
            planned=lang.whole(by_now),
        ),
        width=WIDTH, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM,
        done=_stairs(known, total, over, context.as_of),
        planned=_stairs(due, total, over, over.last),
        scope=_y(total, total),
        today=_x(over, over.end(context.as_of)),
        done_text=lang.say("{n} done", n=lang.whole(len(known))),
        planned_text=lang.say("planned") if abs(planned_y - TOP) > APART else "",
        scope_text=lang.many(total, "{n} step", "{n} steps"),
        done_y=done_y,
        planned_y=planned_y,
        ticks=tuple(Tick(_x(over, tick.at), tick.label) for tick in ticks(over, lang, rhythm=context.rhythm)),
        note=_note(context, len(done) - len(known)),
    )  # fmt: skip


def _finished(step: Step) -> date | None:
    """When it was done; where nobody wrote that down, when it was due."""
    return step.done_on or step.due


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
