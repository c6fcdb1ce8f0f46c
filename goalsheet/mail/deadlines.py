"""Deadlines as a calendar file (RFC 5545): an all-day event for each open item. Its UID stays the same from week to
week, so that a calendar moves the event it has instead of adding another."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256

from icalendar import Calendar, Event

from goalsheet.mail.recipients import Work
from goalsheet.report.phrases import plain, shortened
from goalsheet.report.view.context import ViewContext
from goalsheet.statuses import Status

MADE_BY = "-//goalsheet//deadlines//EN"
CLOSED = (Status.DONE, Status.CANCELLED)


def deadlines(context: ViewContext, items: Iterable[Work]) -> bytes:
    """The calendar of open items with a due date; empty where there are none."""
    wanted = [item for item in items if item.due and context.of(item).status not in CLOSED]
    if not wanted:
        return b""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", shortened(context.review.title, 120))
    for item in sorted(wanted, key=lambda one: (one.due or date.max, one.key)):
        calendar.add_component(_event(context, item, item.due or date.max))
    return bytes(calendar.to_ical())


def _event(context: ViewContext, item: Work, due: date) -> Event:
    day = context.as_of
    name = sha256(f"{context.review.workbook.path.name}\0{item.key}".encode()).hexdigest()
    event = Event()
    event.add("uid", f"{name[:32]}@goalsheet.invalid")
    event.add("dtstamp", datetime(day.year, day.month, day.day, 12, tzinfo=timezone.utc))  # noqa: UP017
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", context.lang.say("Due: {name}", name=context.name_of(item)))
    about = (context.goal_name(item), context.sentence(context.of(item).reason), shortened(str(item.home), 80))
    event.add("description", plain("\n".join(text for text in about if text)))
    event.add("transp", "TRANSPARENT")
    return event
