"""How numbers read in a sentence. Rounding happens here and nowhere else (C5)."""

from collections.abc import Iterable
from datetime import date

HUGE = 1e15  # a number from here on is written with a power of ten

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """
    >>> day(date(2026, 11, 13))
    'Fri 13 Nov 2026'
    """
    return f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def when(value: date, as_of: date, between: int, word: str) -> str:
    """How far a day is from today: in the calendar's days, of which `between` lie after the one up to the other.

    Where none of these lies between (a weekend), days of the week are counted. Only today is called today.

    >>> fri = date(2026, 11, 20)
    >>> when(fri, fri, 0, "working day"), when(date(2026, 11, 23), fri, 1, "working day")
    ('today', 'in 1 working day')
    >>> [when(date(2026, 11, n), fri, 0, "working day") for n in (21, 22, 19, 18)]
    ['tomorrow', 'in 2 days', 'yesterday', '2 days ago']
    """
    days = (value - as_of).days
    if days == 0:
        return "today"
    if between == 0 and abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    many = counted(abs(between), word) if between else counted(abs(days), "day")
    return f"in {many}" if days > 0 else f"{many} ago"


def percent(fraction: float) -> str:
    """Whole percents, halves up; never 0 % or 100 % for what is not quite that.

    >>> percent(0.4), percent(0.125), percent(0.999), percent(0.001), percent(-0.2)
    ('40 %', '13 %', '99 %', '1 %', '-20 %')
    """
    whole = int(fraction * 100 + 0.5 + 1e-9) if fraction >= 0 else -int(-fraction * 100 + 0.5 + 1e-9)
    if whole == 100 and fraction < 1 - 1e-9:
        whole = 99
    if whole == 0 and fraction > 1e-9:
        whole = 1
    return f"{whole} %"


def percent_up(fraction: float) -> str:
    """The whole percents that are enough, for what is to be reached.

    >>> percent_up(0.314), percent_up(0.4), percent_up(0.9999)
    ('32 %', '40 %', '100 %')
    """
    return f"{-int(-(fraction * 100 - 1e-9) // 1)} %"


def points(fraction: float) -> str:
    """
    >>> points(0.31)
    '31 points'
    """
    return counted(int(fraction * 100 + 0.5), "point")


def counted(count: int, word: str) -> str:
    """
    >>> counted(1, "working day"), counted(5, "working day")
    ('1 working day', '5 working days')
    """
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def number(value: float) -> str:
    """At most four significant digits behind a whole part, no trailing zeros.

    >>> number(1250.0), number(2 / 3), number(4.10), number(-0.05), number(1234567.8)
    ('1,250', '0.6667', '4.1', '-0.05', '1,234,568')
    """
    if abs(value) >= HUGE:
        return f"{value:.3g}"
    digits = 0 if abs(value) >= 1000 else 2 if abs(value) >= 10 else 4
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def rate(value: float) -> str:
    """A number to three digits that count, for what is worked out.

    >>> rate(0.41176), rate(1.19512), rate(3722.9), rate(-0.256)
    ('0.412', '1.2', '3,720', '-0.256')
    """
    return number(float(f"{value:.3g}"))


def listed(parts: Iterable[str], joint: str = "and") -> str:
    """
    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b"], "or")
    ('a', 'a, b and c', 'a or b')
    """
    *most, last = parts
    return f"{', '.join(most)} {joint} {last}" if most else last


def quoted(text: str, longest: int = 60) -> str:
    """A name or remark from the workbook, shortened to stand in a sentence.

    It is cut behind a word, unless that would leave less than half of what there is room for.

    >>> quoted("Write copy"), quoted("Write the copy for the site", 20), quoted("Donaudampfschiff", 8)
    ('"Write copy"', '"Write the copy for…"', '"Donauda…"')
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return f'"{text}"'
    words = text[:longest].rpartition(" ")[0].rstrip(" ,;:.-–—")
    return f'"{words if len(words) >= longest / 2 else text[: longest - 1].rstrip()}…"'
