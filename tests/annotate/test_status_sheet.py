"""The sheet Status: the page's story natively in Excel, with charts that show what they say they show."""

import re
import shutil
import subprocess
import warnings
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree

from goalsheet.annotate import annotations
from goalsheet.annotate.status_charts import drawn
from goalsheet.annotate.status_sheet import FIRST, status_sheet
from goalsheet.editing.edits import Edits
from goalsheet.editing.write import annotate
from goalsheet.plan.model import Measure
from goalsheet.plan.samples import sample_names, sample_path
from goalsheet.review import Review, review
from goalsheet.settings import Settings
from goalsheet.statuses import Status
from tests.report.examples import Drawing, big, marketing
from tests.support.marked import MARKED
from tests.support.office import converted
from tests.support.sure import as_a, sure

AS_OF = date(2026, 11, 20)
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def second_week(name: str, folder: Path) -> tuple[Review, Path]:
    """A sample annotated a week ago and today."""
    copy = Path(shutil.copy(sample_path(name), folder))
    annotate(copy, annotations(review(copy, AS_OF, AS_OF - timedelta(days=7))))
    seen = review(copy, AS_OF, AS_OF)
    annotate(copy, annotations(seen))
    return seen, copy


@pytest.mark.parametrize("name", sample_names())
def test_every_chart_shows_its_series(name: str, tmp_path: Path) -> None:
    seen, book = second_week(name, tmp_path)
    shown = {}
    with ZipFile(book) as package:
        for part in package.namelist():
            if re.fullmatch(r"xl/charts/chart\d+\.xml", part):
                tree = etree.fromstring(package.read(part))
                title = _text(sure(tree.find(f"{CHART}chart/{CHART}title"))) if _titled(tree) else ""
                shown[title] = {_name(s): _values(s) for s in tree.iter(f"{CHART}ser")}
    for table in drawn(seen):
        wanted = {
            head: [float(value) for value in column if value is not None]
            for head, column in zip(table.heads[1:], list(zip(*table.rows, strict=True))[1:], strict=True)
        }
        assert shown[table.title] == wanted


def _titled(tree: etree._Element) -> bool:
    return tree.find(f"{CHART}chart/{CHART}title") is not None


def _name(series: etree._Element) -> str:
    return _text(sure(series.find(f"{CHART}tx")))


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def _values(series: etree._Element) -> list[float]:
    return [float(sure(value.text)) for value in sure(series.find(f"{CHART}val")).iter(f"{CHART}v")]


def test_a_sample_of_two_weeks_has_every_kind_of_chart(tmp_path: Path) -> None:
    seen, _ = second_week("marketing-goals", tmp_path)
    by_title = {table.title: table for table in drawn(seen)}
    assert set(by_title) >= {"Goals and steps by status", "Goals by status, report by report", "Steps done over time"}
    reports = by_title["Goals by status, report by report"]
    assert [row[0] for row in reports.rows] == ["13 Nov", "20 Nov"]
    assert all(sum(as_a(int, number) for number in row[1:]) == len(seen.plan.goals) for row in reports.rows)
    burn_up = by_title["Steps done over time"]
    today = next(row for row in burn_up.rows if row[0] == "20 Nov")
    assert today[1] == seen.counts(seen.plan.steps)[Status.DONE]
    assert burn_up.rows[-1][1:] == (None, len([s for s in seen.plan.steps if s.due]), len(seen.plan.steps))


def test_a_date_that_is_a_slip_is_in_no_chart(tmp_path: Path) -> None:
    seen, _ = second_week("messy-plan", tmp_path)
    assert max(step.due for step in seen.plan.steps if step.due).year > 2060
    burn_up = next(table for table in drawn(seen) if table.title == "Steps done over time")
    assert not [row[0] for row in burn_up.rows if re.search(r"20[3-9]\d", str(row[0]))]


