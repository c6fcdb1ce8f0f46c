"""GS2xx: dates: they follow each other, and fit the goal they serve."""

from collections.abc import Iterator
from datetime import date

from goalsheet.findings import Severity
from goalsheet.language.wording import msg, whole
from goalsheet.plan.model import Goal, KeyResult, Plan, Step, Work
from goalsheet.plan.slips import far, own_time
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed, named, written

LONG_STEP_DAYS = 120
PILE = 5  # steps due on one day from which it is a pile


@rule("GS201", "due-before-start", Severity.ERROR, "dates", "Mend the date that is wrong: often the year or a swap.")
def due_before_start(plan: Plan, context: Context) -> Iterator[Breach]:
    """Something is due before it starts.

    One of the two dates is wrong: the expected progress and the load cannot be worked out.

    Mend the wrong one. Often the year was left as it was, or day and month are swapped.

    Breaks:

        at Steps!D2
        Steps
        | Step            | Owner | Start      | Due        |
        | Write the copy  | Ana   | 2026-12-01 | 2026-11-23 |
        | Take the photos | Ben   | 2026-11-30 | 2026-12-04 |

    Holds:

        Steps
        | Step            | Owner | Start      | Due        |
        | Write the copy  | Ana   | 2026-12-01 | 2026-12-01 |
        | Take the photos | Ben   | 2026-11-30 | 2026-12-04 |
    """
    day = own_time(plan, context.as_of)
    for item in written(plan):
        if item.start and item.due and item.due < item.start and _both_plausible(item, day):
            yield item.at("due"), msg("due {due} is before its start {start}", due=item.due, start=item.start)


def _both_plausible(item: Work, as_of: date) -> bool:
    return all(not far(day, as_of) for day in (item.start, item.due) if day)


def _served(plan: Plan, item: Step | KeyResult) -> Goal | None:
    goal = plan.by_key.get(item.goal_key or "")
    return goal if isinstance(goal, Goal) else None


