"""product-kpis.xlsx: a product team's KPIs with monthly readings, some to raise, some to lower, one to keep."""
# ruff: noqa: E501 (rows of data are read best as rows)

from datetime import date
from pathlib import Path
from typing import Any

from tools.samples import AS_OF
from tools.samples.look import STATUSES, Book, Col, Formula

HANNA, KOFI, ELENA, JONAS = "Hanna Virtanen", "Kofi Mensah", "Elena Petrova", "Jonas Keller"
MONTH_ENDS = [date(2026, month, day) for month, day in enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31), 1)]


def d(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


#: name: (look, start of the year, monthly values to October, monthly plan to October, notes by month)
READINGS: dict[str, tuple[str, float, list[float], list[float], dict[int, str]]] = {
    "NPS": (
        "number", 31, [31, 33, 32, 35, 36, 38, 37, 39, 41, 42], [32, 33, 34, 35, 36, 38, 39, 40, 41, 43],
        {3: "Outage on 11 March", 9: "New onboarding for all"},
    ),
    "Monthly churn": (
        "percent1", 0.042, [0.042, 0.041, 0.041, 0.039, 0.038, 0.038, 0.037, 0.037, 0.039, 0.040],
        [0.042, 0.041, 0.040, 0.039, 0.038, 0.037, 0.036, 0.035, 0.034, 0.032],
        {9: "Price rise on 1 September", 10: "42 small teams left, most for price"},
    ),
    "Trial conversion": (
        "percent1", 0.112, [0.112, 0.115, 0.119, 0.121, 0.126, 0.130, 0.134, 0.139, 0.145, 0.149],
        [0.113, 0.116, 0.119, 0.122, 0.125, 0.129, 0.133, 0.137, 0.141, 0.145],
        {5: "Shorter sign-up form"},
    ),
    "Activation within 7 days": (
        "percent", 0.38, [0.38, 0.38, 0.40, 0.41, 0.41, 0.43, 0.44, 0.44, 0.49, 0.52],
        [0.38, 0.39, 0.41, 0.42, 0.44, 0.46, 0.48, 0.50, 0.52, 0.53],
        {9: "Guided first project goes live"},
    ),
    "First reply to support tickets": (
        "decimal", 9.5, [9.5, 9.1, 8.8, 8.2, 7.6, 7.1, 6.3, 5.9, 4.6, 3.9], [9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5],
        {9: "Second shift in Lisbon"},
    ),
    "Uptime": (
        "percent2", 0.9992, [0.9994, 0.9993, 0.9961, 0.9995, 0.9996, 0.9994, 0.9997, 0.9995, 0.9996, 0.9995],
        [0.9995] * 10, {3: "Outage on 11 March, 2 h 50 min"},
    ),
}  # fmt: skip

GOALS: list[tuple[Any, ...]] = [
    ("K1", "Raise the NPS from 31 to 45 by the end of the year", "KPI", HANNA, d(1, 1), d(12, 31), "NPS", "points", "up",
     31, 45, 2, "On track", 7, "Promoters bring every third new customer."),
    ("K2", "Lower monthly churn from 4.2 % to 3.0 % by the end of the year", "KPI", KOFI, d(1, 1), d(12, 31),
     "Monthly churn", "%", "down", 0.042, 0.03, 3, "At risk", 4, "One point of churn costs € 310,000 a year."),
    ("K3", "Raise trial conversion from 11.2 % to 15.5 % by the end of the year", "KPI", ELENA, d(1, 1), d(12, 31),
     "Trial conversion", "%", "up", 0.112, 0.155, 2, "On track", 8, "Traffic gets dearer every quarter."),
    ("K4", "Get 58 % of new users to their first project within 7 days", "KPI", ELENA, d(1, 1), d(12, 31),
     "Activation within 7 days", "%", "up", 0.38, 0.58, 2, "On track", 6, "Who makes a project stays."),
    ("K5", "Cut the first reply to support tickets from 9.5 to 4 hours by 30 November", "KPI", JONAS, d(1, 1), d(11, 30),
     "First reply to support tickets", "hours", "down", 9.5, 4, 1, "On track", 9, "The first complaint in every survey."),
    ("K6", "Keep uptime at 99.95 % or better", "KPI", JONAS, d(1, 1), d(12, 31), "Uptime", "%", "keep", None, "99.95-100 %", 1, "On track",
     9, "The contract with large customers says so."),
]  # fmt: skip

STEPS: list[tuple[Any, ...]] = [
    ("K1-1", "K1", "Call back every detractor within two working days", HANNA, d(4, 1), d(12, 18), None, "In progress", 0.8, None),
    ("K1-2", "K1", "Fix the ten complaints named most often", KOFI, d(6, 1), d(11, 27), None, "In progress", 0.8, None),
    ("K2-1", "K2", "Ask everyone who cancels for the reason", KOFI, d(2, 2), d(3, 31), d(3, 24), "Done", 1, None),
    ("K2-2", "K2", "Warn account managers when a team falls silent for 14 days", KOFI, d(8, 3), d(10, 30), None, "In progress", 0.6,
     "K2-1"),
    ("K2-3", "K2", "Offer small teams a yearly plan at the old price", HANNA, d(10, 12), d(12, 4), None, "In progress", 0.3, None),
    ("K3-1", "K3", "Shorten the sign-up form from eleven fields to four", ELENA, d(4, 6), d(5, 8), d(5, 6), "Done", 1, None),
    ("K3-2", "K3", "Test three price pages with 5,000 visitors each", ELENA, d(9, 14), d(11, 27), None, "In progress", 0.7, None),
    ("K4-1", "K4", "Guide new users through their first project", ELENA, d(5, 11), d(8, 31), d(9, 2), "Done", 1, None),
    ("K4-2", "K4", "Send a helping mail on day 3 to those without a project", HANNA, d(11, 2), d(12, 4), None, "In progress", 0.4,
     "K4-1"),
    ("K5-1", "K5", "Set up a second shift in Lisbon", JONAS, d(6, 1), d(8, 31), d(8, 28), "Done", 1, None),
    ("K5-2", "K5", "Answer the 30 most frequent questions in the help centre", JONAS, d(9, 1), d(11, 20), None, "In progress", 0.9,
     None),
    ("K6-1", "K6", "Move the database to two sites", JONAS, d(3, 16), d(6, 30), d(6, 26), "Done", 1, None),
    ("K6-2", "K6", "Rehearse a failover in the week of 7 December", JONAS, d(12, 7), d(12, 11), None, "Not started", 0, "K6-1"),
]  # fmt: skip

CHECK_INS: list[tuple[Any, ...]] = [
    (d(10, 9), "K1", HANNA, "On track", 7, "September's 41 is the best we have had", None, None),
    (d(10, 9), "K2", KOFI, "At risk", 5, None, "Cancellations doubled in the week after the price rise", "An offer for small teams"),
    (d(11, 6), "K1", HANNA, "On track", 7, "42 in October, one point short of plan", None, None),
    (d(11, 6), "K2", KOFI, "At risk", 4, None, "Churn rose for the second month", "Sales to back the yearly plan"),
    (d(11, 6), "K3", ELENA, "On track", 8, "14.9 % in October, ahead of plan since May", None, None),
    (d(11, 6), "K4", ELENA, "On track", 6, "52 %: the guided first project works", "One point behind plan", None),
    (d(11, 6), "K5", JONAS, "On track", 9, "3.9 hours: target reached a month early", None, None),
    (d(11, 6), "K6", JONAS, "On track", 9, "99.95 % in October", None, None),
]  # fmt: skip

PEOPLE = [
    (HANNA, "hanna@brightboard.example", None, "Customer success"), (KOFI, "kofi@brightboard.example", HANNA, "Product"),
    (ELENA, "elena@brightboard.example", HANNA, "Growth"), (JONAS, "jonas@brightboard.example", HANNA, "Support and operations"),
]  # fmt: skip


def make(path: Path) -> None:
    book = Book(path, "Product KPIs 2026", "#3B3F8C")
    goals_sheet(book)
    metrics_sheet(book)
    charts_sheet(book)
    steps_sheet(book)
    talk_sheets(book)
    book.settings([
        ("Title", "Product KPIs 2026", "the report's title"),
        ("As of", AS_OF, "the day the report speaks of; leave blank for today"),
        ("Stale days", 21, "KPIs are read and discussed once a month"),
        ("Mail to", "hanna@brightboard.example", "who gets the status mail"),
    ])  # fmt: skip
    book.book.define_name("Team", "=People!$A$5:$A$8")
    book.close()


def readings() -> list[tuple[date, str, float, float, str | None, str]]:
    """Month by month, as they were typed in."""
    rows = []
    for month, day in enumerate(MONTH_ENDS):
        for name, (look, _, values, plan, notes) in READINGS.items():
            rows.append((day, name, values[month], plan[month], notes.get(month + 1), look))
    return rows


def latest(metric: str) -> Formula:
    """The newest value of the goal's metric, from the Metrics sheet."""
    newest = "tblMetrics[Date],MAX(tblMetrics[Date])"
    text = f"=SUMIFS(tblMetrics[Value],tblMetrics[Metric],tblGoals[[#This Row],[Metric]],{newest})"
    return Formula(text, READINGS[metric][2][-1])


def goals_sheet(book: Book) -> None:
    sheet = book.titled(
        "Goals", "Product KPIs 2026", "Brightboard, product team. Current values come from the Metrics sheet."
    )
    columns = [
        Col("ID", 6), Col("Goal", 48, "wrap"), Col("Kind", 8), Col("Owner", 16, "", "=Team"), Col("Start", 12, "date"),
        Col("Due", 12, "date"), Col("Metric", 26, "wrap"), Col("Unit", 8),
        Col("Direction", 10, "center", ("up", "down", "keep")), Col("Baseline", 10, "number"), Col("Target", 10, "number"),
        Col("Current", 10, "number"), Col("Weight", 9, "center"),
        Col("Status", 12, choices=("On track", "At risk", "Off track", "Done")), Col("Confidence", 11, "center"),
        Col("Why it matters", 38, "wrap"),
    ]  # fmt: skip
    rows = [(*goal[:11], latest(goal[6]), *goal[11:]) for goal in GOALS]
    last = book.table(sheet, "tblGoals", columns, rows)
    for row, goal in enumerate(rows, 4):
        for column in (9, 10, 11):
            book.put(sheet, row, column, goal[column], book.cell(READINGS[goal[6]][0]))
    book.color_words(sheet, f"N5:N{last + 1}")
    sheet.write_comment("L6", "Kofi: October is provisional until billing closes on the 25th.", {"author": "Kofi"})


def metrics_sheet(book: Book) -> None:
    sheet = book.titled("Metrics", "Metrics", "Typed in on the first working day of each month, for the month before.")
    columns = [
        Col("Date", 14, "date"), Col("Metric", 30), Col("Value", 12, "number"), Col("Planned", 12, "number"), Col("Note", 40),
    ]  # fmt: skip
    rows = readings()
    book.table(sheet, "tblMetrics", columns, [row[:5] for row in rows])
    for row, reading in enumerate(rows, 4):
        for column in (2, 3):
            book.put(sheet, row, column, reading[column], book.cell(reading[5]))


def charts_sheet(book: Book) -> None:
    """Months across, for the eye: every value is a formula on the Metrics sheet, with a chart for each KPI."""
    sheet = book.titled("Charts", "The year so far", "Solid: actual. Dashed: planned.", "#F2A541")
    months = book.format(bold=True, font_color="#FFFFFF", bg_color=book.color, num_format="mmm", align="right")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 10, 9)
    sheet.write(3, 0, "", book.heading())
    for column, day in enumerate(MONTH_ENDS, 1):
        book.put(sheet, 3, column, day, months)
    for number, (name, (look, _, values, plan, _)) in enumerate(READINGS.items()):
        for row, label, series in ((4 + 2 * number, name, values), (5 + 2 * number, f"{name}, planned", plan)):
            sheet.write(row, 0, label, book.cell())
            of = "Value" if series is values else "Planned"
            for column, value in enumerate(series, 1):
                letter = "ABCDEFGHIJK"[column]
                text = f'=SUMIFS(tblMetrics[{of}],tblMetrics[Metric],"{name}",tblMetrics[Date],{letter}$4)'
                book.put(sheet, row, column, Formula(text, value), book.cell(look))
        chart(book, sheet, name, 4 + 2 * number, look, number)
    sheet.set_column(11, 16, 9)


