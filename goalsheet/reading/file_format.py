"""What kind of file this is, by its content; and in one line why it is no workbook that can be read.

Only text is told by its name, too: a letter may have as many commas in every line as a table has columns.
"""

import io
import zipfile
import zlib
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.reading import delimited

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_SAVE_AS = "Open it in the program it is from and save or export it as an Excel workbook (.xlsx)."
_DAMAGED = "Open it in Excel, which may be able to repair it, save it as .xlsx and try again."
_PASSWORD = "Take the password off (in Excel: File > Info > Protect Workbook > Encrypt with Password) and try again."

#: What the content types of a package say, and the kind that makes it. The first that is found counts.
_MAIN_TYPES = (
    (b"sheet.binary.macroenabled.main", "xlsb"),
    (b"sheet.macroenabled.main", "xlsm"),
    (b"template.macroenabled.main", "xlsm"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"spreadsheetml.template.main", "xlsx"),
)
_OTHER_TYPES = ((b"wordprocessingml", "a Word document"), (b"presentationml", "a PowerPoint presentation"))
_STREAMS = (("WordDocument", "a Word document"), ("PowerPoint Document", "a PowerPoint presentation"))


_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)


def load(path: Path) -> bytes:
    """The file's bytes; GoalsheetError where there is none to read."""
    try:
        if path.is_dir():
            raise GoalsheetError(f"{path} is a folder", "Name the workbook in it.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise GoalsheetError(f"{path}: there is no such file", _nearest(path)) from None
    except PermissionError:
        raise GoalsheetError(
            f"{path} may not be read", "Ask for the right to read it, or copy it to your own folder."
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise GoalsheetError(f"{path} cannot be read: {reason}", "Check the name and try again.") from None
    if not data:
        raise GoalsheetError(f"{path} is an empty file", "Save the workbook again, or take an earlier copy.")
    return data


def _nearest(path: Path) -> str:
    """The workbook in the folder whose name is closest."""
    import difflib

    try:
        names = sorted(
            one.name
            for one in path.parent.iterdir()
            if one.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
        )
    except OSError:
        return "Check the name and the folder."
    near = difflib.get_close_matches(path.name, [name for name in names if not name.startswith("~$")], 1, 0.5)
    return f"Did you mean {path.with_name(near[0])}?" if near else "Check the name and the folder."


def kind_of(path: Path, data: bytes) -> str:
    """xlsx, xlsm, xlsb, xls, ods, or csv for any text with delimiters; GoalsheetError for anything else."""
    if data[:2] == b"PK":
        return _zip_kind(path, data)
    if data[:8] == _OLE2:
        return _ole_kind(path, data)
    text = delimited.decoded(data)
    what = _text_kind(text) if text is not None else "its content is of no kind that is known"
    if not what and path.suffix.lower() in delimited.SUFFIXES:
        return "csv"
    if not what and text and delimited.is_delimited(text):
        raise GoalsheetError(f"{path} is no workbook: it looks like a CSV file", "Give it a name that ends in .csv.")
    raise GoalsheetError(f"{path} is no workbook: {what or 'it is a text file'}", _SAVE_AS)


def _zip_kind(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
            types = archive.read(names["[content_types].xml"]).lower() if "[content_types].xml" in names else b""
            mimetype = archive.read(names["mimetype"]) if "mimetype" in names else b""
            manifest = (
                archive.read(names["meta-inf/manifest.xml"]) if mimetype and "meta-inf/manifest.xml" in names else b""
            )
    except _BROKEN as error:
        raise damaged(path, str(error)) from None
    if b"oasis.opendocument.spreadsheet" in mimetype:
        if b"encryption-data" in manifest:
            raise encrypted(path)
        return "ods"
    plain = types.replace(b"\0", b"")  # content types may be in UTF-16
    kind = next((kind for mark, kind in _MAIN_TYPES if mark in plain), None)
    if kind:
        return kind
    what = next((what for mark, what in _OTHER_TYPES if mark in plain), None)
    if any(name.endswith(".iwa") for name in names):
        what = "an Apple iWork document"
    raise GoalsheetError(f"{path} is no workbook: it is {what or 'a zip archive without a workbook in it'}", _SAVE_AS)


def _ole_kind(path: Path, data: bytes) -> str:
    def holds(stream: str) -> bool:
        return (stream + "\0").encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise encrypted(path)
    if holds("Workbook") or holds("Book"):
        return "xls"
    what = next((what for stream, what in _STREAMS if holds(stream)), "an old Office file without a workbook in it")
    raise GoalsheetError(f"{path} is no workbook: it is {what}", _SAVE_AS)


def _text_kind(text: str) -> str:
    """What kind of text it is that holds no table; empty where it may hold one."""
    start = text[:4096].lstrip("\ufeff \r\n\t").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "it is in Excel's XML format of 2003"
    if start.startswith(("<!doctype html", "<html", "<table", "<meta", "<style", "<head")):
        return "it is a web page"
    if start.startswith("<?xml"):
        return "it is an XML file"
    if start.startswith(('{"', "{\n", "[{", "[\n")):
        return "it is a JSON file"
    return "it is a PDF" if start.startswith("%pdf") else ""


def encrypted(path: Path) -> GoalsheetError:
    return GoalsheetError(f"{path} is protected with a password", _PASSWORD)


def damaged(path: Path, why: str = "") -> GoalsheetError:
    """For a file that starts like a workbook and is none, or not a whole one."""
    reason = " ".join(why.split())[:120]
    return GoalsheetError(f"{path} is damaged or was cut short" + (f" ({reason})" if reason else ""), _DAMAGED)
