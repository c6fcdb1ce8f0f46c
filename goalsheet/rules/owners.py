"""GS3xx: owners: each open step has one person who answers for it, spelled in one way."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from goalsheet.cells import CellRef
from goalsheet.findings import Severity
from goalsheet.folding import bare, grouped
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, joined, msg, quoted, whole
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Goal, Plan, Work
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import heading, named, summed_up, told, written
from goalsheet.rules.likeness import folded, like_names

#: Names that name nobody; what reading takes for a blank cell ("TBD", "-") does not come here.
NOBODY = {"tbc", "todo", "someone", "somebody", "unknown", "open", "xxx", "new hire", "to be hired", "n.n.", "nn"}
EVERYBODY = {"all", "everyone", "everybody", "anyone", "all of us", "whole team", "the team", "team", "we", "us"}
MANY_STEPS = 10  # open steps due soon from which one person has too many


def first_rows(plan: Plan) -> Mapping[str, CellRef]:
    """Each owner as written, with the first cell that names them, in the order of the sheets."""
    first: dict[str, CellRef] = {}
    for item in written(plan):
        for owner in item.owners:
            first.setdefault(owner, item.at("owner"))
    return first


def names_nobody(owner: str) -> bool:
    return bare(owner) in NOBODY or not folded(owner)


def names_everybody(owner: str) -> bool:
    return bare(owner) in EVERYBODY


@rule("GS301", "no-owner", Severity.WARNING, "people", "Name one person who answers for it.")
def no_owner(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open step has no owner although the sheet has a column for it.

    A step that belongs to nobody is done by nobody, and nobody is asked about it.

    Name one person who answers for it, even if others do the work.

    Breaks:

        at Steps!B3
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos |       | 2026-12-04 |

    Holds:

        Steps
        | Step            | Owner | Due        | Status |
        | Write the copy  | Ana   | 2026-11-27 |        |
        | Take the photos |       | 2026-11-13 | done   |
    """

    def without(row: Work) -> bool:
        return row.open and not row.owners

    yield from told(plan, plan.steps, "owner", without, msg("the step has no owner"), msg("no step has an owner"))


@rule("GS302", "several-owners", Severity.NOTE, "people", "Put the one who answers for it first, or alone.")
def several_owners(plan: Plan, context: Context) -> Iterator[Breach]:
    """Several people own one open step.

    Where two answer, each waits for the other. One is accountable; the others help.

    Leave the one who answers for it in the column, or cut the step by person. Where more than half of the steps have
    several owners it is said once, at the heading.

    Breaks:

        at Steps!B2
        Steps
        | Step            | Owner    | Due        |
        | Write the copy  | Ana, Ben | 2026-11-27 |
        | Take the photos | Ben      | 2026-12-04 |
        | Draw the pages  | Cem      | 2026-12-04 |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | Ben   | 2026-12-04 |
    """
    open_steps = [step for step in plan.steps if step.open and step.owners]
    several: list[Breach] = [(step.at("owner"), _shared(step.owners)) for step in open_steps if len(step.owners) > 1]
    yield from summed_up(
        several,
        len(open_steps),
        lambda _: (heading(plan, open_steps[0], "owner"), _most_shared(len(several), len(open_steps))),
    )


def _shared(owners: Sequence[str]) -> LazyText:
    return msg("{n} people own this step: {owners}", n=whole(len(owners)), owners=joined(owners))


def _most_shared(several: int, steps: int) -> LazyText:
    return msg("{several} of {n} open steps have several owners", several=whole(several), n=whole(steps))


@rule(
    "GS303",
    "owner-not-listed",
    Severity.WARNING,
    "people",
    "Add the person to the People sheet, or write the name as it is there.",
    {Kind.PEOPLE: ("name",)},
)
def owner_not_listed(plan: Plan, context: Context) -> Iterator[Breach]:
    """An owner is not on the People sheet.

    Their address, team and absences are not known: they get no mail, and their load is counted apart.

    Add the person, or put the name used here into "Also known as". It is said once for each name.

    Breaks:

        at Steps!B3
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | Ben   | 2026-12-04 |
        People
        | Name     | E-mail          |
        | Ana Diaz | ana@example.org |
        | Ana      | a@example.org   |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | Ben   | 2026-12-04 |
        People
        | Name     | E-mail          | Also known as |
        | Ana Diaz | ana@example.org | Ana           |
        | Ben Roth | ben@example.org | Ben, Benni    |
    """
    if not plan.people:
        return
    suspects = {name for pair in _like_pairs(plan) for name in pair}
    for owner, cell in first_rows(plan).items():
        nameless = names_nobody(owner) or names_everybody(owner)
        if plan.person(owner) is None and owner not in suspects and not nameless:
            yield cell, msg("{name} is not on the People sheet", name=owner)


