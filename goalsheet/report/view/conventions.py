"""How the numbers are meant: DESIGN's conventions C1-C5 in a reader's words, as the settings have them."""

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
    )  # fmt: skip


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
