"""Signals that set what is done against what should be by today."""

from goalsheet.language.lazy_text import Saying
from goalsheet.language.wording import NOTHING, counted, joined, said, weekday, whole
from goalsheet.measure.item_context import Case
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, done_words, or_new_date, signal
from goalsheet.measure.track_record import record_words


def pace_of(case: Case) -> float | None:
    """Actual over expected, past the days of grace; None where either is unknown or it is too early to tell."""
    if case.actual is None or not case.expected or not speaks(case):
        return None
    return case.actual / case.expected


def speaks(case: Case) -> bool:
    """Past the days of grace (or of unknown start, where only the roll-up tells what is expected)."""
    return case.under_way or (case.start is None and case.due is not None)


def silent_start(case: Case) -> bool:
    """Whether it should be under way and nothing says so."""
    return case.under_way and not case.recorded and case.can_record


def numbers(case: Case, **more: Number) -> dict[str, Number]:
    pace = None if case.actual is None or not case.expected else case.actual / case.expected
    return {"actual": case.actual, "expected": case.expected, "pace": pace, **more}


def enough(case: Case) -> float:
    """The progress at which no signal of pace speaks any more; on the last day all of it."""
    return 1.0 if case.last_day else case.limits["pace"] * (case.expected or 0.0)


def needed(case: Case) -> Saying:
    """That progress, as what is to be done."""
    goal = enough(case)
    return joined((done_words(goal), NOTHING if case.last_day else _steps_to(case, goal)), " ")


def _steps_to(case: Case, goal: float) -> Saying:
    """How many more steps that is, where steps of one weight are counted as done or not."""
    if case.progress.source != "steps" or case.actual is None:
        return NOTHING
    parts = case.facts.ledger.parts(case.item)  # type: ignore[arg-type]
    if len({part.weight for part in parts}) != 1 or any(part.actual not in (0.0, 1.0) for part in parts):
        return NOTHING
    steps = max(-int(-((goal - case.actual) * len(parts) - 1e-9) // 1), 1)
    return counted(steps, "({n} more step of {total})", "({n} more steps of {total})", total=whole(len(parts)))


@signal("far-behind", "pace", thresholds=("far pace", "far expected", "far late share"), evidence=True)
def far_behind(case: Case) -> Hit | None:
    """Less than half of what should be done by today is done.

    Formula: pace = actual / expected < 0.5, expected >= 20 %, past the days of grace, and the late share of the group's
    last closed items is not below .34: a group that finishes in time catches up. A metric has signals of its own.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 15%        |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 45%        |
    """
    pace, limits = pace_of(case), case.limits
    if pace is None or pace >= limits["far pace"] - 1e-9 or (case.expected or 0) < limits["far expected"] - 1e-9:
        return None
    if not case.recorded or case.by_metric or case.late_share < limits["far late share"] - 1e-9:
        return None
    found = numbers(case, threshold=limits["far pace"], needed=enough(case))
    reason = said("far behind: {comparison}", comparison=case.comparison)
    return Hit(Level.WARN, reason, or_new_date(needed(case)), "percent", found)


@signal(
    "time-and-record",
    "pace",
    thresholds=("pace", "late share", "late share alone", "unknown late share"),
    evidence=True,
)
def time_and_record(case: Case) -> Hit | None:
    """It is behind its time, and its group has no record that says it will catch up.

    Formula: (pace < 0.8 and late share >= .4) or late share >= .7, past the days of grace. Late share is
    (late + 1) / (n + 2) over the group's last five closed items; of a group of which nothing is known it is .5. Where
    nothing is recorded the pace is 0; where work goes on and its progress is unknown this signal is silent on pace.

    Breaks:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 35%        |

    Holds:
        as of 2026-11-20
        | Step       | Start      | Due        | % complete |
        | Write copy | 2026-11-02 | 2026-12-11 | 45%        |
    """
    limits, share = case.limits, case.late_share
    pace = 0.0 if silent_start(case) and case.expected else pace_of(case)
    slow = pace is not None and pace < limits["pace"] - 1e-9 and share >= limits["late share"] - 1e-9
    record = case.record
    if not slow and (share < limits["late share alone"] - 1e-9 or not speaks(case) or record.closed == 0):
        return None
    clears = or_new_date(needed(case)) if slow else said("items of the group closed in time")
    how = case.behind_words if slow else case.how_far
    reason = joined((how, record_words(record) if record.closed else NOTHING), "; ")
    found = numbers(case, late_share=share, threshold=limits["pace"], **({"needed": enough(case)} if slow else {}))
    return Hit(Level.WARN, reason, clears, "percent", found)


@signal("behind", "pace", thresholds=("pace", "gap", "grace days", "grace share"), evidence=True)
def behind(case: Case) -> Hit | None:
    """Less is done than should be by today.

    Formula: pace = actual / expected < 0.8, expected - actual >= 10 points, past the days of grace (the greater of 2
    days
    and 10 % of its length after the start), and something is recorded. A metric has signals of its own.

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
    pace, limits = pace_of(case), case.limits
    if pace is None or pace >= limits["pace"] - 1e-9 or silent_start(case) or case.by_metric:
        return None
    if (case.expected or 0) - (case.actual or 0) < limits["gap"] - 1e-9:
        return None
    found = numbers(case, threshold=limits["pace"], needed=enough(case))
    return Hit(Level.HINT, case.behind_words, needed(case), "percent", found)


@signal("no-start", "pace", thresholds=("grace days", "grace share"), evidence=True)
def no_start(case: Case) -> Hit | None:
    """It should have been started and nothing is recorded.

    Formula: as of is more than the greater of 2 days and 10 % of its length after the start, and there is neither
    progress
    nor a status other than not started.

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
    if not silent_start(case) or case.start is None:
        return None
    start, when = weekday(case.start), case.when(case.start)
    reason = said("not begun: its start was {start}, {when}, and nothing is recorded", start=start, when=when)
    clears = said("a beginning recorded (a status or % complete), or a new start date agreed")
    return Hit(Level.HINT, reason, clears, "start", {"start": case.start, "days_in": case.days_in, "grace": case.grace})
