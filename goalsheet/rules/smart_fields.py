"""GS6xx: SMART by the fields: a deadline, an owner, a reason, a target within reach, and words that agree with them."""

import re
from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import exact, msg, number, quoted
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Commitment, Direction, Goal, KeyResult, Plan, Work
from goalsheet.rounding import same
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed, told, unreadable
from goalsheet.rules.sentences import sentence

FAR_REACH = 5  # times its baseline


def _timeless(goal: Goal) -> bool:
    """What is kept as it is has no last day."""
    return bool(goal.measure and goal.measure.direction is Direction.KEEP) or sentence(goal.name).kind == "keep"


@rule("GS606", "no-deadline", Severity.WARNING, "SMART", "Agree on a date and enter it in Due.", {Kind.GOALS: ("due",)})
def no_deadline(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open goal has no due date. (Time-bound)

    It is never late, so it is always tomorrow's.

    Agree on a date. What is to be kept as it is ("Keep churn under 5 %") needs none.

    Breaks:

        at Goals!D2
        Goals
        | ID | Goal                             | Owner | Due        |
        | G1 | Win 500 new followers            | Ana   |            |
        | G2 | Launch the new site              | Ben   | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                             | Owner | Due        |
        | G1 | Keep churn under 5 %             | Ana   |            |
        | G2 | Launch the new site              | Ben   | 2026-12-31 |
    """
    unread = unreadable(plan)

    def without(row: Work) -> bool:
        in_words = sentence(row.name).deadline
        timeless = isinstance(row, Goal) and _timeless(row)
        return row.open and row.due is None and not in_words and not timeless and row.at("due") not in unread

    each, everyone = msg("the goal has no due date"), msg("no goal has a due date")
    yield from told(plan, listed(plan), "due", without, each, everyone)


@rule("GS607", "deadline-in-words", Severity.NOTE, "SMART", "Enter the date in Due too.", {Kind.GOALS: ("due",)})
def deadline_in_words(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal's deadline stands in its words, but not in Due. (Time-bound)

    A date in words is not counted with: nothing warns when it comes near.

    Enter the date in Due too.

    Breaks:

        at Goals!D2
        Goals
        | ID | Goal                                       | Owner | Due        |
        | G1 | Win 500 new followers by the end of March  | Ana   |            |
        | G2 | Launch the new site                        | Ben   | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                                       | Owner | Due        |
        | G1 | Win 500 new followers by the end of March  | Ana   | 2027-03-31 |
        | G2 | Launch the new site                        | Ben   | 2026-12-31 |
    """
    unread = unreadable(plan)
    for goal in listed(plan):
        words_of_date = sentence(goal.name).deadline
        if goal.open and goal.due is None and words_of_date and not _timeless(goal) and goal.at("due") not in unread:
            deadline = quoted(words_of_date)
            yield goal.at("due"), msg("the deadline {deadline} stands in the text only", deadline=deadline)


@rule("GS608", "goal-without-owner", Severity.WARNING, "SMART", "Name one person.", {Kind.GOALS: ("owner",)})
def goal_without_owner(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open goal has no owner although the sheet has a column for it. (Achievable: by whom?)

    Nobody is asked how it goes, and nobody says when it will not be reached.

    Name one person who answers for the goal, even if others own its steps.

    Breaks:

        at Goals!C3
        Goals
        | ID | Goal                  | Owner | Due        |
        | G1 | Win 500 new followers | Ana   | 2026-12-31 |
        | G2 | Launch the new site   |       | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                  | Owner | Due        | Status |
        | G1 | Win 500 new followers | Ana   | 2026-12-31 |        |
        | G2 | Launch the new site   |       | 2026-11-13 | done   |
    """

    def without(row: Work) -> bool:
        return row.open and not row.owners

    each, everyone = msg("the goal has no owner"), msg("no goal has an owner")
    yield from told(plan, listed(plan), "owner", without, each, everyone)


@rule(
    "GS609",
    "no-reason",
    Severity.NOTE,
    "SMART",
    "Ask: what gets better for whom once it is reached?",
    {Kind.GOALS: ("why",)},
)
def no_reason(plan: Plan, context: Context) -> Iterator[Breach]:
    """ "Why it matters" is blank. (Relevant: only people can tell)

    Whether a goal is worth it no program can judge. But when time gets short, the team needs the reason to decide what
    to drop.

    Ask the owner or the sponsor: what gets better for whom once it is reached? One sentence will do.

    Breaks:

        at Goals!E2
        Goals
        | ID | Goal                  | Owner | Due        | Why it matters                    |
        | G1 | Win 500 new followers | Ana   | 2026-12-31 |                                   |
        | G2 | Launch the new site   | Ben   | 2026-12-31 | half of our buyers come by phone  |

    Holds:

        Goals
        | ID | Goal                  | Owner | Due        | Why it matters                    |
        | G1 | Win 500 new followers | Ana   | 2026-12-31 | followers buy twice as often      |
        | G2 | Launch the new site   | Ben   | 2026-12-31 | half of our buyers come by phone  |
    """

    def without(row: Work) -> bool:
        return row.open and isinstance(row, Goal) and not row.why

    each, everyone = msg("why does this goal matter?"), msg("no goal says why it matters")
    yield from told(plan, listed(plan), "why", without, each, everyone)


@rule("GS610", "far-reach", Severity.NOTE, "SMART", "Ask the owner what makes it possible; or call it aspirational.")
def far_reach(plan: Plan, context: Context) -> Iterator[Breach]:
    """A target is {FAR_REACH} times its baseline or more. (Achievable: only people can tell)

    It may be right; but such a jump is rarely made by doing more of the same.

    Ask the owner what makes it possible. If it is meant as a star to steer by, set Commitment to aspirational.

    Breaks:

        at Goals!F2
        Goals
        | ID | Goal                  | Owner | Due        | Baseline | Target |
        | G1 | Win new followers     | Ana   | 2026-12-31 | 100      | 1200   |
        | G2 | Win new subscribers   | Ben   | 2026-12-31 | 1200     | 1600   |

    Holds:

        Goals
        | ID | Goal                  | Owner | Due        | Baseline | Target | Commitment   |
        | G1 | Win new followers     | Ana   | 2026-12-31 | 100      | 1200   | aspirational |
        | G2 | Win new subscribers   | Ben   | 2026-12-31 | 1200     | 1600   | committed    |
    """
    for goal in listed(plan):
        measure = goal.measure
        if not goal.open or not measure or not measure.baseline or not measure.target or measure.baseline < 0:
            continue
        times = measure.target / measure.baseline
        if times >= FAR_REACH and goal.commitment is not Commitment.ASPIRATIONAL:
            yield (
                goal.at("target"),
                msg(
                    "{target} is {times} times the baseline: within reach?",
                    target=exact(measure.target),
                    times=number(round(times, 1)),
                ),
            )


@rule("GS611", "words-against-fields", Severity.WARNING, "SMART", "Mend the one that is old.")
def words_against_fields(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal's words say other numbers than its Baseline and Target. (Measurable)

    One of them was changed and the other was not: the team works towards one number and is measured by the other.

    Mend the one that is old.

    Breaks:

        at Goals!F2
        Goals
        | ID | Goal                                      | Owner | Due        | Baseline | Target |
        | G1 | Raise subscribers from 1,200 to 1,600     | Ana   | 2026-12-31 | 1200     | 1800   |
        | G2 | Launch the new site                       | Ben   | 2026-12-31 |          |        |

    Holds:

        Goals
        | ID | Goal                                      | Owner | Due        | Baseline | Target |
        | G1 | Raise subscribers from 1,200 to 1,600     | Ana   | 2026-12-31 | 1200     | 1600   |
        | G2 | Launch the new site                       | Ben   | 2026-12-31 |          |        |
    """
    items: list[Goal | KeyResult] = [*listed(plan), *plan.key_results]
    for item in items:
        words, measure = sentence(item.name).from_to, item.measure
        if not words or not measure:
            continue
        if _differs(words[0], measure.baseline) or _differs(words[1], measure.target):
            yield item.at("target"), _against(*words, measure.baseline, measure.target)


def _against(first: str, last: str, baseline: float | None, target: float | None) -> LazyText:
    if baseline is None:
        return msg(
            "the words say from {first} to {last}, but baseline is blank and target {target}",
            first=first,
            last=last,
            target=exact(target or 0),
        )
    if target is None:
        return msg(
            "the words say from {first} to {last}, but baseline is {baseline} and target blank",
            first=first,
            last=last,
            baseline=exact(baseline),
        )
    return msg(
        "the words say from {first} to {last}, but baseline is {baseline} and target {target}",
        first=first,
        last=last,
        baseline=exact(baseline),
        target=exact(target),
    )


def _differs(said: str, number: float | None) -> bool:
    return number is not None and not _same_number(said, number)


def _same_number(said: str, number: float) -> bool:
    """Whether a number in words can be a field's: `1.200` may be 1.2 or 1200, `5 %` 0.05 or 5."""
    scale = {"k": 1e3, "m": 1e6}.get(said[-1:].casefold(), 1.0)
    digits = re.sub(r"[^\d.,]", "", said).strip(".,")
    readings = {digits.replace(",", ""), digits.replace(".", "").replace(",", "."), re.sub(r"[.,]", "", digits)}
    values = [float(text) * scale for text in readings if re.fullmatch(r"\d+(\.\d+)?", text)]
    values += [value / 100 for value in values] + [value / 1e3 for value in values] + [value / 1e6 for value in values]
    return any(same(value, number) for value in values)
