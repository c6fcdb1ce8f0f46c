"""Settings: one declarative list, filled from the Settings sheet, files beside the workbook, and the command line.

Where a setting is given more than once, the command line wins over `NAME.goalsheet.toml`, that over the Settings sheet,
that over `goalsheet.toml` in the folder, and that over the default.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, tzinfo
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from goalsheet.errors import GoalsheetError
from goalsheet.folding import fold
from goalsheet.language import LANGUAGES
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.names import first_weekday
from goalsheet.language.wording import listed, msg, quoted
from goalsheet.periods import Rhythm
from goalsheet.setting_kinds import AUTO, DAYS, KINDS


def _setting(doc: str, kind: str, *names: str, default: Any = None, empty: Callable[[], Any] | None = None) -> Any:
    """A field: its line in the manual, the kind of value it takes (see `KINDS`), and the names people use for it."""
    metadata = {"doc": doc, "kind": kind, "names": names}
    return field(default_factory=empty, metadata=metadata) if empty else field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting with its default. The `doc` of a field is its line in the manual."""

    title: str = _setting("the report's title; the workbook's name if empty", "text", "report title", default="")
    as_of: date | None = _setting(  # noqa: RUF009
        "the date a run speaks for; today if empty",
        "date",
        "as of",
        "as-of date",
        "status date",
        "report date",
        default=None,
    )
    date_order: str = _setting(
        "order of dates typed as text: dmy, mdy or ymd", "date order", "date format", "order of dates", default=""
    )
    date_year: int = _setting(
        "the year of dates that name none, such as 14 March, 3/14 or KW 14; without it they are not read",
        "year",
        "year of dates",
        "plan year",
        default=0,
    )
    weekend: tuple[int, ...] = _setting(
        "days off each week, e.g. Sat, Sun", "weekdays", "weekends", "days off", "non-working days", default=(5, 6)
    )
    first_day_of_week: str = _setting(
        "the day that weeks begin with: Monday, Sunday, …; auto: as where the report's language is spoken",
        "weekday",
        "week starts on",
        "weeks start on",
        "week begins on",
        "weeks begin on",
        "start of week",
        default=DAYS[0],
    )
    fiscal_year_start: int = _setting(
        "the month that the fiscal year begins with, by name or number: quarters are counted from it",
        "month",
        "fiscal year starts",
        "fiscal year begins",
        "start of fiscal year",
        "financial year start",
        "fiscal year",
        default=1,
    )
    time_zone: str = _setting(
        "where it is that today is today, and whose time mails bear, e.g. Europe/Berlin; the machine's own if empty",
        "time zone",
        "timezone",
        default="",
    )
    calendar: str = _setting("count working or calendar days", "calendar", "count days", "day count", default="working")
    select: tuple[str, ...] = _setting(
        "only these rules: whole codes or beginnings", "codes", "select rules", "only rules", default=()
    )
    ignore: Mapping[str, str] = _setting(
        "rules left out, each with its reason: GS601=we agree goals by voice", "reasons", "ignore rules", empty=dict
    )
    due_soon_days: int = _setting(
        "how far ahead 'due next' looks, in days", "days", "due soon", "look ahead", "days ahead", default=14
    )
    stale_days: int = _setting(
        "days without an update before an item counts as no update", "days", "stale after", "stale", default=14
    )
    thresholds: Mapping[str, float] = _setting(
        "signal thresholds by name: pace=0.8; late share=0.4", "thresholds", "threshold", empty=dict
    )
    profile: str = _setting(
        "how statuses are judged: balanced, strict, pace, points or msproject", "profile", default="balanced"
    )
    country: str = _setting(
        "whose public holidays are days off: DE, DE-BY, US; none if empty",
        "country",
        "holidays of",
        "region",
        default="",
    )
    record_by: str = _setting("whose record counts: the group's, the person's or off", "by whom", default="group")
    load_by: str = _setting("whose load counts: the group's, the person's or off", "by whom", default="group")
    effort_unit: str = _setting("what efforts are given in: days or hours", "effort unit", "effort in", default="days")
    words: Mapping[str, str] = _setting(
        "what your own status words mean: in QA=in progress", "reasons", "status words", empty=dict
    )
    mail_to: tuple[str, ...] = _setting(
        "who gets the status mail", "addresses", "to", "recipients", "mail to", "send to", "e-mail to", default=()
    )
    mail_cc: tuple[str, ...] = _setting("who gets a copy", "addresses", "cc", "copy to", "e-mail cc", default=())
    mail_bcc: tuple[str, ...] = _setting("who gets a copy that nobody sees", "addresses", "bcc", default=())
    mail_from: str = _setting("the sender's address", "address", "from", "sender", "mail from", default="")
    mail_reply_to: tuple[str, ...] = _setting("where answers go", "addresses", "reply to", "answers to", default=())
    mails: tuple[str, ...] = _setting(
        "which mails are made: status, leads (each lead's team), owners (each owner's own)",
        "mails",
        "which mails",
        "digests",
        default=("status",),
    )
    leads_to: tuple[str, ...] = _setting("only these leads get a digest, by name or address", "names", default=())
    leads_cc: tuple[str, ...] = _setting("who gets a copy of each lead's digest", "addresses", default=())
    leads_bcc: tuple[str, ...] = _setting("likewise, and nobody sees it", "addresses", default=())
    leads_reply_to: tuple[str, ...] = _setting("where leads' answers go", "addresses", default=())
    owners_to: tuple[str, ...] = _setting("only these owners get a digest, by name or address", "names", default=())
    owners_cc: tuple[str, ...] = _setting("who gets a copy of each owner's digest", "addresses", default=())
    owners_bcc: tuple[str, ...] = _setting("likewise, and nobody sees it", "addresses", default=())
    owners_reply_to: tuple[str, ...] = _setting("where owners' answers go", "addresses", default=())
    empty_mails: bool = _setting("a digest even to those with nothing in it", "yes or no", "empty mails", default=False)
    mail_attach: tuple[str, ...] = _setting(
        "what is attached: workbook, pdf, calendar", "attachments", "attach", "attachments", default=()
    )
    mail_threads: bool = _setting(
        "each week's mail answers the one before, so that they stand together", "yes or no", "threads", default=False
    )
    mail_unsubscribe: str = _setting(
        "where to say that one wants no more of it: an address or a link; the sender if empty",
        "link",
        "unsubscribe",
        default="",
    )
    report_link: str = _setting("where the full report can be read", "link", "link to the report", default="")
    outbox: str = _setting(
        "the file that remembers what was mailed; NAME.outbox beside the workbook if empty", "text", default=""
    )
    keep_backups: int = _setting(
        "how many earlier versions of the workbook (NAME.DATE.bak) stay beside it; 0 for all",
        "number",
        "backups",
        "kept versions",
        "backups to keep",
        default=10,
    )
    keep_reports: int = _setting(
        "how many days' reports stay in the report's folder; 0 for all",
        "number",
        "kept reports",
        "reports to keep",
        default=0,
    )
    default_domain: str = _setting(
        "domain for owners without an address", "domain", "e-mail domain", "mail domain", "domain", default=""
    )
    lang: str = _setting(
        f"language of the report: {listed(LANGUAGES, choice=True)}",
        "language",
        "language",
        "report language",
        default="en",
    )
    audience: str = _setting(
        "whom the report is for, which picks its parts: team, lead, board or owner=NAME",
        "audience",
        "report for",
        "for whom",
        default="team",
    )
    sections: tuple[str, ...] = _setting(
        "the report's parts in their order, or those left out: -timeline, -burnup",
        "sections",
        "report sections",
        "parts",
        "report parts",
        default=(),
    )
    logo: str = _setting("a picture for the report's head: a file beside the workbook", "text", "picture", default="")
    intro: str = _setting("a text under the verdict", "text", "introduction", "intro text", default="")
    accent: str = _setting("a colour for the report, e.g. #2F6F8F", "colour", "accent colour", "colour", default="")

    @cached_property
    def rhythm(self) -> Rhythm:
        """When weeks and fiscal years begin."""
        auto = self.first_day_of_week == AUTO
        return Rhythm(first_weekday(self.lang) if auto else DAYS.index(self.first_day_of_week), self.fiscal_year_start)

    @cached_property
    def zone(self) -> tzinfo | None:
        """The time zone that is set; None for the machine's own."""
        return ZoneInfo(self.time_zone) if self.time_zone else None

    def with_(self, **changes: Any) -> "Settings":
        return replace(self, **changes)

    def changed(self, changes: Mapping[str, Any]) -> "Settings":
        """These settings with changes applied: tables such as `ignore` are extended, everything else is replaced."""
        merged: dict[str, Any] = {
            name: {**getattr(self, name), **value} if isinstance(value, Mapping) else value
            for name, value in changes.items()
        }
        return replace(self, **merged)


