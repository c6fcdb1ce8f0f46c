"""`goalsheet explain`: everything behind one verdict."""

from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsheet.cli import options
from goalsheet.errors import GoalsheetError
from goalsheet.folding import fold

if TYPE_CHECKING:
    from rich.console import Console

    from goalsheet.plan.model import Plan, Work
    from goalsheet.review import Review

MOST = 8  # names suggested when none or several match


@click.command(short_help="Everything behind one verdict.")
@options.workbook
@click.argument("item")
@options.as_of
def explain(workbook: Path, item: str, as_of: date | None) -> None:
    """Explain the verdict on ITEM of WORKBOOK: an ID (S3), a name or a part of one, or a cell (Steps!D4).

    Prints the status with its reason and what would clear it, progress and where it comes from, every signal with its
    numbers, thresholds and cell, the declared status, and what is below it.
    """
    from goalsheet.cli.console import console

    seen = options.begun(options.reviewed(workbook, as_of, {}))
    out = console()
    found = _find(seen.plan, item)
    _print_verdict(out, seen, found)
    _print_progress(out, seen, found)
    _print_signals(out, seen, found)
    _print_below(out, seen, found)
    _print_findings(out, seen, found)


def _find(plan: "Plan", text: str) -> "Work":
    """The one item that is meant: by ID, cell, full name, then part of a name."""
    wanted = fold(text)
    tests: tuple[Callable[[Work], bool], ...] = (
        lambda item: fold(item.id or "") == wanted,
        lambda item: wanted in {fold(str(cell)) for cell in item.cells.values()},
        lambda item: fold(item.name) == wanted,
        lambda item: wanted in fold(item.name),
    )
    for meant in tests:
        found = [item for item in plan.work if meant(item)]
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(f"{item.name} ({item.home})" for item in found[:MOST])
            raise GoalsheetError(f"{text!r} fits {len(found)} items: {names}", "Give the ID or the cell of one.")
    names = "; ".join(item.id or item.name for item in islice(plan.work, MOST))
    raise GoalsheetError(f"no goal, step or key result is called {text!r}", f"There are, for example: {names}.")


def _print_verdict(out: "Console", seen: "Review", item: "Work") -> None:
    from rich.text import Text

    from goalsheet.cli.console import status_text

    verdict = seen.assessment(item)
    label = f"{item.id} " if item.id else ""
    out.print(Text.assemble((f"{label}{item.name}", "bold"), f"  {item.home}"))
    out.print(Text.assemble(status_text(verdict.status), f": {verdict.reason}"))
    if verdict.clears:
        out.print(f"  to clear it: {verdict.clears}")
    if verdict.declared:
        out.print(f"  declared: {verdict.declared} ({item.at('status')})")
    who = ", ".join(item.owners) or "nobody"
    dates = " → ".join(day.isoformat() if day else "?" for day in (item.start, item.due))
    out.print(f"  owner: {who}   dates: {dates}   as of {seen.as_of}")


def _print_progress(out: "Console", seen: "Review", item: "Work") -> None:
    from goalsheet.cli.console import percent

    verdict = seen.assessment(item)
    progress, forecast = verdict.progress, verdict.forecast
    pace = "" if progress.pace is None else f", pace {progress.pace:.2f}"
    out.print(
        f"  progress: {percent(progress.actual)} done of {percent(progress.expected)} expected{pace}; "
        f"from {progress.source}, known for {percent(progress.coverage)} of the weight"
    )
    for name, value in (("steps", progress.by_steps), ("its metric", progress.by_measure)):
        if value is not None:
            out.print(f"    by {name}: {percent(value)}")
    if forecast.finish:
        late = f", {forecast.late_days} working days late" if forecast.late_days else ""
        out.print(f"  forecast: {forecast.finish}{late} ({forecast.how})")
    if progress.mark < 1:
        out.print(
            f"    aspirational: {progress.mark:g} counts as reached, so expected is that share of what its dates say"
        )
    _print_earned(out, seen, item)


def _print_earned(out: "Console", seen: "Review", item: "Work") -> None:
    """Earned value and earned schedule, where every step of a goal has an effort."""
    value = seen.measured.earned.get(item.key)
    if value is None:
        return
    spi = "" if value.spi is None else f", SPI {value.spi:.2f}"
    out.print(
        f"  earned value: {value.ev:.3g} of {value.bac:.3g} of effort, {value.pv:.3g} planned by today "
        f"(SV {value.sv:+.3g}{spi})"
    )
    if (on := value.schedule) is not None:
        speed = "" if on.spi is None else f", SPI(t) {on.spi:.2f}"
        whole = "" if on.duration is None else f"; {on.duration:.0f} days in all at this pace, {on.pd:.0f} planned"
        out.print(
            f"    earned schedule: day {on.es:.1f} of the plan on day {on.at:.0f} ({on.variance:+.1f}{speed}){whole}"
        )


def _print_signals(out: "Console", seen: "Review", item: "Work") -> None:
    signals = seen.assessment(item).signals
    out.print("\nSignals" if signals else "\nNo signal speaks against it.")
    for signal in signals:
        out.print(f"  {signal.level:5} {signal.code} ({signal.family}) at {signal.cell}: {signal.reason}")
        if signal.clears:
            out.print(f"        clears: {signal.clears}")
        if signal.numbers:
            out.print("        " + ", ".join(f"{name} {_number(value)}" for name, value in signal.numbers.items()))


def _number(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _print_below(out: "Console", seen: "Review", item: "Work") -> None:
    from rich.text import Text

    from goalsheet.cli.console import percent, status_text
    from goalsheet.plan.model import Goal, Work

    if not isinstance(item, Goal):
        return
    below: tuple[Work, ...] = (*seen.plan.children_of(item), *seen.plan.key_results_of(item), *seen.plan.steps_of(item))
    if below:
        out.print("\nBelow it")
    for one in below:
        verdict = seen.assessment(one)
        line = f"  {percent(verdict.progress.actual):>5}  {one.name} ({one.home}): {verdict.reason}"
        out.print(Text.assemble("  ", status_text(verdict.status), line))


def _print_findings(out: "Console", seen: "Review", item: "Work") -> None:
    from goalsheet.cli.console import print_findings

    cells = {*item.cells.values(), item.home}
    found = [finding for finding in seen.findings if finding.cell in cells]
    if found:
        out.print("\nFindings")
        print_findings(out, found)
