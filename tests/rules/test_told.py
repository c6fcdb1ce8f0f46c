"""Whatever a rule finds can be told in any language: nothing but the workbook's own words stays as it is."""

import re
from dataclasses import fields

import pytest

from goalsheet.findings import Finding
from goalsheet.language.saying import Saying
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
}


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", text))


def own_words(example: Example) -> set[str]:
    return words(" ".join((example.drawing, *example.statuses.values())))


def is_told(finding: Finding, example: Example) -> None:
    for text in (finding.message, finding.hint):
        assert isinstance(text, Saying), text
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
