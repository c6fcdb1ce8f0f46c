"""GS3xx: the People sheet: addresses, capacity, absences, no person twice."""

import re
from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.folding import fold, grouped
from goalsheet.language.wording import exact, msg, quoted
from goalsheet.layout.table import Kind
from goalsheet.plan.model import Person, Plan
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import closest_of_each

ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\".]+(\.[^\s@<>,;\".]+)+")
DAYS_IN_WEEK = 7
PEOPLE = {Kind.PEOPLE: ("name",)}


def _mail_wanted(plan: Plan, context: Context) -> bool:
    settings = context.settings
    return bool(settings.mail_from or settings.mail_to or any(person.email for person in plan.people))


@rule("GS305", "no-address", Severity.WARNING, "people", "Fill in the address, or set `default_domain`.", PEOPLE)
def no_address(plan: Plan, context: Context) -> Iterator[Breach]:
    """Somebody with open work has no e-mail address, though others get mail.

    They learn of their late steps from nobody.

    Fill in the address, or set `default_domain` where addresses follow from the names.

    Breaks:

        at People!B3
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        | Take the photos | Ben   | 2026-12-04 |
        People
        | Name | E-mail          | Team  |
        | Ana  | ana@example.org | Sales |
        | Ben  |                 | Sales |

    Holds:

        setting default_domain: example.org
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail          | Team  |
        | Ana  | ana@example.org | Sales |
        | Ben  |                 | Sales |
    """
    if context.settings.default_domain or not _mail_wanted(plan, context):
        return
    owners = {owner for item in plan.work if item.open for owner in item.owners}
    busy = {person.key for person in map(plan.person, owners) if person}
    for person in plan.people:
        if person.key in busy and not person.email and "@" not in person.name:
            yield person.at("email"), msg("{name} owns open work but has no e-mail address", name=person.name)


@rule("GS306", "bad-address", Severity.ERROR, "people", "Write it like name@example.org, one in a cell.", PEOPLE)
def bad_address(plan: Plan, context: Context) -> Iterator[Breach]:
    """An e-mail address is none.

    Mail to it comes back, or never leaves.

    Write one address like name@example.org.

    Breaks:

        at People!B2
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail          | Team  |
        | Ana  | ana@example     | Sales |
        | Ben  | ben@example.org | Sales |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail           | Team  |
        | Ana  | ana@example.org  | Sales |
        | Ben  | b.r@example.org  | Sales |
    """
    for person in plan.people:
        if person.email and not ADDRESS.fullmatch(person.email):
            yield person.at("email"), msg("{address} is no e-mail address", address=quoted(person.email))


@rule("GS307", "impossible-capacity", Severity.ERROR, "people", "Enter days a week: 5 for full time.", PEOPLE)
def impossible_capacity(plan: Plan, context: Context) -> Iterator[Breach]:
    """A capacity is less than none or more than {DAYS_IN_WEEK} days a week.

    Capacity is counted in days a week. Hours or percent make somebody who never has too much to do.

    Enter days a week: 5 for full time, 2.5 for half.

    Breaks:

        at People!C2
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail          | Capacity |
        | Ana  | ana@example.org | 38       |
        | Ben  | ben@example.org | 5        |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail          | Capacity |
        | Ana  | ana@example.org | 2.5      |
        | Ben  | ben@example.org | 5        |
    """
    for person in plan.people:
        days = person.capacity
        if days is not None and not 0 <= days <= DAYS_IN_WEEK:
            yield person.at("capacity"), msg("a capacity of {days} days a week cannot be", days=exact(days))


def _called(person: Person) -> dict[str, str]:
    """Each name of a person, as it is compared and as it is written."""
    return {fold(name): name for name in (*reversed(person.aliases), person.name) if name}


@rule("GS309", "person-twice", Severity.WARNING, "people", "Keep one row a person; put other names there.", PEOPLE)
def person_twice(plan: Plan, context: Context) -> Iterator[Breach]:
    """Two rows of the People sheet claim the same name.

    Work by that name goes to the first of them only; the other row's address and absences are never used.

    Keep one row for a person. For two people with one name, write both in full in every sheet.

    Breaks:

        at People!A3
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name     | E-mail          | Also known as |
        | Ana Diaz | ana@example.org | Ana           |
        | Ana Roth | ar@example.org  | Ana           |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name     | E-mail          | Also known as |
        | Ana Diaz | ana@example.org | Ana           |
        | Ana Roth | ar@example.org  | Anita         |
    """
    claims = [(tidied, name, person) for person in plan.people for tidied, name in sorted(_called(person).items())]
    for (_, _, first), *others in grouped(claims, lambda claim: claim[0]).values():
        for _, name, person in others:
            words = msg("the name {name} already belongs to {cell}", name=quoted(name), cell=first.home)
            yield person.home, words


@rule("GS310", "absence-backwards", Severity.ERROR, "people", "Swap the two dates, or mend the year.", PEOPLE)
def absence_backwards(plan: Plan, context: Context) -> Iterator[Breach]:
    """An absence ends before it begins.

    It is not known on which days the person is away, so no step is moved out of the way.

    Swap the dates, or mend the year.

    Breaks:

        at People!D2
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail          | Away from  | Away to    |
        | Ana  | ana@example.org | 2026-12-18 | 2026-12-07 |
        | Ben  | ben@example.org | 2026-12-21 | 2027-01-03 |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail          | Away from  | Away to    |
        | Ana  | ana@example.org | 2026-12-07 | 2026-12-18 |
        | Ben  | ben@example.org | 2026-12-21 | 2027-01-03 |
    """
    for person in plan.people:
        for first, last in person.away:
            if last < first:
                yield person.at("away_to"), msg("away to {last} is before away from {first}", last=last, first=first)


@rule(
    "GS311",
    "unknown-manager",
    Severity.NOTE,
    "people",
    "Add the manager to the People sheet, or write the name as it is there.",
    {Kind.PEOPLE: ("manager",)},
)
def unknown_manager(plan: Plan, context: Context) -> Iterator[Breach]:
    """A manager is not on the People sheet.

    The digest for leads goes by this column; nobody gets the one for this team.

    Add a row for the manager, or write the name as it is there. It is said once for each name.

    Breaks:

        at People!C2
        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail          | Manager |
        | Ana  | ana@example.org | Eva     |
        | Ben  | ben@example.org | Ana     |

    Holds:

        Steps
        | Step            | Owner | Due        |
        | Write the copy  | Ana   | 2026-11-27 |
        People
        | Name | E-mail          | Manager |
        | Ana  | ana@example.org |         |
        | Ben  | ben@example.org | Ana     |
    """
    managed = grouped((person for person in plan.people if person.manager), lambda person: fold(person.manager or ""))
    lost = [(people[0], people[0].manager or "") for people in managed.values()]
    lost = [(person, manager) for person, manager in lost if plan.person(manager) is None]
    hints = closest_of_each([manager for _, manager in lost], [person.name for person in plan.people])
    for (person, manager), hint in zip(lost, hints, strict=True):
        yield person.at("manager"), msg("the manager {name} is not on the People sheet", name=manager), hint
