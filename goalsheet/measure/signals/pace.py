"""Signals that set what is done against what should be by today."""

from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import NOTHING, counted, joined, msg, weekday, whole
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, done_words, or_new_date, signal
from goalsheet.measure.track_record import record_words
from goalsheet.rounding import at_least, whole_up

#: By so little an item may be behind what is expected and still be on plan.
POINT = 0.01


def pace_of(context: ItemContext) -> float | None:
    """Actual over expected, past the days of grace; None where either is unknown or it is too early to tell."""
    if context.actual is None or not context.expected or not speaks(context):
        return None
    return context.actual / context.expected


def speaks(context: ItemContext) -> bool:
    """Past the days of grace (or of unknown start, where only the roll-up tells what is expected)."""
    rolled_up = at_least(context.expected or 0.0, 1) and not context.by_metric
    told = context.due is not None or rolled_up
    return context.under_way or (context.start is None and told)


def on_plan(context: ItemContext) -> bool:
    """Whether it is known to be within a point of what is expected by today: of such nothing warns."""
    known = context.actual is not None and context.expected is not None
    return known and at_least((context.actual or 0.0) + POINT, context.expected or 0.0)


def silent_start(context: ItemContext) -> bool:
    """Whether it should be under way and nothing says so."""
    return context.under_way and not context.recorded and context.can_record


def numbers(context: ItemContext, **more: Number) -> dict[str, Number]:
    pace = None if context.actual is None or not context.expected else context.actual / context.expected
    return {"actual": context.actual, "expected": context.expected, "pace": pace, **more}


def enough(context: ItemContext) -> float:
    """The progress at which no signal of pace speaks any more; on the last day all of it."""
    return 1.0 if context.last_day else context.limits["pace"] * (context.expected or 0.0)


def needed(context: ItemContext) -> LazyText:
    """That progress, as what is to be done."""
    goal = enough(context)
    return joined((done_words(goal), NOTHING if context.last_day else _steps_to(context, goal)), " ")


def cleared_by(context: ItemContext, condition: LazyText) -> LazyText:
    """What would clear it, beside which another due date would where there is one."""
    return condition if context.due is None else or_new_date(condition)


def _steps_to(context: ItemContext, goal: float) -> LazyText:
    """How many more steps that is, where steps of one weight are counted as done or not."""
    if context.progress.source != "steps" or context.actual is None:
        return NOTHING
    parts = context.facts.ledger.parts(context.item)  # type: ignore[arg-type]
    if len({part.weight for part in parts}) != 1 or any(part.actual not in (0.0, 1.0) for part in parts):
        return NOTHING
    steps = max(whole_up((goal - context.actual) * len(parts)), 1)
    return counted(steps, "({n} more step of {total})", "({n} more steps of {total})", total=whole(len(parts)))


@signal("far-behind", "far behind", "pace", thresholds=("far pace", "far expected", "far late share"), evidence=True)
def far_behind(context: ItemContext) -> Hit | None:
    """Less than {far pace:%} of what should be done by today is done.

    Formula: pace = actual / expected < {far pace}, expected >= {far expected:%}, past the days of grace, and the late
    share of the group's last closed items is not below {far late share}: a group that finishes in time catches up. A
    metric has signals of its own.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 15%        |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 45%        |
    """
    pace, limits = pace_of(context), context.limits
    if (
        pace is None
        or at_least(pace, limits["far pace"])
        or not at_least(context.expected or 0, limits["far expected"])
    ):
        return None
    if not context.recorded or context.by_metric or not at_least(context.late_share, limits["far late share"]):
        return None
    found = numbers(context, threshold=limits["far pace"], needed=enough(context))
    reason = msg("far behind: {comparison}", comparison=context.comparison)
    return Hit(Level.WARN, reason, cleared_by(context, needed(context)), "percent", found)


@signal(
    "time-and-record",
    "time and record",
    "pace",
    thresholds=("pace", "late share", "late share alone", "unknown late share", "record length"),
    evidence=True,
)
def time_and_record(context: ItemContext) -> Hit | None:
    """It is behind its time, and its group has no record that says it will catch up.

    Formula: (pace < {pace} and late share >= {late share}) or (behind by more than a point and late share >=
    {late share alone}), past the days of grace. Late share is (late + 1) / (n + 2) over the group's last
    {record length} closed items; of a group of which nothing is known it is {unknown late share}. Where nothing is
    recorded the pace is 0; where work goes on and its progress is unknown this signal is silent.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 35%        |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 45%        |
    """
    limits, share = context.limits, context.late_share
    pace = 0.0 if silent_start(context) and context.expected else pace_of(context)
    slow = pace is not None and not at_least(pace, limits["pace"]) and at_least(share, limits["late share"])
    record = context.record
    known = record.closed > 0 and at_least(share, limits["late share alone"])
    if not slow and (not known or pace is None or on_plan(context)):
        return None
    enough_now = enough(context) if not known or context.last_day else context.expected or 0.0
    clears = cleared_by(context, done_words(enough_now) if known else needed(context))
    reason = joined((context.behind_words, record_words(record) if record.closed else NOTHING), "; ")
    found = numbers(context, late_share=share, threshold=limits["pace"], needed=enough_now)
    return Hit(Level.WARN, reason, clears, "percent", found)


@signal("behind", "behind", "pace", thresholds=("pace", "gap", "grace days", "grace share"), evidence=True)
def behind(context: ItemContext) -> Hit | None:
    """Less is done than should be by today.

    Formula: pace = actual / expected < {pace}, expected - actual >= {gap:%}, past the days of grace (the greater of
    {grace days} days and {grace share:%} of its length after the start), and something is recorded. A metric has
    signals of its own.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 35%        |

    Holds:
        as of 2026-11-20
        | Step        | Start      | Due        | % complete |
        | Write copy  | 2026-11-02 | 2026-12-11 | 45%        |
        | Book studio | 2026-11-19 | 2026-12-11 | 0%         |
    """
    pace, limits = pace_of(context), context.limits
    if pace is None or at_least(pace, limits["pace"]) or silent_start(context) or context.by_metric:
        return None
    if not at_least((context.expected or 0) - (context.actual or 0), limits["gap"]):
        return None
    found = numbers(context, threshold=limits["pace"], needed=enough(context))
    return Hit(Level.HINT, context.behind_words, needed(context), "percent", found)


@signal("no-start", "no start", "pace", thresholds=("grace days", "grace share"), evidence=True)
def no_start(context: ItemContext) -> Hit | None:
    """It should have been started and nothing is recorded.

    Formula: as of is more than the greater of {grace days} days and {grace share:%} of its length after the start, and
    there is neither progress nor a status other than not started.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | Status      |
        | Write copy | 2026-11-02 | 2026-12-11 | Not started |

    Holds:
        as of 2026-11-20
        | Step        | Start      | Due        | Status      |
        | Write copy  | 2026-11-19 | 2026-12-11 | Not started |
        | Book studio | 2026-11-02 | 2026-12-11 | In progress |
    """
    if not silent_start(context) or context.start is None:
        return None
    start, when = weekday(context.start), context.when(context.start)
    reason = msg("not begun: its start was {start}, {when}, and nothing is recorded", start=start, when=when)
    clears = msg("a beginning recorded (a status or % complete), or a new start date agreed")
    return Hit(
        Level.HINT,
        reason,
        clears,
        "start",
        {"start": context.start, "days_in": context.days_in, "grace": context.grace},
    )