def chart(book: Book, sheet: Any, name: str, row: int, look: str, number: int) -> None:
    line = book.book.add_chart({"type": "line"})
    looks = (
        ("Actual", row, {"color": book.color, "width": 2.5}),
        ("Planned", row + 1, {"color": "#F2A541", "dash_type": "dash"}),
    )
    for label, at, style in looks:
        line.add_series(
            {"name": label, "categories": ["Charts", 3, 1, 3, 10], "values": ["Charts", at, 1, at, 10], "line": style}
        )
    line.set_title({"name": name, "name_font": {"size": 12, "color": book.color}})
    line.set_legend({"none": True})
    line.set_x_axis({"num_format": "mmm", "text_axis": True})
    number_format = {"number": "0", "decimal": "0", "percent2": "0.0%"}.get(look, "0%")
    line.set_y_axis({"num_format": number_format, "major_gridlines": {"visible": True, "line": {"color": "#E8E8E8"}}})
    line.set_size({"width": 420, "height": 280})
    sheet.insert_chart(17 + number // 3 * 15, 0, line, {"x_offset": 4 + number % 3 * 432, "y_offset": 4})


def steps_sheet(book: Book) -> None:
    sheet = book.titled("Steps", "Steps", "What we change to move the numbers.")
    columns = [
        Col("ID", 8), Col("Goal", 8, "center"), Col("Step", 56, "wrap"), Col("Owner", 16, "", "=Team"), Col("Start", 12, "date"),
        Col("Due", 12, "date"), Col("Done on", 12, "date"), Col("Status", 13, choices=STATUSES), Col("% complete", 12, "percent"),
        Col("Depends on", 12),
    ]  # fmt: skip
    last = book.table(sheet, "tblSteps", columns, STEPS, freeze=3)
    book.color_words(sheet, f"H5:H{last + 1}")
    book.color_overdue(sheet, f"F5:F{last + 1}", '=AND($F5<AsOf,$G5="")')
    book.bars(sheet, f"I5:I{last + 1}", "#C7C9EE")


def talk_sheets(book: Book) -> None:
    sheet = book.titled("Check-ins", "Check-ins", "Once a month, after the numbers are in.")
    columns = [
        Col("Date", 12, "date"), Col("Goal", 8, "center"), Col("Author", 16), Col("Status", 12), Col("Confidence", 11, "center"),
        Col("Wins", 44, "wrap"), Col("Obstacles", 44, "wrap"), Col("Needs", 30, "wrap"),
    ]  # fmt: skip
    last = book.table(sheet, "tblCheckIns", columns, CHECK_INS)
    book.color_words(sheet, f"D5:D{last + 1}")
    sheet = book.titled("People", "People", "Who answers for which number.")
    book.table(
        sheet, "tblPeople", [Col("Name", 20), Col("E-mail", 32), Col("Manager", 20), Col("Team", 26)], PEOPLE, freeze=1
    )
