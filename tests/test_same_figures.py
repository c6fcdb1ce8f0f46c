"""Page, sheet, terminal, text and mail show the same figures: each is read back from what a person sees."""

import email
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email import policy
from pathlib import Path
from shutil import copyfile

import openpyxl
import pytest
from lxml import html

from goalsheet.language import language
from goalsheet.report.phrases import SIGNS
from goalsheet.review import review
from goalsheet.statuses import NEEDS_ATTENTION
from tests.support.drawn import draw_file
from tests.support.program import EACH_SAMPLE, SHARED, run, sample

AS_OF = "2026-11-20"
FOLDER = SHARED / "workbooks"
FILES = sorted(path.name for path in FOLDER.glob("*.xls*")) if FOLDER.is_dir() else []
#: A figure in any language: 3, or 3 of 8, as numbers.
Numbers = tuple[int, ...]

_WHOLE = r"\d+(?:[,.\u00a0\u202f]\d{3})*"

#: Dates that are slips both ways; what is on hold, cancelled, done without a date; what nobody has said anything of.
SLIPS = """
    Steps
    | Step    | Goal | Owner | Start      | Due        | Done on    | Status      | % complete |
    | Plan    | Move | Ana   | 2026-10-01 | 1926-10-20 |            | In progress | 20 %       |
    | Pack    | Move | Ben   | 2026-10-01 | 2026-10-30 | 2026-10-28 | Done        |            |
    | Lease   | Move | Ana   |            |            |            | Done        |            |
    | Drive   | Move | Ben   | 2026-10-01 | 2026-11-06 |            | On hold     |            |
    | Unpack  | Move | Ana   | 2026-11-02 | 2026-11-13 |            | In progress | 10 %       |
    | Paint   | Move | Ana   | 2026-11-02 | 2062-12-04 |            | In progress | 50 %       |
    | Connect | Move | Ben   | 2026-11-09 | 2026-11-27 |            |             |            |
    | Sign    | Rent | Ben   | 2026-11-09 | 2026-12-11 | 1926-11-10 | Done        |            |
    | Sell    | Rent | Ben   | 2026-11-09 | 2026-11-10 |            | Cancelled   |            |
"""
GERMAN = f"""{SLIPS}
    Settings
    | Setting | Value |
    | lang    | de    |
"""
STEPS_ALONE = """
    Aufgaben
    | Aufgabe | Zuständig | Fällig     | Status     |
    | Planen  | Ana       | 2026-11-06 | erledigt   |
    | Packen  | Ben       | 2026-11-13 | offen      |
    | Fahren  | Ben       | 2026-11-27 | offen      |
"""
GOALS_ALONE = """
    Goals
    | Goal   | Owner | Start      | Due        | % complete |
    | Move   | Ana   | 2026-10-01 | 2026-11-27 | 20 %       |
    | Rent   | Ben   | 2026-10-01 | 2026-12-18 | 70 %       |
    | Settle | Ben   | 2026-12-01 | 2027-03-31 |            |
"""
DRAWN = {"slips": SLIPS, "german": GERMAN, "steps alone": STEPS_ALONE, "goals alone": GOALS_ALONE}


@dataclass(frozen=True)
class Shown:
    """What one output shows; None where it does not show such a thing at all."""

    figures: tuple[Numbers, ...]
    verdict: Numbers
    attention: int | None = None
    burn_up: Numbers | None = None  # done and planned by today, of how many


def numbers(text: object) -> Numbers:
    return tuple(int(found) for found in re.findall(r"\d+", re.sub(r"(?<=\d)[,.\u00a0\u202f](?=\d{3})", "", str(text))))


def shown(book: Path) -> dict[str, Shown]:
    """Every output of one run."""
    seen = review(book, date.fromisoformat(AS_OF))
    done = run("report", book, "--as-of", AS_OF)
    assert not done.stderr
    made = book.with_name(f"{book.stem}-report") / AS_OF
    return {
        "page": page(html.fromstring((made / "report.html").read_bytes())),
        "text": text((made / "report.txt").read_text("utf-8"), language(seen.settings.lang).say("Needs attention")),
        "terminal": terminal(done.stdout),
        "sheet": sheet(book, language(seen.settings.lang).say),
        "mail": mail(made / "mail" / "status.eml", language(seen.settings.lang).say("Needs attention")),
    }


def page(tree: html.HtmlElement) -> Shown:
    values = [one.text for one in tree.xpath("//dl[@class='figures']//dd")]
    heads = tree.xpath("//*[@id='attention']/h2/small")
    told = tree.xpath("//*[@id='burnup']//desc")
    return Shown(
        tuple(map(numbers, values)),
        numbers(tree.xpath("//p[@class='verdict']")[0].text_content()),
        int(heads[0].text) if heads else 0,
        _burn_up(told[0].text) if told else None,
    )


