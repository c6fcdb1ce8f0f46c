"""okrs-q4.xlsx: a quarter of OKRs, from the company's objectives down to five teams."""
# ruff: noqa: E501 (rows of data are read best as rows)

from datetime import date
from pathlib import Path
from typing import Any

from tools.samples import AS_OF
from tools.samples.look import STATUSES, Book, Col, Formula

AMARA, FELIX, MEI = "Amara Diallo", "Felix Braun", "Mei Tanaka"
ROSA, LUC, INGRID = "Rosa Delgado", "Luc Moreau", "Ingrid Larsen"


def d(month: int, day: int) -> date:
    return date(2026, month, day)


START, END = d(10, 1), d(12, 31)

OBJECTIVES: list[tuple[Any, ...]] = [
    ("O1", "Clinics choose us because booking simply works", None, AMARA, "Company", "committed", "On track", 7,
     "Ease of booking is the first reason clinics name when they sign, and the first when they leave."),
    ("O2", "Be ready to open in France in January", None, AMARA, "Company", "aspirational", "At risk", 5,
     "France is four times our home market, and two rivals open there in spring."),
    ("T1", "Patients book an appointment in under a minute", "O1", FELIX, "Product", "committed", "On track", 8,
     "Every third visitor gives up before the last page."),
    ("T2", "The service stays up when clinics are busiest", "O1", MEI, "Engineering", "committed", "On track", 6,
     "Monday from seven to nine decides what clinics think of us."),
    ("T3", "New clinics take bookings within two weeks of signing", "O1", ROSA, "Customer success", "committed",
     "On track", 7, "Clinics that start late leave twice as often."),
    ("T4", "Ten French clinics wait for our opening day", "O2", LUC, "Sales", "aspirational", "At risk", 4,
     "With ten pilots we know what France needs before we pay for marketing."),
    ("T5", "We may store French health data", "O2", INGRID, "Legal and operations", "committed", "At risk", 5,
     "Without the HDS certificate no French clinic can sign."),
]  # fmt: skip

#: ID, objective, text, owner, baseline, target, current, unit, direction, weight, due, confidence
KEY_RESULTS: list[tuple[Any, ...]] = [
    ("O1.1", "O1", "Raise clinics on a paid plan from 312 to 380", AMARA, 312, 380, 349, "clinics", "up", 2, END, 7),
    ("O1.2", "O1", "Lower cancelled contracts from 9 to 4 a month", ROSA, 9, 4, 6, "contracts", "down", 1, END, 6),
    ("O2.1", "O2", "Sign letters of intent with 10 French clinics", LUC, 0, 10, 3, "letters", "up", 1, END, 4),
    ("O2.2", "O2", "Raise French patients on the waiting list from 0 to 2,000", LUC, 0, 2000, 1240, "patients", "up", 1,
     END, 7),
    ("T1.1", "T1", "Cut the median booking from 94 to 55 seconds", FELIX, 94, 55, 66, "seconds", "down", 2, END, 8),
    ("T1.2", "T1", "Raise bookings finished on a phone from 61 % to 75 %", FELIX, 0.61, 0.75, 0.68, "%", "up", 2, END, 6),
    ("T1.3", "T1", "Bring the new booking pages to all 312 clinics", FELIX, 0, 312, 312, "clinics", "up", 1, d(11, 13), 10),
    ("T2.1", "T2", "Raise uptime on Monday mornings from 99.85 % to 99.95 %", MEI, 0.9985, 0.9995, 0.9993, "%", "up", 2, END, 9),
    ("T2.2", "T2", "Cut the slowest one in a hundred page loads from 3.8 to 2.0 seconds", MEI, 3.8, 2.0, 3.5, "seconds",
     "down", 1, END, 3),
    ("T2.3", "T2", "Run 2 failover rehearsals with the clinics' phones ringing", MEI, 0, 2, 1, "rehearsals", "up", 1,
     date(2027, 1, 8), 8),
    ("T3.1", "T3", "Cut the time from contract to first booking from 31 to 14 days", ROSA, 31, 14, 19, "days", "down", 2,
     END, 7),
    ("T3.2", "T3", "Have 40 new clinics go live", ROSA, 0, 40, 27, "clinics", "up", 1, END, 8),
    ("T4.1", "T4", "Hold 60 first meetings with French clinics", LUC, 0, 60, 31, "meetings", "up", 1, END, 6),
    ("T4.2", "T4", "Win 10 pilot clinics", LUC, 0, 10, 2, "clinics", "up", 2, END, 3),
    ("T5.1", "T5", "Pass both stages of the HDS audit", INGRID, 0, 2, 1, "stages", "up", 2, d(12, 18), 5),
    ("T5.2", "T5", "Sign contracts with 3 French data processors", INGRID, None, 3, 1, "contracts", "up", 1, d(11, 30), 4),
]  # fmt: skip

