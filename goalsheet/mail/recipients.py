"""The people mail goes to: each once, with an address and their items; and who leads whom.

An address comes from the People sheet, else from an owner cell (`Ana <ana@example.com>`), else from the name and the
setting `default_domain`. Nothing is guessed where a name can be written in more than one way.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from goalsheet.cells import CellRef
from goalsheet.errors import GoalsheetError
from goalsheet.findings import Finding, Severity
from goalsheet.folding import fold, grouped, unaccented
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import msg
from goalsheet.mail.envelope import address
from goalsheet.plan.cell_words import contains_word, word_set
from goalsheet.plan.model import Goal, KeyResult, Person, Step
from goalsheet.review import Review
from goalsheet.rules.owners import names_everybody, names_nobody

Work = Goal | KeyResult | Step

_IN_A_CELL = re.compile(r"([^<>;,|/\n]*)<([^<>@\s]+@[^<>@\s]+)>")
_A_NAME = re.compile(r"[^\W\d_]+(?:[-'’.]?[^\W\d_]+|\.)*(?: [^\W\d_]+(?:[-'’.]?[^\W\d_]+|\.)*){0,3}")
#: Letters that some firms write as two in addresses (ö as oe) and others as one: no address is guessed from these.
_UNSURE = re.compile("[äöüßøåæœđłþð]")


@dataclass(frozen=True)
class Somebody:
    """A person: the name to call them by, an address (empty: unknown), and the first cell that names them."""

    name: str
    email: str
    home: CellRef
    work: tuple[Work, ...] = ()
    names: frozenset[str] = frozenset()  # all their names, folded

    def called(self, name: str) -> bool:
        """Whether a name or address is theirs."""
        return fold(name) in self.names or fold(name) == fold(self.email)


@dataclass(frozen=True)
class AddressBook:
    """Everybody who owns something or leads somebody."""

    review: Review

    @cached_property
    def everybody(self) -> tuple[Somebody, ...]:
        """In the order in which the sheets name them; two names with the same address are one person."""
        return tuple(_merged(list(group)) for group in self._grouped.values())

    @cached_property
    def _grouped(self) -> Mapping[str, list[Somebody]]:
        return grouped(self._named, lambda one: fold(one.email) or f"name {fold(one.name)}")

    @property
    def _named(self) -> Iterator[Somebody]:
        """Each name that owns something, then the people of the People sheet who own nothing."""
        owned: dict[str, list[tuple[str, Work]]] = {}
        for item in self.review.plan.work:
            for owner in item.owners:
                if not names_nobody(owner) and not names_everybody(owner):
                    owned.setdefault(fold(owner), []).append((owner, item))
        for named in owned.values():
            (name, first), work = named[0], tuple(item for _, item in named)
            yield self._somebody(name, first.at("owner"), work)
        for person in self.review.plan.people:
            if fold(person.name) not in owned:
                yield self._somebody(person.name, person.home, ())

    def _somebody(self, name: str, home: CellRef, work: tuple[Work, ...]) -> Somebody:
        person = self.review.plan.person(name)
        names = [name, *([person.name, *person.aliases] if person else [])]
        shown = person.name if person else name
        return Somebody(shown, self.email(name), home, work, frozenset(map(fold, names)))

    def email(self, name: str) -> str:
        """The address for a name; empty where it is unknown."""
        person = self.review.plan.person(name)
        given = (person.email if person else "", self._in_cells.get(fold(name)), name)
        found = next((one for one in given if one and _usable(one)), "")
        return found or derived(name, self.review.settings.default_domain)

    @cached_property
    def _in_cells(self) -> Mapping[str, str]:
        """Addresses written beside names in owner cells."""
        found: dict[str, str] = {}
        for item in self.review.plan.work:
            for name, email in _IN_A_CELL.findall(_text(self.review, item.cells.get("owner"))):
                found.setdefault(fold(name), email)
        return found

    @cached_property
    def owners(self) -> tuple[Somebody, ...]:
        return tuple(one for one in self.everybody if one.work)

    @cached_property
    def _teams(self) -> Mapping[str, tuple[Somebody, ...]]:
        """The people below each lead, however many levels down, by the lead's name; nobody leads themselves."""
        reports: dict[str, list[Person]] = {}
        for person in self.review.plan.people:
            boss = self.review.plan.person(person.manager) if person.manager else None
            if boss and boss.key != person.key:
                reports.setdefault(boss.key, []).append(person)
        return {key: self._below(key, reports) for key in reports}

    def _below(self, key: str, reports: Mapping[str, list[Person]]) -> tuple[Somebody, ...]:
        below: dict[str, Person] = {}
        waiting = list(reports[key])
        while waiting:
            person = waiting.pop(0)
            if person.key != key and person.key not in below:
                below[person.key] = person
                waiting += reports.get(person.key, [])
        return tuple(found for person in below.values() if (found := self.find(person.name)))

    def team_of(self, somebody: Somebody) -> tuple[Somebody, ...]:
        """The people they lead, by the Manager column of the People sheet."""
        person = self.review.plan.person(somebody.name)
        return self._teams.get(person.key, ()) if person else ()

    @cached_property
    def _by_name(self) -> Mapping[str, Somebody]:
        return {name: one for one in reversed(self.everybody) for name in (*one.names, fold(one.email)) if name}

    def named_in(self, text: str) -> tuple[Somebody, ...]:
        """Everybody whom a text names in whole words: `waits for Ana` names Ana."""
        folded = fold(text)
        near = {one.name: one for name, one in self._by_name.items() if name in folded and _as_words(name, folded)}
        return tuple(near.values())

    def find(self, name: str) -> Somebody | None:
        """The person with a name, another name, or an address."""
        return self._by_name.get(fold(name))

    @cached_property
    def without(self) -> tuple[Finding, ...]:
        """Owners of open work whose address is unknown."""
        hint = msg("Fill in the address on the People sheet, or set `default_domain`.")
        return tuple(
            Finding("GS305", Severity.WARNING, one.home, _unreached(one.name), hint)
            for one in self.owners
            if not one.email and any(item.open for item in one.work)
        )


