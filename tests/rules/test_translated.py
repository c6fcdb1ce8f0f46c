"""Whatever a rule finds can be told in any language: nothing but the workbook's own words stays as it is."""

import re
from dataclasses import fields

import pytest

from goalsheet.findings import Finding
from goalsheet.language.lazy_text import LazyText
from goalsheet.rules import catalogue
from goalsheet.rules.base import Rule
from goalsheet.settings import Settings
from tests.rules.test_examples import findings_of
from tests.support.marked import bare
from tests.support.pages import Example, examples

#: What stands in a cell by a fixed name in any language.
SETTINGS = " ".join(field.name.replace("_", " ") for field in fields(Settings))
NAMES = {"GS021": "up down keep", "GS040": SETTINGS, "GS041": SETTINGS + " dmy mdy ymd"}

#: What many rows break is told in a sentence of its own: drawings of that.
MANY = {
    "GS102": """
        Steps
        | ID | Step            | Start      | Due        |
        |    | Write the copy  | 2026-11-20 | 2026-12-01 |
        |    | Take the photos | 2026-11-20 | 2026-12-02 |
        |    | Test on phones  | 2026-11-20 | 2026-12-03 |""",
    "GS107": """
        Goals
        | ID | Goal                | Owner |
        | G1 | Launch the new site | Ana   |
        Steps
        | ID | Goal           | Step            | Due        |
        | S1 | Reach new lands | Write the copy  | 2026-12-01 |
        | S2 | Reach new lands | Take the photos | 2026-12-01 |""",
    "GS107 all": """
        Goals
        | ID | Goal                | Owner |
        | G1 | Launch the new site | Ana   |
        Steps
        | ID | Goal          | Step            | Due        |
        | S1 | Reach Japan   | Write the copy  | 2026-12-01 |
        | S2 | Sell in Lyon  | Take the photos | 2026-12-01 |
        | S3 | Find a sponsor | Test on phones | 2026-12-01 |""",
    "GS108": """
        Steps
        | Goal | Step            | Due        |
        |      | Write the copy  | 2026-12-01 |
        |      | Take the photos | 2026-12-02 |
        |      | Test on phones  | 2026-12-03 |""",
    "GS206": """
        Steps
        | Step            | Owner | Due |
        | Write the copy  | Ana   |     |
        | Take the photos | Ben   |     |
        | Test on phones  | Cem   |     |""",
    "GS207": """
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-28 |
        | Take the photos | Ben   | 2026-11-29 |
        | Test on phones  | Cem   | 2026-12-05 |""",
    "GS207 holidays": """
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-12-24 |
        | Take the photos | Ben   | 2026-12-25 |
        Holidays
        | Date       | Name          |
        | 2026-12-24 |               |
        | 2026-12-25 | Christmas Day |""",
    "GS208": """
        Steps
        | Step            | Start | Due        |
        | Write the copy  |       | 2026-12-01 |
        | Take the photos |       | 2026-12-02 |
        | Test on phones  |       | 2026-12-03 |""",
    "GS210": """
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2062-11-27 |
        | Take the photos | Ben   | 2062-11-28 |
        | Test on phones  | Cem   | 2062-12-04 |""",
    "GS211": """
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-03-02 |
        | Take the photos | Ben   | 2026-03-03 |
        | Test on phones  | Cem   | 2026-03-04 |""",
    "GS213": """
        Steps
        | Step            | Due        | Last updated |
        | Write the copy  | 2026-12-01 | 2026-12-24   |""",
    "GS301": """
        Steps
        | Step            | Owner | Due        |
        | Write the copy  |       | 2026-12-01 |
        | Take the photos |       | 2026-12-02 |
        | Test on phones  |       | 2026-12-03 |""",
    "GS302": """
        Steps
        | Step            | Owner    | Due        |
        | Write the copy  | Ana, Ben | 2026-12-01 |
        | Take the photos | Ben, Cem | 2026-12-02 |
        | Test on phones  | Cem, Ana | 2026-12-03 |""",
    "GS304": """
        Steps
        | Step            | Owner     | Due        |
        | Write the copy  | Anna Diaz | 2026-12-01 |
        People
        | Name      | E-mail          |
        | Ana Diaz  | ana@example.org |
        | Ben Roth  | ben@example.org |""",
    "GS312": """
        Steps
        | Step            | Owner   | Due        |
        | Write the copy  | someone | 2026-12-01 |""",
    "GS314": """
        Goals
        | ID | Goal                | Sponsor | Due        |
        | G1 | Launch the new site | Eva     | 2026-12-18 |
        | G2 | Open 3 shops        |         | 2026-12-18 |
        Steps
        | Goal | Step   | Due        |
        | G2   | Rent A | 2026-12-01 |
        | G2   | Rent B | 2026-12-01 |
        | G2   | Rent C | 2026-12-01 |
        | G2   | Rent D | 2026-12-01 |
        | G2   | Rent E | 2026-12-01 |
        | G2   | Rent F | 2026-12-01 |
        | G2   | Rent G | 2026-12-01 |
        | G2   | Rent H | 2026-12-01 |
        | G2   | Rent I | 2026-12-01 |
        | G2   | Rent J | 2026-12-01 |""",
    "GS502": """
        Goals
        | ID | Goal                  | Kind      | Due        |
        | O1 | Be loved by customers | Objective | 2026-12-31 |
        Key results
        | ID | Goal | Key result        | Baseline | Target | Current |
        | K1 | O1   | NPS from 30 to 45 | 30       | 45     | 38      |
        | K2 |      | Churn from 5 to 3 | 5        | 3      | 4       |""",
    "GS503": """
        Goals
        | ID | Goal               | Parent | Due        |
        | G1 | Sell twice as much | G1     | 2027-06-30 |""",
    "GS508": """
        Steps
        | ID | Step            | Start      | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-16 | 2026-11-27 |            |
        | S2 | Build the pages | 2026-11-30 | 2026-12-11 | S1FS+5d    |""",
    "GS508 due": """
        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Build the pages | 2026-11-26 | S1FS+5d    |""",
    "GS508 due, no lag": """
        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Build the pages | 2026-11-26 | S1         |""",
    "GS403": """
        Steps
        | Step            | Status | Due        | Done on |
        | Write the copy  | done   | 2026-11-13 |         |
        | Take the photos | done   | 2026-11-13 |         |
        | Test on phones  | done   | 2026-11-13 |         |""",
    "GS407": """
        Goals
        | ID | Goal                | Status    | Due        |
        | G1 | Launch the new site | cancelled | 2026-12-18 |
        Steps
        | ID | Goal | Step            | Status      | Due        |
        | S1 | G1   | Write the copy  | in progress | 2026-12-04 |
        | S2 | G1   | Take the photos | in progress | 2026-12-04 |""",
    "GS413": """
        Goals
        | ID | Goal                | Status | Due        |
        | G1 | Launch the new site | done   | 2026-11-18 |
        Steps
        | Goal | Step            | Status      | Due        |
        | G1   | Write the copy  | in progress | 2026-12-04 |
        | G1   | Take the photos | in progress | 2026-12-04 |""",
    "GS414": """
        Goals
        | ID | Goal                | Status      | Due        |
        | G1 | Launch the new site | in progress | 2026-12-18 |
        Steps
        | Goal | Step           | Status | Due        |
        | G1   | Write the copy | done   | 2026-11-13 |""",
    "GS602": """
        Goals
        | ID | Goal         | Due        |
        | G1 | Social media | 2026-12-31 |
        | G2 | New office   | 2026-12-31 |
        | G3 | Hiring       | 2026-12-31 |""",
    "GS604": """
        Goals
        | ID | Goal                                    | Due        | Baseline | Target |
        | G1 | Die Zufriedenheit der Kunden verbessern | 2026-12-31 |          |        |
        | G2 | Win new subscribers                     | 2026-12-31 | 1200     | 1600   |""",
    "GS606": """
        Goals
        | ID | Goal                  | Owner | Due |
        | G1 | Win 500 new followers | Ana   |     |
        | G2 | Launch the new site   | Ben   |     |
        | G3 | Open 3 shops          | Ben   |     |""",
    "GS608": """
        Goals
        | ID | Goal                  | Owner | Due        |
        | G1 | Win 500 new followers |       | 2026-12-31 |
        | G2 | Launch the new site   |       | 2026-12-31 |
        | G3 | Open 3 shops          |       | 2026-12-31 |""",
    "GS609": """
        Goals
        | ID | Goal                  | Due        | Why it matters |
        | G1 | Win 500 new followers | 2026-12-31 |                |
        | G2 | Launch the new site   | 2026-12-31 |                |
        | G3 | Open 3 shops          | 2026-12-31 |                |""",
    "GS611 baseline": """
        Goals
        | ID | Goal                                  | Due        | Baseline | Target |
        | G1 | Raise subscribers from 1,200 to 1,600 | 2026-12-31 |          | 1800   |""",
    "GS611 target": """
        Goals
        | ID | Goal                                  | Due        | Baseline | Target | Current |
        | G1 | Raise subscribers from 1,200 to 1,600 | 2026-12-31 | 1000     |        | 1100    |""",
    "GS702": """
        Goals
        | ID | Goal                | Due        | Baseline | Target | Direction |
        | G1 | Win new subscribers | 2026-12-31 | 5        | 8      | down      |""",
    "GS704": """
        Goals
        | ID | Goal              | Metric    | Due        | Baseline | Target |
        | G1 | Win new followers | Followers | 2026-12-31 | 1200     | 1700   |
        Metrics
        | Date       | Metric   | Value |
        | 2026-11-06 | Visitors | 1400  |
        | 2026-11-13 | Visitors | 88000 |""",
    "GS713": """
        Goals
        | ID | Goal              | Unit | Due        | Baseline | Target | Current |
        | G1 | Lose fewer buyers | %    | 2026-12-31 | 8        | 0.05   | 6       |
        | G2 | Sell more online  | %    | 2026-12-31 | 0.2      | 40     | 25      |""",
    "GS723": """
        Goals
        | ID | Goal                    | Kind      | Owner | Due |
        | O1 | Be loved by customers   | Objective | Ana   |     |
        | O2 | Be known abroad         | Objective | Ana   |     |
        | O3 | Be a good place to work | Objective | Ana   |     |
        | O4 | Be faster than others   | Objective | Ana   |     |
        | O5 | Be easy to buy from     | Objective | Ana   |     |
        | O6 | Be cheaper to run       | Objective | Ana   |     |""",
    "GS411": """
        Steps
        | Goal   | Step            | Weight | Due        |
        | Launch | Find a name     | 1      | 2026-11-27 |
        |        | Write the copy  | 0.5    | 2026-11-27 |
        |        | Take the photos | 0.3    | 2026-12-04 |
        | Hire   | Ask Ben         | 1      | 2026-12-04 |
        | Launch | Call Eva        | 1      | 2026-12-04 |
        |        | Draw the pages  | 0.3    | 2026-12-04 |""",
}


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", text))


def own_words(example: Example) -> set[str]:
    """As they are written, and as verbs taken out of a goal's words are: small."""
    drawn = " ".join((example.drawing, *example.statuses.values()))
    return words(drawn) | words(drawn.casefold())


def is_told(finding: Finding, example: Example) -> None:
    for text in (finding.message, finding.hint):
        assert isinstance(text, LazyText), text
        assert bare(text) - own_words(example) <= words(NAMES.get(finding.code, "")), text


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_what_a_rule_finds_is_told_in_any_language(rule: Rule) -> None:
    for example in examples(rule.page):
        for finding in findings_of(example):
            if finding.code == rule.code:
                is_told(finding, example)


@pytest.mark.parametrize("case", MANY)
def test_what_is_found_in_other_ways_is_told_in_any_language_too(case: str) -> None:
    example = Example(True, MANY[case])
    found = [finding for finding in findings_of(example) if finding.code == case[:5]]
    assert found
    for finding in found:
        is_told(finding, example)
