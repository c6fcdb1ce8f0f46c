"""Packages that name what they do not have (fonts, formats, authors, parts), and what Excel would ask to repair."""

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from goalsheet.cells import CellRef
from goalsheet.editing.edits import Column, ColumnBlock, ColumnFormat, Edits, Note
from goalsheet.editing.write import apply, strip
from goalsheet.ooxml import container
from goalsheet.ooxml.content import Content, FormatRule, Style
from tests.editing.made import block, everything, opened, parts, plan, saved, status_sheet
from tests.editing.packages import Parts, unzipped, zipped


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with the first match of a pattern in one of its parts replaced."""
    found = [(n, re.sub(old.encode(), new.encode(), d, count=1) if n == part else d) for n, d in unzipped(data)]
    assert found != unzipped(data)
    return zipped(found)


def text_of(data: bytes, part: str) -> str:
    return parts(data)[part].decode()


FRAMED = Content("x", Style(border_bottom="FF0000", fill="00FF00", bold=True))
STYLES, SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("attribute", "items"), [("fontId", "font"), ("fillId", "fill"), ("borderId", "border")], ids=str
)
@pytest.mark.parametrize("past", [0, 1, 7])
def test_a_look_past_the_end_of_its_list_never_becomes_ours(attribute: str, items: str, past: int) -> None:
    listed = len(re.findall(f"<{items}>|<{items} ", text_of(plan(), STYLES)))
    data = changed(
        plan(), STYLES, rf'(<cellXfs[^>]*><xf [^>]*?){attribute}="0"', rf'\g<1>{attribute}="{listed + past}"'
    )
    framed = ColumnBlock("b", "Steps", 1, 3, 3, (Column("c", "C", {2: FRAMED}),))
    result = apply(data, Edits((framed,)))[0]
    named = re.findall(f"<{items}>.*?</{items}>|<{items}/>|<{items} .*?</{items}>", text_of(result, STYLES), re.DOTALL)
    assert named[listed + past] == named[0]
    assert parts(strip(result)) == parts(data)


def test_a_number_format_that_nobody_defined_stays_so() -> None:
    data = changed(plan(), STYLES, r'(<cellXfs[^>]*><xf [^>]*?)numFmtId="0"', r'\g<1>numFmtId="164"')
    assert 'numFmtId="164" formatCode' not in text_of(apply(data, everything())[0], STYLES)


@pytest.mark.parametrize("number", ["x", "", "-1", "999999999999999999999"])
def test_numbers_that_are_none_do_not_stop_us(number: str) -> None:
    data = changed(
        plan(), STYLES, "<fonts", f'<numFmts count="1"><numFmt numFmtId="{number}" formatCode="0"/></numFmts><fonts'
    )
    assert parts(strip(apply(data, everything())[0])) == parts(data)
    data = changed(plan(table=True), "xl/tables/table1.xml", '<tableColumn id="2"', f'<tableColumn id="{number}"')
    assert parts(strip(apply(data, everything())[0])) == parts(data)


def test_a_conditional_format_past_the_end_never_becomes_ours() -> None:
    rule = '<cfRule type="expression" dxfId="1" priority="1"><formula>1</formula></cfRule>'
    formats = f'<conditionalFormatting sqref="A2">{rule}</conditionalFormatting>'
    data = changed(plan(), SHEET, "<pageMargins", f"{formats}<pageMargins")
    bold = ColumnFormat("steps", "status", FormatRule("", "equal", "at risk", Style(bold=True)))
    result = apply(data, Edits((block(),), (bold,)))[0]
    looks = re.findall(r"<dxf/>|<dxf>.*?</dxf>", text_of(result, STYLES))
    assert looks[:2] == ["<dxf/>", "<dxf/>"]
    assert "<b" in looks[2]


def test_a_columns_style_past_the_end_never_becomes_ours() -> None:
    count = len(re.findall("<xf ", text_of(plan(), STYLES).split("<cellXfs")[1]))
    data = changed(
        plan(), SHEET, "<sheetData>", f'<cols><col min="9" max="9" width="9" style="{count}"/></cols><sheetData>'
    )
    formats = re.findall(r"<xf .*?(?:/>|</xf>)", text_of(apply(data, everything())[0], STYLES).split("<cellXfs")[1])
    assert 'fillId="0"' in formats[count]
    assert 'fontId="0"' in formats[count]


def test_an_author_past_the_end_never_becomes_us() -> None:
    book = opened(plan())
    book["Steps"]["C3"].comment = Comment("mine", "Ana")
    data = changed(saved(book), "xl/comments/comment1.xml", 'authorId="0"', 'authorId="1"')
    result = text_of(apply(data, everything())[0], "xl/comments/comment1.xml")
    assert re.findall(r"<author>(.*?)</author>|<author/>", result) == ["Ana", "", "goalsheet"]


def test_a_content_type_of_a_part_that_is_not_there_is_left_alone() -> None:
    from tests.editing.packages import without_styles

    of_styles = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
    for lost, kind in (
        ("xl/styles.xml", of_styles),
        ("XL/Styles.xml", of_styles),
        ("docProps/custom.xml", "application/xml"),
        ("customXml/itemProps1.xml", "application/xml"),
    ):
        base = zipped(without_styles(unzipped(plan())))
        override = f'<Override PartName="/{lost}" ContentType="{kind}"/></Types>'
        data = changed(base, "[Content_Types].xml", "</Types>", override)
        result = apply(data, everything())[0]
        names = re.findall(r'PartName="([^"]*)"', text_of(result, "[content_types].xml"))
        assert len({name.lower() for name in names}) == len(names), lost
        assert opened(result)["Steps"]["D1"].value == "Status"
        assert parts(strip(result)) == parts(data)


def with_alternative_drawing(data: bytes) -> bytes:
    """The sheet's `legacyDrawing` as Excel's strict format has it."""
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    choice = rf'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice Requires="v">\1</mc:Choice></mc:AlternateContent>'
    return changed(data, SHEET, r"(<legacyDrawing [^>]*/>)", choice)


def test_one_drawing_of_notes_however_it_is_written() -> None:
    book = opened(plan())
    book["Steps"]["C3"].comment = Comment("mine", "Ana")
    data = with_alternative_drawing(saved(book))
    result = apply(data, everything())[0]
    assert text_of(result, SHEET).count("<legacyDrawing") == 1
    drawings = [name for name in parts(result) if name.endswith(".vml")]
    assert len(drawings) == 1
    assert parts(result)[drawings[0]].count(b'ObjectType="Note"') == 3
    assert parts(strip(result)) == parts(data)


@pytest.mark.parametrize("notes", [("A2", "B3"), ("B2", "A3"), ("A2", "A2")])
def test_notes_within_merged_cells_go_to_the_first(notes: tuple[str, str]) -> None:
    book = opened(plan())
    book["Steps"].merge_cells("A2:B3")
    asked = tuple(Note(CellRef("Steps", int(a1[1]), "AB".index(a1[0]) + 1), f"about {a1}") for a1 in notes)
    result = opened(apply(saved(book), Edits(notes=asked))[0])
    said = {cell.coordinate: cell.comment.text for row in result["Steps"].iter_rows() for cell in row if cell.comment}
    assert said == {"A2": "goalsheet:\n" + "\n".join(f"about {a1}" for a1 in notes)}


@pytest.mark.parametrize(("first", "becomes"), [("0", "0"), (None, None)])
def test_the_tab_bar_still_starts_with_the_first_tab(first: str | None, becomes: str | None) -> None:
    from dataclasses import replace

    said = f' firstSheet="{first}"' if first else ""
    data = changed(plan(), "xl/workbook.xml", r"<workbookView [^>]*/>", f'<workbookView{said} activeTab="0"/>')
    result = apply(data, Edits(sheets=(replace(status_sheet(), before=True),)))[0]
    view = re.findall(r"<workbookView [^>]*/>", text_of(result, "xl/workbook.xml"))[0]
    assert re.findall(r'firstSheet="(\d+)"', view) == ([becomes] if becomes else [])
    assert 'activeTab="1"' in view
    assert parts(strip(result)) == parts(data)


def test_an_entry_of_nothing_that_says_it_is_deflated_is_read() -> None:
    """Some writers put an entry of no bytes, which is no deflated stream at all."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in with_thumbnail(unzipped(plan())):
            archive.writestr(zipfile.ZipInfo(name), data)
    raw = buffer.getvalue()
    method = zipfile.ZIP_DEFLATED.to_bytes(2, "little")
    local = raw.index(b"docProps/thumbnail.wmf") - 22
    central = raw.rindex(b"docProps/thumbnail.wmf") - 36
    raw = raw[:local] + method + raw[local + 2 : central] + method + raw[central + 2 :]
    entry = next(e for e in container.read(raw).entries if e.name.endswith(".wmf"))
    assert (entry.method, container.content(entry)) == (container.DEFLATED, b"")
    assert parts(strip(apply(raw, everything())[0])) == parts(raw)


def with_thumbnail(found: Parts) -> Parts:
    return [*found, ("docProps/thumbnail.wmf", b"")]


def test_openpyxl_opens_what_names_fonts_past_the_end() -> None:
    data = changed(plan(), STYLES, r'(<cellXfs[^>]*><xf [^>]*?)fontId="0"', r'\g<1>fontId="4"')
    book = openpyxl.load_workbook(io.BytesIO(apply(data, everything())[0]))
    assert not book["Steps"]["A2"].font.b
