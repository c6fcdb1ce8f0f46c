"""What a status word in no language that is known must mean, by the share done and the day of completion beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goalsheet.folding import fold
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.model import LifeCycle
from goalsheet.plan.status_words import Said

#: So many rows with a word tell what it means, if so much of them has something beside it.
FEWEST, MOST = 2, 0.8


@dataclass(frozen=True, slots=True)
class Beside:
    """A row's status as written, its share done (None where unknown) and whether it has a day of completion."""

    word: str
    share: float | None
    completed: bool


def by_company(rows: Iterable[Beside]) -> Mapping[str, Said]:
    """The life-cycle of each word whose rows agree, by the folded word; all of them are guesses.

    >>> rows = [Beside("Ei", 0.0, False), Beside("ei", 0.0, False), Beside("Jo", 1.0, True), Beside("Jo", 1.0, True)]
    >>> {word: str(said.life_cycle) for word, said in by_company(rows).items()}
    {'ei': 'not started', 'jo': 'done'}
    """
    groups: dict[str, list[Beside]] = {}
    for row in rows:
        groups.setdefault(fold(row.word), []).append(row)
    told = {word: _by_share(group) or _by_completion(group, groups) for word, group in groups.items()}
    return {word: Said(stage, doubt=Doubt.STATUS_BY_PLACE) for word, stage in told.items() if stage}


def _by_share(group: list[Beside]) -> LifeCycle | None:
    shares = [row.share for row in group if row.share is not None]
    if len(shares) < max(FEWEST, MOST * len(group)):
        return None
    if all(share == 1 for share in shares):
        return LifeCycle.DONE
    if all(share == 0 for share in shares):
        return LifeCycle.NOT_STARTED
    return LifeCycle.IN_PROGRESS if all(0 < share < 1 for share in shares) else None


def _by_completion(group: list[Beside], groups: Mapping[str, list[Beside]]) -> LifeCycle | None:
    """Done, where every row with the word is completed on a day, and hardly any other row is."""
    if len(group) < FEWEST or not all(row.completed for row in group):
        return None
    others = [row.completed for word, rows in groups.items() if rows is not group for row in rows]
    return LifeCycle.DONE if others and sum(others) <= (1 - MOST) * len(others) else None
