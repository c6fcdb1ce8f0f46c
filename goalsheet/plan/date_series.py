"""What the dates of a column tell of one another: an order that suits them, day and month exchanged, a wrong year."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from goalsheet.cells import CellValue
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, msg
from goalsheet.layout.table import Cell
from goalsheet.plan.cell_problems import Problem
from goalsheet.plan.date_spans import ends
from goalsheet.plan.date_texts import LONGEST, DayText, cleaned, day_text
from goalsheet.plan.dates import FIRST_TRUE, FIRST_YEAR, LAST_YEAR, Reference, settled
from goalsheet.plan.doubts import Doubt

#: So many dates as text, and true dates beside them, say something of both.
FEW = 3
#: Of so many texts, a few that fit no order are slips.
MANY = 10
#: So many days from one of them, a date belongs to those around it.
NEAR = 60
#: How far, in days, the dates around one may lie apart for it to be seen that it does not belong there.
CLOSE = 200
ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class Point:
    """A date of a column: its row and day, and the column of a true date (a text is never exchanged)."""

    row: int
    day: date
    column: int = 0  # 0 for a text


@dataclass(frozen=True, slots=True)
class Odd:
    """A true date that does not belong where it stands: why, the day that would, and whether it is read as that.

    `taken_in`: it changed as Excel took it in, as the dates typed as text beside it tell.
    """

    row: int
    column: int
    day: date
    why: Doubt
    instead: date
    mended: bool = False
    taken_in: bool = False


def day_texts(cells: Iterable[Cell]) -> Iterable[tuple[Cell, DayText]]:
    """The texts that are days, each end of a span for itself."""
    for cell in cells:
        if isinstance(cell.value, str) and len(cell.value) <= LONGEST:
            said = cleaned(cell.value)
            for part in ends(said) or (said,):
                if (one := day_text(part)).readings:
                    yield cell, one


def date_order(cells: Iterable[Cell]) -> str:
    """The one order in which every date typed as text can be read; empty where several or none would do.

    `07-14-2023` anywhere in a column settles `01-02-2023` in it. Of many texts a few may be mistyped.
    """
    numeric = [one for _, one in day_texts(cells) if one.numeric]
    usual = [one for one in numeric if not one.odd] or numeric
    texts = [set(one.full or one.readings) for one in usual]
    suited = sorted(((sum(order in one for one in texts), order) for order in ORDERS), reverse=True)
    (best, order), (second, _) = suited[:2]
    missed = len(texts) - best
    settled_by_all = missed == 0 and second < len(texts)
    by_most = len(texts) >= MANY and missed <= 0.1 * len(texts) and len(texts) - second >= 3 * missed + 3
    return order if texts and (settled_by_all or by_most) else ""


def fitting_order(cells: Iterable[Cell]) -> str:
    """The order that suits dates which could all be read in another, too: in it they lie far closer together.

    Of `26.02.12`, `26.02.18` and `26.11.20` the first number is the year: else each would be years from the others.
    Empty where no order suits them at least three times as well.
    """
    listed = list(cells)
    texts = [one for _, one in day_texts(listed) if one.numeric]
    different = {
        tuple(sorted((order, said.year or 0, said.month, said.day) for order, said in one.readings.items()))
        for one in texts
    }
    if len(different) < FEW:
        return ""
    true = [day for cell in listed if (day := true_day(cell.value))]
    widths = {order: _width(texts, order, true) for order in ORDERS if all(order in one.readings for one in texts)}
    best = sorted(widths, key=lambda order: widths[order])
    enough = len(best) > 1 and 3 * (widths[best[0]] + 5) <= widths[best[1]]
    return best[0] if enough else ""


def _width(texts: Sequence[DayText], order: str, true: Sequence[date]) -> int:
    """Over how many days the texts and true dates spread, read in this order."""
    days = [*true, *(day for one in texts if (day := one.readings[order].on(2024)))]
    return (max(days) - min(days)).days


def true_day(value: CellValue) -> date | None:
    """A true date that is not empty."""
    if not isinstance(value, date):
        return None
    day = value.date() if isinstance(value, datetime) else value
    return day if day >= FIRST_TRUE else None


def points(cells: Iterable[Cell], around: Reference) -> list[Point]:
    """The days of a column that are known without a guess, from top to bottom."""
    found = []
    for cell in cells:
        day = true_day(cell.value)
        if day:
            found.append(Point(cell.ref.row, day, cell.ref.column))
        elif isinstance(cell.value, str) and len(cell.value) <= LONGEST:
            text = day_text(cleaned(cell.value))
            known = settled(text, around) if text.readings and not text.yearless else None
            if known:
                found.append(Point(cell.ref.row, known))
    return found


# Day and month exchanged


def exchanged(day: date) -> date | None:
    """The day with its day and month in each other's place; None where that is none, or the same."""
    return date(day.year, day.day, day.month) if day.day <= 12 and day.day != day.month else None


