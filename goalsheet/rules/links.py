"""GS5xx: goals above and below each other: parents exist, end after their children, and never go in circles."""

from collections.abc import Iterator, Mapping

from goalsheet.findings import Severity
from goalsheet.language.wording import msg, quoted, whole
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Goal, KeyResult, LifeCycle, Plan
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import closest_of_each, listed, named, names
from goalsheet.rules.cycles import cycles

DEEPEST = 4  # levels of goals that people can keep in mind
PARENT = {Kind.GOALS: ("parent",)}


def known_goals(plan: Plan) -> list[str]:
    """What a goal can be called by: IDs and names."""
    return [word for goal in listed(plan) for word in (goal.id, goal.name) if word]


@rule(
    "GS501", "unknown-parent", Severity.ERROR, "links", "Write the parent's ID or name as on the Goals sheet.", PARENT
)
def unknown_parent(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal's parent does not exist.

    The goal's progress does not reach the goal it is meant for.

    Write the parent's ID or its words as on the Goals sheet, or add the missing goal.

    Breaks:

        at Goals!C3
        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2027-06-30 |
        | G2 | Launch the new site   | G9     | 2026-12-18 |

    Holds:

        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2027-06-30 |
        | G2 | Launch the new site   | G1     | 2026-12-18 |
    """
    lost = [(goal, goal.parent) for goal in plan.goals if goal.parent and goal.parent_key is None]
    hints = closest_of_each([parent for _, parent in lost], known_goals(plan))
    for (goal, parent), hint in zip(lost, hints, strict=True):
        yield goal.at("parent"), msg("there is no goal {goal}", goal=quoted(parent)), hint


@rule("GS502", "unknown-objective", Severity.ERROR, "links", "Write the objective's ID or name as on the Goals sheet.")
def unknown_objective(plan: Plan, context: Context) -> Iterator[Breach]:
    """A key result names an objective that does not exist, or none.

    It counts for nothing.

    Write the objective's ID or its words as on the Goals sheet, or add the objective.

    Breaks:

        at 'Key results'!B3
        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result             | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45      | 30       | 45     | 38      |
        | K2 | O7   | Churn from 5 to 3      | 5        | 3      | 4       |

    Holds:

        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result             | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45      | 30       | 45     | 38      |
        | K2 | O1   | Churn from 5 to 3      | 5        | 3      | 4       |
    """
    known = known_goals(plan)
    lost = [(result, result.goal or "") for result in plan.key_results if _is_lost(plan, result, bool(known))]
    for (result, goal), hint in zip(lost, closest_of_each([goal for _, goal in lost], known), strict=True):
        no_goal = msg("there is no goal {goal}", goal=quoted(goal))
        yield result.at("goal"), no_goal if goal else msg("the key result names no objective"), hint


def _is_lost(plan: Plan, result: KeyResult, goals_listed: bool) -> bool:
    """Whether a key result's goal is left blank, or is not among the goals where there are any."""
    goal = plan.by_key.get(result.goal_key or "")
    invented = goal is None or (isinstance(goal, Goal) and goal.implicit)
    return invented and (goals_listed or (not result.goal and "goal" in result.cells))


@rule(
    "GS503", "parent-cycle", Severity.ERROR, "links", "Take the parent out of one of them: a top goal has none.", PARENT
)
def parent_cycle(plan: Plan, context: Context) -> Iterator[Breach]:
    """Goals are each other's parents, in a circle.

    None of them is at the top, so progress cannot be added up.

    Take the parent out of the one that is really the highest.

    Breaks:

        at Goals!C2
        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    | G2     | 2027-06-30 |
        | G2 | Launch the new site   | G1     | 2027-06-30 |

    Holds:

        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2027-06-30 |
        | G2 | Launch the new site   | G1     | 2027-06-30 |
    """
    goals = {goal.key: goal for goal in plan.goals}
    for goal in plan.goals:
        if goal.parent_key == goal.key:
            yield goal.at("parent"), msg("the goal {goal} is its own parent", goal=named(goal))
    for cycle in cycles({goal.key: [goal.parent_key] for goal in plan.goals if goal.parent_key}):
        circle = names([named(goals[key]) for key in (*cycle, cycle[0]) if key in goals])
        yield goals[cycle[0]].at("parent"), msg("goals are each other's parents: {circle}", circle=circle)


@rule("GS504", "child-after-parent", Severity.WARNING, "links", "Bring the goal forward, or move its parent.", PARENT)
def child_after_parent(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal is due after its parent.

    The parent cannot be reached in time even if all goes to plan.

    Bring the goal forward, or move the parent's date and say so.

    Breaks:

        at Goals!D3
        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2026-12-31 |
        | G2 | Launch the new site   | G1     | 2027-02-26 |

    Holds:

        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2026-12-31 |
        | G2 | Launch the new site   | G1     | 2026-12-31 |
    """
    for goal in plan.goals:
        parent = plan.by_key.get(goal.parent_key or "")
        if parent and parent is not goal and goal.open and goal.due and parent.due and parent.due < goal.due:
            words = msg(
                "due {due} is after its parent {parent} is due, {parent_due}",
                due=goal.due,
                parent=named(parent),
                parent_due=parent.due,
            )
            yield goal.at("due"), words


def _depths(plan: Plan) -> Mapping[str, int]:
    """How deep each goal stands, 1 at the top; goals in a circle, or below one, are left out."""
    depths = {goal.key: 1 for goal in plan.goals if not goal.parent_key}
    waiting = [goal for goal in plan.goals if goal.key in depths]
    while waiting:
        goal = waiting.pop()
        for child in plan.children_of(goal):
            depths[child.key] = depths[goal.key] + 1
            waiting.append(child)
    return depths


@rule("GS510", "too-deep", Severity.NOTE, "links", "Leave out a level, or make the lowest one steps.", PARENT)
def too_deep(plan: Plan, context: Context) -> Iterator[Breach]:
    """Goals stand more than {DEEPEST} levels deep.

    Nobody sees any more what the lowest has to do with the highest, and each level smooths away what goes wrong below.

    Leave out a level, or make the lowest goals steps.

    Breaks:

        at Goals!C6
        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2027-06-30 |
        | G2 | Sell abroad           | G1     | 2027-06-30 |
        | G3 | Sell in France        | G2     | 2027-06-30 |
        | G4 | Launch a French site  | G3     | 2027-06-30 |
        | G5 | Translate 40 pages    | G4     | 2027-06-30 |

    Holds:

        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2027-06-30 |
        | G2 | Sell abroad           | G1     | 2027-06-30 |
        | G3 | Sell in France        | G2     | 2027-06-30 |
        | G4 | Launch a French site  | G3     | 2027-06-30 |
    """
    depths = _depths(plan)
    for goal in plan.goals:
        if depths.get(goal.key) == DEEPEST + 1:
            levels = whole(DEEPEST + 1)
            yield goal.at("parent"), msg("the goal {goal} stands {n} levels deep", goal=named(goal), n=levels)


@rule(
    "GS511", "unaligned", Severity.NOTE, "links", "Name the goal it serves; or ask whether it should be there.", PARENT
)
def unaligned(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal serves no other, where most do.

    Relevant (the R in SMART) is what serves a goal further up. Work that serves nothing above it takes time from what
    does.

    Name its parent. If it is a top goal of its own, all is well; if it serves nothing, ask whether it should be there.

    Breaks:

        at Goals!C5
        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2027-06-30 |
        | G2 | Launch the new site   | G1     | 2026-12-18 |
        | G3 | Open a shop in Lyon   | G1     | 2027-03-31 |
        | G4 | Get a new coffee bar  |        | 2027-03-31 |

    Holds:

        Goals
        | ID | Goal                  | Parent | Due        |
        | G1 | Sell twice as much    |        | 2027-06-30 |
        | G2 | Launch the new site   | G1     | 2026-12-18 |
        | G3 | Open a shop in Lyon   | G1     | 2027-03-31 |
    """
    goals = [goal for goal in plan.goals if "parent" in goal.cells and goal.open]
    aligned = [goal for goal in goals if goal.parent]
    alone = [goal for goal in goals if not goal.parent and not plan.children_of(goal)]
    if len(aligned) < 2 or len(alone) > len(aligned):
        return
    for goal in alone:
        words = msg(
            "the goal {goal} serves no other, while {aligned} of {all} do",
            goal=named(goal),
            aligned=whole(len(aligned)),
            all=whole(len(goals)),
        )
        yield goal.at("parent"), words


@rule("GS514", "parent-cancelled", Severity.WARNING, "links", "Give it another parent, or cancel it too.", PARENT)
def parent_cancelled(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open goal serves a goal that is cancelled.

    What it was for is no longer wanted.

    Give it another parent, or cancel it too.

    Breaks:

        at Goals!C3
        Goals
        | ID | Goal                  | Parent | Status      | Due        |
        | G1 | Sell twice as much    |        | cancelled   | 2027-06-30 |
        | G2 | Launch the new site   | G1     | in progress | 2026-12-18 |

    Holds:

        Goals
        | ID | Goal                  | Parent | Status      | Due        |
        | G1 | Sell twice as much    |        | cancelled   | 2027-06-30 |
        | G2 | Launch the new site   | G1     | cancelled   | 2026-12-18 |
    """
    for goal in plan.goals:
        parent = plan.by_key.get(goal.parent_key or "")
        if goal.open and parent and parent.life_cycle is LifeCycle.CANCELLED:
            yield goal.at("parent"), msg("its parent {parent} is cancelled", parent=named(parent))


@rule("GS513", "check-in-on-nothing", Severity.WARNING, "links", "Write the goal as on the Goals sheet.")
def check_in_on_nothing(plan: Plan, context: Context) -> Iterator[Breach]:
    """A check-in is about a goal that does not exist.

    The update reaches nobody, and the goal looks as if nothing was said of it.

    Write the goal's ID or its words as on the Goals sheet.

    Breaks:

        at 'Check-ins'!B3
        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Check-ins
        | Date       | Goal | Author | Status   | Wins              |
        | 2026-11-13 | G1   | Ana    | on track | copy is finished  |
        | 2026-11-18 | G4   | Ana    | on track | photos are taken  |

    Holds:

        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Check-ins
        | Date       | Goal                | Author | Status   | Wins              |
        | 2026-11-13 | G1                  | Ana    | on track | copy is finished  |
        | 2026-11-18 | Launch the new site | Ana    | on track | photos are taken  |
    """
    lost = [check_in for check_in in plan.check_ins if check_in.of is None]
    hints = closest_of_each([check_in.goal for check_in in lost], known_goals(plan))
    for check_in, hint in zip(lost, hints, strict=True):
        yield check_in.at("goal"), msg("there is no goal {goal}", goal=quoted(check_in.goal)), hint
