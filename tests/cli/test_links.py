"""From the page to the workbook's cells, and from the workbook back to the page."""

from pathlib import Path
from zipfile import ZipFile

from lxml import html

from tests.support.program import run, sample


def test_page_and_workbook_lead_to_each_other(tmp_path: Path) -> None:
    book = sample("okrs-q4", tmp_path).rename(tmp_path / "our okrs.xlsx")
    assert run("report", book).returncode == 0
    (page,) = tmp_path.rglob("report.html")
    there = html.fromstring(page.read_text(encoding="utf-8")).find("body").get("data-book")
    assert there == "../../our%20okrs.xlsx"
    with ZipFile(book) as package:
        links = b"".join(package.read(part) for part in package.namelist() if "worksheets/_rels" in part)
    assert b'Target="./our%20okrs-report/2026-11-20/report.html" TargetMode="External"' in links