STEPS: list[tuple[Any, ...]] = [
    ("I1", "T1", "Remove the account step from the booking pages", FELIX, d(10, 1), d(10, 23), d(10, 21), "Done", 1, None),
    ("I2", "T1", "Roll the new booking pages out in three waves", FELIX, d(10, 19), d(11, 13), d(11, 12), "Done", 1, "I1"),
    ("I3", "T1", "Let patients pay with one tap", FELIX, d(11, 9), d(12, 11), None, "In progress", 0.35, "I2"),
    ("I4", "T2", "Move search to its own database", MEI, d(10, 5), d(11, 6), None, "In progress", 0.6, None),
    ("I5", "T2", "Serve pictures from the edge", MEI, d(11, 2), d(12, 4), None, "In progress", 0.4, None),
    ("I6", "T3", "Write the two-week starter plan with five clinics", ROSA, d(10, 1), d(10, 30), d(10, 28), "Done", 1, None),
    ("I7", "T3", "Import patient lists without our help", ROSA, d(10, 26), d(12, 4), None, "In progress", 0.55, "I6"),
    ("I8", "T4", "Translate the sales deck and the demo into French", LUC, d(10, 1), d(10, 16), d(10, 19), "Done", 1, None),
    ("I9", "T4", "Invite 40 clinics in Lyon and Lille to a demo evening", LUC, d(11, 2), d(11, 26), None, "Not started", 0.7, "I8"),
    ("I10", "T5", "Close the seven findings of audit stage 1", INGRID, d(10, 26), d(11, 27), None, "In progress", 0.57, None),
    ("I11", "T5", "Negotiate the processing contract with the SMS provider", INGRID, d(10, 12), d(11, 20), None, "Blocked", 0.5,
     None),
]  # fmt: skip

CHECK_INS: list[tuple[Any, ...]] = [
    (d(10, 16), "T1", FELIX, "On track", 8, "Test clinics book in 71 seconds without the account step", None, None),
    (d(10, 30), "T4", LUC, "At risk", 5, "First letter of intent from Lyon", "Nobody answers before the holidays end", None),
    (d(11, 6), "T2", MEI, "At risk", 5, None, "Moving search takes longer: 14 reports still read the old tables", None),
    (d(11, 6), "T5", INGRID, "At risk", 5, "Stage 1 of the HDS audit passed", "Seven findings to close before stage 2",
     "Two days of Mei's team"),
    (d(11, 13), "O1", AMARA, "On track", 7, "349 clinics pay; November began well", None, None),
    (d(11, 13), "T1", FELIX, "On track", 8, "All 312 clinics have the new booking pages", None, None),
    (d(11, 13), "T3", ROSA, "On track", 7, "27 clinics live, the last one after nine days", None, None),
    (d(11, 13), "O2", AMARA, "At risk", 5, None, "Letters of intent come too slowly", "Luc needs a second seller who speaks French"),
    (d(11, 19), "T2", MEI, "On track", 6, "Uptime on Monday mornings is at 99.93 %", "Page loads are no faster yet", None),
    (d(11, 19), "T4", LUC, "At risk", 4, "31 first meetings", "Two pilots of ten, and six weeks to go",
     "A pilot price that clinics cannot refuse"),
    (d(11, 19), "T5", INGRID, "At risk", 5, "Four of seven findings are closed", "The SMS provider's lawyers have not answered since 2 November",
     "Amara to call their managing director"),
]  # fmt: skip

PEOPLE = [
    (AMARA, "amara@tidebook.example", None, "Company"), (FELIX, "felix@tidebook.example", AMARA, "Product"),
    (MEI, "mei@tidebook.example", AMARA, "Engineering"), (ROSA, "rosa@tidebook.example", AMARA, "Customer success"),
    (LUC, "luc@tidebook.example", AMARA, "Sales"), (INGRID, "ingrid@tidebook.example", AMARA, "Legal and operations"),
]  # fmt: skip


