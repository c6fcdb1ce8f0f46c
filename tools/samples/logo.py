"""A small PNG drawn by code, so that no picture file is needed."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

Color = tuple[int, int, int]
Shape = Callable[[float, float], Color | None]


def png(width: int, height: int, shape: Shape, paper: Color = (255, 255, 255)) -> BytesIO:
    """The shape as a PNG, smoothed by 3 x 3 samples a pixel; stored, not packed: the same bytes with any zlib."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            samples = [shape(x + (i + 0.5) / 3, y + (j + 0.5) / 3) or paper for i in range(3) for j in range(3)]
            rows.extend(sum(sample[part] for sample in samples) // 9 for part in range(3))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", _stored(bytes(rows))) + _chunk(b"IEND", b"")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunks)


def _stored(data: bytes) -> bytes:
    """A zlib stream of stored blocks, written out here because each zlib cuts them in its own way."""
    blocks = [data[i : i + 65535] for i in range(0, len(data), 65535)]
    framed = b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), 65535 - len(block)) + block for block in blocks
    )
    return b"\x78\x01" + framed + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def coffee_bean(size: int = 44) -> BytesIO:
    """A roasted bean on a round badge."""
    middle, badge = size / 2, size / 2 - 0.5

    def shape(x: float, y: float) -> Color | None:
        dx, dy = x - middle, y - middle
        if dx * dx + dy * dy > badge * badge:
            return None
        across, along = (dx - dy) * 0.7071, (dx + dy) * 0.7071
        if (across / (badge * 0.44)) ** 2 + (along / (badge * 0.68)) ** 2 > 1:
            return (46, 94, 78)
        seam = abs(across - badge * 0.10 * _wave(along / badge * 3.2))
        return (46, 94, 78) if seam < badge * 0.055 else (247, 239, 227)

    return png(size, size, shape)


def _wave(x: float) -> float:
    """Near enough to a sine between -3 and 3, without a maths library whose last bit differs by machine."""
    square = x * x
    return x * (1 - square / 6 * (1 - square / 20 * (1 - square / 42)))
