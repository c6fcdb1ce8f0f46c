"""The cells of a text file as values. A column's cells become numbers where they can be nothing else.

A number that would not read the same again stays a text: `007`, `1.10` beside `1.9`, a card's 19 digits. So do dates
in any order but year, month, day: the reader of dates knows the column's other dates, and settles their order.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from goalsheet.cells import CellValue
from goalsheet.reading.model import PlainDetails

_NUMBER = re.compile(r"-?(0|[1-9]\d*)([.,]\d+)?( ?%)?")
_LIKE_NUMBER = re.compile(r"[-+]?[\d.,]+( ?%)?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)? ?(?:Z|UTC|[-+]\d\d:?\d\d)?")
_DIGITS = 15  # more than that a number in a sheet does not hold
_PERCENT, _DATE, _MOMENT = "0%", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd hh:mm"


def typed(rows: list[list[str]]) -> tuple[list[list[CellValue]], PlainDetails]:
    """The values of the cells, and the formats that tell a share from a number; blank cells are None."""
    details = PlainDetails()
    decimal = decimal_sign(rows)
    numbers = _number_columns(rows, decimal)
    made = [
        [_value(text, column in numbers, decimal, details, (row, column)) for column, text in enumerate(cells, 1)]
        for row, cells in enumerate(rows, 1)
    ]
    return made, details


def decimal_sign(rows: list[list[str]]) -> str:
    """The sign that stands in numbers where it can only be a decimal one; a point where no number tells.

    >>> decimal_sign([["3,5", "1.250,00"]]), decimal_sign([["3.5", "1,250"]]), decimal_sign([["a"]])
    (',', '.', '.')
    """
    signs = [
        found["sign"]
        for cells in rows
        for text in cells
        if (found := re.fullmatch(r"-?[\d.,]*?\d(?P<sign>[.,])(\d{1,2}|\d{4,})( ?%)?", text.strip()))
        and text.count(found["sign"]) == 1
    ]
    return "," if signs.count(",") > signs.count(".") else "."


def _number_columns(rows: list[list[str]], decimal: str) -> frozenset[int]:
    """The columns whose numbers all read the same again as numbers."""
    columns: dict[int, list[str]] = {}
    for cells in rows:
        for column, text in enumerate(cells, 1):
            if _LIKE_NUMBER.fullmatch(text.strip()) and any(map(str.isdigit, text)):
                columns.setdefault(column, []).append(text.strip())
    return frozenset(column for column, texts in columns.items() if _plain(texts, decimal))


def _plain(texts: list[str], decimal: str) -> bool:
    """Whether texts are numbers and no codes. Places that end in 0 are kept apart: 1.10 is not 1.1 in a numbering."""
    if not all(_is_number(text, decimal) for text in texts):
        return False
    places = [text.rstrip("% ").partition(decimal)[2] for text in texts]
    return not any(one.endswith("0") for one in places) or len({len(one) for one in places if one}) == 1


def _is_number(text: str, decimal: str) -> bool:
    found = _NUMBER.fullmatch(text)
    return bool(found and (not found[2] or found[2][0] == decimal) and sum(map(str.isdigit, text)) <= _DIGITS)


def _value(text: str, number: bool, decimal: str, details: PlainDetails, place: tuple[int, int]) -> CellValue:
    plain = text.strip()
    if not plain:
        return None
    if number and _is_number(plain, decimal):
        return _number(plain, decimal, details, place)
    day = next(_days(plain), None)
    if day is not None:
        details.formats[place] = _MOMENT if isinstance(day, datetime) else _DATE
    return text.replace("\r\n", "\n") if day is None else day


def _number(text: str, decimal: str, details: PlainDetails, place: tuple[int, int]) -> int | float:
    share = text.endswith("%")
    if share:
        details.formats[place] = _PERCENT
    digits = text.rstrip("% ").replace(decimal, ".")
    value = float(digits) if "." in digits or share else int(digits)
    return value / 100 if share else value


def _days(text: str) -> Iterator[date]:
    """The day that a text names from year to day, with the time where one other than midnight stands there."""
    found = _DAY.fullmatch(text)
    if found:
        try:
            moment = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]
        except ValueError:
            return
        yield moment if moment.time().replace(microsecond=0) != moment.time().min else moment.date()
