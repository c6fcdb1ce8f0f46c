"""GS4xx: progress: what is said of the work agrees with itself."""

from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.language.wording import counted, exact, msg, share
from goalsheet.plan.model import LifeCycle, Plan, Step, Work
from goalsheet.plan.status_words import worded
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed, named, told, unreadable, written


@rule("GS401", "done-not-complete", Severity.ERROR, "progress", "Set it to 100 %, or the status to in progress.")
def done_not_complete(plan: Plan, context: Context) -> Iterator[Breach]:
    """Something is done but not 100 % complete.

    It cannot be both. It counts as done, so the goal may look further than it is.

    If it is finished, set % complete to 100 % (or clear the cell); else the status to in progress.

    Breaks:

        at Steps!C2
        Steps
        | Step            | Status      | % complete | Due        |
        | Write the copy  | done        | 80%        | 2026-11-13 |
        | Take the photos | in progress | 40%        | 2026-12-04 |

    Holds:

        Steps
        | Step            | Status      | % complete | Due        |
        | Write the copy  | done        | 100%       | 2026-11-13 |
        | Take the photos | done        |            | 2026-12-04 |
        | Draw the pages  | in progress | 40%        | 2026-12-04 |
    """
    for item in written(plan):
        if item.done and item.percent is not None and item.percent < 1:
            yield item.at("percent"), msg("it is done but {percent} complete", percent=share(item.percent))


@rule("GS402", "complete-not-done", Severity.WARNING, "progress", "Set the status to done, or say what is left.")
def complete_not_done(plan: Plan, context: Context) -> Iterator[Breach]:
    """Something is 100 % complete but its status is not done.

    Either something is left, then it is not 100 %; or nobody has closed it, and it is late from its due date on.

    Set the status to done; or the % to what it is.

    Breaks:

        at Steps!B2
        Steps
        | Step            | Status      | % complete | Due        |
        | Write the copy  | in progress | 100%       | 2026-11-27 |
        | Take the photos | in progress | 40%        | 2026-12-04 |

    Holds:

        Steps
        | Step            | Status      | % complete | Due        |
        | Write the copy  | in progress | 95%        | 2026-11-27 |
        | Take the photos | done        | 100%       | 2026-12-04 |
    """
    for item in written(plan):
        if item.percent == 1 and item.open and item.life_cycle not in (None, LifeCycle.NOT_STARTED):
            status = worded(item.life_cycle)
            yield item.at("status"), msg("it is 100 % complete but its status is {status}", status=status)


