"""The signal from what a group did with its last goals."""

from goalsheet.language.wording import msg
from goalsheet.measure.item_context import ItemContext
from goalsheet.measure.model import Level
from goalsheet.measure.signals.base import Hit, Number, done_words, or_new_date, signal
from goalsheet.measure.signals.pace import on_plan
from goalsheet.measure.track_record import record_words


@signal(
    "record", "record", "record",
    thresholds=("record length", "record hint", "record hint closed", "record warn", "record warn closed"),
    evidence=True,
)  # fmt: skip
def record(context: ItemContext) -> Hit | None:
    """Its group finished most of its last items late.

    Formula: late share = (late + 1) / (n + 2) over the group's last {record length} closed items: >= {record hint}
    with n >= {record hint closed} a hint, >= {record warn} with n >= {record warn closed} a warning. A group is a
    team; who has no team shares one. Silent before its start, and where it is within a point of what is expected by
    today, or ahead of it.

    Breaks:
        as of 2026-11-20
        | Step        | Start      | Due        | Done on    | % complete |
        | Brief       | 2026-09-01 | 2026-09-11 | 2026-09-18 | 100%       |
        | Location    | 2026-09-14 | 2026-09-25 | 2026-10-02 | 100%       |
        | Casting     | 2026-10-01 | 2026-10-09 | 2026-10-30 | 100%       |
        | Write copy  | 2026-11-02 | 2026-12-11 |            | 45%        |

    Holds:
        as of 2026-11-20
        | Step        | Start      | Due        | Done on    | % complete |
        | Brief       | 2026-09-01 | 2026-09-11 | 2026-09-11 | 100%       |
        | Location    | 2026-09-14 | 2026-09-25 | 2026-09-24 | 100%       |
        | Casting     | 2026-10-01 | 2026-10-09 | 2026-10-30 | 100%       |
        | Write copy  | 2026-11-02 | 2026-12-11 |            | 60%        |
    """
    if context.due is None or (context.start is not None and context.start > context.as_of) or on_plan(context):
        return None
    known, share, limits = context.record, context.late_share, context.limits
    warn = share >= limits["record warn"] and known.closed >= limits["record warn closed"]
    if not warn and not (share >= limits["record hint"] and known.closed >= limits["record hint closed"]):
        return None
    numbers: dict[str, Number] = {"late": known.late, "closed": known.closed, "late_share": share}
    level = Level.WARN if warn else Level.HINT
    if context.actual is None or context.expected is None:
        return Hit(level, record_words(known), msg("items of the group finished in time"), "due", numbers)
    enough = 1.0 if context.last_day else context.expected  # what is on plan is not held back by others' delays
    return Hit(level, record_words(known), or_new_date(done_words(enough)), "due", numbers | {"needed": enough})
