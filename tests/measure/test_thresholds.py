"""Where each threshold bites: the same plan just under it and just over it.

The plans stand so close to the default on both sides that it cannot be moved, nor its comparison turned, unnoticed.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from goalsheet.measure import measure
from goalsheet.measure.model import Measured, Past, Seen
from goalsheet.plan.model import Plan
from goalsheet.thresholds import THRESHOLDS
from tests.measure.judging import AS_OF
from tests.support.reading import plan_of, settings_of

LONG = 48  # a record so long that late shares lie close together: (late + 1) / 50

DEFAULT_LENGTH: dict[str, Any] = {"record length": THRESHOLDS["record length"].default}


def ago(days: int) -> date:
    return AS_OF - timedelta(days)


class Looked:
    """A drawing as measured, in days of the calendar unless the settings say otherwise."""

    def __init__(self, text: str, past: Sequence[Seen] = (), **settings: Any) -> None:
        settings = {"calendar": "calendar", **settings}
        self.plan: Plan = plan_of(text, **settings)
        item = (self.plan.goals if self.plan.goals and not self.plan.goals[0].implicit else self.plan.steps)[-1]
        seen: Past = {item.key: tuple(past)} if past else {}
        self.measured: Measured = measure(self.plan, settings_of(text, **settings), AS_OF, seen)
        self.found = self.measured.of(item.key)
        self.item = item

    def level(self, code: str) -> str | None:
        """How much a signal weighs on the last goal, else on the last step; None where it is silent."""
        return next((str(signal.level) for signal in self.found.signals if signal.code == code), None)

    def number(self, code: str, name: str) -> object:
        return next(signal.numbers[name] for signal in self.found.signals if signal.code == code)


def step(percent: str, days_in: int, length: int, **settings: Any) -> Looked:
    """A step that as of today is so many days in, today counted, of so many."""
    start = ago(days_in - 1)
    due = start + timedelta(length - 1)
    text = f"""
        | Step       | Start   | Due   | % complete | Status |
        | Write copy | {start} | {due} | {percent}  |        |
    """
    return Looked(text, **settings)


def after(late: int, closed: int, percent: str = "45%", days_in: int = 50, length: int = 100, **more: Any) -> Looked:
    """A step of a group that closed so many, of which so many late."""
    rows = "\n".join(
        f"| Row {n} | {ago(500 - n)} | {ago(400 - n)} | {ago(400 - n - (5 if n < late else 0))} | 100% |"
        for n in range(closed)
    )
    start = ago(days_in - 1)
    text = f"""
        | Step | Start | Due | Done on | % complete |
        {rows}
        | Write copy | {start} | {start + timedelta(length - 1)} | | {percent} |
    """
    return Looked(text, thresholds={"record length": LONG, **more})


def metric(readings: Sequence[tuple[int, float]], days_in: int = 50, length: int = 100, aim: str = "up") -> Looked:
    """A goal with a metric from 0 to 100 (kept between them), read so many days ago."""
    start = ago(days_in - 1)
    rows = "\n".join(f"| {ago(days)} | followers | {value} |" for days, value in readings)
    text = f"""
        Goals
        | Goal      | Metric    | Direction | Baseline | Target | Start   | Due |
        | Subscribe | followers | {aim}     | 0        | 100    | {start} | {start + timedelta(length - 1)} |
        Metrics
        | Date | Metric | Value |
        {rows}
    """
    return Looked(text)


def check_ins(*said: tuple[int, str], stale: int = 14) -> Looked:
    """A goal with check-ins so many days ago, each with its words for status and confidence."""
    rows = "\n".join(f"| {ago(days)} | Campaign | {words} |" for days, words in said)
    text = f"""
        Goals
        | Goal     | Start      | Due        | % complete |
        | Campaign | 2026-07-01 | 2027-03-01 | 80%        |
        Check-ins
        | Date | Goal | Status | Confidence |
        {rows}
    """
    return Looked(text, stale_days=stale)


def parts(weights: Sequence[int]) -> Looked:
    """A goal of steps with weights, the first of them overdue."""
    rows = "\n".join(
        f"| Campaign | Part {n} | {'2026-11-13' if not n else '2026-12-18'} | {weight} | 0% |"
        for n, weight in enumerate(weights)
    )
    text = f"""
        Goals
        | Goal     | Due        |
        | Campaign | 2027-03-01 |
        Steps
        | Goal | Step | Due | Weight | % complete |
        {rows}
    """
    return Looked(text)


def squeezed(length: int) -> Looked:
    """A goal due in ten days, with a step that takes so many."""
    text = f"""
        Goals
        | Goal     | Due        |
        | Campaign | 2026-11-30 |
        Steps
        | Goal     | Step  | Start      | Due                                        | % complete |
        | Campaign | Shoot | 2026-11-21 | {date(2026, 11, 20) + timedelta(length)} | 0%         |
    """
    return Looked(text)


def loaded(*rows: tuple[str, str, float]) -> Looked:
    """Steps of one person with start, due and effort; ten working days lie in the next fourteen."""
    drawn = "\n".join(f"| Step {n} | Ana | {a} | {b} | 0% | {effort} |" for n, (a, b, effort) in enumerate(rows))
    text = f"""
        | Step | Owner | Start | Due | % complete | Effort |
        {drawn}
    """
    return Looked(text, calendar="working")


def moved(*dues: date) -> Looked:
    """A step of 100 days up to its first due date, that earlier reports saw due on other days."""
    *before, now = dues
    text = f"""
        | Step       | Start                              | Due   | % complete |
        | Write copy | {dues[0] - timedelta(99)} | {now} | 90% |
    """
    return Looked(text, [Seen(ago(70 - 7 * n), due) for n, due in enumerate(before)])


def set_ahead(days: int) -> Looked:
    """A step whose due date was first seen a week ago, so many days before it."""
    due = ago(7) + timedelta(days)
    text = f"""
        | Step       | Start      | Due   | % complete |
        | Write copy | {ago(1)} | {due} | 0% |
    """
    return Looked(text, [Seen(ago(14), None), Seen(ago(7), due)])


def result(score: float, commitment: str = "committed") -> Looked:
    """An objective that is due today, with a key result of a score."""
    text = f"""
        Goals
        | Goal     | Kind      | Start      | Due        | Commitment   |
        | Campaign | Objective | 2026-10-01 | 2026-11-20 | {commitment} |
        Key results
        | Goal     | Key result | Score   |
        | Campaign | Sell more  | {score} |
    """
    return Looked(text)


def colour(score: float) -> str | None:
    looked = result(score)
    return looked.measured.grades[looked.item.key].colour()


def foretold(took: int, closed: int = 10) -> Looked:
    """A step of 200 days, half of them gone and hardly begun, of a group whose steps of 200 days took so many."""
    rows = "\n".join(f"| Row {n} | {ago(500)} | {ago(301)} | {ago(500 - took + 1)} | 100% |" for n in range(closed))
    text = f"""
        | Step | Start | Due | Done on | % complete |
        {rows}
        | Write copy | {ago(99)} | {ago(-100)} | | 0.5% |
    """
    return Looked(text)


Judged = Callable[[], object]
FIRST_DUE, PUT_OFF = date(2027, 1, 10), date(2027, 1, 30)

#: Each threshold: what is said on one side of it and on the other, as close to it as can be drawn.
EDGES: dict[str, Sequence[tuple[Judged, object]]] = {
    "pace": [
        (lambda: step("40%", 50, 100).level("behind"), None),
        (lambda: step("39%", 50, 100).level("behind"), "hint"),
    ],
    "gap": [
        (lambda: step("30.1%", 40, 100).level("behind"), None),
        (lambda: step("30%", 40, 100).level("behind"), "hint"),
    ],
    "far pace": [
        (lambda: step("25%", 50, 100).level("far-behind"), None),
        (lambda: step("24%", 50, 100).level("far-behind"), "warn"),
    ],
    "far expected": [
        (lambda: step("1%", 19, 100).level("far-behind"), None),
        (lambda: step("1%", 20, 100).level("far-behind"), "warn"),
    ],
    "far late share": [
        (lambda: after(15, LONG, "20%").level("far-behind"), None),
        (lambda: after(16, LONG, "20%").level("far-behind"), "warn"),
    ],
    "grace days": [
        (lambda: step("", 3, 10).level("no-start"), None),
        (lambda: step("", 4, 10).level("no-start"), "hint"),
    ],
    "grace share": [
        (lambda: step("", 21, 200).level("no-start"), None),
        (lambda: step("", 22, 200).level("no-start"), "hint"),
    ],
    "late share": [
        (lambda: after(18, LONG, "39%").level("time-and-record"), None),
        (lambda: after(19, LONG, "39%").level("time-and-record"), "warn"),
    ],
    "late share alone": [
        (lambda: after(33, LONG).level("time-and-record"), None),
        (lambda: after(34, LONG).level("time-and-record"), "warn"),
    ],
    "unknown late share": [
        (lambda: step("39%", 50, 100, thresholds={"late share": 0.51}).level("time-and-record"), None),
        (lambda: step("39%", 50, 100, thresholds={"late share": 0.5}).level("time-and-record"), "warn"),
    ],
    "record length": [
        (lambda: after(9, 9, **DEFAULT_LENGTH).number("record", "closed"), 5),
        (lambda: after(4, 4, **DEFAULT_LENGTH).number("record", "closed"), 4),
    ],
    "record hint": [
        (lambda: after(23, LONG).level("record"), None),
        (lambda: after(24, LONG).level("record"), "hint"),
    ],
    "record hint closed": [
        (lambda: after(2, 2).level("record"), None),
        (lambda: after(3, 3).level("record"), "hint"),
    ],
    "record warn": [
        (lambda: after(33, LONG).level("record"), "hint"),
        (lambda: after(34, LONG).level("record"), "warn"),
    ],
    "record warn closed": [
        (lambda: after(3, 3).level("record"), "hint"),
        (lambda: after(4, 4).level("record"), "warn"),
    ],
    "soon share": [
        (lambda: step("40%", 79, 100).level("due-soon"), None),
        (lambda: step("40%", 80, 100).level("due-soon"), "warn"),
    ],
    "soon days": [
        (lambda: step("40%", 14, 20).level("due-soon"), None),
        (lambda: step("40%", 15, 20).level("due-soon"), "warn"),
    ],
    "soon done": [
        (lambda: step("50%", 16, 20).level("due-soon"), None),
        (lambda: step("49%", 16, 20).level("due-soon"), "warn"),
    ],
    "forecast late": [
        (lambda: foretold(220).level("forecast-late"), "hint"),
        (lambda: foretold(221).level("forecast-late"), "warn"),
    ],
    "forecast expected": [
        (lambda: step("10%", 19, 100).level("forecast-late"), None),
        (lambda: step("10%", 20, 100).level("forecast-late"), "hint"),
    ],
    "forecast closed": [
        (lambda: foretold(230, 9).found.forecast.p50, None),
        (lambda: foretold(230, 10).found.forecast.p50, date(2027, 3, 30)),
    ],
    "squeeze": [
        (lambda: squeezed(20).level("float-used-up"), "warn"),
        (lambda: squeezed(21).level("float-used-up"), "fact"),
    ],
    "moved times": [
        (lambda: moved(FIRST_DUE, FIRST_DUE + timedelta(1)).level("due-moved"), None),
        (lambda: moved(FIRST_DUE, FIRST_DUE + timedelta(1), FIRST_DUE + timedelta(2)).level("due-moved"), "hint"),
    ],
    "moved share": [
        (lambda: moved(FIRST_DUE, FIRST_DUE + timedelta(19)).level("due-moved"), None),
        (lambda: moved(FIRST_DUE, PUT_OFF).level("due-moved"), "hint"),
    ],
    "runway days": [
        (lambda: set_ahead(8).level("short-runway"), None),
        (lambda: set_ahead(7).level("short-runway"), "hint"),
    ],
    "overload": [
        (lambda: loaded(("2026-11-23", "2026-12-04", 10)).level("overload"), None),
        (lambda: loaded(("2026-11-23", "2026-12-04", 10.1)).level("overload"), "hint"),
    ],
    "overload days": [
        (lambda: loaded(("2026-11-23", "2026-12-04", 11)).number("overload", "until"), date(2026, 12, 4)),
    ],
    "metric attainment": [
        (lambda: metric([(0, 40)]).level("metric-off-pace"), None),
        (lambda: metric([(0, 39)]).level("metric-off-pace"), "hint"),
    ],
    "metric pace": [
        (lambda: metric([(50, 25), (0, 50)]).level("metric-off-pace"), None),
        (lambda: metric([(50, 25.1), (0, 50)]).level("metric-off-pace"), "warn"),
    ],
    "metric required": [
        (lambda: metric([(50, 33.3), (0, 50)]).level("metric-unreachable"), None),
        (lambda: metric([(50, 33.4), (0, 50)]).level("metric-unreachable"), "fact"),
    ],
    "metric away": [
        (lambda: metric([(45, 0), (6, 58), (3, 60), (0, 59)]).level("metric-unreachable"), None),
        (lambda: metric([(45, 0), (6, 60), (3, 59), (0, 58)]).level("metric-unreachable"), "fact"),
    ],
    "metric half": [
        (lambda: metric([(50, 60), (0, 30)], days_in=49).level("metric-unreachable"), "warn"),
        (lambda: metric([(50, 60), (0, 30)], days_in=50).level("metric-unreachable"), "fact"),
    ],
    "band twice": [
        (lambda: metric([(9, 50), (0, 101)], aim="keep").level("outside-band"), "warn"),
        (lambda: metric([(9, 101), (0, 101)], aim="keep").level("outside-band"), "fact"),
    ],
    "confidence low": [
        (lambda: check_ins((0, "| 3.1")).level("confidence"), None),
        (lambda: check_ins((0, "| 3")).level("confidence"), "warn"),
    ],
    "confidence drop": [
        (lambda: check_ins((7, "| 8"), (0, "| 5.1")).level("confidence"), None),
        (lambda: check_ins((7, "| 8"), (0, "| 5")).level("confidence"), "hint"),
    ],
    "stale cadence": [
        (lambda: check_ins((35, "|"), (25, "|"), (15, "|")).level("no-update"), None),
        (lambda: check_ins((36, "|"), (26, "|"), (16, "|")).level("no-update"), "hint"),
    ],
    "stale updates": [
        (lambda: check_ins((55, "|"), (35, "|"), (15, "|")).level("no-update"), None),
        (lambda: check_ins((35, "|"), (15, "|")).level("no-update"), "hint"),
    ],
    "stale least": [
        (lambda: check_ins((9, "|"), (8, "|"), (7, "|")).level("no-update"), None),
        (lambda: check_ins((10, "|"), (9, "|"), (8, "|")).level("no-update"), "hint"),
    ],
    "children share": [
        (lambda: parts([333, 667]).level("children-off-track"), None),
        (lambda: parts([1, 2]).level("children-off-track"), "warn"),
    ],
    "declared days": [
        (lambda: check_ins((15, "At risk |")).level("declared"), None),
        (lambda: check_ins((14, "At risk |")).level("declared"), "warn"),
    ],
    "ratio on track": [
        (lambda: step("38%", 40, 100, profile="pace").found.status, "on track"),
        (lambda: step("37.9%", 40, 100, profile="pace").found.status, "at risk"),
    ],
    "ratio at risk": [
        (lambda: step("30%", 40, 100, profile="pace").found.status, "at risk"),
        (lambda: step("29.9%", 40, 100, profile="pace").found.status, "off track"),
    ],
    "points at risk": [
        (lambda: step("33.6%", 50, 100, profile="points").found.status, "on track"),
        (lambda: step("33.5%", 50, 100, profile="points").found.status, "at risk"),
    ],
    "points off track": [
        (lambda: step("17.1%", 50, 100, profile="points").found.status, "at risk"),
        (lambda: step("17%", 50, 100, profile="points").found.status, "off track"),
    ],
    "okr red": [(lambda: colour(0.34), "red"), (lambda: colour(0.35), "yellow")],
    "okr green": [(lambda: colour(0.64), "yellow"), (lambda: colour(0.65), "green")],
    "okr committed": [
        (lambda: result(0.99).found.status == "done", False),
        (lambda: result(1).found.status == "done", True),
    ],
    "okr aspirational": [
        (lambda: result(0.69, "aspirational").found.status == "done", False),
        (lambda: result(0.7, "aspirational").found.status == "done", True),
    ],
}  # fmt: skip


ALL = [(name, place) for name, sides in EDGES.items() for place in range(len(sides))]


def test_every_threshold_is_looked_at_from_both_sides() -> None:
    assert set(EDGES) == set(THRESHOLDS)


@pytest.mark.parametrize(("name", "place"), ALL)
def test_it_bites_where_its_number_says(name: str, place: int) -> None:
    said, wanted = EDGES[name][place]
    assert said() == wanted, f"tests/measure/test_thresholds.py: draw the two sides of {name!r} in EDGES anew"
