"""GS4xx: the status: the owner's word fits the dates, the reasons given, and what is computed."""

from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.language import translatable
from goalsheet.language.wording import counted, msg
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Health, LifeCycle, Plan
from goalsheet.plan.status_words import worded
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed, written

#: From best to worst, as far as the owner's word and the computed status can be compared.
HEALTH_ORDER = ("on track", "at risk", "off track")


@rule("GS407", "cancelled-with-open-steps", Severity.WARNING, "status", "Cancel the steps too, or move them.")
def cancelled_with_open_steps(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal is cancelled while steps of it are open.

    People go on working for something that nobody wants any more.

    Cancel the steps too, or move them to the goal they now serve.

    Breaks:

        at Goals!D2
        Goals
        | ID | Goal                | Owner | Status    | Due        |
        | G1 | Launch the new site | Ana   | cancelled | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Status      | Due        |
        | S1 | G1   | Write the copy  | done        | 2026-11-13 |
        | S2 | G1   | Take the photos | in progress | 2026-12-04 |

    Holds:

        Goals
        | ID | Goal                | Owner | Status    | Due        |
        | G1 | Launch the new site | Ana   | cancelled | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Status      | Due        |
        | S1 | G1   | Write the copy  | done        | 2026-11-13 |
        | S2 | G1   | Take the photos | cancelled   | 2026-12-04 |
    """
    for goal in listed(plan):
        if goal.life_cycle is LifeCycle.CANCELLED:
            still = [step for step in plan.steps_of(goal) if step.open]
            if still:
                yield (
                    goal.at("status"),
                    counted(
                        len(still),
                        "the goal is cancelled, but {n} open step serves it",
                        "the goal is cancelled, but {n} open steps serve it",
                    ),
                )


@rule("GS408", "blocked-without-reason", Severity.WARNING, "status", "Say what it waits for, and who can clear it.")
def blocked_without_reason(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step is blocked but does not say by what.

    Nobody can help with what they do not know.

    Say in "Blocked by" (or in the notes) what it waits for, and who can clear it.

    Breaks:

        at Steps!C2
        Steps
        | Step            | Status  | Blocked by           | Due        |
        | Write the copy  | blocked |                      | 2026-11-27 |
        | Take the photos | blocked | camera is in repair  | 2026-12-04 |

    Holds:

        Steps
        | Step            | Status  | Blocked by           | Due        | Notes               |
        | Write the copy  | blocked |                      | 2026-11-27 | waits for the brief |
        | Take the photos | blocked | camera is in repair  | 2026-12-04 |                     |
    """
    for step in plan.steps:
        if step.life_cycle is LifeCycle.BLOCKED and not (step.blocked_by or step.notes):
            yield step.at("blocked_by"), msg("the step is blocked, but not said by what")


@rule("GS409", "on-hold-past-due", Severity.WARNING, "status", "Give it a new date, or cancel it.")
def on_hold_past_due(plan: Plan, context: Context) -> Iterator[Breach]:
    """Something on hold was due in the past.

    What is on hold is not asked about; with its date gone by it is forgotten without anybody deciding so.

    Give it a date on which it is looked at again, or cancel it.

    Breaks:

        at Steps!C2
        Steps
        | Step            | Status      | Due        |
        | Write the copy  | on hold     | 2026-11-06 |
        | Take the photos | in progress | 2026-12-04 |

    Holds:

        Steps
        | Step            | Status      | Due        |
        | Write the copy  | on hold     | 2027-01-15 |
        | Take the photos | in progress | 2026-12-04 |
    """
    for item in written(plan):
        if item.life_cycle is LifeCycle.ON_HOLD and item.due and item.due < context.as_of:
            yield item.at("due"), msg("it is on hold, and its due date {due} has gone by", due=item.due)


@rule(
    "GS415", "declared-too-good", Severity.WARNING, "status", "Look at the reason together; mend the word or the data."
)
def declared_too_good(plan: Plan, context: Context) -> Iterator[Breach]:
    """The owner says that it goes better than its dates and numbers show.

    One of them is wrong: either the owner does not see the delay, or the workbook does not know of the progress. A
    status that a formula works out is nobody's word: it is compared in the same way, and counts for nothing else.

    Look at why the computed status is what it is (`goalsheet explain`), then mend the word or the data.

    Breaks:

        at Goals!D2
        status G1: off track
        Goals
        | ID | Goal                | Owner | Status   | Due        |
        | G1 | Launch the new site | Ana   | on track | 2026-11-13 |
        Steps
        | ID | Goal | Step            | Status      | Due        |
        | S1 | G1   | Write the copy  | in progress | 2026-11-13 |

    Holds:

        status G1: at risk
        Goals
        | ID | Goal                | Owner | Status    | Due        |
        | G1 | Launch the new site | Ana   | off track | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Status      | Due        |
        | S1 | G1   | Write the copy  | in progress | 2026-12-04 |
    """
    for item in written(plan):
        computed = context.statuses.get(item.key, "")
        if item.health and _better(item.health, computed):
            declared, seen = worded(item.health), worded(Health(computed))
            said = _BY_FORMULA if item.status_computed else _BY_OWNER
            yield item.at("status"), msg(said, declared=declared, status=seen)


_BY_OWNER = translatable("the owner says {declared}, but it is {status}")
_BY_FORMULA = translatable("the workbook's formula says {declared}, but it is {status}")


def _better(declared: Health, computed: str) -> bool:
    known = declared in HEALTH_ORDER and computed in HEALTH_ORDER
    return known and HEALTH_ORDER.index(declared) < HEALTH_ORDER.index(computed)


@rule(
    "GS416",
    "stale-update",
    Severity.NOTE,
    "status",
    "Ask the owner how it stands, and enter the day.",
    {Kind.STEPS: ("updated",)},
)
def stale_update(plan: Plan, context: Context) -> Iterator[Breach]:
    """Started work was last updated longer ago than an update may take.

    What the sheet says of it may no longer be true. How old an update may be is the setting `stale_days`.

    Ask the owner how it stands and enter the day.

    Breaks:

        at Steps!D2
        Steps
        | Step            | Status      | Due        | Last updated |
        | Write the copy  | in progress | 2026-12-04 | 2026-10-02   |
        | Take the photos | in progress | 2026-12-04 | 2026-11-18   |

    Holds:

        Steps
        | Step            | Status      | Due        | Last updated |
        | Write the copy  | done        | 2026-10-02 | 2026-10-02   |
        | Take the photos | in progress | 2026-12-04 | 2026-11-18   |
    """
    for step in plan.steps:
        if step.updated and step.life_cycle in (LifeCycle.IN_PROGRESS, LifeCycle.BLOCKED):
            days = (context.as_of - step.updated).days
            if days > context.settings.stale_days:
                yield (
                    step.at("updated"),
                    counted(
                        days, "last updated {day}, {n} day ago", "last updated {day}, {n} days ago", day=step.updated
                    ),
                )


@rule("GS417", "started-too-early", Severity.NOTE, "status", "Mend the start, or the status.")
def started_too_early(plan: Plan, context: Context) -> Iterator[Breach]:
    """Something is in progress but starts only in the future.

    Either it was begun earlier than planned, then its start is old; or nobody has begun yet.

    Put the day it was begun into Start, or set the status to not started.

    Breaks:

        at Steps!C2
        Steps
        | Step            | Status      | Start      | Due        |
        | Write the copy  | in progress | 2026-12-01 | 2026-12-11 |
        | Take the photos | in progress | 2026-11-16 | 2026-12-04 |

    Holds:

        Steps
        | Step            | Status      | Start      | Due        |
        | Write the copy  | not started | 2026-12-01 | 2026-12-11 |
        | Take the photos | in progress | 2026-11-16 | 2026-12-04 |
    """
    for item in written(plan):
        if item.life_cycle is LifeCycle.IN_PROGRESS and item.start and item.start > context.as_of:
            yield item.at("start"), msg("it is in progress, but starts only on {start}", start=item.start)


@rule("GS420", "all-steps-cancelled", Severity.WARNING, "status", "Cancel the goal too, or write down the new steps.")
def all_steps_cancelled(plan: Plan, context: Context) -> Iterator[Breach]:
    """All steps of an open goal are cancelled.

    Nothing leads to it any more, and it looks as if it were under way.

    Cancel the goal too, or write down the steps that lead to it now.

    Breaks:

        at Goals!B2
        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Status    | Due        |
        | S1 | G1   | Write the copy  | cancelled | 2026-11-13 |
        | S2 | G1   | Take the photos | cancelled | 2026-12-04 |

    Holds:

        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Status    | Due        |
        | S1 | G1   | Write the copy  | cancelled | 2026-11-13 |
        | S2 | G1   | Take the photos |           | 2026-12-04 |
    """
    for goal in listed(plan):
        parts = (*plan.steps_of(goal), *plan.children_of(goal), *plan.key_results_of(goal))
        if goal.open and parts and all(part.life_cycle is LifeCycle.CANCELLED for part in parts):
            cell = goal.at("status") if "status" in goal.cells else goal.home
            yield cell, msg("everything below the goal is cancelled")
