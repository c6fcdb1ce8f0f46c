"""Who is meant by an owner cell: several people in one cell, and one team whose name looks like several."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from goalsheet.folding import fold
from goalsheet.plan.cell_words import contains_word, is_nothing, without_parentheses, word_set

_ALWAYS = re.compile(r"[;；\n、|]|\s\+\s")
_SOMETIMES = re.compile(r"\s*[,，]\s*|\s*/\s*|\s&\s")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Names:
    """Names that are known to be one person or team each.

    `canonical` maps every folded name, other name and e-mail address of the People sheet to the person's name; `alone`
    are the folded names that fill an owner cell of the column by themselves.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    last_first: bool = False  # the whole column is written `Last, First`

    def known(self, name: str) -> bool:
        return fold(name) in self.canonical or fold(name) in self.alone

    def is_one(self, said: str) -> bool:
        """Whether a text with separators in it is known to be one name, as it stands or as `Last, First`."""
        return self.last_first or self.known(said) or self.known(_flipped(said))

    def name(self, said: str) -> str:
        """The person's own name for a name as written."""
        said = said.strip().removeprefix("@").strip()
        email = _EMAIL.search(said)
        forms = [said, email[0] if email else "", without_parentheses(said), re.sub(r"<[^<>]*>", "", said)]
        forms.append(_flipped(said))
        found = next((self.canonical[fold(form)] for form in forms if fold(form) in self.canonical), None)
        if found:
            return found
        bare = re.sub(r"<[^<>]*>", "", said).strip() if email and email[0] != said else said
        return " ".join((bare or said).split())


def _flipped(said: str) -> str:
    """`Ruiz, Ana` as `Ana Ruiz`; empty where there is nothing to flip."""
    match = re.fullmatch(r"\s*([^,]+),\s*([^,]+?)\s*", said)
    return f"{match[2]} {match[1]}" if match else ""


def split(said: str, names: Names = Names()) -> tuple[str, ...]:
    """The people of an owner cell, each once, by the names of the People sheet where they are there.

    >>> split("Ana; Ben"), split("Ana/Ben + Eva"), split("Data, Application and Analytics team"), split("IT/Operations")
    (('Ana', 'Ben'), ('Ana', 'Ben', 'Eva'), ('Data, Application and Analytics team',), ('IT/Operations',))
    >>> split("NA"), split("TBD"), split("ana@example.com", Names({"ana@example.com": "Ana Ruiz"}))
    (('NA',), (), ('Ana Ruiz',))
    """
    if said.startswith("[") and said.endswith("]") and said.count("[") == 1:
        said = said[1:-1]
    parts = [said] if names.known(said) else _outside_brackets(_ALWAYS, said)
    pieces = [piece for part in parts for piece in _pieces(part.strip(), names)]
    people = (names.name(piece) for piece in pieces if piece and not is_nothing(piece, person=True))
    return tuple(dict.fromkeys(person for person in people if person))


def _pieces(part: str, names: Names) -> list[str]:
    """One part, split where its commas, slashes and ampersands stand between people."""
    if names.is_one(part):
        return [part]
    pieces = [piece.strip() for piece in _outside_brackets(_SOMETIMES, part) if piece.strip()]
    if len(pieces) < 2:
        return _and(part, names)
    if all(names.known(piece) for piece in pieces):
        return pieces
    if _are_names(part, pieces):
        return pieces
    one_team = contains_word(without_parentheses(part), word_set("groups")) or any(len(piece) == 1 for piece in pieces)
    return [part] if one_team else pieces


def _are_names(part: str, pieces: list[str]) -> bool:
    """Whether commas part short names, of people and departments mixed: `HR, Anna`, but not `Sales, HR and IT team`."""
    if re.search(r"\s*/\s*|\s&\s", part) or any(len(piece.split()) > 2 or len(piece) < 2 for piece in pieces):
        return False
    ends = {fold(piece.split()[-1]) for piece in pieces if len(piece.split()) > 1}
    return not ends & word_set("groups") and not all(fold(piece) in word_set("groups") for piece in pieces)


def _and(part: str, names: Names) -> list[str]:
    """`Ana and Ben`, only where both are known."""
    joining = "|".join(re.escape(word) for word in sorted(word_set("groups", "joining")))
    pieces = re.split(rf"\s+(?:{joining})\s+", part, flags=re.IGNORECASE)
    return pieces if len(pieces) > 1 and all(names.known(piece) for piece in pieces) else [part]


def _outside_brackets(pattern: re.Pattern[str], said: str) -> list[str]:
    """Split, but not within brackets: `Ana (design, print), Ben`."""
    parts, start, depth = [], 0, 0
    marks = {match.start(): match.end() for match in pattern.finditer(said)}
    for place, character in enumerate(said):
        depth = max(0, depth + (character in "([（") - (character in ")]）"))
        if depth == 0 and place in marks and place >= start:
            parts.append(said[start:place])
            start = marks[place]
    return [*parts, said[start:]]


def alone(cells: Iterable[str]) -> frozenset[str]:
    """Folded names that fill a cell by themselves.

    >>> sorted(alone(["Ana", "Ana, Ben", "IT/Operations"]))
    ['ana']
    """
    return frozenset(fold(said) for said in cells if not _ALWAYS.search(said) and not _SOMETIMES.search(said))


def is_last_first(cells: Iterable[str]) -> bool:
    """Whether a column writes `Last, First` throughout: at least three different cells, each with just one comma.

    >>> is_last_first(["Ruiz, Ana", "Meier, Ben", "Sato, Eva"]), is_last_first(["Ana, Ben", "Eva", "Ana, Eva"])
    (True, False)
    """
    different = {fold(said) for said in cells}
    lasts = [said.partition(",")[0] for said in different]
    firsts = {said.partition(",")[2].strip() for said in different}
    return len(different) >= 3 and all(said.count(",") == 1 for said in different) and firsts.isdisjoint(lasts)
