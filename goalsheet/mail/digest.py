"""What a digest says to one person: their items that are late or due soon, who waits for them, their wins, and what is
asked of them; for a lead also what needs attention in their team."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from goalsheet.findings import Finding, Severity
from goalsheet.folding import fold
from goalsheet.language import Language
from goalsheet.mail.model import Ask, Digest, Line, Team, Wait
from goalsheet.mail.recipients import AddressBook, Somebody, Work
from goalsheet.plan.model import CheckIn, Goal, Step
from goalsheet.report.phrases import shortened
from goalsheet.report.view.attention import Attention, attention
from goalsheet.report.view.context import ViewContext, badge
from goalsheet.report.view.due import OwnerDue
from goalsheet.report.view.figures import Figure
from goalsheet.report.view.model import StatusReport
from goalsheet.report.view.shorten import more
from goalsheet.report.view.wins import Win
from goalsheet.statuses import MAY_MISS, NEEDS_ATTENTION, RESTING, Status

NEAR, FAR = timedelta(days=7), timedelta(days=14)
PARTS = ("overdue", "due_7", "due_14", "trouble", "waiting", "asked", "wins")
TEAM_PARTS = ("attention", "wins")
MOST_NAMES = 12


@dataclass(frozen=True)
class Digests:
    """Makes everybody's digest from one review and its report."""

    context: ViewContext
    report: StatusReport
    book: AddressBook

    def of(self, somebody: Somebody, leads: bool = True, owns: bool = True) -> Digest:
        """One person's digest. `leads` and `owns` say which of its two parts to include."""
        mine = tuple(somebody.work) if owns else ()
        overdue, due_7, due_14, trouble = self._sorted_out(mine)
        waiting, asked = (self._waiting(somebody), self._asked(somebody)) if owns else ((), ())
        team = self._team(self.book.team_of(somebody)) if leads else None
        settings = self.context.review.settings
        return Digest(
            **self._head,
            name=shortened(somebody.name, 60),
            news=_news((overdue, due_7) if owns else None, len(waiting) + len(asked), team, self.context.lang),
            figures=_figures(overdue, due_7, due_14, waiting, self.context.lang) if owns else (),
            overdue=overdue,
            due_7=due_7,
            due_14=due_14,
            trouble=trouble,
            waiting=waiting,
            asked=asked,
            wins=self._wins_of([somebody]) if owns else (),
            team=team,
            answer_to="",
            link=settings.report_link,
            left_out=dict.fromkeys((*PARTS, *(f"team_{part}" for part in TEAM_PARTS)), ""),
        )

    @cached_property
    def _head(self) -> dict[str, str]:
        names = ("title", "workbook", "lang", "as_of", "as_of_iso", "week", "period")
        return {name: getattr(self.report, name) for name in names}

    def _sorted_out(self, mine: Sequence[Work]) -> tuple[tuple[Line, ...], ...]:
        """Overdue, due in 7 days, due in 14 days, and in trouble for other reasons."""
        now = self.context.as_of
        going = sorted((i for i in mine if self._status(i) not in RESTING), key=lambda i: i.due or date.max)
        overdue = [i for i in going if i.due and i.due < now]
        near = [i for i in going if i.due and now <= i.due <= now + NEAR]
        far = [i for i in going if i.due and now + NEAR < i.due <= now + FAR]
        listed = {i.key for i in (*overdue, *near, *far)}
        rest = [i for i in going if i.key not in listed and self._status(i) in MAY_MISS]
        rest.sort(key=lambda i: self._status(i).rank)
        return tuple(tuple(map(self._line, part)) for part in (overdue, near, far, rest))

    def _status(self, item: Work) -> Status:
        return self.context.of(item).status

    def _line(self, item: Work) -> Line:
        verdict = self.context.of(item)
        return Line(
            badge=self.context.badge(item),
            kind=self.context.kind_of(item),
            name=self.context.name_of(item),
            goal=self.context.goal_name(item),
            due=self._day(item.due),
            when=_when(item.due, self.context.as_of, self.context.lang) if item.due else "",
            reason=self.context.sentence(verdict.reason),
            clears=self.context.clearing(verdict.clears),
            progress=self.context.lang.percent(verdict.progress.actual, ""),
            cell=shortened(str(item.home), 80),
        )

    def _waiting(self, somebody: Somebody) -> tuple[Wait, ...]:
        """Other people's open steps that depend on an open item of theirs, or that name them under Blocked by."""
        keys = dict.fromkeys(item.key for item in somebody.work if item.open)
        found = [wait for key in keys for wait in self._waiting_on.get(key, ())]
        found += self._blocked_by.get(somebody.names, ())
        others = [(step, mine) for step, mine in found if not any(somebody.called(name) for name in step.owners)]
        others.sort(key=lambda pair: (pair[0].due or date.max, pair[0].home.row))
        return tuple({step.key: self._wait(step, mine) for step, mine in reversed(others)}.values())[::-1]

    def _wait(self, step: Step, mine: str) -> Wait:
        place = shortened(str(step.home), 80)
        return Wait(self.context.name_of(step), self.context.owners_of(step), self._day(step.due), mine, place)

    def _day(self, value: date | None) -> str:
        return self.context.lang.weekday(value, self.context.as_of) if value else ""

    @cached_property
    def _waiting_on(self) -> Mapping[str, list[tuple[Step, str]]]:
        """Open steps by the key of what they depend on."""
        plan = self.context.review.plan
        found: dict[str, list[tuple[Step, str]]] = {}
        for step in plan.steps:
            for needed in step.depends_on if self._status(step) not in RESTING else ():
                if needed.key and needed.key in plan.by_key:
                    found.setdefault(needed.key, []).append((step, self.context.name_of(plan.by_key[needed.key])))
        return found

    @cached_property
    def _blocked_by(self) -> Mapping[frozenset[str], list[tuple[Step, str]]]:
        """Open steps by the person whom their Blocked by cell names, each with the text of that cell."""
        found: dict[frozenset[str], list[tuple[Step, str]]] = {}
        for step in self.context.review.plan.steps:
            if step.blocked_by and self._status(step) not in RESTING:
                for named in self.book.named_in(step.blocked_by):
                    found.setdefault(named.names, []).append((step, shortened(step.blocked_by, 160)))
        return found

    def _asked(self, somebody: Somebody) -> tuple[Ask, ...]:
        """Decisions first, then lessons of goals reached, updates, and errors in their rows."""
        asked = [*self._decisions(somebody), *self._lessons(somebody), *self._updates(somebody)]
        return (*asked, *(ask for item in somebody.work for ask in self._wrong.get(item.key, ())))

    def _decisions(self, somebody: Somebody) -> Iterator[Ask]:
        for told in self.context.review.obstacles:
            about = self.context.review.plan.by_key.get(told.of or "")
            if about and not somebody.called(told.author or "") and self._answers_for(somebody, about):
                yield from _decision(told, self.context.name_of(about), self.context.lang)

    def _answers_for(self, somebody: Somebody, item: Work) -> bool:
        goal = item if isinstance(item, Goal) else self.context.goal_of(item)
        return any(somebody.called(name) for name in (*item.owners, *(goal.sponsor if goal else ())))

    def _lessons(self, somebody: Somebody) -> Iterator[Ask]:
        say = self.context.lang.say
        for closed in self.context.review.closings:
            if any(somebody.called(name) for name in closed.goal.owners):
                text = say("{goal} is reached: what did you learn?", goal=self.context.name_of(closed.goal))
                yield Ask(text, shortened(str(closed.goal.home), 80), say("Write a row into the Lessons sheet."))

    def _updates(self, somebody: Somebody) -> Iterator[Ask]:
        for item in somebody.work:
            if self._status(item) is Status.NO_UPDATE:
                place = item.at("percent" if "percent" in item.cells else "status")
                text = self.context.lang.say("Say how it stands with {name}.", name=self.context.name_of(item))
                yield Ask(text, shortened(str(place), 80), self.context.sentence(self.context.of(item).reason))

    @cached_property
    def _wrong(self) -> Mapping[str, list[Ask]]:
        """Errors and warnings in the rows of an item. Notes, and findings on the people in it (GS3xx, which are not
        theirs to correct), are left to the full report."""
        rows = {(i.home.sheet, i.home.row): i for i in self.context.review.plan.work if i.cells or i.owners}
        found: dict[str, list[Ask]] = {}
        for finding in self.context.review.findings:
            item = rows.get((finding.cell.sheet, finding.cell.row)) if finding.cell else None
            if item and finding.severity is not Severity.NOTE and not finding.code.startswith("GS3"):
                found.setdefault(item.key, []).append(_mend(finding, self.context.name_of(item), self.context))
        return found

    def _wins_of(self, people: Iterable[Somebody]) -> tuple[Win, ...]:
        """In the order of the report, each once."""
        places = {place for one in people for place in self._wins.get(one.names, ())}
        return tuple(self.report.wins[place] for place in sorted(places))

    @cached_property
    def _wins(self) -> Mapping[frozenset[str], list[int]]:
        found: dict[frozenset[str], list[int]] = {}
        for place, win in enumerate(self.report.wins):
            for one in self.book.named_in(win.who) if win.who else ():
                found.setdefault(one.names, []).append(place)
        return found

    def _team(self, people: tuple[Somebody, ...]) -> Team | None:
        if not people:
            return None
        keys = {item.key for one in people for item in one.work}
        work = [self.context.review.plan.by_key[key] for key in sorted(keys)]
        needy = [item for item in work if item.key in self._attention]
        needy.sort(key=lambda item: self._places[item.key])
        return Team(
            people=self._named(people),
            figures=_team_figures(self.context, work),
            attention=tuple(self._attention[item.key] for item in needy),
            due_next=self._due_of(people),
            due_within=self.report.due_within,
            wins=self._wins_of(people),
            silent=tuple(self._silent(people)),
        )

    def _named(self, people: tuple[Somebody, ...]) -> str:
        names = [one.name for one in people[:MOST_NAMES]]
        if left := len(people) - len(names):
            names.append(self.context.lang.many(left, "{n} more", "{n} more"))
        return self.context.people(names)

    @cached_property
    def _attention(self) -> Mapping[str, Attention]:
        lines = attention(self.context)
        return {item.key: line for item, line in zip(self.context.review.attention, lines, strict=True)}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {item.key: place for place, item in enumerate(self.context.review.attention)}

    def _due_of(self, people: tuple[Somebody, ...]) -> tuple[OwnerDue, ...]:
        names = frozenset(name for one in people for name in one.names)
        return tuple(group for group in self.report.due_next if fold(group.owner) in names)

    def _silent(self, people: tuple[Somebody, ...]) -> Iterator[str]:
        for one in people:
            items = sum(self._status(item) is Status.NO_UPDATE for item in one.work)
            if items:
                lang = self.context.lang
                said = lang.many(items, "{n} item without an update", "{n} items without an update")
                yield lang.say("{item}: {what}", item=shortened(one.name, 60), what=said)


