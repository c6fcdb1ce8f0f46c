"""The numbers by which a row is told to be a table's heading: its words, its shape, and what stands below it."""

from collections.abc import Mapping
from math import log1p

from goalsheet.cells import CellValue
from goalsheet.layout import heading_words
from goalsheet.layout.grid import Grid, is_number

#: So many rows below a row are looked at, and no heading's text is longer than this.
BELOW, LONGEST = 10, 90
#: A row with fewer texts is no heading.
FEWEST = 2


def header_features(grid: Grid, row: int) -> Mapping[str, float]:
    """The numbers of one row; none at all where it can't be a heading."""
    cells = grid.filled(row)
    texts = {c: v for c, v in cells.items() if isinstance(v, str)}
    if len(texts) < FEWEST or sum(len(v) > LONGEST for v in texts.values()) > len(texts) / 3:
        return {}
    known = [_known(value) for value in texts.values()]
    below = [grid.filled(r) for r in range(row + 1, min(row + BELOW, grid.last_row) + 1)]
    plain = {heading_words.key(value) for value in texts.values()}
    return {
        "texts": log1p(len(texts)) / 3,
        "text_share": len(texts) / len(cells),
        "known": sum(k > 0 for k in known) / len(texts),
        "well_known": sum(k >= 0.9 for k in known) / len(texts),
        "strength": min(sum(known), 6.0) / 6,
        "distinct": len(plain) / len(texts),
        "length": min(1.0, sum(map(len, texts.values())) / len(texts) / 40),
        "long": sum(len(value) > 40 for value in texts.values()) / len(texts),
        "numbers": sum(is_number(v) for v in cells.values()) / len(cells),
        "digits": sum(any(map(str.isdigit, v)) for v in texts.values()) / len(texts),
        "colon": sum(v.rstrip().endswith((":", "：")) for v in texts.values()) / len(texts),
        "early": 1 / row,
        **_compared(texts, cells, below),
        **_above(grid, row, len(cells)),
    }


def _known(value: str) -> float:
    found = heading_words.meanings(value)[:1] if len(value) <= LONGEST else ()
    return found[0].strength if found else 0.0


def _compared(
    texts: Mapping[int, str], cells: Mapping[int, CellValue], below: list[Mapping[int, CellValue]]
) -> dict[str, float]:
    """How the rows below go on: how full they are, and how unlike a heading."""
    rows = [one for one in below if one]
    if not rows:
        return {"alone": 1.0}
    widest = max(map(len, rows))
    inside = sum(len(one.keys() & cells.keys()) for one in rows) / (len(rows) * len(cells))
    other = [c for c in texts if any(c in one and not isinstance(one[c], str) for one in rows[:6])]
    lengths = [len(str(one[c])) for one in rows[:6] for c in texts if c in one]
    mean = sum(lengths) / len(lengths) if lengths else 0.0
    own = sum(map(len, texts.values())) / len(texts)
    again = sum(one.get(c) == value for c, value in texts.items() for one in rows[:6]) / len(texts)
    return {
        "rows": len(rows) / BELOW,
        "next": float(bool(below and below[0])),
        "width": min(1.5, len(cells) / widest),
        "covered": inside,
        "contrast": len(other) / len(texts),
        "longer_below": min(1.0, max(0.0, (mean - own) / 40)),
        "again": min(1.0, again),
    }


def _above(grid: Grid, row: int, width: int) -> dict[str, float]:
    above = grid.filled(row - 1)
    wider = any(len(grid.filled(r)) >= 0.8 * width for r in range(max(1, row - 6), row))
    return {"above.none": float(not above), "above.few": float(0 < len(above) <= 2), "above.wide": float(wider)}