def swapped(cells: Sequence[Cell]) -> tuple[Odd, ...]:
    """The true dates whose day and month seem to have changed places as Excel took them in.

    Two signs: each of three or more dates as text has a day above 12, in one order, while most true dates have none
    (some may have been typed again since); or nearly all dates are texts in one order, and a few are true. They are
    read with day and month in their places where so they lie closer to the dates around them.
    """
    texts = [one for _, one in day_texts(cells) if one.numeric]
    orders: set[str] = set.union(set(), *(set(one.full or one.readings) for one in texts))
    if len(texts) < FEW or len(_common(texts)) != 1:
        return ()
    true = [Point(cell.ref.row, day, cell.ref.column) for cell in cells if (day := true_day(cell.value))]
    suspects = [point for point in true if point.day.day <= 12]
    clear = len(true) - len(suspects)
    left_over = len(orders) == 1 and len(suspects) >= 2 and clear <= len(suspects) and (clear or len(true) >= FEW)
    stray = len(texts) >= 4 * len(true) and len(texts) >= 5
    if not suspects or not (left_over or stray):
        return ()
    return _odd(suspects, points(cells, Reference(_common(texts).pop())), sure_sign=bool(left_over and not clear))


def _common(texts: Sequence[DayText]) -> set[str]:
    return set.intersection(*(set(one.full or one.readings) for one in texts)) if texts else set()


def _odd(suspects: Sequence[Point], known: Sequence[Point], sure_sign: bool) -> tuple[Odd, ...]:
    """The suspects as odd ones, unless the dates around them say that they are right as they stand."""
    suspected = {(point.row, point.column) for point in suspects}
    firm = [point for point in known if (point.row, point.column) not in suspected]
    firm.sort(key=lambda point: point.row)
    as_is = sum(_distance(point.day, point.row, firm) for point in suspects)
    turned = sum(_distance(exchanged(point.day) or point.day, point.row, firm) for point in suspects)
    better = 2 * turned < as_is
    if not better and not sure_sign:
        return ()
    return tuple(
        Odd(point.row, point.column, point.day, Doubt.SWAPPED, exchanged(point.day) or point.day, better, True)
        for point in suspects
    )


def _distance(day: date, row: int, firm: Sequence[Point]) -> float:
    """How many days a day lies from the firm ones, sorted by row, that are nearest to its row."""
    at = bisect_left(firm, row, key=lambda point: point.row)
    return min((abs((point.day - day).days) for point in firm[max(0, at - 2) : at + 2]), default=0)


# A year or a month that does not fit


def out_of_line(column: Sequence[Point], others: Callable[[], Mapping[int, Sequence[date]]]) -> tuple[Odd, ...]:
    """The true dates that lie far from those around them, but would not in another year, or with day and month
    exchanged.

    `others` gives the other dates of each row, asked only where a date may be out of line: where one of them lies as
    far off, the row is of another time, and where it lies no farther than such dates often do from one another, the
    row is a long one.
    """
    if len(column) < 5:
        return ()
    days = [point.day.toordinal() for point in column]
    alone = [at for at, day in enumerate(days) if not _has_company(days, at, day)]
    if not alone:
        return ()
    beside, typical = others(), median(point.day.year for point in column)
    usual = _usual(column, beside)
    found = [odd for at in alone if (odd := _misfit(column, at, beside, typical, usual))]
    return tuple(found) if len(found) <= max(2, 0.1 * len(column)) else ()


