"""From the page to the workbook's cells, and from the workbook back to the page."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import html

from tests.support.program import run, sample
from tests.support.sure import sure


def test_page_and_workbook_lead_to_each_other(tmp_path: Path) -> None:
    book = sample("okrs-q4", tmp_path).rename(tmp_path / "our okrs.xlsx")
    assert run("report", book).returncode == 0
    (page,) = tmp_path.rglob("report.html")
    there = sure(html.fromstring(page.read_text(encoding="utf-8")).find("body")).get("data-book")
    assert there == "../../our%20okrs.xlsx"
    with ZipFile(book) as package:
        links = b"".join(package.read(part) for part in package.namelist() if "worksheets/_rels" in part)
    assert b'Target="./our%20okrs-report/2026-11-20/report.html" TargetMode="External"' in links


@pytest.mark.slow
def test_a_page_of_changes_has_that_part_alone_and_no_dead_links(tmp_path: Path) -> None:
    book = sample("okrs-q4", tmp_path)
    earlier = book.rename(tmp_path / "earlier.xlsx")
    assert run("report", earlier, "--as-of", "2026-11-13").returncode == 0
    done = run("diff", earlier, sample("okrs-q4", tmp_path), "--format", "html")
    assert done.returncode == 0, done.stderr
    page = html.fromstring(done.stdout)
    assert [section.get("id") for section in page.findall(".//section")] == ["changes"]
    assert [link.get("href") for link in page.findall(".//nav//a")] == ["#changes"]
