"""Readings of cells that are guesses: each kind of guess with how often it is right."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from goalsheet.cells import CellRef


class Doubt(StrEnum):
    """Why a cell may mean something else than what was read."""

    SWAPPED = "day and month may have changed places"
    WRONG_YEAR = "the year does not fit the dates around it"
    NO_YEAR = "the year is that of the dates around it"
    ORDER = "the order of day and month is that which suits the other dates"
    SEVERAL = "the last of several dates"
    TYPO = "a slip of the pen in a date"
    PERIOD = "a day of a period"
    PART_OF_WORDS = "a status by a part of its words"
    UNREAD = "what the cell says could not be read"
    UNKNOWN_STATUS = "a status in unknown words"
    STATUS_BY_PLACE = "a status by where it stands among the others"
    CONTRADICTED = "status and share done contradict each other"
    PARTED_NAME = "a name parted at a word that may belong to it"
    PROSE = "a sentence instead of a name"
    NUMBER = "a number instead of a name"
    CARRIED = "taken from a cell above"
    NUMBER_IN_WORDS = "the only number among words"
    DERIVED = "worked out from start and length, in days that may be those of the calendar or of work"
    MARKED = "read from marks or fills under a calendar"
    REMARK = "a text below the steps that may be a remark"


#: How often a reading of each kind is right. To be measured on labelled workbooks; until then, what tests suggest.
CHANCES: Mapping[Doubt, float] = {
    Doubt.SWAPPED: 0.5,
    Doubt.WRONG_YEAR: 0.3,
    Doubt.NO_YEAR: 0.8,
    Doubt.ORDER: 0.85,
    Doubt.SEVERAL: 0.6,
    Doubt.TYPO: 0.7,
    Doubt.PERIOD: 0.95,
    Doubt.PART_OF_WORDS: 0.8,
    Doubt.UNREAD: 0.1,
    Doubt.UNKNOWN_STATUS: 0.1,
    Doubt.STATUS_BY_PLACE: 0.6,
    Doubt.CONTRADICTED: 0.6,
    Doubt.PARTED_NAME: 0.85,
    Doubt.PROSE: 0.6,
    Doubt.NUMBER: 0.5,
    Doubt.CARRIED: 0.85,
    Doubt.NUMBER_IN_WORDS: 0.8,
    Doubt.DERIVED: 0.8,
    Doubt.MARKED: 0.7,
    Doubt.REMARK: 0.7,
}
#: A reading less often right than this is not to be relied on.
RELIED_ON = 0.9


@dataclass(frozen=True, slots=True)
class Place:
    """A cell read as a field: one cell may give both a start and a due date."""

    cell: CellRef
    field: str


#: The doubt about each cell that has one.
Doubts = Mapping[Place, Doubt]


def unsure(cells: Mapping[str, CellRef], doubts: Doubts) -> Mapping[str, Doubt]:
    """The fields of an item that are not to be relied on, each with why.

    >>> cells = {"due": CellRef("Steps", 4, 3), "start": CellRef("Steps", 4, 2)}
    >>> {field: str(why) for field, why in unsure(cells, {Place(cells["due"], "due"): Doubt.NO_YEAR}).items()}
    {'due': 'the year is that of the dates around it'}
    """
    if not doubts:
        return {}
    found = {name: doubts.get(Place(cell, name)) for name, cell in cells.items()}
    return {name: doubt for name, doubt in found.items() if doubt and CHANCES[doubt] < RELIED_ON}
