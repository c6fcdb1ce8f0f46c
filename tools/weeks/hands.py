"""Programs in whose hands a workbook is between two reports: openpyxl, or LibreOffice with a macro that edits."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import DEVNULL
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

from tools.weeks.edits import Copy, Edit, Insert, Put, Swap


def by_openpyxl(path: Path, edits: Sequence[Edit]) -> None:
    """Edit and save. Defined names stay where they were while cells move."""
    book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
    for edit in edits:
        _edit(book, edit)
    book.save(path)


def _edit(book: Any, edit: Edit) -> None:
    sheet = book[edit.sheet]
    if isinstance(edit, Put):
        sheet.cell(edit.row, edit.column).value = edit.value
    elif isinstance(edit, Insert):
        (sheet.insert_rows if edit.what == "rows" else sheet.insert_cols)(edit.at, edit.count)
    elif isinstance(edit, Copy):
        book.copy_worksheet(sheet).title = edit.name
    elif isinstance(edit, Swap):
        for column in range(edit.first, edit.last + 1):
            one, other = sheet.cell(edit.one, column), sheet.cell(edit.other, column)
            one.value, other.value = other.value, one.value
    else:
        sheet.insert_cols(edit.to)
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, edit.to).value = sheet.cell(row, edit.column + 1).value
        sheet.delete_cols(edit.column + 1)


# --- LibreOffice

_MACRO = """
Sub Run(script As String)
  Dim disk, feed, told, parts, doc, sheet, cells, target, kept, first, last
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  On Error GoTo Failed
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  kind(0).Name = "FilterName" : kind(0).Value = "Calc MS Excel 2007 XML"
  disk = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  feed = createUnoService("com.sun.star.io.TextInputStream")
  feed.setInputStream(disk.openFileRead(ConvertToURL(script)))
  feed.setEncoding("UTF-8")
  Do While Not feed.isEOF()
    told = feed.readLine()
    parts = Split(told & Chr(9), Chr(9))
    Select Case parts(0)
      Case "open"
        doc = StarDesktop.loadComponentFromURL(ConvertToURL(parts(1)), "_blank", 0, hidden())
      Case "save"
        doc.storeToURL(ConvertToURL(parts(1)), kind())
        doc.close(True)
      Case "rows"
        doc.Sheets.getByName(parts(1)).Rows.insertByIndex(CLng(parts(2)) - 1, CLng(parts(3)))
      Case "columns"
        doc.Sheets.getByName(parts(1)).Columns.insertByIndex(CLng(parts(2)) - 1, CLng(parts(3)))
      Case "text"
        doc.Sheets.getByName(parts(1)).getCellByPosition(CLng(parts(3)) - 1, CLng(parts(2)) - 1).String = parts(4)
      Case "number"
        doc.Sheets.getByName(parts(1)).getCellByPosition(CLng(parts(3)) - 1, CLng(parts(2)) - 1).Value = Val(parts(4))
      Case "copy"
        doc.Sheets.copyByName(parts(1), parts(2), doc.Sheets.Count)
      Case "swap"
        sheet = doc.Sheets.getByName(parts(1))
        first = CLng(parts(4)) - 1 : last = CLng(parts(5)) - 1
        cells = sheet.getCellRangeByPosition(first, CLng(parts(2)) - 1, last, CLng(parts(2)) - 1)
        target = sheet.getCellRangeByPosition(first, CLng(parts(3)) - 1, last, CLng(parts(3)) - 1)
        kept = cells.getFormulaArray()
        cells.setFormulaArray(target.getFormulaArray())
        target.setFormulaArray(kept)
      Case "move"
        sheet = doc.Sheets.getByName(parts(1))
        sheet.Columns.insertByIndex(CLng(parts(3)) - 1, 1)
        cells = sheet.Columns.getByIndex(CLng(parts(2))).RangeAddress
        target = sheet.getCellByPosition(CLng(parts(3)) - 1, 0).CellAddress
        sheet.moveRange(target, cells)
        sheet.Columns.removeByIndex(CLng(parts(2)), 1)
    End Select
  Loop
  StarDesktop.terminate()
  Exit Sub
Failed:
  Dim channel
  channel = FreeFile
  Open script & ".failed" For Output As #channel
  Print #channel, Error$ & " in: " & told
  Close #channel
  StarDesktop.terminate()
End Sub
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Weeks" script:language="StarBasic">
{macro}</script:module>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Weeks"/></library:library>"""


def by_libreoffice(todo: Mapping[Path, Sequence[Edit]], folder: Path) -> None:
    """Edit and save workbooks in one go; `folder` is for its profile. Raises RuntimeError, TimeoutExpired."""
    profile = folder / "profile"
    _install(profile)
    script = folder / "edits.txt"
    lines = [line for path, edits in todo.items() for line in _lines(path, edits)]
    script.write_text("\n".join([*lines, "end", ""]), encoding="utf-8")
    program = shutil.which("soffice") or "soffice"
    macro = f'macro:///Standard.Weeks.Run("{script}")'
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", macro]
    _run(command, 60 + 30 * len(todo))
    failed = script.with_name(f"{script.name}.failed")
    if failed.exists():
        raise RuntimeError(failed.read_text(encoding="utf-8", errors="replace"))
    for path in todo:
        (folder / f"saved-{path.stem}.xlsx").replace(path)


def _run(command: Sequence[str], seconds: float) -> None:
    """Run a program, and end it with all that it started where it takes too long."""
    with subprocess.Popen(command, start_new_session=True, stdout=DEVNULL, stderr=DEVNULL) as program:
        try:
            program.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            raise


def _install(profile: Path) -> None:
    """A profile with our macro in its library; the program makes the rest on its first start."""
    library = profile / "user" / "basic" / "Standard"
    if not library.exists():
        program = shutil.which("soffice") or "soffice"
        start = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--terminate_after_init"]
        _run(start, 180)
    library.mkdir(parents=True, exist_ok=True)
    (library / "Weeks.xba").write_text(_MODULE.format(macro=escape(_MACRO)), encoding="utf-8")
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")


def _lines(path: Path, edits: Sequence[Edit]) -> list[str]:
    """A workbook's part of the script: fields with tabs between."""
    told = [f"open\t{path}", *map(_line, edits), f"save\t{path.parent / f'saved-{path.stem}.xlsx'}"]
    return [line.replace("\n", " ") for line in told]


def _line(edit: Edit) -> str:
    if isinstance(edit, Put):
        kind = "number" if isinstance(edit.value, float) else "text"
        fields: tuple[object, ...] = (kind, edit.sheet, edit.row, edit.column, edit.value)
    elif isinstance(edit, Insert):
        fields = (edit.what, edit.sheet, edit.at, edit.count)
    elif isinstance(edit, Copy):
        fields = ("copy", edit.sheet, edit.name)
    elif isinstance(edit, Swap):
        fields = ("swap", edit.sheet, edit.one, edit.other, edit.first, edit.last)
    else:
        fields = ("move", edit.sheet, edit.column, edit.to)
    return "\t".join(map(str, fields))
