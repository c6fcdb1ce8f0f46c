"""marketing-goals.xlsx: SMART goals of a coffee roaster's marketing team, seven weeks before the year ends."""
# ruff: noqa: E501 (rows of data are read best as rows)

from datetime import date
from pathlib import Path
from typing import Any

from tools.samples import AS_OF
from tools.samples.logo import coffee_bean
from tools.samples.look import KINDS, STATUSES, Book, Col, Formula

MAYA, TOMAS, PRIYA, BEN = "Maya Lindqvist", "Tomás Herrera", "Priya Nair", "Ben Okafor"
SOFIA, DANIEL = "Sofia Rossi", "Daniel Weiss"


def d(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


#: Readings by metric: (date, value, planned, note).
READINGS: dict[str, list[tuple[date, float, float | None, str | None]]] = {
    "Instagram followers": [
        (d(10, 19), 2340, 2340, "Start: two posts a week until here"),
        (d(10, 26), 2381, 2423, None),
        (d(11, 2), 2433, 2507, "Photos ready late, three posts this week"),
        (d(11, 9), 2512, 2590, None),
        (d(11, 16), 2604, 2673, "Best week so far: the pour-over reel"),
        (d(11, 20), 2658, 2721, None),
    ],
    "Blog subscribers": [
        (d(10, 1), 1800, 1800, "Start of the quarter"),
        (d(10, 12), 1846, 1865, None),
        (d(10, 26), 1935, 1947, None),
        (d(11, 9), 2061, 2029, "Brew guide PDF is out"),
        (d(11, 16), 2118, 2070, None),
    ],
    "Newsletter click rate": [
        (d(9, 28), 0.021, 0.021, "Average of the summer mailings"),
        (d(10, 12), 0.0205, 0.0225, None),
        (d(10, 26), 0.0214, 0.0241, "After the list was cleaned"),
        (d(11, 9), 0.022, 0.0256, None),
    ],
    "Tasting tour sign-ups": [
        (d(10, 5), 0, 0, None),
        (d(10, 26), 212, 360, "Page went live on 23 October"),
        (d(11, 9), 588, 620, None),
        (d(11, 16), 846, 745, "Invitation mailing of 12 November"),
        (d(11, 20), 905, 820, None),
    ],
    "Direct online revenue": [
        (d(1, 5), 1_250_000, None, "Last year's total"),
        (d(6, 30), 1_338_000, None, "Twelve months to June"),
        (d(9, 30), 1_392_000, None, "Twelve months to September"),
        (d(10, 31), 1_411_000, None, "Twelve months to October"),
    ],
}

GOALS: list[tuple[Any, ...]] = [
    ("C1", "Raise direct online revenue by 20 %, from € 1.25 m to € 1.5 m a year", "Objective", None, MAYA, d(1, 5),
     d(12, 31), "Direct online revenue", "€", "up", 1_250_000, 1_500_000, "committed", "In progress", 6,
     "Cafés pay late; what we sell ourselves pays for the new roaster."),
    ("G1", "Gain 500 new Instagram followers in six weeks by going from two to four posts a week", "SMART", "C1", TOMAS,
     d(10, 19), d(11, 27), "Instagram followers", "followers", "up", 2340, 2840, "committed", "In progress", 6,
     "One in five first orders starts on Instagram."),
    ("G2", "Win 30 % more blog subscribers by the end of the quarter, from 1,800 to 2,340", "SMART", "C1", PRIYA,
     d(10, 1), d(12, 31), "Blog subscribers", "subscribers", "up", 1800, 2340, "committed", "On track", 8,
     "Subscribers buy twice as often as other visitors."),
    ("G3", "Lift the newsletter click rate from 2.1 % to 3.0 % before the holiday mailings", "KPI", "C1", BEN,
     d(9, 28), d(12, 18), "Newsletter click rate", "%", "up", 0.021, 0.03, "committed", "On track", 7,
     "The four holiday mailings bring a third of December's orders."),
    ("G4", "Collect 1,200 sign-ups for the winter tasting tour by 11 December", "SMART", "C1", SOFIA, d(10, 5),
     d(12, 11), "Tasting tour sign-ups", "sign-ups", "up", 0, 1200, "aspirational", "In progress", 7,
     "Guests of last year's tour spent € 46 each in the following month."),
    ("G5", "Relaunch the online shop's 40 product pages by 30 October", "Hard", "C1", DANIEL, d(9, 7), d(10, 30), None,
     None, None, None, None, "committed", "Done", 10, "Half of all visitors left on a product page."),
    ("G6", "Sign off the brief for the spring 2027 brand campaign by 29 January 2027", "Hard", None, MAYA, d(12, 7),
     d(1, 29, 2027), None, None, None, None, None, "committed", "Not started", None,
     "Without a brief by January the agencies are booked until summer."),
]  # fmt: skip

STEPS: list[tuple[Any, ...]] = [
    ("S1", "G1", "Posts prepared", "Research 30 hashtags that home brewers follow", TOMAS, d(10, 19), d(10, 23), d(10, 22),
     "Done", 1, 2, "High", None, None, None),
    ("S2", "G1", "Posts prepared", "Write captions for 24 posts", PRIYA, d(10, 21), d(10, 30), d(10, 30), "Done", 1, 3,
     "High", "S1", None, None),
    ("S3", "G1", "Posts prepared", "Take photos for 24 posts in two half-day shoots", DANIEL, d(10, 26), d(11, 6),
     d(11, 10), "Done", 1, 2, "Medium", None, None, "Second shoot moved by rain"),
    ("S4", "G1", "Four posts a week", "Post four times a week: Mon, Wed, Fri and Sun", TOMAS, d(10, 26), d(11, 27), None,
     "In progress", 0.7, 4, "High", "S2", None, None),
    ("S5", "G1", "Four posts a week", "Monitor reach and new followers every Friday", TOMAS, d(10, 23), d(11, 27), None,
     "In progress", 0.8, 1, "Low", None, None, None),
    ("S6", "G1", "Four posts a week", "Repost two customer photos a week", TOMAS, d(11, 2), d(11, 27), None, "In progress",
     0.3, 1, "Medium", None, None, "Ask before reposting"),
    ("S7", "G1", "Giveaway", "Run the giveaway with three partner cafés", SOFIA, d(11, 9), d(11, 18), None, "In progress",
     0.6, 3, "High", "S3", None, "Two of three cafés have posted"),
    ("S8", "G2", "Reasons to subscribe", "Publish eight brew guides, one a week", PRIYA, d(10, 5), d(11, 27), None,
     "In progress", 0.88, 8, "High", None, None, "Seven are online"),
    ("S9", "G2", "Reasons to subscribe", "Offer the brew guide PDF in exchange for a sign-up", PRIYA, d(10, 12), d(10, 30),
     d(10, 30), "Done", 1, 2, "High", None, None, None),
    ("S10", "G2", "Easy to subscribe", "Put the sign-up box under every article", DANIEL, d(10, 5), d(10, 16), d(10, 15),
     "Done", 1, 2, "Medium", None, None, None),
    ("S11", "G2", "New readers", "Place guest articles in two coffee magazines", PRIYA, d(11, 2), d(12, 11), None,
     "In progress", 0.5, 4, "Medium", None, None, "Standart said yes"),
    ("S12", "G2", "New readers", "Ask shop customers to subscribe after checkout", BEN, d(11, 30), d(12, 11), None,
     "Not started", 0, 1, "Low", None, None, None),
    ("S13", "G3", "Clean list", "Remove addresses that have been silent for a year", BEN, d(9, 28), d(10, 16), d(10, 14),
     "Done", 1, 2, "High", None, None, None),
    ("S14", "G3", "Better mailings", "Test six subject lines on a tenth of the list", BEN, d(10, 19), d(11, 13), None,
     "In progress", 0.5, 3, "High", "S13", None, None),
    ("S15", "G3", "Better mailings", "Split the list into home brewers, offices and gift buyers", BEN, d(11, 9), d(11, 27),
     None, "In progress", 0.2, 4, "High", "S14", None, None),
    ("S16", "G3", "Better mailings", "Send the four holiday mailings", BEN, d(11, 30), d(12, 18), None, "Not started", 0, 4,
     "High", "S15", None, None),
    ("S17", "G4", "Tour is bookable", "Book venues in Berlin, Hamburg and Munich", SOFIA, d(10, 5), d(11, 25), None,
     "Blocked", 0.66, 4, "High", None, "Hamburg venue: liability clause is with Legal since 6 November", None),
    ("S18", "G4", "Tour is bookable", "Build the sign-up page with a calendar", DANIEL, d(10, 12), d(10, 23), d(10, 23),
     "Done", 1, 3, "High", None, None, None),
    ("S19", "G4", "People know of it", "Invite newsletter readers and shop customers", BEN, d(10, 26), d(11, 13), d(11, 12),
     "Done", 1, 2, "Medium", "S18", None, None),
    ("S20", "G4", "People know of it", "Run paid posts in the three cities", TOMAS, d(11, 9), d(12, 4), None,
     "In progress", 0.45, 3, "Medium", "S18", None, None),
    ("S21", "G4", "Tour is staffed", "Brief the baristas and print 1,200 tasting cards", SOFIA, d(11, 30), d(12, 8), None,
     "Not started", 0, 3, "Medium", "S17", None, None),
    ("S22", "G5", "Pages online", "Write new copy for 40 products", PRIYA, d(9, 7), d(10, 9), d(10, 8), "Done", 1, 8,
     "High", None, None, None),
    ("S23", "G5", "Pages online", "Photograph 40 products on the white table", DANIEL, d(9, 7), d(10, 2), d(10, 2), "Done",
     1, 5, "High", None, None, None),
    ("S24", "G5", "Pages online", "Put all pages online and test them on a phone", DANIEL, d(10, 12), d(10, 30), d(10, 29),
     "Done", 1, 6, "High", "S22, S23", None, None),
    ("S25", "G6", "Brief", "Gather what the autumn taught us", MAYA, d(12, 7), d(12, 18), None, "Not started", 0, 2,
     "Medium", None, None, None),
    ("S26", "G6", "Brief", "Shortlist two agencies", None, d(12, 14), d(1, 8, 2027), None, "Not started", 0, 2, "Medium",
     None, None, "Who takes this?"),
    ("S27", "G6", "Brief", "Write and sign off the brief", MAYA, d(1, 11, 2027), d(1, 29, 2027), None, "Not started", 0, 4,
     "High", "S25, S26", None, None),
]  # fmt: skip

CHECK_INS: list[tuple[Any, ...]] = [
    (d(10, 30), "G1", TOMAS, "On track", 7, 0.12, "Hashtag list and captions are ready", "Photos late: rain", None, None),
    (d(10, 30), "G2", PRIYA, "On track", 7, 0.27, "Brew guide PDF is online", None, None, None),
    (d(10, 30), "G3", BEN, "On track", 7, 0.04, "List is clean: 3,100 silent addresses gone", None, None, None),
    (d(10, 30), "G5", DANIEL, "Done", 10, 1, "All 40 pages online a day early; bounce rate down from 51 % to 38 %", None,
     None, None),
    (d(11, 6), "G1", TOMAS, "At risk", 6, 0.25, None, "Three posts instead of four last week", None, None),
    (d(11, 6), "G4", SOFIA, "At risk", 6, 0.4, "Over 500 sign-ups two weeks after launch", "Hamburg contract is stuck in Legal",
     "A decision from Legal on the liability clause", "Take the Speicherstadt venue instead, for € 900 more?"),
    (d(11, 13), "G2", PRIYA, "On track", 8, 0.5, "The magazine Standart takes our guest article", None, None, None),
    (d(11, 13), "C1", MAYA, "At risk", 6, 0.64, "October was our best month online", "Christmas stock arrives a week late",
     None, None),
    (d(11, 20), "G1", TOMAS, "At risk", 6, 0.64, "The pour-over reel was seen by 41,000 people",
     "One partner café has not posted for the giveaway", "Sofia to call Café Morgen", None),
    (d(11, 20), "G2", PRIYA, "On track", 8, 0.6, "Seven of eight brew guides are online", None, None, None),
    (d(11, 20), "G4", SOFIA, "On track", 7, 0.75, "905 sign-ups, 85 ahead of plan", "Hamburg is still not signed",
     "Legal's answer by 25 November", "Take the Speicherstadt venue instead, for € 900 more?"),
]  # fmt: skip

PEOPLE: list[tuple[Any, ...]] = [
    (MAYA, "maya@junipercoffee.example", None, None, "Marketing", 5, None, None),
    (TOMAS, "tomas@junipercoffee.example", "Tomas, Tom", MAYA, "Social media", 5, None, None),
    (PRIYA, "priya@junipercoffee.example", None, MAYA, "Content", 5, None, None),
    (BEN, "ben@junipercoffee.example", "Benjamin Okafor", MAYA, "E-mail", 4, d(11, 30), d(12, 2)),
    (SOFIA, "sofia@junipercoffee.example", None, MAYA, "Events", 5, None, None),
    (DANIEL, "daniel@junipercoffee.example", "Dan", MAYA, "Design", 3, d(12, 21), d(12, 31)),
]

LESSONS: list[tuple[Any, ...]] = [
    (d(10, 30), "G5", "Copy and photos side by side, one product at a time", "Testing on phones began too late",
     "Test the first page on a phone in week one", "Every web project"),
    (d(11, 13), "G1", "Captions written in one go", "Shoots planned without a rain day",
     "Plan a second date for every outdoor shoot", "Content plan 2027"),
]  # fmt: skip

HOLIDAYS = [(d(12, 25), "Christmas Day"), (d(12, 26), "Boxing Day"), (d(1, 1, 2027), "New Year's Day")]

BUDGET: list[tuple[str, str, int, int]] = [
    ("Social media", "Instagram ads, tasting tour", 2400, 1130), ("Social media", "Giveaway prizes", 450, 450),
    ("Content", "Photo shoots", 1200, 1340), ("Content", "Guest articles", 600, 300),
    ("E-mail", "Newsletter tool", 840, 770), ("Events", "Venues, three cities", 5400, 3600),
    ("Events", "Baristas and cards", 2100, 0), ("Shop", "Product pages", 3800, 3690),
]  # fmt: skip


def make(path: Path) -> None:
    book = Book(path, "Marketing goals", "#2E5E4E")
    goals_sheet(book)
    steps_sheet(book)
    check_ins_sheet(book)
    metrics_sheet(book)
    people_sheets(book)
    budget_sheet(book)
    settings(book)
    book.book.define_name("Team", "=People!$A$5:$A$10")
    book.book.define_name("GoalIDs", "=Goals!$A$5:$A$11")
    book.close()


def latest(metric: str | None) -> Formula | None:
    """The goal's current value, looked up in the Metrics sheet as the team does."""
    if metric is None:
        return None
    newest = "_xlfn.MAXIFS(tblMetrics[Date],tblMetrics[Metric],tblGoals[[#This Row],[Metric]])"
    of_metric = "tblMetrics[Metric],tblGoals[[#This Row],[Metric]]"
    text = f"=SUMIFS(tblMetrics[Value],{of_metric},tblMetrics[Date],{newest})"
    return Formula(text, READINGS[metric][-1][1])


def goals_sheet(book: Book) -> None:
    sheet = book.titled(
        "Goals", "        Marketing goals, autumn 2026", "             Juniper Coffee Roasters · one row per goal"
    )
    sheet.insert_image(0, 0, "logo.png", {
        "image_data": coffee_bean(), "x_offset": 3, "y_offset": 4, "object_position": 1,
        "description": "The Juniper bean",
    })  # fmt: skip
    columns = [
        Col("ID", 7), Col("Goal", 46, "wrap"), Col("Kind", 10, choices=KINDS), Col("Parent", 8), Col("Owner", 16, "", "=Team"),
        Col("Start", 13, "date"), Col("Due", 13, "date"), Col("Metric", 22, "wrap"), Col("Unit", 11),
        Col("Direction", 10, choices=("up", "down", "keep")), Col("Baseline", 12, "number"), Col("Target", 12, "number"),
        Col("Current", 12, "number"), Col("Commitment", 13, choices=("committed", "aspirational")),
        Col("Status", 13, choices=(*STATUSES, "On track", "At risk", "Off track")), Col("Confidence", 11, "center"),
        Col("Why it matters", 44, "wrap"),
    ]  # fmt: skip
    rows = [(*g[:12], latest(g[7]), *g[12:]) for g in GOALS]
    last = book.table(sheet, "tblGoals", columns, rows)
    for row, goal in enumerate(rows, 4):
        if goal[7] == "Newsletter click rate":
            for column in (10, 11, 12):
                book.put(sheet, row, column, goal[column], book.cell("percent1"))
        if goal[7] == "Direct online revenue":
            for column in (10, 11, 12):
                book.put(sheet, row, column, goal[column], book.cell("money"))
    book.color_words(sheet, f"O5:O{last + 1}")
    book.color_overdue(sheet, f"G5:G{last + 1}", '=AND($G5<AsOf,$O5<>"Done")')
    sheet.write_comment("L6", "Maya: 500 more than the 2,340 we had on 19 October.", {"author": "Maya"})
    sheet.write_comment("N9", "Sofia: last year's tour had 830 guests, so 1,200 is a stretch.", {"author": "Sofia"})


def steps_sheet(book: Book) -> None:
    sheet = book.titled("Steps", "Steps", "What we do to get there: one row per step, with one owner and one date.")
    columns = [
        Col("ID", 7), Col("Goal", 8, "center", "=GoalIDs"), Col("Milestone", 20, "wrap"), Col("Step", 46, "wrap"),
        Col("Owner", 16, "", "=Team"), Col("Start", 13, "date"), Col("Due", 13, "date"), Col("Done on", 13, "date"),
        Col("Status", 13, choices=STATUSES), Col("% complete", 12, "percent"), Col("Effort", 9, "number"),
        Col("Priority", 10, choices=("High", "Medium", "Low")), Col("Depends on", 12), Col("Blocked by", 34, "wrap"),
        Col("Notes", 28, "wrap"), Col("Days left", 10, "center", formula='=IF([@[Done on]]="",[@Due]-AsOf,"")'),
    ]  # fmt: skip
    text = '=IF(tblSteps[[#This Row],[Done on]]="",tblSteps[[#This Row],[Due]]-AsOf,"")'
    rows = [(*s, Formula(text, "" if s[7] else (s[6] - AS_OF).days)) for s in STEPS]
    last = book.table(sheet, "tblSteps", columns, rows, freeze=4)
    book.color_words(sheet, f"I5:I{last + 1}")
    book.color_overdue(sheet, f"G5:G{last + 1}", '=AND($G5<AsOf,$H5="")')
    book.bars(sheet, f"J5:J{last + 1}")
    sheet.write_comment("N21", "Sofia: Legal promised an answer by Wednesday 25 November.", {"author": "Sofia"})
    sheet.data_validation(f"J5:J{last + 1}", {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1,
        "error_title": "% complete", "error_message": "Between 0 % and 100 %, please.",
    })  # fmt: skip


def check_ins_sheet(book: Book) -> None:
    sheet = book.titled(
        "Check-ins", "Check-ins", "Every Friday, one row per goal: how sure are we, what went well, what is in the way?"
    )
    columns = [
        Col("Date", 13, "date"), Col("Goal", 8, "center", "=GoalIDs"), Col("Author", 16, "", "=Team"),
        Col("Status", 12, choices=("On track", "At risk", "Off track", "Done")), Col("Confidence", 11, "center"),
        Col("Progress", 10, "percent"), Col("Wins", 40, "wrap"), Col("Obstacles", 34, "wrap"), Col("Needs", 30, "wrap"),
        Col("Decision asked", 34, "wrap"),
    ]  # fmt: skip
    last = book.table(sheet, "tblCheckIns", columns, CHECK_INS)
    book.color_words(sheet, f"D5:D{last + 1}")


def metrics_sheet(book: Book) -> None:
    sheet = book.titled("Metrics", "Metrics", "One row per reading. Add the newest at the bottom.")
    rows = [(day, name, value, planned, note) for name, all_ in READINGS.items() for day, value, planned, note in all_]
    columns = [
        Col("Date", 13, "date"), Col("Metric", 24), Col("Value", 13, "number"), Col("Planned", 13, "number"), Col("Note", 38),
    ]  # fmt: skip
    book.table(sheet, "tblMetrics", columns, rows)
    for row, reading in enumerate(rows, 4):
        look = {"Newsletter click rate": "percent1", "Direct online revenue": "money"}.get(reading[1])
        if look:
            book.put(sheet, row, 2, reading[2], book.cell(look))
            book.put(sheet, row, 3, reading[3], book.cell(look))
    sheet.set_column(5, 5, 4)
    chart(book, sheet, "Instagram followers", 4, 9, "G4")
    chart(book, sheet, "Tasting tour sign-ups", 19, 23, "G20")


def chart(book: Book, sheet: Any, title: str, first: int, last: int, place: str) -> None:
    """Actual against planned, as a line chart on rows `first` to `last` of the Metrics sheet (0-based)."""
    line = book.book.add_chart({"type": "line"})
    looks = (
        ("Actual", 2, {"color": book.color, "width": 2.5}),
        ("Planned", 3, {"color": "#B5A894", "dash_type": "dash"}),
    )
    for name, column, look in looks:
        line.add_series({
            "name": name, "categories": ["Metrics", first, 0, last, 0], "values": ["Metrics", first, column, last, column],
            "line": look, "marker": {"type": "circle", "size": 5} if column == 2 else {"type": "none"},
        })  # fmt: skip
    line.set_title({"name": title, "name_font": {"size": 13, "color": book.color}})
    line.set_legend({"position": "bottom"})
    line.set_x_axis({"num_format": "d mmm", "text_axis": True})
    line.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E8E8E8"}}})
    line.set_size({"width": 520, "height": 290})
    sheet.insert_chart(place, line)


def people_sheets(book: Book) -> None:
    sheet = book.titled("People", "People", "Who is on the team. Names are spelt here as everywhere else.")
    columns = [
        Col("Name", 20), Col("E-mail", 30), Col("Also known as", 20), Col("Manager", 18), Col("Team", 16),
        Col("Capacity", 11, "center"), Col("Away from", 13, "date"), Col("Away to", 13, "date"),
    ]  # fmt: skip
    book.table(sheet, "tblPeople", columns, PEOPLE, freeze=1)
    sheet = book.titled("Lessons", "Lessons", "What we want to remember.")
    columns = [
        Col("Date", 13, "date"), Col("Goal", 8, "center", "=GoalIDs"), Col("What went well", 36, "wrap"),
        Col("What could be better", 36, "wrap"), Col("What we learned", 36, "wrap"), Col("Applies to", 22),
    ]  # fmt: skip
    book.table(sheet, "tblLessons", columns, LESSONS)
    sheet = book.titled("Holidays", "Holidays", "Days on which nobody works.")
    book.table(sheet, "tblHolidays", [Col("Date", 13, "date"), Col("Name", 30)], HOLIDAYS, freeze=1)


def budget_sheet(book: Book) -> None:
    """The team's own sheet, which is no business of goalsheet."""
    sheet = book.titled("Budget", "Budget, autumn 2026", "Finance's numbers; spent as of 18 November.", "#C98B2B")
    rows = []
    for number, (area, item, planned, spent) in enumerate(BUDGET, 5):
        left = Formula(f"=C{number}-D{number}", planned - spent)
        rows.append((area, item, planned, spent, left, Formula(f"=D{number}/C{number}", spent / planned)))
    columns = [
        Col("Area", 18), Col("Item", 32), Col("Planned", 13, "money"), Col("Spent", 13, "money"), Col("Left", 13, "money"),
        Col("Used", 10, "percent"),
    ]  # fmt: skip
    last = book.table(sheet, "tblBudget", columns, rows, style="Table Style Light 4")
    planned, spent = sum(row[2] for row in BUDGET), sum(row[3] for row in BUDGET)
    bold = book.format(bold=True, num_format="€ #,##0", align="right", indent=1, top=1, top_color=book.color)
    total = last + 1
    sheet.write(total, 0, "All together", bold)
    sheet.write(total, 1, None, bold)
    for column, value in ((2, planned), (3, spent), (4, planned - spent)):
        letter = "CDE"[column - 2]
        sheet.write_formula(total, column, f"=SUM({letter}5:{letter}{last + 1})", bold, value)
    bold_percent = book.format(bold=True, num_format="0%", align="right", indent=1, top=1, top_color=book.color)
    sheet.write_formula(total, 5, f"=D{total + 1}/C{total + 1}", bold_percent, spent / planned)
    book.bars(sheet, f"F5:F{last + 1}", "#E9C98F")
    by_area(book, sheet)


def by_area(book: Book, sheet: Any) -> None:
    """A summary like a pivot table, made with SUMIFS."""
    areas = list(dict.fromkeys(row[0] for row in BUDGET))
    sheet.set_column(6, 6, 4)
    sheet.set_column(7, 7, 18)
    sheet.set_column(8, 9, 13)
    for column, heading in enumerate(("By area", "Planned", "Spent"), 7):
        sheet.write(3, column, heading, book.heading("money" if column > 7 else ""))
    for row, area in enumerate(areas, 4):
        sheet.write(row, 7, area, book.cell())
        for column, of in ((8, 2), (9, 3)):
            total = sum(int(line[of]) for line in BUDGET if line[0] == area)
            letter = "CD"[of - 2]
            formula = f"=SUMIFS(${letter}$5:${letter}$12,$A$5:$A$12,$H{row + 1})"
            sheet.write_formula(row, column, formula, book.cell("money"), total)
    pie = book.book.add_chart({"type": "doughnut"})
    pie.add_series({
        "name": "Spent by area", "categories": ["Budget", 4, 7, 3 + len(areas), 7],
        "values": ["Budget", 4, 9, 3 + len(areas), 9],
        "points": [{"fill": {"color": c}} for c in ("#2E5E4E", "#C98B2B", "#7FA99B", "#8A5A44", "#D9CBB3")],
    })  # fmt: skip
    pie.set_title({"name": "Spent by area", "name_font": {"size": 13, "color": book.color}})
    pie.set_size({"width": 380, "height": 260})
    sheet.insert_chart("H12", pie)


def settings(book: Book) -> None:
    book.settings([
        ("Title", "Marketing goals, autumn 2026", "the report's title"),
        ("As of", AS_OF, "the day the report speaks of; leave blank for today"),
        ("Weekend", "Sat, Sun", "days off each week"),
        ("Due soon days", 14, "how far ahead 'due next' looks"),
        ("Stale days", 14, "days without an update before a goal counts as no update"),
        ("Mail to", "maya@junipercoffee.example", "who gets the status mail"),
        ("Mail from", "goals@junipercoffee.example", "who sends it"),
    ])  # fmt: skip