def _burn_up(told: str) -> Numbers:
    """`8 of 22 steps done by 20 Nov 2026; 9 were planned …`: without the day."""
    done, total, *_, planned = numbers(told)
    return done, planned, total


def text(report: str, head: str) -> Shown:
    figures, verdict = _on_top(report)
    found = re.search(rf"^{re.escape(head.upper())}\W+(\d+)", report, re.M)
    return Shown(figures, verdict, int(found[1]) if found else 0)


def _on_top(report: str) -> tuple[tuple[Numbers, ...], Numbers]:
    """The figures, which are indented by a text and stand right below its verdict."""
    verdict, figures, _ = re.split(r"\n\s*\n(?= +\d)|(?<=\S)\n\n(?! )", report.partition("\n\n")[2], maxsplit=2)
    return tuple(_leading(line) for line in figures.splitlines() if line.strip()), numbers(verdict)


def _leading(line: str) -> Numbers:
    """`6 of 8 goals on track`, `2 steps overdue`, `3 due in the next 14 days`: the number, and of how many."""
    found = re.match(rf"\s*({_WHOLE})(?:(?:/|\s+[^\W\d]+\s+)({_WHOLE})(?=\s))?", line)
    assert found, line
    return numbers(" ".join(filter(None, found.groups())))


def terminal(out: str) -> Shown:
    lines = out.splitlines()
    found = re.search(r"^Needs attention \((\d+)\)", out, re.M)
    at = next(n for n, line in enumerate(lines) if " · " in line)
    figures = tuple(_leading(part) for part in lines[at].split(" · "))
    return Shown(figures, numbers(" ".join(lines[1:at])), int(found[1]) if found else 0)


def sheet(book: Path, say: Callable[[str], str]) -> Shown:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not know of the user's own
        found = openpyxl.load_workbook(book)[say("Status")]
    figures = [found.cell(5, column).value for column in (1, 2, 4, 7)]
    tables: list[list[object]] = [[cell.value for cell in row] for row in found.iter_rows(max_col=5)]
    weeks = next((n for n, row in enumerate(tables) if row[0] == say("Week to")), None)
    burn_up: Numbers | None = None
    if weeks is not None:
        (today,) = [row for row in _rows(tables, weeks + 1) if row[1] is not None][-1:]
        burn_up = numbers(today[1:4])
    return Shown(tuple(numbers(one) for one in figures if one is not None), numbers(found["A3"].value), None, burn_up)


def _rows(tables: list[list[object]], first: int) -> list[list[object]]:
    end = next((n for n in range(first, len(tables)) if tables[n][0] is None), len(tables))
    return tables[first:end]


def mail(path: Path, head: str) -> Shown:
    """The plain text: what needs attention is counted line by line, with those that are said to be left out."""
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    part = message.get_body(("plain",))
    assert part is not None
    body = part.get_content().replace("\r\n", "\n")
    figures, verdict = _on_top(body)
    _, _, below = body.partition(f"\n{head.upper()}\n")
    signs = tuple(f"{SIGNS[status]} " for status in NEEDS_ATTENTION)
    count = 0
    for line in below.splitlines()[1:]:
        if line.startswith(signs):
            count += 1
        elif re.match(r"\+\s?\d", line):
            count += numbers(line)[0]
            break
        elif line and not line.startswith("    "):
            break
    return Shown(figures, verdict, count)


def agree(outputs: dict[str, Shown]) -> None:
    for what in ("figures", "verdict", "attention", "burn_up"):
        values = {name: value for name, one in outputs.items() if (value := getattr(one, what)) is not None}
        assert len(set(values.values())) <= 1, (what, values)


@pytest.mark.parametrize("name", EACH_SAMPLE)
def test_a_sample_shows_the_same_figures_everywhere(name: str, tmp_path: Path) -> None:
    agree(shown(sample(name, tmp_path)))


@pytest.mark.slow
@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_shows_the_same_figures_everywhere(name: str, tmp_path: Path) -> None:
    agree(shown(draw_file(DRAWN[name], tmp_path / "plan.xlsx")))


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="the shared workbooks are not here")
@pytest.mark.parametrize("name", FILES)
def test_a_real_workbook_shows_the_same_figures_everywhere(name: str, tmp_path: Path) -> None:
    book = Path(copyfile(FOLDER / name, tmp_path / name))
    if run("check", book, "--as-of", AS_OF).returncode == 2:
        pytest.skip("holds no plan")
    agree(shown(book))


def test_slips_count_nowhere(tmp_path: Path) -> None:
    """Of two due dates that are slips neither is overdue nor planned; a day done on that is a slip is its due date."""
    page_shown = shown(draw_file(SLIPS, tmp_path / "plan.xlsx"))["page"]
    assert page_shown.figures[1:3] == ((3, 8), (1,))
    assert page_shown.burn_up == (2, 3, 8)
