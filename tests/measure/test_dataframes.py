"""The numbers as frames, and a history from text."""

import csv
from datetime import date

import pandas as pd
import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.measure import dataframes
from goalsheet.measure.backtest import Checkpoint
from goalsheet.measure.checkpoints import checkpoints_of
from goalsheet.periods import ISO, Rhythm
from tests.measure.judging import measured_of
from tests.support.reading import plan_of
from tests.support.sure import sure

PLAN = """
    Goals
    | ID | Goal      | Metric | Baseline | Target | Start      | Due        | Team |
    | G1 | Get churn | churn  | 8        | 5      | 2026-10-01 | 2026-12-31 | Web  |
    Steps
    | Goal | Step | Owner    | Start      | Due        | % complete |
    | G1   | Call | Ana, Ben | 2026-11-16 | 2026-11-20 | 50%        |
    | G1   | Mail | Ana      | 2026-11-16 | 2026-11-18 | 100%       |
    | G1   | Post |          | 2026-11-23 | 2026-11-27 | 0%         |
    Metrics
    | Date       | Metric | Value |
    | 2026-10-19 | churn  | 7     |
    | 2026-11-16 | churn  | 6     |
"""


def rolled(by: str, rhythm: Rhythm = ISO) -> pd.DataFrame:
    return dataframes.rolled(dataframes.items(plan_of(PLAN), measured_of(PLAN), rhythm), by)


def test_an_item_of_two_counts_for_both() -> None:
    owners = rolled("owner")
    assert list(owners.index) == ["Ana", "Ben"]
    assert owners["items"].to_dict() == {"Ana": 2, "Ben": 1}
    assert owners["actual"].to_dict() == {"Ana": 0.75, "Ben": 0.5}
    assert owners["done"].to_dict() == {"Ana": 1, "Ben": 0}


def test_weeks_begin_on_monday_or_on_the_day_set() -> None:
    weeks = rolled("week")
    assert list(weeks.index) == [pd.Timestamp(2026, 11, 16), pd.Timestamp(2026, 11, 23), pd.Timestamp(2026, 12, 28)]
    assert list(weeks["items"]) == [2, 1, 1]
    fridays = rolled("week", Rhythm(first_day=4))
    assert list(fridays.index) == [pd.Timestamp(2026, 11, day) for day in (13, 20, 27)] + [pd.Timestamp(2026, 12, 25)]
    assert list(fridays["items"]) == [1, 1, 1, 1]


def test_quarters_are_those_of_the_year_or_the_fiscal_year() -> None:
    assert rolled("quarter")["items"].to_dict() == {"2026-Q4": 4}
    assert rolled("quarter", Rhythm(first_month=12))["items"].to_dict() == {"FY2026-Q4": 3, "FY2027-Q1": 1}


def test_what_has_no_date_is_in_no_week_or_quarter() -> None:
    plan = plan_of("Steps\n| Step | Owner |\n| Write | Ana |\n| Post | Ben |")
    frame = dataframes.items(plan, measured_of("Steps\n| Step | Owner |\n| Write | Ana |\n| Post | Ben |"))
    assert frame[["week", "quarter"]].isna().all(axis=None)
    assert not len(dataframes.rolled(frame, "quarter"))


def test_readings_are_time_series() -> None:
    series = dataframes.readings(plan_of(PLAN))
    assert series["churn"].to_dict() == {pd.Timestamp(2026, 10, 19): 7.0, pd.Timestamp(2026, 11, 16): 6.0}


HEADING = "item,group,start,due,done,as_of,percent"


def history(*lines: str) -> tuple[Checkpoint, ...]:
    return sure(checkpoints_of(csv.DictReader([HEADING, *lines])))


def test_a_history_is_read_from_text() -> None:
    first, second = history(
        "Copy,Web,2026-01-05,2026-01-30,,2026-01-16,", "Film,,,2026-01-30,2026-02-01,2026-01-16,40%"
    )
    assert (first.start, first.done, first.percent, first.late) == (date(2026, 1, 5), None, None, True)
    assert (second.group, second.start, second.percent) == ("", None, 0.4)


@pytest.mark.parametrize(("percents", "read"), [(("40", "1"), [0.4, 0.01]), (("0.4", "1"), [0.4, 1.0])])
def test_percents_are_hundredths_where_one_is_above_one(percents: tuple[str, ...], read: list[float]) -> None:
    lines = [f"Copy,,2026-01-05,2026-01-30,,2026-01-16,{percent}" for percent in percents]
    assert [checkpoint.percent for checkpoint in history(*lines)] == read


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Copy,,2026-01-05,30.1.2026,,2026-01-16,40", "line 2 of the history: due is '30.1.2026'"),
        ("Copy,,2026-01-05,2026-01-30,,2026-01-16,half", "line 2 of the history: percent is 'half'"),
        (",,2026-01-05,2026-01-30,,2026-01-16,0.5", "line 2 of the history: item is ''"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(line: str, message: str) -> None:
    with pytest.raises(GoalsheetError) as error:
        history(line)
    assert error.value.message == message
    assert error.value.remedy


def test_a_missing_column_is_named() -> None:
    with pytest.raises(GoalsheetError, match="no column due"):
        checkpoints_of([{"item": "Copy", "as_of": "2026-01-16"}])


def test_a_date_in_the_farthest_year_is_kept() -> None:
    far = PLAN.replace("2026-11-27", "9999-12-31")
    frame = dataframes.items(plan_of(far), measured_of(far))
    assert "9999-12-31" in dataframes.as_csv(frame, index=False)
