"""Workbooks as odd writers make them: everything goes in, what was there stays, and it comes out byte for byte."""

import io
import re
import zipfile

import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table, TableColumn

from goalsheet.cells import CellRef
from goalsheet.editing.edits import Column, ColumnBlock, Edits, Note
from goalsheet.editing.write import apply, strip
from goalsheet.errors import GoalsheetError
from goalsheet.ooxml import container
from goalsheet.ooxml.content import Content, Style
from goalsheet.ooxml.package import Package
from tests.editing.made import ROWS, block, everything, opened, parts, plan, saved, values
from tests.editing.packages import WAYS, each_sheet, unzipped, zipped


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("table", [False, True], ids=["range", "table"])
def test_odd_packages(way: str, table: bool) -> None:
    data = WAYS[way](unzipped(plan(table)))
    written, outcome = apply(data, everything())
    assert not outcome.unplaced
    assert apply(written, everything())[0] == written
    assert parts(strip(written)) == parts(data)
    if way not in ("backslashes", "upper case"):  # openpyxl does not read these
        assert values(written)[1] == ["S1", "Step 1", "Ana", "on track", "week 1, row 2"]
        assert opened(written)["Steps"]["A2"].comment.text == "goalsheet:\nfinding of week 1"


def test_entries_keep_their_order_and_times() -> None:
    data = zipped(unzipped(plan()))
    back = zipfile.ZipFile(io.BytesIO(strip(apply(data, everything())[0])))
    original = zipfile.ZipFile(io.BytesIO(data))
    assert [(i.filename, i.date_time) for i in back.infolist()] == [
        (i.filename, i.date_time) for i in original.infolist()
    ]
    assert back.testzip() is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped([*unzipped(plan()), ("XL/WORKBOOK.XML", b"<x/>")]), "two parts of one name"),
        (zipped([("[Content_Types].xml", b"<Types/>")]), "names no workbook"),
        (zipped([("readme.txt", b"hello")]), "no list of content types"),
        (zipped([(n, d[:-20] if n.endswith("workbook.xml") else d) for n, d in unzipped(plan())]), "not well-formed"),
        (plan().replace(b"PK\x03\x04", b"PK\x03\x05", 3), "not where the directory says"),
    ],
    ids=["one name twice", "no workbook named", "no content types", "cut XML", "an entry elsewhere"],
)
def test_packages_that_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(GoalsheetError, match=words):
        apply(data, everything())


def test_a_binary_workbook_is_refused() -> None:
    changed = [(n, d.replace(b"sheet.main+xml", b"sheet.binary.main")) for n, d in unzipped(plan())]
    with pytest.raises(GoalsheetError, match="xlsb"):
        apply(zipped(changed), everything())


def test_a_damaged_part_is_refused() -> None:
    data = bytearray(zipped(unzipped(plan()), zipfile.ZIP_STORED))
    at = data.index(b"<sheetData>")
    data[at + 3] ^= 1
    with pytest.raises(GoalsheetError, match="damaged"):
        apply(bytes(data), everything())


def sheet_bytes(data: bytes) -> bytes:
    return Package(data).content("xl/worksheets/sheet1.xml")


def with_sheet(change: object, table: bool = False) -> bytes:
    return zipped(each_sheet(unzipped(plan(table)), change))  # type: ignore[arg-type]


def test_rows_that_are_missing_or_out_of_order() -> None:
    def shuffled(data: bytes) -> bytes:
        rows = re.findall(rb"<row.*?</row>", data)
        kept = [rows[2], rows[0], *rows[4:]] if len(rows) > 4 else rows
        return re.sub(rb"<row.*</row>", b"".join(kept), data, flags=re.DOTALL)

    data = with_sheet(shuffled)
    written, _ = apply(data, everything())
    sheet = opened(written)["Steps"]
    assert [sheet.cell(r, 5).value for r in range(1, 9)] == ["Why", *(f"week 1, row {r}" for r in range(2, 9))]
    assert parts(strip(written)) == parts(data)


def test_an_empty_sheet() -> None:
    for empty in (b"<sheetData/>", b"<sheetData></sheetData>", b"<sheetData />"):
        data = with_sheet(lambda old, e=empty: re.sub(rb"<sheetData>.*</sheetData>", e, old, flags=re.DOTALL))
        written, _ = apply(data, everything(last_column=0))
        assert values(written)[1] == ["on track", "week 1, row 2"]
        assert parts(strip(written)) == parts(data)


def test_style_indexes_past_the_end_mean_what_they_meant() -> None:
    data = with_sheet(lambda old: re.sub(rb'<c r="A3"', b'<c s="9" r="A3"', old))
    written, _ = apply(data, everything())
    cell = opened(written)["Steps"]["A3"]
    assert cell.fill.fill_type is None
    assert not cell.font.bold