def shorten_digest(digest: Digest, most: int) -> Digest:
    """At most `most` lines in each part; `left_out` counts, by part, what is missing."""
    parts = {part: getattr(digest, part) for part in PARTS}
    team = digest.team and replace(
        digest.team,
        attention=digest.team.attention[:most],
        wins=digest.team.wins[:most],
        silent=digest.team.silent[:most],
        due_next=tuple(OwnerDue(g.owner, g.lines[:most]) for g in digest.team.due_next[:most]),
    )
    cut = {part: more(len(lines) - most, digest.lang) for part, lines in parts.items()}
    for part in TEAM_PARTS:
        cut[f"team_{part}"] = more(len(getattr(digest.team, part)) - most, digest.lang) if digest.team else ""
    return replace(digest, team=team, left_out=cut, **{part: lines[:most] for part, lines in parts.items()})


def _when(due: date, as_of: date, lang: Language) -> str:
    """
    >>> from goalsheet.language import ENGLISH
    >>> _when(date(2026, 11, 15), date(2026, 11, 20), ENGLISH), _when(date(2026, 11, 21), date(2026, 11, 20), ENGLISH)
    ('5 days ago', 'tomorrow')
    """
    days = (due - as_of).days
    if days < 0:
        return lang.say("yesterday") if days == -1 else lang.many(-days, "{n} day ago", "{n} days ago")
    if days < 2:
        return lang.say("tomorrow") if days else lang.say("today")
    return lang.many(days, "in {n} day", "in {n} days")


