"""A rule: a function over the plan with a code, a severity and a docstring that is its manual page."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from goalsheet.cells import CellRef
from goalsheet.findings import Finding, Severity
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import msg
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Plan
from goalsheet.settings import Settings
from goalsheet.thresholds import filled


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know besides the plan. `statuses` maps an item's key to its computed status, where computed."""

    as_of: date
    settings: Settings
    statuses: Mapping[str, str] = field(default_factory=dict)


#: What a rule yields: the cell and the message, and a hint where it can be better than the rule's own
#: (an empty one stands for the rule's).
Breach = tuple[CellRef | None, LazyText] | tuple[CellRef | None, LazyText, LazyText]
Check = Callable[[Plan, Context], Iterable[Breach | Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue. `needs` maps a kind of table to fields without which the rule has nothing to say."""

    code: str
    name: str
    severity: Severity
    family: str
    hint: LazyText
    needs: Mapping[Kind, tuple[str, ...]]
    check: Check

    @property
    def page(self) -> str:
        """The manual page: what it finds, why it matters, what to do, with `Breaks:` and `Holds:` examples;
        the constants of its module that it names in braces are filled in."""
        return filled(inspect.cleandoc(self.check.__doc__ or ""), self.check.__globals__)

    @property
    def summary(self) -> str:
        return self.page.partition("\n")[0]

    def applies(self, plan: Plan) -> bool:
        """Whether some table has the columns this rule speaks of: a rule without its columns is skipped."""
        if not self.needs:
            return True
        return any(table.has(*names) for kind, names in self.needs.items() for table in plan.layout.of(kind))

    def findings(self, plan: Plan, context: Context) -> Iterator[Finding]:
        for breach in self.check(plan, context):
            if isinstance(breach, Finding):
                yield breach
            else:
                cell, message, *hint = breach
                yield Finding(self.code, self.severity, cell, message, next(filter(None, hint), self.hint))


#: Every rule, in the order of codes: filled by the decorator when `goalsheet.rules` is imported.
CATALOGUE: dict[str, Rule] = {}


def rule(
    code: str,
    name: str,
    severity: Severity,
    family: str,
    hint: str,
    needs: Mapping[Kind, tuple[str, ...]] | None = None,
) -> Callable[[Check], Check]:
    """Register the decorated function as a rule; its hint is a message of the catalogues.

    Raises ValueError for a code that is taken.
    """

    def register(check: Check) -> Check:
        known = CATALOGUE.get(code)
        # The same function again: its module is imported a second time, because the first import failed further down.
        if known and (known.check.__module__, known.check.__qualname__) != (check.__module__, check.__qualname__):
            raise ValueError(f"two rules have the code {code}")
        CATALOGUE[code] = Rule(code, name, severity, family, msg(hint), needs or {}, check)
        return check

    return register
