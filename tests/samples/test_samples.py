"""The committed samples: made by `python -m tools.make_samples`, whole, and rich in what must be kept."""

import re
import warnings
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from goalsheet.errors import GoalsheetError
from goalsheet.layout import find
from goalsheet.layout.table import Kind
from goalsheet.plan.samples import sample_names, sample_path
from goalsheet.reading.read import read
from tests.support.sure import sure
from tools.make_samples import SAMPLES
from tools.samples import AS_OF

#: How many parts of each kind a sample has at least, besides its sheets.
RICHES = {
    "marketing-goals": {"tables/": 9, "charts/chart": 3, "media/": 1, "comments": 2},
    "product-kpis": {"tables/": 6, "charts/chart": 6, "comments": 1},
    "okrs-q4": {"tables/": 6, "charts/chart": 1, "comments": 1},
    "website-launch": {"tables/": 6, "comments": 1},
    "messy-plan": {"comments/": 1},
    "ziele-2026": {"tables/": 6},
}


def parts(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    """Every part in order: name, time and content. How it is packed is the zlib's choice, not ours, and app.xml names
    the release of openpyxl that wrote it.
    """
    with ZipFile(path) as package:
        entries = [entry for entry in package.infolist() if entry.filename != "docProps/app.xml"]
        return [(entry.filename, entry.date_time, package.read(entry)) for entry in entries]


def loaded(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # data bars in an extension, which openpyxl does not know
        return openpyxl.load_workbook(path)


def test_the_folder_holds_the_samples_and_no_others() -> None:
    assert set(sample_names()) == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_made_again_byte_for_byte(name: str, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    SAMPLES[name](again)
    assert parts(again) == parts(sample_path(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_its_as_of_date(name: str) -> None:
    (table,) = find(read(sample_path(name))).of(Kind.SETTINGS)
    said = {sure(row.cell("setting")).value: sure(row.cell("value")).value for row in table.rows}
    assert said["As of"] == AS_OF == date(2026, 11, 20)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_opens_everywhere_with_the_same_sheets(name: str) -> None:
    assert loaded(sample_path(name)).sheetnames == CalamineWorkbook.from_path(sample_path(name)).sheet_names


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_something_to_be_kept(name: str) -> None:
    names = [part[0] for part in parts(sample_path(name))]
    for kind, least in RICHES[name].items():
        assert sum(f"/{kind}" in part for part in names) >= least, kind
    drop_downs = [sheet.data_validations.count for sheet in loaded(sample_path(name)).worksheets]
    assert sum(drop_downs) >= 1


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - {"messy-plan"}))
def test_every_formula_has_a_stored_result(name: str) -> None:
    sheets = (content for part, _, content in parts(sample_path(name)) if part.startswith("xl/worksheets/sheet"))
    formulas = [cell for sheet in sheets for cell in re.findall(rb"<c [^>]*><f>.*?</c>", sheet)]
    assert all(b"<v>" in cell for cell in formulas)
    assert formulas or name == "ziele-2026"


def test_the_messy_plan_has_formulas_without_a_result() -> None:
    sheet = next(content for part, _, content in parts(sample_path("messy-plan")) if part.endswith("sheet1.xml"))
    assert sheet.count(b"</f><v></v>") == 3


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_real_has_an_address_in_a_sample(name: str) -> None:
    text = b"".join(content for _, _, content in parts(sample_path(name)))
    addresses = re.findall(rb"[\w.]+@[\w.-]+", text)
    assert addresses
    assert all(address.endswith(b".example") or address == b"jon@harbourworks" for address in addresses)


def test_an_unknown_sample_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(GoalsheetError) as refused:
        sample_path("marketting-goals")
    assert "marketing-goals" in refused.value.remedy
