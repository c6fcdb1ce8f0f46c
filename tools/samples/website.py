"""website-launch.xlsx: a museum's new website, with a plan drawn as bars beside the steps."""
# ruff: noqa: E501 (rows of data are read best as rows)

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tools.samples import AS_OF
from tools.samples.look import STATUSES, Book, Col, Formula

CLARA, OMAR, YUKI = "Clara Jensen", "Omar Haddad", "Yuki Sato"
GRACE, PAUL, NINA = "Grace Mbeki", "Paul Brandt", "Nina Kowalska"


def d(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


LAUNCH = d(1, 15, 2027)
WEEKS = [d(9, 7) + timedelta(days=7 * week) for week in range(20)]

GOALS: list[tuple[Any, ...]] = [
    ("W", "Open the museum's new website on 15 January 2027", "Hard", None, CLARA, d(9, 7), LAUNCH, None, None, None, None,
     None, "In progress", "Tickets for the spring show go on sale on 18 January, on the new site only."),
    ("W1", "Know what visitors look for on our site", "Soft", "W", NINA, d(9, 7), d(10, 2), None, None, None, None, None,
     "Done", "Half of all calls ask for what the old site hides."),
    ("W2", "Have 120 pages of content ready by 4 December", "SMART", "W", GRACE, d(9, 28), d(12, 4), "Pages ready", "pages",
     0, 120, 71, "In progress", "Without content there is nothing to test."),
    ("W3", "Agree on a design that the board signs by 13 November", "Hard", "W", YUKI, d(10, 5), d(11, 13), None, None,
     None, None, None, "Done", "The board asked for it before money is spent on building."),
    ("W4", "Build and test the site by 18 December", "Hard", "W", OMAR, d(10, 26), d(12, 18), None, None, None, None, None,
     "In progress", "Four weeks between tested and open leave room for the holidays."),
    ("W5", "Switch over without a dead link among the 800 most visited addresses", "SMART", "W", PAUL, d(12, 14), LAUNCH,
     "Addresses checked", "addresses", 0, 800, 0, "Not started", "Schools link to our teaching pages; those links must live on."),
]  # fmt: skip

#: ID, goal, milestone, step, owner, start, due, done on, status, %, effort, priority, depends on, blocked by, notes
STEPS: list[tuple[Any, ...]] = [
    ("1.1", "W1", "Needs known", "Ask 200 visitors at the door", NINA, d(9, 7), d(9, 18), d(9, 18), "Done", 1, 6, "High", None, None, None),
    ("1.2", "W1", "Needs known", "Read a year of search words and phone notes", GRACE, d(9, 7), d(9, 25), d(9, 24), "Done", 1, 5, "High", None, None, None),
    ("1.3", "W1", "Needs known", "Needs known", CLARA, d(10, 2), d(10, 2), d(10, 2), "Done", 1, 0, "High", "1.1, 1.2", None, "Ten visitor questions agreed"),
    ("2.1", "W2", "Content ready", "List all pages: keep, rewrite or drop", GRACE, d(9, 28), d(10, 9), d(10, 8), "Done", 1, 5, "High", "1.3", None, "612 pages become 120"),
    ("2.2", "W2", "Content ready", "Write 120 pages in plain language", GRACE, d(10, 12), d(11, 27), None, "In progress", 0.59, 30, "High", "2.1", None, "71 of 120"),
    ("2.3", "W2", "Content ready", "Clear the rights for 340 pictures", NINA, d(10, 19), d(11, 20), None, "In progress", 0.8, 12, "Medium", "2.1", None, "Two estates have not answered"),
    ("2.4", "W2", "Content ready", "Translate 40 pages into English and Polish", NINA, d(11, 9), d(12, 2), None, "In progress", 0.25, 10, "Medium", None, None, None),
    ("2.5", "W2", "Content ready", "Content ready", GRACE, d(12, 4), d(12, 4), None, "Not started", 0, 0, "High", "2.2, 2.3, 2.4", None, "All pages approved by their departments"),
    ("3.1", "W3", "Design signed", "Draw the ten most used pages", YUKI, d(10, 5), d(10, 23), d(10, 23), "Done", 1, 12, "High", "1.3", None, None),
    ("3.2", "W3", "Design signed", "Test the drawings with twelve visitors, four of them over 65", YUKI, d(10, 26), d(11, 6), d(11, 6), "Done", 1, 5, "High", "3.1", None, None),
    ("3.3", "W3", "Design signed", "Design signed", CLARA, d(11, 13), d(11, 13), d(11, 17), "Done", 1, 0, "High", "3.2", None, "The board met four days late"),
    ("4.1", "W4", "Site tested", "Set up servers for test and live", PAUL, d(10, 26), d(11, 6), d(11, 6), "Done", 1, 4, "High", None, None, None),
    ("4.2", "W4", "Site tested", "Build the page templates", OMAR, d(11, 9), d(11, 27), None, "In progress", 0.5, 14, "High", "3.1", None, None),
    ("4.3", "W4", "Site tested", "Connect the ticket shop", OMAR, d(11, 16), d(12, 4), None, "Blocked", 0.2, 8, "High", None, "The shop's maker has not sent the test account asked for on 9 November", None),
    ("4.4", "W4", "Site tested", "Bring the calendar of events across", OMAR, d(11, 30), d(12, 9), None, "Not started", 0, 5, "Medium", "4.2", None, None),
    ("4.5", "W4", "Site tested", "Fill in content and pictures", GRACE, d(11, 30), d(12, 11), None, "Not started", 0, 8, "High", "2.2, 4.2", None, None),
    ("4.6", "W4", "Site tested", "Make every page work with a keyboard and a screen reader", YUKI, d(11, 23), d(12, 11), None, "Not started", 0, 6, "High", "4.2", None, "Yuki is away in the first week"),
    ("4.7", "W4", "Site tested", "Load test: 3,000 visitors at once", PAUL, d(12, 7), d(12, 11), None, "Not started", 0, 2, "Medium", "4.1", None, None),
    ("4.8", "W4", "Site tested", "Write a one-page guide for editors", None, d(12, 7), d(12, 16), None, "Not started", 0, 2, "Low", None, None, "Grace or Nina?"),
    ("4.9", "W4", "Site tested", "Mend what the tests find", OMAR, d(12, 14), d(12, 18), None, "Not started", 0, 5, "High", "4.5, 4.6, 4.7", None, None),
    ("4.10", "W4", "Site tested", "Site tested", CLARA, d(12, 18), d(12, 18), None, "Not started", 0, 0, "High", "4.9", None, "No open fault above minor"),
    ("5.1", "W5", "Launched", "Redirect the 800 most visited old addresses", PAUL, d(12, 14), d(12, 25), None, "Not started", 0, 4, "High", None, None, None),
    ("5.2", "W5", "Launched", "Show the site to all departments", CLARA, d(1, 5, 2027), d(1, 8, 2027), None, "Not started", 0, 2, "Medium", "4.10", None, None),
    ("5.3", "W5", "Launched", "Prepare letters to schools, press and members", GRACE, d(12, 14), d(1, 8, 2027), None, "Not started", 0, 4, "Medium", None, None, None),
    ("5.4", "W5", "Launched", "Rehearse the switch, and the way back", PAUL, d(1, 11, 2027), d(1, 13, 2027), None, "Not started", 0, 2, "High", "5.1, 4.10", None, None),
    ("5.5", "W5", "Launched", "Launched", CLARA, LAUNCH, LAUNCH, None, "Not started", 0, 0, "High", "5.2, 5.3, 5.4", None, "The new site is open"),
]  # fmt: skip

PEOPLE: list[tuple[Any, ...]] = [
    (CLARA, "clara@riversidemuseum.example", None, "Project lead", 4, None, None),
    (OMAR, "omar@riversidemuseum.example", CLARA, "Web", 5, d(12, 21), d(1, 3, 2027)),
    (YUKI, "yuki@riversidemuseum.example", CLARA, "Design", 4, d(11, 23), d(11, 27)),
    (GRACE, "grace@riversidemuseum.example", CLARA, "Content", 5, None, None),
    (PAUL, "paul@riversidemuseum.example", CLARA, "IT", 3, d(12, 23), d(12, 31)),
    (NINA, "nina@riversidemuseum.example", CLARA, "Education", 2, None, None),
]  # fmt: skip

METRICS = [
    (d(10, 12), "Pages ready", 0, 0), (d(10, 26), "Pages ready", 22, 34), (d(11, 9), "Pages ready", 48, 68),
    (d(11, 20), "Pages ready", 71, 98),
]  # fmt: skip

CHECK_INS: list[tuple[Any, ...]] = [
    (d(11, 6), "W3", YUKI, "On track", 9, "Eleven of twelve visitors found the opening hours in ten seconds", None, None),
    (d(11, 13), "W2", GRACE, "At risk", 6, "60 pages are ready", "The collection department is two weeks late with its texts", None),
    (d(11, 17), "W3", CLARA, "Done", 10, "The board signed the design without changes", None, None),
    (d(11, 20), "W", CLARA, "At risk", 6, "Design is signed and the servers run", "No test account for the ticket shop; content is 27 pages behind",
     "May we open without the calendar if need be?"),
    (d(11, 20), "W2", GRACE, "At risk", 5, None, "71 of 98 planned pages", "An extra writer for two weeks, € 2,400?"),
    (d(11, 20), "W4", OMAR, "At risk", 6, "Templates for the ten most used pages stand", "The ticket shop waits for its maker", None),
]  # fmt: skip

HOLIDAYS = [
    (d(12, 24), "Museum closed"),
    (d(12, 25), "Christmas Day"),
    (d(12, 26), "Boxing Day"),
    (d(1, 1, 2027), "New Year's Day"),
]

TOP = 4  # the heading row of the plan, 0-based
COLUMNS = [
    Col("ID", 6, "text"), Col("Goal", 7, "center"), Col("Milestone", 15), Col("Step", 46, "wrap"), Col("Owner", 14, "", "=Team"),
    Col("Start", 12, "date"), Col("Due", 12, "date"), Col("Done on", 12, "date"), Col("Status", 12, choices=STATUSES),
    Col("% complete", 10, "percent"), Col("Effort", 8, "plain"), Col("Priority", 9, choices=("High", "Medium", "Low")),
    Col("Depends on", 13, "text"), Col("Blocked by", 28, "wrap"), Col("Notes", 24, "wrap"),
]  # fmt: skip


def make(path: Path) -> None:
    book = Book(path, "Website launch", "#8A2F4D")
    plan_sheet(book)
    goals_sheet(book)
    other_sheets(book)
    book.settings([
        ("Title", "New website, launch on 15 January 2027", "the report's title"),
        ("As of", AS_OF, "the day the report speaks of; leave blank for today"),
        ("Weekend", "Sat, Sun", "days off each week"),
        ("Mail to", "clara@riversidemuseum.example", "who gets the status mail"),
    ])  # fmt: skip
    book.book.define_name("Team", "=People!$A$5:$A$10")
    book.close()


def plan_sheet(book: Book) -> None:
    """The steps on the left, weeks on the right: a plain range with a filter, not an Excel table."""
    sheet = book.titled(
        "Plan", "New website: the plan", "Riverside Museum · the bars follow the dates; milestones are diamonds"
    )
    sheet.set_row(TOP, 44)
    for column, spec in enumerate(COLUMNS):
        sheet.set_column(column, column, spec.width, None, {"level": 1} if spec.heading == "Effort" else {})
        sheet.write(TOP, column, spec.heading, book.heading(spec.look))
    for row, step in enumerate(STEPS, TOP + 1):
        milestone = step[5] == step[6]
        for column, spec in enumerate(COLUMNS):
            look = book.cell(spec.look)
            if milestone and spec.heading == "Step":
                look = book.format(bold=True, font_color=book.color, bottom=1, bottom_color="#E3E3E3", text_wrap=True)
            book.put(sheet, row, column, step[column], look)
        level = {} if milestone else {"level": 1}
        lines = 2 if len(step[3]) > 50 or len(step[13] or "") > 30 or len(step[14] or "") > 26 else 1
        sheet.set_row(row, 6 + 15 * (lines + (len(step[13] or "") > 60)), None, level)
    last = TOP + len(STEPS)
    grid(book, sheet, last)
    sheet.autofilter(TOP, 0, last, len(COLUMNS) - 1)
    for column, spec in enumerate(COLUMNS):
        if spec.choices:
            source = spec.choices if isinstance(spec.choices, str) else list(spec.choices)
            sheet.data_validation(
                TOP + 1, column, last, column, {"validate": "list", "source": source, "error_type": "warning"}
            )
    book.color_words(sheet, f"I{TOP + 2}:I{last + 1}")
    book.color_overdue(sheet, f"G{TOP + 2}:G{last + 1}", f'=AND($G{TOP + 2}<AsOf,$I{TOP + 2}<>"Done")')
    book.bars(sheet, f"J{TOP + 2}:J{last + 1}", "#E3B7C4")
    sheet.freeze_panes(TOP + 1, 4)
    sheet.repeat_rows(TOP)
    sheet.write_comment("N19", "Omar: third reminder sent on 18 November.", {"author": "Omar"})


def grid(book: Book, sheet: Any, last: int) -> None:
    """The weeks: headings that count on from the first Monday, and cells coloured by rule."""
    first = len(COLUMNS) + 1
    sheet.set_column(first - 1, first - 1, 2)
    sheet.set_column(first, first + len(WEEKS) - 1, 3)
    week = book.format(
        bold=True,
        font_color="#FFFFFF",
        bg_color=book.color,
        num_format="d mmm",
        rotation=90,
        align="center",
        font_size=9,
    )
    for number, monday in enumerate(WEEKS):
        before = Formula(f"={letters(first + number - 1)}{TOP + 1}+7", (monday - date(1899, 12, 30)).days)
        book.put(sheet, TOP, first + number, before if number else monday, week)
    light = book.format(
        left=4, left_color="#DDDDDD", bottom=1, bottom_color="#EEEEEE", font_color="#8A2F4D", align="center"
    )
    for row, step in enumerate(STEPS, TOP + 1):
        for column, monday in enumerate(WEEKS, first):
            mark = "◆" if step[5] == step[6] and monday <= step[6] < monday + timedelta(days=7) else ""
            sheet.write(row, column, mark, light)
    start, end = letters(first), letters(first + len(WEEKS) - 1)
    cells, row = f"{start}{TOP + 2}:{end}{last + 1}", TOP + 2
    here = f"AND($F{row}<={start}${TOP + 1}+6,$G{row}>={start}${TOP + 1},$F{row}<$G{row})"
    for condition, color in (
        (f'=AND({here},$I{row}="Done")', "#BFD8C2"), (f'=AND({here},$I{row}="Blocked")', "#E9A39B"), (f"={here}", "#D98BA3"),
    ):  # fmt: skip
        look = book.book.add_format({"bg_color": color})
        sheet.conditional_format(
            cells, {"type": "formula", "criteria": condition, "format": look, "stop_if_true": True}
        )
    today = book.book.add_format({"bg_color": "#FFF6D6"})
    this_week = f"=AND(AsOf>={start}${TOP + 1},AsOf<{start}${TOP + 1}+7)"
    sheet.conditional_format(cells, {"type": "formula", "criteria": this_week, "format": today})


def letters(column: int) -> str:
    """A 0-based column's letters, for columns up to ZZ."""
    return (chr(64 + column // 26) if column > 25 else "") + chr(65 + column % 26)


def goals_sheet(book: Book) -> None:
    sheet = book.titled("Goals", "Goals", "The launch, and the five results it needs.")
    columns = [
        Col("ID", 6), Col("Goal", 48, "wrap"), Col("Kind", 9), Col("Parent", 8, "center"), Col("Owner", 16, "", "=Team"),
        Col("Start", 12, "date"), Col("Due", 12, "date"), Col("Metric", 20), Col("Unit", 11), Col("Baseline", 10, "number"),
        Col("Target", 9, "number"), Col("Current", 9, "number"), Col("Status", 13, choices=STATUSES),
        Col("Why it matters", 46, "wrap"),
    ]  # fmt: skip
    last = book.table(sheet, "tblGoals", columns, GOALS)
    book.color_words(sheet, f"M5:M{last + 1}")


def other_sheets(book: Book) -> None:
    sheet = book.titled("Metrics", "Metrics", "Counted by Grace every second Monday, and today.")
    columns = [Col("Date", 14, "date"), Col("Metric", 24), Col("Value", 12, "number"), Col("Planned", 12, "number")]
    book.table(sheet, "tblMetrics", columns, METRICS)
    sheet = book.titled("Check-ins", "Check-ins", "After the Friday round.")
    columns = [
        Col("Date", 12, "date"), Col("Goal", 8, "center"), Col("Author", 16), Col("Status", 12), Col("Confidence", 11, "center"),
        Col("Wins", 44, "wrap"), Col("Obstacles", 44, "wrap"), Col("Decision asked", 36, "wrap"),
    ]  # fmt: skip
    last = book.table(sheet, "tblCheckIns", columns, CHECK_INS)
    book.color_words(sheet, f"D5:D{last + 1}")
    sheet = book.titled("People", "People", "Capacity is in days a week for this project.")
    columns = [
        Col("Name", 18), Col("E-mail", 34), Col("Manager", 16), Col("Team", 16), Col("Capacity", 11, "center"),
        Col("Away from", 13, "date"), Col("Away to", 13, "date"),
    ]  # fmt: skip
    book.table(sheet, "tblPeople", columns, PEOPLE, freeze=1)
    sheet = book.titled("Holidays", "Holidays", "Nobody works on these days.")
    book.table(sheet, "tblHolidays", [Col("Date", 18, "date"), Col("Name", 30)], HOLIDAYS, freeze=1)
