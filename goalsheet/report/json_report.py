"""The review as JSON for programs: everything computed, with cells, unrounded, as `report.schema.json` describes it."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib.resources import files
from typing import Any

from goalsheet import __version__
from goalsheet.cells import CellRef
from goalsheet.findings import Finding
from goalsheet.history.lessons import Closing
from goalsheet.measure.model import Assessment, EarnedValue, MilestoneProgress, Signal
from goalsheet.measure.workload import PersonWeek
from goalsheet.plan.model import Goal, Item, KeyResult, Reading, Step
from goalsheet.report.phrases import plain
from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.headline import news
from goalsheet.review import Review

IN_POINTS = frozenset({"baseline", "target", "current", "band", "value", "planned"})
FORMAT = 2  # raised when a reader of the format before could be misled


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `as_json` gives."""
    text = files("goalsheet.report").joinpath("report.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def as_json(review: Review) -> str:
    """The review as JSON in a stable order: ISO dates, fractions 0-1 in full precision, cells as `Steps!D4`.

    A line for each property, in lists one for each record: quick to write, to search and to compare.
    """
    lines = (f"{_text(name)}: {_listed(value)}" for name, value in document(review).items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _listed(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n " + ",\n ".join(map(_text, value)) + "\n]"
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def document(review: Review) -> dict[str, Any]:
    context, plan = ViewContext(review), review.plan
    return {
        "format": FORMAT,
        "made_by": f"goalsheet {__version__}",
        "title": _value(review.title),
        "workbook": _value(review.workbook.path.name),
        "as_of": review.as_of.isoformat(),
        "week": review.settings.rhythm.week(review.as_of).key,
        "read_as": _value(review.reading_summary),
        "verdict": review.verdict,
        "news": news(context),
        "conventions": _conventions(review),
        "counts": _counts(review),
        "findings": [_finding(finding) for finding in review.findings],
        "goals": [_work(review, goal) for goal in plan.goals],
        "key_results": [_work(review, result) for result in plan.key_results],
        "steps": [_work(review, step) for step in plan.steps],
        "milestones": [_milestone(milestone) for milestone in review.measured.milestones],
        "changes": _changes(review),
        "wins": [_record(win, ("kind", "key", "item", "name", "who", "sentence", "cell", "on")) for win in review.wins],
        "load": [_week(week) for week in review.proposals.weeks],
        "proposals": _proposals(review),
        "estimates": [_every(one) | {"factor": _value(one.factor)} for one in review.estimates],
        "lessons_asked": [_closing(one) for one in review.closings],
        "readings": [_item(reading) for reading in plan.readings],
        "check_ins": [_item(check_in) for check_in in plan.check_ins],
        "lessons": [_item(lesson) for lesson in plan.lessons],
        "holidays": [_item(holiday) for holiday in plan.holidays],
    }


def _conventions(review: Review) -> dict[str, Any]:
    settings = review.settings
    return {
        "calendar": settings.calendar,
        "weekend": sorted(set(settings.weekend)),
        "due_soon_days": settings.due_soon_days,
        "stale_days": settings.stale_days,
        "first_day_of_week": settings.rhythm.first_day,
        "fiscal_year_start": settings.fiscal_year_start,
        "time_zone": settings.time_zone or None,
    }


def _counts(review: Review) -> dict[str, dict[str, int]]:
    plan = review.plan
    kinds: Mapping[str, tuple[Goal | KeyResult | Step, ...]] = {
        "goals": plan.counted_goals,
        "key_results": plan.key_results,
        "steps": plan.steps,
    }
    return {kind: {str(s): n for s, n in review.counts(items).items()} for kind, items in kinds.items()}


def _changes(review: Review) -> dict[str, Any]:
    changes, found = review.changes, review.changes.reckoning
    names = ("kind", "key", "item", "name", "goal", "owners", "before", "after", "sentence", "cell", "numbers")
    return {
        "since": _value(changes.since),
        "against": _value(changes.against),
        "changes": [_record(change, names) for change in changes.changes],
        "planned_done": [_value(step.key) for step in found.done],
        "planned_not_done": [_value(step.key) for step in found.not_done],
        "done_unplanned": [_value(step.key) for step in found.unplanned],
    }


def _week(week: PersonWeek) -> dict[str, Any]:
    return _every(week) | {"overloaded": week.overloaded}


def _proposals(review: Review) -> dict[str, Any]:
    """What could be handed over, and due dates that could hold; nothing of it was done."""
    handovers = [
        {"step": _value(one.step.key), **_record(one, ("giver", "taker", "week", "sentence"))}
        for one in review.proposals.handovers
    ]
    dates = [
        {"step": _value(one.step.key), **_record(one, ("due", "proposed", "consequences"))}
        for one in review.proposals.dates
    ]
    return {"handovers": handovers, "dates": dates}


def _closing(one: Closing) -> dict[str, Any]:
    return {"goal": _value(one.goal.key), **_record(one, ("planned", "took", "facts"))}


def _finding(finding: Finding) -> dict[str, Any]:
    return _record(finding, ("code", "severity", "cell", "message", "hint"))


def _work(review: Review, item: Goal | KeyResult | Step) -> dict[str, Any]:
    found = {**_item(item), "assessment": _assessment(review.assessment(item))}
    if isinstance(item, Goal):
        found["earned_value"] = _earned(review.measured.earned.get(item.key))
    return found


def _earned(value: EarnedValue | None) -> dict[str, Any] | None:
    """Earned value and earned schedule of a goal whose steps all have an effort."""
    if value is None:
        return None
    record = _record(value, ("bac", "pv", "ev", "sv", "spi"))
    on = value.schedule
    return record | {"schedule": on and {**_every(on), **_record(on, ("variance", "spi", "duration"))}}


def _item(item: Item) -> dict[str, Any]:
    """Key, cell and cells first, then every field of its type in the order of the type."""
    names = [field.name for field in fields(item) if field.name not in ("key", "home", "cells")]
    found = {"key": _value(item.key), "cell": str(item.home), "cells": _value(item.cells), **_record(item, names)}
    if isinstance(item, Reading) and item.percent:
        return _as_fractions(found)
    return {**found, "measure": _as_fractions(found["measure"])} if _is_in_percent(item) else found


def _is_in_percent(item: Item) -> bool:
    return isinstance(item, Goal | KeyResult) and item.measure is not None and item.measure.percent


def _as_fractions(record: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers given in percent as the cells hold them: fractions, as all shares are here."""
    return {name: _fraction(value) if name in IN_POINTS else value for name, value in record.items()}


def _fraction(points: Any) -> Any:
    if isinstance(points, list):
        return [_fraction(one) for one in points]
    return None if points is None else float(Decimal(repr(points)).scaleb(-2))


def _assessment(assessment: Assessment) -> dict[str, Any]:
    progress = {**_every(assessment.progress), "pace": _value(assessment.progress.pace)}
    names = ("status", "reason", "clears", "declared", "declared_status", "days_left", "decided_by")
    return {
        **_record(assessment, names),
        "progress": progress,
        "forecast": _every(assessment.forecast),
        "signals": [_signal(signal) for signal in assessment.signals],
    }


def _signal(signal: Signal) -> dict[str, Any]:
    return _every(signal)


def _milestone(milestone: MilestoneProgress) -> dict[str, Any]:
    record = _every(milestone)
    return {**record, "progress": {**record["progress"], "pace": _value(milestone.progress.pace)}}


def _every(record: Any) -> dict[str, Any]:
    return _record(record, [field.name for field in fields(record)])


def _record(record: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _value(getattr(record, name)) for name in names}


def _value(value: Any) -> Any:
    """A value as JSON has it: text that any reader takes, no infinities, cells and dates as text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, CellRef):
        return plain(str(value))
    if isinstance(value, Mapping):
        return {str(name): _value(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [_value(part) for part in value]
    return _every(value) if hasattr(value, "__dataclass_fields__") else value
