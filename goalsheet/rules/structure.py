"""GS1xx: structure: every row says what it is, and belongs somewhere."""

import re
from collections.abc import Iterator, Sequence

from goalsheet.findings import Severity
from goalsheet.folding import bare, fold, grouped
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, msg, quoted, whole
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Goal, GoalKind, Plan, Step, Work
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import closest_of_each, listed, summed_up, told, written

LONG_TEXT = 200  # characters


@rule("GS102", "missing-id", Severity.NOTE, "structure", "Fill in an ID, so that the row is known again next week.")
def missing_id(plan: Plan, context: Context) -> Iterator[Breach]:
    """A row has no ID although the sheet has a column for it.

    Without an ID a row is recognised by its words. When somebody rewords it, its history may break off.

    Fill in a short ID that no other row has; it need not mean anything.

    Breaks:

        at Steps!A3
        Steps
        | ID | Step            | Owner | Due        |
        | S1 | Write the copy  | Ana   | 2026-12-01 |
        |    | Take the photos | Ben   | 2026-12-08 |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-12-01 |
        | Take the photos | Ben   | 2026-12-08 |
    """
    yield from told(
        plan, written(plan), "id", lambda row: not row.id, msg("the row has no ID"), msg("no row has an ID")
    )


def _nothing_to_measure(plan: Plan, goal: Goal) -> bool:
    below = plan.steps_of(goal) or plan.key_results_of(goal) or plan.children_of(goal) or plan.check_ins_of(goal)
    return not (goal.measure or below or goal.percent is not None)


