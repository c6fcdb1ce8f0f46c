"""What the past says, worded for the report: changes, obstacles, overload and proposals, lessons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from goalsheet.history.lessons import Closing, Reminder
from goalsheet.language import language, translatable
from goalsheet.measure.durations import days_said, work_said
from goalsheet.measure.workload import PersonWeek
from goalsheet.plan.model import CheckIn, Lesson
from goalsheet.report.phrases import shortened
from goalsheet.report.view.changes import Changed, changed
from goalsheet.report.view.context import ViewContext

ASKED = (translatable("Obstacle"), translatable("Needs"), translatable("Decision asked"))
MOST = 3  # proposals and estimates of a sort
FAR = 0.25  # a factor this far from 1 is told


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What somebody says stands in the way, needs, or wants decided. `parts` are (what it is, in their words)."""

    who: str
    when: str
    goal: str
    parts: tuple[tuple[str, str], ...]
    cell: str


@dataclass(frozen=True, slots=True)
class Overload:
    """A person's week with more in it than fits: `Ana, week 48: 7 days of work, 5 days for it`."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A goal that was reached, what is known for its review, and how to put it into Lessons."""

    goal: str
    owner: str
    facts: tuple[str, ...]
    cell: str


@dataclass(frozen=True, slots=True)
class Reminded:
    """A lesson for a goal that starts."""

    goal: str
    lesson: str
    learnt_from: str
    cell: str


@dataclass(frozen=True, slots=True)
class PastView:
    """The parts of the report that earlier reports and the plan of the days ahead have to say."""

    changed: Changed | None = None
    obstacles: tuple[Obstacle, ...] = ()
    overloads: tuple[Overload, ...] = ()
    handovers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    reminded: tuple[Reminded, ...] = ()
    estimates: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=lambda: {"changes": "", "dates": ""})

    @property
    def tells(self) -> bool:
        """Whether any of it is there."""
        return bool(self.changed or self.obstacles or self.proposes or self.learnt)

    @property
    def learnt(self) -> bool:
        return bool(self.asked or self.reminded or self.estimates)

    @property
    def proposes(self) -> bool:
        return bool(self.overloads or self.handovers or self.dates)


def shorten_past(past: PastView, most: int, lang: str) -> PastView:
    """For mail: at most `most` changes in all, the first groups first, and as many obstacles."""
    room, groups = most, []
    for group in past.changed.groups if past.changed else ():
        if room > 0:
            groups.append(replace(group, lines=group.lines[:room]))
        room -= len(group.lines)
    say = language(lang)
    more = say.say("+ {n} more in the full report", n=say.whole(-room))
    left_out = {**past.left_out, "changes": more if room < 0 else ""}
    changed = replace(past.changed, groups=tuple(groups)) if past.changed else None
    return replace(past, changed=changed, obstacles=past.obstacles[:most], left_out=left_out)


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
