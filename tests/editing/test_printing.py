"""A sheet fitted to a page's width stays readable on paper: what goalsheet lets print beside the user's columns."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from goalsheet.editing.edits import ColumnBlock, Edits, NewSheet
from goalsheet.editing.print_area import print_areas
from goalsheet.editing.write import apply, strip
from goalsheet.ooxml import workbook_part as workbook
from goalsheet.ooxml.defined_names import names_of
from goalsheet.ooxml.package import Package
from tests.editing.made import ROWS, block, everything, opened, parts, plan, saved, status_sheet
from tests.support.office import converted


def fitted(**more: Any) -> bytes:
    """The plan of three columns, on a sheet fitted to one page across."""
    found = opened(plan(**more))
    found["Steps"].sheet_properties.pageSetUpPr.fitToPage = True
    found["Steps"].page_setup.fitToHeight = 0
    return saved(found)


def changed(data: bytes, change: Any) -> bytes:
    """As a person would change the sheet Steps and save the workbook."""
    book = opened(data)
    change(book["Steps"])
    return saved(book)


def wanted(week: int = 1) -> Edits:
    """Everything a report writes; of its columns Status (D) and Why (E), only Status on paper."""
    edits = everything(week)
    return replace(edits, blocks=(on_paper(edits.blocks[0]),))


def on_paper(columns: ColumnBlock) -> ColumnBlock:
    status, why = columns.columns
    return replace(columns, columns=(status, replace(why, printed=False)))


def printed(data: bytes, sheet: str = "Steps") -> list[str]:
    package = Package(data)
    names = [info.name for info in workbook.sheets_of(package)]
    return [node.text for node in print_areas(package, names.index(sheet))]


def names(data: bytes) -> list[str]:
    return [node.get("name") for node in names_of(Package(data))]


def to(column: str) -> list[str]:
    return [f"Steps!$A$1:${column}$1048576"]


@pytest.mark.parametrize("table", [False, True], ids=["range", "table"])
def test_a_fitted_sheet_prints_its_columns_and_the_status(table: bool) -> None:
    data = fitted(table=table)
    written, _ = apply(data, wanted())
    assert printed(written) == to("D")
    assert apply(written, wanted())[0] == written
    assert parts(strip(written)) == parts(data)


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: setattr(sheet.sheet_properties.pageSetUpPr, "fitToPage", False),
        lambda sheet: setattr(sheet.page_setup, "fitToWidth", 0),
    ],
    ids=["not fitted", "as many pages across as it takes"],
)
def test_other_sheets_print_as_ever(change: Any) -> None:
    assert not printed(apply(changed(fitted(), change), wanted())[0])


def test_a_print_area_of_the_users_stays() -> None:
    data = changed(fitted(), lambda sheet: setattr(sheet, "print_area", "A1:C4"))
    written, _ = apply(data, wanted())
    assert printed(written) == printed(data) != []
    assert printed(strip(saved(opened(written)))) == printed(data)


def test_saved_by_somebody_it_is_refreshed_and_taken_out() -> None:
    written = saved(opened(apply(fitted(), wanted())[0]))
    longer = wanted(2)
    again, _ = apply(changed(written, lambda sheet: sheet.append(["S8", "Step 8"])), longer)
    assert [text.replace("'", "") for text in printed(again)] == to("D")
    assert apply(again, longer)[0] == again
    for data in (written, again, saved(opened(again))):
        left = strip(data)
        assert not printed(left)
        assert not names(left)


def test_a_sheet_renamed_and_moved_behind_ours() -> None:
    book = opened(apply(fitted(), wanted())[0])
    book["Steps"].title = "Our plan"
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace("Steps!", "'Our plan'!")
    book.move_sheet("Our plan", 2)
    data = saved(book)
    edits = wanted(2)
    edits = replace(edits, blocks=tuple(replace(b, sheet="Our plan") for b in edits.blocks), formats=(), notes=())
    again, _ = apply(data, edits)
    assert printed(again, "Our plan") == ["'Our plan'!$A$1:$D$1048576"]
    assert not printed(strip(again), "Our plan")


def test_a_print_area_changed_since_is_theirs() -> None:
    data = changed(apply(fitted(), wanted())[0], lambda sheet: setattr(sheet, "print_area", "A1:E5"))
    theirs = printed(data)
    for _week in (2, 3):
        data = apply(data, wanted(2))[0]
        assert printed(data) == theirs
        assert apply(data, wanted(2))[0] == data
        data = saved(opened(data))
    assert printed(strip(data)) == theirs


def test_a_print_area_changed_to_what_ours_will_be_is_theirs() -> None:
    data = changed(apply(fitted(), wanted())[0], lambda sheet: setattr(sheet, "print_area", "A1:E1048576"))
    wider = replace(wanted(2), blocks=(block(2),))
    data = saved(opened(apply(data, wider)[0]))
    assert len(printed(strip(data))) == 1


def test_a_print_area_cleared_does_not_come_back() -> None:
    data = changed(apply(fitted(), wanted())[0], lambda sheet: setattr(sheet, "print_area", None))
    for _week in (2, 3):
        data = apply(data, wanted(2))[0]
        assert not printed(data)
        data = saved(opened(data))
    assert not names(strip(data))


def test_sheets_of_ours_in_front_are_counted() -> None:
    sheet = replace(status_sheet(), before=True, print_area="A1:B5")
    data = fitted()
    written, _ = apply(data, replace(wanted(), sheets=(sheet,)))
    assert opened(written).sheetnames == ["Status", "Steps", "Other"]
    assert printed(written) == to("D")
    assert printed(written, "Status") == ["Status!$A$1:$B$5"]
    assert parts(strip(written)) == parts(data)
    assert not printed(strip(saved(opened(written))))


def test_two_tables_on_a_sheet_share_one_print_area() -> None:
    book = opened(fitted())
    for number, row in enumerate(ROWS, 12):
        for column, value in enumerate([*row, "more"], 1):
            book["Steps"].cell(number, column, value)
    data = saved(book)
    first = on_paper(block())
    second = replace(first, key="more", heading_row=12, last_row=19, last_column=4)
    written, outcome = apply(data, Edits((first, second)))
    assert not outcome.unplaced
    assert printed(written) == to("E")
    assert parts(strip(written)) == parts(data)


def by_hand(draw: Any) -> bytes:
    """The plan with something else on the sheet, made by XlsxWriter."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Steps")
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    sheet.fit_to_pages(1, 0)
    draw(book, sheet)
    book.close()
    return buffer.getvalue()


