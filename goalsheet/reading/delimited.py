"""Text with delimiters (.csv, .tsv) into a sheet: encoding, delimiter, quotes and decimal sign are found.

The cells are those that a spreadsheet would show. Only what can be meant in one way becomes a number or a date
(`delimited_cells`): `007` and `NA` stay texts.
"""

import csv
import io
from collections import Counter
from pathlib import Path

from charset_normalizer import from_bytes

from goalsheet.errors import GoalsheetError
from goalsheet.reading.delimited_cells import typed
from goalsheet.reading.model import Sheet

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
_DELIMITERS = ",;\t|"
#: What programs write besides UTF-8 and UTF-16: the code pages of Windows, and the older ones of East Asia.
_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp932", "cp949", "gb18030", "big5", "euc_jp",
)  # fmt: skip
_MARKS = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: How much is looked at to find the delimiter, in characters; and how much of a sheet Excel can hold.
_LOOKED_AT, _ROWS, _COLUMNS = 200_000, 1_048_576, 16_384
#: At least so many of the lines are as wide as most are, and so many no wider: banners and cut ends are narrower.
_AS_WIDE, _NO_WIDER = 1 / 3, 0.6
_SEPARATED = "Separate its columns by commas, semicolons or tabs, or save it as an Excel workbook (.xlsx)."

Texts = list[list[str]]


def decoded(data: bytes) -> str | None:
    """The text of the bytes, without a byte order mark; None where they are no text."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _without_mark(data)
    try:
        found = data.decode(encoding) if encoding else _guessed(data)
    except UnicodeDecodeError:
        found = _guessed(data)
    return found.removeprefix("\ufeff") if found is not None and _is_text(found) else None


def _without_mark(data: bytes) -> str:
    """The encoding of bytes without a mark as far as it is plain; empty where it is to be guessed."""
    head = data[:4096]
    zeros = head[1::2].count(0), head[::2].count(0)
    if max(zeros) > len(head) / 5 and min(zeros) < len(head) / 50:
        return "utf-16-le" if zeros[0] > zeros[1] else "utf-16-be"
    return "" if 0 in head else "utf-8"


def _guessed(data: bytes) -> str | None:
    if 0 in data[:4096]:
        return None
    found = from_bytes(data, cp_isolation=list(_ENCODINGS)).best()
    return str(found) if found is not None else None


def _is_text(found: str) -> bool:
    """Whether hardly any character of it is a control character: others have no place in a line of cells."""
    head = found[:4096]
    odd = sum((ord(sign) < 32 and sign not in "\r\n\t\f\v") or sign in "\x7f\ufffd" for sign in head)
    return bool(head.strip()) and odd <= len(head) // 100


def is_delimited(text: str) -> bool:
    """Whether the lines of a text have the same columns."""
    return bool(_delimiter(text))


def sheet_of(path: Path, text: str) -> Sheet:
    """The one sheet of a file, named after it. Rows are counted as a spreadsheet counts them: a cell may hold lines.

    Raises GoalsheetError for what has no columns, or more than a sheet can hold.
    """
    named, text = _named_delimiter(text)
    delimiter = named or _delimiter(text)
    if not delimiter:
        raise GoalsheetError(f"{path}: its lines have no columns in common", _SEPARATED)
    rows = _rows(path, text, delimiter)
    if len(rows) > _ROWS or max(map(len, rows), default=0) > _COLUMNS:
        raise GoalsheetError(f"{path} has more rows or columns than a sheet can hold", "Split it into several files.")
    cells, details = typed(rows)
    return Sheet(_name(path), cells, details=details)


def _name(path: Path) -> str:
    """The sheet's name, as Excel gives it to a file that it opens."""
    return "".join("_" if sign in "[]:*?/\\" else sign for sign in path.stem)[:31].strip("'") or "Sheet1"


def _named_delimiter(text: str) -> tuple[str, str]:
    """The delimiter that Excel's line `sep=;` names, and what comes after that line."""
    first, _, rest = text.partition("\n")
    said = first.strip('\r" ')
    return (said[4], rest) if len(said) == 5 and said.lower().startswith("sep=") else ("", text)


def _delimiter(text: str) -> str:
    """The delimiter that gives most lines the same columns, and many of them; empty where none does.

    The first line that has one goes first: below the headings commas may stand in numbers (`3,5;2,5`).
    """
    fits = {one: fit for one in _DELIMITERS if (fit := _fit(text, one))}
    first = next((line for line in text[:_LOOKED_AT].splitlines() if any(one in line for one in fits)), "")
    return max((one for one in fits if one in first), key=lambda one: fits[one], default="")


def _fit(text: str, delimiter: str) -> float:
    """How well a delimiter suits: the share of lines that fit times their columns, 0 where too few do."""
    cut = text[:_LOOKED_AT]
    if delimiter not in cut:
        return 0.0
    try:
        rows = [row for row in csv.reader(io.StringIO(cut, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error:
        return 0.0
    if len(cut) < len(text) and len(rows) > 1:
        rows.pop()  # the last one may be cut
    widths = Counter(len(row) for row in rows)
    columns = max((width for width in widths if width > 1), key=lambda width: (widths[width], width), default=0)
    if len(rows) < 2 or not columns or widths[columns] < len(rows) * _AS_WIDE:
        return 0.0
    share = sum(count for width, count in widths.items() if width <= columns) / len(rows)
    return share * columns if share >= _NO_WIDER else 0.0


def _rows(path: Path, text: str, delimiter: str) -> Texts:
    old = csv.field_size_limit(max(len(text), 1))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows, begins = Texts(), 1
        for row in reader:
            rows.append(row)
            last, begins = begins, reader.line_num + 1
    except csv.Error as error:
        raise GoalsheetError(f"{path}: line {reader.line_num} cannot be read: {error}", _SEPARATED) from None
    finally:
        csv.field_size_limit(old)
    if rows and begins - last > 1 and _is_open(text, delimiter):
        raise GoalsheetError(
            f"{path}: a quotation mark is opened in line {last} and never closed",
            "Close it, or take it away, and save the file again.",
        )
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _is_open(text: str, delimiter: str) -> bool:
    """Whether the text ends within quotation marks."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False
