"""Audiences, parts and their order, logo, intro and accent."""

from pathlib import Path

import pytest
from lxml import html

from goalsheet.errors import GoalsheetError
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.report.view.look import AUDIENCES, contrast, picture
from goalsheet.setting_kinds import SECTIONS
from goalsheet.settings import from_pairs
from tests.report.examples import AS_OF, Drawing, Status, marketing

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def page(logo: str = "", **settings: object) -> html.HtmlElement:
    review = marketing()
    changed = review.settings.with_(**settings)
    made = status_report(type(review)(**{**review.__dict__, "settings": changed}), logo)
    return html.fromstring(render("report.html.j2", made))


def parts(document: html.HtmlElement) -> list[str]:
    return [section.get("id") for section in document.findall(".//section")]


def test_a_board_sees_fewer_parts_and_the_same_numbers() -> None:
    team, board = page(), page(audience="board")
    assert parts(board) == ["goals", "wins", "metrics", "timeline", "tree"]
    figures = [[d.text for d in one.findall(".//dl[@class='figures']/div/dd")] for one in (team, board)]
    assert figures[0] == figures[1]


def test_an_owner_sees_what_is_theirs() -> None:
    mine = page(audience="owner=Ben Ito")
    assert {b.text for b in mine.findall(".//ol[@class='attention']//p[@class='meta']/b")} == {"Ben Ito"}
    assert [h.text for h in mine.findall(".//div[@class='due']/div/h3")] == ["Ben Ito"]


def test_parts_stand_in_the_order_that_is_set_or_without_some() -> None:
    assert parts(page(sections=("problems", "goals"))) == ["problems", "goals"]
    assert "timeline" not in parts(page(sections=("-timeline",)))
    assert "goals" in parts(page(sections=("-timeline",)))


def test_links_lead_only_to_parts_that_are_there() -> None:
    for audience in ("lead", "board", "owner=Ana Silva"):
        document = page(audience=audience)
        named = {element.get("id") for element in document.iter() if element.get("id")}
        assert {a.get("href")[1:] for a in document.find(".//nav").findall("a")} <= named


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


def test_an_accent_colours_links_only_where_it_can_be_read() -> None:
    strong = status_report(Drawing().review(accent="#7a1f5c"))
    pale = status_report(Drawing().review(accent="#ffe08a"))
    assert (strong.accent_link, strong.accent_dark) == ("#7a1f5c", "")
    assert (pale.accent_link, pale.accent_dark) == ("", "#ffe08a")
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_logo_stands_in_the_page_itself(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    document = page(picture(tmp_path / "logo.png"), intro="For the\nboard")
    assert document.find(".//img").get("src").startswith("data:image/png;base64,iVBOR")
    assert document.find(".//p[@class='intro']").text == "For the board"


@pytest.mark.parametrize("name", ["logo.exe", "missing.png"])
def test_a_logo_that_is_none_is_said(name: str, tmp_path: Path) -> None:
    with pytest.raises(GoalsheetError):
        picture(tmp_path / name)


def test_what_moved_since_last_time_is_not_told_without_a_last_time() -> None:
    it = Drawing()
    it.goal("One", Status.ON_TRACK, due=AS_OF)
    (goal,) = status_report(it.review()).goals
    assert (goal.was, goal.gained) == ("", "")
