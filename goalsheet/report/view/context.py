"""The review with what every part of the report asks of it: names for links, and which items need attention."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from goalsheet.language import Language, translatable
from goalsheet.measure.headline import WORDS
from goalsheet.measure.model import Assessment
from goalsheet.periods import Rhythm
from goalsheet.plan.model import Goal, KeyResult, Step
from goalsheet.report.phrases import SIGNS, sentence, shortened
from goalsheet.report.view.elements import Badge, Bar
from goalsheet.review import Review
from goalsheet.statuses import Status

Work = Goal | KeyResult | Step

HALF_A_YEAR = 183  # days
NOBODY = translatable("nobody yet")
LOOSE_STEPS = translatable("Steps without a goal")
NAMELESS = translatable("(no name)")
KINDS = {Goal: translatable("goal"), KeyResult: translatable("key result"), Step: translatable("step")}


@dataclass(frozen=True)
class ViewContext:
    review: Review

    @property
    def as_of(self) -> date:
        return self.review.as_of

    @property
    def lang(self) -> Language:
        return self.review.language

    @property
    def rhythm(self) -> Rhythm:
        return self.review.settings.rhythm

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """A short name for every item, by its place in the plan: g1, k1, s1."""
        plan = self.review.plan
        named = (("g", plan.goals), ("k", plan.key_results), ("s", plan.steps))
        return {item.key: f"{letter}{n}" for letter, items in named for n, item in enumerate(items, 1)}

    @cached_property
    def _attention_keys(self) -> frozenset[str]:
        return frozenset(item.key for item in self.review.attention)

    def attention_anchor(self, item: Work) -> str:
        return f"a-{self.anchors[item.key]}" if item.key in self._attention_keys else ""

    def of(self, item: Work) -> Assessment:
        return self.review.assessment(item)

    def goal_of(self, item: Work) -> Goal | None:
        """The goal a step or key result belongs to, a goal's parent for a goal."""
        key = item.parent_key if isinstance(item, Goal) else item.goal_key
        found = self.review.plan.by_key.get(key or "")
        return found if isinstance(found, Goal) else None

    def goal_name(self, item: Work) -> str:
        goal = None if isinstance(item, Goal) else self.goal_of(item)
        return self.name_of(goal) if goal else ""

    def goal_anchor(self, item: Work) -> str:
        """The goal to look at for an item: itself, or the one it belongs to."""
        goal = item if isinstance(item, Goal) else self.goal_of(item)
        return self.anchors[goal.key] if goal else ""

    def due_in(self, item: Work) -> int | None:
        """Days from as of to an item's due date."""
        return (item.due - self.as_of).days if item.due else None

    def near(self, value: date | None) -> str:
        return self.lang.near(value, self.as_of)

    def short(self, value: date | None) -> str:
        """Without its year within half a year: for long lists."""
        close = value is not None and abs((value - self.as_of).days) < HALF_A_YEAR
        return self.lang.near(value, value if close and value else self.as_of)

    def badge(self, item: Work) -> Badge:
        return badge(self.of(item).status, self.lang)

    def name_of(self, item: Work) -> str:
        name = shortened(self.lang.translate(item.name), 160)
        return name or self.lang.say(LOOSE_STEPS if isinstance(item, Goal) else NAMELESS)

    def kind_of(self, item: Work) -> str:
        return self.lang.say(KINDS[type(item)])

    def owners_of(self, item: Work) -> str:
        return self.people(item.owners)

    def people(self, names: Iterable[str]) -> str:
        return self.lang.listed(shortened(name, 60) for name in names)

    def sentence(self, text: str) -> str:
        """What was worked out in half a sentence, made whole."""
        return sentence(text, self.lang)

    def clearing(self, text: str) -> str:
        """What would clear it, behind a colon: with a capital in English only."""
        whole = self.sentence(text)
        return whole if self.lang.english else self.lang.translate(text).lstrip()[:1] + whole[1:]

    def bar(self, actual: float | None, expected: float | None) -> Bar:
        """Actual and expected, fractions, for drawing and in words."""
        say = self.lang.say
        known, wanted = self.lang.percent(actual, "–"), self.lang.percent(expected)
        text = say("{percent} done", percent=known) if actual is not None else say("progress unknown")
        if expected is not None:
            text = say("{done}, {percent} expected by now", done=text, percent=wanted)
        return Bar(_share(actual), _share(expected), known, wanted, text)


def badge(status: Status, lang: Language) -> Badge:
    return Badge(lang.say(WORDS[status]), status.value.replace(" ", "-"), SIGNS[status])


def name_of(item: Work) -> str:
    """An item's name in a text that is English whatever the report speaks."""
    return shortened(item.name, 160) or (LOOSE_STEPS if isinstance(item, Goal) else NAMELESS)


def kind_of(item: Work) -> str:
    return KINDS[type(item)]


def _share(fraction: float | None) -> float | None:
    return None if fraction is None else round(min(max(fraction, 0.0), 1.0) * 100)