def _unreached(name: str) -> LazyText:
    return msg("{name} has no e-mail address and gets no mail", name=name)


def derived(name: str, domain: str) -> str:
    """The address that follows from a name; empty where none does.

    >>> derived("Ana Silva", "example.com"), derived("José O'Neil", "example.com")
    ('ana.silva@example.com', 'jose.oneil@example.com')
    >>> derived("Jörg Maß", "example.com"), derived("Sales team", "example.com"), derived("Ana", "")
    ('', '', '')
    """
    if not domain or not _A_NAME.fullmatch(name) or contains_word(name, word_set("groups")):
        return ""
    folded = unicodedata.normalize("NFC", name).casefold()
    if _UNSURE.search(folded):
        return ""
    local = ".".join(re.sub(r"['’.]", "", unaccented(name)).split())
    return f"{local}@{domain}" if local.isascii() else ""


def _merged(group: list[Somebody]) -> Somebody:
    """One person of all the names with the same address; a real name is preferred to an address."""
    best = next((one for one in group if "@" not in one.name), group[0])
    work = {item.key: item for one in group for item in one.work}
    names = frozenset(name for one in group for name in one.names)
    return Somebody(best.name, best.email, group[0].home, tuple(work.values()), names)


def _as_words(name: str, text: str) -> bool:
    return len(name) > 1 and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _usable(email: str) -> bool:
    try:
        return bool(address(email))
    except GoalsheetError:
        return False


def _text(review: Review, cell: CellRef | None) -> str:
    if cell is None:
        return ""
    sheet = next((sheet for sheet in review.workbook.sheets if sheet.name == cell.sheet), None)
    return str(sheet.value(cell.row, cell.column) or "") if sheet else ""
