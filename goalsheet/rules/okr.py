"""GS7xx: objectives and key results: few, inspiring above, measured below, graded from 0 to 1."""

from collections.abc import Iterator
from datetime import date

from goalsheet.findings import Severity
from goalsheet.folding import grouped
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, msg, number, quoted
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Goal, GoalKind, KeyResult, Plan
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed, unreadable
from goalsheet.rules.sentences import sentence

MANY_RESULTS = 5
MANY_OBJECTIVES = 5
GRADE_GAP = 0.15
RESULTS = {Kind.KEY_RESULTS: ("key_result",)}


@rule("GS707", "many-key-results", Severity.NOTE, "OKR", "Keep the three to five that matter most.", RESULTS)
def many_key_results(plan: Plan, context: Context) -> Iterator[Breach]:
    """An objective has more than {MANY_RESULTS} key results.

    What has eight measures has none: nobody can keep them in mind, and the objective is half reached in any case.

    Keep the three to five that show best whether the objective is reached. The others may be steps.

    Breaks:

        at Goals!B2
        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result             | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45      | 30       | 45     | 38      |
        | K2 | O1   | Churn from 5 to 3      | 5        | 3      | 4       |
        | K3 | O1   | Answers in 4 hours     | 9        | 4      | 6       |
        | K4 | O1   | 40 reviews             | 0        | 40     | 22      |
        | K5 | O1   | 90 renewals            | 60       | 90     | 71      |
        | K6 | O1   | 12 case studies        | 0        | 12     | 5       |

    Holds:

        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result             | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45      | 30       | 45     | 38      |
        | K2 | O1   | Churn from 5 to 3      | 5        | 3      | 4       |
        | K3 | O1   | Answers in 4 hours     | 9        | 4      | 6       |
    """
    for goal in listed(plan):
        results = [result for result in plan.key_results_of(goal) if result.open]
        if len(results) > MANY_RESULTS:
            many = counted(len(results), "the objective has {n} key result", "the objective has {n} key results")
            yield goal.home, many


