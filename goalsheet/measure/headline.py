"""The whole plan in one sentence, with counts: what a lead says first. The one wording of it, for every place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from goalsheet.language import ENGLISH, Language, translatable, translatable_plural
from goalsheet.measure.figures import Figures, Share, counts, overdue
from goalsheet.measure.model import Measured
from goalsheet.plan.model import Goal, Plan, Step, Work
from goalsheet.plan.slips import far, own_time, past_time
from goalsheet.statuses import MAY_MISS, NEEDS_ATTENTION, RESTING, Status

_T = TypeVar("_T", bound=Work)

#: How each status is called: the same words in the plan's findings, in the workbook and on every page.
WORDS: Mapping[Status, str] = {
    Status.OFF_TRACK: translatable("off track"),
    Status.AT_RISK: translatable("at risk"),
    Status.NO_UPDATE: translatable("no update"),
    Status.ON_TRACK: translatable("on track"),
    Status.NOT_STARTED: translatable("not started"),
    Status.DONE: translatable("done"),
    Status.ON_HOLD: translatable("on hold"),
    Status.CANCELLED: translatable("cancelled"),
}
OVERDUE = translatable("overdue")

_SOME = {
    "goal": translatable_plural("{n} of {total} goals is {status}", "{n} of {total} goals are {status}"),
    "step": translatable_plural("{n} of {total} steps is {status}", "{n} of {total} steps are {status}"),
}
_ALL = {
    "goal": translatable_plural("The one goal is {status}", "All {n} goals are {status}"),
    "step": translatable_plural("The one step is {status}", "All {n} steps are {status}"),
}
_BOTH = {"goal": translatable("Both goals are {status}"), "step": translatable("Both steps are {status}")}
_UNBEGUN = {
    "goal": translatable_plural("The one goal is not started", "None of the {n} goals is started"),
    "step": translatable_plural("The one step is not started", "None of the {n} steps is started"),
}
_SILENT = {
    "goal": translatable_plural("{n} of {total} goals has no update", "{n} of {total} goals have no update"),
    "step": translatable_plural("{n} of {total} steps has no update", "{n} of {total} steps have no update"),
}
_UNDATED = {
    "goal": translatable_plural("{n} of {total} goals has no due date", "{n} of {total} goals have no due date"),
    "step": translatable_plural("{n} of {total} steps has no due date", "{n} of {total} steps have no due date"),
}
_UNUSABLE = {
    "goal": translatable_plural(
        "{n} of {total} goals has no due date to judge by", "{n} of {total} goals have no due date to judge by"
    ),
    "step": translatable_plural(
        "{n} of {total} steps has no due date to judge by", "{n} of {total} steps have no due date to judge by"
    ),
}
_ARE = translatable_plural("{n} is {status}", "{n} are {status}")
NOUNS = {"goal": translatable_plural("{n} goal", "{n} goals"), "step": translatable_plural("{n} step", "{n} steps")}


def verdict(plan: Plan, measured: Measured, say: Language = ENGLISH) -> str:
    """One sentence: how many goals are in trouble (or what they all are), and how many steps are overdue."""
    old = of_the_past(plan, measured.as_of, say)
    told = _verdict(plan, measured, say)
    return f"{old} {told}" if old else told


def of_the_past(plan: Plan, as_of: date, say: Language = ENGLISH) -> str:
    """What is said first of a plan all of whose dates lie years back; empty for any other."""
    past = past_time(plan, as_of)
    if past is None:
        return ""
    years = f"{past.first.year}–{past.last.year}" if past.first.year < past.last.year else str(past.last.year)
    return say.say(
        "All dates lie in {years}: to see how things stood then, run with --as-of {day}.", years=years, day=past.middle
    )


def _verdict(plan: Plan, measured: Measured, say: Language) -> str:
    items, noun = counted(plan, measured)
    if not items:
        return say.say("There is nothing to report on: no goal and no step was read.")
    standing = _standing(counts(items, measured), len(items), noun, say)
    late = overdue(plan, measured) if noun == "goal" else ()
    tails = [_lower(_share(len(late), len(plan.steps), "step", OVERDUE, say))] if late else []
    tails.append(_undated(plan, measured, len(items), noun, say))
    for tail in filter(None, tails):
        standing = say.say("{verdict}; {more}", verdict=standing, more=tail)
    return say.say("{verdict}.", verdict=standing)


def counted(plan: Plan, measured: Measured) -> tuple[tuple[Goal | Step, ...], str]:
    """What a verdict counts, and what it is called: goals, or steps where the workbook has at most one goal, and that
    stands no worse than all of them."""
    goals, steps = _living(plan.counted_goals, measured), _living(plan.steps, measured)
    if len(goals) > 1 or not steps:
        return goals, "goal"
    worst = min(measured.of(step.key).status.rank for step in steps)
    worse = [goal for goal in goals if measured.of(goal.key).status in NEEDS_ATTENTION]
    if any(measured.of(goal.key).status.rank < worst for goal in worse):
        return goals, "goal"
    return steps, "step"


def undated(plan: Plan, measured: Measured) -> tuple[Goal | Step, ...]:
    """What a verdict counts that is still to be done and has no due date that could be judged by."""
    items, _ = counted(plan, measured)
    day = own_time(plan, measured.as_of)
    open_ = (item for item in items if measured.of(item.key).status not in RESTING)
    return tuple(i for i in open_ if measured.of(i.key).days_left is None and (not i.due or far(i.due, day)))


def _undated(plan: Plan, measured: Measured, total: int, noun: str, say: Language) -> str:
    """How many that are; otherwise said where a date is written that could not be read, or is not believed."""
    items = undated(plan, measured)
    if not items:
        return ""
    unread = plan.unread
    written = any(item.due or item.cells.get("due") in unread for item in items if "due" in item.cells)
    return say.many(len(items), *(_UNUSABLE if written else _UNDATED)[noun], total=say.whole(total))


def _living(items: Iterable[_T], measured: Measured) -> tuple[_T, ...]:
    return tuple(item for item in items if measured.of(item.key).status is not Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class Caption:
    """One of the headline figures in words: `6 of 8` `steps done`. `name` is its name in `Figures`."""

    name: str
    figure: Share | int
    text: str
    label: str


def captions(figures: Figures, days_ahead: int, say: Language = ENGLISH) -> tuple[Caption, ...]:
    """The four figures on top, as every output words them; those of goals alone where there are no steps, and of steps
    alone where there are no goals.

    `days_ahead` is how far `due_next` looks, in days.
    """
    labels = {
        "well": say.say("goals on track or done"),
        "done": say.say("steps done"),
        "overdue": say.many(figures.overdue, "step overdue", "steps overdue"),
        "due_next": say.many(days_ahead, "due in the next day", "due in the next {n} days"),
    }
    names = tuple(labels) if figures.done.whole else ("well", "due_next")
    if figures.done.whole and not figures.well.whole:
        names = names[1:]
    return tuple(_caption(name, getattr(figures, name), labels[name], say) for name in names)


def _caption(name: str, figure: Share | int, label: str, say: Language) -> Caption:
    return Caption(name, figure, share_text(figure, say) if isinstance(figure, Share) else say.whole(figure), label)


def share_text(share: Share, say: Language) -> str:
    """`6 of 8`."""
    return say.say("{n} of {total}", n=say.whole(share.part), total=say.whole(share.whole))


def _standing(found: Mapping[Status, int], total: int, noun: str, say: Language) -> str:
    troubled = [status for status in MAY_MISS if found[status]]
    if troubled:
        first, *rest = troubled
        others = [_are(found[status], status, say) for status in rest]
        return say.listed([_share(found[first], total, noun, WORDS[first], say), *others])
    if silent := found[Status.NO_UPDATE]:
        are = say.many(silent, *_SILENT[noun], total=say.whole(total))
        return say.say("Nothing is off track or at risk, but {some}", some=are)
    quiet = [s for s in (Status.ON_TRACK, Status.DONE, Status.NOT_STARTED, Status.ON_HOLD) if found[s]]
    if len(quiet) == 1:
        return _share(total, total, noun, WORDS[quiet[0]], say)
    parts = say.listed([_are(found[status], status, say) for status in quiet])
    every = say.many(total, *NOUNS[noun])
    return say.say("Nothing is off track or at risk: of {all}, {parts}", all=every, parts=parts)


def _share(amount: int, total: int, noun: str, word: str, say: Language) -> str:
    """`2 of 6 goals are off track`, `Both goals are done`, `None of the 18 steps is started`."""
    status = say.say(word)
    if amount < total:
        return say.many(amount, *_SOME[noun], total=say.whole(total), status=status)
    if word == Status.NOT_STARTED:
        return say.many(total, *_UNBEGUN[noun])
    if total == 2:
        return say.say(_BOTH[noun], status=status)
    return say.many(total, *_ALL[noun], status=status)


def _are(amount: int, status: Status, say: Language) -> str:
    return say.many(amount, *_ARE, status=say.say(WORDS[status]))


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
