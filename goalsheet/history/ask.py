"""The small workbook in which one owner answers: their open items with drop-downs, and what was asked.

What is said in it is in the report's language; sheets, headings and choices have one name in all of them, for they are
what a reply is read by.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goalsheet.cells import CellValue
from goalsheet.editing.new_workbook import Line, ListColumn, ListSheet, NewBook, TextSheet, Tint, created
from goalsheet.language import ENGLISH, Language
from goalsheet.plan.model import Goal, Health, KeyResult, LifeCycle, Plan, Step
from goalsheet.reading.model import Workbook

ITEMS, ASKED, ABOUT = "Your items", "As asked", "About"
#: Headings of what people answer, with the field each goes to; then texts that go to a check-in.
ANSWERS: Mapping[str, str] = {
    "Status": "status",
    "% complete": "percent",
    "Current": "current",
    "Done on": "done_on",
    "New due date": "due",
}
TEXTS: Mapping[str, str] = {
    "Confidence": "confidence",
    "Wins": "wins",
    "Obstacles": "obstacles",
    "Needs": "needs",
    "Decision asked": "decision",
}
WORKBOOK, AS_OF, OWNER = "Workbook", "As of", "Owner"

_GREEN, _AMBER, _RED = Tint("DDF0DF", "1E6B2E"), Tint("FFEFC7", "7A5200"), Tint("F9D6D2", "9B1C12")
_BLUE, _GREY = Tint("DCE9F7", "1F4E8C"), Tint("ECECEC", "5F6368")
_TINTS: Mapping[str, Tint] = {
    LifeCycle.NOT_STARTED: _GREY, LifeCycle.IN_PROGRESS: _BLUE, LifeCycle.DONE: _GREEN, LifeCycle.BLOCKED: _RED,
    LifeCycle.ON_HOLD: _GREY, LifeCycle.CANCELLED: _GREY, Health.ON_TRACK: _GREEN, Health.AT_RISK: _AMBER,
    Health.OFF_TRACK: _RED,
}  # fmt: skip

Item = Goal | KeyResult | Step
Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Asking:
    """What one owner is asked: their open items, with the verdict on each."""

    owner: str
    items: tuple[Item, ...]


def askings(plan: Plan, done: Sequence[str] = ()) -> tuple[Asking, ...]:
    """One asking per owner who has an open item, by name. `done` are keys of items that are computed to be done."""
    owned: dict[str, list[Item]] = {}
    for item in plan.work:
        if item.open and item.key not in done and not (isinstance(item, Goal) and item.implicit):
            for owner in item.owners:
                person = plan.person(owner)
                owned.setdefault(person.name if person else owner, []).append(item)
    return tuple(Asking(owner, tuple(owned[owner])) for owner in sorted(owned, key=str.casefold))


def ask_book(
    asking: Asking,
    plan: Plan,
    workbook: Workbook,
    as_of: date,
    verdicts: Mapping[str, str],
    lang: Language = ENGLISH,
) -> bytes:
    """The workbook for one owner, as the bytes of an .xlsx file. `verdicts` are sentences by the item's key."""
    told = {item.key: lang.translate(verdicts[item.key]) for item in asking.items if item.key in verdicts}
    sheets = (
        _items(asking, plan, workbook, as_of, told, lang),
        _asked(asking, workbook, lang),
        _about(asking, workbook, as_of, lang),
    )
    return created(NewBook(f"{asking.owner}: {plan.title}", sheets, {}))


