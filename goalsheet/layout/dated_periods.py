"""Texts that name a month, quarter, half-year or week with its year, in any language, and nothing else."""

import re

from goalsheet.folding import fold
from goalsheet.layout.calendar_words import around, ends, month_in
from goalsheet.layout.period_headings import LONGEST, PeriodHeading, period_heading, without_year


def dated_period(text: str) -> PeriodHeading | None:
    """A week, month, quarter or half-year with its year, or its end, and nothing else; `end of 2026` is the year's.

    >>> found = map(dated_period, ("I кв. 2026 г.", "1er trimestre 2026", "2026年3月底", "Tháng 1/2026", "end of 2026"))
    >>> [one.text for one in found if one]
    ['q1 2026', 'q1 2026', '2026-03', '2026-01', '2026']
    >>> dated_period("2026"), dated_period("Q1"), dated_period("Q1 2026 launch"), dated_period("mid March 2026")
    (None, None, None, None)
    """
    if len(text) > LONGEST or not re.search(r"20\d\d|['’]\d\d", text):
        return None
    bare = re.sub(r"(?<=[月월年년季度期])\s*[底末말]", "", text.casefold())
    said = " ".join(word for word in bare.split() if word.rstrip(".,") not in around() | ends())
    found = _month_by_name(said) or period_heading(said)
    if found is None or found.rest or not found.year or found.unit == "day":
        return None
    return found if found.unit != "year" or bare != text.casefold() or _says_end(text) else None


def _month_by_name(said: str) -> PeriodHeading | None:
    """A month in any of the languages whose dates are read, with its year."""
    year, rest = without_year(said)
    number = month_in(rest) if year and rest.strip("., ").isalpha() else None
    return PeriodHeading("month", number, year) if number else None


def _says_end(text: str) -> bool:
    return any(word in ends() for word in fold(text).split())