@dataclass(frozen=True, slots=True)
class BadSetting:
    """A setting that cannot be used. `index` is its position among the pairs given."""

    index: int
    known: bool  # False: no such setting
    message: LazyText
    hint: LazyText


@dataclass(frozen=True, slots=True)
class FileSettings:
    """What the files beside a workbook set: `folder` from goalsheet.toml, `own` from NAME.goalsheet.toml."""

    folder: Mapping[str, Any] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)


def setting_names() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Settings))


def from_pairs(pairs: Iterable[tuple[Any, Any]]) -> tuple[dict[str, Any], tuple[BadSetting, ...]]:
    """The settings that (label, value) pairs of a Settings sheet make, and the pairs that cannot be used.

    A blank label or value sets nothing.

    >>> from_pairs([("As of", "2026-11-20"), ("Weekend", "Fri, Sat")])
    ({'as_of': datetime.date(2026, 11, 20), 'weekend': (4, 5)}, ())
    >>> from_pairs([("Date order", "german")])[1][0].message
    'date order cannot be “german”'
    """
    changes: dict[str, Any] = {}
    bad = []
    for index, (label, value) in enumerate(pairs):
        if label in (None, "") or value in (None, ""):
            continue
        name = _field_of(str(label))
        if name is None:
            unknown = msg("there is no setting called {name}", name=quoted(str(label)))
            bad.append(BadSetting(index, False, unknown, _meant(str(label))))
            continue
        try:
            changes[name] = value_of(name, value)
        except ValueError as wrong:
            refused = msg("{setting} cannot be {value}", setting=_shown(name), value=quoted(str(value)))
            bad.append(BadSetting(index, True, refused, msg("Allowed: {values}.", values=wrong.args[0])))
    return changes, tuple(bad)