def _items(
    asking: Asking, plan: Plan, workbook: Workbook, as_of: date, verdicts: Mapping[str, str], lang: Language
) -> ListSheet:
    say = lang.say
    words = tuple(word.capitalize() for word in _TINTS)
    tints = {word.capitalize(): tint for word, tint in _TINTS.items()}
    columns = (
        ListColumn("ID", 8),
        ListColumn("Item", 44, wrap=True),
        ListColumn("Goal", 30, wrap=True),
        ListColumn("Due", 12, "yyyy\\-mm\\-dd"),
        ListColumn("How it looks", 46, wrap=True),
        ListColumn("Status", 14, choices=words, tints=tints, needed=True, prompt=say("Pick one.")),
        ListColumn("% complete", 12, "0%", needed=True, bars=True, prompt=say("How much of it is done.")),
        ListColumn("Current", 12, prompt=say("The number it stands at, where it is measured by one.")),
        ListColumn("Done on", 12, "yyyy\\-mm\\-dd", prompt=say("The day it was finished.")),
        ListColumn("New due date", 13, "yyyy\\-mm\\-dd", prompt=say("Only where the due date has to move.")),
        ListColumn("Confidence", 12, prompt=say("0 (none) to 10 (sure).")),
        ListColumn("Wins", 30, wrap=True),
        ListColumn("Obstacles", 30, wrap=True),
        ListColumn("Needs", 30, wrap=True),
        ListColumn("Decision asked", 30, wrap=True),
        ListColumn("Key", 16),
    )
    rows = [_row(item, plan, workbook, verdicts) for item in asking.items]
    title = say("{name}: how is it going?", name=asking.owner)
    advice = say(
        "Bring the green columns up to date as of {day}, add a word where it helps, and send this file back.",
        day=lang.day(as_of),
    )
    return ListSheet(ITEMS, title, advice, columns, rows, keep_columns=2)


def _row(item: Item, plan: Plan, workbook: Workbook, verdicts: Mapping[str, str]) -> tuple[Value, ...]:
    goal = plan.by_key.get((item.parent_key if isinstance(item, Goal) else item.goal_key) or "")
    now = present(item, workbook)
    answers = tuple(None if field == "due" else _plain(now[field]) for field in ANSWERS.values())
    texts = (None,) * len(TEXTS)
    return (
        item.id,
        item.name,
        goal.name if goal else None,
        item.due,
        verdicts.get(item.key),
        *answers,
        *texts,
        item.key,
    )


def present(item: Item, workbook: Workbook) -> Mapping[str, CellValue]:
    """What the workbook's cells say of an item now, by field; fractions of work as 0-1."""
    found: dict[str, CellValue] = {}
    for field in ANSWERS.values():
        ref = item.cells.get(field)
        sheet = workbook.sheet(ref.sheet) if ref else None
        found[field] = sheet.value(ref.row, ref.column) if sheet and ref else None
    found["percent"] = item.percent if found["percent"] is not None else None
    found["due"] = item.due
    return found


def _plain(value: CellValue) -> Value:
    return value if isinstance(value, str | int | float | bool | date | None) else str(value)


def _asked(asking: Asking, workbook: Workbook, lang: Language) -> ListSheet:
    columns = (
        ListColumn("Key", 30),
        ListColumn("Status", 14),
        ListColumn("% complete", 12, "0%"),
        ListColumn("Current", 12),
        ListColumn("Done on", 12, "yyyy\\-mm\\-dd"),
        ListColumn("New due date", 13, "yyyy\\-mm\\-dd"),
    )
    rows = [
        (item.key, *(_plain(present(item, workbook)[field]) for field in ANSWERS.values())) for item in asking.items
    ]
    advice = lang.say("What the workbook said when this was sent. Please leave it.")
    return ListSheet(ASKED, lang.say("As asked"), advice, columns, rows)


def _about(asking: Asking, workbook: Workbook, as_of: date, lang: Language) -> TextSheet:
    lines = (
        Line(lang.say("About this file"), look="title"),
        Line(WORKBOOK, workbook.path.name),
        Line(AS_OF, as_of.isoformat()),
        Line(OWNER, asking.owner),
        Line(lang.say("What happens with it"), look="heading"),
        Line(
            "",
            lang.say(
                "Your answers go into the workbook; what somebody else changed there meanwhile is not overwritten."
            ),
        ),
    )
    return TextSheet(ABOUT, lines)


def names_of_files(askings_made: Sequence[Asking]) -> Iterator[tuple[Asking, str]]:
    """A file name for each owner: letters and digits of the name, told apart where two are the same."""
    taken: set[str] = set()
    for asking in askings_made:
        words = "".join(c if c.isalnum() else " " for c in asking.owner).split()
        base = name = "-".join(words) or "owner"
        number = 2
        while name.casefold() in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name.casefold())
        yield asking, f"{name}.xlsx"