def chart(book: Any, sheet: Any, place: str, wide: int = 0, **options: Any) -> None:
    if wide:
        sheet.set_column("A:A", wide)
    made = book.add_chart({"type": "column"})
    made.add_series({"values": "=Steps!$A$2:$A$8"})
    sheet.insert_chart(place, made, options)


@pytest.mark.parametrize(
    ("draw", "last"),
    [
        (lambda _book, sheet: sheet.write("H1", "as of"), "H"),
        (lambda book, sheet: sheet.write_blank("H1", None, book.add_format({"bg_color": "#FFFF00"})), "H"),
        (lambda book, sheet: sheet.write_blank("H1", None, book.add_format({"bottom": 1})), "H"),
        (lambda book, sheet: sheet.write_blank("XFD1", None, book.add_format({"num_format": "0%"})), "D"),
        (lambda book, sheet: sheet.merge_range("A12:G12", "Note", book.add_format()), "G"),
        (lambda book, sheet: chart(book, sheet, "A12", x_scale=2), "O"),
        (lambda book, sheet: chart(book, sheet, "A12", wide=140, object_position=3), "D"),
        (lambda _book, sheet: sheet.add_sparkline("G12", {"range": "Steps!A2:C2"}), "G"),
    ],
    ids=["value", "fill", "border", "blank", "merged", "chart", "chart on a wide column", "sparkline"],
)
def test_all_that_was_printed_still_is(draw: Any, last: str) -> None:
    data = by_hand(draw)
    written, outcome = apply(data, wanted())
    assert not outcome.unplaced
    assert printed(written) == to(last)
    assert parts(strip(written)) == parts(data)


def test_a_sheet_without_columns_of_ours_prints_as_ever() -> None:
    data = fitted()
    assert not printed(apply(data, Edits(sheets=(NewSheet("x", "X", {}),)))[0])


@pytest.mark.office
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(apply(fitted(), wanted())[0])
    data = converted(tmp_path / "plan.xlsx", "xlsx", tmp_path / "office").read_bytes()
    assert printed(data) == ["Steps!$A:$D"]
    assert printed(apply(data, wanted(2))[0]) == to("D")
    assert not printed(strip(data))
    assert not names(strip(data))
