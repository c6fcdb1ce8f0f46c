"""The signal from the forecast."""

from goalsheet.language.wording import joined, msg, weekday
from goalsheet.measure import durations
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, done_words, or_new_date, signal
from goalsheet.measure.signals.pace import on_plan, speaks
from goalsheet.plan.model import Step


@signal("forecast-late", "forecast late", "time", thresholds=("forecast late", "forecast expected", "forecast closed"))
def forecast_late(context: ItemContext) -> Hit | None:
    """If things go on as they do, it is finished after its due date.

    Formula: forecast finish past due by more than {forecast late:%} of its length: a warning; by less: a hint. The
    forecast is that of the group's record (P50) from {forecast closed} finished items on, else of its own pace, not
    before {forecast expected:%} is expected. At its own pace alone it is a hint of the family of pace, whatever the
    days: it then says over again what the pace says. What only the plan's logic or a metric's readings foretell has
    signals of its own; a child goal's pace is told of the child. Silent in the days of grace, once it is overdue, and
    where at its pace it is a day late or within a point of what is expected by today; a record that foretells a day is
    a hint.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 45%        |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 50%        |
    """
    forecast = context.forecast
    if context.due is None or forecast.finish is None or not forecast.late_days or (context.days_left or 0) < 0:
        return None
    if context.start is not None and context.start > context.as_of:
        return None
    by_pace, late = forecast.p50 is None, _late(context)
    if late <= 0 or (by_pace and (not speaks(context) or context.progress.source == "children")):
        return None
    if by_pace and (late <= 1 or on_plan(context)):
        return None
    far = late > max(context.limits["forecast late"] * (context.length or 0), 1)
    finish = msg("forecast {finish}", finish=weekday(forecast.finish))
    by = durations.LATE.words(forecast.late_days, context.calendar.working)
    reason = joined((context.how_far, finish, by, forecast.how))
    numbers: dict[str, Number] = {
        "finish": forecast.finish,
        "due": context.due,
        "days_late": forecast.late_days,
        "how": forecast.how,
    }
    numbers |= {"p50": forecast.p50, "p80": forecast.p80} if forecast.p50 else {}
    level = Level.WARN if far and not by_pace else Level.HINT
    left = msg("what is left done by {due}", due=weekday(context.due))
    if context.last_day or (by_pace and isinstance(context.item, Step)):
        enough = 1.0 if context.last_day else context.expected or 0.0
        left, numbers = done_words(enough), numbers | {"needed": enough}
    return Hit(level, reason, or_new_date(left), "due", numbers, "pace" if by_pace else None)


def _late(context: ItemContext) -> int:
    """By how many days its own forecast is past due, by the group's record or its own pace; 0 without one."""
    due, own = context.due, context.forecast.own
    return max(context.calendar.until(due, own), 1) if due and own and own > due else 0
