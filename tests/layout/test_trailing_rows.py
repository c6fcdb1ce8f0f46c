"""Rows below the last step that has an owner or a date: signatures, remarks, a template's rows, totals, and doubts."""

from datetime import date

import pytest

from goalsheet.layout import find
from goalsheet.layout.table import Kind
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.parse import parse
from goalsheet.settings import Settings
from tests.layout.sheets import book, found, steps

NOTE, TEMPLATE, TOTAL = "a note below the table", "a template's row, not filled in", "a total"

PLANS = {
    "en": ("Task | Owner | Due | Status", "Not started", ("Write the copy", "Book the hall", "Send the invitations")),
    "de": (
        "Aufgabe | Verantwortlich | Fällig | Status",
        "Offen",
        ("Texte schreiben", "Halle buchen", "Gäste einladen"),
    ),
    "fr": ("Tâche | Responsable | Échéance | Statut", "À faire", ("Écrire le texte", "Louer la salle", "Inviter")),
    "es": ("Tarea | Responsable | Vencimiento | Estado", "Pendiente", ("Escribir textos", "Alquilar sala", "Invitar")),
    "zh": ("任务 | 负责人 | 截止日期 | 状态", "未开始", ("编写文案", "预订会场", "发送邀请")),
    "ja": ("タスク | 担当者 | 期限 | 状態", "未着手", ("原稿を書く", "会場を予約する", "招待状を送る")),
}


def _drawn(language: str, *more: str) -> str:
    """A plan of three steps in a language, with more rows below; `~` in one is the status of what is not begun."""
    heading, begun, names = PLANS[language]
    rows = [f"| {name} | Ann Lee | 2026-11-{20 + i} | {begun} |" for i, name in enumerate(names)]
    return "\n".join(["Plan", f"| {heading} |", *rows, *(f"| {row.replace('~', begun)} |" for row in more)])


def _outs(drawing: str) -> list[tuple[int, str]]:
    return [(out.row, str(out.why)) for out in steps(found(drawing)).left_out]


def _doubted(drawing: str) -> list[int]:
    return [row.number for row in steps(found(drawing)).rows if "step" in row.unsure]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Prepared by: Ann Lee"),
        ("en", "Approved by: the board"),
        ("en", "Countersigned: Bo Chan"),
        ("de", "Erstellt von: Kai Berg"),
        ("de", "Geprüft: K. Berg"),
        ("fr", "Établi par : Luc Roy"),
        ("es", "Elaborado por: Ana Ruiz"),
        ("zh", "制表人：王芳"),
        ("zh", "填报日期：李明"),
        ("ja", "作成者：佐藤"),
        ("ja", "承認者：山田太郎"),
        ("en", "Prepared by Ann Lee"),
        ("fr", "Responsable du plan : Luc"),
        ("es", "Última actualización: 12/11/2026"),
    ],
)
def test_a_signature_is_no_step(language: str, text: str) -> None:
    assert _outs(_drawn(language, f"{text} | | |")) == [(5, NOTE)]


def test_a_signature_over_two_cells_and_two_of_them() -> None:
    assert _outs(_drawn("en", "Prepared by: | Ann Lee | |", "Checked by: Bo Chan | | |")) == [(5, NOTE), (6, NOTE)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Updated every Friday"),
        ("en", "The hall is ours until midnight."),
        ("de", "Wird jeden Montag aktualisiert"),
        ("fr", "Mis à jour chaque lundi"),
        ("es", "Se actualiza los lunes"),
        ("zh", "每周一更新"),
        ("ja", "毎週月曜更新"),
    ],
)
def test_a_remark_is_no_step(language: str, text: str) -> None:
    assert _outs(_drawn(language, f"{text} | | |")) == [(5, NOTE)]


NUMBERED = {"en": "Task ", "de": "Aufgabe ", "fr": "Tâche ", "es": "Tarea ", "zh": "任务", "ja": "タスク"}


@pytest.mark.parametrize(("language", "stem"), NUMBERED.items())
def test_rows_of_a_template_with_nothing_but_its_status(language: str, stem: str) -> None:
    assert _outs(_drawn(language, f"{stem}1 | | | ~", f"{stem}4 | | | ~")) == [(5, TEMPLATE), (6, TEMPLATE)]


def test_a_numbered_row_of_nobody_is_a_template_s() -> None:
    assert _outs(_drawn("en", "Task 9 | Unassigned | | ~")) == [(5, TEMPLATE)]
    assert _outs(_drawn("fr", "Étape 9 | | | ~")) == [(5, TEMPLATE)]


def test_numbered_names_are_steps_where_others_are_named_so_or_something_was_done() -> None:
    numbered = """
        Plan
        | Task   | Owner | Due        | Status      |
        | Task 7 | Ann   | 2026-11-20 | Done        |
        | Task 8 | Bo    | 2026-11-21 | Not started |
        | Task 9 |       |            | Not started |
    """
    assert _outs(numbered) == []
    assert _outs(_drawn("en", "Task 9 | | | In progress")) == []


TOTALS = {
    "en": "Total tasks",
    "de": "Gesamtzahl Aufgaben",
    "fr": "Nombre total",
    "es": "Total de tareas",
    "zh": "任务总数",
    "ja": "タスク合計",
}
COUNTS = {"en": "Number of tasks", "de": "Anzahl Aufgaben", "es": "Número de tareas", "zh": "任务数", "ja": "件数"}


@pytest.mark.parametrize(("language", "text"), [*TOTALS.items(), *COUNTS.items()])
def test_a_total_that_was_never_calculated(language: str, text: str) -> None:
    assert _outs(_drawn(language, f"{text} | =COUNTA(A2:A4) | |")) == [(5, TOTAL)]


def test_a_step_about_totals_in_a_column_of_formulas_is_one() -> None:
    drawing = """
        Plan
        | Task            | Owner | Due        | Days left   |
        | Build the shop  | Ann   | 2026-11-20 | =C2-TODAY() |
        | Sell it         | Bo    | 2026-11-21 | =C3-TODAY() |
        | Total the sales |       |            | =C4-TODAY() |
    """
    assert _outs(drawing) == []


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Thank the guests"), ("de", "Presse: Bericht"), ("ja", "礼状を送る")]
)
def test_any_other_text_is_a_step_that_is_not_sure(language: str, text: str) -> None:
    drawing = _drawn(language, f"{text} | | |")
    assert (_outs(drawing), _doubted(drawing)) == ([], [5])


def test_the_plan_says_why_it_is_not_sure() -> None:
    workbook = book(_drawn("en", "Thank the guests | | |"))
    plan = parse(workbook, find(workbook), Settings(as_of=date(2026, 11, 29)))
    assert [dict(plan.unsure(step)) for step in plan.steps] == [{}, {}, {}, {"step": Doubt.REMARK}]


def test_a_footer_with_accents_is_none() -> None:
    assert _outs(_drawn("fr", "Insérer des lignes au-dessus | | |")) == [(5, "a footer")]


def test_a_text_among_the_steps_or_where_few_have_an_owner_or_a_date_is_sure() -> None:
    among = _drawn("en", "Thank the guests | | |", "Pay the hall | Bo | 2026-12-01 |")
    loose = _drawn("en", "Choose a band | | | ~", "Print the menu | | | ~", "Pay | Bo | |", "Thank the guests | | |")
    assert (_doubted(among), _doubted(loose)) == ([], [])
    assert found(among).of(Kind.STEPS)[0].rows[3].number == 5
