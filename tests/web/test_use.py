"""The page in use: filters, order, folds, the address, the keyboard alone, and paper."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from goalsheet.report.render import render
from goalsheet.report.view import status_report
from tests.report.examples import marketing
from tests.support.judges import needed_program

GOALS = ".goal:not([data-hidden])"


def names(tab: Page) -> list[str]:
    return tab.locator(f"{GOALS} h3").all_inner_texts()


def test_filters_narrow_every_list_and_stand_in_the_address(tab: Page) -> None:
    tab.get_by_label("Owner").select_option("Ben Ito")
    assert names(tab) == ["500 new Instagram followers in six weeks", "Welcome series for new customers"]
    expect(tab.locator("#shown")).to_have_text("2 of 7 goals shown")
    assert tab.evaluate("location.hash") == "#owner=Ben+Ito"
    owners = tab.locator(".attention li:not([data-hidden]) .meta b").all_inner_texts()
    assert set(owners) == {"Ben Ito"}
    assert tab.locator(".due > div:not([data-hidden]) h3").all_inner_texts() == ["Ben Ito"]


def test_what_changed_is_narrowed_to_an_owner_and_to_a_team(tab: Page, pages: dict[str, Path]) -> None:
    tab.goto(pages["japanese"].as_uri())
    shown = tab.locator("#changes li:not([data-hidden])")
    everything = shown.count()
    tab.locator("select[name=owner]").select_option("佐藤 美咲")
    assert 0 < shown.count() < everything
    assert set(shown.locator("p > b").all_text_contents()) == {"佐藤 美咲"}
    tab.locator("select[name=owner]").select_option("")
    tab.locator("select[name=team]").select_option("人事部")
    assert 0 < shown.count() < everything
    teams = (
        "li => document.querySelector(li.querySelector('a').hash).closest('.goal')?.querySelector('.team').textContent"
    )
    assert {team for team in (one.evaluate(teams) for one in shown.all()) if team} == {"人事部"}


def test_filters_are_combined_and_cleared(tab: Page) -> None:
    tab.locator("select[name=status]").select_option("done")
    tab.get_by_label("Find").fill("welcome")
    assert names(tab) == ["Welcome series for new customers"]
    assert tab.evaluate("location.hash") == "#q=welcome&status=done"
    tab.get_by_role("button", name="Clear").click()
    expect(tab.locator(GOALS)).to_have_count(7)
    assert tab.evaluate("location.hash") == ""


def test_an_address_opens_the_page_filtered(tab: Page) -> None:
    tab.goto(f"{tab.url}#team=Content&sort=name")
    tab.reload()
    assert names(tab) == [
        "30\u00a0% more blog subscribers in a quarter",
        "Welcome series for new customers",
    ]
    assert tab.get_by_label("Team").input_value() == "Content"


def test_goals_stand_in_the_order_that_is_asked_for(tab: Page) -> None:
    worst_first = names(tab)
    tab.get_by_label("Goals in order of").select_option("due")
    dues = [d for d in tab.locator(GOALS).evaluate_all("all => all.map(one => one.dataset.due)") if d]
    assert dues == sorted(dues)
    tab.get_by_label("Goals in order of").select_option("")
    assert names(tab) == worst_first


def dues(table: Locator) -> list[float]:
    """The due dates of a table's rows from top to bottom, as the browser reads them."""
    shown = "row.cells[3].dataset.d || row.cells[3].textContent"
    read = f"rows => rows.map(row => {shown}).map(text => Date.parse(/[0-9]{{4}}/.test(text) ? text : text + ' 2026'))"
    return list(table.locator("tbody tr").evaluate_all(read))


