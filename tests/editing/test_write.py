"""What is written is there, the rest is as it was, and it all comes out again."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from goalsheet.cells import CellRef
from goalsheet.editing.edits import Column, ColumnBlock, Edits, NewSheet, Note
from goalsheet.editing.write import apply, loses_signature, strip
from goalsheet.errors import GoalsheetError
from goalsheet.ooxml.cell_xml import serial
from goalsheet.ooxml.content import Content, Style
from goalsheet.reading.ours import find_ours
from tests.editing.made import ROWS, block, everything, opened, parts, plan, saved, status_sheet, values


@pytest.mark.parametrize("table", [False, True], ids=["range", "table"])
def test_everything_goes_in_and_comes_out_byte_for_byte(table: bool) -> None:
    data = plan(table)
    written, outcome = apply(data, everything())
    assert outcome.changed
    assert not outcome.unplaced
    assert values(written)[0] == ["ID", "Step", "Owner", "Status", "Why"]
    assert values(written)[1] == ["S1", "Step 1", "Ana", "on track", "week 1, row 2"]
    book = opened(written)
    assert book["Steps"]["A2"].comment.text == "goalsheet:\nfinding of week 1"
    assert book["Status"]["A4"].hyperlink.location == "Steps!A2"
    assert book["Status"]["A5"].hyperlink.target == "https://example.org/?a=1&b=2"
    assert book["Status"].freeze_panes == "A4"
    assert book["Status"].print_title_rows == "$3:$3"
    assert len(book["Status"]._charts) == 1
    assert [t.ref for t in book["Steps"].tables.values()] == (["A1:E8"] if table else [])
    assert parts(strip(written)) == parts(data)


@pytest.mark.parametrize("table", [False, True], ids=["range", "table"])
def test_the_same_edits_twice_give_the_same_bytes(table: bool) -> None:
    data = plan(table)
    once, _ = apply(data, everything())
    twice, outcome = apply(once, everything())
    assert twice == once
    assert not outcome.changed
    assert parts(strip(twice)) == parts(data)


def test_other_edits_take_the_place_of_the_earlier() -> None:
    data = plan()
    again, _ = apply(apply(data, everything(1))[0], everything(2))
    assert again == apply(data, everything(2))[0]


def test_no_edits_change_nothing() -> None:
    data = plan()
    assert apply(data, Edits()) == (data, apply(data, Edits())[1])
    assert not apply(data, Edits())[1].changed
    assert strip(data) == data


def test_untouched_parts_are_copied_as_compressed_bytes() -> None:
    data = plan()
    written, _ = apply(data, Edits((block(),)))
    from goalsheet.ooxml.package import Package

    before, after = Package(data).entries, Package(written).entries
    for key in ("xl/theme/theme1.xml", "xl/worksheets/sheet2.xml", "docprops/app.xml"):
        assert bytes(after[key].blob) == bytes(before[key].blob)


def one_cell(value: object, **style: object) -> Edits:
    column = Column("x", "X", {2: Content(value, Style(**style))})  # type: ignore[arg-type]
    return Edits((ColumnBlock("b", "Steps", 1, 8, 3, (column,)),))


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        " blanks around ",
        "two\nlines",
        "<&>\"' ]]>",
        "_x000D_ is no line break",
        "漢字 😀",
        "=1+1",
        "007",
        0.1 + 0.2,
        1e-300,
        12345678901234567890.0,
        -5,
        True,
        False,
    ],
)
def test_values_are_read_back_as_written(value: object) -> None:
    cell = opened(apply(plan(), one_cell(value))[0])["Steps"]["D2"]
    if isinstance(value, str):  # openpyxl leaves Excel's escapes as they are
        assert str(cell.value).replace("_x005F_", "_") == value
        assert cell.data_type in ("s", "inlineStr", "f")
    else:
        assert cell.value == value
        assert type(cell.value) is type(value) or isinstance(cell.value, (int, float))


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert opened(apply(plan(), one_cell("a\x00b\x0bc\ufffe"))[0])["Steps"]["D2"].value == "abc"


def test_text_longer_than_a_cell_is_cut() -> None:
    assert len(opened(apply(plan(), one_cell("x" * 40000))[0])["Steps"]["D2"].value) == 32767


@pytest.mark.parametrize("epoch", [1900, 1904])
@pytest.mark.parametrize(
    "day", [date(1904, 1, 2), date(1999, 12, 31), date(2026, 11, 22), datetime(2026, 2, 28, 18, 30)]
)
def test_dates_in_both_date_systems(day: date, epoch: int) -> None:
    base = CALENDAR_MAC_1904 if epoch == 1904 else CALENDAR_WINDOWS_1900
    assert serial(day, since_1904=epoch == 1904) == pytest.approx(to_excel(day, base))  # type: ignore[no-untyped-call]


def test_a_date_in_a_workbook_of_1904() -> None:
    book = opened(plan())
    book.epoch = CALENDAR_MAC_1904
    written, _ = apply(saved(book), one_cell(date(2026, 11, 22), number_format="yyyy\\-mm\\-dd"))
    assert opened(written)["Steps"]["D2"].value == datetime(2026, 11, 22)


def test_looks_come_from_the_cell_beside_plus_what_is_asked() -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    book = opened(plan())
    beside = book["Steps"]["C2"]
    beside.font = Font(name="Arial", size=9, color="FF123456")
    beside.border = Border(bottom=Side("thin"))
    beside.alignment = Alignment(horizontal="center", vertical="top")
    beside.number_format = "dd.mm.yyyy"
    for heading in book["Steps"][1]:
        heading.fill = PatternFill("solid", fgColor="FF00FF00")
    sheet = opened(apply(saved(book), one_cell("late", fill="FFC7CE", bold=True))[0])["Steps"]
    cell = sheet["D2"]
    assert (cell.font.name, cell.font.size, cell.font.bold) == ("Arial", 9, True)
    assert cell.border.bottom.style == "thin"
    assert (cell.alignment.horizontal, cell.alignment.vertical) == ("general", "top")
    assert (cell.fill.fgColor.rgb, cell.number_format) == ("FFFFC7CE", "General")
    assert sheet["D1"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["C2"].number_format == "dd.mm.yyyy"


def test_formats_do_not_pile_up() -> None:
    data, counts = plan(), []
    for week in range(1, 5):
        data = saved(opened(apply(data, everything(week))[0]))
        book = opened(data)
        counts.append((len(book._cell_styles), len(book._fonts), len(book._fills), len(book._borders)))
    assert counts[0] == counts[1] == counts[3]


def test_blocks_side_by_side_do_not_overlap() -> None:
    one = block()
    other = ColumnBlock("other", "Steps", 1, 8, 3, one.columns)
    written, outcome = apply(plan(), Edits((one, other)))
    assert not outcome.unplaced
    assert values(written)[0] == ["ID", "Step", "Owner", "Status", "Why", "Status", "Why"]


def test_values_in_the_way_are_stepped_over() -> None:
    book = opened(plan())
    book["Steps"]["E3"] = "note to self"
    written, _ = apply(saved(book), Edits((block(),)))
    assert values(written)[0] == ["ID", "Step", "Owner", None, None, "Status", "Why"]
    assert values(written)[2][4] == "note to self"


def test_blank_styled_cells_in_the_way_are_used() -> None:
    from openpyxl.styles import PatternFill

    book = opened(plan())
    for row in range(1, 9):
        book["Steps"].cell(row, 4).fill = PatternFill("solid", fgColor="FFEEEEEE")
        book["Steps"].cell(row, 7).fill = PatternFill("solid", fgColor="FFEEEEEE")
    data = saved(book)
    written, _ = apply(data, Edits((block(),)))
    assert values(written)[1][3:] == ["on track", "week 1, row 2"]
    assert opened(written)["Steps"]["G2"].fill.fgColor.rgb == "FFEEEEEE"
    assert parts(strip(written)) == parts(data)


def test_a_picture_in_the_way() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("Steps")
    for r, row in enumerate(ROWS):
        sheet.write_row(r, 0, row)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Steps!$A$2:$A$8"})
    sheet.insert_chart("E3", chart)
    book.close()
    written, outcome = apply(buffer.getvalue(), everything())
    assert not outcome.unplaced
    assert values(written)[0] == [*ROWS[0], *(None,) * 9, "Status", "Why"]  # behind it: under it nobody would see them
    assert parts(strip(written)) == parts(buffer.getvalue())


def test_a_protected_sheet() -> None:
    book = opened(plan())
    book["Steps"].protection.sheet = True
    _, outcome = apply(saved(book), Edits((block(),)))
    assert outcome.unplaced == {"steps": "the sheet is protected"}


def test_a_locked_structure() -> None:
    from openpyxl.workbook.protection import WorkbookProtection

    book = opened(plan())
    book.security = WorkbookProtection(lockStructure=True)
    written, outcome = apply(saved(book), everything())
    assert opened(written).sheetnames == ["Steps", "Other"]
    assert "structure is protected" in outcome.remarks[0]
    assert "Status" in outcome.remarks[0]


def test_no_such_sheet() -> None:
    edits = Edits(
        (ColumnBlock("b", "Nowhere", 1, 2, 3, block().columns),), notes=(Note(CellRef("Nowhere", 1, 1), "x"),)
    )
    _, outcome = apply(plan(), edits)
    assert outcome.unplaced == {"b": "there is no sheet Nowhere"}
    assert outcome.remarks == ("no notes were added to Nowhere: there is no sheet Nowhere",)


def test_a_sheet_in_front_keeps_the_first_sheet_open() -> None:
    sheet = NewSheet("Status", "Status", {(1, 1): Content("x")}, before=True)
    data = plan()
    written, _ = apply(data, Edits(sheets=(sheet,)))
    assert opened(written).sheetnames == ["Status", "Steps", "Other"]
    assert opened(written).active.title == "Steps"
    assert parts(strip(written)) == parts(data)


def test_a_sheet_goes_behind_where_names_count_sheets() -> None:
    book = opened(plan())
    book["Steps"].print_title_rows = "1:1"
    sheet = NewSheet("Status", "Status", {(1, 1): Content("x")}, before=True)
    written, _ = apply(saved(book), Edits(sheets=(sheet,)))
    assert opened(written).sheetnames == ["Steps", "Other", "Status"]
    assert opened(written)["Steps"].print_title_rows == "$1:$1"


@pytest.mark.parametrize("name", ["a/b:c*d?[e]", "x" * 40, "'quoted'", ""])
def test_sheet_names_that_excel_allows(name: str) -> None:
    sheets = (NewSheet("k", name, {(1, 1): Content("x")}), NewSheet("l", name.upper(), {(1, 1): Content("y")}))
    written, _ = apply(plan(), Edits(sheets=sheets))
    names = opened(written).sheetnames
    assert len({n.lower() for n in names}) == 4
    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in names)
    assert apply(written, Edits(sheets=sheets))[0] == written


def test_links_follow_a_sheet_that_had_to_be_named_otherwise() -> None:
    book = opened(plan())
    book.create_sheet("Findings")
    sheets = (
        NewSheet("Status", "Status", {(1, 1): Content("see", link="Findings!A1")}),
        NewSheet("Findings", "Findings", {(1, 1): Content("x")}),
    )
    written = opened(apply(saved(book), Edits(sheets=sheets))[0])
    assert written["Status"]["A1"].hyperlink.location == "'Findings (goalsheet)'!A1"


def test_finding_nothing_where_nothing_is() -> None:
    assert find_ours(plan()).sheets == {}
    assert find_ours(plan()).columns == {}
    assert find_ours(b"no workbook at all").sheets == {}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b"Goals and steps, in a text file", "no zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
        (plan()[:-200], "cut short"),
        (plan()[: len(plan()) // 2], "cut short"),
    ],
    ids=["empty", "text", "encrypted", "without its end", "half"],
)
def test_what_cannot_be_edited_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(GoalsheetError, match=words) as refused:
        apply(data, everything())
    assert refused.value.remedy


def test_a_signature_is_said_to_be_lost() -> None:
    import zipfile

    from goalsheet.ooxml.container import Container, new_entry, read, write

    assert not loses_signature(plan())
    data = plan()
    rels = zipfile.ZipFile(io.BytesIO(data)).read("_rels/.rels")
    added = (
        b'<Relationship Id="sig" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"'
        b' Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    entries = [e for e in read(data).entries if e.name != "_rels/.rels"]
    entries += [
        new_entry("_rels/.rels", rels.replace(b"</Relationships>", added)),
        new_entry("_xmlsignatures/origin.sigs", b""),
    ]
    signed = write(Container(tuple(entries)))
    assert loses_signature(signed)
    assert any("signature" in remark for remark in apply(signed, everything())[1].remarks)


def test_status_sheet_alone() -> None:
    data = plan()
    written, _ = apply(data, Edits(sheets=(status_sheet(),)))
    assert parts(strip(written)) == parts(data)
