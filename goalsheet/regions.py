"""Time zones and countries by what people write, and the one they may have meant."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import available_timezones

from goalsheet.folding import fold
from goalsheet.language.names import countries, plain, windows_zones


def time_zone(text: str) -> str | None:
    """The IANA name of a time zone, written in any case; None where there is none of that name.

    >>> time_zone("europe/berlin"), time_zone("America/New York"), time_zone("Berlin")
    ('Europe/Berlin', 'America/New_York', None)
    """
    return _zones().get(_zone_key(text))


def nearest_zone(text: str) -> str:
    """The time zone that was meant, by the likeness of its name or its city's; empty where none is like it.

    >>> nearest_zone("Europe/Berln"), nearest_zone("berlin"), nearest_zone("W. Europe Standard Time")
    ('Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin')
    >>> nearest_zone("Wonderland"), nearest_zone("GMT+1"), nearest_zone("UTC+1"), nearest_zone("CEST")
    ('', '', '', '')
    """
    names = {_zone_key(windows): zone for windows, zone in windows_zones().items() if not _is_offset(zone)}
    for key, zone in _zones().items():
        if "/" in key and not _is_offset(zone):
            names[key] = zone
            names.setdefault(key.rpartition("/")[2], zone)
    return _nearest(_zone_key(text), names)


def _is_offset(zone: str) -> bool:
    """Whether a zone is an offset only. Among these GMT+1 is west of Greenwich: not what anybody means."""
    return zone.startswith("Etc/")


@lru_cache
def _zones() -> Mapping[str, str]:
    return {_zone_key(name): name for name in sorted(available_timezones())}


def _zone_key(text: str) -> str:
    return fold(text).replace(" ", "_")


def country(text: str) -> str | None:
    """The code of a country whose public holidays are known, or of a part of one, from code or name; else None.

    >>> country("de"), country("de-by"), country("Germany"), country("Deutschland"), country("XX"), country("DE-XX")
    ('DE', 'DE-BY', 'DE', 'DE', None, None)
    """
    code, dash, part = text.strip().partition("-")
    code = code.strip().upper()
    if code not in _parts():
        named = countries().get(plain(text), "")
        return named if named in _parts() else None
    if not dash:
        return code
    known = next((one for one in _parts()[code] if fold(one) == fold(part)), None)
    return known and f"{code}-{known}"


def parts_of(text: str) -> tuple[str, ...]:
    """The parts that a country has holidays of their own for.

    >>> parts_of("gb-xx")
    ('ENG', 'NIR', 'SCT', 'WLS')
    """
    return tuple(_parts().get(text.partition("-")[0].strip().upper(), ()))


def nearest_country(text: str) -> str:
    """
    >>> nearest_country("Germny"), nearest_country("XX")
    ('DE', '')
    """
    known = {name: code for name, code in countries().items() if code in _parts()}
    return _nearest(plain(text), known)


@lru_cache
def _parts() -> Mapping[str, list[str]]:
    """The countries with known holidays, and the parts of each. Source: the holidays library."""
    import holidays

    return holidays.list_supported_countries(include_aliases=True)


def _nearest(text: str, names: Mapping[str, str]) -> str:
    found = get_close_matches(text, names, 1, cutoff=0.8)
    return names[found[0]] if found else ""
