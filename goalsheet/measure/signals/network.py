"""Signals from the plan's logic: what must wait, and whether the rest still fits before the due date."""

from goalsheet.language import messages
from goalsheet.language.lazy_text import Saying
from goalsheet.language.wording import joined, percent, quoted, said, weekday
from goalsheet.measure.durations import Span
from goalsheet.measure.forecast import BY_LOGIC
from goalsheet.measure.item_context import Case
from goalsheet.measure.model import Forecast, Level
from goalsheet.measure.signals.base import Hit, Number, signal
from goalsheet.plan.model import Dependency, Goal, Step

PAST_GOAL = Span(
    messages("{n} working day past the goal's due date", "{n} working days past the goal's due date"),
    messages("{n} day past the goal's due date", "{n} days past the goal's due date"),
)
PAST_BELOW = Span(
    messages("{n} working day past the last due date below it", "{n} working days past the last due date below it"),
    messages("{n} day past the last due date below it", "{n} days past the last due date below it"),
)
SO_ENDS = Span(
    messages(
        "so this ends {finish}, {n} working day past its due date",
        "so this ends {finish}, {n} working days past its due date",
    ),
    messages("so this ends {finish}, {n} day past its due date", "so this ends {finish}, {n} days past its due date"),
)


@signal("float-used-up", "time", "Goal", thresholds=("squeeze",))
def float_used_up(case: Case) -> Hit | None:
    """What is still to be done, one thing after the other as it must be, does not fit before the goal's due date.

    Formula: the plan's logic (what is left of each open step's planned length, from the next day on, behind what it
    depends on) ends past the goal's due date: a warning. It still does if every open step began at once and needed only
    half of its time: a fact, but on the goal's last day, when the next says it all. Where it rests on steps of which
    nobody says how far they are, and for a goal that has its progress from a metric or key results, and so may be
    reached without its steps, it is a hint. Silent once the goal is overdue.

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
    if not isinstance(case.item, Goal) or case.due is None or (case.days_left or 0) < 0:
        return None
    logic, key = case.facts.logic, case.item.key
    finish = logic.goal_finish(case.item)
    if finish is None or finish <= case.due:
        return None
    deadline = case.calendar.index(case.due) + 1
    sure = logic.sure_goal_ends.get(key, 0) > deadline
    hard = sure and not case.last_day and logic.squeezed_goal_ends.get(key, 0) > deadline + 1e-9
    by_steps = case.progress.source not in ("metric", "key results")
    level = Level.HINT if not by_steps or not sure else Level.FACT if hard else Level.WARN
    last = logic.last_step(case.item)
    ends = foreseen(case, last) if last else case.forecast
    if ends.finish is None or ends.finish <= case.due:
        ends = Forecast(finish, how=BY_LOGIC)
    shown = ends.finish or finish
    late = max(case.calendar.until(case.due, shown), 1)
    if last:
        reason = said(
            "{step} ends {finish} {pace}", step=quoted(last.name), finish=weekday(shown), pace=pace_words(ends)
        )
    else:
        reason = said("it ends {finish} {pace}", finish=weekday(shown), pace=pace_words(ends))
    past = PAST_GOAL if case.item.due else PAST_BELOW  # a goal without a row is due with the last below it
    reason = joined((reason, past.said(late, case.calendar.working), _even_so(case) if hard else ""))
    numbers: dict[str, Number] = {"logic_finish": finish, "finish": shown, "due": case.due, "days_late": late}
    return Hit(level, reason, said("steps shortened or dropped, or a new due date agreed"), "due", numbers)


def _even_so(case: Case) -> Saying:
    share = percent(case.limits["squeeze"])
    return said("and too late even if every step took {share} of its time", share=share)


def foreseen(case: Case, step: Step) -> Forecast:
    """When a step is finished, as its own line says; where it has no forecast of its own, by the plan's logic."""
    forecast = case.facts.forecasts.get(step.key, Forecast())
    return forecast if forecast.finish else Forecast(case.facts.logic.finish(step), how=BY_LOGIC)


def pace_words(forecast: Forecast) -> Saying:
    """`at the planned pace`, or what else the date rests on."""
    return said("at the planned pace") if forecast.how == BY_LOGIC else forecast.how


@signal("dependency-late", "time", "Step")
def dependency_late(case: Case) -> Hit | None:
    """What it waits for is late.

    Formula: a step it depends on is not done, and by the plan's logic ends (with its lag) only after this one should
    start, or, where it has no start, be done. A warning if that pushes its own end past its due date, else a hint; a
    hint too where that rests on steps of which nobody says how far they are. The dates are the forecasts of both steps.

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
    step = case.item
    if not isinstance(step, Step) or not step.depends_on:
        return None
    late = next((d for d in step.depends_on if _late(case, step, d)), None)
    if late is None or late.key is None:
        return None
    before = case.basis.plan.by_key[late.key]
    logic = case.facts.logic
    if not isinstance(before, Step) or (own := logic.finish(step)) is None:
        return None
    its, mine = foreseen(case, before), foreseen(case, step)
    if its.finish is None or mine.finish is None:
        return None
    waited, ends, pace = quoted(before.name), weekday(its.finish), pace_words(its)
    reason = said("waits for {step}, which ends {finish} {pace}", step=waited, finish=ends, pace=pace)
    pushed = case.due is not None and own > case.due
    if pushed and case.due is not None:
        days = max(case.calendar.until(case.due, mine.finish), 1)
        so = SO_ENDS.said(days, case.calendar.working, finish=weekday(mine.finish))
        reason = joined((reason, so), "; ")
    sure = case.due is not None and logic.day_of(logic.sure_ends[step.key]) > case.due
    numbers: dict[str, Number] = {
        "waits_for": late.text,
        "its_finish": its.finish,
        "own_finish": mine.finish,
        "due": case.due,
    }
    clears = said("{step} done", step=waited)
    return Hit(Level.WARN if pushed and sure else Level.HINT, reason, clears, "depends_on", numbers)


def _late(case: Case, step: Step, need: Dependency) -> bool:
    """Whether what is waited for ends too late for the step's own dates."""
    before = case.basis.plan.by_key.get(need.key or "")
    if not isinstance(before, Step) or case.basis.is_done(before) or need.kind != "FS":
        return False
    timing = case.facts.logic.timings.get(before.key)
    if timing is None:
        return False
    free = case.calendar.day(timing.end + need.lag)
    if step.start is not None:
        return free > case.calendar.on_or_after(step.start)
    return step.due is not None and free > step.due
