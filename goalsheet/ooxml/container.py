"""A zip file as raw entries: what is not touched is copied as the compressed bytes, flags, times and order it had.

Layout and field names after PKWARE's APPNOTE.TXT 6.3 (sections 4.3.7, 4.3.9, 4.3.12, 4.3.14, 4.3.16).
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from goalsheet.errors import GoalsheetError

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END64, _LOCATOR64, _DESCRIPTOR = b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FULL = 0xFFFFFFFF
_UTF8 = 0x800
_NEW_TIME = (0, 0x21)  # 1980-01-01 00:00, so that the same input gives the same bytes

STORED, DEFLATED = 0, 8
_LARGE = 4_000_000  # parts above this are packed at a quarter of the time, a tenth larger


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the zip. `blob` is its local record as it stands in the file (header, data, descriptor).

    `fields` are the central record's numbers: made by, needed, flags, method, time, date, internal and external
    attributes.
    """

    name: str
    raw_name: bytes
    fields: tuple[int, int, int, int, int, int, int, int]
    crc: int
    compressed_size: int
    size: int
    extra: bytes
    comment: bytes
    blob: bytes | memoryview

    @property
    def method(self) -> int:
        return self.fields[3]


@dataclass(frozen=True, slots=True)
class Container:
    entries: tuple[Entry, ...]
    comment: bytes = b""


def unreadable(why: str) -> GoalsheetError:
    return GoalsheetError(
        f"the file is not a whole .xlsx workbook: {why}",
        "Open it in Excel, save it as .xlsx under a new name and try that.",
    )


def read(data: bytes) -> Container:
    """The entries of a zip file, in the order of its directory. Refuses what is encrypted, cut short or ambiguous."""
    if data[:8] == _OLE2:
        raise GoalsheetError(
            "the workbook is encrypted, or in the old .xls format",
            "Take the password off (File > Info > Protect Workbook), or save it as .xlsx, and try again.",
        )
    count, start, shift, comment = _end_of_directory(data)
    entries = tuple(_entries(data, count, start, shift))
    names = [entry.name.replace("\\", "/").lstrip("/").lower() for entry in entries]
    if len(set(names)) != len(names):
        raise unreadable("it holds two parts of one name")
    return Container(entries, comment)


def _end_of_directory(data: bytes) -> tuple[int, int, int, bytes]:
    """Number of entries, where the directory starts, how far offsets are shifted, and the zip's comment."""
    at = data.rfind(_END, max(0, len(data) - 65557))
    if at < 0 or at + 22 > len(data):
        raise unreadable("it is no zip file, or it is cut short" if data else "it is empty")
    count, size, offset, length = struct.unpack_from("<HIIH", data, at + 10)
    end = at
    locator = at - 20
    if locator >= 0 and data[locator : locator + 4] == _LOCATOR64:
        end = struct.unpack_from("<Q", data, locator + 8)[0]
        if data[end : end + 4] != _END64:
            end = data.rfind(_END64, 0, locator)
        if end < 0:
            raise unreadable("its directory is damaged")
        count, size, offset = struct.unpack_from("<QQQ", data, end + 32)
    start = end - size
    if start < 0 or (count and data[start : start + 4] != _CENTRAL):
        raise unreadable("its directory is damaged")
    return count, start, start - offset, data[at + 22 : at + 22 + length]


def _entries(data: bytes, count: int, at: int, shift: int) -> Iterator[Entry]:
    view = memoryview(data)
    for _ in range(count):
        if data[at : at + 4] != _CENTRAL or at + 46 > len(data):
            raise unreadable("its directory is damaged")
        made, needed, flags, method, time, day = struct.unpack_from("<6H", data, at + 4)
        crc, packed, size = struct.unpack_from("<3I", data, at + 16)
        n, x, c, _disk, internal = struct.unpack_from("<5H", data, at + 28)
        external, offset = struct.unpack_from("<2I", data, at + 38)
        raw_name = data[at + 46 : at + 46 + n]
        extra = data[at + 46 + n : at + 46 + n + x]
        comment = data[at + 46 + n + x : at + 46 + n + x + c]
        size, packed, offset, extra = _wide(extra, size, packed, offset)
        if flags & 1:
            raise GoalsheetError(
                "the workbook is an encrypted zip file",
                "Unpack it, or save it from Excel without a password, and try again.",
            )
        name = raw_name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        blob = _blob(view, offset + shift, packed, flags, name)
        fields = (made, needed, flags, method, time, day, internal, external)
        yield Entry(name, raw_name, fields, crc, packed, size, extra, comment, blob)
        at += 46 + n + x + c


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int, bytes]:
    """The zip64 numbers, and the extra fields without them (they are written anew)."""
    at, rest = 0, b""
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + length]
        if kind == 1:
            numbers = iter(struct.unpack_from(f"<{len(body) // 8}Q", body))
            size = next(numbers, size) if size == _FULL else size
            packed = next(numbers, packed) if packed == _FULL else packed
            offset = next(numbers, offset) if offset == _FULL else offset
        else:
            rest += extra[at : at + 4 + length]
        at += 4 + length
    return size, packed, offset, rest + extra[at:]


