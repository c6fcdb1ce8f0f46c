"""Signals from the plan's logic: what must wait, and whether the rest still fits before the due date."""

from goalsheet.measure import wording
from goalsheet.measure.case import Case
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, signal
from goalsheet.plan.model import Dependency, Goal, Step


@signal("float-used-up", "time", "Goal", thresholds=("squeeze",))
def float_used_up(case: Case) -> Hit | None:
    """What is still to be done, one thing after the other as it must be, does not fit before the goal's due date.

    Formula: the plan's logic (what is left of each open step's planned length, from the next day on, behind what it
    depends on) ends past the goal's due date: a warning. It still does if every open step needed only half of its
    time: a
    fact. For a goal that has its progress from a metric or key results, and so may be reached without its steps, it
    is a
    hint. Silent once the goal is overdue.

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
    finish = case.facts.logic.goal_finish(case.item)
    if finish is None or finish <= case.due:
        return None
    deadline = case.calendar.index(case.due) + 1
    hard = case.facts.logic.squeezed_ends.get(case.item.key, 0) > deadline
    late = max(case.calendar.until(case.due, finish), 1)
    last = case.facts.logic.last_step(case.item)
    what = f"{wording.quoted(last.name)} ends" if last else "it ends"
    reason = f"by the plan {what} {wording.day(finish)} at the earliest, {case.days(late)} past the goal's due date"
    half = wording.percent(case.limits["squeeze"])
    reason += f", even if every step took {half} of its time" if hard else ""
    numbers: dict[str, Number] = {"logic_finish": finish, "due": case.due, "days_late": late}
    clears = "steps shortened or dropped, or a new due date agreed"
    by_steps = case.progress.source not in ("metric", "key results")
    level = Level.HINT if not by_steps else Level.FACT if hard else Level.WARN
    return Hit(level, reason, clears, "due", numbers)


@signal("dependency-late", "time", "Step")
def dependency_late(case: Case) -> Hit | None:
    """What it waits for is late.

    Formula: a step it depends on is not done, and by the plan's logic ends (with its lag) only after this one should
    start,
    or, where it has no start, be done. A warning if that pushes its own end past its due date, else a hint.

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
    finish, own = case.facts.logic.finish(before), case.facts.logic.finish(step)  # type: ignore[arg-type]
    if finish is None or own is None:
        return None
    reason = f"waits for {wording.quoted(before.name)}, which ends {wording.day(finish)} at the earliest"
    pushed = case.due is not None and own > case.due
    if pushed and case.due is not None:
        days = max(case.calendar.until(case.due, own), 1)
        reason += f"; so this ends {wording.day(own)} at the earliest, {case.days(days)} past its due date"
    numbers: dict[str, Number] = {"waits_for": late.text, "its_finish": finish, "own_finish": own, "due": case.due}
    clears = f"{wording.quoted(before.name)} done"
    return Hit(Level.WARN if pushed else Level.HINT, reason, clears, "depends_on", numbers)


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
