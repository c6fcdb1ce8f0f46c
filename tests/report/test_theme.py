"""Audiences, parts and their order, logo, intro and accent."""

import doctest
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from goalsheet.errors import GoalsheetError
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.report.view.theme import AUDIENCES, DARK_PAPER, PAPER, contrast, picture
from goalsheet.review import Review
from goalsheet.setting_kinds import SECTIONS
from goalsheet.settings import from_pairs
from goalsheet.statuses import Status
from tests.report.company import company
from tests.report.examples import AS_OF, Drawing, marketing

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def set_to(seen: Review, **settings: Any) -> Review:
    return replace(seen, settings=seen.settings.with_(**settings))


def page(logo: str = "", **settings: object) -> html.HtmlElement:
    return html.fromstring(render("report.html.j2", status_report(set_to(marketing(), **settings), logo)))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return company("en", tmp_path_factory.mktemp("company"))


def parts(document: html.HtmlElement) -> list[str]:
    return [section.get("id") for section in document.findall(".//section")]


def test_a_board_sees_fewer_parts_and_the_same_numbers() -> None:
    team, board = page(), page(audience="board")
    assert parts(board) == ["goals", "wins", "metrics", "timeline", "tree"]
    figures = [[d.text for d in one.findall(".//dl[@class='figures']/div/dd")] for one in (team, board)]
    assert figures[0] == figures[1]


def test_an_owner_sees_what_is_theirs() -> None:
    mine = page(audience="owner=ben ito")
    assert mine.find(".//h1").text == "Marketing goals – Ben Ito"
    assert {b.text for b in mine.findall(".//ol[@class='attention']//p[@class='meta']/b")} == {"Ben Ito"}
    assert [h.text for h in mine.findall(".//div[@class='due']/div/h3")] == ["Ben Ito"]


def test_an_owner_sees_what_changed_of_theirs(tmp_path: Path) -> None:
    seen = company("en", tmp_path)
    whole, mine = (
        status_report(replace(seen, settings=seen.settings.with_(audience=a))) for a in ("team", "owner=Ana")
    )
    assert whole.past.changed is not None
    assert mine.past.changed is not None
    lines = [line for group in mine.past.changed.groups for line in group.lines]
    assert {line.owner for line in lines} == {"Ana Silva"}
    assert len(lines) < sum(len(group.lines) for group in whole.past.changed.groups)
    assert {obstacle.who for obstacle in mine.past.obstacles} <= {"Ana Silva"}
    assert mine.figures == whole.figures


def test_a_name_is_not_found_within_another() -> None:
    it = Drawing()
    it.goal("One", Status.ON_TRACK, owners=("Jo Park",))
    it.goal("Two", Status.ON_TRACK, owners=("Jonas Lind", "Mia Roth"))
    (goal,) = status_report(it.review(audience="owner=jo")).goals
    assert goal.name == "One"


def test_a_name_that_nobody_has_is_said_with_those_there_are() -> None:
    with pytest.raises(GoalsheetError, match="nobody in the plan is called Bob") as refused:
        page(audience="owner=Bob")
    assert "Ana Silva, Ben Ito" in refused.value.remedy


def test_parts_stand_in_the_order_that_is_set_or_without_some() -> None:
    assert parts(page(sections=("problems", "goals"))) == ["problems", "goals"]
    assert "timeline" not in parts(page(sections=("-timeline",)))
    assert "goals" in parts(page(sections=("-timeline",)))


@pytest.mark.parametrize(
    "shown",
    [
        *({"audience": audience} for audience in ("team", "lead", "board", "owner=Ana")),
        *({"sections": (part,)} for part in SECTIONS),
        {"audience": "owner=Ana", "sections": ("attention", "timeline", "tree", "metrics", "changes")},
    ],
    ids=str,
)
def test_links_lead_only_to_what_is_there(shown: Mapping[str, Any], large: Review) -> None:
    for seen in (marketing(), large):
        document: Any = html.fromstring(render("report.html.j2", status_report(set_to(seen, **shown))))
        named = {element.get("id") for element in document.iter() if element.get("id")}
        assert {a.get("href")[1:] for a in document.findall(".//a")} <= named


@pytest.mark.parametrize(
    ("label", "value", "problem"),
    [
        ("Audience", "boss", "team, lead, board or owner=NAME"),
        ("Sections", "goals, -wins", "all but some"),
        ("Sections", "golas", "goals, attention"),
        ("Accent", "teal", "hexadecimal"),
        ("Language", "klingon", "ja or zh"),
    ],
)
def test_a_setting_that_cannot_be_says_what_can(label: str, value: str, problem: str) -> None:
    changes, bad = from_pairs([(label, value)])
    assert not changes
    assert problem in bad[0].hint


def test_every_audience_names_parts_there_are() -> None:
    assert all(set(named) <= set(SECTIONS) for named in AUDIENCES.values())


@pytest.mark.parametrize(
    "accent", ["#7a1f5c", "#ffe000", "#ffffff", "#000000", "#fbfaf7", "#14171a", "#808080", "#2f6f8f"]
)
def test_links_can_be_read_in_any_accent_light_and_dark(accent: str) -> None:
    made = status_report(Drawing().review(accent=accent))
    assert contrast(made.accent_link, PAPER) >= 4.5
    assert contrast(made.accent_dark, DARK_PAPER) >= 4.5
    assert accent in render("report.html.j2", made)


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    strong, pale = (status_report(Drawing().review(accent=accent)) for accent in ("#7a1f5c", "#ffe08a"))
    assert strong.accent_link == "#7a1f5c"
    assert pale.accent_dark == "#ffe08a"
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("module", ["audience", "theme"])
def test_examples_hold(module: str) -> None:
    told = doctest.testmod(import_module(f"goalsheet.report.view.{module}"))
    assert told.attempted
    assert not told.failed


def test_a_logo_stands_in_the_page_itself(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    document = page(picture(tmp_path / "logo.png"), intro="For the\nboard")
    assert document.find(".//img").get("src").startswith("data:image/png;base64,iVBOR")
    assert document.find(".//p[@class='intro']").text == "For the\nboard"


@pytest.mark.parametrize("name", ["logo.exe", "missing.png"])
def test_a_logo_that_is_none_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(GoalsheetError):
        picture(tmp_path / name)


def test_what_moved_since_last_time_is_not_told_without_a_last_time() -> None:
    it = Drawing()
    it.goal("One", Status.ON_TRACK, due=AS_OF)
    (goal,) = status_report(it.review()).goals
    assert (goal.was, goal.gained) == ("", "")
