"""Reads the value of each kind of setting.

Each reader takes what a sheet or a TOML file holds; where that cannot be used it raises ValueError with a `LazyText`
that says what is allowed.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from goalsheet import thresholds
from goalsheet.folding import fold
from goalsheet.language import LANGUAGES
from goalsheet.language.names import months, plain, weekdays
from goalsheet.language.wording import listed, msg
from goalsheet.regions import country, nearest_country, nearest_zone, parts_of, time_zone


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise ValueError(msg("a date such as 2026-11-20")) from None


def _one_of(*allowed: str, also: Mapping[str, str] | None = None) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = fold(_text(value))
        text = (also or {}).get(text, text)
        if text not in allowed:
            raise ValueError(listed(allowed, choice=True))
        return text

    return read


_ORDERS = ("dmy", "mdy", "ymd")


def _date_order(value: Any) -> str:
    """The order of day, month and year, also from a pattern such as DD/MM/YYYY."""
    letters = "".join(dict.fromkeys(re.findall(r"[dmy]", fold(_text(value)))))
    if letters not in _ORDERS or re.search(r"[^dmy\W_]", fold(_text(value))):
        raise ValueError(listed(_ORDERS, choice=True))
    return letters


def _year(value: Any) -> int:
    text = _text(value).removesuffix(".0")
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise ValueError(msg("a year such as 2026"))
    return int(text)


def _parts(value: Any) -> list[str]:
    given = value if isinstance(value, list | tuple) else re.split(r"[;,\n]", _text(value))
    return [part for part in (_text(one) for one in given) if part]


#: The days of the week as settings name them, and the word for the first day of the report's language.
DAYS, AUTO = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "auto"
_BETWEEN = re.compile(r"[/&+]|\b(and|und|et|y|e|en)\b|[、・と和]")


def _weekdays(value: Any) -> tuple[int, ...]:
    if fold(_text(value)) == "none":
        return ()
    listed = _BETWEEN.sub(",", fold(value).replace("-feira", "")) if isinstance(value, str) else value
    spans = [_days_named(part) for part in _parts(listed)]
    days = {number for span in spans for number in span}
    if not spans or not all(spans) or len(days) == 7:
        raise ValueError(msg("days of the week such as {days}, or {none}", days="Sat, Sun", none="none"))
    return tuple(sorted(days))


def _days_named(text: str) -> list[int]:
    """The days that `sat` or `fri-sun` names; empty where one of them is not a day."""
    first, *others = [_day_named(part.strip()) for part in re.split("[-–]", text, maxsplit=1)]
    last = others[0] if others else first
    if first is None or last is None:
        return []
    return [(first + n) % 7 for n in range((last - first) % 7 + 1)]


def _weekday(value: Any) -> str:
    if fold(_text(value)) == AUTO:
        return AUTO
    number = _day_named(_text(value))
    if number is None:
        raise ValueError(msg("a day of the week such as {day}, or {auto}", day="Sunday", auto=AUTO))
    return DAYS[number]


def _day_named(word: str) -> int | None:
    """The day that `sat`, `sat.`, `saturday`, `Saturdays` or its name in any language means."""
    bare = plain(word)
    english = (n for n, day in enumerate(DAYS) if bare == f"{day}s" or (len(bare) >= 3 and day.startswith(bare)))
    return next(english, weekdays().get(bare))


def _month(value: Any) -> int:
    """A month by number or name; also the first day of a month, which is what a spreadsheet makes of `1 Oct`."""
    if isinstance(value, date) and value.day == 1:
        return value.month
    text = plain(_text(value))
    number = int(text) if re.fullmatch(r"0?\d|1[0-2]", text) else months().get(text, 0)
    if not number:
        raise ValueError(msg("a month such as {name} or {number}", name="October", number="10"))
    return number


def _time_zone(value: Any) -> str:
    text = _text(value)
    zone = time_zone(text) if text else ""
    if zone is not None:
        return zone
    near = nearest_zone(text)
    if near:
        raise ValueError(msg("the name of a time zone; the nearest is {name}", name=near))
    raise ValueError(msg("the name of a time zone such as {name}", name="Europe/Berlin"))


def _country(value: Any) -> str:
    text = _text(value)
    known = "" if fold(text) in ("", "none") else country(text)
    if known is not None:
        return known
    if parts := parts_of(text):
        raise ValueError(msg("the country alone, or with one of its parts: {parts}", parts=", ".join(parts)))
    if near := nearest_country(text):
        raise ValueError(msg("the code of a country; the nearest is {code}", code=near))
    one, part = "DE", "DE-BY"
    raise ValueError(
        msg("the code of a country such as {code}, or of a part of one such as {part}", code=one, part=part)
    )


def _codes(value: Any) -> tuple[str, ...]:
    codes = tuple(part.upper() for part in _parts(value))
    if not all(re.fullmatch(r"[A-Z]{1,4}\d*", code) for code in codes):
        raise ValueError(msg("codes or their beginnings such as GS201, GS6"))
    return codes


def _reasons(value: Any) -> dict[str, str]:
    """`GS601=we agree goals by voice; GS7` by code; also a TOML table or list."""
    if isinstance(value, Mapping):
        return {_text(key): _text(reason) for key, reason in value.items()}
    pairs = (
        part.partition("=") for part in (value if isinstance(value, list | tuple) else re.split(r"[;\n]", _text(value)))
    )
    return {key.strip(): reason.strip() for key, _, reason in pairs if key.strip()}


_SOME = ", ".join(tuple(thresholds.THRESHOLDS)[:3])


def _thresholds(value: Any) -> dict[str, float]:
    given = {thresholds.plain(name): _finite(number) for name, number in _reasons(value).items()}
    for name in given:
        if name not in thresholds.THRESHOLDS:
            if near := thresholds.nearest(name):
                raise ValueError(
                    msg("thresholds by their names; the nearest to {name} is {near}", name=name, near=near)
                )
            raise ValueError(msg("thresholds by their names such as {names}; {name} is none", names=_SOME, name=name))
    return given


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(msg("names with numbers such as pace=0.8; late share=0.4"))
    return number


def _whole_days(value: Any) -> int:
    match = re.fullmatch(r"(\d{1,4})(\s*(d|days?))?", fold(_text(value)))
    if not match:
        raise ValueError(msg("a whole number of days such as 14"))
    return int(match[1])


def _whole_number(value: Any) -> int:
    if not re.fullmatch(r"\d{1,4}", _text(value)):
        raise ValueError(msg("a whole number such as 10"))
    return int(_text(value))


_ADDRESS = re.compile(r"[^@<>]*<[^@\s<>]+@[^@\s<>]+>|[^@\s<>]+@[^@\s<>]+")


def _addresses(value: Any) -> tuple[str, ...]:
    parts = tuple(_parts(value))
    if not all(_ADDRESS.fullmatch(part) for part in parts):
        raise ValueError(msg("e-mail addresses such as ana@example.com; ben@example.com"))
    return parts


def _address(value: Any) -> str:
    parts = _addresses(value)
    if len(parts) != 1:
        raise ValueError(msg("one e-mail address such as ana@example.com"))
    return parts[0]


def _domain(value: Any) -> str:
    text = _text(value).lstrip("@").casefold()
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", text):
        raise ValueError(msg("a domain such as example.com"))
    return text


def _several_of(*allowed: str, also: Mapping[str, str] | None = None) -> Callable[[Any], tuple[str, ...]]:
    read_one = _one_of(*allowed, also=also)

    def read(value: Any) -> tuple[str, ...]:
        parts = _parts(value)
        return () if [fold(part) for part in parts] == ["none"] else tuple(dict.fromkeys(map(read_one, parts)))

    return read


def _names(value: Any) -> tuple[str, ...]:
    return tuple(_parts(value))


def _yes_or_no(value: Any) -> bool:
    text = fold(_text(value))
    if text not in _YES | _NO:
        raise ValueError(listed(("yes", "no"), choice=True))
    return text in _YES


_YES, _NO = {"yes", "y", "true", "on", "1"}, {"no", "n", "false", "off", "0"}


def _link(value: Any) -> str:
    text = _text(value)
    if not _ADDRESS.fullmatch(text) and not re.fullmatch(r"(https?://|mailto:)[^\s<>\"]+", text):
        raise ValueError(msg("a link such as https://example.com/goals or an address such as ana@example.com"))
    return text


def _language(value: Any) -> str:
    text = _text(value).replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2}(-\w{2,8})*", text) or fold(text[:2]) not in LANGUAGES:
        raise ValueError(listed(LANGUAGES, choice=True))
    return text


#: The parts of a report in their order.
SECTIONS = (
    "goals", "attention", "changes", "wins", "obstacles", "due", "timeline", "metrics", "burnup", "tree", "load",
    "lessons", "problems", "conventions",
)  # fmt: skip


def _sections(value: Any) -> tuple[str, ...]:
    """Parts in their order; or, each after a minus sign, the parts left out."""
    parts = tuple(fold(part) for part in _parts(value))
    if {part.lstrip("- ") for part in parts} - set(SECTIONS) or len({part[0] == "-" for part in parts}) > 1:
        raise ValueError(
            msg("some of {parts}; or all but some: {less}", parts=", ".join(SECTIONS), less="-timeline, -burnup")
        )
    return tuple(part.replace(" ", "") for part in parts)


_AUDIENCES = ("team", "lead", "board")


def _audience(value: Any) -> str:
    text = _text(value)
    word, equals, name = text.partition("=")
    if fold(word) == "owner" and equals and name.strip():
        return f"owner={name.strip()}"
    if fold(text) not in _AUDIENCES:
        raise ValueError(listed((*_AUDIENCES, "owner=NAME"), choice=True))
    return fold(text)


def _colour(value: Any) -> str:
    text = _text(value).lstrip("#")
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", text):
        raise ValueError(msg("six hexadecimal digits such as #2F6F8F"))
    return f"#{text.lower()}"


KINDS: Mapping[str, Callable[[Any], Any]] = {
    "text": _text,
    "date": _date,
    "date order": _date_order,
    "year": _year,
    "weekdays": _weekdays,
    "weekday": _weekday,
    "month": _month,
    "time zone": _time_zone,
    "country": _country,
    "calendar": _one_of("working", "calendar", also={"working days": "working", "calendar days": "calendar"}),
    "profile": _one_of("balanced", "strict", "pace", "points", "msproject"),
    "effort unit": _one_of("days", "hours", also={"d": "days", "h": "hours", "day": "days", "hour": "hours"}),
    "by whom": _one_of("group", "person", "off", also={"team": "group", "owner": "person", "none": "off"}),
    "codes": _codes,
    "reasons": _reasons,
    "thresholds": _thresholds,
    "days": _whole_days,
    "number": _whole_number,
    "addresses": _addresses,
    "address": _address,
    "domain": _domain,
    "names": _names,
    "yes or no": _yes_or_no,
    "link": _link,
    "mails": _several_of("status", "leads", "owners", also={"lead": "leads", "owner": "owners", "digests": "owners"}),
    "attachments": _several_of("workbook", "pdf", "calendar", also={"ics": "calendar", "xlsx": "workbook"}),
    "language": _language,
    "audience": _audience,
    "sections": _sections,
    "colour": _colour,
}