def _decision(told: CheckIn, about: str, lang: Language) -> Iterator[Ask]:
    who = shortened(told.author, 60) or lang.say("Somebody")
    if told.decision:
        text = lang.say("{who} asks for a decision on {goal}: {said}", who=who, goal=about, said=_cut(told.decision))
        yield Ask(text, shortened(str(told.at("decision")), 80))
    if told.needs:
        text = lang.say("{who} needs something for {goal}: {said}", who=who, goal=about, said=_cut(told.needs))
        yield Ask(text, shortened(str(told.at("needs")), 80))


def _cut(text: str) -> str:
    return shortened(text)


def _mend(finding: Finding, name: str, context: ViewContext) -> Ask:
    text = context.lang.say("{item}: {what}", item=name, what=context.sentence(finding.message))
    return Ask(text, shortened(str(finding.cell), 80), context.sentence(finding.hint))


def _figures(overdue: Sized, due_7: Sized, due_14: Sized, waiting: Sized, lang: Language) -> tuple[Figure, ...]:
    counted = (
        (overdue, lang.say("overdue"), "off-track"),
        (due_7, lang.say("due in 7 days"), ""),
        (due_14, lang.say("due in 14 days"), ""),
        (waiting, lang.say("waiting on you"), "at-risk"),
    )
    return tuple(Figure(lang.whole(len(what)), label, slug=slug if what else "") for what, label, slug in counted)


