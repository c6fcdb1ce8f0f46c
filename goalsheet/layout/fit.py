"""How well a column's cells agree with what its heading says: one small function for each type of field."""

from collections.abc import Callable, Mapping

from goalsheet.layout.evidence import Evidence
from goalsheet.layout.fields import FIELDS, fields_of
from goalsheet.layout.table import Kind

#: A column without a value says nothing for or against a field.
UNKNOWN = 0.55

#: What the cells of the [other] meanings are like; anything else is text of any kind.
OTHER_TYPES: Mapping[str, str] = {
    "created": "date",
    "actual_start": "date",
    "baseline_date": "date",
    "revised_date": "date",
    "planned_percent": "percent",
    "actual_effort": "number",
    "money": "number",
    "creator": "people",
    "other_people": "people",
}
#: Fields whose cells are told apart more finely than their type does.
OWN_FIT = ("id", "step", "notes", "goal", "status", "priority", "confidence")
#: Fields whose cells are those of another.
LIKE: Mapping[str, str] = {"health": "status", "key_result": "goal"}


def _date(cells: Evidence) -> float:
    dated = cells.share(cells.dates, cells.text_dates) + 0.9 * cells.share(cells.serials)
    waiting = cells.share(cells.no_dates)
    if dated + waiting == 0:
        return 0.0
    return min(1.1, 1.1 * dated + (0.6 if dated else 0.4) * waiting) if dated + waiting >= 0.25 else 0.1


def _number(cells: Evidence) -> float:
    numeric = cells.share(cells.numbers) - 0.5 * cells.share(cells.serials)
    unit = 0.8 * cells.share(cells.amounts) if cells.length <= 20 and not cells.text_dates else 0.0  # "3 days", "5 %"
    return min(1.0, max(0.0, numeric) + unit)


def _confidence(cells: Evidence) -> float:
    """A number, or one of ten: 4/10 looks like a date, too."""
    of_ten = cells.share(cells.text_dates) if cells.length <= 6 else 0.0
    return max(_number(cells), _percent(cells), 0.9 * of_ten)


def _percent(cells: Evidence) -> float:
    numeric = cells.share(cells.numbers, cells.percent_texts)
    return numeric * (1.1 if cells.share(cells.fractions, cells.percent_texts) > 0.8 else 0.9)


def _people(cells: Evidence) -> float:
    named = cells.share(cells.persons) + 0.8 * cells.share(cells.no_dates)
    other = cells.share(cells.texts) - named
    wrong = cells.share(cells.dates, cells.numbers, cells.links, cells.long_texts, cells.letters)
    return max(0.0, min(1.05, 1.05 * named + 0.6 * max(other, 0.0) - wrong))


def _status(cells: Evidence) -> float:
    if cells.share(cells.dates, cells.text_dates) > 0.3:
        return 0.1
    known = cells.share(cells.statuses) or 0.6 * _ticks(cells)
    short = cells.share(cells.texts) if cells.length <= 25 else 0.3 * cells.share(cells.texts)
    few = (0.75 + 0.2 * cells.repeats) * (1.0 if known else 0.6)
    return max(1.1 * known, few * max(short, 0.6 * cells.share(cells.numbers, cells.percent_texts)))


def _ticks(cells: Evidence) -> float:
    """The part of the cells that is 0 or 1, where both stand in the column and no other number does."""
    return cells.share(cells.numbers) if cells.numbers == cells.ticks and cells.distinct == 2 else 0.0


def _text(cells: Evidence) -> float:
    return cells.share(cells.texts) + 0.3 * cells.share(cells.numbers)


def _refs(cells: Evidence) -> float:
    return 0.2 if cells.share(cells.dates) > 0.5 else 1.0 if cells.length <= 30 else 0.6


def _id(cells: Evidence) -> float:
    if cells.share(cells.dates, cells.long_texts) > 0.2:
        return 0.1
    return max(0.45, min(1.05, cells.share(cells.codes, cells.numbers))) * (0.6 if cells.repeats > 0.6 else 1.0)


def _step(cells: Evidence) -> float:
    """Texts of their own; names of tasks may repeat over groups, and rarely they are mere numbers."""
    texts = cells.share(cells.texts) - cells.share(cells.text_dates, cells.links)
    texts -= cells.share(cells.statuses) * (1.0 if cells.repeats > 0.3 else 0.3)  # Draft, Review are steps
    texts -= 0.5 * cells.share(cells.codes)
    own = 0.7 + 0.3 * min(1.0, (1 - cells.repeats) * 1.5)
    length = 1.05 if cells.length >= 12 else 1.0 if cells.length >= 5 else 0.85
    return max(texts * own * length, 0.45 * cells.share(cells.numbers))


def _notes(cells: Evidence) -> float:
    return 1.0 if cells.share(cells.dates) < 0.3 else 0.4


def _goal(cells: Evidence) -> float:
    return max(cells.share(cells.texts) - cells.share(cells.links), 0.5 * cells.share(cells.numbers))


def _priority(cells: Evidence) -> float:
    return 0.1 if cells.share(cells.dates) > 0.3 or cells.length > 30 else 1.0


FITS: Mapping[str, Callable[[Evidence], float]] = {
    "date": _date,
    "number": _number,
    "percent": _percent,
    "people": _people,
    "text": _text,
    "refs": _refs,
    "id": _id,
    "step": _step,
    "notes": _notes,
    "goal": _goal,
    "status": _status,
    "priority": _priority,
    "confidence": _confidence,
}


def field_type(kind: Kind, name: str) -> str:
    """How the cells of a field are judged."""
    if kind is Kind.SETTINGS:
        return "notes"  # a setting's value may be anything
    if name in OWN_FIT:
        return name
    if name in LIKE:
        return LIKE[name]
    for field in fields_of(kind):
        if field.name == name:
            return "priority" if field.type == "choice" else field.type  # a word of a fixed choice, but no status
    return OTHER_TYPES.get(name) or next((f.type for k in Kind for f in FIELDS[k] if f.name == name), "notes")


def fit(kind: Kind, name: str, cells: Evidence) -> float:
    """0 (these cells cannot be it) to about 1.1 (they are just what one expects)."""
    if not cells.filled:
        return UNKNOWN if not cells.formulas else UNKNOWN + 0.1
    return FITS[field_type(kind, name)](cells)
