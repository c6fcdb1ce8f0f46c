"""Conditional formats (ECMA-376 part 1, 18.3.1.10)."""

from goalsheet.ooxml.content import FormatRule
from goalsheet.ooxml.styles import Styles
from goalsheet.ooxml.xmltree import escape, quote

_BAR = "638EC6"
_ICONS = "3TrafficLights1"


def _first(cells: str) -> str:
    return cells.split()[0].split(":")[0].replace("$", "")


def rule_xml(rule: FormatRule, cells: str, priority: int, styles: Styles, prefix: str) -> str:
    """One `cfRule`. A data bar's or colour scale's `value` is `low:high` (`0:1`), or empty for the cells' own span.

    In a formula, `{cell}` is the first cell of the range, which Excel moves along.
    """
    tag, p = f"{prefix}cfRule", prefix
    look = f'dxfId="{styles.differential(rule.style)}" ' if rule.kind in ("equal", "formula") else ""
    if rule.kind == "equal":
        text = escape(rule.value.replace('"', '""'))
        inner = f'<{p}formula>"{text}"</{p}formula>'
        return f'<{tag} type="cellIs" {look}priority="{priority}" operator="equal">{inner}</{tag}>'
    if rule.kind == "formula":
        formula = rule.value.lstrip("=").replace("{cell}", _first(cells))
        inner = f"<{p}formula>{escape(formula)}</{p}formula>"
        return f'<{tag} type="expression" {look}priority="{priority}">{inner}</{tag}>'
    if rule.kind == "data_bar":
        inner = f'{_bounds(rule, p)}<{p}color rgb="FF{rule.color or _BAR}"/>'
        return f'<{tag} type="dataBar" priority="{priority}"><{p}dataBar>{inner}</{p}dataBar></{tag}>'
    if rule.kind == "color_scale":
        inner = f'{_bounds(rule, p)}<{p}color rgb="FFFFFFFF"/><{p}color rgb="FF{rule.color or _BAR}"/>'
        return f'<{tag} type="colorScale" priority="{priority}"><{p}colorScale>{inner}</{p}colorScale></{tag}>'
    if rule.kind == "icon_set":
        inner = _icons(rule, p)
        return f'<{tag} type="iconSet" priority="{priority}">{inner}</{tag}>'
    raise ValueError(f"no such conditional format: {rule.kind}")


def _icons(rule: FormatRule, p: str) -> str:
    """`3Arrows` shares the cells' own span out evenly; `3Arrows:-0.1:0` changes the icon at these numbers."""
    name, *stops = rule.value.split(":")
    limits = [("num", quote(stop)) for stop in stops] or [("percent", "33"), ("percent", "67")]
    marks = "".join(f'<{p}cfvo type="{kind}" val="{at}"/>' for kind, at in [("percent", "0"), *limits])
    return f'<{p}iconSet iconSet="{quote(name or _ICONS)}">{marks}</{p}iconSet>'


def _bounds(rule: FormatRule, p: str) -> str:
    low, colon, high = rule.value.partition(":")
    if colon:
        return f'<{p}cfvo type="num" val="{quote(low)}"/><{p}cfvo type="num" val="{quote(high)}"/>'
    return f'<{p}cfvo type="min"/><{p}cfvo type="max"/>'
