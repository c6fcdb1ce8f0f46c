"""GS6xx: SMART, as far as text and fields can show it. What only people can judge is asked of them, not faked.

Objectives with key results, soft goals and goals made of other goals are measured by these, not by their own words.
"""

import re
from collections.abc import Iterator

from goalsheet.findings import Finding, Severity
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Commitment, Direction, Goal, GoalKind, KeyResult, Measure, Plan, Work
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed, plain, quoted, shortened, told
from goalsheet.rules.patterns import listed as words
from goalsheet.rules.sentences import Sentence, sentence

FAR_REACH = 5  # times its baseline
FEW_WORDS = 2


def has_measure(measure: Measure | None) -> bool:
    """Whether any number of a measure is there (a missing target is a finding of its own, GS717)."""
    if measure is None:
        return False
    numbers = (measure.target, measure.baseline, measure.current, measure.band)
    return bool(measure.name) or any(number is not None for number in numbers)


def judged_by_words(plan: Plan) -> Iterator[tuple[Goal, Sentence]]:
    """The open goals that are to be measured by their own words, with these taken apart."""
    for goal in listed(plan):
        qualitative = goal.kind in (GoalKind.OBJECTIVE, GoalKind.SOFT)
        below = plan.key_results_of(goal) or plan.children_of(goal)
        if goal.open and not qualitative and not below and not has_measure(goal.measure):
            yield goal, sentence(goal.name)


