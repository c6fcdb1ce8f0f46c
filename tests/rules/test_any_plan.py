"""Whatever stands in a workbook, no rule crashes; and the order of its rows changes nothing but cells."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalsheet.plan.model import Plan
from goalsheet.rules import check
from goalsheet.rules.base import Context
from goalsheet.settings import Settings
from tests.support.pages import AS_OF
from tests.support.reading import plan_of

DAYS = ["", "2026-11-02", "2026-11-20", "2026-11-21", "2026-12-18", "2026-12-31", "2027-03-31", "2062-01-01", "TBD"]
NAMES = ["", "Ana", "Anna", "Ana Diaz", "Ben", "Ben, Ana", "all", "NA", "ana@example.org"]
STATUS = ["", "done", "in progress", "not started", "blocked", "on hold", "cancelled", "on track", "off track", "so so"]
NUMBERS = ["", "0", "1", "-1", "5", "0.3", "50", "100", "1200", "5%", "lots"]
TEXTS = ["Launch the new site", "Improve quality", "Sell 20 % more", "Increase sales by 30 %", "Webseite bauen",
         "日本語", "From 5 to 3", "Keep churn under 5 %", "Write copy and hire two editors", "(", "K-12"]  # fmt: skip
SHARES = ["", "0%", "40%", "100%"]


def sheet(name: str, row: Mapping[str, list[str] | st.SearchStrategy[str]]) -> st.SearchStrategy[str]:
    """A drawn sheet of some rows, each cell from its column's choices; `#` becomes the row's number."""
    cells = [st.sampled_from(choice) if isinstance(choice, list) else choice for choice in row.values()]

    def drawing(rows: list[tuple[str, ...]]) -> str:
        lines = [
            "| " + " | ".join(cell.replace("#", str(n)) for cell in cells) + " |" for n, cells in enumerate(rows, 1)
        ]
        return "\n".join([name, "| " + " | ".join(row) + " |", *lines, ""])

    return st.lists(st.tuples(*cells), min_size=1, max_size=7).map(drawing)


IDS = ["G1", "G2", "G3", "", "X"]
GOALS = {"ID": ["G#"], "Goal": TEXTS, "Kind": ["", "SMART", "Objective", "KPI"], "Parent": IDS, "Owner": NAMES,
         "Sponsor": NAMES, "Start": DAYS, "Due": DAYS, "Metric": ["", "Visits"],
         "Direction": ["", "up", "down", "keep"], "Baseline": NUMBERS, "Target": NUMBERS, "Current": NUMBERS,
         "Weight": NUMBERS, "Commitment": ["", "committed"], "Status": STATUS,
         "Why it matters": ["", "it pays"]}  # fmt: skip
STEPS = {"ID": ["S#"], "Goal": [*IDS, "Launch the new site"], "Milestone": ["", "Ready", "ready!"], "Step": TEXTS,
         "Owner": NAMES, "Start": DAYS, "Due": DAYS, "Done on": DAYS, "Status": STATUS, "% complete": SHARES,
         "Effort": NUMBERS, "Weight": NUMBERS, "Depends on": ["", "S1", "S2, S3", "S4", "S9", "S1, S1"],
         "Blocked by": ["", "the lawyers"], "Last updated": DAYS}  # fmt: skip
RESULTS = {"ID": ["K#"], "Goal": IDS, "Key result": TEXTS, "Baseline": NUMBERS, "Target": NUMBERS, "Current": NUMBERS,
           "Unit": ["", "%"], "Weight": NUMBERS, "Due": DAYS, "Score": NUMBERS}  # fmt: skip
METRICS = {"Date": DAYS, "Metric": ["Visits", "G1", "Other"], "Value": NUMBERS}
CHECK_INS = {"Date": DAYS, "Goal": IDS, "Author": NAMES, "Status": STATUS, "Wins": ["", "much"]}
PEOPLE = {"Name": NAMES, "E-mail": ["", "ana@example.org", "ana"], "Also known as": NAMES, "Manager": NAMES,
          "Capacity": NUMBERS, "Away from": DAYS, "Away to": DAYS}  # fmt: skip

PARTS = {
    "Goals": GOALS,
    "Steps": STEPS,
    "Key results": RESULTS,
    "Metrics": METRICS,
    "Check-ins": CHECK_INS,
    "People": PEOPLE,
}
WORKBOOKS = st.tuples(*(st.one_of(sheet(name, row), st.just("")) for name, row in PARTS.items())).map("\n".join)
SAME_IDS = [{**row, "ID": ["A", "B", ""]} if "ID" in row else row for row in PARTS.values()]
TANGLED = st.tuples(*(sheet(name, row) for name, row in zip(PARTS, SAME_IDS, strict=True))).map("\n".join)


@pytest.mark.slow
@given(st.one_of(WORKBOOKS, TANGLED))
@settings(max_examples=100, deadline=None)
def test_no_plan_crashes_a_rule_and_every_finding_has_its_words(drawing: str) -> None:
    plan = plan_of(drawing)
    statuses = dict.fromkeys((item.key for item in plan.work), "off track")
    for finding in check(plan, Context(AS_OF, Settings(mail_to=("a@example.org",)), statuses)):
        assert finding.message
        assert finding.hint
        assert "None" not in finding.message


@pytest.mark.slow
@given(WORKBOOKS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_rows_changes_nothing_but_cells(drawing: str, chance: random.Random) -> None:
    plan = plan_of(drawing)
    assert codes(shuffled(plan, chance)) == codes(plan)


def shuffled(plan: Plan, chance: random.Random) -> Plan:
    """People stay: of two rows that claim one name the first has it, which is a finding of its own (GS309)."""
    kinds = ("goals", "steps", "key_results", "readings", "check_ins")
    mixed: dict[str, Any] = {kind: tuple(chance.sample(rows := getattr(plan, kind), len(rows))) for kind in kinds}
    return replace(plan, **mixed)


def codes(plan: Plan) -> Counter[str]:
    return Counter(finding.code for finding in check(plan, Context(AS_OF, Settings())))
