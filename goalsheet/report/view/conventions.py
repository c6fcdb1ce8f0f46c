"""How the numbers are meant: DESIGN's conventions C1-C5 in a reader's words, as the settings have them."""

from goalsheet.measure.wording import DAYS, listed
from goalsheet.report.words import day
from goalsheet.review import Review


def conventions(review: Review) -> tuple[tuple[str, str], ...]:
    """(code, sentence) of each convention."""
    return (
        ("C1", "Start and due are whole days, and both count."),
        ("C2", f"“As of” means the end of that day: {day(review.as_of)}. What is due that day is not overdue."),
        ("C3", _days(review)),
        ("C4", "A blank % is unknown, not zero. Cancelled work does not count; a done step is 100 %."),
        ("C5", "Numbers are rounded only for showing. A goal's progress comes from its metric or key results where it "
               "has them, else from its steps."),
    )  # fmt: skip


def _days(review: Review) -> str:
    settings = review.settings
    if settings.calendar != "working":
        return "Days are calendar days."
    off = listed([DAYS[weekday] for weekday in sorted(set(settings.weekend)) if 0 <= weekday < 7])
    free = f"{off} are off" if off else "every day of the week counts"
    return f"Days are working days: {free}, and so are the holidays in the workbook."