@rule(
    "GS601", "vague", Severity.WARNING, "SMART", "Say by what number it will be seen, or what will be there in the end."
)
def vague(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal says "improve", "support" or the like, and no number says when that is reached. (Specific, Measurable)

    Of such a goal everybody has another picture; nobody can say on the last day whether it was reached.

    Say by what number it will be seen ("from 31 to 40"), in words or in Metric, Baseline and Target; or name what
    will be there in the end. Goals in other languages than English are not judged by their words.

    Breaks:

        at Goals!B2
        Goals
        | ID | Goal                              | Owner | Due        |
        | G1 | Improve customer satisfaction     | Ana   | 2026-12-31 |
        | G2 | Launch the new site by 31 March   | Ana   | 2027-03-31 |

    Holds:

        Goals
        | ID | Goal                                          | Owner | Due        |
        | G1 | Improve customer satisfaction from 31 to 40   | Ana   | 2026-12-31 |
        | G2 | Launch the new site by 31 March               | Ana   | 2027-03-31 |
        | G3 | Die Zufriedenheit der Kunden verbessern       | Ana   | 2026-12-31 |
    """
    for goal, said in judged_by_words(plan):
        if said.kind == "vague" and not said.sized:
            yield goal.home, f"“{said.verb}” can't be checked off: no number or result says when it is reached"


@rule("GS602", "too-short", Severity.NOTE, "SMART", "Write a whole sentence: what will be different, and by how much.")
def too_short(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal is one or two words, without a verb or a number. (Specific)

    A heading is no goal: it says what it is about, not what is to be reached.

    Write what will be different in the end, and by how much.

    Breaks:

        at Goals!B2
        Goals
        | ID | Goal                  | Owner | Due        |
        | G1 | Social media          | Ana   | 2026-12-31 |
        | G2 | Win 500 new followers | Ben   | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                  | Owner | Due        |
        | G1 | Post twice a week     | Ana   | 2026-12-31 |
        | G2 | Win 500 new followers | Ben   | 2026-12-31 |
    """
    for goal, said in judged_by_words(plan):
        alphabetic = any("a" <= letter <= "z" for letter in goal.name.casefold())
        if said.words <= FEW_WORDS and not said.sized and not said.kind and alphabetic:
            yield goal.home, f"“{shortened(goal.name)}” is a heading rather than a goal"


@rule("GS603", "two-goals", Severity.NOTE, "SMART", "Make two goals of it, each with its own measure and date.")
def two_goals(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal holds two goals, joined by "and". (Specific)

    When one is reached and the other not, the goal is neither done nor open.

    Make two goals of it, each with its own measure and date.

    Breaks:

        at Goals!B2
        Goals
        | ID | Goal                                       | Owner | Due        |
        | G1 | Launch the new site and hire two editors   | Ana   | 2026-12-31 |
        | G2 | Win 500 new followers                      | Ben   | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                                       | Owner | Due        |
        | G1 | Launch the new site and shop               | Ana   | 2026-12-31 |
        | G2 | Train the sales and support team           | Ben   | 2026-12-31 |
    """
    for goal in listed(plan):
        said = sentence(goal.name) if goal.open else None
        if said and said.second_verb:
            yield goal.home, f"these are two goals: “{said.verb} …” and “{said.second_verb} …”"


@rule("GS604", "no-measure", Severity.WARNING, "SMART", "Say how much or how many, in words or in Metric and Target.")
def no_measure(plan: Plan, context: Context) -> Iterator[Breach | Finding]:
    """A goal wants more, less or as much of something, and does not say how much. (Measurable)

    "Increase sales" is reached with one sale more. What is done or not done ("Launch the site") needs no number and is
    not meant here.

    Say how much or how many, in words or in Metric, Baseline and Target. Of a goal in another language than English
    it is only said, as a note, where it holds no number and other goals have a target.

    Breaks:

        at Goals!B2
        Goals
        | ID | Goal                              | Owner | Due        |
        | G1 | Increase newsletter subscribers   | Ana   | 2026-12-31 |
        | G2 | Keep churn under 5 %              | Ben   | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                                  | Owner | Due        |
        | G1 | Double our newsletter subscribers     | Ana   | 2026-12-31 |
        | G2 | Keep churn under 5 %                  | Ben   | 2026-12-31 |
        | G3 | Launch the new site by 31 March       | Ben   | 2027-03-31 |
        | G4 | Achieve ISO 27001 certification       | Ben   | 2027-03-31 |
    """
    others_have = any(goal.measure and goal.measure.target is not None for goal in listed(plan))
    for goal, said in judged_by_words(plan):
        if said.sized:
            continue
        if said.kind in ("change", "keep") and not _names_a_result(said):
            yield goal.home, f"“{said.verb}” by how much? No number says when it is reached"
        elif not said.english and others_have:
            message, hint = (
                "no number and no target, while other goals have one",
                "Fill in Metric and Target, if there is one.",
            )
            yield Finding("GS604", Severity.NOTE, goal.at("target"), message, hint)


def _names_a_result(said: Sentence) -> bool:
    found = set(re.findall(r"[\w-]+", said.text.casefold()))
    return not found.isdisjoint(words("words", "binary"))


@rule(
    "GS605",
    "change-without-baseline",
    Severity.WARNING,
    "SMART",
    "Enter where it stands now, in Baseline or as “from 31”.",
)
def change_without_baseline(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal wants "30 % more" without saying more than what. (Measurable)

    Without the starting point nobody can tell on the last day whether the 30 % were reached.

    Enter where it stands now: in the column Baseline, or as "from 1200 to 1560".

    Breaks:

        at Goals!B2
        Goals
        | ID | Goal                                   | Owner | Due        |
        | G1 | Increase blog subscribers by 30 %      | Ana   | 2026-12-31 |
        | G2 | Launch the new site                    | Ben   | 2026-12-31 |

    Holds:

        Goals
        | ID | Goal                                   | Owner | Due        | Baseline | Target |
        | G1 | Increase blog subscribers by 30 %      | Ana   | 2026-12-31 | 1200     | 1560   |
        | G2 | Raise NPS by 30 %, from 30 to 39       | Ben   | 2026-12-31 |          |        |
    """
    items: list[Goal | KeyResult] = [*listed(plan), *plan.key_results]
    for item in items:
        said = sentence(item.name)
        known = item.measure and item.measure.baseline is not None
        if item.open and said.change_by and not said.from_to and not known and not plan.readings_of(item):
            yield item.home, f"“{said.change_by}” of what? The starting point is missing"


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
    unread = {finding.cell for finding in plan.findings}

    def without(row: Work) -> bool:
        in_words = sentence(row.name).deadline
        timeless = isinstance(row, Goal) and _timeless(row)
        return row.open and row.due is None and not in_words and not timeless and row.at("due") not in unread

    yield from told(plan, listed(plan), "due", without, "the goal has no due date", "no goal has a due date")


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
    unread = {finding.cell for finding in plan.findings}
    for goal in listed(plan):
        words_of_date = sentence(goal.name).deadline
        if goal.open and goal.due is None and words_of_date and not _timeless(goal) and goal.at("due") not in unread:
            yield goal.at("due"), f"the deadline “{words_of_date}” stands in the text only"


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

    yield from told(plan, listed(plan), "owner", without, "the goal has no owner", "no goal has an owner")


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

    yield from told(plan, listed(plan), "why", without, "why does this goal matter?", "no goal says why it matters")


@rule("GS610", "far-reach", Severity.NOTE, "SMART", "Ask the owner what makes it possible; or call it aspirational.")
def far_reach(plan: Plan, context: Context) -> Iterator[Breach]:
    """A target is five times its baseline or more. (Achievable: only people can tell)

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
                f"{plain(measure.target)} is {plain(round(times, 1))} times the baseline: within reach?",
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
        said, measure = sentence(item.name).from_to, item.measure
        if not said or not measure:
            continue
        for field, in_words, number in zip(
            ("baseline", "target"), said, (measure.baseline, measure.target), strict=True
        ):
            if number is not None and not _same_number(in_words, number):
                yield item.at(field), f"{quoted(item)} says “{in_words}” in words, but {field} is {plain(number)}"


def _same_number(said: str, number: float) -> bool:
    """Whether a number in words can be a field's: `1.200` may be 1.2 or 1200, `5 %` 0.05 or 5."""
    scale = {"k": 1e3, "m": 1e6}.get(said[-1:].casefold(), 1.0)
    digits = re.sub(r"[^\d.,]", "", said).strip(".,")
    readings = {digits.replace(",", ""), digits.replace(".", "").replace(",", "."), re.sub(r"[.,]", "", digits)}
    values = [float(text) * scale for text in readings if re.fullmatch(r"\d+(\.\d+)?", text)]
    values += [value / 100 for value in values] + [value / 1e3 for value in values] + [value / 1e6 for value in values]
    return any(abs(value - number) <= 1e-9 * max(1.0, abs(number)) for value in values)
