"""Settings: one declarative list, from the Settings sheet, a file beside the workbook and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that can be set, with its default. Each field's `doc` is its line in the manual."""

    title: str = field(default="", metadata={"doc": "the report's title; the workbook's name if empty"})
    as_of: date | None = field(default=None, metadata={"doc": "the date a run speaks for; today if empty"})
    date_order: str = field(default="", metadata={"doc": "order of dates typed as text: dmy, mdy or ymd"})
    weekend: tuple[int, ...] = field(default=(5, 6), metadata={"doc": "days off each week, e.g. Sat, Sun"})
    calendar: str = field(default="working", metadata={"doc": "count working or calendar days"})
    select: tuple[str, ...] = field(default=(), metadata={"doc": "only these rules"})
    ignore: Mapping[str, str] = field(default_factory=dict, metadata={"doc": "rules left out, each with its reason"})
    due_soon_days: int = field(default=14, metadata={"doc": "how far ahead 'due next' looks, in days"})
    stale_days: int = field(default=14, metadata={"doc": "days without an update before an item counts as no update"})
    thresholds: Mapping[str, float] = field(default_factory=dict, metadata={"doc": "signal thresholds by name"})
    mail_to: tuple[str, ...] = field(default=(), metadata={"doc": "who gets the status mail"})
    mail_cc: tuple[str, ...] = field(default=(), metadata={"doc": "who gets a copy"})
    mail_from: str = field(default="", metadata={"doc": "the sender's address"})
    default_domain: str = field(default="", metadata={"doc": "domain for owners without an address"})
    lang: str = field(default="en", metadata={"doc": "language of the report"})

    def with_(self, **changes: Any) -> "Settings":
        return replace(self, **changes)


def setting_names() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Settings))
