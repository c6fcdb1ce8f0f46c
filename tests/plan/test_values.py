"""Numbers, percentages and targets as they stand in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.plan import values
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.values import Number, Target, duration, fraction, number, target
from tests.support.reading import plan_of
from tests.support.sure import as_a, sure


def read(
    value: bool | int | str, number_format: str = "General", decimal: str = "", units: bool = False
) -> float | str | None:
    found = number(value, number_format, decimal, units)
    return found.value if isinstance(found, Number) else found.code if found else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (5, 5.0),
        ("5", 5.0),
        ("1,200", 1200.0),
        ("1,200.50", 1200.5),
        ("1.200,5", 1200.5),
        ("1 200", 1200.0),
        ("1 200,5", 1200.5),
        ("1'200", 1200.0),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("3,5", 3.5),
        ("0.750", 0.75),
        ("-3", -3.0),
        ("(3)", -3.0),
        ("€ 5,000", 5000.0),
        ("5000 €", 5000.0),
        ("$1.2M", 1.2e6),
        ("12k", 12000.0),
        ("30 %", 0.3),
        ("1.200", "GS011"),
        ("lots", "GS010"),
        ("3-4", "GS010"),
        ("5m", "GS010"),
        ("1,20,0", "GS010"),
        ("3 posts", "GS010"),
        ("9" * 200, "GS010"),
        ("-", None),
        ("", None),
        (True, "GS010"),
    ],
)
def test_a_number_or_why_not(typed: bool | int | str, expected: float | str | None) -> None:
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "told"),
    [("12.345", "“12.345” can be 12.345 or 12,345"), ("999.999", "“999.999” can be 999.999 or 999,999")],
)
def test_what_can_be_two_numbers_is_told_with_every_digit(typed: str, told: str) -> None:
    assert as_a(Problem, number(typed)).message == told


def test_a_percentage_just_above_all_is_told_as_it_was_typed() -> None:
    assert as_a(Problem, fraction(100.004, "General", 100)).message == "100.004 % is not from 0 to 100 %"


def test_the_columns_decimal_sign_settles_it() -> None:
    assert (read("1.200", decimal=","), read("1.200", decimal=".")) == (1200.0, 1.2)
    plan = plan_of("""
        Goals
        | Goal | Owner | Due        | Baseline | Target   |
        | Grow | Ana   | 2026-03-31 | 100     | 200      |
        | Sell | Ana   | 2026-03-31 | 300     | 400      |
        | Lead | Ana   | 2026-03-31 | '1.200  | '1.500,5 |
    """)
    measure = sure(plan.goals[2].measure)
    assert (measure.baseline, measure.target) == (1200.0, 1500.5)


@given(st.floats(0, 1e9).map(lambda value: round(value, 2)))
def test_every_number_comes_back_from_english_and_german_writing(value: float) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert read(english) == read(german) == value


@given(st.text(max_size=100))
def test_no_text_crashes(typed: str) -> None:
    assert number(typed, units=True) is None or isinstance(number(typed, units=True), Number | Problem)
    assert target(typed) is None or isinstance(target(typed), Target | Problem)
    assert isinstance(values.confidence(typed, "General", 10), float | Problem | None)


def test_a_percentage_in_every_writing() -> None:
    cells: list[tuple[float | str, str, int]] = [
        (0.4, "0%", 100),
        (40, "General", 100),
        ("40 %", "General", 1),
        ("40%", "@", 100),
        (0.4, "General", 1),
    ]
    assert [fraction(*cell) for cell in cells] == [0.4] * 5


@pytest.mark.parametrize(
    ("column", "expected", "codes"),
    [
        (["40", "60", "0"], [0.4, 0.6, 0.0], []),
        (["0.4", "1", "0"], [0.4, 1.0, 0.0], []),
        (["1", "0", ""], [1.0, 0.0, None], []),
        (["40%", "100%", "5%"], [0.4, 1.0, 0.05], []),
        (["40", "60", "0.5"], [0.4, 0.6, None], ["GS013"]),
        (["40%", "60%", "50"], [0.4, 0.6, None], ["GS013"]),
        (["40", "60", "1"], [0.4, 0.6, None], ["GS013"]),
        (["40", "120", "-5"], [0.4, None, None], ["GS014", "GS014"]),
        (["4000%", "40%", "half"], [None, 0.4, None], ["GS014", "GS012"]),
        (["'50 %", "40", "TRUE"], [0.5, 0.4, 1.0], []),
    ],
)
def test_a_column_of_percentages_and_the_mix_up_in_it(
    column: list[str], expected: list[float | None], codes: list[str]
) -> None:
    rows = "\n".join(f"| Step {n} | Ana | 2026-03-01 | {cell} |" for n, cell in enumerate(column))
    plan = plan_of(f"Steps\n| Step | Owner | Due | % complete |\n{rows}")
    assert [step.percent for step in plan.steps] == expected
    assert [finding.code for finding in plan.findings] == codes


@pytest.mark.parametrize(
    ("typed", "value", "band", "direction"),
    [
        ("under 5 %", 0.05, None, "down"),
        ("< 5", 5.0, None, "down"),
        ("at least 500", 500.0, None, "up"),
        ("≥ 4.5", 4.5, None, "up"),
        ("5-10 %", 0.1, (0.05, 0.1), "keep"),
        ("between 5 and 10", 10.0, (5.0, 10.0), "keep"),
        ("90 – 95", 95.0, (90.0, 95.0), "keep"),
        ("500 followers", 500.0, None, None),
    ],
)
def test_a_target_in_words(typed: str, value: float, band: tuple[float, ...] | None, direction: str | None) -> None:
    found = target(typed)
    assert isinstance(found, Target)
    assert (found.value.value, found.band, found.direction) == (value, band, direction)


def test_a_length_of_time() -> None:
    assert [duration(value) for value in (5, "5", "5 days", "5d", "2w", "3 days?")] == [5, 5, 5, 5, 10, 3]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (["7", "3"], [7.0, 3.0]),
        (["70%", "30%"], [7.0, 3.0]),
        (["0.7", "0.3"], [7.0, 3.0]),
        (["70", "30"], [7.0, 3.0]),
        (["7/10", "3/5", "7", "8"], [7.0, 6.0, 7.0, 8.0]),
    ],
)
def test_confidence_in_every_scale(column: list[str], expected: list[float]) -> None:
    rows = "\n".join(f"| Goal {n} | Ana | 2026-03-01 | {cell} |" for n, cell in enumerate(column))
    plan = plan_of(f"Goals\n| Goal | Owner | Due | Confidence |\n{rows}")
    assert [goal.confidence for goal in plan.goals] == expected
