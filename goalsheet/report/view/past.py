"""What the past says, worded for the report: changes, obstacles, overload and proposals, lessons."""

from collections.abc import Iterator

from goalsheet.history.lessons import Closing, Reminder
from goalsheet.history.model import GOAL, KEY_RESULT, STEP, Change, ChangeKind, Changes, Snapshot
from goalsheet.language import message
from goalsheet.measure.durations import days_said, work_said
from goalsheet.measure.headline import WORDS
from goalsheet.measure.model import Status
from goalsheet.measure.workload import PersonWeek
from goalsheet.plan.model import CheckIn, Goal, KeyResult, Lesson, Step
from goalsheet.report.phrases import shortened
from goalsheet.report.view.context import KINDS, Scene
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

#: The groups in the order of telling, each with the kinds of changes in it.
GROUPS: tuple[tuple[str, str, tuple[ChangeKind, ...]], ...] = (
    (message("Got worse"), "worse", (ChangeKind.WORSE, ChangeKind.REOPENED)),
    (message("Got better"), "better", (ChangeKind.BETTER, ChangeKind.STARTED)),
    (message("Due dates moved"), "due", (ChangeKind.DUE,)),
    (message("New and dropped"), "new", (ChangeKind.NEW, ChangeKind.DROPPED)),
    (
        message("Owners and names"),
        "owner",
        (ChangeKind.OWNER, ChangeKind.SETTLED, ChangeKind.RENAMED, ChangeKind.REGROUPED),
    ),
    (message("Done"), "done", (ChangeKind.DONE,)),
    (message("Progress"), "progress", (ChangeKind.PROGRESS,)),
)
ASKED = (message("Obstacle"), message("Needs"), message("Decision asked"))
KIND_WORDS = {GOAL: KINDS[Goal], KEY_RESULT: KINDS[KeyResult], STEP: KINDS[Step]}
MOST = 3  # proposals and estimates of a sort
FAR = 0.25  # a factor this far from 1 is told


def past(scene: Scene) -> PastView:
    """Everything the report tells of what was before and what could be done about the days ahead."""
    review = scene.review
    proposed = review.proposals
    return PastView(
        changed=changed(scene, review.changes),
        obstacles=tuple(_obstacle(scene, told) for told in review.obstacles),
        overloads=tuple(_overloads(scene, proposed.overloaded)),
        handovers=tuple(scene.sentence(one.sentence) for one in proposed.handovers[:MOST]),
        dates=tuple(scene.sentence(one.sentence) for one in proposed.dates[:MOST]),
        asked=tuple(_asked(scene, closing) for closing in review.closings),
        reminded=tuple(_reminded(scene, reminder) for reminder in review.reminders),
        estimates=_estimates(scene),
        left_out={"changes": "", "dates": _more(scene, max(len(proposed.dates), len(proposed.handovers)) - MOST)},
    )


def _asked(scene: Scene, closing: Closing) -> Asked:
    goal = closing.goal
    facts = tuple(map(scene.sentence, closing.facts))
    return Asked(scene.name_of(goal), scene.owners_of(goal), facts, shortened(str(goal.home), 80))


def _reminded(scene: Scene, reminder: Reminder) -> Reminded:
    lesson = reminder.lesson
    like, cell = shortened(reminder.like, 120), shortened(str(lesson.home), 80)
    return Reminded(scene.name_of(reminder.goal), _lesson(lesson), like, cell)


def _estimates(scene: Scene) -> tuple[str, ...]:
    """Groups that took far longer or shorter than planned, where earlier reports saw what was planned at first."""
    if scene.review.changes.since is None:
        return ()
    told = (e.sentence for e in scene.review.estimates if abs(e.factor - 1) >= FAR)
    return tuple(shortened(scene.lang.tell(text), 400) for text in told)[:MOST]


def _more(scene: Scene, count: int) -> str:
    return scene.lang.say("+ {n} more in report.json", n=scene.lang.whole(count)) if count > 0 else ""


def changed(scene: Scene, changes: Changes) -> Changed | None:
    """What changed, in groups; None where there is nothing to compare with."""
    if changes.since is None:
        return None
    groups = tuple(group for group in (_group(scene, changes, *one) for one in GROUPS) if group.lines)
    nothing = "" if groups else scene.lang.say("Nothing changed.")
    return Changed(scene.lang.tell(changes.told), _summary(scene, groups), nothing, groups, _reckoned(scene, changes))


