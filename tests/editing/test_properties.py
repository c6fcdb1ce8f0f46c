"""Random workbooks (made by openpyxl and by XlsxWriter) and random edits: what holds for all of them."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from goalsheet.cells import CellRef
from goalsheet.editing.edits import Column, ColumnBlock, Edits, NewSheet, Note
from goalsheet.editing.undo_log import _UndoRecorder, undone
from goalsheet.editing.write import apply, strip
from goalsheet.ooxml import container
from goalsheet.ooxml.content import Content, FormatRule, Style
from goalsheet.ooxml.package import Splice, spliced
from goalsheet.ooxml.xmltree import parse
from goalsheet.reading.ours import find_ours
from tests.editing.made import opened, parts, saved
from tests.support.sure import as_a

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
VALUES = st.one_of(
    st.none(),
    TEXTS.filter(lambda text: not text.startswith("=")),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
)
GRIDS = st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6)
COLORS = st.one_of(st.none(), st.sampled_from(["FFC7CE", "C6EFCE"]))
STYLES = st.builds(Style, fill=COLORS, bold=st.sampled_from([None, True]), number_format=st.sampled_from([None, "0%"]))
LINKS = st.sampled_from(["", "Data!A1", "https://example.org/?q=1&r=<2>"])
FILLED = st.one_of(VALUES.filter(lambda value: value is not None), st.dates(date(1904, 1, 1), date(2100, 1, 1)))
CONTENTS = st.one_of(st.builds(Content, FILLED, STYLES, LINKS), st.builds(Content, st.none(), STYLES))


def by_openpyxl(grid: list[list[Any]], table: bool) -> bytes:
    book = openpyxl.Workbook()
    sheet = as_a(Worksheet, book.active)
    sheet.title = "Data"
    for r, row in enumerate(grid, 1):
        for c, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(r, c, value)
    if table:
        book.create_sheet("Second")["C3"] = "x"
    return saved(book)


def by_xlsxwriter(grid: list[list[Any]], table: bool) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Data")
    if table:
        names = [{"header": f"C{n}"} for n in range(5)]
        sheet.add_table(0, 0, max(1, len(grid)), 4, {"columns": names, "data": grid})
    else:
        for r, row in enumerate(grid):
            sheet.write_row(r, 0, row)
    book.close()
    return buffer.getvalue()


WORKBOOKS = st.builds(
    lambda make, grid, table: make(grid, table), st.sampled_from([by_openpyxl, by_xlsxwriter]), GRIDS, st.booleans()
)


@st.composite
def edits(draw: st.DrawFn) -> Edits:
    heading_row, rows = draw(st.integers(1, 4)), draw(st.integers(0, 8))
    columns = tuple(
        Column(
            key,
            draw(TEXTS),
            draw(st.dictionaries(st.integers(heading_row + 1, heading_row + rows + 1), CONTENTS, max_size=5)),
        )
        for key in draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
    )
    last_column, reshape = draw(st.integers(0, 7)), draw(st.booleans())
    block = ColumnBlock(draw(TEXTS), "Data", heading_row, heading_row + rows, last_column, columns, reshape)
    cells = st.tuples(st.integers(1, 9), st.integers(1, 9))
    notes = draw(st.lists(st.builds(lambda c, text: Note(CellRef("Data", *c), text), cells, TEXTS), max_size=3))
    sheets = draw(
        st.lists(
            st.builds(
                lambda key, found: NewSheet(key, key, found), TEXTS, st.dictionaries(cells, CONTENTS, max_size=5)
            ),
            max_size=2,
            unique_by=lambda s: s.key,
        )
    )
    formats = () if not sheets else (FormatRule("A1:A3", "color_scale"),)
    sheets = [NewSheet(s.key, s.name, s.cells, formats=formats, before=draw(st.booleans())) for s in sheets]
    return Edits((block,), notes=tuple(notes), sheets=tuple(sheets))


def cells(data: bytes) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, c.coordinate): c.value
        for sheet in opened(data)
        for row in sheet.iter_rows()
        for c in row
        if c.value is not None
    }


@pytest.mark.slow
@QUICK
@given(WORKBOOKS, edits())
def test_in_again_and_out(data: bytes, wanted: Edits) -> None:
    written, outcome = apply(data, wanted)
    assert apply(written, wanted)[0] == written
    assert parts(strip(written)) == parts(data)
    before, after = cells(data), cells(written)
    assert {place: after.get(place) for place in before} == before
    if not outcome.unplaced:
        ours = find_ours(written).columns["Data"]
        assert len(ours) == len(wanted.blocks[0].columns)


@QUICK
@given(WORKBOOKS, edits(), edits())
def test_other_edits_take_the_place_of_earlier_ones(data: bytes, first: Edits, second: Edits) -> None:
    assert apply(apply(data, first)[0], second)[0] == apply(data, second)[0]


@pytest.mark.slow
@QUICK
@given(WORKBOOKS, edits())
def test_saved_by_somebody_and_out_again(data: bytes, wanted: Edits) -> None:
    written, _ = apply(data, wanted)
    left = strip(saved(opened(written)))
    assert cells(left) == cells(saved(opened(data)))
    again, outcome = apply(saved(opened(written)), wanted)
    assert not outcome.kept
    assert cells(again) == cells(written)
    assert apply(again, wanted)[0] == again


@given(
    st.binary(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.binary(max_size=9)), max_size=6),
)
def test_the_way_back_leads_back(raw: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    data, splices, at = raw.hex().encode(), [], 0
    for gap, length, text in cuts:
        start = at + gap
        if start + length > len(data):
            break
        splices.append(Splice(start, start + length, 0, text.hex().encode()))
        at = start + length
    back = _UndoRecorder(data)
    written = spliced(data, back.watch(splices))
    assert undone(written, back.steps) == data


@given(st.dictionaries(TEXTS, st.binary(max_size=200), max_size=5), st.binary(max_size=20))
def test_a_zip_is_read_back_as_written(files: dict[str, bytes], comment: bytes) -> None:
    entries = tuple(container.new_entry(f"{n}-{name}", data) for n, (name, data) in enumerate(files.items()))
    comment = comment.replace(b"PK", b"")
    data = container.write(container.Container(entries, comment))
    found = container.read(data)
    assert [container.content(entry) for entry in found.entries] == list(files.values())
    assert container.write(found) == data


@given(st.recursive(st.just([]), lambda inner: st.lists(inner, max_size=3), max_leaves=10), st.booleans())
def test_elements_know_their_bytes(tree: list[Any], closed: bool) -> None:
    def text(node: list[Any]) -> str:
        inner = "".join(text(child) for child in node)
        return f"<a k='<>\"'>{inner}</a >".replace("<>", "&lt;>") if inner or not closed else '<a k=">"/>'

    data = text(tree).encode()
    for node in parse(data).walk():
        piece = data[node.start : node.end]
        assert piece.startswith(b"<a ")
        assert parse(piece).children.__len__() == len(node.children)
        assert data[node.close_start : node.end] in (b"", b"</a >")
