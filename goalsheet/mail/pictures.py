"""Charts as pictures for mail: the page's own SVG, made a PNG.

There is no text in them, for no font is the same everywhere; what they show stands beside them in words. Their colours
hold on a light and on a dark ground.
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
#: As wide as it is shown: it fits a phone with the card's edges. The picture has more pixels, for sharp screens.
WIDTH, PIXELS = 300, 720


@dataclass(frozen=True, slots=True)
class _Chart:
    lang: str
    chart: LineChart


def pictures(report: StatusReport, domain: str, templates: Path | None = None) -> Iterator[tuple[str, Picture, bytes]]:
    """The first metrics with a chart: their anchor, the picture, and its PNG. `domain` ends each Content-ID."""
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
