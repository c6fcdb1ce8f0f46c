"""The signal from the work planned for people in the days ahead."""

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import msg, weekday, whole
from goalsheet.measure.durations import days_said, work_said
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.load import Load, load_names
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, signal
from goalsheet.plan.model import Step
from goalsheet.rounding import at_least


@signal("overload", "overload", "load", "Step", thresholds=("overload", "overload days"))
def overload(context: ItemContext) -> Hit | None:
    """More work is planned for its group in the next {overload days} days than its people can do.

    Formula: what is left of the effort of the group's open steps, spread evenly up to their due dates, as far as it
    falls into the next {overload days} days, is more than {overload:%} of the working days of its people there, less
    absences, for part-time less. Silent where no effort is given, and for steps that lie outside these days.

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
    step = context.item
    if not isinstance(step, Step) or not step.effort:
        return None
    found = [
        (name, context.facts.loads[name])
        for name in load_names(context.plan_as_of, step)
        if name in context.facts.loads
    ]
    over = next(
        (
            (name, load)
            for name, load in found
            if not at_least(context.limits["overload"] * load.capacity, load.planned)
        ),
        None,
    )
    if over is None or (step.start is not None and step.start > over[1].until):
        return None
    _, load = over
    numbers: dict[str, Number] = {"planned_days": load.planned, "capacity_days": load.capacity, "until": load.until}
    return Hit(Level.HINT, _reason(context, step, load), msg("work moved to others or to later"), "effort", numbers)


def _reason(context: ItemContext, step: Step, load: Load) -> LazyText:
    """Whose load it is: the one person's, else the team's people's, else those of all who have no team."""
    what = {"work": work_said(load.planned), "until": weekday(load.until), "room": days_said(load.capacity)}
    if len(load.people) == 1:
        return msg("{person} has {work} up to {until} and {room} for it", person=load.people[0], **what)
    goal, people = context.plan_as_of.plan.by_key.get(step.goal_key), whole(len(load.people))
    team = step.team or (goal.team if goal else None)
    if team and context.plan_as_of.settings.record_by != "person":
        return msg(
            "the {team} team's {people} people have {work} up to {until} and {room} for it",
            team=team, people=people, **what,
        )  # fmt: skip
    return msg("the plan's {people} people together have {work} up to {until} and {room} for it", people=people, **what)