@pytest.mark.parametrize("page", ["marketing", "german"])
def test_a_table_sorts_by_due_date_up_and_down(page: str, tab: Page, pages: dict[str, Path]) -> None:
    tab.goto(pages[page].as_uri())
    tab.evaluate("document.querySelectorAll('.goal').forEach(goal => { goal.open = true; })")
    table = tab.locator(".goal table.steps").first
    heading = table.locator("th").nth(3)
    button = heading.get_by_role("button")
    button.click()
    assert heading.get_attribute("aria-sort") == "ascending"
    up = dues(table)
    assert len(up) > 1
    assert up == sorted(up)
    button.click()
    assert heading.get_attribute("aria-sort") == "descending"
    assert dues(table) == up[::-1] != up


def test_a_link_unfolds_what_it_leads_to(tab: Page) -> None:
    link = tab.locator(".attention h3 a").first
    goal = tab.locator(link.get_attribute("href") or "")
    assert goal.get_attribute("open") is None
    link.click()
    assert goal.get_attribute("open") is not None
    expect(goal).to_be_in_viewport()


def focused(tab: Page) -> str:
    return str(tab.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))


def test_the_keyboard_alone_filters_unfolds_and_sorts(tab: Page) -> None:
    tab.keyboard.press("Tab")
    assert focused(tab) == "Skip to the report"
    expect(tab.locator(".skip")).to_be_in_viewport()
    for _ in range(40):
        tab.keyboard.press("Tab")
        if focused(tab) == "q":
            break
    tab.keyboard.type("hashtag")
    assert names(tab) == ["500 new Instagram followers in six weeks"]
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    tab.keyboard.press("Enter")
    assert tab.locator(GOALS).get_attribute("open") is not None
    expect(tab.locator(f"{GOALS} th button").first).to_be_visible()  # made when the browser tells of the unfolding
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.closest('th')?.cellIndex") == 1:
            break
    tab.keyboard.press("Space")
    assert tab.locator(f"{GOALS} th[aria-sort]").inner_text() == "Step"
    outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_paper_has_every_goal_unfolded_and_no_controls(
    size: str, browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    tab = browser.new_page()
    tab.goto(pages["marketing"].as_uri())
    tab.pdf(path=tmp_path / "page.pdf", format=size, print_background=True)
    tab.close()
    text = subprocess.run(
        [needed_program("pdftotext"), "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert 5 <= text.count("\f") <= 9
    for shown in ("Hashtag research", "Move content", "How to read this"):
        assert shown in text
    assert "Goals in order of" not in text
    assert "Skip to" not in text


def test_a_table_that_goes_on_has_its_heads_on_every_sheet(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    tab = browser.new_page()
    tab.goto(pages["big"].as_uri())
    tab.pdf(path=tmp_path / "page.pdf", format="A4")
    tab.close()
    layout = [needed_program("pdftotext"), "-layout", str(tmp_path / "page.pdf"), "-"]
    text = subprocess.run(layout, capture_output=True, text=True, check=True).stdout
    sheets = [sheet for sheet in text.split("\f") if "To clear it" in sheet and "What and why" in sheet]
    assert len(sheets) > 1
    assert all(re.search(r"Status +What and why", sheet) for sheet in sheets)


def test_without_a_script_the_page_is_whole(browser: Browser, pages: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(pages["marketing"].as_uri())
    expect(tab.locator("#filters")).to_be_hidden()
    expect(tab.locator(".goal")).to_have_count(7)
    tab.locator(".goal summary").first.click()
    expect(tab.get_by_text("Hashtag research").first).to_be_visible()
    context.close()


def test_a_cell_opens_the_workbook_there(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(render("report.html.j2", status_report(marketing(), book="../our%20goals.xlsx")), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(page.as_uri())
    links = tab.locator(".attention code a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links[0] == "../our%20goals.xlsx#Steps!B3"
    assert tab.locator(".goal table.steps td:last-child a").count() == 0
    tab.locator(".goal summary").first.click()
    step = tab.locator(".goal table.steps td:last-child a").first
    assert step.get_attribute("href") == "../our%20goals.xlsx#Steps!B2"
    tab.close()
