"""The annotated copy of every sample: all that was in it is still there, and it opens in LibreOffice."""

import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from goalsheet.language import language
from tests.support.office import converted
from tests.support.program import EACH_SAMPLE, SAMPLES, SHARED, run

LOOK = ("number_format", "font", "fill", "border", "alignment", "protection")


@pytest.fixture(scope="module", params=EACH_SAMPLE)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(the sample, its annotated copy)"""
    name = request.param
    folder = tmp_path_factory.mktemp(name)
    original, copy = SAMPLES / f"{name}.xlsx", folder / f"{name}.xlsx"
    done = run("report", original, "--output", copy, "--out", folder / "report")
    assert done.returncode in (0, 1), done.stderr
    return original, copy


def loaded(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it would lose if it saved
        return openpyxl.load_workbook(path, rich_text=True)


def test_every_cell_of_yours_is_as_it_was(pair: tuple[Path, Path]) -> None:
    before, after = map(loaded, pair)
    for sheet in before:
        twin = after[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                other = twin[cell.coordinate]
                if cell.value is not None:
                    assert other.value == cell.value, f"{sheet.title}!{cell.coordinate}"
                    assert [repr(getattr(other, look)) for look in LOOK] == [repr(getattr(cell, look)) for look in LOOK]


def test_charts_pictures_drop_downs_tables_and_formats_are_there(pair: tuple[Path, Path]) -> None:
    before, after = map(loaded, pair)
    assert set(before.defined_names) <= set(after.defined_names)
    for sheet in before:
        twin = after[sheet.title]
        assert len(twin._charts) == len(sheet._charts)
        assert len(twin._images) == len(sheet._images)
        assert _drop_downs(twin) == _drop_downs(sheet)
        assert set(sheet.merged_cells.ranges) <= set(twin.merged_cells.ranges)
        assert set(sheet.tables) <= set(twin.tables)
        assert {str(r.sqref) for r in sheet.conditional_formatting} <= {
            str(r.sqref) for r in twin.conditional_formatting
        }
        assert (sheet.freeze_panes, sheet.sheet_state) == (twin.freeze_panes, twin.sheet_state)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment:
                    assert cell.comment.text in twin[cell.coordinate].comment.text


def _drop_downs(sheet: Any) -> list[tuple[str, str, str]]:
    return [(str(v.sqref), v.type, v.formula1) for v in sheet.data_validations.dataValidation]


def test_the_copy_has_verdicts_and_our_sheets(pair: tuple[Path, Path]) -> None:
    """In the language of the report: the German sample asks for German."""
    before, after = map(loaded, pair)
    say = language("de" if "ziele" in pair[0].name else "en").say
    assert set(after.sheetnames) - set(before.sheetnames) >= {say("Status"), say("Findings"), say("Report history")}
    headings = {str(c.value) for sheet in before for row in after[sheet.title].iter_rows() for c in row if c.value}
    assert {f"{say(name)} (goalsheet)" for name in ("Status", "Why", "Expected", "Forecast")} <= headings


@pytest.mark.office
def test_it_opens_in_libreoffice(pair: tuple[Path, Path], tmp_path: Path) -> None:
    original, copy = pair
    assert converted(copy, "pdf", tmp_path).stat().st_size > 10_000
    saved = loaded(converted(copy, "xlsx", tmp_path / "again"))
    assert saved.sheetnames == loaded(copy).sheetnames
    for sheet in loaded(original):
        first = next(c for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and c.data_type == "s")
        assert str(saved[sheet.title][first.coordinate].value) == str(first.value)


@pytest.mark.skipif(not (SHARED / "fidelity").is_dir(), reason="the shared fidelity checker is not here")
def test_the_fidelity_checker_finds_no_loss(pair: tuple[Path, Path]) -> None:
    """All but its strictest check, which takes an Excel table that grew by our columns for a loss."""
    checker = SHARED / "fidelity" / "check.py"
    done = subprocess.run([sys.executable, checker, *pair], capture_output=True, text=True, check=False)
    said = done.stdout.splitlines()[0].split(": ", 1)[1]
    wrong = [one for one in said.split(" | ") if not one.startswith(("not a superset: ", "... and ", "ok"))]
    assert wrong == []
