"""A mapping of a table of figures: what it names is taken, what was written down is read as it was."""

from pathlib import Path

import pytest

from goalsheet.layout import find
from goalsheet.layout.mapping import load
from goalsheet.layout.mapping_draft import draft
from goalsheet.layout.table import Kind, Layout
from tests.layout.sheets import book, read

SHEETS = [
    """
    OKRs 2026
    | Objective / Key Result | Target | Q1 Actual | Q2 Actual |
    | Grow the pipeline      |        |           |           |
    | Leads                  | 3600   | 820       | 910       |
    | Win rate               | 42%    | 38%       | 40%       |
    """,
    """
    KPI
    | Kennzahl | Art  | Jan 2026 | Feb 2026 |
    | Umsatz   | Plan | 100      | 110      |
    |          | Ist  | 90       | 95       |
    """,
    """
    评分表
    | 领域 | 指标   | 目标值 | 实际值 | 负责人 |
    | 销售 | 新客户 | 120    | 97     | 唐小明 |
    | 支持 | 满意度 | 4.6    | 4.5    | 李小红 |
    """,
]


def said(layout: Layout) -> list[object]:
    return [
        read(table, *names)
        for kind, names in (
            (Kind.KEY_RESULTS, ("key_result", "goal", "target", "current", "owner")),
            (Kind.METRICS, ("metric", "date", "value", "planned")),
        )
        for table in layout.of(kind)
    ]


@pytest.mark.parametrize("drawing", SHEETS)
def test_what_is_written_down_is_read_as_it_was(drawing: str, tmp_path: Path) -> None:
    workbook = book(drawing)
    first = find(workbook)
    path = tmp_path / "plan.goalsheet.toml"
    path.write_text(draft(first), encoding="utf-8")
    assert said(find(workbook, load(path))) == said(first)


def test_what_a_mapping_names_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "plan.goalsheet.toml"
    path.write_text(
        '[layout]\nkind = "key results"\nsheet = "OKRs 2026"\nheading_rows = [1]\nleave_out = [4]\n'
        '[layout.fields]\ntarget = ""\nbaseline = "B"\n',
        encoding="utf-8",
    )
    layout = find(book(SHEETS[0]), load(path))
    (table,) = layout.of(Kind.KEY_RESULTS)
    assert read(table, "key_result", "baseline", "target") == [("Leads", 3600, None)]