def _group(scene: Scene, changes: Changes, title: str, slug: str, kinds: tuple[ChangeKind, ...]) -> ChangeGroup:
    """Progress is told of goals and key results; of every step it would drown the rest."""
    found = [c for c in changes.of(*kinds) if c.kind is not ChangeKind.PROGRESS or c.item != STEP]
    return ChangeGroup(scene.lang.say(title), slug, tuple(_line(scene, change) for change in found))


def _line(scene: Scene, change: Change) -> ChangeLine:
    item = scene.review.plan.by_key.get(change.key)
    status = scene.of(item).status if item else Status.CANCELLED
    dropped = scene.lang.say("dropped") if change.kind is ChangeKind.DROPPED else ""
    word = scene.lang.say(WORDS[status]) if item else dropped
    worse = item if change.kind is ChangeKind.WORSE else None
    moved = item and change.kind in (ChangeKind.WORSE, ChangeKind.BETTER)
    return ChangeLine(
        slug=status.value.replace(" ", "-"),
        word=word,
        name=shortened(change.name, 160),
        anchor=scene.goal_anchor(item) if item else "",
        attention=scene.attention_anchor(worse) if worse else "",
        moved=scene.lang.say("was {status}", status=scene.lang.say(change.before)) if moved else "",
        goal="" if change.item == GOAL else shortened(change.goal, 160),
        kind=scene.lang.say(KIND_WORDS[change.item]),
        owner=scene.people(change.owners),
        text=shortened(scene.lang.tell(change.sentence), 400),
        cell=shortened(str(change.cell), 80) if change.cell else "",
    )


def _summary(scene: Scene, groups: tuple[ChangeGroup, ...]) -> str:
    lang, told = scene.lang, (group for group in groups if group.slug != "progress")
    return lang.in_a_row(lang.say("{item}: {what}", item=g.title, what=lang.whole(len(g.lines))) for g in told)


def _reckoned(scene: Scene, changes: Changes) -> Reckoned | None:
    found = changes.reckoning
    if not found.done and not found.unplanned and (not found.planned or len(changes.changes) == 0):
        return None
    lang = scene.lang
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
        scene.sentence(done),
        _names(scene, found.done),
        _names(scene, found.not_done),
        _names(scene, found.unplanned),
    )


def _names(scene: Scene, steps: tuple[Snapshot, ...]) -> tuple[str, ...]:
    return tuple(_with_owners(scene, shortened(s.name, 120), scene.people(s.owners)) for s in steps)


def _with_owners(scene: Scene, name: str, owners: str) -> str:
    return scene.lang.say("{what} ({note})", what=name, note=owners) if owners else name


def _obstacle(scene: Scene, told: CheckIn) -> Obstacle:
    about = scene.review.plan.by_key.get(told.of or "")
    author = told.author or (scene.people(about.owners) if about else "")
    where = told.at("obstacles" if told.obstacles else "needs" if told.needs else "decision")
    return Obstacle(
        who=shortened(author, 60),
        when=scene.near(told.date),
        goal=scene.name_of(about) if about else shortened(told.goal, 160),
        parts=tuple(_parts(scene, told)),
        cell=shortened(str(where), 80),
    )


def _parts(scene: Scene, told: CheckIn) -> Iterator[tuple[str, str]]:
    for what, said in zip(ASKED, (told.obstacles, told.needs, told.decision), strict=True):
        if said:
            yield scene.lang.say(what), shortened(said)


def _overloads(scene: Scene, weeks: tuple[PersonWeek, ...]) -> Iterator[Overload]:
    """One line a person: `week 48: 7 days of work, 5 days for it; week 49: …`. Where steps have no effort, how much is
    too much is a rule of thumb: enough for a proposal, not for more."""
    weeks = tuple(week for week in weeks if week.unit == "days")
    for person in dict.fromkeys(week.person for week in weeks):
        theirs = [week for week in weeks if week.person == person]
        yield Overload(shortened(person, 60), scene.lang.in_a_row((_week(scene, week) for week in theirs), "; "))


def _week(scene: Scene, week: PersonWeek) -> str:
    return scene.lang.say(
        "{week}: {work}, {room} for it",
        week=scene.rhythm.week_named(week.week),
        work=work_said(week.work),
        room=days_said(week.capacity),
    )


def _lesson(lesson: Lesson) -> str:
    return shortened(lesson.lesson or lesson.better or "")
