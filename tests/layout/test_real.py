"""Real workbooks from public repositories, read as a person reads them: expectations made by looking at the cells."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from goalsheet.layout import find
from goalsheet.layout.table import Cell, Kind, Layout, Row
from goalsheet.reading.read import read

SHARED = Path(__file__).parents[2].parent / "shared" / "workbooks"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/workbooks is not here")


@dataclass(frozen=True)
class Expected:
    """What a person sees: first and last are (row, goal, step, owners, start, due)."""

    sheet: str
    heading: tuple[int, ...]
    steps: int
    goals: int
    goals_by: str
    fields: str
    first: tuple[object, ...]
    last: tuple[object, ...]


def D(text: str) -> date:  # noqa: N802
    return date.fromisoformat(text)


FOUR = ("あいう", "えおか", "きくけ", "こさし")
EXPECTED = {
    "W02": Expected(
        "Checklist", (7,), 18, 1, "column", "goal:A step:C status:F",
        (8, "Security", "Disable Azure Container Registry image export", (), None, None),
        (25, "Security", "Use up-to-date platforms, languages, protocols and frameworks", (), None, None),
    ),
    "W03": Expected(
        "Checklist", (7,), 18, 1, "column", "goal:A step:C status:F",
        (8, "Seguridad", "Deshabilitación de la exportación de imágenes de Azure Container Registry", (), None, None),
        (25, "Seguridad", "Utilice plataformas, lenguajes, protocolos y marcos actualizados", (), None, None),
    ),
    "W04": Expected(
        "Checklist", (7,), 110, 7, "column", "goal:A step:C status:F",
        (8, "アプリケーションの展開", "カナリアまたはブルー/グリーンデプロイを使用する", (), None, None),
        (117, "オペレーションズ", "Azure ディスクと AZ を使用する場合は、", (), None, None),
    ),
    "W16": Expected(
        "Sheet1", (6,), 12, 3, "blocks", "step:B start:C duration:D due:E",
        (7, "Phase - 1", "1", (), D("2024-02-02"), D("2024-02-07")),
        (24, "Phase - 3", "8", (), D("2024-04-16"), D("2024-04-24")),
    ),
    "W20": Expected(
        "WBS", (3, 4), 3, 1, "merged", "id:A goal:B step:E start:F due:H percent:J done_on:K depends_on:L owner:M",
        (5, "要件定義", "〜〜業務フローを作成する", ("○○",), D("2000-01-01"), D("2000-01-02")),
        (7, "要件定義", "〜〜要件定義書を作成する", ("○○",), D("2000-01-04"), D("2000-01-07")),
    ),
    "W21": Expected(
        "不具合一覧", (3, 4), 1, 1, "column", "id:A goal:B step:C owner:G done_on:H",
        (5, "「○○」画面", "「○○」画面の「◇◇」ボタンを押下しても「◇◇」ダイアログが表示されない", ("◇◇",), None, None),
        (5, "「○○」画面", "「○○」画面の「◇◇」ボタンを押下しても「◇◇」ダイアログが表示されない", ("◇◇",), None, None),
    ),
    "W22": Expected(
        "工程定義・マスタスケジュール", (3,), 10, 0, "none", "id:A step:B start:D due:E",
        (4, None, "要件定義", (), D("2000-01-01"), D("2000-02-01")),
        (13, None, "リリース", (), None, None),
    ),
    "W24": Expected(
        "課題一覧", (3,), 1, 0, "none", "id:A step:B done_on:H",
        (4, None, "□□を実現したい", (), None, None),
        (4, None, "□□を実現したい", (), None, None),
    ),
    "W25": Expected(
        "Project Plan", (1,), 30, 8, "outline", "id:A step:C duration:E owner:H start:I due:J",
        (3, "Create P2P Network", "Design Network", ("Arun",), D("2023-01-02"), D("2023-02-13")),
        (40, None, "Danielle On-call", ("Danielle",), D("2023-03-27"), D("2023-03-31")),
    ),
    "W27": Expected(
        "Project Plan", (3,), 25, 8, "outline", "id:A step:C duration:D depends_on:F owner:G start:H due:I",
        (5, "Create P2P Network", "Design Network", ("Arun",), D("2023-01-02"), D("2023-02-06")),
        (36, "On-call Rotations", "Danielle On-call", ("Danielle",), D("2023-03-27"), D("2023-03-31")),
    ),
    "W45": Expected(
        "ベースライン1", (7, 8, 9), 73, 11, "section rows",
        "step:A percent:B start:C due:D done_on:F owner:G,H,I,J,K,L,M,N",
        (11, "企画 - 準備", "チーム名・暫定役割・議事録作成更新開始", FOUR, D("2026-01-13"), D("2026-01-13")),
        (93, "発表 - 準備", "最終調整", FOUR, None, None),
    ),
    "W46": Expected(
        "ベースライン1", (5, 6, 7), 73, 11, "section rows",
        "step:A percent:B start:C due:D done_on:F owner:G,H,I,J,K,L,M,N",
        (9, "企画 - 準備", "チーム名・暫定役割・議事録作成更新開始", FOUR, D("2026-01-13"), D("2026-01-13")),
        (91, "発表 - 準備", "最終調整", FOUR, D("2026-01-26"), None),
    ),
}  # fmt: skip

#: What holds no dated or owned steps, the sheet that comes nearest, and a word of what is missing.
REFUSED = {
    "W05": ("Checklist", "too little like a plan"),
    "W23": ("成果物一覧", "no owner, date or status"),
    "W26": ("Risk Log", "no filled row"),
    "W40": ("Tabelle1", "too little like a plan"),
    "W61": ("Sheet1", "no owner, date or status"),
}


def layout_of(name: str) -> Layout:
    return find(read(next(SHARED.glob(f"{name}_*"))))


def plain(cell: Cell | None) -> object:
    value = cell.value if cell else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(value.split()) if isinstance(value, str) else value


def seen(row: Row) -> tuple[object, ...]:
    owners = tuple(plain(cell) for cell in row.cells("owner") if cell.value is not None)
    return (
        row.number,
        *(plain(row.cell(n)) for n in ("goal", "step")),
        owners,
        *(plain(row.cell(n)) for n in ("start", "due")),
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_read_as_a_person_reads_it(name: str) -> None:
    expected = EXPECTED[name]
    (table,) = layout_of(name).of(Kind.STEPS)
    assert (table.sheet.name, table.heading_rows, table.goals_by) == (
        expected.sheet,
        expected.heading,
        expected.goals_by,
    )
    columns = {field: ",".join(chr(64 + column) for column in places) for field, places in table.columns.items()}
    assert dict(part.split(":") for part in expected.fields.split()).items() <= columns.items()
    assert len(table.rows) == expected.steps
    assert len({plain(row.cell("goal")) for row in table.rows} - {None}) == expected.goals
    for row, wanted in ((table.rows[0], expected.first), (table.rows[-1], expected.last)):
        number, goal, step, *rest = seen(row)
        assert (number, goal, rest) == (wanted[0], wanted[1], list(wanted[3:]))
        assert str(step).startswith(str(wanted[2]))


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_the_nearest_thing_found(name: str) -> None:
    layout = layout_of(name)
    sheet, lacks = REFUSED[name]
    assert not layout.tables
    assert "looked for a heading row" in layout.refused
    assert layout.nearest.startswith(f"sheet {sheet}, row ")
    assert lacks in layout.nearest


def test_the_other_plan_in_the_workbook_is_named() -> None:
    assert "Project Plan w Relays" in layout_of("W27").others


def test_a_gantt_grid_counts_for_the_last_column() -> None:
    (table,) = layout_of("W45").of(Kind.STEPS)
    assert table.last_column == 33
    (table,) = layout_of("W16").of(Kind.STEPS)
    assert table.last_column == 32
