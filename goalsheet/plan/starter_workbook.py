"""The workbook that `goalsheet init` makes: every sheet of `layout.fields`, ready to be filled in."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from goalsheet.cells import column_letter, quoted_sheet
from goalsheet.editing.new_workbook import HEADING_ROW, Line, ListColumn, ListSheet, NewBook, TextSheet, Tint, created
from goalsheet.files import write_output
from goalsheet.layout.fields import FIELDS, Field
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Commitment, Direction, GoalKind, Health, LifeCycle
from goalsheet.plan.samples import sample_names, sample_path
from goalsheet.settings import Settings

__all__ = ["blank", "make", "sample_names", "sample_path"]

#: What each sheet is for, and how many empty rows it starts with; in the order of the sheets.
ADVICE: Mapping[Kind, tuple[str, int]] = {
    Kind.GOALS: ("What you want to reach: one row each. A measure with a target makes progress visible.", 12),
    Kind.STEPS: ("The actions that lead there: one row each, with one owner and one due date.", 30),
    Kind.KEY_RESULTS: ("For objectives: the numbers by which you will know. Leave it empty if you have none.", 12),
    Kind.METRICS: ("One row per reading of a number. Name the metric as the goal does.", 24),
    Kind.CHECK_INS: ("Once a week, one row per goal: how sure are we, what went well, what is in the way?", 20),
    Kind.PEOPLE: ("Who is on the team. Owners are picked from here.", 12),
    Kind.LESSONS: ("What you want to remember.", 8),
    Kind.HOLIDAYS: ("Days on which nobody works, besides the weekend.", 12),
    Kind.SETTINGS: ("How goalsheet works for you. Everything here may stay empty.", 0),
}

GREEN, AMBER, RED = Tint("DDF0DF", "1E6B2E"), Tint("FFEFC7", "7A5200"), Tint("F9D6D2", "9B1C12")
BLUE, GREY = Tint("DCE9F7", "1F4E8C"), Tint("ECECEC", "5F6368")
TINTS: Mapping[str, Tint] = {
    LifeCycle.NOT_STARTED: GREY,
    LifeCycle.IN_PROGRESS: BLUE,
    LifeCycle.DONE: GREEN,
    LifeCycle.BLOCKED: RED,
    LifeCycle.ON_HOLD: GREY,
    LifeCycle.CANCELLED: GREY,
    Health.ON_TRACK: GREEN,
    Health.AT_RISK: AMBER,
    Health.OFF_TRACK: RED,
}

#: Drop-downs by field: words, or a name defined in `NAMES`.
CHOICES: Mapping[str, tuple[str, ...] | str] = {
    "kind": tuple(GoalKind),
    "direction": tuple(Direction),
    "commitment": tuple(word.capitalize() for word in Commitment),
    "status": tuple(word.capitalize() for word in TINTS),
    "priority": ("High", "Medium", "Low"),
    **dict.fromkeys(("owner", "author", "sponsor", "manager"), "TeamNames"),
    **dict.fromkeys(("goal", "parent"), "GoalIDs"),
}

#: Names for drop-downs: the filled part of a column.
NAMES: Mapping[str, tuple[Kind, str]] = {"TeamNames": (Kind.PEOPLE, "name"), "GoalIDs": (Kind.GOALS, "id")}

PROMPTS: Mapping[str, str] = {
    "id": "A short code such as G1. Others refer to it, so do not change it later.",
    "baseline": "Where the number stood at the start.",
    "target": "Where the number should stand at the due date.",
    "current": "Where it stands now. Readings on the sheet Metrics go before it.",
    "commitment": "Committed: we promise all of it. Aspirational: seven tenths would be a success.",
    "confidence": "0 (no hope) to 10 (certain).",
    "weight": "How much it counts beside its neighbours. Empty: all count alike.",
    "effort": "In days of work.",
    "depends_on": "The IDs of steps that must be finished first, such as S1, S4.",
    "capacity": "Days a week for these goals.",
    "score": "0 to 1, at the end.",
}

NUMBER_FORMATS = {"date": "yyyy\\-mm\\-dd", "percent": "0%", "number": "#,##0.##", "refs": "@"}
#: Kept as text: 1.10 is not 1.1, and 007 is not 7.
REFERENCES = frozenset({"id", "goal", "parent"})
WIDTHS = {"date": 12, "percent": 12, "number": 11, "choice": 13, "people": 18, "refs": 13, "text": 16}
LONG = frozenset(
    {
        "step", "key_result", "why", "notes", "blocked_by", "wins", "obstacles", "needs", "decision", "well", "better",
        "lesson", "applies_to", "email",
    }
)  # fmt: skip


def make(path: Path, title: str = "") -> None:
    """Write a new workbook to fill in; GoalsheetError where something of that name is there already."""
    write_output(path, blank(title), None, remedy="Give another name, or move that file away.")


def blank(title: str = "") -> bytes:
    """The workbook to fill in, as the bytes of an .xlsx file."""
    lists = tuple(_list(kind) for kind in ADVICE)
    return created(NewBook(title or "Our goals", (_read_me(title, lists), *lists), _names()))


def _list(kind: Kind) -> ListSheet:
    advice, empty = ADVICE[kind]
    columns = tuple(_column(kind, field) for field in FIELDS[kind])
    rows: list[tuple[Any, ...]] = []
    if kind is Kind.SETTINGS:
        columns = (*columns, ListColumn("What it does", 66))
        rows = [(f.name.replace("_", " ").capitalize(), None, f.metadata["doc"]) for f in fields(Settings)]
    keep = next((n for n, field in enumerate(FIELDS[kind], 1) if field.needed), 1)
    name = kind.capitalize()
    return ListSheet(name, name, advice, columns, rows, empty, keep)


def _column(kind: Kind, field: Field) -> ListColumn:
    # A goal has a row of its own on its own sheet, and a name there: no picking from itself.
    choices = () if (kind, field.name) == (Kind.GOALS, "goal") else CHOICES.get(field.name, ())
    return ListColumn(
        field.heading,
        _width(kind, field),
        "@" if field.name in REFERENCES else NUMBER_FORMATS.get(field.type, "General"),
        field.needed,
        choices,
        "" if kind is Kind.SETTINGS else PROMPTS.get(field.name, ""),
        {word.capitalize(): tint for word, tint in TINTS.items()} if field.name == "status" else None,
        _overdue(kind) if field.name == "due" else "",
        field.type == "percent",
        field.name in LONG or _names_row(kind, field),
    )


def _names_row(kind: Kind, field: Field) -> bool:
    return kind is Kind.GOALS and field.name == "goal"


def _width(kind: Kind, field: Field) -> float:
    if field.name in LONG or _names_row(kind, field):
        return 46 if field.needed else 32
    if field.name in REFERENCES:
        return 9
    if kind is Kind.SETTINGS:
        return 24
    return WIDTHS[field.type]


def _overdue(kind: Kind) -> str:
    """True for an open item whose due date is before the day that the workbook speaks of."""
    letters = {field.name: column_letter(n) for n, field in enumerate(FIELDS[kind], 1)}
    row = HEADING_ROW + 1
    due, status = f"${letters['due']}{row}", f"${letters['status']}{row}"
    closed = f'OR({status}="{LifeCycle.DONE}",{status}="{LifeCycle.CANCELLED}")'
    return f"AND(ISNUMBER({due}),{due}<IF(ISNUMBER(AsOf),AsOf,TODAY()),NOT({closed}))"


def _names() -> dict[str, str]:
    as_of = HEADING_ROW + 1 + [f.name for f in fields(Settings)].index("as_of")
    names = {"AsOf": f"Settings!$B${as_of}"}
    for name, (kind, column) in NAMES.items():
        letter = column_letter([field.name for field in FIELDS[kind]].index(column) + 1)
        sheet, first, last = quoted_sheet(kind.capitalize()), HEADING_ROW + 1, HEADING_ROW + 500
        whole = f"{sheet}!${letter}${first}:${letter}${last}"
        names[name] = f"{sheet}!${letter}${first}:INDEX({whole},MAX(1,COUNTA({whole})))"
    return names


def _read_me(title: str, lists: tuple[ListSheet, ...]) -> TextSheet:
    """How to begin, where everything is, and what the colours mean."""
    lines = [
        Line(title or "Our goals", look="title"),
        Line("Goals and Steps are enough to begin. Everything else is optional.", look="advice"),
        Line("How to begin", look="heading"),
        Line("1  Team", "Write who is on the team on the sheet People: owners are picked from there."),
        Line("2  Goals", "One row per goal: what, who, by when, and the number that will show it."),
        Line("3  Steps", "One row per step: what, who, by when, and the ID of the goal it leads to."),
        Line("4  Every week", "Bring Status, % complete and Current up to date, and write a check-in for each goal."),
        Line("5  Report", "Close the workbook and run: goalsheet report, followed by the name of this file."),
        Line("Where everything is", look="heading"),
        *(Line(sheet.name, sheet.advice, link=f"{quoted_sheet(sheet.name)}!A4") for sheet in lists),
        Line("What the words mean", look="heading"),
        *(Line(f"  {word.capitalize()}", WORDS[word], tint=tint) for word, tint in TINTS.items()),
        Line("Good to know", look="heading"),
        Line("Headings", "Columns with a green heading are needed. Move, add or delete any other column as you like."),
        Line("Dates", "A due date is the last day of the work. A due date in red has passed."),
        Line("Blank cells", "A blank % complete counts as unknown, not as zero."),
    ]
    return TextSheet("Read me", tuple(lines))


WORDS: Mapping[str, str] = {
    LifeCycle.NOT_STARTED: "Nobody has begun.",
    LifeCycle.IN_PROGRESS: "Somebody is at it.",
    LifeCycle.DONE: "Finished; write the day into Done on.",
    LifeCycle.BLOCKED: "Cannot go on; write what it waits for into Blocked by.",
    LifeCycle.ON_HOLD: "Set aside for now, on purpose.",
    LifeCycle.CANCELLED: "Will not be done; it no longer counts.",
    Health.ON_TRACK: "Will be reached in time, says the owner.",
    Health.AT_RISK: "May be missed unless something changes, says the owner.",
    Health.OFF_TRACK: "Will be missed as things stand, says the owner.",
}