def _like_pairs(plan: Plan) -> list[tuple[str, str]]:
    """Names that are probably one; two that People lists as two people, or as one, are left out."""
    used = [*first_rows(plan), *(person.name for person in plan.people)]
    return [pair for pair in like_names(used) if any(plan.person(name) is None for name in pair)]


@rule("GS304", "like-names", Severity.WARNING, "people", "Write the name the same way everywhere.")
def like_owners(plan: Plan, context: Context) -> Iterator[Breach]:
    """Two names are probably one person, misspelled.

    Load, mails and roll-ups go by name: two spellings make two people, each with half the work.

    Write the name the same way everywhere. If they are two people, put both on the People sheet and it is not said
    again.

    Breaks:

        at Steps!B4
        Steps
        | Step            | Owner      | Due        |
        | Write the copy  | Ana Diaz   | 2026-11-27 |
        | Take the photos | Ana Diaz   | 2026-12-04 |
        | Draw the pages  | Anna Diaz  | 2026-12-04 |

    Holds:

        Steps
        | Step            | Owner  | Due        |
        | Write the copy  | Ben    | 2026-11-27 |
        | Take the photos | Ken    | 2026-12-04 |
        | Draw the pages  | Martin | 2026-12-04 |
        | Build the pages | Martina | 2026-12-04 |
    """
    first = first_rows(plan)
    times = Counter(owner for item in written(plan) for owner in item.owners)
    for pair in _like_pairs(plan):
        rarer, usual = sorted(pair, key=lambda name: (plan.person(name) is not None, times[name], name))
        if rarer in first:
            known = msg("on the People sheet") if plan.person(usual) else _rows(times[usual])
            words = msg(
                "{name} ({rows}) is nearly {usual} ({known})",
                name=quoted(rarer),
                rows=_rows(times[rarer]),
                usual=quoted(usual),
                known=known,
            )
            yield first[rarer], words


def _rows(number: int) -> LazyText:
    return counted(number, "{n} row", "{n} rows")


@rule("GS308", "too-much-at-once", Severity.NOTE, "people", "Move dates, or let somebody else take some of it.")
def too_much_at_once(plan: Plan, context: Context) -> Iterator[Breach]:
    """One person has more than {MANY_STEPS} open steps that are late or due soon.

    So much cannot all be first. What falls behind is then decided by chance.

    Agree with the person on what comes first, move the other dates, or find somebody who takes some of it. How far
    ahead "soon" looks is the setting `due_soon_days`.

    Breaks:

        at Steps!B2
        Steps
        | Step             | Owner | Due        |
        | Write the copy   | Ana   | 2026-11-23 |
        | Take the photos  | Ana   | 2026-11-23 |
        | Draw the pages   | Ana   | 2026-11-24 |
        | Build the pages  | Ana   | 2026-11-24 |
        | Test on phones   | Ana   | 2026-11-25 |
        | Write the notes  | Ana   | 2026-11-25 |
        | Ask the lawyers  | Ana   | 2026-11-26 |
        | Brief the agency | Ana   | 2026-11-26 |
        | Order the domain | Ana   | 2026-11-27 |
        | Send the mailing | Ana   | 2026-11-27 |
        | Book the room    | Ana   | 2026-11-30 |

    Holds:

        Steps
        | Step             | Owner | Due        |
        | Write the copy   | Ana   | 2026-11-23 |
        | Take the photos  | Ben   | 2026-11-23 |
        | Draw the pages   | Cem   | 2026-11-24 |
    """
    until = context.as_of + timedelta(days=context.settings.due_soon_days)
    soon = [step for step in plan.steps if step.open and step.due and step.due <= until]
    pairs = [(owner, step) for step in soon for owner in step.owners if not names_nobody(owner)]
    for owner, rows in grouped(pairs, lambda pair: pair[0]).items():
        if len(rows) > MANY_STEPS:
            words = msg(
                "{name} has {n} open steps that are late or due by {date}",
                name=str(owner),
                n=whole(len(rows)),
                date=until,
            )
            yield rows[0][1].at("owner"), words