def value_of(name: str, value: Any) -> Any:
    """The value of a setting from what a person wrote. Raises ValueError with what is allowed."""
    kind = next(f.metadata["kind"] for f in fields(Settings) if f.name == name)
    return KINDS[kind](value)


def files_beside(workbook: Path) -> FileSettings:
    """The settings in goalsheet.toml and NAME.goalsheet.toml in the workbook's folder, as far as these files exist."""
    return FileSettings(load_file(workbook.parent / "goalsheet.toml"), load_file(own_file(workbook)))


def own_file(workbook: Path) -> Path:
    """Where a workbook's own settings and mapping are kept.

    >>> own_file(Path("plans/goals.xlsx")).name
    'goals.goalsheet.toml'
    """
    return workbook.with_name(f"{workbook.stem}.goalsheet.toml")


def load_file(path: Path) -> dict[str, Any]:
    """The settings in a file: in its `[settings]` table, or at its top. Other tables belong to the mapping.

    Empty where there is no such file. Raises GoalsheetError for a file that cannot be used.
    """
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GoalsheetError(f"{path}: cannot be read: {error}", "Mend the file, or take it away.") from None
    known = setting_names()
    top = {key: value for key, value in content.items() if _plain(key) in known or not isinstance(value, dict | list)}
    inner = content.get("settings", {})
    if not isinstance(inner, dict):
        raise GoalsheetError(f"{path}: settings must be a table", "Write [settings] above the settings.")
    return {_known(path, key): _checked(path, key, value) for key, value in {**top, **inner}.items()}


def _known(path: Path, key: str) -> str:
    if _plain(key) not in setting_names():
        raise GoalsheetError(f"{path}: there is no setting called {key!r}", _meant(key))
    return _plain(key)


def _checked(path: Path, key: str, value: Any) -> Any:
    try:
        return value_of(_known(path, key), value)
    except ValueError as allowed:
        raise GoalsheetError(f"{path}: {key} cannot be {value!r}", f"Allowed: {allowed}.") from None


def _plain(key: str) -> str:
    return key.replace("-", "_")


def _words(label: str) -> str:
    return " ".join(re.findall(r"\w+", fold(label).replace("_", " ")))


def _field_of(label: str) -> str | None:
    """The field that a label means: by its own name, or one of the names people use for it."""
    words = _words(label)
    for f in fields(Settings):
        if words in {_words(name) for name in (f.name, *f.metadata["names"])}:
            return f.name
    return None


def _meant(label: str) -> LazyText:
    """A hint for an unknown setting: the one with the most similar name, else all there are.

    >>> str(_meant("Fiscal yaer start")), str(_meant("Sky"))[:30]
    ('Did you mean “fiscal year start”?', 'Settings are: title, as of, da')
    """
    names = {_words(name): f.name for f in fields(Settings) for name in (*f.metadata["names"], f.name)}
    near = get_close_matches(_words(label), names, 1, 0.7)
    if near:
        return msg("Did you mean {choice}?", choice=quoted(_shown(names[near[0]])))
    return msg("Settings are: {names}.", names=", ".join(map(_shown, setting_names())))


def _shown(name: str) -> str:
    return name.replace("_", " ")