def _team_figures(context: ViewContext, work: Sequence[Work]) -> tuple[Figure, ...]:
    counts = context.review.counts(work)
    shown = (*NEEDS_ATTENTION, Status.DONE)
    badges = [(badge(status, context.lang), counts[status]) for status in shown]
    return tuple(Figure(context.lang.whole(n), one.word, slug=one.slug if n else "") for one, n in badges)


def _news(
    parts: tuple[tuple[Line, ...], tuple[Line, ...]] | None, asked: int, team: Team | None, lang: Language
) -> str:
    """`1 overdue, 2 due in 7 days; team: 3 off track`."""
    figures = [(figure.value, figure.label) for figure in team.figures[:3] if figure.slug] if team else []
    needy = _amounts(figures, lang) or lang.say("nothing at risk")
    if parts is None:
        return lang.say("your team: {news}", news=needy)
    counted = ((len(parts[0]), lang.say("overdue")), (len(parts[1]), lang.say("due in 7 days")))
    asked_too = (*counted, (asked, lang.say("asked of you")))
    mine = _amounts([(lang.whole(n), what) for n, what in asked_too if n], lang) or lang.say("nothing due")
    return lang.say("{mine}; team: {team}", mine=mine, team=needy) if team else mine


def _amounts(counted: Sequence[tuple[str, str]], lang: Language) -> str:
    return lang.in_a_row(lang.say("{n} {status}", n=number, status=what) for number, what in counted)