def _has_company(days: Sequence[int], at: int, day: int) -> bool:
    """Whether a date right above or below is near: then it is not out of line, however the others lie."""
    return (at > 0 and abs(days[at - 1] - day) <= NEAR) or (at + 1 < len(days) and abs(days[at + 1] - day) <= NEAR)


def _usual(column: Sequence[Point], beside: Mapping[int, Sequence[date]]) -> int:
    """How many days lie at most between the dates of a row, in nineteen rows of twenty, and half as much again."""
    lengths = sorted(abs((other - point.day).days) for point in column for other in beside.get(point.row, ())[:1])
    return lengths[int(0.95 * (len(lengths) - 1))] * 3 // 2 if len(lengths) >= MANY else 0


def _misfit(
    column: Sequence[Point], at: int, beside: Mapping[int, Sequence[date]], typical: float, usual: int
) -> Odd | None:
    point = column[at]
    if not point.column:
        return None
    if not FIRST_YEAR <= point.day.year <= LAST_YEAR and FIRST_YEAR <= typical <= LAST_YEAR:
        return Odd(point.row, point.column, point.day, Doubt.WRONG_YEAR, _in_year(point.day, int(typical)))
    around = [column[i].day for i in (at - 2, at - 1, at + 1, at + 2) if 0 <= i < len(column)]
    first, last = min(around), max(around)
    middle = sorted(around)[len(around) // 2]
    off = abs((point.day - middle).days)
    if (last - first).days > CLOSE or off <= NEAR + 2 * (last - first).days:
        return None
    others = beside.get(point.row, ())
    if any(abs((other - point.day).days) < max(off / 2, usual) for other in others):
        return None
    if not others and (at in (0, len(column) - 1) or (last - first).days > CLOSE / 4):
        return None
    return _instead(point, first, last, off)


def _instead(point: Point, first: date, last: date, off: int) -> Odd | None:
    """What would fit between the dates around it: the same day of another year, or day and month exchanged."""
    room = max(31, (last - first).days // 2)

    def fits(day: date) -> bool:
        return (first - day).days <= room and (day - last).days <= room

    years = [_in_year(point.day, year) for year in range(first.year - 1, last.year + 2) if year != point.day.year]
    year = next((day for day in years if fits(day)), None) if off >= 250 else None
    turned = exchanged(point.day)
    if year:
        return Odd(point.row, point.column, point.day, Doubt.WRONG_YEAR, year)
    if turned and fits(turned):
        return Odd(point.row, point.column, point.day, Doubt.SWAPPED, turned)
    return None


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)


def told(odd: Odd, more: int) -> Problem:
    """What is said of a date out of line, and of so many more like it."""
    if not odd.taken_in:
        far = msg("{day} lies far from the dates around it; {instead} would not", day=odd.day, instead=odd.instead)
        return Problem("GS008", far)
    message = _mended(odd, more + 1) if odd.mended else _as_they_stand(more + 1)
    return Problem("GS007", message)


def _mended(odd: Odd, count: int) -> LazyText:
    return counted(
        count,
        "day and month seem swapped in {n} date from here on: {day} is read as {instead}",
        "day and month seem swapped in {n} dates from here on: {day} is read as {instead}, and so on",
        day=odd.day,
        instead=odd.instead,
    )


def _as_they_stand(count: int) -> LazyText:
    return counted(
        count,
        "day and month seem swapped in {n} date from here on: no true date has a day above 12, "
        "while each date typed as text has",
        "day and month seem swapped in {n} dates from here on: no true date has a day above 12, "
        "while each date typed as text has",
    )