def test_ranges_of_column_widths_are_split_and_the_rest_kept() -> None:
    book = opened(plan())
    book["Steps"].column_dimensions.group("C", "J", hidden=False, outline_level=1)
    book["Steps"].column_dimensions["C"].width = 7
    data = saved(book)
    written, _ = apply(data, everything())
    text = sheet_bytes(written).decode()
    spans = re.findall(r'<col [^>]*?min="(\d+)" max="(\d+)"', text) or re.findall(r'min="(\d+)"[^>]*max="(\d+)"', text)
    covered = [n for first, last in spans for n in range(int(first), int(last) + 1)]
    assert covered == sorted(set(covered))
    assert set(range(3, 11)) <= set(covered)
    assert opened(written)["Steps"].column_dimensions["E"].width == 30
    assert parts(strip(written)) == parts(data)


def test_only_adding_leaves_widths_tables_and_blank_looks_as_they_are() -> None:
    data = plan(table=True)
    written, _ = apply(data, Edits((block(reshape=False),)))
    assert opened(written)["Steps"].tables["Plan"].ref == "A1:C8"
    assert values(written)[0] == ["ID", "Step", "Owner", "Status", "Why"]
    assert parts(strip(written)) == parts(data)


def test_a_merged_title_over_the_columns_is_no_obstacle_but_a_merge_in_them_is() -> None:
    book = opened(plan())
    sheet = book["Steps"]
    sheet.insert_rows(1)
    sheet["A1"] = "Our plan"
    sheet.merge_cells("A1:H1")
    edits = Edits((ColumnBlock("b", "Steps", 2, 9, 3, (Column("x", "X", {3: Content("here")}),)),))
    assert opened(apply(saved(book), edits)[0])["Steps"]["D3"].value == "here"
    sheet.merge_cells("D5:E6")
    assert opened(apply(saved(book), edits)[0])["Steps"]["F3"].value == "here"


def test_formulas_of_all_kinds_and_their_results_stay() -> None:
    formulas = (
        b'<row r="20"><c r="A20"><f t="shared" ref="A20:C20" si="0">B1*2</f><v>4</v></c>'
        b'<c r="B20"><f t="shared" si="0"/><v>6</v></c>'
        b'<c r="C20" cm="1"><f t="array" ref="C20:C21">A1:A2</f><v>8</v></c>'
        b'<c r="D20"><f t="dataTable" ref="D20:D21" dt2D="0" dtr="0" r1="A1"/><v>9</v></c></row>'
    )
    data = with_sheet(lambda old: old.replace(b"</sheetData>", formulas + b"</sheetData>"))
    edits = Edits((ColumnBlock("b", "Steps", 1, 20, 3, (Column("x", "X", {2: Content("a"), 20: Content("b")}),)),))
    written, _ = apply(data, edits)
    assert sheet_bytes(written).count(formulas[len(b'<row r="20">') : -len(b"</row>")]) == 1
    assert values(written)[19][4] == "b"  # beside the data table, not in it


# --- tables


def test_a_table_grows_with_unique_names_totals_and_filter() -> None:
    book = opened(plan())
    sheet = book["Steps"]
    sheet["C1"], sheet["A9"] = "status", "Total"
    table = Table(displayName="Plan", ref="A1:C9", totalsRowCount=1)
    table.tableColumns = [TableColumn(id=n, name=name) for n, name in ((1, "ID"), (2, "Step"), (5, "status"))]
    table._initialise_columns = lambda: None  # type: ignore[attr-defined]  # openpyxl would number them anew
    from openpyxl.worksheet.filters import AutoFilter

    table.autoFilter = AutoFilter(ref="A1:C8")
    sheet.add_table(table)
    data = saved(book)
    written, _ = apply(data, everything())
    grown = opened(written)["Steps"].tables["Plan"]
    assert (grown.ref, grown.autoFilter.ref) == ("A1:E9", "A1:E8")
    assert [(c.id, c.name) for c in grown.tableColumns] == [
        (1, "ID"),
        (2, "Step"),
        (5, "status"),
        (6, "Status 2"),
        (7, "Why"),
    ]
    assert values(written)[0] == ["ID", "Step", "status", "Status 2", "Why"]
    assert apply(written, everything())[0] == written
    assert parts(strip(written)) == parts(data)


def test_a_table_that_has_no_room_does_not_grow() -> None:
    book = opened(plan(table=True))
    sheet = book["Steps"]
    sheet["E1"], sheet["E2"] = "Other", "x"
    sheet.add_table(Table(displayName="Second", ref="E1:E2"))
    written, outcome = apply(saved(book), everything())
    tables = opened(written)["Steps"].tables
    assert (tables["Plan"].ref, tables["Second"].ref) == ("A1:C8", "E1:E2")
    assert values(written)[0] == ["ID", "Step", "Owner", None, "Other"]
    assert outcome.unplaced == {"steps": "another table stands beside it"}


def test_a_heading_with_a_line_break_in_a_table() -> None:
    column = Column("x", "Why\nso", {2: Content("a")})
    written, _ = apply(plan(table=True), Edits((ColumnBlock("b", "Steps", 1, 8, 3, (column,)),)))
    assert b'name="Why_x000a_so"' in Package(written).content("xl/tables/table1.xml")
    assert opened(written)["Steps"]["D1"].value == "Why\nso"
    assert apply(saved(opened(written)), Edits((ColumnBlock("b", "Steps", 1, 8, 3, (column,)),)))[1].kept == ()


