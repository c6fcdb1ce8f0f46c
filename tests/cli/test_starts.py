"""Every start works: a new workbook, headings without rows, one filled sheet of several. Each command has an answer."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from goalsheet.cli import main
from goalsheet.plan.starter_workbook import make
from tests.support.drawn import draw_file

#: With {book} for the workbook. Those that are not here only write what others also do.
COMMANDS = (
    "check {book}",
    "check {book} --format json",
    "check {book} --format sarif",
    "explain {book} G1",
    "map {book}",
    "map {book} --write",
    "ask {book}",
    "calendar {book}",
    "export {book}",
    *(f"export {{book}} --table {table}" for table in ("owners", "teams", "weeks", "quarters", "readings")),
    "send {book}",
    "outbox {book}",
    "report {book}",
    "report {book} --period month --lang ja --audience board",
    "diff {book}",
    "diff {book} --format html",
    "diff {book} {book} --format json",
    "lessons {book} --prepare",
    "backtest {book}",
    "schedule {book} --for systemd",
    "clean {book}",
)
NOTHING_YET = "there are no goals, steps or key results in it yet"


def drawn(text: str) -> Callable[[Path], object]:
    return lambda path: draw_file(text, path)


def starter(**sheets: dict[str, str | int]) -> Callable[[Path], object]:
    """A new workbook with one row typed into each of these sheets."""

    def made(path: Path) -> None:
        make(path)
        book = openpyxl.load_workbook(path)
        for name, row in sheets.items():
            page = book[name.replace("_", " ")]
            cells = [cell for line in page.iter_rows(max_row=8) for cell in line if cell.value in row]
            assert len(cells) == len(row)
            for cell in cells:
                page.cell(cell.row + 1, cell.column, row[str(cell.value)])
        book.save(path)

    return made


EMPTY = {
    "a new workbook": starter(),
    "people alone": starter(People={"Name": "Ana Silva", "E-mail": "ana@example.com"}),
    "readings alone": starter(Metrics={"Date": "2026-11-02", "Metric": "Calls", "Value": 3}),
    "headings of steps": drawn("Steps\n| Step | Owner | Due |"),
    "headings of goals and steps": drawn("Plan\n| Goal | Step | Owner | Due date | Status |"),
    "German headings": drawn("Maßnahmen\n| Maßnahme | Verantwortlich | Fällig |"),
    "French headings": drawn("Plan d'action\n| Action | Responsable | Échéance |"),
    "headings of key results": drawn("Key results\n| Key result | Owner | Target |"),
    "a heading over blank rows": drawn("Steps\n| Step | Owner | Due |\n| | | |\n| | | |"),
}
FILLED = {
    "goals alone": starter(Goals={"Goal": "Win"}),
    "steps alone": starter(Steps={"Step": "Call"}),
    "key results alone": starter(Key_results={"Key result": "Ten calls"}),
    "goals, and steps to come": drawn("Goals\n| Goal | Owner |\n| Win | Ana |\n\nSteps\n| Step | Goal | Due |"),
}


def run(command: str, book: Path) -> Result:
    return CliRunner().invoke(main, command.format(book=book).split(), prog_name="goalsheet")


@pytest.mark.slow
@pytest.mark.parametrize("start", [*EMPTY, *FILLED])
def test_every_command_has_an_answer(start: str, tmp_path: Path) -> None:
    book = tmp_path / "plan.xlsx"
    (EMPTY | FILLED)[start](book)
    for command in COMMANDS:
        done = run(command, book)
        assert isinstance(done.exception, SystemExit | None), (command, done.exc_info)
        assert done.exit_code in ((0, 2) if start in EMPTY else (0, 1, 2)), (command, done.output)
        assert done.output.strip(), command
        assert "example: ." not in done.output, command
    assert list(tmp_path.glob("plan-report/*/report.html"))


@pytest.mark.parametrize("start", ["a new workbook", "German headings"])
def test_a_report_on_nothing_and_the_workbook_as_it_was(start: str, tmp_path: Path) -> None:
    book = tmp_path / "plan.xlsx"
    EMPTY[start](book)
    before = book.read_bytes()
    assert run("report {book}", book).exit_code == 0
    assert run("clean {book}", book).exit_code == 0
    assert book.read_bytes() == before


@pytest.mark.parametrize("command", ["explain {book} G1", "calendar {book}", "ask {book}", "check {book}"])
@pytest.mark.parametrize("start", ["a new workbook", "headings of goals and steps"])
def test_what_is_missing_is_said(start: str, command: str, tmp_path: Path) -> None:
    book = tmp_path / "plan.xlsx"
    EMPTY[start](book)
    done = run(command, book)
    assert NOTHING_YET in done.output
    assert done.exit_code == (0 if command.startswith("check") else 2)
