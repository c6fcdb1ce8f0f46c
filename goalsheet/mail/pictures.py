"""Charts as pictures for mail: the page's own SVG as PNG.

They have no text in them, because no font is the same everywhere; the text is beside them in the mail. Their colours
work on light and dark backgrounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import resvg_py

from goalsheet.mail.model import Picture
from goalsheet.report.render import render
from goalsheet.report.view.chart import LineChart
from goalsheet.report.view.model import StatusReport

MOST = 4
#: The width shown, in CSS pixels: it fits a phone, with the edges of the card. The picture has more, for sharp screens.
WIDTH, PIXELS = 300, 720


@dataclass(frozen=True, slots=True)
class _Chart:
    lang: str
    chart: LineChart


def pictures(report: StatusReport, domain: str, templates: Path | None = None) -> Iterator[tuple[str, Picture, bytes]]:
    """The first metrics that have a chart: their anchor, the picture, and its PNG. `domain` ends each Content-ID."""
    charted = [(line.anchor, line.chart) for line in report.metrics if line.chart]
    for anchor, chart in charted[:MOST]:
        png = rasterised(report.lang, chart, templates)
        cid = f"{anchor}.{sha256(png).hexdigest()[:16]}@{domain}"
        yield (
            anchor,
            Picture(cid, WIDTH, round(WIDTH * chart.height / chart.width), f"{chart.title}. {chart.description}"),
            png,
        )


def rasterised(lang: str, chart: LineChart, templates: Path | None = None) -> bytes:
    """A chart of the page as PNG, transparent where nothing is drawn."""
    svg = render("mail.chart.html.j2", _Chart(lang, chart), templates)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=PIXELS))
