"""Numbers and verdicts: progress, forecasts, signals and statuses of everything in a plan, as of a day.

The conventions, formulas and their sources are in docs/measures.md, the signals in docs/signals.md.
"""

from collections.abc import Iterable
from datetime import date

import goalsheet.measure.signals  # noqa: F401  (fills the catalogue)
from goalsheet.measure.critical_path import PlanLogic
from goalsheet.measure.earned import earned_of
from goalsheet.measure.forecast import forecasts_of
from goalsheet.measure.item_context import ItemContext, PlanFacts
from goalsheet.measure.load import loads_of
from goalsheet.measure.model import Measured, Past
from goalsheet.measure.plan_as_of import AnyWork, PlanAsOf
from goalsheet.measure.progress import grades_of, ledger_of, milestones_of
from goalsheet.measure.status import assessed
from goalsheet.measure.track_record import records_of
from goalsheet.plan.model import Plan
from goalsheet.plan.slips import believable, slips
from goalsheet.settings import Settings


def measure(plan: Plan, settings: Settings, as_of: date, past: Past | None = None) -> Measured:
    """Everything computed of a plan at the end of a day.

    `past` is what earlier reports saw; signals that ask it are silent without. Raises GoalsheetError for a country of
    which no holidays are known.
    """
    not_believed = slips(plan, as_of)
    plan = believable(plan, as_of)
    plan_as_of = PlanAsOf(plan, settings, as_of, past or {}, not_believed)
    ledger = ledger_of(plan_as_of)
    records, logic = records_of(plan_as_of), PlanLogic(ledger)
    facts = PlanFacts(
        plan_as_of, ledger, records, forecasts_of(ledger, records, logic), {}, logic, loads_of(plan_as_of, ledger)
    )
    upward: Iterable[AnyWork] = (*plan.steps, *plan.key_results, *plan_as_of.goals_upward)
    for item in upward:
        facts.verdicts[item.key] = assessed(ItemContext(item, facts))
    return Measured(
        as_of,
        {item.key: facts.verdicts[item.key] for item in plan.work},
        milestones_of(ledger),
        earned_of(ledger),
        logic.of_steps(),
        grades_of(ledger),
    )
