"""The numbers as pandas frames: items, roll-ups by owner, team, week or quarter, and the time series of metrics."""

from typing import Any, Final

import pandas as pd

from goalsheet.measure.model import Measured
from goalsheet.periods import ISO, Rhythm
from goalsheet.plan.model import Goal, KeyResult, Plan, Step

COLUMNS = (
    "key", "kind", "name", "goal", "owner", "team", "start", "due", "week", "quarter", "weight", "status", "actual",
    "expected", "pace", "forecast", "days_left",
)  # fmt: skip
#: Dates to the second, which reach the year 9999: what pandas 2 takes by itself ends in 2262.
DAYS: Final = "datetime64[s]"


def items(plan: Plan, measured: Measured, rhythm: Rhythm = ISO) -> pd.DataFrame:
    """One row per goal, key result and step, in the order of the sheets. `week` is the first day of the week it is due,
    `quarter` the quarter: `2026-Q4`, or `FY2027-Q1` where fiscal years do not begin in January.

    Unknown figures are NaN, unknown dates NaT; `owner` is a tuple.
    """
    frame = pd.DataFrame([_row(item, measured) for item in plan.work], columns=list(COLUMNS))
    dues = {item.due for item in plan.work if item.due}
    frame["week"] = frame["due"].map({due: rhythm.week_begins(due) for due in dues})
    frame["quarter"] = frame["due"].map({due: rhythm.quarter(due).key for due in dues})
    for name in ("start", "due", "week", "forecast"):
        frame[name] = frame[name].astype(DAYS)
    for name in ("weight", "actual", "expected", "pace", "days_left"):
        frame[name] = frame[name].astype("float64")
    return frame


def _row(item: Goal | KeyResult | Step, measured: Measured) -> dict[str, Any]:
    one = measured.of(item.key)
    return {
        "key": item.key,
        "kind": {"Goal": "goal", "KeyResult": "key result"}.get(type(item).__name__, "step"),
        "name": item.name,
        "goal": item.key if isinstance(item, Goal) else item.goal_key,
        "owner": item.owners,
        "team": item.team,
        "start": item.start,
        "due": item.due,
        "weight": item.weight,
        "status": str(one.status),
        "actual": one.progress.actual,
        "expected": one.progress.expected,
        "pace": one.progress.pace,
        "forecast": one.forecast.finish,
        "days_left": one.days_left,
    }


def rolled(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Items by owner, team, week, quarter, goal or status: how many, how many of each status, and mean progress of
    what is known.

    An item with several owners counts for each of them; what has no owner (or team, or week, or quarter) is left out.
    """
    frame = frame.explode("owner") if by == "owner" else frame
    groups = frame.dropna(subset=[by]).groupby(by, sort=True)
    counts = groups["status"].value_counts().unstack(fill_value=0) if len(groups) else pd.DataFrame()
    means = groups[["actual", "expected"]].mean()
    return pd.concat([groups.size().rename("items"), means, counts], axis=1)


def readings(plan: Plan) -> pd.DataFrame:
    """The readings of metrics as time series: a column for each metric, a row for each day, the last reading of a
    day."""
    rows = [{"date": r.date, "metric": r.metric, "value": r.value} for r in plan.readings]
    frame = pd.DataFrame(rows, columns=["date", "metric", "value"])
    frame["date"] = frame["date"].astype(DAYS)
    return frame.pivot_table(index="date", columns="metric", values="value", aggfunc="last").sort_index()


def as_csv(frame: pd.DataFrame, index: bool) -> str:
    """A frame as CSV: dates in ISO form, lists of owners with semicolons, unknown figures blank."""
    shown = frame.copy()
    if "owner" in shown:
        shown["owner"] = ["; ".join(owners) for owners in shown["owner"]]
    return shown.to_csv(index=index, date_format="%Y-%m-%d", lineterminator="\n")
