"""Typing into the cells of the user, as they would: values go into cells, below the last row a table grows, and nothing
else changes. What an earlier run wrote beside them stays; the next run tells it apart as after any edit of theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from goalsheet import files
from goalsheet.cells import CellRef, Range, column_letter
from goalsheet.editing import new_sheet, undo_log
from goalsheet.editing.edits import NewSheet, Outcome
from goalsheet.editing.sheet_edit import SheetEdit
from goalsheet.errors import GoalsheetError
from goalsheet.ooxml import container, workbook_part
from goalsheet.ooxml.cell_xml import cell_parts
from goalsheet.ooxml.content import Content, Style, Value
from goalsheet.ooxml.package import Draft, Package
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.tables import Table, tables_of
from goalsheet.ooxml.worksheet import Cell, Row, Sheet, parse_range

_DATE = Style(number_format="yyyy\\-mm\\-dd")


@dataclass(frozen=True, slots=True)
class SetCell:
    """A value for one cell of the user's; None blanks it. A cell without a look takes that of `like`.

    `over`: what stands in the cell is known, and is to be replaced. Else the cell has to be blank.
    """

    cell: CellRef
    value: Value
    like: CellRef | None = None
    over: bool = False


def set_cells(
    path: Path,
    cells: Sequence[SetCell],
    sheets: Sequence[NewSheet] = (),
    backup: Path | None = None,
    digest: str | None = None,
) -> Outcome:
    """Type into the workbook at `path`, and add sheets that are the user's own from then on.

    `backup` gets the workbook as it was, unless it is there already. Where the file is no longer the one `digest`
    stands for, it is left alone. Raises GoalsheetError where it cannot be written; nothing is half done.
    """
    data = files.load(path, digest)
    new = with_cells(data, cells, sheets)
    files.store(path, data, new, None, backup)
    return Outcome(new != data)


def with_cells(data: bytes, cells: Sequence[SetCell], sheets: Sequence[NewSheet] = ()) -> bytes:
    """The workbook with these values in its cells.

    Raises GoalsheetError for a sheet that is not there, and for a cell that holds what is not to be replaced.
    """
    if not cells and not sheets:
        return data
    package = Package(data)
    draft = Draft(package)
    styles = Styles(draft)
    since_1904 = workbook_part.since_1904(package)
    infos = {info.name.casefold(): info for info in workbook_part.sheets_of(package)}
    by_sheet: dict[str, list[SetCell]] = {}
    edits: list[SheetEdit] = []
    for cell in cells:
        by_sheet.setdefault(cell.cell.sheet.casefold(), []).append(cell)
    for name, wanted in by_sheet.items():
        info = infos.get(name)
        if info is None or not info.key:
            raise GoalsheetError(f"there is no sheet {wanted[0].cell.sheet}", "Check the workbook.")
        sheet = Sheet(package, info.key, info.name)
        edit = SheetEdit(draft, sheet, styles, since_1904)
        for column in sorted({one.cell.column for one in wanted}):
            edit.column(_Typed(edit, column, {one.cell.row: one for one in wanted if one.cell.column == column}))
        edit.flush()
        edits.append(edit)
        _grow(draft, tables_of(package, sheet), wanted)
    _add_sheets(draft, styles, sheets, {info.name.lower() for info in infos.values()}, since_1904=since_1904)
    _calculate_on_load(draft)
    styles.flush()
    written = undo_log.plain(draft)
    for edit in edits:
        _refuse_if_stepped_over(edit)
    return container.write(written)


def _refuse_if_stepped_over(edit: SheetEdit) -> None:
    if edit.stepped_over:
        raise GoalsheetError(
            f"{min(edit.stepped_over)} is not blank, so nothing was written",
            "Make room for new rows below the table, and try again.",
        )


@dataclass
class _Typed:
    """A column of typed cells (see `sheetedit.ColumnWriter`)."""

    edit: SheetEdit
    number: int
    values: Mapping[int, SetCell]

    @property
    def rows(self) -> Iterable[int]:
        return self.values.keys()

    @property
    def links(self) -> Iterable[tuple[int, Content]]:
        return ()

    def replaces(self, row: int) -> bool:
        """Whether the value that stands there is known, and meant to go."""
        return self.values[row].over

    def cell(self, row: int, own: Cell | None, found: Row | None) -> str:
        wanted = self.values.get(row)
        if wanted is None:
            return ""
        base = own.style if own and own.style else self._style_like(wanted.like)
        if isinstance(wanted.value, date) and not base:
            base = self.edit.styles.index(0, _DATE)
        prefix = self.edit.sheet.prefix
        kind, inner = cell_parts(wanted.value, prefix, since_1904=self.edit.since_1904)
        style = f' s="{base}"' if base else ""
        head = f'<{prefix}c r="{column_letter(self.number)}{row}"{style}{kind}'
        return f"{head}>{inner}</{prefix}c>" if inner else f"{head}/>"

    def _style_like(self, like: CellRef | None) -> int:
        row = self.edit.sheet.row(like.row) if like else None
        if row is None or like is None:
            return 0
        return next((cell.style for cell in self.edit.sheet.cells(row) if cell.column == like.column), 0)


def _grow(draft: Draft, tables: Sequence[Table], wanted: Sequence[SetCell]) -> None:
    """Let an Excel table reach over rows typed right below it, as Excel itself does."""
    for table in tables:
        area = table.area
        rows = {
            one.cell.row
            for one in wanted
            if one.cell.row > area.last_row and area.first_column <= one.cell.column <= area.last_column
        }
        last = area.last_row
        while last + 1 in rows:
            last += 1
        if last > area.last_row and not table.totals_rows:
            _reach(draft, table, last)


def _reach(draft: Draft, table: Table, last_row: int) -> None:
    draft.set_attribute(table.key, table.root, "ref", str(replace(table.area, last_row=last_row)))
    node = table.root.child("autoFilter")
    old = parse_range(node.get("ref")) if node else None
    if node and old and old.last_row == table.area.last_row:
        area = Range(old.first_row, old.first_column, last_row, old.last_column)
        draft.set_attribute(table.key, node, "ref", str(area))


def _add_sheets(draft: Draft, styles: Styles, sheets: Sequence[NewSheet], taken: set[str], *, since_1904: bool) -> None:
    names = new_sheet.TableNames(set(), _last_table(draft.package))
    listed = []
    for sheet in sheets:
        name = new_sheet.sheet_name(sheet.name, taken)
        taken.add(name.lower())
        folder = draft.package.workbook.rpartition("/")[0]
        part = draft.free_name(f"{folder}/worksheets".lstrip("/"), "sheet", "xml")
        new_sheet.add_sheet(draft, styles, sheet, new_sheet.Target(part, name, {}, {}), names, since_1904=since_1904)
        listed.append(workbook_part.Listed(name, draft.relate(draft.package.workbook, "worksheet", part), before=False))
    if listed:
        workbook_part.list_sheets(draft, listed)


def _last_table(package: Package) -> int:
    keys = [key for key in package.entries if package.content_type(key) == new_sheet.TABLE_TYPE]
    ids = [package.tree(key).get("id") for key in keys]
    return max((int(one) for one in ids if one.isdigit()), default=0)


def _calculate_on_load(draft: Draft) -> None:
    """Formulas that depend on what was typed are worked out anew when the workbook is opened."""
    package = draft.package
    sheets = (info.key for info in workbook_part.sheets_of(package) if info.key)
    if not any(b"<f" in package.utf8(key) or b":f>" in package.utf8(key) for key in sheets):
        return
    root = package.tree(package.workbook)
    node = root.child("calcPr")
    if node:
        draft.set_attribute(package.workbook, node, "fullCalcOnLoad", "1")
    else:
        text = f'<{workbook_part.prefix_of(root)}calcPr fullCalcOnLoad="1"/>'
        draft.insert(package.workbook, root, "calcPr", workbook_part.ORDER, text.encode())
