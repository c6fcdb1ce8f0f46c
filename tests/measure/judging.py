"""From a drawing to verdicts, by the names of the items."""

from collections.abc import Callable
from datetime import date
from typing import Any

from goalsheet.measure import measure
from goalsheet.measure.model import Assessment, Measured, Past
from tests.support.reading import plan_of, settings_of

AS_OF = date(2026, 11, 20)  # a Friday


def measured_of(text: str, as_of: date = AS_OF, past: Past | None = None, **settings: Any) -> Measured:
    return measure(plan_of(text, **settings), settings_of(text, **settings), as_of, past)


def judged(text: str, as_of: date = AS_OF, past: Past | None = None, **settings: Any) -> Callable[[str], Assessment]:
    """The assessment of an item by its name."""
    plan = plan_of(text, **settings)
    measured = measure(plan, settings_of(text, **settings), as_of, past)
    by_name = {item.name: measured.of(item.key) for item in plan.work}
    return by_name.__getitem__
