"""Signals from the plan's logic: what must wait, and whether the rest still fits before the due date."""

from datetime import date

from goalsheet.language import translatable_plural
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, joined, listed, msg, percent, quoted, weekday
from goalsheet.measure.durations import Span
from goalsheet.measure.forecast import BY_LOGIC
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.model import Forecast, Level
from goalsheet.measure.signals.base import Hit, Number, signal
from goalsheet.plan.model import Dependency, Goal, Step
from goalsheet.rounding import at_least

PAST_GOAL = Span(
    translatable_plural("{n} working day past the goal's due date", "{n} working days past the goal's due date"),
    translatable_plural("{n} day past the goal's due date", "{n} days past the goal's due date"),
)
PAST_BELOW = Span(
    translatable_plural(
        "{n} working day past the last due date below it", "{n} working days past the last due date below it"
    ),
    translatable_plural("{n} day past the last due date below it", "{n} days past the last due date below it"),
)
SO_ENDS = Span(
    translatable_plural(
        "so this ends {finish}, {n} working day past its due date",
        "so this ends {finish}, {n} working days past its due date",
    ),
    translatable_plural(
        "so this ends {finish}, {n} day past its due date", "so this ends {finish}, {n} days past its due date"
    ),
)


@signal("float-used-up", "float used up", "time", "Goal", thresholds=("squeeze", "forecast late"))
def float_used_up(context: ItemContext) -> Hit | None:
    """What is still to be done, one thing after the other as it must be, does not fit before the goal's due date.

    Formula: the plan's logic (what is left of each open step's planned length, from the next day on, behind what it
    depends on) ends past the goal's due date: a warning. By a day it is only told; by no more than
    {forecast late:%} of the goal's length, while as many days are left, it is a hint of the family of pace. It still
    does if every open step began at once and needed only {squeeze:%} of its time: a fact, but on the goal's last day,
    when the next says it all. Where it rests on steps of which nobody says how far they are, and for a goal that has
    its progress from a metric or key results, and so may be reached without its steps, it is a hint. Silent once the
    goal is overdue.

    Breaks:
        as of 2026-11-20
        Goals
        | Goal     | Due        |
        | Campaign | 2026-12-04 |
        Steps
        | ID | Goal     | Step   | Start      | Due        | Depends on |
        | S1 | Campaign | Shoot  | 2026-11-23 | 2026-11-27 |            |
        | S2 | Campaign | Edit   | 2026-11-30 | 2026-12-10 | S1         |

    Holds:
        as of 2026-11-20
        Goals
        | Goal     | Due        |
        | Campaign | 2026-12-11 |
        Steps
        | ID | Goal     | Step   | Start      | Due        | Depends on |
        | S1 | Campaign | Shoot  | 2026-11-23 | 2026-11-27 |            |
        | S2 | Campaign | Edit   | 2026-11-30 | 2026-12-10 | S1         |
    """
    if not isinstance(context.item, Goal) or context.due is None or (context.days_left or 0) < 0:
        return None
    logic, key = context.facts.logic, context.item.key
    finish = logic.goal_finish(context.item)
    if finish is None or finish <= context.due:
        return None
    deadline = context.calendar.index(context.due) + 1
    sure = logic.sure_goal_ends.get(key, 0) > deadline
    hard = sure and not context.last_day and not at_least(deadline, logic.squeezed_goal_ends.get(key, 0))
    by_steps = context.progress.source not in ("metric", "key results")
    over = logic.goal_ends[key] - deadline
    near = over <= _grace(context)
    level = Level.HINT if not by_steps or not sure or near else Level.FACT if hard else Level.WARN
    level = Level.INFO if over <= 1 else level
    last = logic.last_step(context.item)
    ends = foreseen(context, last) if last else context.forecast
    if ends.finish is None or ends.finish <= context.due:
        ends = Forecast(finish, how=BY_LOGIC)
    shown = ends.finish or finish
    late = max(context.calendar.until(context.due, shown), 1)
    if last:
        reason = msg(
            "{step} ends {finish} {pace}", step=quoted(last.name), finish=weekday(shown), pace=pace_words(ends)
        )
    else:
        reason = msg("it ends {finish} {pace}", finish=weekday(shown), pace=pace_words(ends))
    past = PAST_GOAL if context.item.due else PAST_BELOW  # a goal without a row is due with the last below it
    even_so = _even_so(context) if level is Level.FACT else NOTHING
    reason = joined((reason, past.words(late, context.calendar.working), even_so))
    numbers: dict[str, Number] = {"logic_finish": finish, "finish": shown, "due": context.due, "days_late": late}
    clears = msg("steps shortened or dropped, or a new due date agreed")
    # So small a delay is that of the pace, which other signals tell too: no second reason.
    return Hit(level, reason, clears, "due", numbers, "pace" if near else None)


