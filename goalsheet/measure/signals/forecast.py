"""The signal from the forecast."""

from goalsheet.language.wording import joined, said, weekday
from goalsheet.measure import durations
from goalsheet.measure.item_context import Case
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, done_words, or_new_date, signal
from goalsheet.measure.signals.pace import speaks
from goalsheet.plan.model import Step


@signal("forecast-late", "time", thresholds=("forecast late", "forecast expected", "forecast closed"))
def forecast_late(case: Case) -> Hit | None:
    """If things go on as they do, it is finished after its due date.

    Formula: forecast finish past due by more than 10 % of its length: a warning; by less: a hint. The forecast is
    that of the group's record (P50) from ten finished items on, else of its own pace, not before 20 % is expected. At
    its own pace alone it is a hint of the family of pace, whatever the days: it then says over again what the pace
    says. What only the plan's logic or a metric's readings foretell has signals of its own; a child goal's pace is told
    of the child. Silent in the days of grace, and once it is overdue.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 45%        |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 50%        |
    """
    forecast = case.forecast
    if case.due is None or forecast.finish is None or not forecast.late_days or (case.days_left or 0) < 0:
        return None
    if case.start is not None and case.start > case.as_of:
        return None
    by_pace, late = forecast.p50 is None, _late(case)
    if late <= 0 or (by_pace and (not speaks(case) or case.progress.source == "children")):
        return None
    far = late > case.limits["forecast late"] * (case.length or 0)
    finish = said("forecast {finish}", finish=weekday(forecast.finish))
    by = durations.LATE.said(forecast.late_days, case.calendar.working)
    reason = joined((case.how_far, finish, by, forecast.how))
    numbers: dict[str, Number] = {
        "finish": forecast.finish,
        "due": case.due,
        "days_late": forecast.late_days,
        "how": forecast.how,
    }
    numbers |= {"p50": forecast.p50, "p80": forecast.p80} if forecast.p50 else {}
    level = Level.WARN if far and not by_pace else Level.HINT
    left = said("what is left done by {due}", due=weekday(case.due))
    if case.last_day or (by_pace and isinstance(case.item, Step)):
        enough = 1.0 if case.last_day else case.expected or 0.0
        left, numbers = done_words(enough), numbers | {"needed": enough}
    return Hit(level, reason, or_new_date(left), "due", numbers, "pace" if by_pace else None)


def _late(case: Case) -> int:
    """By how many days its own forecast is past due, by the group's record or its own pace; 0 without one."""
    due, own = case.due, case.forecast.own
    return max(case.calendar.until(due, own), 1) if due and own and own > due else 0
