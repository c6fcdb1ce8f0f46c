"""GS1xx: identity: every row stands there once."""

from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.folding import bare, fold, grouped
from goalsheet.language.wording import msg, quoted
from goalsheet.plan.model import Goal, Plan, Step
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed


@rule("GS101", "duplicate-id", Severity.ERROR, "structure", "Give each row an ID of its own.")
def duplicate_id(plan: Plan, context: Context) -> Iterator[Breach]:
    """Two rows of a sheet have the same ID.

    Links ("Depends on", "Parent", "Goal") and the history go by ID: with two rows of one ID nobody can tell which is
    meant, and the numbers of one end up at the other.

    Give one of the rows a new ID, and mend the links that meant it. A row that was copied by mistake can go.

    Breaks:

        at Steps!A3
        Steps
        | ID | Step            | Owner | Due        |
        | S1 | Write the copy  | Ana   | 2026-12-01 |
        | S1 | Take the photos | Ben   | 2026-12-08 |

    Holds:

        Steps
        | ID | Step            | Owner | Due        |
        | S1 | Write the copy  | Ana   | 2026-12-01 |
        | S2 | Take the photos | Ben   | 2026-12-08 |
    """
    for items in (listed(plan), plan.key_results, plan.steps):
        with_id = [item for item in items if item.id]
        for first, *others in grouped(with_id, lambda item: fold(item.id or "")).values():
            for other in others:
                yield other.at("id"), msg("ID {id} is already used by {cell}", id=other.id, cell=first.at("id"))


def _same_row(step: Step) -> tuple[object, ...]:
    return (step.goal_key, step.milestone, bare(step.name), tuple(sorted(step.owners)), step.start, step.due)


@rule("GS105", "duplicate-step", Severity.WARNING, "structure", "Strike one of the two, or say how they differ.")
def duplicate_step(plan: Plan, context: Context) -> Iterator[Breach]:
    """Two steps of a goal have the same words, owner and dates.

    A step that stands there twice counts twice: progress and load are wrong. Steps that come again at another date, or
    that several people do, are no duplicates.

    Strike one of the rows, or add the words that tell them apart.

    Breaks:

        at Steps!B3
        Steps
        | Goal   | Step            | Owner | Due        |
        | Launch | Write the copy  | Ana   | 2026-12-01 |
        | Launch | Write the copy  | Ana   | 2026-12-01 |

    Holds:

        Steps
        | Goal   | Step                | Owner | Due        |
        | Launch | Send the newsletter | Ana   | 2026-12-01 |
        | Launch | Send the newsletter | Ana   | 2026-12-15 |
    """
    for first, *others in grouped((s for s in plan.steps if s.name), _same_row).values():
        for other in others:
            if other.at("step") == first.at("step"):
                continue  # one cell merged over both rows names both
            words = msg(
                "{step} stands here a second time: {cell} has the same", step=quoted(other.name), cell=first.home
            )
            yield other.home, words


@rule("GS106", "duplicate-goal", Severity.WARNING, "structure", "Join the two goals, or say how they differ.")
def duplicate_goal(plan: Plan, context: Context) -> Iterator[Breach]:
    """Two goals have the same words, parent, team and owner.

    Steps that name the goal by its words can belong to either; both look half done.

    Join the rows, or add the words that tell them apart. The same goal for another team or owner is no duplicate.

    Breaks:

        at Goals!B3
        Goals
        | ID | Goal                  | Owner | Due        |
        | G1 | Win 400 subscribers   | Ana   | 2026-12-18 |
        | G2 | Win 400 subscribers   | Ana   | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                  | Owner | Due        |
        | G1 | Win 400 subscribers   | Ana   | 2026-12-18 |
        | G2 | Win 400 subscribers   | Ben   | 2026-12-18 |
    """

    def same(goal: Goal) -> tuple[object, ...]:
        return (bare(goal.name), goal.parent, goal.team, tuple(sorted(goal.owners)))

    for first, *others in grouped((g for g in listed(plan) if g.name), same).values():
        for other in others:
            yield other.home, msg("{goal} is also the goal of {cell}", goal=quoted(other.name), cell=first.home)
