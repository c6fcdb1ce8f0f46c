"""Who is meant by an owner cell: several people in one cell, and one team whose name looks like several."""

import re
from dataclasses import dataclass

from goalsheet.folding import fold
from goalsheet.plan.cell_words import contains_word, is_nothing, without_parentheses, word_set
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.owner_names import ALWAYS, NOBODY, SOMETIMES, Names, joins, plain

#: A name is no longer, in words and characters; what is longer is a sentence.
MOST_WORDS, LONGEST = 7, 60
MOST_WORDS_OF_PERSON = 4
#: So much of a cell is looked at for names.
LONGEST_CELL = 1_000
_HYPHEN = re.compile(r"\s+[-–—]\s+")
_TIGHT = re.compile(r"[&+＆・·]|\s{2,}|-|\swith\s")


@dataclass(frozen=True, slots=True)
class Who:
    """The people of an owner cell, each once, and what is in doubt, if anything."""

    people: tuple[str, ...] = ()
    doubt: Doubt | None = None


def split(said: str, names: Names = NOBODY) -> tuple[str, ...]:
    """The people of an owner cell, each once, by the names of the People sheet where they are there.

    >>> split("Ana; Ben"), split("Ana/Ben + Eva"), split("Data, Application and Analytics team"), split("IT/Operations")
    (('Ana', 'Ben'), ('Ana', 'Ben', 'Eva'), ('Data, Application and Analytics team',), ('IT/Operations',))
    >>> split("NA"), split("TBD"), split("ana@example.com", Names({"ana@example.com": "Ana Ruiz"}))
    (('NA',), (), ('Ana Ruiz',))
    """
    return who(said, names).people


def who(said: str, names: Names = NOBODY) -> Who:
    """The people of an owner cell, and whether that is a guess.

    >>> who("Os responsáveis por isso são: Ana Reis e Rui Sá").people, str(who("Ana and Ben").doubt)
    (('Ana Reis', 'Rui Sá'), 'a name parted at a word that may belong to it')
    >>> who("All heads of department review this in the spring meeting").doubt.name, who("2").doubt.name
    ('PROSE', 'NUMBER')
    """
    said = re.sub(r"\bw/\s*", "with ", said[:LONGEST_CELL]).strip()
    if said.startswith("[") and said.endswith("]") and said.count("[") == 1:
        said = said[1:-1]
    if is_sentence(said, names):
        return Who((" ".join(said.split()),), Doubt.PROSE)
    parts = [said] if names.known(said) else _outside_brackets(ALWAYS, said)
    found = [_pieces(plain(part, names), names) for part in parts]
    pieces = [plain(piece, names) for one, _ in found for piece in one]
    people = (names.name(piece) for piece in pieces if piece and not is_nothing(piece, person=True))
    kept = tuple(dict.fromkeys(person for person in people if person))
    doubt = next((doubt for _, doubt in found if doubt), None)
    numbers = any(not re.search(r"[^\W\d_]", person) for person in kept)
    return Who(kept, doubt or (Doubt.NUMBER if numbers else None))


def is_sentence(said: str, names: Names) -> bool:
    """Whether a cell is prose: a part of it is longer than any name, and none of it is known."""
    if names.known(said) or ":" in said[:LONGEST] or "：" in said[:LONGEST]:
        return False
    parts = [piece for part in re.split(r"[;；\n、|,，/&+]|\s[-–—]\s", said) if part for piece in joins(part)]
    if any(names.known(part) for part in parts):
        return False
    long = (part for part in parts if len(part) > LONGEST or len(part.split()) >= MOST_WORDS)
    return any(
        "@" not in part and not (contains_word(part, word_set("groups")) and _may_be_team(part)) for part in long
    )


def _may_be_team(part: str) -> bool:
    return len(part.split()) < MOST_WORDS + 3


def _pieces(part: str, names: Names) -> tuple[list[str], Doubt | None]:
    """One part, split where its commas, slashes and ampersands stand between people."""
    if not part:
        return [], None
    if names.is_one(part) or _is_body(part):
        return [part], None
    pieces = [piece.strip() for piece in _outside_brackets(SOMETIMES, part) if piece.strip()]
    if len(pieces) < 2:
        return _joined(part, names)
    if all(names.known(piece) for piece in pieces) or _are_names(part, pieces) or not _is_team(part, pieces):
        finer = [_joined(piece, names, True) for piece in pieces]
        return [name for one, _ in finer for name in one], next((doubt for _, doubt in finer if doubt), None)
    return [part], None


def _is_team(part: str, pieces: list[str]) -> bool:
    one_letter = any(len(piece) == 1 for piece in pieces)
    return contains_word(without_parentheses(part), word_set("groups")) or one_letter


def _is_body(part: str) -> bool:
    """Whether a text names one body, whose name goes on behind its commas: `Department of Energy, Water and Waste`."""
    words = fold(part).split()
    return len(words) > 2 and words[0].strip(".") in word_set("bodies") and words[1] in word_set("bodies", "of")


def _are_names(part: str, pieces: list[str]) -> bool:
    """Whether commas part short names, of people and departments mixed: `HR, Anna`, but not `Sales, HR and IT team`."""
    if re.search(r"\s*/\s*|\s&\s", part) or any(len(piece.split()) > 2 or len(piece) < 2 for piece in pieces):
        return False
    ends = {fold(piece.split()[-1]) for piece in pieces if len(piece.split()) > 1}
    return not ends & word_set("groups") and not all(fold(piece) in word_set("groups") for piece in pieces)


def _joined(part: str, names: Names, among_others: bool = False) -> tuple[list[str], Doubt | None]:
    """`Ana and Ben`, `Ana - Ben`, `Ana&Ben`: parted where one half is known, or stands among other names.

    Where none is known, what may be people are parted all the same, and the rest is kept: the doubt is told.
    """
    if names.known(part):
        return [part], None
    for pieces, firm in ((joins(part), True), (_HYPHEN.split(part), True), (_split(_TIGHT, part), False)):
        if len(pieces) < 2 or not all(pieces):
            continue
        known = sum(_is_known(piece, names) for piece in pieces)
        if known == len(pieces) or (firm and known) or (known and "-" not in part and all(map(_is_short, pieces))):
            return _each(pieces, names, among_others), None
        if re.search("[&+]", part) and among_others and not contains_word(part, word_set("groups")):
            return pieces, None
        if firm and not contains_word(part, word_set("groups")):
            return (pieces, Doubt.PARTED_NAME) if _are_people(pieces) else ([part], Doubt.PARTED_NAME)
    return [part], None


def _is_known(piece: str, names: Names) -> bool:
    """Whether a piece is a known name, or known names with a sign between them."""
    return all(names.known(plain(part, names)) for part in _split(_TIGHT, piece)) or names.known(plain(piece, names))


def _each(pieces: list[str], names: Names, among_others: bool) -> list[str]:
    return [name for piece in pieces for name in _joined(piece, names, among_others)[0]]


def _split(pattern: re.Pattern[str], part: str) -> list[str]:
    return [piece.strip() for piece in _outside_brackets(pattern, part)]


def _is_short(piece: str) -> bool:
    return len(piece.split()) <= 3


def _are_people(pieces: list[str]) -> bool:
    """Whether every piece may be a person: a few words of letters alone, capitals somewhere in all of them."""
    few = all(
        len(piece.split()) <= MOST_WORDS_OF_PERSON and re.fullmatch(r"[^\d<>{}=:;!?]+", piece) for piece in pieces
    )
    return few and any(not piece[0].islower() for piece in pieces)


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
