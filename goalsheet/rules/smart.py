"""GS6xx: SMART by the words of a goal, as far as these can show it.

Objectives with key results, soft goals and goals made of other goals are measured by these, not by their own words.
"""

import re
from collections.abc import Iterator, Sequence

from goalsheet.findings import Finding, Severity
from goalsheet.language.wording import counted, msg, quoted, whole
from goalsheet.plan.model import Goal, GoalKind, KeyResult, Measure, Plan
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import listed, summed_up
from goalsheet.rules.patterns import listed as words
from goalsheet.rules.sentences import Sentence, sentence

FEW_WORDS = 2
_ALPHABETIC = re.compile("[a-z]", re.I)  # elsewhere words are not told apart by blanks


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
    for goal, parts in judged_by_words(plan):
        if parts.kind == "vague" and not parts.sized:
            yield (
                goal.home,
                msg("“{verb}” can't be checked off: no number or result says when it is reached", verb=parts.verb),
            )


@rule("GS602", "too-short", Severity.NOTE, "SMART", "Write a whole sentence: what will be different, and by how much.")
def too_short(plan: Plan, context: Context) -> Iterator[Breach]:
    """A goal is of {FEW_WORDS} words or fewer, without a verb or a number. (Specific)

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
    judged = list(judged_by_words(plan))
    short: list[Breach] = [
        (goal.home, msg("{goal} is a heading rather than a goal", goal=quoted(goal.name)))
        for goal, parts in judged
        if parts.words <= FEW_WORDS and not parts.sized and not parts.kind and _ALPHABETIC.search(goal.name)
    ]

    def summary(found: Sequence[Breach]) -> Breach:
        headings = counted(
            len(judged),
            "{headings} of {n} goal are headings rather than goals",
            "{headings} of {n} goals are headings rather than goals",
            headings=whole(len(found)),
        )
        return found[0][0], headings

    yield from summed_up(short, len(judged), summary)


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
        parts = sentence(goal.name) if goal.open else None
        if parts and parts.second_verb:
            both = msg("these are two goals: “{verb} …” and “{second} …”", verb=parts.verb, second=parts.second_verb)
            yield goal.home, both


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
    for goal, parts in judged_by_words(plan):
        if parts.sized:
            continue
        if parts.kind in ("change", "keep") and not _names_a_result(parts):
            yield goal.home, msg("“{verb}” by how much? No number says when it is reached", verb=parts.verb)
        elif not parts.english and others_have:
            lacks = msg("no number and no target, while other goals have one")
            hint = msg("Fill in Metric and Target, if there is one.")
            yield Finding("GS604", Severity.NOTE, goal.at("target"), lacks, hint)


def _names_a_result(parts: Sentence) -> bool:
    found = set(re.findall(r"[\w-]+", parts.text.casefold()))
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
        parts = sentence(item.name)
        known = item.measure and item.measure.baseline is not None
        if item.open and parts.change_by and not parts.from_to and not known and not plan.readings_of(item):
            yield item.home, msg("“{change}” of what? The starting point is missing", change=parts.change_by)
