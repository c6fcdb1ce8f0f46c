"""The templates: ours, the user's in their place, and what goes wrong in them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from goalsheet.errors import GoalsheetError
from goalsheet.report.render import render, templates_folder
from goalsheet.report.view import StatusReport, status_report
from goalsheet.statuses import Status
from tests.report.examples import Drawing, all_well, big, marketing, nothing, so_far

PAGE, TEXT = "report.html.j2", "report.txt.j2"

HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{% for x in y %}",
    "\"quotes' & <b>bold</b>",
    "\u202eright to left\u202c \u200f\u05d0",
    "🎯🚀 é \u0000\u000b\ud800",
    "=cmd|' /C calc'!A1",
    "</style></title>--><!--",
    "x" * 32_767,
    "line\r\nBcc: eve@example.com",
)


def hostile(text: str) -> StatusReport:
    """A report with the text in every cell that a report shows."""
    it = Drawing()
    goal = it.goal(
        text, Status.OFF_TRACK, id=text, owners=(text, text), team=text, why=text, reason=text, clears=text,
        declared=text, due=date(2026, 12, 1), start=date(2026, 11, 1), progress=so_far(0.2, 0.5),
    )  # fmt: skip
    it.step(goal, text, Status.AT_RISK, owners=(text,), due=date(2026, 11, 25), reason=text, clears=text)
    it.step(goal, text, Status.DONE, owners=(text,), done_on=date(2026, 11, 19), is_milestone=True)
    it.key_result(goal, text, Status.NO_UPDATE, owners=(text,), reason=text)
    it.goal(text, Status.DONE, parent_key=goal, owners=(text,))
    for day in range(23, 27):
        it.step(goal, text, Status.ON_TRACK, owners=(text,), effort=9.0, due=date(2026, 11, day))
    for day in (1, 8):
        it.reading(None, text, date(2026, 11, day), day)
    it.check_in(goal, date(2026, 11, 18), wins=text, author=text)
    return status_report(it.review(title=text, intro=text), book=text)


@pytest.fixture(scope="module")
def report() -> StatusReport:
    return status_report(marketing())


def test_the_templates_are_found_beside_or_in_the_package() -> None:
    assert (templates_folder() / PAGE).is_file()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_cell_shows_as_text(text: str) -> None:
    page: Any = html.fromstring(render(PAGE, hostile(text)))
    assert len(page.findall(".//script")) == 1
    assert page.find(".//b[.='bold']") is None
    assert {"tree", "load", "burnup"} <= {section.get("id") for section in page.findall(".//section")}
    shown = page.find(".//h3").text_content()
    assert "49" not in shown or "{{7*7}}" in shown
    start = " ".join(re.sub("[\x00\x0b\ud800]", "\ufffd", re.sub("[\u202c\u202e]", "", text)).split())[:40]
    assert shown.startswith(start)
    written = render(TEXT, hostile(text))
    assert start in written
    assert not set(written) & set("\x00\x0b\u202e")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=80))
def test_any_text_gives_a_page_with_one_script_and_that_text(text: str) -> None:
    page: Any = html.fromstring(render(PAGE, hostile(text)).encode())
    assert len(page.findall(".//script")) == 1
    assert {attribute for element in page.iter() for attribute in element.attrib if attribute.startswith("on")} == set()


def test_the_page_asks_nothing_of_any_network(report: StatusReport) -> None:
    page = render(PAGE, report).replace('<link rel="icon" href="data:,">', "")
    assert not re.search(r"https?://|@import|url\(|<link|<img|\bsrc=", page)
    assert "default-src 'none'" in page


def test_links_within_the_page_lead_somewhere(report: StatusReport) -> None:
    page: Any = html.fromstring(render(PAGE, report))
    names = {element.get("id") for element in page.iter() if element.get("id")}
    targets = {link.get("href")[1:] for link in page.findall(".//a")}
    assert targets <= names
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_sections_come_in_order_and_empty_ones_vanish(report: StatusReport) -> None:
    def sections(made: StatusReport) -> list[str]:
        return [str(section.get("id")) for section in html.fromstring(render(PAGE, made)).findall(".//section")]

    assert sections(report) == [
        "goals",
        "attention",
        "wins",
        "due",
        "timeline",
        "metrics",
        "burnup",
        "tree",
        "load",
        "problems",
    ]
    assert sections(status_report(nothing())) == []
    assert "nothing needs attention" in render(PAGE, status_report(all_well()))


def test_a_page_of_20_goals_and_200_steps_is_light() -> None:
    page = render(PAGE, status_report(big(20, 200)))
    assert page.count('<details class="goal') == 20
    assert len(page.encode()) < 100_000


def test_every_status_is_told_by_a_word_too(report: StatusReport) -> None:
    page: Any = html.fromstring(render(PAGE, report))
    for goal in page.findall(".//details[@class]"):
        assert goal.get("class").split()[-1].replace("-", " ") in goal.find("summary").text_content()


def test_the_text_report_tells_the_same(report: StatusReport) -> None:
    text = render(TEXT, report)
    for part in (
        report.verdict,
        "✖ OFF TRACK  Write captions",
        "To clear it: Finish it",
        "Steps!D14",
        "DUE IN THE NEXT",
    ):
        assert part in text
    assert "\n\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_same_report_same_bytes() -> None:
    assert render(PAGE, status_report(marketing())) == render(PAGE, status_report(marketing()))


def own(folder: Path, name: str, text: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_users_file_stands_in_for_ours(tmp_path: Path, report: StatusReport) -> None:
    folder = own(tmp_path, "partials/footer.html.j2", "<footer>Ours, {{ report.title }}</footer>")
    page = render(PAGE, report, folder)
    assert "<footer>Ours, Marketing goals</footer>" in page
    assert "id=attention" in page


def test_a_users_template_can_extend_ours(tmp_path: Path, report: StatusReport) -> None:
    extending = '{% extends "goalsheet/report.html.j2" %}{% block wins %}<p>No wins here</p>{% endblock %}'
    page = render(PAGE, report, own(tmp_path, PAGE, extending))
    assert "<p>No wins here</p>" in page
    assert "id=wins" not in page


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("one\n{{ report.titel }}", "report.txt.j2:2"),
        ("one\ntwo\n{% for x in %}", "report.txt.j2:3"),
        ("{{ 1 / 0 }}", "report.txt.j2:1"),
        ("{{ ''.__class__.__mro__ }}", "report.txt.j2:1"),
        ("{{ report.goals.append(1) }}", "report.txt.j2:1"),
        ('\n{% include "nowhere.j2" %}', "report.txt.j2:2: nowhere.j2: there is no such template"),
        ("{{ report.goals[0].nam }}", "report.txt.j2:1: GoalLine has no 'nam'"),
    ],
)
def test_a_template_error_names_template_and_line(
    template: str, place: str, tmp_path: Path, report: StatusReport
) -> None:
    with pytest.raises(GoalsheetError) as caught:
        render(TEXT, report, own(tmp_path, TEXT, template))
    assert caught.value.message.startswith(place)
    assert caught.value.remedy


def test_an_error_in_a_part_names_it_with_its_folder(tmp_path: Path, report: StatusReport) -> None:
    with pytest.raises(GoalsheetError, match=r"^partials/footer\.html\.j2:2: StatusReport has no 'titel'"):
        render(PAGE, report, own(tmp_path, "partials/footer.html.j2", "<footer>\n{{ report.titel }}</footer>"))


def test_a_template_that_is_not_utf_8_is_said(tmp_path: Path, report: StatusReport) -> None:
    (tmp_path / TEXT).write_bytes("café".encode("latin-1"))
    with pytest.raises(GoalsheetError, match="not text in UTF-8"):
        render(TEXT, report, tmp_path)


def test_a_missing_folder_of_templates_is_said(tmp_path: Path, report: StatusReport) -> None:
    with pytest.raises(GoalsheetError, match="no such folder"):
        render(TEXT, report, tmp_path / "nowhere")


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_text_colour_stands_out_from_its_paper_light_and_dark() -> None:
    css = (templates_folder() / "partials" / "report.css").read_text(encoding="utf-8")
    palettes = [dict(re.findall(r"--(\w+):(#\w+)", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)]
    assert len(palettes) == 2
    for palette in palettes:
        for ink in ("ink", "quiet", "off", "risk", "on", "done", "hold", "link"):
            assert contrast(palette[ink], palette["paper"]) >= 4.5, (ink, palette)
            assert contrast(palette[ink], palette["card"]) >= 4.5, (ink, palette)
