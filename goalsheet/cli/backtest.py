"""`goalsheet backtest`: what the warnings would have been worth on a history whose outcome is known."""

import csv
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options
from goalsheet.errors import GoalsheetError
from goalsheet.folding import fold

if TYPE_CHECKING:
    from goalsheet.measure.backtest import Checkpoint, Score
    from goalsheet.plan.model import Step
    from goalsheet.review import Review
    from goalsheet.settings import Settings

CSV = frozenset({".csv", ".tsv", ".txt"})
COLUMNS = "item, group, start, due, done, as_of, percent"


@click.command(short_help="What the warnings would have been worth on your own history.")
@click.argument("history", type=click.Path(path_type=Path), metavar="WORKBOOK|CSV")
@options.as_of
@click.option("--in-time", is_flag=True, help="Only what was said up to the due date, while it could still help.")
def backtest(history: Path, as_of: date | None, in_time: bool) -> None:
    """Replay what was known of each step at every report, and score the warnings of each profile against what came of
    the step: with those of two simple rules, to warn when it is past due, and whenever less is done than time has
    passed.

    WORKBOOK is one that has been reported on for some weeks. A CSV has the columns item, group, start, due, done,
    as_of, percent: one row per item and checkpoint, done blank when never, dates as 2026-11-20, percent as 40% or 0.4.

    precision: of what was warned of, how much came late. recall: of what came late, how much was warned of.
    specificity: of what came in time, how much was left in peace. lead: the median of the days from the first warning
    to the due date.
    """
    from goalsheet.measure.backtest import backtest as scored
    from goalsheet.measure.backtest import known

    checkpoints, settings = _from_csv(history) if history.suffix.lower() in CSV else _from_workbook(history, as_of)
    judged = known(checkpoints)
    if not judged:
        raise GoalsheetError(
            f"{history.name} holds no checkpoint whose outcome is known",
            "It takes open steps seen at two reports or more, some of them done, or due, since.",
        )
    late = sum(checkpoint.late for checkpoint in judged)
    items = len({checkpoint.item for checkpoint in judged})
    click.echo(f"{items} items at {len(judged)} checkpoints, of which {late} came late.")
    click.echo(_table(scored(checkpoints, settings, in_time)))


def _from_csv(path: Path) -> "tuple[Sequence[Checkpoint], Settings]":
    from goalsheet.measure.checkpoints import checkpoints_of
    from goalsheet.settings import Settings

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoalsheetError(f"{path} can't be read as text", f"Give a CSV with the columns {COLUMNS}.") from error
    heading = text.partition("\n")[0]
    mark = max(",;\t", key=heading.count)
    return checkpoints_of(csv.DictReader(text.splitlines(), delimiter=mark)), Settings()


def _from_workbook(path: Path, as_of: date | None) -> "tuple[Sequence[Checkpoint], Settings]":
    seen = options.reviewed(path, as_of, {})
    if not seen.history.days[:-1]:
        raise GoalsheetError(
            f"{path.name} remembers no earlier report",
            f"Run goalsheet report every week, or give a CSV with the columns {COLUMNS}.",
        )
    return tuple(remembered(seen)), seen.settings


def remembered(seen: "Review") -> "Iterator[Checkpoint]":
    """Every step that was open and had a due date at a report, as that report saw it."""
    for step in seen.plan.steps:
        yield from _checkpoints(seen, step)


def _checkpoints(seen: "Review", step: "Step") -> "Iterator[Checkpoint]":
    from goalsheet.measure.backtest import Checkpoint
    from goalsheet.statuses import Status

    chain, verdict = seen.comparison.chains.get(step.key, ()), seen.assessment(step)
    closed = next((row.as_of for row in chain if row.status == Status.DONE), seen.as_of)
    done = (step.done_on or closed) if verdict.status is Status.DONE else None
    goal = seen.plan.by_key.get(step.goal_key)
    group = fold(step.team or (goal.team if goal else None) or "")
    for day in seen.history.days:
        upto = bisect_right(chain, day, key=lambda row: row.as_of)
        row = chain[upto - 1] if upto else None
        if row is None or row.due is None or row.status in (Status.DONE, Status.CANCELLED, Status.ON_HOLD):
            continue
        yield Checkpoint(step.key, group, row.start, row.due, done, day, row.progress)


def _table(scores: "Sequence[Score]") -> str:
    """One row for each way to warn."""
    from goalsheet.cli.console import percent

    lines = [f"{'':12}{'precision':>10}{'recall':>10}{'specificity':>13}{'lead':>13}"]
    for one in scores:
        shares = (f"{percent(one.precision):>10}", f"{percent(one.recall):>10}", f"{percent(one.specificity):>13}")
        lead = "–" if one.lead_days is None else f"{one.lead_days:g} days"
        lines.append(f"{one.name:12}{''.join(shares)}{lead:>13}")
    return "\n".join(lines)
