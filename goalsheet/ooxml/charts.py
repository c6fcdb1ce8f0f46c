"""Native charts on a sheet of ours (ECMA-376 part 1, 21.2), drawn plainly: quiet axes, labels, no frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.cells import Range, quoted_sheet
from goalsheet.ooxml.cell_xml import number_text, stored
from goalsheet.ooxml.content import Chart, Content, Series
from goalsheet.ooxml.defined_names import absolute
from goalsheet.ooxml.package import DECLARATION, OFFICE_STRICT, Draft
from goalsheet.ooxml.worksheet import parse_range
from goalsheet.ooxml.xmltree import escape, quote

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_PALETTE = ("2F5597", "70AD47", "ED7D31", "FFC000", "7F7F7F", "9E480E", "5B9BD5", "A5A5A5")
_INK, _LINE = "595959", "D9D9D9"
_ROUND = ("pie", "doughnut")


@dataclass(frozen=True, slots=True)
class Spaces:
    """The namespaces of a package's dialect."""

    drawing: str
    chart: str
    sheet_drawing: str
    office: str

    @classmethod
    def of(cls, office: str) -> "Spaces":
        if office == OFFICE_STRICT:
            base = "http://purl.oclc.org/ooxml/drawingml"
            return cls(f"{base}/main", f"{base}/chart", f"{base}/spreadsheetDrawing", office)
        base = "http://schemas.openxmlformats.org/drawingml/2006"
        return cls(f"{base}/main", f"{base}/chart", f"{base}/spreadsheetDrawing", office)


Cells = Mapping[tuple[int, int], Content]


def add_drawing(draft: Draft, folder: str, charts: Sequence[Chart], sheet: str, cells: Cells) -> str:
    """A drawing part with these charts; gives back its name. `sheet` is the name that their references name."""
    spaces = Spaces.of(draft.package.office)
    name = draft.free_name(f"{folder}/drawings".lstrip("/"), "drawing", "xml")
    anchors = []
    for number, chart in enumerate(charts, 1):
        chart_name = draft.free_name(f"{folder}/charts".lstrip("/"), "chart", "xml")
        draft.add_part(chart_name, CHART_TYPE, chart_xml(chart, sheet, cells, spaces).encode())
        identifier = _relate_new(draft, name, chart_name)
        anchors.append(_anchor(chart, number, identifier, spaces))
    root = f'<xdr:wsDr xmlns:xdr="{spaces.sheet_drawing}" xmlns:a="{spaces.drawing}">'
    text = f"{DECLARATION}{root}{''.join(anchors)}</xdr:wsDr>"
    draft.add_part(name, DRAWING_TYPE, text.encode())
    return name


def _relate_new(draft: Draft, source: str, target: str) -> str:
    draft.new.setdefault(source.lower(), (source, b""))
    return draft.relate(source.lower(), "chart", target)


def _anchor(chart: Chart, number: int, identifier: str, spaces: Spaces) -> str:
    area = parse_range(chart.anchor) or Range(1, 1, 15, 8)
    corners = (area.first_column - 1, area.first_row - 1), (area.last_column, area.last_row)
    first, last = (
        f"<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
        for column, row in corners
    )
    title = quote(chart.title or f"Chart {number}")
    return (
        f"<xdr:twoCellAnchor><xdr:from>{first}</xdr:from><xdr:to>{last}</xdr:to>"
        f'<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="{number + 1}" name="Chart {number}" '
        f'descr="{title}"/>'
        '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>'
        f'<a:graphic><a:graphicData uri="{spaces.chart}"><c:chart xmlns:c="{spaces.chart}" xmlns:r="{spaces.office}" '
        f'r:id="{identifier}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
    )


def chart_xml(chart: Chart, sheet: str, cells: Cells, spaces: Spaces) -> str:
    """The chart's part, with the values that it shows kept in it."""
    plot = _round_plot(chart, sheet, cells) if chart.kind in _ROUND else _axis_plot(chart, sheet, cells)
    legend = ""
    if len(chart.series) > 1 or chart.kind in _ROUND:
        legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text_look(900)}</c:legend>'
    title = _title(chart.title, 1200, bold=True) if chart.title else ""
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{spaces.chart}" xmlns:a="{spaces.drawing}" xmlns:r="{spaces.office}">'
        f'<c:roundedCorners val="0"/><c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/>'
        f"<c:plotArea><c:layout/>{plot}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>'
    )


def _fill(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'


def _font(size: int, *, bold: bool = False) -> str:
    return f'sz="{size}" b="{int(bold)}"'


def _title(text: str, size: int, *, bold: bool = False) -> str:
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr {_font(size, bold=bold)}>"
        f"{_fill(_INK)}</a:defRPr></a:pPr>"
        f'<a:r><a:rPr lang="en-US" {_font(size, bold=bold)}>{_fill(_INK)}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
        "</a:p></c:rich>"
        '</c:tx><c:overlay val="0"/></c:title>'
    )


