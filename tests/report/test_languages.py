"""The report in every language: nothing of its own left in English, whatever the workbook says."""

from typing import Any

import pytest
from lxml import html

from goalsheet.language import LANGUAGES, language
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.review import Review
from tests.report.examples import marketing


def spoken(code: str) -> Review:
    seen = marketing()
    return type(seen)(**{**seen.__dict__, "settings": seen.settings.with_(lang=code)})


@pytest.mark.parametrize("code", LANGUAGES)
def test_headings_labels_and_statuses_are_the_languages_own(code: str) -> None:
    say = language(code).say
    page: Any = html.fromstring(render("report.html.j2", status_report(spoken(code))))
    assert page.get("lang") == code
    heads = {" ".join(head.text.split()) for head in page.findall(".//section/h2")}
    for named in ("Goals", "Needs attention", "Due next", "Timeline", "Data problems"):
        assert say(named) in heads
    words = {word.text for word in page.findall(".//ol[@class='attention']/li/b")}
    assert words == {say("off track"), say("at risk"), say("no update")}
    labels = " ".join(label.text for label in page.findall(".//form//label"))
    assert labels == " ".join(say(label) for label in ("Find", "Owner", "Team", "Status", "Goals in order of"))


@pytest.mark.parametrize(
    ("code", "verdict", "as_of"),
    [
        (
            "de",
            "1 von 6 Zielen ist kritisch und 1 ist gefährdet; 1 von 15 Schritten ist überfällig.",
            "Fr., 20. Nov. 2026",
        ),
        (
            "fr",
            "1 objectif sur 6\u00a0: hors trajectoire et 1 à risque\u00a0; 1 étape sur 15\u00a0: en retard.",
            "ven. 20 nov. 2026",
        ),
        ("ja", "目標 6 件中 1 件が遅延、1 件が要注意、ステップ 15 件中 1 件が期限切れ。", "2026年11月20日(金)"),
    ],
)
def test_verdict_and_date_read_as_people_write_them(code: str, verdict: str, as_of: str) -> None:
    report = status_report(spoken(code))
    assert (report.verdict, report.as_of) == (verdict, as_of)


def test_numbers_have_the_languages_marks() -> None:
    report = status_report(spoken("de"))
    blog = next(metric for metric in report.metrics if metric.name == "Blog subscribers")
    assert (blog.current, blog.aim) == ("1.345 subscribers", "von 1.200 auf 1.560 subscribers")


def test_the_text_report_and_the_data_hold_in_every_language() -> None:
    for code in LANGUAGES:
        assert status_report(spoken(code)).verdict in render("report.txt.j2", status_report(spoken(code)))
