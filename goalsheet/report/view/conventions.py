"""How the numbers are meant: DESIGN's conventions C1-C5 in a reader's words, as the settings have them; and when weeks
and fiscal years begin, and where today is today, where that is set."""

from collections.abc import Iterator

from goalsheet.periods import ISO
from goalsheet.review import Review


def conventions(review: Review) -> tuple[tuple[str, str], ...]:
    """(code, sentence) of each convention."""
    say, today = review.language.say, review.language.day(review.as_of)
    return (
        ("C1", say("Start and due are whole days, and both count.")),
        ("C2", say("“As of” means the end of that day: {day}. What is due that day is not overdue.", day=today)),
        ("C3", _days(review)),
        ("C4", say("A blank % is unknown, not zero. Cancelled work does not count; a done step is 100 %.")),
        ("C5", say("Numbers are rounded only for showing. A goal's progress comes from its metric or key results where "
                   "it has them, else from its steps.")),
        *_set(review),
    )  # fmt: skip


def _set(review: Review) -> Iterator[tuple[str, str]]:
    lang, settings, rhythm = review.language, review.settings, review.settings.rhythm
    if rhythm.first_day != ISO.first_day:
        yield "C6", lang.say("Weeks begin on {day}.", day=lang.weekday_name(rhythm.first_day, "wide"))
    if rhythm.first_month != ISO.first_month:
        yield "C7", lang.say("The fiscal year begins in {month} and bears the number of the year it ends in.",
                             month=lang.month_name(rhythm.first_month))  # fmt: skip
    if settings.time_zone:
        yield (
            "C8",
            lang.say("Where no date is given, today is the day in the time zone {zone}.", zone=settings.time_zone),
        )


def _days(review: Review) -> str:
    settings, lang = review.settings, review.language
    if settings.calendar != "working":
        return lang.say("Days are calendar days.")
    off = [lang.weekday_name(weekday) for weekday in sorted(set(settings.weekend)) if 0 <= weekday < 7]
    if not off:
        return lang.say("Days are working days: every day of the week counts, but not the holidays in the workbook.")
    return lang.many(
        len(off),
        "Days are working days: {days} is off, and so are the holidays in the workbook.",
        "Days are working days: {days} are off, and so are the holidays in the workbook.",
        days=lang.listed(off),
    )