@rule("GS312", "owner-is-nobody", Severity.WARNING, "people", "Name one person who answers for it.")
def owner_is_nobody(plan: Plan, context: Context) -> Iterator[Breach]:
    """The owner of open work is "everyone", "someone" or the like.

    What belongs to everybody belongs to nobody: nobody can be asked, and nobody gets the mail.

    Name one person, the one who will be asked. If it is not yet known who does it: the one who will decide that.

    Breaks:

        at Steps!B3
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | all   | 2026-12-04 |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | NA    | 2026-12-04 |
    """
    for item in written(plan):
        for owner in item.owners if item.open else ():
            if names_nobody(owner):
                yield item.at("owner"), msg("the owner {name} names nobody", name=quoted(owner))
            elif names_everybody(owner) and len(item.owners) == 1:
                words = msg("the owner {name} means all, so nobody will feel asked", name=quoted(owner))
                yield item.at("owner"), words


@rule("GS313", "first-name-only", Severity.NOTE, "people", "Use the full name, or list the short one in Also known as.")
def first_name_only(plan: Plan, context: Context) -> Iterator[Breach]:
    """A person is called by the first name in some rows and by the full name in others.

    They are counted as two people unless the People sheet says that they are one.

    Write the full name everywhere, or put the short one into "Also known as" on the People sheet.

    Breaks:

        at Steps!B3
        Steps
        | Step            | Owner    | Due        |
        | Write the copy  | Ana Diaz | 2026-11-27 |
        | Take the photos | Ana      | 2026-12-04 |

    Holds:

        Steps
        | Step            | Owner    | Due        |
        | Write the copy  | Ana Diaz | 2026-11-27 |
        | Take the photos | Ana Diaz | 2026-12-04 |
        | Draw the pages  | Ben      | 2026-12-04 |
    """
    owners = first_rows(plan)
    known = [*owners, *(person.name for person in plan.people)]
    full = grouped(dict.fromkeys(name for name in known if " " in name), lambda name: folded(str(name)).split(" ")[0])
    for owner, cell in owners.items():
        fuller = full.get(folded(owner), []) if " " not in owner and plan.person(owner) is None else []
        if len(fuller) == 1:
            words = msg(
                "{name} is probably {full}, who is counted as another person", name=quoted(owner), full=fuller[0]
            )
            yield cell, words


@rule(
    "GS314",
    "no-sponsor",
    Severity.NOTE,
    "people",
    "Name who backs the goal when it needs a decision.",
    {Kind.GOALS: ("sponsor",)},
)
def no_sponsor(plan: Plan, context: Context) -> Iterator[Breach]:
    """A large goal has no sponsor although others have one.

    A goal of ten steps or three goals below it needs somebody who decides when it needs money or people.

    Name who that is; or strike the column if the team does without.

    Breaks:

        at Goals!D3
        Goals
        | ID | Goal                | Parent | Sponsor | Due        |
        | G1 | Launch the new site |        | Eva     | 2026-12-18 |
        | G2 | Open 3 shops        |        |         | 2027-12-31 |
        | G3 | Open a shop in Lyon | G2     |         | 2027-03-31 |
        | G4 | Open a shop in Nice | G2     |         | 2027-06-30 |
        | G5 | Open a shop in Metz | G2     |         | 2027-09-30 |

    Holds:

        Goals
        | ID | Goal                | Sponsor | Due        |
        | G1 | Launch the new site | Eva     | 2026-12-18 |
        | G2 | Open 3 shops        | Eva     | 2027-12-31 |
    """
    goals = [goal for goal in plan.goals if "sponsor" in goal.cells]
    if not any(goal.sponsor for goal in goals):
        return
    for goal in goals:
        steps, below = len(plan.steps_of(goal)), len(plan.children_of(goal))
        if goal.open and not goal.sponsor and (steps >= 10 or below >= 3):
            yield goal.at("sponsor"), _unbacked(goal, steps, below)


def _unbacked(goal: Goal, steps: int, below: int) -> LazyText:
    if below >= 3:
        return msg("the goal {goal} has {n} goals below it but no sponsor", goal=named(goal), n=whole(below))
    return msg("the goal {goal} has {n} steps but no sponsor", goal=named(goal), n=whole(steps))
