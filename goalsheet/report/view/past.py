"""What the past says, worded for the report: changes, obstacles, overload and proposals, lessons."""

from collections.abc import Iterator

from goalsheet.history.lessons import Closing, Reminder
from goalsheet.history.model import GOAL, KEY_RESULT, STEP, Change, ChangeKind, Changes, Snapshot
from goalsheet.language import translatable
from goalsheet.measure.durations import days_said, work_said
from goalsheet.measure.headline import WORDS
from goalsheet.measure.workload import PersonWeek
from goalsheet.plan.model import CheckIn, Goal, KeyResult, Lesson, Step
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import KINDS, ViewContext
from goalsheet.report.view.past_model import (
    Asked,
    Changed,
    ChangeGroup,
    ChangeLine,
    Obstacle,
    Overload,
    PastView,
    Reckoned,
    Reminded,
)  # fmt: skip
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
ASKED = (translatable("Obstacle"), translatable("Needs"), translatable("Decision asked"))
KIND_WORDS = {GOAL: KINDS[Goal], KEY_RESULT: KINDS[KeyResult], STEP: KINDS[Step]}
MOST = 3  # proposals and estimates of a sort
FAR = 0.25  # a factor this far from 1 is told


def past(context: ViewContext) -> PastView:
    """Everything the report tells of what was before and what could be done about the days ahead."""
    review = context.review
    proposed = review.proposals
    return PastView(
        changed=changed(context, review.changes),
        obstacles=tuple(_obstacle(context, told) for told in review.obstacles),
        overloads=tuple(_overloads(context, proposed.overloaded)),
        handovers=tuple(context.sentence(one.sentence) for one in proposed.handovers[:MOST]),
        dates=tuple(context.sentence(one.sentence) for one in proposed.dates[:MOST]),
        asked=tuple(_asked(context, closing) for closing in review.closings),
        reminded=tuple(_reminded(context, reminder) for reminder in review.reminders),
        estimates=_estimates(context),
        left_out={"changes": "", "dates": _more(context, max(len(proposed.dates), len(proposed.handovers)) - MOST)},
    )


def _asked(context: ViewContext, closing: Closing) -> Asked:
    goal = closing.goal
    facts = tuple(map(context.sentence, closing.facts))
    return Asked(context.name_of(goal), context.owners_of(goal), facts, shortened(str(goal.home), 80))


def _reminded(context: ViewContext, reminder: Reminder) -> Reminded:
    lesson = reminder.lesson
    like, cell = shortened(reminder.like, 120), shortened(str(lesson.home), 80)
    return Reminded(context.name_of(reminder.goal), _lesson(lesson), like, cell)


def _estimates(context: ViewContext) -> tuple[str, ...]:
    """Groups that took far longer or shorter than planned, where earlier reports saw what was planned at first."""
    if context.review.changes.since is None:
        return ()
    told = (e.sentence for e in context.review.estimates if abs(e.factor - 1) >= FAR)
    return tuple(shortened(context.lang.translate(text), 400) for text in told)[:MOST]


def _more(context: ViewContext, count: int) -> str:
    return context.lang.say("+ {n} more in report.json", n=context.lang.whole(count)) if count > 0 else ""


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


def _obstacle(context: ViewContext, told: CheckIn) -> Obstacle:
    about = context.review.plan.by_key.get(told.of or "")
    author = told.author or (context.people(about.owners) if about else "")
    where = told.at("obstacles" if told.obstacles else "needs" if told.needs else "decision")
    return Obstacle(
        who=shortened(author, 60),
        when=context.near(told.date),
        goal=context.name_of(about) if about else shortened(told.goal, 160),
        parts=tuple(_parts(context, told)),
        cell=shortened(str(where), 80),
    )


def _parts(context: ViewContext, told: CheckIn) -> Iterator[tuple[str, str]]:
    for what, said in zip(ASKED, (told.obstacles, told.needs, told.decision), strict=True):
        if said:
            yield context.lang.say(what), shortened(said)


def _overloads(context: ViewContext, weeks: tuple[PersonWeek, ...]) -> Iterator[Overload]:
    """One line a person: `week 48: 7 days of work, 5 days for it; week 49: …`. Where steps have no effort, how much is
    too much is a rule of thumb: enough for a proposal, not for more."""
    weeks = tuple(week for week in weeks if week.unit == "days")
    for person in dict.fromkeys(week.person for week in weeks):
        theirs = [week for week in weeks if week.person == person]
        yield Overload(shortened(person, 60), context.lang.in_a_row((_week(context, week) for week in theirs), "; "))


def _week(context: ViewContext, week: PersonWeek) -> str:
    return context.lang.say(
        "{week}: {work}, {room} for it",
        week=context.rhythm.week_named(week.week),
        work=work_said(week.work),
        room=days_said(week.capacity),
    )


def _lesson(lesson: Lesson) -> str:
    return shortened(lesson.lesson or lesson.better or "")