def test_nothing_we_write_into_the_workbook_is_left_in_english() -> None:
    """Headings, notes and sheets of a report in a language that has no letters of ours: the workbook's words stay."""
    seen = review(sample_path("messy-plan"), AS_OF, AS_OF)
    own = {word for sheet in seen.workbook.sheets for row in sheet.rows for cell in row for word in words(str(cell))}
    seen.__dict__["language"] = MARKED
    made = annotations(seen)
    status, findings, history = made.sheets
    texts = [note.text for note in made.notes]
    texts += [column.heading for block in made.blocks for column in block.columns]
    texts += [str(cell.value) for block in made.blocks for column in block.columns for cell in column.cells.values()]
    texts += [str(cell.value) for sheet in (status, findings) for cell in sheet.cells.values()]
    texts += [str(history.cells[row, 1].value) for row in (1, 2)]
    left = {word for text in texts for word in words(text)} - own
    known = words(" ".join([sheet.name for sheet in seen.workbook.sheets] + [one.name for one in fields(Settings)]))
    assert left - known == {"goalsheet", "GS"}


def words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", text.replace("_", " ")))


def test_the_sheet_says_what_the_page_says() -> None:
    seen = marketing()
    cells = status_sheet(seen).cells
    assert cells[3, 1].value == seen.verdict
    first = [cells[FIRST + 1, column] for column in range(1, 10)]
    assert [cell.value for cell in first][:6] == [
        "500 new Instagram followers in six weeks", "Jo Park", "off track", 0.38, 0.79, pytest.approx(-0.41),
    ]  # fmt: skip
    assert first[2].link == "Goals!B2"


def test_the_sheet_speaks_the_reports_language() -> None:
    seen = marketing()
    sheet = status_sheet(replace(seen, settings=seen.settings.with_(lang="de")))
    assert [sheet.cells[FIRST, column].value for column in (1, 2, 3)] == ["Ziel", "Zuständig", "Status"]
    assert sheet.cells[FIRST + 1, 3].value == "kritisch"


def test_an_empty_plan_and_a_large_one_have_their_sheet() -> None:
    assert status_sheet(Drawing().review()).print_area
    large = status_sheet(big(40, 400))
    assert large.repeat_rows == "8:8"
    assert not large.fit_height


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{7*7}}", "=1+1", "\"'&]]>", "x" * 32_767, "\u202e🎯\u0000\ud800"]
)
def test_hostile_text_is_text_in_the_sheet(text: str, tmp_path: Path) -> None:
    it = Drawing()
    goal = it.goal(text, Status.OFF_TRACK, owners=(text,), reason=text, clears=text, due=AS_OF)
    it.key_result(goal, text, Status.AT_RISK, measure=Measure(text, text, target=5.0))
    for day in (1, 8):
        it.reading("kr 1", text, date(2026, 11, day), day)
    book = Path(shutil.copy(sample_path("okrs-q4"), tmp_path))
    annotate(book, Edits(sheets=(status_sheet(it.review(title=text)),)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = openpyxl.load_workbook(book)["Status"]
    cell = sheet.cell(FIRST + 1, 1)
    assert cell.data_type == "s"
    assert str(cell.value)[:5].rstrip("\ufffd") in text


def test_arrows_turn_at_their_numbers(tmp_path: Path) -> None:
    _, book = second_week("okrs-q4", tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the user's own extensions, which openpyxl does not know
        sheet = openpyxl.load_workbook(book)["Status"]
    (icons,) = (r for rules in sheet.conditional_formatting for r in rules.rules if r.type == "iconSet")
    assert [stop.val for stop in icons.iconSet.cfvo] == [0, -0.1, 0]
    assert sheet.print_area


@pytest.mark.office
def test_goals_and_charts_are_printed_on_one_page(tmp_path: Path) -> None:
    _, book = second_week("marketing-goals", tmp_path)
    paper = converted(book, "pdf", tmp_path / "paper")
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    (page,) = [page for page in text.split("\f") if "goals on track or done" in page]
    for shown in ("Relaunch the online shop", "Goals and steps by status", "Steps done over time", "Blog subscribers"):
        assert shown in page
    assert "The numbers behind the charts" not in text
