"""Rules and signals register themselves when their module is imported, each code once."""

import pytest

from goalsheet.findings import Severity
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.signals import base as signals
from goalsheet.plan.model import Plan
from goalsheet.rules import base as rules


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "CATALOGUE", dict(rules.CATALOGUE))
    monkeypatch.setattr(signals, "CATALOGUE", dict(signals.CATALOGUE))


def nothing(plan: Plan, context: rules.Context) -> tuple[rules.Breach, ...]:
    return ()


def nothing_else(plan: Plan, context: rules.Context) -> tuple[rules.Breach, ...]:
    return ()


def silent(context: ItemContext) -> None:
    return None


def silent_too(context: ItemContext) -> None:
    return None


def test_two_rules_cannot_have_one_code() -> None:
    register = rules.rule("GS998", "nothing", Severity.NOTE, "dates", "Nothing.")
    register(nothing)
    with pytest.raises(ValueError, match="two rules have the code GS998"):
        register(nothing_else)


def test_two_signals_cannot_have_one_code() -> None:
    register = signals.signal("nothing", "nothing", "time")
    register(silent)
    with pytest.raises(ValueError, match="two signals have the code nothing"):
        register(silent_too)


def test_a_module_that_is_imported_again_hides_no_error() -> None:
    """After a NameError in one rule module the others are imported a second time by the next test that wants them."""
    for _ in range(2):
        rules.rule("GS998", "nothing", Severity.NOTE, "dates", "Nothing.")(nothing)
        signals.signal("nothing", "nothing", "time")(silent)