@rule("GS403", "done-without-date", Severity.NOTE, "progress", "Enter the day it was finished.")
def done_without_date(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step is done but does not say when, although the sheet has a column for it.

    Whether it was in time, and how long such steps really take, cannot be known later.

    Enter the day it was finished.

    Breaks:

        at Steps!D3
        Steps
        | Step            | Status | Due        | Done on    |
        | Write the copy  | done   | 2026-11-13 | 2026-11-12 |
        | Take the photos | done   | 2026-11-13 |            |

    Holds:

        Steps
        | Step            | Status      | Due        | Done on    |
        | Write the copy  | done        | 2026-11-13 | 2026-11-12 |
        | Take the photos | in progress | 2026-12-04 |            |
    """
    done = [step for step in plan.steps if step.done]
    unread = unreadable(plan)

    def without(row: Work) -> bool:
        return isinstance(row, Step) and row.done_on is None and row.at("done_on") not in unread

    each, everyone = msg("it is done but not since when"), msg("no step says when it was done")
    yield from told(plan, done, "done_on", without, each, everyone)


@rule("GS404", "done-on-not-done", Severity.ERROR, "progress", "Set the status to done, or clear the date.")
def done_on_not_done(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step says on which day it was done, but its status is another.

    It cannot be both done and not.

    Set the status to done; or clear the date. A planned day belongs to Due.

    Breaks:

        at Steps!B3
        Steps
        | Step            | Status      | Due        | Done on    |
        | Write the copy  | done        | 2026-11-13 | 2026-11-12 |
        | Take the photos | in progress | 2026-11-13 | 2026-11-13 |

    Holds:

        Steps
        | Step            | Status      | Due        | Done on    |
        | Write the copy  | done        | 2026-11-13 | 2026-11-12 |
        | Take the photos | in progress | 2026-12-04 |            |
    """
    for step in plan.steps:
        if step.done_on and step.status_text and step.life_cycle and not step.done:
            status = worded(step.life_cycle)
            yield step.at("status"), msg("done on {day}, but its status is {status}", day=step.done_on, status=status)


@rule("GS405", "not-started-with-progress", Severity.WARNING, "progress", "Set the status to in progress.")
def not_started_with_progress(plan: Plan, context: Context) -> Iterator[Breach]:
    """Something is not started but has progress.

    One of the two is old; mostly the status.

    Set the status to in progress, or the % to 0.

    Breaks:

        at Steps!B2
        Steps
        | Step            | Status      | % complete | Due        |
        | Write the copy  | not started | 30%        | 2026-11-27 |
        | Take the photos | in progress | 40%        | 2026-12-04 |

    Holds:

        Steps
        | Step            | Status      | % complete | Due        |
        | Write the copy  | not started | 0%         | 2026-11-27 |
        | Take the photos | in progress | 40%        | 2026-12-04 |
    """
    for item in written(plan):
        if item.life_cycle is LifeCycle.NOT_STARTED and item.percent:
            yield item.at("status"), msg("it is not started but {percent} complete", percent=share(item.percent))


@rule("GS413", "goal-done-steps-open", Severity.WARNING, "progress", "Close or cancel the steps, or reopen the goal.")
def goal_done_steps_open(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal is done while steps of it are open.

    Either the goal is not reached, or the steps are not needed; left open they nag somebody every week.

    Close or cancel the steps; or set the goal back to in progress.

    Breaks:

        at Goals!D2
        Goals
        | ID | Goal                | Owner | Status | Due        |
        | G1 | Launch the new site | Ana   | done   | 2026-11-18 |
        Steps
        | ID | Goal | Step            | Status      | Due        |
        | S1 | G1   | Write the copy  | done        | 2026-11-13 |
        | S2 | G1   | Take the photos | in progress | 2026-12-04 |

    Holds:

        Goals
        | ID | Goal                | Owner | Status | Due        |
        | G1 | Launch the new site | Ana   | done   | 2026-11-18 |
        Steps
        | ID | Goal | Step            | Status    | Due        |
        | S1 | G1   | Write the copy  | done      | 2026-11-13 |
        | S2 | G1   | Take the photos | cancelled | 2026-12-04 |
    """
    for goal in listed(plan):
        still = [step for step in plan.steps_of(goal) if step.open] if goal.done else []
        if still:
            yield (
                goal.at("status"),
                counted(
                    len(still),
                    "the goal is done, but {n} step of it is still open: {step}",
                    "the goal is done, but {n} steps of it are still open: {step} and others",
                    step=named(still[0]),
                ),
            )


@rule("GS414", "steps-done-goal-open", Severity.NOTE, "progress", "Close the goal, or add the steps that are left.")
def steps_done_goal_open(plan: Plan, context: Context) -> Iterator[Breach]:
    """All steps of a goal are done, but the goal is not.

    Either it is reached and nobody has said so, or steps are missing. A goal with a metric or key results is judged by
    these and not meant here.

    Set the goal to done; or add what is left to do.

    Breaks:

        at Goals!D2
        Goals
        | ID | Goal                | Owner | Status      | Due        |
        | G1 | Launch the new site | Ana   | in progress | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Status | Due        |
        | S1 | G1   | Write the copy  | done   | 2026-11-13 |
        | S2 | G1   | Take the photos | done   | 2026-11-13 |

    Holds:

        Goals
        | ID | Goal                | Owner | Status | Due        |
        | G1 | Launch the new site | Ana   | done   | 2026-11-18 |
        Steps
        | ID | Goal | Step            | Status | Due        |
        | S1 | G1   | Write the copy  | done   | 2026-11-13 |
        | S2 | G1   | Take the photos | done   | 2026-11-13 |
    """
    for goal in listed(plan):
        steps = [step for step in plan.steps_of(goal) if step.life_cycle is not LifeCycle.CANCELLED]
        measured = goal.measure or plan.key_results_of(goal) or plan.children_of(goal)
        if steps and goal.open and not measured and all(step.done for step in steps):
            yield (
                goal.at("status"),
                counted(
                    len(steps),
                    "its only step is done, but the goal is not",
                    "all {n} steps are done, but the goal is not",
                ),
            )


@rule("GS418", "negative-effort", Severity.ERROR, "progress", "Enter the work in days or hours, above 0.")
def negative_effort(plan: Plan, context: Context) -> Iterator[Breach]:
    """An effort is below zero.

    A goal's progress is added up by effort; a negative one takes away from the others.

    Enter the work the step takes, in the same unit for all.

    Breaks:

        at Steps!B2
        Steps
        | Step            | Effort | Due        |
        | Write the copy  | -3     | 2026-11-27 |
        | Take the photos | 2      | 2026-12-04 |

    Holds:

        Steps
        | Step            | Effort | Due        |
        | Write the copy  | 3      | 2026-11-27 |
        | Take the photos | 0      | 2026-12-04 |
    """
    for step in plan.steps:
        if step.effort is not None and step.effort < 0:
            yield step.at("effort"), msg("an effort of {effort} cannot be", effort=exact(step.effort))
