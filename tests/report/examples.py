"""Reviews to render, built by hand: a marketing team's goals as of 20 November 2026, with a status of every kind."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from goalsheet.cells import CellRef
from goalsheet.findings import Finding, Severity
from goalsheet.layout.table import Layout
from goalsheet.measure.model import Assessment, Forecast, Level, Measured, Progress, Signal
from goalsheet.plan.model import (
    CheckIn,
    Direction,
    Goal,
    GoalKind,
    KeyResult,
    LifeCycle,
    Measure,
    Plan,
    Reading,
    Step,
)
from goalsheet.reading.model import Workbook
from goalsheet.review import Review
from goalsheet.settings import Settings
from goalsheet.statuses import Status
from tests.support.lazy import lazy

AS_OF = date(2026, 11, 20)

_LIFE = {
    Status.DONE: LifeCycle.DONE,
    Status.ON_HOLD: LifeCycle.ON_HOLD,
    Status.CANCELLED: LifeCycle.CANCELLED,
    Status.NOT_STARTED: LifeCycle.NOT_STARTED,
}


class Drawing:
    """Collects items with their verdicts, giving each the next row of its sheet."""

    def __init__(self) -> None:
        self.goals: list[Goal] = []
        self.steps: list[Step] = []
        self.key_results: list[KeyResult] = []
        self.readings: list[Reading] = []
        self.check_ins: list[CheckIn] = []
        self.findings: list[Finding] = []
        self.verdicts: dict[str, Assessment] = {}

    def goal(self, name: str, status: Status, **more: Any) -> str:
        key = f"goal {len(self.goals) + 1}"
        place = _places("Goals", len(self.goals) + 2)
        fields, verdict = _split(more)
        self.goals.append(Goal(key=key, name=name, life_cycle=_LIFE.get(status), **place, **fields))
        self._judge(key, status, place["home"], _days_left(fields) | verdict)
        return key

    def step(self, goal: str, name: str, status: Status, **more: Any) -> None:
        key = f"step {len(self.steps) + 1}"
        place = _places("Steps", len(self.steps) + 2)
        fields, verdict = _split(more)
        fields = {"life_cycle": _LIFE.get(status), **fields}
        self.steps.append(Step(key=key, name=name, goal_key=goal, **place, **fields))
        self._judge(key, status, place["home"], _days_left(fields) | verdict)

    def key_result(self, goal: str, name: str, status: Status, **more: Any) -> None:
        key = f"kr {len(self.key_results) + 1}"
        place = _places("Key results", len(self.key_results) + 2)
        fields, verdict = _split(more)
        self.key_results.append(KeyResult(key=key, name=name, goal_key=goal, **place, **fields))
        self._judge(key, status, place["home"], _days_left(fields) | verdict)

    def reading(self, of: str | None, metric: str, day: date, value: float) -> None:
        place = _places("Metrics", len(self.readings) + 2)
        self.readings.append(
            Reading(key=f"r{len(self.readings)}", of=of, metric=metric, date=day, value=value, **place)
        )

    def check_in(self, of: str, day: date, **more: Any) -> None:
        place = _places("Check-ins", len(self.check_ins) + 2)
        self.check_ins.append(CheckIn(key=f"c{len(self.check_ins)}", goal=of, of=of, date=day, **place, **more))

    def finding(self, code: str, severity: Severity, cell: CellRef, message: str, hint: str = "") -> None:
        self.findings.append(Finding(code, severity, cell, lazy(message), lazy(hint)))

    def _judge(self, key: str, status: Status, home: CellRef, verdict: Mapping[str, Any]) -> None:
        reason = verdict.get("reason") or f"is {status}"
        signals: tuple[Signal, ...] = ()
        if status in (Status.OFF_TRACK, Status.AT_RISK):
            level = Level.FACT if status is Status.OFF_TRACK else Level.WARN
            signals = (Signal("S101", level, "time", home, lazy(reason), lazy(verdict.get("clears", "")), {"days": 4}),)
        signals += verdict.get("signals", ())
        given = {name: value for name, value in verdict.items() if name not in ("reason", "signals")}
        self.verdicts[key] = Assessment(key=key, status=status, reason=lazy(reason), signals=signals, **given)

    def review(self, title: str = "Marketing goals", **settings: Any) -> Review:
        plan = Plan(
            title=title,
            layout=Layout(()),
            goals=tuple(self.goals),
            steps=tuple(self.steps),
            key_results=tuple(self.key_results),
            readings=tuple(self.readings),
            check_ins=tuple(self.check_ins),
        )
        return Review(
            workbook=Workbook(Path("marketing-goals.xlsx"), ()),
            plan=plan,
            settings=Settings(**settings),
            as_of=AS_OF,
            findings=tuple(self.findings),
            measured=Measured(AS_OF, self.verdicts),
            reading_summary=lazy(
                f"Goals: {len(self.goals)} goals from row 2; Steps: {len(self.steps)} steps from row 2"
            ),
        )


_VERDICT = {field for field in Assessment.__dataclass_fields__ if field not in ("key", "status")}


def _days_left(fields: Mapping[str, Any]) -> dict[str, int]:
    due = fields.get("due")
    return {"days_left": (due - AS_OF).days} if due else {}


def _split(more: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        {name: value for name, value in more.items() if name not in _VERDICT},
        {name: value for name, value in more.items() if name in _VERDICT},
    )


def _places(sheet: str, row: int) -> dict[str, Any]:
    home = CellRef(sheet, row, 2)
    cells = {"due": CellRef(sheet, row, 5), "done_on": CellRef(sheet, row, 6), "current": CellRef(sheet, row, 9)}
    return {"home": home, "cells": {**cells, "wins": CellRef(sheet, row, 7), "value": CellRef(sheet, row, 3)}}


def so_far(actual: float | None, expected: float | None = None, **more: Any) -> Progress:
    return Progress(actual, expected, more.pop("source", "percent"), more.pop("coverage", 1.0), **more)


def marketing() -> Review:
    """Six goals, eighteen steps, key results, metrics with readings, check-ins and findings."""
    it = Drawing()
    followers = it.goal(
        "500 new Instagram followers in six weeks", Status.OFF_TRACK,
        id="G1", kind=GoalKind.SMART, owners=("Jo Park",), team="Social", start=date(2026, 10, 19),
        due=date(2026, 11, 29), why="Half of our new customers first meet us on Instagram",
        measure=Measure("New followers", "followers", Direction.UP, 0, 500, 190),
        progress=so_far(0.38, 0.79, source="metric", by_steps=0.52, by_measure=0.38),
        reason="38 % of the way with 79 % of the time gone: 41 points behind",
        clears="on track at 395 followers; from four to eleven posts a week would make it",
        forecast=Forecast(value_at_due=243), days_left=6, declared="on track", declared_status=Status.ON_TRACK,
    )  # fmt: skip
    for name, status, owner, due, more in (
        ("Hashtag research", Status.DONE, "Ana Silva", date(2026, 10, 23), {"done_on": date(2026, 10, 22)}),
        ("Write captions", Status.OFF_TRACK, "Ben Ito", date(2026, 11, 13), {
            "progress": so_far(0.4, 1.0), "days_left": -5,
            "reason": "due Fri 13 Nov 2026, 5 working days ago, and 40 % done",
            "clears": "finish it, or agree a new due date"}),
        ("Take photos", Status.DONE, "Ana Silva", date(2026, 11, 18), {"done_on": date(2026, 11, 13)}),
        ("Publish four posts a week", Status.AT_RISK, "Jo Park", date(2026, 11, 27), {
            "progress": so_far(0.5, 0.83), "days_left": 5,
            "reason": "33 points behind: 50 % done where 83 % was expected",
            "clears": "on track at 83 % or more"}),
        ("Monitor comments and answer within a day", Status.ON_TRACK, "Ben Ito", date(2026, 11, 27), {
            "progress": so_far(0.8, 0.83), "days_left": 5}),
        ("Repost user-generated content", Status.NOT_STARTED, "", date(2026, 11, 28), {"progress": so_far(0, 0)}),
    ):  # fmt: skip
        verdict = {"progress": so_far(1.0, 1.0, source="done"), **more} if status is Status.DONE else more
        owners = (owner,) if owner else ()
        it.step(followers, name, status, owners=owners, start=date(2026, 10, 19), due=due, **verdict)
    blog = it.goal(
        "30 % more blog subscribers in a quarter", Status.AT_RISK,
        id="G2", kind=GoalKind.SMART, owners=("Ana Silva",), team="Content", start=date(2026, 10, 1),
        due=date(2026, 12, 31), measure=Measure("Blog subscribers", "subscribers", Direction.UP, 1200, 1560, 1345),
        progress=so_far(0.40, 0.55, source="metric", by_measure=0.40, by_steps=0.33),
        reason="40 % of the way where 55 % was expected: 15 points behind", clears="on track at 1,398 subscribers",
        forecast=Forecast(date(2027, 1, 15), 11, lazy("pace")), days_left=29, declared="amber",
        declared_status=Status.AT_RISK,
    )  # fmt: skip
    it.step(blog, "Guest articles on three partner blogs", Status.AT_RISK, owners=("Ana Silva", "Lee Wong"),
            start=date(2026, 10, 12), due=date(2026, 12, 4), progress=so_far(0.33, 0.74), days_left=10,
            reason="41 points behind: 33 % done where 74 % was expected", clears="on track at 74 %")  # fmt: skip
    it.step(blog, "Sign-up box at the end of each article", Status.DONE, owners=("Lee Wong",), is_milestone=True,
            start=date(2026, 10, 5), due=date(2026, 11, 20), done_on=date(2026, 11, 16),
            progress=so_far(1.0, 1.0, source="done"))  # fmt: skip
    it.step(blog, "Newsletter: teaser to the customer list", Status.NO_UPDATE, owners=("Ana Silva",),
            start=date(2026, 11, 2), due=date(2026, 12, 11), progress=so_far(None, 0.5), days_left=15,
            reason="no update for 24 days, 14 are allowed", clears="say how far it is")  # fmt: skip
    site = it.goal(
        "Launch the new website by 31 January", Status.ON_TRACK, id="G3", owners=("Lee Wong",), team="Web",
        start=date(2026, 9, 1), due=date(2027, 1, 31), progress=so_far(0.58, 0.53, source="steps", coverage=0.8),
        forecast=Forecast(date(2027, 1, 21), 0, lazy("pace")), days_left=49, declared="in progress",
        reason="58 % done, 53 % expected by now",
    )  # fmt: skip
    for number, (name, status) in enumerate((
        ("Content inventory", Status.DONE), ("Wireframes", Status.DONE), ("Design approved", Status.DONE),
        ("Build templates", Status.ON_TRACK), ("Move content", Status.NOT_STARTED), ("Go live", Status.NOT_STARTED),
    )):  # fmt: skip
        start = date(2026, 9, 1) + timedelta(days=24 * number)
        due = start + timedelta(days=27)
        actual = {Status.DONE: 1.0, Status.ON_TRACK: 0.4}.get(status, 0.0)
        it.step(site, name, status, owners=("Lee Wong",), start=start, due=due, progress=so_far(actual, 0.5),
                is_milestone=name in ("Design approved", "Go live"),
                done_on=due - timedelta(days=2) if status is Status.DONE else None)  # fmt: skip
    it.goal("Welcome series for new customers", Status.DONE, id="G4", owners=("Ben Ito",), team="Content",
            start=date(2026, 8, 3), due=date(2026, 10, 30), progress=so_far(1.0, 1.0, source="done"))  # fmt: skip
    nps = it.goal("Customers recommend us", Status.NO_UPDATE, id="G5", kind=GoalKind.OBJECTIVE, owners=("Mia Roth",),
                  team="Product", start=date(2026, 10, 1), due=date(2026, 12, 31),
                  progress=so_far(None, 0.55), reason="no update for 31 days, 14 are allowed",
                  clears="enter a reading or a check-in", days_left=29)  # fmt: skip
    it.key_result(nps, "NPS from 31 to 45", Status.AT_RISK, owners=("Mia Roth",), due=date(2026, 12, 31),
                  measure=Measure("NPS", "points", Direction.UP, 31, 45, 36), progress=so_far(0.357, 0.55),
                  reason="19 points behind: 36 % where 55 % was expected", clears="on track at 39 points")  # fmt: skip
    it.key_result(nps, "Churn under 5 %", Status.ON_TRACK, owners=("Mia Roth",), due=date(2026, 12, 31),
                  measure=Measure("Churn", "%", Direction.KEEP, 6.1, 5, 4.8), progress=so_far(1.0, 0.55))  # fmt: skip
    it.goal("Podcast pilot", Status.ON_HOLD, id="G6", owners=("Jo Park",), team="Social", start=date(2026, 11, 2),
            due=date(2027, 2, 26), progress=so_far(0.1, 0.2), declared="on hold")  # fmt: skip
    it.goal("Trade fair booth", Status.CANCELLED, id="G7", owners=("Jo Park",), team="Social")
    for weeks, count in enumerate((0, 38, 77, 121, 158, 190)):
        it.reading(followers, "New followers", date(2026, 10, 12) + timedelta(weeks=weeks), count)
    for months, count in enumerate((1200, 1228, 1290, 1345)):
        it.reading(blog, "Blog subscribers", date(2026, 10, 1) + timedelta(days=16 * months), count)
    for months, value in enumerate((31.0, 33.0, 32.0, 36.0)):
        it.reading("kr 1", "NPS", date(2026, 8, 31) + timedelta(days=25 * months), value)
    for months, value in enumerate((2.1, 2.3, 2.2, 2.6, 2.5)):
        it.reading(None, "Conversion", date(2026, 6, 30) + timedelta(days=31 * months), value)
    it.check_in(blog, date(2026, 11, 17), author="Ana Silva",
                wins="The guest article on Fieldnotes brought 61 subscribers in two days")  # fmt: skip
    it.finding("GS201", Severity.ERROR, CellRef("Steps", 14, 4), "due 2026-02-01 is before its start 2026-03-01",
               "Swap the two dates, or correct the wrong one")  # fmt: skip
    it.finding("GS301", Severity.WARNING, CellRef("Steps", 7, 3), "“Repost user-generated content” has no owner",
               "Name one person who will see it through")  # fmt: skip
    it.finding("GS602", Severity.NOTE, CellRef("Key results", 2, 2), "no confidence is given",
               "Give 0-10 at each check-in")  # fmt: skip
    return it.review()


def all_well() -> Review:
    it = Drawing()
    for name in ("Answer every ticket within a day", "Publish the handbook"):
        goal = it.goal(name, Status.ON_TRACK, owners=("Mia Roth",), start=date(2026, 11, 2), due=date(2026, 12, 18),
                       progress=so_far(0.45, 0.41, source="steps"), reason="45 % done, 41 % expected")  # fmt: skip
        it.step(goal, f"Plan: {name}", Status.ON_TRACK, owners=("Mia Roth",), due=date(2026, 12, 1))
    return it.review("Support goals")


def nothing() -> Review:
    return Drawing().review("Empty")


def big(goals: int = 20, steps: int = 200) -> Review:
    """As many goals and steps as asked for, a quarter of them in trouble."""
    it = Drawing()
    people = ("Ana Silva", "Ben Ito", "Jo Park", "Lee Wong", "Mia Roth", "Sam Okafor")
    cycle = (Status.ON_TRACK, Status.OFF_TRACK, Status.DONE, Status.ON_TRACK, Status.AT_RISK,
             Status.NOT_STARTED, Status.DONE, Status.ON_TRACK, Status.NO_UPDATE, Status.DONE, Status.ON_TRACK,
             Status.NOT_STARTED)  # fmt: skip
    for g in range(goals):
        status = cycle[g % 12]
        key = it.goal(f"Forty active partners in region {g + 1}", status, id=f"G{g + 1}", team=f"Team {g % 4}",
                      owners=(people[g % 6],), start=date(2026, 10, 1), due=date(2027, 1, 29),
                      progress=so_far(0.3 + g % 5 / 10, 0.45, source="steps"), days_left=46,
                      reason="30 % done where 45 % was expected: 15 points behind",
                      clears="on track at 41 % or more")  # fmt: skip
        for s in range(steps // goals):
            status = cycle[(5 * g + s) % 12]
            done = date(2026, 11, 1 + s) if status is Status.DONE else None
            it.step(key, f"Agree the terms with partner {s + 1} of {g + 1}", status,
                    owners=(people[(g + s) % 6],), start=date(2026, 10, 5) + timedelta(days=7 * s), done_on=done,
                    due=date(2026, 10, 30) + timedelta(days=7 * s), progress=so_far(s / 10, 0.5),
                    reason="20 % done where 50 % was expected: 30 points behind",
                    clears="on track at 46 % or more")  # fmt: skip
    return it.review("Partner goals")