def _blob(view: memoryview, at: int, packed: int, flags: int, name: str) -> memoryview:
    if at < 0 or bytes(view[at : at + 4]) != _LOCAL:
        raise unreadable(f"its part {name} is not where the directory says")
    n, x = struct.unpack_from("<2H", view, at + 26)
    end = at + 30 + n + x + packed
    if end > len(view):
        raise unreadable("it is cut short")
    return view[at : end + (_descriptor_length(view, at, end, packed) if flags & 8 else 0)]


def _descriptor_length(view: memoryview, at: int, end: int, packed: int) -> int:
    """How long the data descriptor behind an entry is: with or without signature, of 4- or 8-byte sizes."""
    signed = 4 if bytes(view[end : end + 4]) == _DESCRIPTOR else 0
    at = end + signed + 4
    for width, form in ((4, "<I"), (8, "<Q")):
        follows = bytes(view[at + 2 * width : at + 2 * width + 4])
        if (
            at + width <= len(view)
            and struct.unpack_from(form, view, at)[0] == packed
            and (follows in (_LOCAL, _CENTRAL, _END64, _END) or width == 8)
        ):
            return signed + 4 + 2 * width
    return signed + 12


def content(entry: Entry) -> bytes:
    """An entry's bytes, unpacked and checked against its checksum."""
    n, x = struct.unpack_from("<2H", entry.blob, 26)
    packed = entry.blob[30 + n + x : 30 + n + x + entry.compressed_size]
    if entry.method == STORED or not entry.compressed_size:  # some writers say "deflated" of nothing at all
        data = bytes(packed)
    elif entry.method == DEFLATED:
        try:
            data = zlib.decompress(packed, -15, max(entry.size, 1))
        except zlib.error as error:
            raise unreadable(f"its part {entry.name} is damaged") from error
    else:
        raise unreadable(f"its part {entry.name} is packed in a way that Excel does not know (method {entry.method})")
    if zlib.crc32(data) != entry.crc or len(data) != entry.size:
        raise unreadable(f"its part {entry.name} is damaged")
    return data


def new_entry(name: str, data: bytes) -> Entry:
    """A new deflated entry with a fixed time."""
    raw = name.encode()
    flags = 0 if raw.isascii() else _UTF8
    base = Entry(name, raw, (20, 20, flags, DEFLATED, *_NEW_TIME, 0, 0), 0, 0, 0, b"", b"", b"")
    return with_content(base, data)


def with_content(entry: Entry, data: bytes) -> Entry:
    """The same entry (name, time, method, place) with other bytes."""
    return with_pieces(entry, (data,))


def with_pieces(entry: Entry, pieces: Iterable[bytes]) -> Entry:
    """The same entry with other bytes, given in pieces: they are packed as they come and never stand side by side."""
    made, _needed, flags, method, time, day, internal, external = entry.fields
    flags &= _UTF8
    method = STORED if method == STORED else DEFLATED
    level = 1 if entry.size > _LARGE else 6
    packer = zlib.compressobj(level, zlib.DEFLATED, -15) if method == DEFLATED else None
    crc, size, packed = 0, 0, list[bytes]()
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        packed.append(packer.compress(piece) if packer else piece)
    if packer:
        packed.append(packer.flush())
    length = sum(map(len, packed))
    numbers = (20, flags, method, time, day, crc, length, size, len(entry.raw_name), 0)
    return replace(
        entry,
        fields=(made, 20, flags, method, time, day, internal, external),
        crc=crc,
        compressed_size=length,
        size=size,
        extra=b"",
        blob=b"".join((_LOCAL, struct.pack("<5H3I2H", *numbers), entry.raw_name, *packed)),
    )


def write(container: Container) -> bytes:
    """The zip file of these entries."""
    pieces: list[bytes | memoryview] = []
    directory: list[bytes] = []
    offset = 0
    for entry in container.entries:
        pieces.append(entry.blob)
        directory.append(_central(entry, offset))
        offset += len(entry.blob)
    if offset >= _FULL or len(container.entries) >= 0xFFFF:
        raise GoalsheetError("the workbook is larger than 4 GB", "Split it into smaller workbooks.")
    central = b"".join(directory)
    count = len(container.entries)
    end = _END + struct.pack("<4H2IH", 0, 0, count, count, len(central), offset, len(container.comment))
    return b"".join((*pieces, central, end, container.comment))


def _central(entry: Entry, offset: int) -> bytes:
    made, needed, flags, method, time, day, internal, external = entry.fields
    numbers = struct.pack("<6H3I", made, needed, flags, method, time, day, entry.crc, entry.compressed_size, entry.size)
    lengths = struct.pack("<5H", len(entry.raw_name), len(entry.extra), len(entry.comment), 0, internal)
    place = struct.pack("<2I", external, offset)
    return b"".join((_CENTRAL, numbers, lengths, place, entry.raw_name, entry.extra, entry.comment))