@rule("GS202", "due-after-goal", Severity.WARNING, "dates", "Bring it forward, or move the goal's date and say so.")
def due_after_goal(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step or key result is due after the goal it serves.

    Even if everything goes to plan the goal will be late.

    Bring the step forward, or move the goal's date; if the step does not serve this goal, move it to another.

    Breaks:

        at Steps!E3
        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Owner | Due        |
        | S1 | G1   | Write the copy  | Ana   | 2026-12-01 |
        | S2 | G1   | Take the photos | Ben   | 2027-01-15 |

    Holds:

        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Owner | Due        |
        | S1 | G1   | Write the copy  | Ana   | 2026-12-01 |
        | S2 | G1   | Take the photos | Ben   | 2026-12-18 |
    """
    serving: tuple[Step | KeyResult, ...] = (*plan.key_results, *plan.steps)
    day = own_time(plan, context.as_of)
    for item in serving:
        goal = _served(plan, item)
        if goal and goal.due and item.due and item.open and goal.due < item.due and not far(item.due, day):
            words = msg(
                "due {due} is after its goal {goal} is due, {goal_due}",
                due=item.due,
                goal=named(goal),
                goal_due=goal.due,
            )
            yield item.at("due"), words


@rule("GS203", "start-before-goal", Severity.NOTE, "dates", "Let the goal start with its first step.")
def start_before_goal(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step starts before its goal does.

    Harmless in itself, but the goal's expected progress is counted from its own start, so it looks too good.

    Move the goal's start to that of its first step.

    Breaks:

        at Steps!D2
        Goals
        | ID | Goal                | Owner | Start      | Due        |
        | G1 | Launch the new site | Ana   | 2026-11-16 | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Start      | Due        |
        | S1 | G1   | Write the copy  | 2026-11-02 | 2026-11-27 |
        | S2 | G1   | Take the photos | 2026-11-16 | 2026-12-04 |

    Holds:

        Goals
        | ID | Goal                | Owner | Start      | Due        |
        | G1 | Launch the new site | Ana   | 2026-11-02 | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Start      | Due        |
        | S1 | G1   | Write the copy  | 2026-11-02 | 2026-11-27 |
        | S2 | G1   | Take the photos | 2026-11-16 | 2026-12-04 |
    """
    day = own_time(plan, context.as_of)
    for step in plan.steps:
        goal = _served(plan, step)
        if goal and goal.start and step.start and step.start < goal.start and not far(step.start, day):
            words = msg(
                "start {start} is before its goal {goal} starts, {goal_start}",
                start=step.start,
                goal=named(goal),
                goal_start=goal.start,
            )
            yield step.at("start"), words


@rule("GS204", "done-in-future", Severity.WARNING, "dates", "Enter the day it was really finished.")
def done_in_future(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step was done on a day that is still to come.

    As of the report's day it cannot be done: the wins are counted too early.

    Enter the day it was finished. A planned day belongs to the column Due.

    Breaks:

        at Steps!D2
        Steps
        | Step            | Owner | Due        | Done on    |
        | Write the copy  | Ana   | 2026-11-27 | 2026-11-27 |
        | Take the photos | Ben   | 2026-11-18 | 2026-11-17 |

    Holds:

        Steps
        | Step            | Owner | Due        | Done on    |
        | Write the copy  | Ana   | 2026-11-27 | 2026-11-20 |
        | Take the photos | Ben   | 2026-11-18 | 2026-11-17 |
    """
    for step in plan.steps:
        if step.done_on and step.done_on > context.as_of:
            words = msg(
                "done on {done_on} lies after {today}, the day this run speaks for",
                done_on=step.done_on,
                today=context.as_of,
            )
            yield step.at("done_on"), words


@rule("GS205", "done-before-start", Severity.NOTE, "dates", "If it was started earlier, say so in Start.")
def done_before_start(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step was done before its start.

    It was begun earlier than planned, or one of the dates is wrong. The length of such steps is no guide for the next
    plan.

    Put the day it was really begun into Start, or mend the slip.

    Breaks:

        at Steps!D2
        Steps
        | Step            | Start      | Due        | Done on    |
        | Write the copy  | 2026-11-09 | 2026-11-13 | 2026-11-02 |
        | Take the photos | 2026-11-09 | 2026-11-18 | 2026-11-17 |

    Holds:

        Steps
        | Step            | Start      | Due        | Done on    |
        | Write the copy  | 2026-11-02 | 2026-11-13 | 2026-11-02 |
        | Take the photos | 2026-11-09 | 2026-11-18 | 2026-11-17 |
    """
    for step in plan.steps:
        in_time = step.done_on and step.done_on <= context.as_of  # else GS204 says so
        if in_time and step.done_on and step.start and step.done_on < step.start:
            words = msg("done on {done_on} is before its start {start}", done_on=step.done_on, start=step.start)
            yield step.at("done_on"), words


@rule("GS209", "long-step", Severity.NOTE, "dates", "Cut it into steps of a few weeks, each with a result of its own.")
def long_step(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step takes longer than {LONG_STEP_DAYS} days.

    On so long a step nobody notices a delay before it is too late, and its % complete is a guess.

    Cut it into steps of a few weeks, each with a result of its own.

    Breaks:

        at Steps!D2
        Steps
        | Step             | Owner | Start      | Due        |
        | Rework the site  | Ana   | 2026-11-02 | 2027-06-30 |
        | Take the photos  | Ben   | 2026-11-16 | 2026-12-04 |

    Holds:

        Steps
        | Step             | Owner | Start      | Due        |
        | Draw the pages   | Ana   | 2026-11-02 | 2026-11-27 |
        | Take the photos  | Ben   | 2026-11-16 | 2026-12-04 |
    """
    for step in plan.steps:
        if step.open and step.start and step.due and _both_plausible(step, context.as_of):
            days = (step.due - step.start).days + 1
            if days > LONG_STEP_DAYS:
                words = msg(
                    "the step takes {n} days, from {start} to {due}", n=whole(days), start=step.start, due=step.due
                )
                yield step.at("due"), words


@rule("GS214", "pile-at-the-end", Severity.NOTE, "dates", "Spread the steps: which could be due earlier?")
def pile_at_the_end(plan: Plan, context: Context) -> Iterator[Breach]:
    """Nearly all steps of a goal are due on the goal's last day.

    Dates that all say "by the end" are no plan: the first warning comes when nothing can be done any more.

    Ask for each step when it must be finished so that the next can begin, and enter that day.

    Breaks:

        at Goals!D2
        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Owner | Due        |
        | S1 | G1   | Write the copy  | Ana   | 2026-12-18 |
        | S2 | G1   | Take the photos | Ben   | 2026-12-18 |
        | S3 | G1   | Draw the pages  | Ben   | 2026-12-18 |
        | S4 | G1   | Build the pages | Cem   | 2026-12-18 |
        | S5 | G1   | Test on phones  | Cem   | 2026-12-18 |

    Holds:

        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Owner | Due        |
        | S1 | G1   | Write the copy  | Ana   | 2026-11-27 |
        | S2 | G1   | Take the photos | Ben   | 2026-11-27 |
        | S3 | G1   | Draw the pages  | Ben   | 2026-12-04 |
        | S4 | G1   | Build the pages | Cem   | 2026-12-15 |
        | S5 | G1   | Test on phones  | Cem   | 2026-12-18 |
    """
    for goal in listed(plan):
        due = [step.due for step in plan.steps_of(goal) if step.open and step.due]
        last = due.count(goal.due) if goal.due else 0
        if last >= PILE and last >= 0.8 * len(due):
            words = msg(
                "{last} of {n} open steps are due on the goal's last day, {due}",
                last=whole(last),
                n=whole(len(due)),
                due=goal.due,
            )
            yield goal.at("due"), words
