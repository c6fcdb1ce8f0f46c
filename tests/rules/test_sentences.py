"""Real-world goal sentences and what the SMART rules say to them. Few false alarms is the aim."""

import pytest

from goalsheet.rules import check
from goalsheet.rules.base import Context
from goalsheet.rules.sentences import sentence
from goalsheet.settings import Settings
from tests.support.pages import AS_OF
from tests.support.reading import plan_of

FINE = ()
VAGUE, SHORT, TWO, NO_MEASURE, NO_BASELINE = ("GS601",), ("GS602",), ("GS603",), ("GS604",), ("GS605",)

GOALS = [
    # binary deliverables are measurable: they are there or not
    ("Launch the new site by 31 March", FINE),
    ("Publish the annual report before the general meeting", FINE),
    ("Hire a head of engineering by the end of Q2", FINE),
    ("Achieve ISO 27001 certification", FINE),
    ("Pass the SOC 2 audit", FINE),
    ("Migrate all customers to the new billing system", FINE),
    ("Open an office in Lyon", FINE),
    ("Win the contract with the city of Graz", FINE),
    ("Introduce OKRs company-wide", FINE),
    ("Sign the lease for the new warehouse", FINE),
    ("Be listed on the Vienna stock exchange", FINE),
    ("Get our B2B shop online", FINE),
    ("Reach an agreement with the works council", FINE),
    # maintenance targets
    ("Keep churn under 5 %", FINE),
    ("Maintain 99.9% uptime", FINE),
    ("Stay below 2 accidents per year", FINE),
    ("Maintain customer satisfaction", NO_MEASURE),
    ("Keep costs under control", NO_MEASURE),
    # numbers in digits
    ("Win 500 new Instagram followers in six weeks", FINE),
    ("Increase NPS from 31 to 40", FINE),
    ("Reduce average response time to 4 hours", FINE),
    ("Answer tickets within two days", FINE),
    ("Improve conversion from 1.8 % to 2.5 %", FINE),
    ("Grow MRR to €40k", FINE),
    ("Raise $2m of seed money", FINE),
    ("Reduce page load time below 1.5s", FINE),
    ("Enhance test coverage to 80%", FINE),
    ("In Q4, increase the number of demos to 30 a month", FINE),
    # numbers as words
    ("Grow from two to four posts a week", FINE),
    ("Publish two posts a week", FINE),
    ("Increase posting to two posts a week", FINE),
    ("Improve onboarding so that every new hire ships in the first week", FINE),
    ("Reduce incidents to zero", FINE),
    ("Train half of the sales team", FINE),
    # changes relative to something that is not said
    ("Increase blog subscribers by 30 %", NO_BASELINE),
    ("Reduce energy use by at least 15 percent", NO_BASELINE),
    ("Double our newsletter subscribers", NO_BASELINE),
    ("Halve the time to hire", NO_BASELINE),
    ("Increase sales by 20% from 100 to 120", FINE),
    ("Increase sales by 20 deals", FINE),
    # vague
    ("Improve customer satisfaction", VAGUE),
    ("Enhance the user experience of our app", VAGUE),
    ("Strengthen our brand in Europe", VAGUE),
    ("Support the sales team better", VAGUE),
    ("Work on communication", VAGUE),
    ("To optimise internal processes", VAGUE),
    ("Improving team spirit", VAGUE),
    ("We will foster innovation across the company", VAGUE),
    ("Better communication between the teams", VAGUE),
    ("Raise awareness of our services", VAGUE),
    # changes without a size
    ("Increase revenue", NO_MEASURE),
    ("Grow the community", NO_MEASURE),
    ("Reduce technical debt", NO_MEASURE),
    ("Sell more online", NO_MEASURE),
    # numbers that are names are no measure
    ("Improve K-12 outreach", VAGUE),
    ("Support implementation of HB 1159", VAGUE),
    ("Enhance ISO 9001 processes", VAGUE),
    ("Improve the roadmap for Q3 2026", VAGUE),
    ("Promote Web 2.0 tools in our schools", VAGUE),
    ("Increase engagement in 2026", NO_MEASURE),
    ("Grow sales in H2", NO_MEASURE),
    ("Improve 24/7 support", VAGUE),
    ("Improve our 5G coverage", VAGUE),
    ("Strengthen Windows 11 rollout by 1 March", VAGUE),
    ("Become one of the leading shops", FINE),
    # two goals in one
    ("Launch the new site and hire two editors", TWO),
    ("Write the handbook and train all managers", TWO),
    ("Increase revenue to 2m and reduce churn to 3 %", TWO),
    ("Train the sales and support team", FINE),
    ("Build and launch the shop", FINE),
    ("Research and development budget approved", FINE),
    ("Design and test the new packaging", FINE),
    ("Launch the site in France and Spain", FINE),
    ("Publish plan and budget for 2027", FINE),
    # too short
    ("Social media", SHORT),
    ("Website", SHORT),
    ("Hire CFO", FINE),
    ("Marketing 2026", SHORT),
    # other languages are not judged by their words
    ("Die Zufriedenheit der Kunden verbessern", FINE),
    ("Neue Webseite bis 31. März online stellen", FINE),
    ("Améliorer la satisfaction des clients", FINE),
    ("Aumentar las ventas en un 20 %", FINE),
    ("Klanttevredenheid verbeteren van onze winkels", FINE),
    ("顧客満足度を高める", FINE),
    ("Повысить удовлетворённость клиентов", FINE),
]


@pytest.mark.parametrize(("text", "expected"), GOALS, ids=[text for text, _ in GOALS])
def test_a_goal_is_judged_by_what_its_words_show(text: str, expected: tuple[str, ...]) -> None:
    plan = plan_of(f"Goals\n| ID | Goal | Owner |\n| G1 | {text} | Ana |\n| G2 | Open a shop in Lyon | Ben |\n")
    found = check(plan, Context(AS_OF, Settings()))
    assert next(goal.name for goal in plan.goals if not goal.implicit) == text
    told = tuple(f.code for f in found if f.code.startswith("GS6") and f.cell and f.cell.row == 2)
    assert told == expected


DEADLINES = [
    ("Launch the new site by 31 March", "by 31 March"),
    ("Launch the site by the end of Q3 2026", "by the end of Q3 2026"),
    ("Win 500 followers in six weeks", "in six weeks"),
    ("Double our sales within 90 days", "within 90 days"),
    ("Finish the audit by 2026-12-18", "by 2026-12-18"),
    ("Hire two editors this quarter", "this quarter"),
    ("Open the shop before Christmas", "before Christmas"),
    ("Publish the report by the 15th", "by the 15th"),
    ("Ship version 2 in May", "in May"),
    ("Reduce churn to 5 % by year-end", "by year-end"),
    ("Reduce churn by 5 %", ""),
    ("Post two times a week", ""),
    ("Increase followers by 2026 new ones", ""),
    ("Answer 30 calls a day", ""),
]


@pytest.mark.parametrize(("text", "expected"), DEADLINES, ids=[text for text, _ in DEADLINES])
def test_a_deadline_in_words_is_found(text: str, expected: str) -> None:
    assert sentence(text).deadline == expected


@pytest.mark.parametrize(
    ("text", "sized"),
    [
        ("解約率を19%から12%に下げる", True),
        ("将流失率从8%降到5%", True),
        ("新規顧客20社を獲得する", True),
        ("2026年12月までに新サイトを公開する", False),
        ("Q3までにK12学校へ導入", False),
    ],
)
def test_a_number_among_letters_that_part_no_words_is_a_size_and_a_date_is_none(text: str, sized: bool) -> None:
    assert sentence(text).sized is sized
