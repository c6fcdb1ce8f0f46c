"""Columns that no role was given, though their heading and cells leave hardly another: guesses, told as unsure."""

from collections.abc import Callable, Mapping, Sequence

from goalsheet.layout import heading_words
from goalsheet.layout.column_facts import ColumnFacts
from goalsheet.layout.column_features import OTHER
from goalsheet.layout.column_roles import Role
from goalsheet.layout.disambiguate import GUESSED
from goalsheet.layout.headers import Header
from goalsheet.layout.table_features import TRACKED

#: A heading says a meaning plainly, or that it may be meant.
PLAINLY, MAYBE = 0.8, 0.4
#: How likely a role is where the heading says it plainly.
FAIRLY = 0.6
#: Nearly all cells are of a kind; a day is there just where another column says so.
NEARLY, JUST_WHERE = 0.9, 0.9
#: Meanings of a heading that go with a status; words of one letter are marks unless they answer a question.
_ABOUT_STATUS, LETTERS = frozenset({"status", "health", "done_on"}), 1.5
#: So many rows with a sign at least, and so many signs at most.
FEW = 4
#: Shares above this many of a hundred are no marks or priorities (1 to 10).
MARKS = 10


def with_left_over(found: Sequence[Role], facts: Sequence[ColumnFacts], header: Header) -> Sequence[Role]:
    """The roles of the columns, with those added that nothing has and that a column left over can only be."""
    roles = list(found)
    for name, can_be in _CAN_BE.items():
        if any(role.name == name for role in roles):
            continue
        free = [i for i, role in enumerate(roles) if _is_free(role, facts[i], roles) and can_be(facts[i], header)]
        if len(free) == 1 and (name != "owner" or _step_is_said(roles, facts)):
            roles[free[0]] = Role(name, FAIRLY if _is_said(facts[free[0]], name) else GUESSED)
    return roles


def _is_said(facts: ColumnFacts, name: str) -> bool:
    """Whether the heading says plainly what is only as good as the role: a team for an owner."""
    return max(_says(facts, name), _says(facts, "team") if name == "owner" else 0.0) >= PLAINLY


def _is_free(role: Role, facts: ColumnFacts, roles: Sequence[Role]) -> bool:
    """Whether a column has no role, or only groups the rows, by its cells, of a table that would track nothing."""
    groups = role.name == "goal" and not _says(facts, "goal")
    return role.name == OTHER or (groups and not any(one.name in TRACKED for one in roles))


def _step_is_said(roles: Sequence[Role], facts: Sequence[ColumnFacts]) -> bool:
    return any(r.name == "step" and _says(one, "step") >= PLAINLY for r, one in zip(roles, facts, strict=True))


def _says(facts: ColumnFacts, name: str) -> float:
    return facts.meanings.get(name, 0.0)


def _is_percent(facts: ColumnFacts, header: Header) -> bool:
    """`Completo` over 75, 40, 85: what is complete in numbers is a share."""
    e = facts.cells
    numbers = e.filled > 0 and e.share(e.numbers, e.percent_texts) >= NEARLY and e.numbers > e.ticks
    return numbers and _says(facts, "percent") >= MAYBE and MARKS < e.most <= 100


def _is_status(facts: ColumnFacts, header: Header) -> bool:
    """Words of a status in nearly all cells, under a heading that says nothing else; yes and no only as an answer."""
    e = facts.cells
    strong = max((s for name, s in facts.meanings.items() if name not in _ABOUT_STATUS), default=0.0)
    if strong >= PLAINLY or e.qualifiers:
        return False
    known = e.statuses >= 2 and e.share(e.statuses) >= NEARLY
    said = e.length <= LETTERS and (known or _is_signs(facts)) and _asks(header.headings.get(facts.column, ""))
    return said or (known and e.length > LETTERS)


def _is_signs(facts: ColumnFacts) -> bool:
    """Whether nearly all cells are signs, few of them again and again: ✓, ✗, ✎."""
    e = facts.cells
    signs = e.share(e.texts) - e.share(e.codes, e.persons, e.text_dates)
    return e.filled >= FEW and signs >= NEARLY and e.distinct <= FEW


def _asks(heading: str) -> bool:
    """Whether a heading asks if something is done: `Résolu ?`, `是否解决`."""
    plain = heading_words.key(heading)
    asking = [word for word, _ in heading_words.split_words(heading_words.data()["grammar"]["whether"])]
    rest = {plain, *(plain.removeprefix(word).removesuffix(word).strip() for word in asking)}
    return any(len(one) > 1 and _ends_status(one) for one in rest)


def _ends_status(plain: str) -> bool:
    """Whether a word is one of a status or what one ends with: `解决` in `已解决`."""
    return any(word.endswith(plain) for word in heading_words.cell_words("status"))


def _is_done_on(facts: ColumnFacts, header: Header) -> bool:
    """Days under a heading that says when it was done, or a second end that is filled just where the work is over."""
    e = facts.cells
    days = e.filled > e.no_dates and e.share(e.dates, e.text_dates, e.no_dates) >= NEARLY
    ends = _says(facts, "due") >= PLAINLY and facts.goes_with >= JUST_WHERE
    return days and (_says(facts, "done_on") >= PLAINLY or ends)


def _is_owner(facts: ColumnFacts, header: Header) -> bool:
    """A team answers where no person does."""
    e = facts.cells
    return _says(facts, "team") >= PLAINLY and e.filled > 0 and e.share(e.texts) >= NEARLY and not e.long_texts


_CAN_BE: Mapping[str, Callable[[ColumnFacts, Header], bool]] = {
    "percent": _is_percent,
    "status": _is_status,
    "done_on": _is_done_on,
    "owner": _is_owner,
}
