"""A signal: a function over one item with a code, a family and a docstring that is its manual page."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import msg, percent_up
from goalsheet.measure.item_context import ItemContext, done_so_far
from goalsheet.measure.model import Level, Signal
from goalsheet.rounding import at_least
from goalsheet.thresholds import filled

Number = float | int | str | date | None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a signal found: how much it weighs, why, what would clear it, the field whose cell to look at, the
    numbers."""

    level: Level
    reason: LazyText
    clears: LazyText
    at: str = "status"
    numbers: Mapping[str, Number] = field(default_factory=dict)
    family: str | None = None  # where it is not the signal's own


Judge = Callable[[ItemContext], Hit | None]


@dataclass(frozen=True, slots=True)
class SignalRule:
    """One signal of the catalogue. `thresholds` names what it can be set by; `evidence` says whether outcomes back
    it."""

    code: str
    title: str  # its name in English
    family: str
    on: frozenset[str]
    thresholds: tuple[str, ...]
    evidence: bool
    judge: Judge

    @property
    def name(self) -> LazyText:
        return msg(self.title)

    @property
    def page(self) -> str:
        """The manual page: what it says, its formula and examples, the numbers those of the table of thresholds."""
        return filled(inspect.cleandoc(self.judge.__doc__ or ""))

    @property
    def summary(self) -> str:
        return self.page.partition("\n")[0]

    def signals(self, context: ItemContext) -> Iterator[Signal]:
        hit = self.judge(context)
        if hit is not None:
            family = hit.family or self.family
            yield Signal(self.code, hit.level, family, context.item.at(hit.at), hit.reason, hit.clears, hit.numbers)


def done_words(enough: float) -> LazyText:
    """The progress that is enough, as what is to be done: `60 % done`, or `done` where only all of it is."""
    return msg("done") if at_least(enough, 1) else done_so_far(percent_up(enough))


# Cached as `item_context.done_so_far` is.
@lru_cache(maxsize=1024)
def or_new_date(condition: LazyText) -> LazyText:
    """What would clear it, beside which another due date would."""
    return msg("{condition}, or a new due date agreed", condition=condition)


#: Every signal in order of precedence among equals: filled by the decorator when `goalsheet.measure.signals` is
#: imported.
CATALOGUE: dict[str, SignalRule] = {}

EVERYTHING = ("Goal", "KeyResult", "Step")


def signal(
    code: str, name: str, family: str, *on: str, thresholds: tuple[str, ...] = (), evidence: bool = False
) -> Callable[[Judge], Judge]:
    """Register the decorated function as a signal on these kinds of items (all of them if none is named).

    Its name is a message of the catalogues.

    Raises ValueError for a code that is taken.
    """

    def register(judge: Judge) -> Judge:
        known = CATALOGUE.get(code)
        # The same function again: its module is imported a second time, because the first import failed further down.
        if known and (known.judge.__module__, known.judge.__qualname__) != (judge.__module__, judge.__qualname__):
            raise ValueError(f"two signals have the code {code}")
        CATALOGUE[code] = SignalRule(code, name, family, frozenset(on or EVERYTHING), thresholds, evidence, judge)
        return judge

    return register