def _grace(context: ItemContext) -> float:
    """By how many days a goal's steps may end late and it be a hint only: such a delay is made up for in what is
    left."""
    share = context.limits["forecast late"] * (context.length or 0)
    return max(min(share, context.days_left or 0), 1)


def _even_so(context: ItemContext) -> LazyText:
    share = percent(context.limits["squeeze"])
    return msg("and too late even if every step took {share} of its time", share=share)


def foreseen(context: ItemContext, step: Step) -> Forecast:
    """When a step is finished, as its own line says; where it has no forecast of its own, by the plan's logic."""
    forecast = context.facts.forecasts.get(step.key, Forecast())
    return forecast if forecast.finish else Forecast(context.facts.logic.finish(step), how=BY_LOGIC)


def pace_words(forecast: Forecast) -> LazyText:
    """`at the planned pace`, or what else the date rests on."""
    return msg("at the planned pace") if forecast.how == BY_LOGIC else forecast.how


@signal("dependency-late", "dependency late", "time", "Step")
def dependency_late(context: ItemContext) -> Hit | None:
    """What it waits for is late.

    Formula: a step it depends on is not done, and by the plan's logic ends (with its lag) only after this one should
    start, or, where it has no start, be done. A warning if that pushes its own end past its due date by more than a
    day, else a hint; a hint too where that rests on steps of which nobody says how far they are. The dates are the
    forecasts of both steps; of several that are late the last is told, and all clear it.

    Breaks:
        as of 2026-11-20
        | ID | Step   | Start      | Due        | % complete | Depends on |
        | S1 | Shoot  | 2026-11-02 | 2026-11-20 | 30%        |            |
        | S2 | Edit   | 2026-11-23 | 2026-11-27 | 0%         | S1         |

    Holds:
        as of 2026-11-20
        | ID | Step   | Start      | Due        | % complete | Depends on |
        | S1 | Shoot  | 2026-11-02 | 2026-11-20 | 100%       |            |
        | S2 | Edit   | 2026-11-23 | 2026-11-27 | 0%         | S1         |
    """
    step = context.item
    if not isinstance(step, Step) or not step.depends_on:
        return None
    late = [(d, before) for d in step.depends_on if (before := _late(context, step, d))]
    logic = context.facts.logic
    if not late or (own := logic.finish(step)) is None:
        return None
    need, before = max(late, key=lambda pair: foreseen(context, pair[1]).finish or date.min)
    its, mine = foreseen(context, before), foreseen(context, step)
    if its.finish is None or mine.finish is None:
        return None
    waited, ends, pace = quoted(before.name), weekday(its.finish), pace_words(its)
    reason = msg("waits for {step}, which ends {finish} {pace}", step=waited, finish=ends, pace=pace)
    pushed = 0
    if context.due is not None and own > context.due:
        pushed = max(context.calendar.until(context.due, own), 1)
        days = max(context.calendar.until(context.due, mine.finish), 1)
        so = SO_ENDS.words(days, context.calendar.working, finish=weekday(mine.finish))
        reason = joined((reason, so), "; ")
    sure = context.due is not None and logic.day_of(logic.sure_ends[step.key]) > context.due
    numbers: dict[str, Number] = {
        "waits_for": need.text,
        "its_finish": its.finish,
        "own_finish": mine.finish,
        "due": context.due,
    }
    clears = msg("{step} done", step=listed(quoted(each.name) for _, each in late))
    return Hit(Level.WARN if pushed > 1 and sure else Level.HINT, reason, clears, "depends_on", numbers)


def _late(context: ItemContext, step: Step, need: Dependency) -> Step | None:
    """What is waited for, if it ends too late for the step's own dates."""
    before = context.plan_as_of.plan.by_key.get(need.key or "")
    if not isinstance(before, Step) or context.plan_as_of.is_done(before) or need.kind != "FS":
        return None
    timing = context.facts.logic.timings.get(before.key)
    if timing is None:
        return None
    free = context.calendar.day(timing.end + need.lag)
    if step.start is not None:
        return before if free > context.calendar.on_or_after(step.start) else None
    return before if step.due is not None and free > step.due else None
