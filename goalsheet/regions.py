"""Time zones and countries by the names people write, with the nearest for a name that is unknown."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import available_timezones

from goalsheet.folding import fold
from goalsheet.language.names import countries, plain, windows_zones


def time_zone(text: str) -> str | None:
    """The IANA name of a time zone, given in upper or lower case; None where it is unknown.

    >>> time_zone("europe/berlin"), time_zone("America/New York"), time_zone("Berlin")
    ('Europe/Berlin', 'America/New_York', None)
    """
    return _zones().get(_zone_key(text))


def nearest_zone(text: str) -> str:
    """The time zone whose name, or whose city, is most similar; empty where none is similar.

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
    """Whether a zone is only an offset. Among these, GMT+1 is *west* of Greenwich, which nobody means."""
    return zone.startswith("Etc/")


@lru_cache
def _zones() -> Mapping[str, str]:
    return {_zone_key(name): name for name in sorted(available_timezones())}


def _zone_key(text: str) -> str:
    return fold(text).replace(" ", "_")


def country(text: str) -> str | None:
    """The code of a country, or of a part of one, whose public holidays are known; from its code or name, else None.

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
    """The parts of a country that have holidays of their own.

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
    """The countries whose holidays are known, and the parts of each. Source: the holidays library."""
    import holidays

    return holidays.list_supported_countries(include_aliases=True)


def _nearest(text: str, names: Mapping[str, str]) -> str:
    found = get_close_matches(text, names, 1, cutoff=0.8)
    return names[found[0]] if found else ""