def _text_look(size: int) -> str:
    return (
        f"<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr {_font(size)}>{_fill(_INK)}</a:defRPr></a:pPr>"
        '<a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )


def _axis_plot(chart: Chart, sheet: str, cells: Cells) -> str:
    series = "".join(_series(chart, n, s, sheet, cells) for n, s in enumerate(chart.series))
    if chart.kind == "line":
        inner = f'<c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{_AXES}'
        plot = f"<c:lineChart>{inner}</c:lineChart>"
        return plot + _axes(chart, "b", "l")
    direction = "bar" if chart.kind.endswith("bar") else "col"
    stacked = chart.kind.startswith("stacked")
    grouping = "stacked" if stacked else "clustered"
    overlap = '<c:overlap val="100"/>' if stacked else ""
    plot = (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="60"/>{overlap}{_AXES}</c:barChart>'
    )
    return plot + (_axes(chart, "l", "b") if direction == "bar" else _axes(chart, "b", "l"))


_AXES = '<c:axId val="500000001"/><c:axId val="500000002"/>'


def _axes(chart: Chart, category: str, value: str) -> str:
    """The category and the value axis. Bars read from the top, as the rows do."""
    down = category == "l"
    order, crosses = ("maxMin", "max") if down else ("minMax", "autoZero")
    number_format = "0%" if chart.percent else "General"
    line = f'<c:spPr><a:ln w="9525">{_fill(_LINE)}</a:ln></c:spPr>'
    grid = f"<c:majorGridlines>{line}</c:majorGridlines>"
    x_title = _title(chart.x_title, 900) if chart.x_title else ""
    y_title = _title(chart.y_title, 900) if chart.y_title else ""
    limits = '<c:max val="1"/><c:min val="0"/>' if chart.percent and not chart.kind.startswith("stacked") else ""
    return (
        f'<c:catAx><c:axId val="500000001"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{category}"/>{x_title}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark '
        'val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{_text_look(900)}<c:crossAx val="500000002"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
        f'<c:valAx><c:axId val="500000002"/><c:scaling><c:orientation val="minMax"/>{limits}</c:scaling><c:delete '
        'val="0"/>'
        f'<c:axPos val="{value}"/>{grid}{y_title}<c:numFmt formatCode="{number_format}" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text_look(900)}"
        f'<c:crossAx val="500000001"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/></c:valAx>'
    )


def _round_plot(chart: Chart, sheet: str, cells: Cells) -> str:
    series = "".join(_series(chart, n, s, sheet, cells) for n, s in enumerate(chart.series))
    labels = (
        f'<c:dLbls>{_text_look(900)}<c:showLegendKey val="0"/><c:showVal val="{int(not chart.percent)}"/>'
        '<c:showCatName val="0"/>'
        f'<c:showSerName val="0"/><c:showPercent val="{int(chart.percent)}"/><c:showBubbleSize val="0"/>'
        '<c:showLeaderLines val="0"/></c:dLbls>'
    )
    if chart.kind == "pie":
        return f'<c:pieChart><c:varyColors val="1"/>{series}{labels}<c:firstSliceAng val="0"/></c:pieChart>'
    inner = f'<c:varyColors val="1"/>{series}{labels}<c:firstSliceAng val="0"/><c:holeSize val="60"/>'
    return f"<c:doughnutChart>{inner}</c:doughnutChart>"


def _series(chart: Chart, number: int, series: Series, sheet: str, cells: Cells) -> str:
    colors = series.color.split() or [_PALETTE[number % len(_PALETTE)]]
    look = f"<c:spPr>{_fill(colors[0])}</c:spPr>"
    extra, closing = '<c:invertIfNegative val="0"/>', ""
    if chart.kind == "line":
        look = f'<c:spPr><a:ln w="28575" cap="rnd">{_fill(colors[0])}<a:round/></a:ln></c:spPr>'
        extra = f'<c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>{_fill(colors[0])}</c:spPr></c:marker>'
        closing = '<c:smooth val="0"/>'
    elif chart.kind in _ROUND:
        look, extra = "", _points(series)
    name = f"<c:tx><c:v>{escape(series.name)}</c:v></c:tx>" if series.name else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{name}{look}{extra}'
        f"<c:cat>{_text_reference(series.categories, sheet, cells)}</c:cat>"
        f"<c:val>{_number_reference(chart, series.values, sheet, cells)}</c:val>{closing}</c:ser>"
    )


def _points(series: Series) -> str:
    """A colour for each slice."""
    colors = series.color.split() or list(_PALETTE)
    return "".join(
        f'<c:dPt><c:idx val="{n}"/><c:bubble3D val="0"/><c:spPr>{_fill(colors[n % len(colors)])}'
        f'<a:ln w="19050">{_fill("FFFFFF")}</a:ln></c:spPr></c:dPt>'
        for n in range(len(_places(series.values)))
    )


def _places(text: str) -> list[tuple[int, int]]:
    area = parse_range(text)
    if area is None:
        raise ValueError(f"not a range of cells: {text}")
    rows, columns = range(area.first_row, area.last_row + 1), range(area.first_column, area.last_column + 1)
    return [(row, column) for row in rows for column in columns]


def _reference(text: str, sheet: str) -> str:
    area = parse_range(text)
    assert area is not None
    return escape(f"{quoted_sheet(sheet)}!{absolute(area)}")


def _text_reference(text: str, sheet: str, cells: Cells) -> str:
    points = ""
    places = _places(text)
    for number, place in enumerate(places):
        value = cells[place].value if place in cells else None
        if value is not None:
            points += f'<c:pt idx="{number}"><c:v>{escape(str(value))}</c:v></c:pt>'
    cache = f'<c:strCache><c:ptCount val="{len(places)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{_reference(text, sheet)}</c:f>{cache}</c:strRef>"


def _number_reference(chart: Chart, text: str, sheet: str, cells: Cells) -> str:
    points = ""
    places = _places(text)
    for number, place in enumerate(places):
        value = stored(cells[place].value, since_1904=False) if place in cells else None
        if isinstance(value, float):
            points += f'<c:pt idx="{number}"><c:v>{number_text(value)}</c:v></c:pt>'
    code = "0%" if chart.percent else "General"
    cache = f'<c:numCache><c:formatCode>{code}</c:formatCode><c:ptCount val="{len(places)}"/>{points}</c:numCache>'
    return f"<c:numRef><c:f>{_reference(text, sheet)}</c:f>{cache}</c:numRef>"
