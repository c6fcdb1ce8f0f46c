"""The signal from the work planned for people in the days ahead."""

from goalsheet.measure import wording
from goalsheet.measure.case import Case
from goalsheet.measure.load import load_names
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, signal
from goalsheet.plan.model import Step


@signal("overload", "load", "Step", thresholds=("overload", "overload days"))
def overload(case: Case) -> Hit | None:
    """More work is planned for its group in the next two weeks than its people can do.

    Formula: what is left of the effort of the group's open steps, spread evenly up to their due dates, as far as it
    falls into the next 14 days, is more than the working days of its people there, less absences, for part-time less.
    Silent where no effort is given, and for steps that lie outside these days.

    Breaks:
        as of 2026-11-20
        | Step        | Owner | Start      | Due        | % complete | Effort |
        | Write copy  | Ana   | 2026-11-23 | 2026-12-04 | 0%         | 8      |
        | Book studio | Ana   | 2026-11-23 | 2026-12-04 | 0%         | 6      |

    Holds:
        as of 2026-11-20
        | Step        | Owner | Start      | Due        | % complete | Effort |
        | Write copy  | Ana   | 2026-11-23 | 2026-12-04 | 0%         | 5      |
        | Book studio | Ana   | 2026-11-23 | 2026-12-04 | 0%         | 4      |
    """
    step = case.item
    if not isinstance(step, Step) or not step.effort:
        return None
    found = [(name, case.facts.loads[name]) for name in load_names(case.basis, step) if name in case.facts.loads]
    over = next(
        ((name, load) for name, load in found if load.planned > case.limits["overload"] * load.capacity + 1e-9), None
    )
    if over is None or (step.start is not None and step.start > over[1].until):
        return None
    _, load = over
    who = _whose(case, step, load.people)
    planned, can = wording.number(round(load.planned, 1)), wording.number(round(load.capacity, 1))
    reason = f"{who} {planned} days of work up to {wording.day(load.until)} and {can} days for it"
    numbers: dict[str, Number] = {"planned_days": load.planned, "capacity_days": load.capacity, "until": load.until}
    return Hit(Level.HINT, reason, "work moved to others or to later", "effort", numbers)


def _whose(case: Case, step: Step, people: tuple[str, ...]) -> str:
    """Whose load it is: the one person's, else the team's people's, else those of all who have no team."""
    if len(people) == 1:
        return f"{people[0]} has"
    goal = case.basis.plan.by_key.get(step.goal_key)
    team = step.team or (goal.team if goal else None)
    if team and case.basis.settings.record_by != "person":
        return f"the {team} team's {len(people)} people have"
    return f"the plan's {len(people)} people together have"
