"""What changed since an earlier report, in groups: what got worse first."""

from dataclasses import dataclass

from goalsheet.history.model import GOAL, KEY_RESULT, STEP, Change, ChangeKind, Changes, Snapshot
from goalsheet.language import translatable
from goalsheet.measure.headline import WORDS
from goalsheet.plan.model import Goal, KeyResult, Step
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import KINDS, ViewContext
from goalsheet.statuses import Status

#: The groups in the order of telling, each with the kinds of changes in it.
GROUPS: tuple[tuple[str, str, tuple[ChangeKind, ...]], ...] = (
    (translatable("Got worse"), "worse", (ChangeKind.WORSE, ChangeKind.REOPENED)),
    (translatable("Got better"), "better", (ChangeKind.BETTER, ChangeKind.STARTED)),
    (translatable("Due dates moved"), "due", (ChangeKind.DUE,)),
    (translatable("New and dropped"), "new", (ChangeKind.NEW, ChangeKind.DROPPED)),
    (
        translatable("Owners and names"),
        "owner",
        (ChangeKind.OWNER, ChangeKind.SETTLED, ChangeKind.RENAMED, ChangeKind.REGROUPED),
    ),
    (translatable("Done"), "done", (ChangeKind.DONE,)),
    (translatable("Progress"), "progress", (ChangeKind.PROGRESS,)),
)
KIND_WORDS = {GOAL: KINDS[Goal], KEY_RESULT: KINDS[KeyResult], STEP: KINDS[Step]}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: what happened to which item. `slug` is the status it has now, as a class name."""

    slug: str
    word: str  # its status now
    name: str
    anchor: str  # of the item's goal on the page
    attention: str  # anchor in needs attention, where it is worse and its reason stands there
    moved: str  # `was at risk`
    goal: str
    kind: str
    owner: str
    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one sort under their title: `Got worse`."""

    title: str
    slug: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What was planned for this time, and what was done: `5 of 8 planned steps done, and 2 that were not planned`."""

    text: str
    done: tuple[str, ...]
    not_done: tuple[str, ...]
    unplanned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed. `since` says since when; `nothing` says so where nothing did."""

    since: str
    summary: str  # `Got worse: 2, Due dates moved: 1`
    nothing: str
    groups: tuple[ChangeGroup, ...]
    reckoned: Reckoned | None


def changed(context: ViewContext, changes: Changes) -> Changed | None:
    """What changed, in groups; None where there is nothing to compare with."""
    if changes.since is None:
        return None
    groups = tuple(group for group in (_group(context, changes, *one) for one in GROUPS) if group.lines)
    nothing = "" if groups else context.lang.say("Nothing changed.")
    return Changed(
        context.lang.translate(changes.told), _summary(context, groups), nothing, groups, _reckoned(context, changes)
    )


def _group(context: ViewContext, changes: Changes, title: str, slug: str, kinds: tuple[ChangeKind, ...]) -> ChangeGroup:
    """Progress is told of goals and key results; of every step it would drown the rest."""
    found = [c for c in changes.of(*kinds) if c.kind is not ChangeKind.PROGRESS or c.item != STEP]
    return ChangeGroup(context.lang.say(title), slug, tuple(_line(context, change) for change in found))


def _line(context: ViewContext, change: Change) -> ChangeLine:
    item = context.review.plan.by_key.get(change.key)
    status = context.of(item).status if item else Status.CANCELLED
    dropped = context.lang.say("dropped") if change.kind is ChangeKind.DROPPED else ""
    word = context.lang.say(WORDS[status]) if item else dropped
    worse = item if change.kind is ChangeKind.WORSE else None
    moved = item and change.kind in (ChangeKind.WORSE, ChangeKind.BETTER)
    return ChangeLine(
        slug=status.value.replace(" ", "-"),
        word=word,
        name=shortened(change.name, 160),
        anchor=context.goal_anchor(item) if item else "",
        attention=context.attention_anchor(worse) if worse else "",
        moved=context.lang.say("was {status}", status=context.lang.say(change.before)) if moved else "",
        goal="" if change.item == GOAL else shortened(change.goal, 160),
        kind=context.lang.say(KIND_WORDS[change.item]),
        owner=context.people(change.owners),
        text=shortened(context.lang.translate(change.sentence), 400),
        cell=shortened(str(change.cell), 80) if change.cell else "",
    )


def _summary(context: ViewContext, groups: tuple[ChangeGroup, ...]) -> str:
    lang, told = context.lang, (group for group in groups if group.slug != "progress")
    return lang.in_a_row(lang.say("{item}: {what}", item=g.title, what=lang.whole(len(g.lines))) for g in told)


def _reckoned(context: ViewContext, changes: Changes) -> Reckoned | None:
    found = changes.reckoning
    if not found.done and not found.unplanned and (not found.planned or len(changes.changes) == 0):
        return None
    lang = context.lang
    done = lang.say("nothing planned")
    if found.planned:
        done = lang.many(
            found.planned,
            "{done} of {n} planned step done",
            "{done} of {n} planned steps done",
            done=lang.whole(len(found.done)),
        )
    if found.unplanned:
        done = lang.many(
            len(found.unplanned),
            "{done}, {n} done that was not planned",
            "{done}, {n} done that were not planned",
            done=done,
        )
    return Reckoned(
        context.sentence(done),
        _names(context, found.done),
        _names(context, found.not_done),
        _names(context, found.unplanned),
    )


def _names(context: ViewContext, steps: tuple[Snapshot, ...]) -> tuple[str, ...]:
    return tuple(_with_owners(context, shortened(s.name, 120), context.people(s.owners)) for s in steps)


def _with_owners(context: ViewContext, name: str, owners: str) -> str:
    return context.lang.say("{what} ({note})", what=name, note=owners) if owners else name
