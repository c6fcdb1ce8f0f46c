"""The tables that were found, turned into a plan: typed, keyed and linked, with a finding for all that was not read."""

import re
from pathlib import Path

from goalsheet.layout.table import Layout
from goalsheet.plan import goals, measured, records
from goalsheet.plan.effective_settings import from_sheet
from goalsheet.plan.model import Plan
from goalsheet.plan.read_context import ReadContext
from goalsheet.plan.steps import GoalBook, steps
from goalsheet.reading.gc_pause import without_gc
from goalsheet.reading.model import Workbook
from goalsheet.settings import Settings


@without_gc
def parse(workbook: Workbook, layout: Layout, settings: Settings) -> Plan:
    """Everything the workbook says, typed; what it says that cannot be read is among the plan's findings.

    `settings` are those of the run, see `effective_settings`.
    """
    context = ReadContext(settings, workbook.date_1904, saved=workbook.saved)
    context.alone = records.alone_in(layout)
    people = records.people(context, layout)
    context.canonical = records.canonical(people)
    holidays = records.holidays(context, layout)
    title = settings.title or title_of(workbook.path)
    with_rows = goals.goals(context, layout)
    book = GoalBook(with_rows, title)
    results = book.place(goals.key_results(context, layout, with_rows))
    made = steps(context, layout, book, holidays)
    every_goal = book.all()
    readings = records.readings(context, layout, records.measured_index(every_goal, results), results)
    results = measured.with_readings(context, results, readings)
    return Plan(
        title=title,
        layout=layout,
        goals=every_goal,
        steps=made,
        key_results=results,
        readings=readings,
        check_ins=records.check_ins(context, layout, records.work_index(every_goal, results, made)),
        people=people,
        lessons=records.lessons(context, layout),
        holidays=holidays,
        findings=(*context.findings, *from_sheet(layout)[1]),
        doubts=context.doubts,
    )


def title_of(path: Path) -> str:
    """A file's name as a title.

    >>> title_of(Path("marketing-goals_2026.xlsx"))
    'Marketing goals 2026'
    """
    words = " ".join(re.split(r"[\s_-]+", path.stem)).strip()
    return words[:1].upper() + words[1:]
