"""Text files: what programs and countries write, and what must stay as it was typed."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.cells import CellValue
from goalsheet.errors import GoalsheetError
from goalsheet.reading.delimited import decoded, sheet_of
from goalsheet.reading.read import read

ENGLISH = "Step,Owner,Due\nBook the hall,Ann Lee,2026-09-18\nPrint flyers,NA,2026-10-02\n"


def cells(
    tmp_path: Path, content: str | bytes, encoding: str = "utf-8", name: str = "plan.csv"
) -> list[list[CellValue]]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return [list(row) for row in read(path).sheets[0].rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    read_as = cells(tmp_path, ENGLISH.replace(",", delimiter))
    assert read_as[1] == ["Book the hall", "Ann Lee", date(2026, 9, 18)]
    assert read_as[2][1] == "NA"


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8-sig", "Maßnahme;Zuständig\nGröße prüfen;Jörg\n"),
        ("utf-16", "Maßnahme\tZuständig\nGröße prüfen\tJörg\n"),
        ("utf-16-le", "Maßnahme;Zuständig\nGröße prüfen;Jörg\n"),
        ("utf-16-be", "Maßnahme;Zuständig\nGröße prüfen;Jörg\n"),
        ("cp1252", "Maßnahme;Zuständig\nGröße prüfen;Jörg\n"),
        ("cp1252", "Étape;Échéance\nRédiger le résumé;18/09/2026\n"),
        ("cp1250", "Zadanie;Właściciel\nPrzygotować ofertę;Łukasz Żółty\nWysłać;Łukasz Wąs\n"),
        ("cp1251", "Задача;Ответственный\nПодготовить отчёт;Иван Петров\n"),
        ("cp1253", "Εργασία;Υπεύθυνος\nΣύνταξη έκθεσης;Γιώργος\n"),
        ("cp1254", "Görev;Sorumlu\nİş planı hazırla;Ayşe Şahin\n"),
        ("cp932", "タスク,担当者\n報告書を作成,山田太郎\n会議,鈴木花子\n"),
        ("gb18030", "任务,负责人\n编写报告,王小明\n召开会议,李红\n"),
        ("big5", "任務,負責人\n撰寫報告,王小明\n召開會議,李紅\n"),
        ("cp949", "작업,담당자\n보고서 작성,김철수\n"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, content: str) -> None:
    sign = next(one for one in ",;\t" if one in content)
    assert cells(tmp_path, content, encoding) == [line.split(sign) for line in content.splitlines()]


def test_codes_and_words_stay_as_they_were_typed(tmp_path: Path) -> None:
    content = (
        "ID,WBS,Card,Owner,Phone,Done,Cost\n"
        "007,1.1,5f2b8c1234567890123,NA,+49 30 1,TRUE,12.50\n"
        "012,1.10,1234567890123456789,null,001,false,7.25\n"
    )
    assert cells(tmp_path, content)[1:] == [
        ["007", "1.1", "5f2b8c1234567890123", "NA", "+49 30 1", "TRUE", 12.5],
        ["012", "1.10", "1234567890123456789", "null", "001", "false", 7.25],
    ]


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("a;b\nx;3,5\ny;0,25\n", [3.5, 0.25]),
        ("a;b;c\n2,5;3,5;4,5\n1,5;0,25;9,5\n", [3.5, 0.25]),
        ("a,b\nx,3.5\ny,0.25\n", [3.5, 0.25]),
        ('a,b\nx,"3,5"\ny,"0,25"\n', [3.5, 0.25]),
        ("a,b\nx,40%\ny,100 %\n", [0.4, 1.0]),
        ('a,b\nx,"1,250"\ny,12.5\n', ["1,250", "12.5"]),  # thousands: the reader of numbers takes these
    ],
)
def test_numbers_by_the_decimal_sign_of_the_file(tmp_path: Path, content: str, number: list[CellValue]) -> None:
    assert [row[1] for row in cells(tmp_path, content)[1:]] == number


def test_a_share_is_told_by_its_format(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("a,b\nx,40%\n")
    assert read(path).sheets[0].details.number_format(2, 2) == "0%"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-09-18", date(2026, 9, 18)),
        ("2026-09-18T00:00:00.000Z", date(2026, 9, 18)),
        ("2026-09-18T17:30:00+02:00", datetime(2026, 9, 18, 17, 30)),
        ("2026-09-18 17:30:00 UTC", datetime(2026, 9, 18, 17, 30)),
        ("2026-02-30", "2026-02-30"),
        ("18.09.2026", "18.09.2026"),
        ("01/02/2026", "01/02/2026"),
    ],
)
def test_only_a_date_that_can_be_meant_in_one_way_is_one(tmp_path: Path, text: str, value: CellValue) -> None:
    assert cells(tmp_path, f"a,b\nx,{text}\n")[1][1] == value


def test_a_cell_may_hold_lines_quotes_and_delimiters(tmp_path: Path) -> None:
    content = 'Step,Owner,Note\n"Book ""the"" hall",Ann,"first line\r\nsecond, with a comma"\nPrint,Bo,\n'
    assert cells(tmp_path, content)[1:] == [
        ['Book "the" hall', "Ann", "first line\nsecond, with a comma"],
        ["Print", "Bo", None],
    ]


def test_banners_and_cut_ends_are_no_fault(tmp_path: Path) -> None:
    content = "Board\nName,Person,Status,Date\nPhase 1\nName,Person,Status,Date\nHall,Ann,Done,2026-09-18\nFlyers,Bo\n"
    read_as = cells(tmp_path, content)
    assert read_as[2] == ["Phase 1"]
    assert read_as[5] == ["Flyers", "Bo"]


def test_excels_line_that_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    assert cells(tmp_path, "sep=;\na;b\n1,5;2\n") == [["a", "b"], [1.5, 2]]


def test_the_sheet_bears_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "Launch [all] of the new shop in spring.csv"
    path.write_text(ENGLISH)
    assert read(path).sheets[0].name == "Launch _all_ of the new shop in"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is an empty file"),
        (b"  \n\n", "its content is of no kind that is known"),
        (bytes(range(256)) * 9, "its content is of no kind that is known"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "its content is of no kind that is known"),
        (b"<html><table><tr></tr></table></html>", "it is a web page"),
        (b'[{"name": "a", "due": 1}]', "it is a JSON file"),
        (b"Step\nOne\nTwo\n", "its lines have no columns in common"),
        (b"Dear all, see the plan.\nThanks, Bo, Ann, and Cy, who wrote it\n\nEnd\nof\nit\n", "no columns in common"),
        (b'a,b\n"never closed,2\n3,4\n5,6\n', "a quotation mark is opened in line 2 and never closed"),
    ],
)
def test_what_holds_no_table_is_refused_with_the_reason(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(GoalsheetError) as refused:
        cells(tmp_path, content)
    assert says in refused.value.message
    assert refused.value.remedy


_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\ufffd"), min_size=1)
_TABLE = st.lists(st.lists(_TEXT, min_size=3, max_size=3), min_size=2, max_size=6)


@given(_TABLE, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_text_written_in_quotes_comes_back(table: list[list[str]], delimiter: str, encoding: str) -> None:
    table = [["Step", "Owner", "Note"], *([f"x{text}" for text in row] for row in table)]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    text = decoded(written.getvalue().encode(encoding))
    assert text is not None
    assert [list(row) for row in sheet_of(Path("plan.csv"), text).rows] == table
