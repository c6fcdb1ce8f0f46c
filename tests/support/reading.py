"""From a drawing to a plan, the way a run goes: layout found, settings put together, cells read."""

from typing import Any

from goalsheet.layout import find
from goalsheet.plan.effective_settings import effective_settings
from goalsheet.plan.model import Plan
from goalsheet.plan.parse import parse
from goalsheet.settings import Settings
from tests.support.drawn import drawn


def plan_of(text: str, **settings: Any) -> Plan:
    """The plan of a drawn workbook; `settings` are as from the command line."""
    workbook = drawn(text)
    layout = find(workbook)
    return parse(workbook, layout, effective_settings(layout, command_line=settings))


def settings_of(text: str, **settings: Any) -> Settings:
    """The settings of a run on a drawn workbook."""
    return effective_settings(find(drawn(text)), command_line=settings)