def make(path: Path) -> None:
    book = Book(path, "OKRs, fourth quarter 2026", "#0B5C8A")
    overview_sheet(book)
    objectives_sheet(book)
    key_results_sheet(book)
    initiatives_sheet(book)
    talk_sheets(book)
    book.settings([
        ("Title", "OKRs, fourth quarter 2026", "the report's title"),
        ("As of", AS_OF, "the day the report speaks of; leave blank for today"),
        ("Mail to", "amara@tidebook.example", "who gets the status mail"),
    ])  # fmt: skip
    book.book.define_name("Team", "=People!$A$5:$A$10")
    book.book.define_name("Objectives", "=Goals!$A$5:$A$11")
    book.close()


def score(result: tuple[Any, ...]) -> float:
    """How much of the way from baseline to target is gone, 0 to 1."""
    baseline, target, current = result[4] or 0, *result[5:7]
    return float(max(0.0, min(1.0, (current - baseline) / (target - baseline))))


def mean(objective: str) -> float:
    scores = [score(result) for result in KEY_RESULTS if result[1] == objective]
    return sum(scores) / len(scores)


def overview_sheet(book: Book) -> None:
    """One page for the wall: mean score by objective, with a chart. Made of formulas, and no business of goalsheet."""
    sheet = book.titled("Overview", "OKRs, fourth quarter 2026", "Tidebook · seven objectives, sixteen key results")
    band = book.format(
        bold=True, font_color="#FFFFFF", bg_color="#F28C38", align="center", valign="vcenter", font_size=12
    )
    sheet.merge_range("A4:D4", "Where we stand, before weights", band)
    sheet.set_row(3, 24)
    columns = ((0, 10, "No."), (1, 50, "What we want"), (2, 13, "Mean score"), (3, 13, "Lowest hope"))
    for column, width, heading in columns:
        sheet.set_column(column, column, width)
        sheet.write(4, column, heading, book.heading("center" if column > 1 else ""))
    for row, objective in enumerate(OBJECTIVES, 5):
        inset = 2 if objective[2] else 0
        sheet.write(row, 0, objective[0], book.format(bottom=1, bottom_color="#E3E3E3", bold=not inset))
        sheet.write(row, 1, objective[1], book.format(bottom=1, bottom_color="#E3E3E3", bold=not inset, indent=inset))
        average = f"=AVERAGEIF(tblKeyResults[Goal],A{row + 1},tblKeyResults[Score])"
        book.put(sheet, row, 2, Formula(average, mean(objective[0])), book.cell("score"))
        hope = min(result[11] for result in KEY_RESULTS if result[1] == objective[0])
        lowest = f"=_xlfn.MINIFS(tblKeyResults[Confidence],tblKeyResults[Goal],A{row + 1})"
        book.put(sheet, row, 3, Formula(lowest, hope), book.cell("center"))
        sheet.set_row(row, 20)
    sheet.conditional_format("C6:C12", {
        "type": "3_color_scale", "min_color": "#F8B7AE", "mid_color": "#FFE9B0", "max_color": "#B7E1BD",
        "min_type": "num", "min_value": 0, "mid_type": "num", "mid_value": 0.5, "max_type": "num", "max_value": 1,
    })  # fmt: skip
    icons = [{"criteria": ">=", "type": "number", "value": 7}, {"criteria": ">=", "type": "number", "value": 5}]
    sheet.conditional_format("D6:D12", {"type": "icon_set", "icon_style": "3_traffic_lights", "icons": icons})
    bars = book.book.add_chart({"type": "bar"})
    bars.add_series({
        "name": "Mean score", "categories": ["Overview", 5, 0, 11, 0], "values": ["Overview", 5, 2, 11, 2],
        "fill": {"color": book.color}, "gap": 60, "data_labels": {"value": True, "num_format": "0.00"},
    })  # fmt: skip
    bars.set_title({"name": "Mean score by objective", "name_font": {"size": 13, "color": book.color}})
    bars.set_legend({"none": True})
    bars.set_y_axis({"reverse": True})
    bars.set_x_axis(
        {"min": 0, "max": 1, "num_format": "0.0", "major_gridlines": {"visible": True, "line": {"color": "#E8E8E8"}}}
    )
    bars.set_size({"width": 480, "height": 300})
    sheet.insert_chart("F4", bars)