@rule(
    "GS103",
    "goal-without-way",
    Severity.WARNING,
    "structure",
    "Add the steps that lead there, or a metric with its target.",
)
def goal_without_way(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open goal has no steps, no key results, no metric and no update.

    Nothing says how far such a goal is or what to do for it; it can only be hoped for.

    Add steps with owners and dates, or a metric with baseline and target, or key results; or strike the goal.

    Breaks:

        at Goals!B3
        Goals
        | ID | Goal                         | Owner | Due        |
        | G1 | Launch the new site          | Ana   | 2026-12-18 |
        | G2 | Open an office in Lyon       | Ben   | 2027-03-31 |
        Steps
        | ID | Goal | Step               | Owner | Due        |
        | S1 | G1   | Write the copy     | Ana   | 2026-12-01 |
        | S2 | G1   | Put the site on air | Ana  | 2026-12-15 |

    Holds:

        Goals
        | ID | Goal                         | Owner | Due        | Baseline | Target |
        | G1 | Launch the new site          | Ana   | 2026-12-18 |          |        |
        | G2 | Win new subscribers          | Ben   | 2027-03-31 | 1200     | 1600   |
        Steps
        | ID | Goal | Step               | Owner | Due        |
        | S1 | G1   | Write the copy     | Ana   | 2026-12-01 |
    """
    for goal in listed(plan):
        if goal.open and goal.kind is not GoalKind.OBJECTIVE and _nothing_to_measure(plan, goal):
            yield goal.home, msg("the goal has no steps, key results or metric: nothing shows how far it is")


@rule(
    "GS107",
    "goal-not-listed",
    Severity.WARNING,
    "structure",
    "Add it to the Goals sheet, or write the goal as it is written there.",
    {Kind.STEPS: ("goal",)},
)
def goal_not_listed(plan: Plan, context: Context) -> Iterator[Breach]:
    """Steps name a goal that is not on the Goals sheet.

    Mostly a slip of the pen: the steps then count for a goal of their own, and the real goal looks idle.

    Write the goal's ID or its words as on the Goals sheet; or add the goal there.

    Breaks:

        at Steps!B3
        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step               | Owner | Due        |
        | S1 | G1   | Write the copy     | Ana   | 2026-12-01 |
        | S2 | G7   | Take the photos    | Ben   | 2026-12-04 |

    Holds:

        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal                | Step            | Owner | Due        |
        | S1 | G1                  | Write the copy  | Ana   | 2026-12-01 |
        | S2 | Launch the new site | Take the photos | Ben   | 2026-12-04 |
    """
    known = [word for goal in listed(plan) for word in (goal.name, goal.id) if word]
    unlisted = [(goal, [s for s in plan.steps_of(goal) if s.goal]) for goal in plan.goals if goal.implicit and known]
    named = [steps for _, steps in unlisted if steps]
    used = sum(bool(plan.steps_of(goal)) for goal in listed(plan))
    hints = closest_of_each([steps[0].goal or "" for steps in named], known)
    each = [_not_listed(steps, hint) for steps, hint in zip(named, hints, strict=True)]
    yield from summed_up(each, used + len(named), lambda first: (first[0][0], _none_listed(named)))


def _not_listed(steps: Sequence[Step], hint: LazyText) -> Breach:
    goal = quoted(steps[0].goal or "")
    if len(steps) == 1:
        return steps[0].at("goal"), msg("the goal {goal} is not on the Goals sheet", goal=goal), hint
    words = counted(
        len(steps) - 1,
        "the goal {goal} is not on the Goals sheet (and {n} more step)",
        "the goal {goal} is not on the Goals sheet (and {n} more steps)",
        goal=goal,
    )
    return steps[0].at("goal"), words, hint


def _none_listed(named: Sequence[Sequence[Step]]) -> LazyText:
    first = quoted(named[0][0].goal or "")
    return msg("{n} goals are not on the Goals sheet, the first {goal}", n=whole(len(named)), goal=first)


@rule(
    "GS108",
    "step-without-goal",
    Severity.WARNING,
    "structure",
    "Name the goal the step leads to.",
    {Kind.STEPS: ("goal",)},
)
def step_without_goal(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step belongs to no goal although the sheet has a column for it.

    Its work counts for nothing, and its delay warns nobody.

    Name the goal by its ID or its words; or ask whether the step is needed.

    Breaks:

        at Steps!A3
        Steps
        | Goal   | Step            | Owner | Due        |
        | Launch | Write the copy  | Ana   | 2026-12-01 |
        |        | Order new chairs | Ben  | 2026-12-04 |
        | Launch | Take the photos | Ben   | 2026-12-04 |

    Holds:

        Steps
        | Goal   | Step            | Owner | Due        |
        | Launch | Write the copy  | Ana   | 2026-12-01 |
        | Launch | Take the photos | Ben   | 2026-12-04 |
    """

    def without(row: Work) -> bool:
        return isinstance(row, Step) and not row.goal and row.open

    yield from told(plan, plan.steps, "goal", without, msg("the step names no goal"), msg("no step names its goal"))


def _spelling(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


@rule(
    "GS109",
    "milestone-spelling",
    Severity.NOTE,
    "structure",
    "Spell the milestone the same way in every row.",
    {Kind.STEPS: ("milestone",)},
)
def milestone_spelling(plan: Plan, context: Context) -> Iterator[Breach]:
    """One milestone of a goal is spelled in two ways.

    Steps of a milestone are added up by its name: two spellings make two milestones, each half finished.

    Use one spelling; a drop-down in the column keeps it.

    Breaks:

        at Steps!B4
        Steps
        | Goal   | Milestone    | Step            | Owner | Due        |
        | Launch | Site ready   | Write the copy  | Ana   | 2026-12-01 |
        | Launch | Site ready   | Take the photos | Ben   | 2026-12-04 |
        | Launch | Site-ready   | Test on phones  | Ben   | 2026-12-07 |

    Holds:

        Steps
        | Goal   | Milestone    | Step            | Owner | Due        |
        | Launch | Site ready   | Write the copy  | Ana   | 2026-12-01 |
        | Launch | Site ready   | Take the photos | Ben   | 2026-12-04 |
        | Launch | First orders | Send the mailing | Ben  | 2026-12-07 |
    """
    named = (step for step in plan.steps if step.milestone)
    for steps in grouped(named, lambda step: (step.goal_key, _spelling(step.milestone or ""))).values():
        ways = grouped(steps, lambda step: step.milestone)
        usual = max(ways, key=lambda way: (len(ways[way]), str(way)))
        for way, rows in ways.items():
            if way != usual:
                words = msg(
                    "the milestone {milestone} is spelled {usual} in other rows",
                    milestone=quoted(str(way)),
                    usual=quoted(str(usual)),
                )
                yield rows[0].at("milestone"), words


@rule("GS110", "long-text", Severity.NOTE, "structure", "Keep the name short and move the rest to Notes.")
def long_text(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal, key result or step is named with more than {LONG_TEXT} characters.

    Nobody reads it in a report or a drop-down; often several steps hide in it.

    Say in a few words what is to be done. Move details to Notes, and make further steps rows of their own.

    Breaks:

        at Steps!A2
        Steps
        | Step | Owner | Due |
        | Write the copy for the home page, the product page and the price page, have it read by sales and legal, put in what they ask for, have it translated, send it to the agency, and check on a phone that nothing is cut off | Ana | 2026-12-01 |
        | Take the photos | Ben | 2026-12-04 |

    Holds:

        Steps
        | Step                            | Owner | Due        | Notes                     |
        | Write the copy for three pages  | Ana   | 2026-12-01 | home page, product, price |
        | Take the photos                 | Ben   | 2026-12-04 |                           |
    """  # noqa: E501
    for item in written(plan):
        if len(item.name) > LONG_TEXT:
            yield item.home, msg("the name is {n} characters long", n=whole(len(item.name)))


@rule(
    "GS111",
    "goal-is-its-own-step",
    Severity.NOTE,
    "structure",
    "Say what is done first, second and third on the way there.",
)
def goal_is_its_own_step(plan: Plan, context: Context) -> Iterator[Breach]:
    """The only step of a goal says the same as the goal.

    Such a goal has no way yet: it stands at 0 % until the day it is done, and nothing warns in between.

    Cut the goal into three to ten steps with owners and dates.

    Breaks:

        at Steps!C2
        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step                | Owner | Due        |
        | S1 | G1   | Launch the new site | Ana   | 2026-12-18 |

    Holds:

        Goals
        | ID | Goal                | Owner | Due        |
        | G1 | Launch the new site | Ana   | 2026-12-18 |
        Steps
        | ID | Goal | Step                | Owner | Due        |
        | S1 | G1   | Write the copy      | Ana   | 2026-12-01 |
        | S2 | G1   | Switch it on        | Ana   | 2026-12-15 |
    """
    for goal in listed(plan):
        steps = plan.steps_of(goal)
        if len(steps) == 1 and goal.open and bare(steps[0].name) == bare(goal.name):
            yield steps[0].home, msg("the only step of the goal {cell} says the same as the goal", cell=goal.home)
