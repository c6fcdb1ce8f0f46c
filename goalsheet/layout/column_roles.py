"""Which column has which role: columns compete for each role; the likeliest whole is taken, each column once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from goalsheet.layout.column_facts import ColumnFacts
from goalsheet.layout.column_features import OTHER, ROLES, features, fits
from goalsheet.layout.learnt import Learnt

#: A role is weighed for so many columns at most, and only where it is at least this likely.
MOST, LEAST = 4, 0.02
#: Cells that suit a role less can't be it, whatever their heading says.
UNFIT = 0.15
#: Cells of a role that no heading says: so many of them at least, and not mere letters or signs.
HALF, LETTERS = 0.5, 1.5
#: How far a role is favoured over none: a goal that is a guess says more than none, an owner less.
LEANING = {"goal": 0.5, "owner": -0.2}
_TINY, _NEVER = 1e-6, -50.0
#: For each role the probability of each column, and at last that no column has it.
Chances = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Role:
    """A column's role (`other` for none), and how likely that is as the model says it (0-1)."""

    name: str
    probability: float


def likely(columns: Sequence[ColumnFacts], model: Learnt) -> Chances:
    """How likely each column has each role; the columns, and none at all, compete for it."""
    scores = [model.column.scores(one) for one in features(columns)]
    suits = [fits(one.cells) for one in columns]
    return {
        role: _shares(
            [
                one[k] if suit[role] >= UNFIT and _can_be(role, column) else _NEVER
                for one, suit, column in zip(scores, suits, columns, strict=True)
            ]
        )
        for k, role in enumerate(model.column.classes)
    }


def _can_be(role: str, column: ColumnFacts) -> bool:
    """Whether a column whose heading does not say a role may have it by its cells: they must be just that."""
    e = column.cells
    if role in column.meanings or not e.filled:
        return True
    if role == "percent":
        return bool(e.percent_formats or e.percent_texts)
    if role == "status":
        return e.share(e.statuses) >= HALF and not 0 < e.length < LETTERS
    if role == "owner":
        return e.share(e.names) >= HALF and e.length >= LETTERS
    return True


def _shares(scores: Sequence[float]) -> Sequence[float]:
    """Probabilities from scores, where none scores 0 and comes last."""
    top = max(0.0, *scores) if scores else 0.0
    parts = [exp(score - top) for score in (*scores, 0.0)]
    whole = sum(parts)
    return [part / whole for part in parts]


def roles(chances: Chances, taken: Mapping[str, int] | None = None) -> Sequence[Role]:
    """The likeliest roles of all columns together; `taken` fixes roles to columns (by index; -1 for none)."""
    fixed = taken or {}
    given = set(fixed.values())
    count = len(next(iter(chances.values()))) - 1
    choices = {role: _choices(chances[role], role, given) if role not in fixed else [] for role in ROLES}
    best = _best(sorted(choices, key=lambda role: len(choices[role])), choices)
    found = {column: role for role, column in {**best, **fixed}.items() if column >= 0}
    return [_role(found.get(i, OTHER), i, chances, fixed) for i in range(count)]


def _role(name: str, i: int, chances: Chances, fixed: Mapping[str, int]) -> Role:
    if name == OTHER:
        return Role(OTHER, 1 - max(chances[role][i] for role in ROLES))
    return Role(name, 1.0 if name in fixed else chances[name][i])


def _choices(shares: Sequence[float], role: str, given: set[int]) -> list[tuple[float, int]]:
    """What each column would gain by the role over nobody having it, the best first; the step goes somewhere anyway."""
    none = log(max(shares[-1], _TINY))
    gains = [
        (log(max(share, _TINY)) - none, i)
        for i, share in enumerate(shares[:-1])
        if i not in given and (share >= LEAST or role == "step")
    ]
    gains = [(gain + LEANING.get(role, 0.0), i) for gain, i in gains]
    least = -99.0 if role == "step" else 0.0
    return sorted((gain for gain in gains if gain[0] > least), reverse=True)[:MOST]


def _best(order: Sequence[str], choices: Mapping[str, list[tuple[float, int]]]) -> dict[str, int]:
    """The choice of columns with the greatest gain, each column once: a search with a bound."""
    top = [max(choices[role][0][0], 0.0) if choices[role] else 0.0 for role in order]
    rest = [sum(top[i:]) for i in range(len(order) + 1)]
    best: tuple[float, dict[str, int]] = (-99.0, {})

    def search(i: int, gained: float, used: dict[str, int]) -> None:
        nonlocal best
        if gained + rest[i] <= best[0]:
            return
        if i == len(order):
            best = (gained, dict(used))
            return
        role = order[i]
        columns = set(used.values())
        free = [(gain, column) for gain, column in choices[role] if column not in columns]
        for gain, column in free:
            search(i + 1, gained + gain, {**used, role: column})
        if role != "step" or not free:
            search(i + 1, gained, used)

    search(0, 0.0, {})
    return best[1]
