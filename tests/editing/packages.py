"""Packages as odd writers make them: the same workbook, its parts or its zip file rewritten."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc has it from Python 3.12 on

Parts = list[tuple[str, bytes]]


def unzipped(data: bytes) -> Parts:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return [(info.filename, archive.read(info)) for info in archive.infolist()]


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6)), data, method)
    return buffer.getvalue()


class _Stream(io.RawIOBase):
    """A file that cannot be gone back in, so that zipfile writes data descriptors."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: "Buffer") -> int:
        written = bytes(data)
        self.data += written
        return len(written)


def streamed(parts: Parts, *, zip64: bool = False) -> bytes:
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=zip64) as file:
                file.write(data)
    return bytes(stream.data)


def each_sheet(parts: Parts, change: Callable[[bytes], bytes]) -> Parts:
    return [(name, change(data) if re.search(r"worksheets[/\\][^/\\]*\.xml$", name) else data) for name, data in parts]


def utf16(data: bytes) -> bytes:
    text = re.sub(r"^<\?xml.*?\?>\s*", "", data.decode("utf-8-sig"))
    return b"\xff\xfe" + f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16-le")


def prefixed(data: bytes) -> bytes:
    """Every element of the sheet's own namespace under a prefix."""
    data = re.sub(rb"<(/?)([A-Za-z]+)(?=[\s/>])", rb"<\1x:\2", data)
    return data.replace(b" xmlns=", b" xmlns:x=")


def commented(data: bytes) -> bytes:
    return data.replace(b"<sheetData>", b'<sheetData><!-- <row r="1"> </sheetData> --><?note <c r="A1"/>?>')


def without_numbers(data: bytes) -> bytes:
    return re.sub(rb'<(row|c) r="[^"]*"', rb"<\1", data)


def single_quoted(data: bytes) -> bytes:
    return re.sub(rb"<(row|c) [^<>]*>", lambda found: found.group().replace(b'"', b"'"), data)


def spread(data: bytes) -> bytes:
    """Line breaks within tags and before them."""
    return re.sub(rb"<(row|c|v)(?=[ >])", rb"\n  <\1\n", data)


def without_styles(parts: Parts) -> Parts:
    changed = []
    for name, data in parts:
        if name.endswith("workbook.xml.rels"):
            data = re.sub(rb'<Relationship [^>]*/styles"[^>]*/>', b"", data)
        elif name == "[Content_Types].xml":
            data = re.sub(rb'<Override [^>]*styles\.xml"[^>]*/>', b"", data)
        if not name.endswith("styles.xml"):
            changed.append((name, data))
    return changed


def without_cell_formats(parts: Parts) -> Parts:
    pattern = re.compile(rb"<cellXfs.*?</cellXfs>", re.DOTALL)
    return [(n, pattern.sub(b"", d) if n.endswith("styles.xml") else d) for n, d in parts]


#: Ways to rewrite a workbook so that it says the same.
WAYS: dict[str, Callable[[Parts], bytes]] = {
    "stored": lambda parts: zipped(parts, zipfile.ZIP_STORED),
    "data descriptors": streamed,
    "zip64": lambda parts: streamed(parts, zip64=True),
    "backslashes": lambda parts: zipped([(n if n[0] == "[" else n.replace("/", "\\"), d) for n, d in parts]),
    "upper case": lambda parts: zipped([(n if n[0] == "[" or "rels" in n else n.upper(), d) for n, d in parts]),
    "last part first": lambda parts: zipped(parts[::-1]),
    "UTF-16": lambda parts: zipped(each_sheet(parts, utf16)),
    "byte order mark": lambda parts: zipped(each_sheet(parts, lambda data: b"\xef\xbb\xbf" + data)),
    "prefix": lambda parts: zipped(each_sheet(parts, prefixed)),
    "comments": lambda parts: zipped(each_sheet(parts, commented)),
    "no r": lambda parts: zipped(each_sheet(parts, without_numbers)),
    "single quotes": lambda parts: zipped(each_sheet(parts, single_quoted)),
    "line breaks": lambda parts: zipped(each_sheet(parts, spread)),
    "no styles": lambda parts: zipped(without_styles(parts)),
    "no cell formats": lambda parts: zipped(without_cell_formats(parts)),
    "absolute targets": lambda parts: zipped(
        [(n, d.replace(b'Target="xl/', b'Target="/xl/') if n == "_rels/.rels" else d) for n, d in parts]
    ),
    "prepended bytes": lambda parts: b"#!/bin/false\n" + zipped(parts),
}


_INLINE = re.compile(rb'<c ([^>]*?) ?t="inlineStr"([^>]*)><is>(.*?)</is></c>', re.DOTALL)


def with_shared_texts(data: bytes) -> bytes:
    """The workbook with each text once, in a list, as Excel and most programs write it."""
    texts: dict[bytes, int] = {}
    count = 0

    def shared(found: re.Match[bytes]) -> bytes:
        nonlocal count
        count += 1
        number = texts.setdefault(found.group(3), len(texts))
        return b'<c %s t="s"%s><v>%d</v></c>' % (found.group(1), found.group(2), number)

    changed = each_sheet(unzipped(data), lambda sheet: _INLINE.sub(shared, sheet))
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    part = b'<sst xmlns="%s" count="%d" uniqueCount="%d">%s</sst>' % (space, count, len(texts), items)
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    added = {
        "[Content_Types].xml": (b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/>' % kind),
        "xl/_rels/workbook.xml.rels": (
            b"</Relationships>",
            b'<Relationship Id="rIdTexts" Type="%s" Target="sharedStrings.xml"/>' % office,
        ),
    }
    whole = [(n, d.replace(added[n][0], added[n][1] + added[n][0]) if n in added else d) for n, d in changed]
    return zipped([*whole, ("xl/sharedStrings.xml", part)])
