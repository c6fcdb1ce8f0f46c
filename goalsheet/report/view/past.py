"""What the past says, worded for the report: changes, obstacles, overload and proposals, lessons."""

from collections.abc import Iterator

from goalsheet.history.model import GOAL, STEP, Change, ChangeKind, Changes, Snapshot
from goalsheet.history.words import counted
from goalsheet.measure.model import Status
from goalsheet.measure.wording import number
from goalsheet.measure.workload import PersonWeek
from goalsheet.plan.model import CheckIn, Lesson
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
from goalsheet.report.view.scene import Scene, name_of, owners_of, people
from goalsheet.report.words import sentence, shortened

#: The groups in the order of telling, each with the kinds of changes in it.
GROUPS: tuple[tuple[str, str, tuple[ChangeKind, ...]], ...] = (
    ("Got worse", "worse", (ChangeKind.WORSE, ChangeKind.REOPENED)),
    ("Got better", "better", (ChangeKind.BETTER, ChangeKind.STARTED)),
    ("Due dates moved", "due", (ChangeKind.DUE,)),
    ("New and dropped", "new", (ChangeKind.NEW, ChangeKind.DROPPED)),
    ("Owners and names", "owner", (ChangeKind.OWNER, ChangeKind.SETTLED, ChangeKind.RENAMED, ChangeKind.REGROUPED)),
    ("Done", "done", (ChangeKind.DONE,)),
    ("Progress", "progress", (ChangeKind.PROGRESS,)),
)
MOST = 3  # proposals and estimates of a sort
FAR = 0.25  # a factor this far from 1 is told


def past(scene: Scene) -> PastView:
    """Everything the report tells of what was before and what could be done about the days ahead."""
    review = scene.review
    proposed = review.proposals
    return PastView(
        changed=changed(scene, review.changes),
        obstacles=tuple(_obstacle(scene, told) for told in review.obstacles),
        overloads=tuple(_overloads(proposed.overloaded)),
        handovers=tuple(sentence(one.sentence) for one in proposed.handovers[:MOST]),
        dates=tuple(sentence(one.sentence) for one in proposed.dates[:MOST]),
        asked=tuple(
            Asked(name_of(c.goal), owners_of(c.goal), tuple(map(sentence, c.facts)), shortened(str(c.goal.home), 80))
            for c in review.closings
        ),
        reminded=tuple(
            Reminded(name_of(r.goal), _lesson(r.lesson), shortened(r.like, 120), shortened(str(r.lesson.home), 80))
            for r in review.reminders
        ),
        estimates=_estimates(scene),
        left_out={"changes": "", "dates": _more(max(len(proposed.dates), len(proposed.handovers)) - MOST)},
    )


def _estimates(scene: Scene) -> tuple[str, ...]:
    """Groups that took far longer or shorter than planned, where earlier reports saw what was planned at first."""
    if scene.review.changes.since is None:
        return ()
    return tuple(e.sentence for e in scene.review.estimates if abs(e.factor - 1) >= FAR)[:MOST]


def _more(count: int) -> str:
    return f"+ {count} more in report.json" if count > 0 else ""


def changed(scene: Scene, changes: Changes) -> Changed | None:
    """What changed, in groups; None where there is nothing to compare with."""
    if changes.since is None:
        return None
    groups = tuple(group for group in (_group(scene, changes, *one) for one in GROUPS) if group.lines)
    nothing = "" if groups else "Nothing changed."
    return Changed(f"since {changes.against}", _summary(groups), nothing, groups, _reckoned(changes))


def _group(scene: Scene, changes: Changes, title: str, slug: str, kinds: tuple[ChangeKind, ...]) -> ChangeGroup:
    """Progress is told of goals and key results; of every step it would drown the rest."""
    found = [c for c in changes.of(*kinds) if c.kind is not ChangeKind.PROGRESS or c.item != STEP]
    return ChangeGroup(title, slug, tuple(_line(scene, change) for change in found))


def _line(scene: Scene, change: Change) -> ChangeLine:
    item = scene.review.plan.by_key.get(change.key)
    status = scene.of(item).status if item else Status.CANCELLED
    word = status.value if item else "dropped" if change.kind is ChangeKind.DROPPED else ""
    return ChangeLine(
        slug=status.value.replace(" ", "-"),
        word=word,
        name=shortened(change.name, 160),
        anchor=scene.goal_anchor(item) if item else "",
        goal="" if change.item == GOAL else shortened(change.goal, 160),
        kind=change.item,
        owner=people(change.owners),
        text=shortened(change.sentence, 400),
        cell=shortened(str(change.cell), 80) if change.cell else "",
    )


def _summary(groups: tuple[ChangeGroup, ...]) -> str:
    return ", ".join(f"{len(group.lines)} {group.title.casefold()}" for group in groups if group.slug != "progress")


def _reckoned(changes: Changes) -> Reckoned | None:
    found = changes.reckoning
    if not found.done and not found.unplanned and (not found.planned or len(changes.changes) == 0):
        return None
    done = f"{len(found.done)} of {counted(found.planned, 'planned step')} done" if found.planned else "nothing planned"
    more = f", {len(found.unplanned)} done that {'was' if len(found.unplanned) == 1 else 'were'} not planned"
    return Reckoned(
        sentence(done + (more if found.unplanned else "")),
        _names(found.done),
        _names(found.not_done),
        _names(found.unplanned),
    )


def _names(steps: tuple[Snapshot, ...]) -> tuple[str, ...]:
    return tuple(f"{shortened(s.name, 120)}{f' ({people(s.owners)})' if s.owners else ''}" for s in steps)


def _obstacle(scene: Scene, told: CheckIn) -> Obstacle:
    about = scene.review.plan.by_key.get(told.of or "")
    author = told.author or (people(about.owners) if about else "")
    where = told.at("obstacles" if told.obstacles else "needs" if told.needs else "decision")
    return Obstacle(
        who=shortened(author, 60),
        when=scene.near(told.date),
        goal=name_of(about) if about else shortened(told.goal, 160),
        parts=tuple(_parts(told)),
        cell=shortened(str(where), 80),
    )


def _parts(told: CheckIn) -> Iterator[tuple[str, str]]:
    for what, said in (("Obstacle", told.obstacles), ("Needs", told.needs), ("Decision asked", told.decision)):
        if said:
            yield what, shortened(said)


def _overloads(weeks: tuple[PersonWeek, ...]) -> Iterator[Overload]:
    """One line a person: `week 48: 7 days of work, 5 days for it; week 49: …`. Where steps have no effort, how much is
    too much is a rule of thumb: enough for a proposal, not for more."""
    weeks = tuple(week for week in weeks if week.unit == "days")
    for person in dict.fromkeys(week.person for week in weeks):
        theirs = [week for week in weeks if week.person == person]
        yield Overload(shortened(person, 60), "; ".join(map(_week, theirs)))


def _week(week: PersonWeek) -> str:
    work, can = number(round(week.work, 1)), number(round(week.capacity, 1))
    return f"week {week.week.isocalendar().week}: {work} days of work, {can} days for it"


def _lesson(lesson: Lesson) -> str:
    return shortened(lesson.lesson or lesson.better or "")