@rule(
    "GS708",
    "objective-without-results",
    Severity.WARNING,
    "OKR",
    "Add two to five key results with numbers.",
    {Kind.GOALS: ("kind",)},
)
def objective_without_results(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open objective has no key results, no metric and no goals below it.

    An objective alone is a wish: nothing shows whether it comes true.

    Add two to five key results with numbers. If it is a plain goal with a number of its own, set Kind to SMART.

    Breaks:

        at Goals!B3
        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        | O2 | Be known abroad       | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result             | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45      | 30       | 45     | 38      |

    Holds:

        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result             | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45      | 30       | 45     | 38      |
        | K2 | O1   | Churn from 5 to 3      | 5        | 3      | 4       |
    """
    for goal in listed(plan):
        shown = goal.measure or plan.key_results_of(goal) or plan.children_of(goal)
        if goal.kind is GoalKind.OBJECTIVE and goal.open and not shown:
            yield goal.home, msg("the objective has no key results")


@rule(
    "GS709",
    "key-result-is-task",
    Severity.NOTE,
    "OKR",
    "Say what will be different once it is done, with a number.",
    RESULTS,
)
def key_result_is_task(plan: Plan, context: Context) -> Iterator[Breach]:
    """A key result is something to do, not something that comes of it.

    "Write a newsletter" can be done without any effect. A key result says the effect: "40 % open the newsletter".

    Say what will be different once it is done, with a number. What is to be done belongs to the steps.

    Breaks:

        at 'Key results'!C3
        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result              | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45       | 30       | 45     | 38      |
        | K2 | O1   | Write a newsletter      |          |        |         |

    Holds:

        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result               | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45        | 30       | 45     | 38      |
        | K2 | O1   | 40 of 100 open our mails | 20       | 40     | 25      |
    """
    for result in _without_number(plan):
        parts = sentence(result.name)
        if parts.kind == "deliver":
            yield result.home, msg("“{verb} …” is something to do, not what comes of it", verb=parts.verb)


def _without_number(plan: Plan) -> Iterator[KeyResult]:
    for result in plan.key_results:
        target = result.measure and (result.measure.target is not None or result.measure.band)
        if result.open and not target and not sentence(result.name).sized:
            yield result


@rule(
    "GS716",
    "key-result-without-number",
    Severity.WARNING,
    "OKR",
    "Enter Baseline and Target, or put them in words.",
    RESULTS,
)
def key_result_without_number(plan: Plan, context: Context) -> Iterator[Breach]:
    """A key result has neither a target nor a number in its words.

    It cannot be graded.

    Enter Baseline and Target, or say the number in words.

    Breaks:

        at 'Key results'!E3
        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result              | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45       | 30       | 45     | 38      |
        | K2 | O1   | Happier customers       |          |        |         |

    Holds:

        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result              | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45       | 30       | 45     | 38      |
        | K2 | O1   | 40 happy letters        | 0        | 40     | 12      |
    """
    for result in _without_number(plan):
        measure = result.measure
        started = measure and (measure.baseline is not None or measure.current is not None)
        if sentence(result.name).kind != "deliver" and not started:
            yield result.at("target"), msg("the key result has no target and no number")


def computed_grade(result: KeyResult) -> float | None:
    """How far a key result has come from baseline to target, 0 to 1; None where its numbers do not tell."""
    measure = result.measure
    if measure is None or None in (measure.baseline, measure.target, measure.current):
        return None
    baseline, target, current = measure.baseline or 0.0, measure.target or 0.0, measure.current or 0.0
    return min(1.0, max(0.0, (current - baseline) / (target - baseline))) if target != baseline else None


@rule("GS721", "score-against-numbers", Severity.WARNING, "OKR", "Mend the score, or the number that is old.", RESULTS)
def score_against_numbers(plan: Plan, context: Context) -> Iterator[Breach]:
    """A score says something else than baseline, target and current.

    Either the score was given by feeling, or one of the numbers is old. More than {GRADE_GAP} apart is told.

    Mend the score, or the number that is old. What the number cannot show belongs to the notes.

    Breaks:

        at 'Key results'!G2
        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result         | Baseline | Target | Current | Score |
        | K1 | O1   | NPS from 30 to 45  | 30       | 45     | 33      | 0.9   |
        | K2 | O1   | 40 happy letters   | 0        | 40     | 12      | 0.3   |

    Holds:

        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result         | Baseline | Target | Current | Score |
        | K1 | O1   | NPS from 30 to 45  | 30       | 45     | 33      | 0.2   |
        | K2 | O1   | 40 happy letters   | 0        | 40     | 12      | 0.3   |
    """
    for result in plan.key_results:
        grade = computed_grade(result)
        given = result.score
        if grade is not None and given is not None and 0 <= given <= 1 and abs(grade - given) > GRADE_GAP:
            against = msg(
                "the score is {score}, but its numbers make {grade}", score=number(given), grade=number(grade)
            )
            yield result.at("score"), against


@rule(
    "GS714", "commitment-missing", Severity.NOTE, "OKR", "Say committed or aspirational.", {Kind.GOALS: ("commitment",)}
)
def commitment_missing(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal does not say whether it is committed or aspirational, though others do.

    At 70 % a committed goal has failed and an aspirational one is a success.

    Say committed or aspirational; or leave the column blank for all goals.

    Breaks:

        at Goals!D3
        Goals
        | ID | Goal                  | Kind      | Commitment   | Due        |
        | O1 | Be loved by customers | Objective | aspirational | 2026-12-31 |
        | O2 | Be known abroad       | Objective |              | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                  | Kind      | Commitment   | Due        |
        | O1 | Be loved by customers | Objective | aspirational | 2026-12-31 |
        | O2 | Be known abroad       | Objective | committed    | 2026-12-31 |
    """
    unread = unreadable(plan)
    goals = [goal for goal in listed(plan) if goal.open and "commitment" in goal.cells]
    if any(goal.commitment for goal in goals):
        for goal in goals:
            if goal.commitment is None and goal.at("commitment") not in unread:
                yield goal.at("commitment"), msg("neither committed nor aspirational, though other goals say")


@rule("GS715", "objective-with-number", Severity.NOTE, "OKR", "Move the number to a key result.", RESULTS)
def objective_with_number(plan: Plan, context: Context) -> Iterator[Breach]:
    """An objective holds a number.

    The objective says where to and why, in words people remember; the numbers belong to its key results.

    Move the number to a key result, and say in the objective what it is for.

    Breaks:

        at Goals!B2
        Goals
        | ID | Goal                         | Kind      | Due        |
        | O1 | Reach 45 points of NPS       | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result         | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45  | 30       | 45     | 33      |
        | K2 | O1   | 40 happy letters   | 0        | 40     | 12      |

    Holds:

        Goals
        | ID | Goal                         | Kind      | Due        |
        | O1 | Be loved by K-12 schools     | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result         | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45  | 30       | 45     | 33      |
        | K2 | O1   | 40 happy letters   | 0        | 40     | 12      |
    """
    for goal in listed(plan):
        sized = sentence(goal.name).sized and any(c.isdigit() for c in goal.name)
        if goal.kind is GoalKind.OBJECTIVE and goal.open and sized:
            yield goal.home, msg("the objective {objective} holds a number", objective=quoted(goal.name))


@rule(
    "GS723",
    "many-objectives",
    Severity.NOTE,
    "OKR",
    "Choose the three to five that matter most now.",
    {Kind.GOALS: ("kind", "owner")},
)
def many_objectives(plan: Plan, context: Context) -> Iterator[Breach]:
    """One owner has more than {MANY_OBJECTIVES} open objectives that are due on the same day.

    Who wants eight things at once wants none of them enough.

    Choose the three to five that matter most now; the others can wait for the next quarter.

    Breaks:

        at Goals!D2
        Goals
        | ID | Goal                    | Kind      | Owner | Due        |
        | O1 | Be loved by customers   | Objective | Ana   | 2026-12-31 |
        | O2 | Be known abroad         | Objective | Ana   | 2026-12-31 |
        | O3 | Be a good place to work | Objective | Ana   | 2026-12-31 |
        | O4 | Be faster than others   | Objective | Ana   | 2026-12-31 |
        | O5 | Be easy to buy from     | Objective | Ana   | 2026-12-31 |
        | O6 | Be cheaper to run       | Objective | Ana   | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                    | Kind      | Owner | Due        |
        | O1 | Be loved by customers   | Objective | Ana   | 2026-12-31 |
        | O2 | Be known abroad         | Objective | Ana   | 2026-12-31 |
        | O3 | Be a good place to work | Objective | Ben   | 2026-12-31 |
    """
    objectives = [goal for goal in listed(plan) if goal.kind is GoalKind.OBJECTIVE and goal.open]
    pairs: list[tuple[str, Goal]] = [(owner, goal) for goal in objectives for owner in goal.owners]
    for rows in grouped(pairs, lambda pair: (pair[0], pair[1].due)).values():
        if len(rows) > MANY_OBJECTIVES:
            owner, goal = rows[0]
            yield goal.at("owner"), _many_at_once(owner, len(rows), goal.due)


def _many_at_once(owner: str, objectives: int, due: date | None) -> LazyText:
    if due is None:
        return counted(
            objectives,
            "{owner} has {n} open objective without a due date",
            "{owner} has {n} open objectives without a due date",
            owner=owner,
        )
    return counted(
        objectives,
        "{owner} has {n} open objective due {due}",
        "{owner} has {n} open objectives due {due}",
        owner=owner,
        due=due,
    )