# --- notes


def test_notes_beside_notes_of_others() -> None:
    book = opened(plan())
    book["Steps"]["B2"].comment = Comment("Ana says", "Ana")
    book["Other"]["A1"].comment = Comment("another sheet", "Bo")
    data = saved(book)
    written, _ = apply(data, everything())
    sheet = opened(written)["Steps"]
    assert (sheet["B2"].comment.text, sheet["B2"].comment.author) == ("Ana says", "Ana")
    assert (sheet["A2"].comment.text, sheet["A2"].comment.author) == ("goalsheet:\nfinding of week 1", "goalsheet")
    assert opened(written)["Other"]["A1"].comment.text == "another sheet"
    assert parts(strip(written)) == parts(data)


def test_note_boxes_have_numbers_of_their_own() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name in ("Steps", "Other"):
        sheet = book.add_worksheet(name)
        for r, row in enumerate(ROWS):
            sheet.write_row(r, 0, row)
        sheet.write_comment("C3", "mine")
    book.get_worksheet_by_name("Steps").insert_button("G10", {"macro": "x"})
    book.close()
    notes = (Note(CellRef("Steps", 2, 1), "a"), Note(CellRef("Other", 2, 1), "b"), Note(CellRef("Steps", 4, 1), "c"))
    written, _ = apply(buffer.getvalue(), Edits(notes=notes))
    drawings = [d for name, d in unzipped(written) if name.endswith(".vml")]
    for drawing in drawings:
        numbers = re.findall(rb'id="_x0000_s(\d+)"', drawing)
        assert len(set(numbers)) == len(numbers)
    every = [n for drawing in drawings for n in re.findall(rb'id="_x0000_s(\d+)"', drawing)]
    assert len(set(every)) == len(every)
    assert any(b'ObjectType="Button"' in drawing for drawing in drawings)
    assert parts(strip(written)) == parts(buffer.getvalue())


def test_a_cell_with_a_discussion_gets_no_note() -> None:
    book = opened(plan())
    book["Steps"]["A2"].comment = Comment("[Threaded comment]\n\nPlease look", "tc={1}")
    changed = unzipped(saved(book))
    rels = next(n for n, _ in changed if n.endswith("worksheets/_rels/sheet1.xml.rels"))
    link = (
        b'<Relationship Id="tc" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        b'Target="../threadedComments/t1.xml"/></Relationships>'
    )
    changed = [(n, d.replace(b"</Relationships>", link) if n == rels else d) for n, d in changed]
    space = b"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = b'<ThreadedComments xmlns="' + space + b'"><threadedComment ref="A2" id="{1}"><text>Please look</text>'
    changed.append(("xl/threadedComments/t1.xml", thread + b"</threadedComment></ThreadedComments>"))
    written, outcome = apply(zipped(changed), everything())
    assert outcome.remarks == ("Steps!A2 has a discussion; no note was added to it",)
    assert opened(written)["Steps"]["A2"].comment.text == "[Threaded comment]\n\nPlease look"
    assert opened(written)["Steps"]["B3"].comment.text == "goalsheet:\nanother one"


def test_conditional_formats_get_priorities_of_their_own() -> None:
    from openpyxl.formatting.rule import Rule

    book = opened(plan())
    book["Steps"].conditional_formatting.add("A1:A9", Rule("cellIs", operator="equal", formula=['"x"']))
    written, _ = apply(saved(book), everything())
    priorities = re.findall(rb'priority="(\d+)"', sheet_bytes(written))
    assert len(priorities) == 2
    assert len(set(priorities)) == 2


def test_an_unknown_style_of_a_note_stays_in_its_encoding() -> None:
    data = WAYS["UTF-16"](unzipped(plan()))
    written, _ = apply(data, Edits((block(),)))
    assert sheet_bytes(written).startswith(b"\xff\xfe")
    column = Column("x", "漢字", {2: Content("😀", Style(bold=True))})
    written, _ = apply(data, Edits((ColumnBlock("b", "Steps", 1, 8, 3, (column,)),)))
    assert values(written)[1][3] == "😀"


def test_a_latin_1_sheet_can_hold_any_text() -> None:
    def latin(data: bytes) -> bytes:
        return b'<?xml version="1.0" encoding="ISO-8859-1"?>' + re.sub(rb"^<\?xml.*?\?>", b"", data).replace(
            b"</sheetData>", b'<row r="30"><c r="A30" t="inlineStr"><is><t>Z\xfcrich</t></is></c></row></sheetData>'
        )

    data = with_sheet(latin)
    column = Column("x", "X", {2: Content("ü 漢")})
    written, _ = apply(data, Edits((ColumnBlock("b", "Steps", 1, 8, 3, (column,)),)))
    assert opened(written)["Steps"]["D2"].value == "ü 漢"
    assert opened(written)["Steps"]["A30"].value == "Zürich"
    assert parts(strip(written)) == parts(data)


def test_a_comment_behind_the_zip_stays() -> None:
    package = container.read(plan())
    data = container.write(container.Container(package.entries, b"made by hand"))
    assert container.read(apply(data, everything())[0]).comment == b"made by hand"
    assert strip(data) == data