def objectives_sheet(book: Book) -> None:
    sheet = book.titled("Goals", "Objectives", "Two for the company, and what each team does for them.")
    columns = [
        Col("ID", 6), Col("Goal", 46, "wrap"), Col("Kind", 11), Col("Parent", 8, "center", "=Objectives"),
        Col("Owner", 16, "", "=Team"), Col("Team", 20), Col("Start", 12, "date"), Col("Due", 12, "date"),
        Col("Commitment", 13, choices=("committed", "aspirational")),
        Col("Status", 12, choices=("On track", "At risk", "Off track", "Done")), Col("Confidence", 11, "center"),
        Col("Why it matters", 54, "wrap"),
    ]  # fmt: skip
    rows = [(o[0], o[1], "Objective", o[2], o[3], o[4], START, END, *o[5:]) for o in OBJECTIVES]
    last = book.table(sheet, "tblGoals", columns, rows)
    book.color_words(sheet, f"J5:J{last + 1}")
    book.color_words(sheet, f"I5:I{last + 1}", {"aspirational": "DCE9F7"})


def key_results_sheet(book: Book) -> None:
    sheet = book.titled("Key results", "Key results", "Current is updated every Thursday; the score follows by itself.")
    calculated = "=MAX(0,MIN(1,([@Current]-[@Baseline])/([@Target]-[@Baseline])))"
    columns = [
        Col("ID", 7), Col("Goal", 7, "center", "=Objectives"), Col("Key result", 50, "wrap"), Col("Owner", 16, "", "=Team"),
        Col("Baseline", 10, "plain"), Col("Target", 10, "plain"), Col("Current", 10, "plain"), Col("Unit", 11),
        Col("Direction", 10, "center", ("up", "down", "keep")), Col("Weight", 8, "center"), Col("Due", 12, "date"),
        Col("Confidence", 11, "center"), Col("Score", 10, "score", formula=calculated),
    ]  # fmt: skip
    this = "tblKeyResults[[#This Row],"
    text = f"=MAX(0,MIN(1,({this}[Current]]-{this}[Baseline]])/({this}[Target]]-{this}[Baseline]])))"
    rows = [(*result, Formula(text, score(result))) for result in KEY_RESULTS]
    last = book.table(sheet, "tblKeyResults", columns, rows, freeze=3)
    for row, result in enumerate(KEY_RESULTS, 4):
        look = "plain" if result[7] != "%" else "percent2" if result[5] > 0.9 else "percent"
        for column in (4, 5, 6):
            book.put(sheet, row, column, result[column], book.cell(look))
    book.bars(sheet, f"M5:M{last + 1}", "#9CCBE6")
    icons = [{"criteria": ">=", "type": "number", "value": 7}, {"criteria": ">=", "type": "number", "value": 5}]
    sheet.conditional_format(f"L5:L{last + 1}", {"type": "icon_set", "icon_style": "3_traffic_lights", "icons": icons})
    sheet.write_comment("F18", "Luc: ten is a stretch. Seven would be a very good quarter.", {"author": "Luc"})


def initiatives_sheet(book: Book) -> None:
    sheet = book.titled("Steps", "Initiatives", "What each team does about it, one owner and one date each.")
    columns = [
        Col("ID", 7), Col("Goal", 7, "center", "=Objectives"), Col("Step", 54, "wrap"), Col("Owner", 16, "", "=Team"),
        Col("Start", 12, "date"), Col("Due", 12, "date"), Col("Done on", 12, "date"), Col("Status", 13, choices=STATUSES),
        Col("% complete", 12, "percent"), Col("Depends on", 12), Col("Blocked by", 36, "wrap"),
    ]  # fmt: skip
    blocked = "The SMS provider's lawyers have not answered since 2 November"
    rows = [(*step, blocked if step[7] == "Blocked" else None) for step in STEPS]
    last = book.table(sheet, "tblSteps", columns, rows, freeze=3)
    book.color_words(sheet, f"H5:H{last + 1}")
    book.color_overdue(sheet, f"F5:F{last + 1}", '=AND($F5<AsOf,$G5="")')
    book.bars(sheet, f"I5:I{last + 1}", "#9CCBE6")


def talk_sheets(book: Book) -> None:
    sheet = book.titled("Check-ins", "Check-ins", "Every second Thursday, more often where it burns.")
    columns = [
        Col("Date", 12, "date"), Col("Goal", 8, "center", "=Objectives"), Col("Author", 16), Col("Status", 12),
        Col("Confidence", 11, "center"), Col("Wins", 44, "wrap"), Col("Obstacles", 44, "wrap"), Col("Needs", 36, "wrap"),
    ]  # fmt: skip
    last = book.table(sheet, "tblCheckIns", columns, CHECK_INS)
    book.color_words(sheet, f"D5:D{last + 1}")
    sheet = book.titled("People", "People", "Who answers for what.")
    book.table(
        sheet, "tblPeople", [Col("Name", 20), Col("E-mail", 32), Col("Manager", 20), Col("Team", 26)], PEOPLE, freeze=1
    )
