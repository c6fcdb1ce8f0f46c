"""A status in words that are not known as a whole: understood by a part of them, and told as a guess."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.layout import find
from goalsheet.measure import measure
from goalsheet.plan.cell_words import meanings
from goalsheet.plan.doubts import Doubt
from goalsheet.plan.model import Health, Plan
from goalsheet.plan.parse import parse
from goalsheet.plan.status_parts import by_parts, one_slip, plainly
from goalsheet.plan.status_words import status
from goalsheet.reading.model import PlainDetails
from goalsheet.rules import check
from goalsheet.rules.base import Context
from goalsheet.settings import Settings
from tests.support.drawn import drawn
from tests.support.reading import plan_of
from tests.support.sure import sure


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("진행완료", "done"), ("배포중", "in progress"), ("erp处理中", "in progress"), ("监控中", "in progress"),
        ("検証済", "done"), ("未测试", "not started"), ("尚未验收", "not started"), ("正在联调", "in progress"),
        ("リリース待ち", "blocked"), ("단위테스트완료", "done"),
        ("PROCESO", "in progress"), ("Terminadas", "done"), ("Completados", "done"), ("cancelados", "cancelled"),
        ("erledigte", "done"), ("noch nicht erledigt", "not started"), ("nicht fertig", "not started"),
        ("fast fertig", "in progress"), ("déjà terminé", "done"), ("pas encore terminé", "not started"),
        ("presque fini", "in progress"), ("não concluída", "not started"), ("non completato", "not started"),
        ("nerozpracováno", "not started"), ("nedokončeno", "not started"), ("nieukończone", "not started"),
        ("не завершена", "not started"), ("ещё не готово", "not started"), ("почти готово", "in progress"),
        ("Tamamlanmadı", "not started"), ("To Be Done", "not started"), ("almost finished", "in progress"),
        ("already completed", "done"), ("Complted", "done"), ("In Progess", "in progress"),
        ("unfinished", "not started"),
        ("awaiting info", "blocked"), ("en attente du client", "blocked"), ("belum rampung", "not started"),
        ("ej klart", "not started"), ("ikke ferdig", "not started"), ("nog niet klaar", "not started"),
    ],
)  # fmt: skip
def test_a_part_of_the_words_tells_and_is_told_as_a_guess(typed: str, expected: str) -> None:
    said = status(typed)
    if said.doubt is None:  # some are known as they stand, which is better still
        assert typed.casefold() in meanings("life_cycle") or plainly(typed)
    assert said.life_cycle == expected
    assert said.doubt in (Doubt.PART_OF_WORDS, None)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("A FAIRE", "not started"), ("Termine", "done"), ("CLOTURE", "done"), ("EN COURS", "in progress"),
        ("concluido", "done"), ("InProgress", "in progress"), ("NOT_STARTED", "not started"),
        ("2. In progress", "in progress"),
        ("(3) Done", "done"), ("Completed 12/03/2026", "done"), ("Erledigt am 14.03.", "done"),
        ("İPTAL EDİLDİ", "cancelled"),
        ("完成 3/14", "done"), ("Comp", "done"), ("NS", "not started"),
    ],
)  # fmt: skip
def test_accents_numbers_and_days_beside_a_known_word_leave_it_sure(typed: str, expected: str) -> None:
    said = status(typed)
    assert (said.life_cycle, said.doubt) == (expected, None)


@pytest.mark.parametrize(
    "typed",
    ["open questions", "done by Friday", "wobbly", "Marketing", "delivering", "half-way house", "see notes", "会议",
     "we will have finished the first part when Ana comes back", "x" * 300],
)  # fmt: skip
def test_what_is_not_understood_stays_unknown(typed: str) -> None:
    assert sure(status(typed).problem).code == "GS020"


def test_a_life_cycle_and_a_health_side_by_side() -> None:
    said = status("DelayComp")
    assert (said.life_cycle, said.health) == ("done", "off track")


SHEET = """
    Plan
    | Task  | Owner | Due        | Status |
    | Write | Ana   | 2026-03-01 | {}     |
    | Post  | Ana   | 2026-03-02 | {}     |
    | Show  | Ben   | 2026-03-03 | {}     |
    {}
"""


def read(plan: Plan) -> list[str | None]:
    return [step.life_cycle and step.life_cycle.value for step in plan.steps]


def unsure(plan: Plan) -> list[list[str]]:
    return [list(plan.unsure(step)) for step in plan.steps]


def test_a_guess_and_an_unknown_word_are_flagged_at_their_cells() -> None:
    plan = plan_of(SHEET.format("Done", "Complted", "wobbly", ""))
    assert read(plan) == ["done", "done", None]
    assert unsure(plan) == [[], ["status"], ["status"]]
    assert [f"{finding.code} {finding.cell}" for finding in plan.findings] == ["GS022 Plan!D3", "GS020 Plan!D4"]
    assert plan.findings[0].message == "“Complted” is read as done"


@pytest.mark.parametrize(
    ("signs", "legend"),
    [
        (("A", "B", "C"), "| | | | |\n| Legend | A = Done; B = In progress; C = Not started | | |"),
        (("1", "2", "3"), "| | | | |\n| 1: Done | | | |\n| 2: In progress | | | |\n| 3: Not started | | | |"),
        (("◆", "◇", "▢"), "| | | | |\n| ◆ | erledigt | | |\n| ◇ | in Arbeit | | |\n| ▢ | offen | | |"),
        (("F", "T", "N"), "| | | | |\n| F → terminé | T → en cours | N → à faire | |"),
    ],
)
def test_a_legend_on_the_sheet_tells_what_signs_mean(signs: tuple[str, str, str], legend: str) -> None:
    plan = plan_of(SHEET.format(*(f"'{sign}" for sign in signs), legend))
    assert read(plan)[:3] == ["done", "in progress", "not started"]
    assert unsure(plan)[:3] == [[], [], []]


def test_ok_ticks_off_what_is_done_where_no_other_cell_speaks_of_health() -> None:
    assert read(plan_of(SHEET.format("OK", "", "OK - PROD", ""))) == ["done", None, "done"]
    assert read(plan_of(SHEET.format("OK", "pendente", "ok", ""))) == ["done", "not started", "done"]
    plan = plan_of(SHEET.format("OK", "late", "OK", ""))
    assert [step.health for step in plan.steps] == ["on track", "off track", "on track"]


def test_letters_of_a_responsibility_matrix_are_no_colours() -> None:
    plan = plan_of(SHEET.format("R", "A", "C", ""))
    assert [step.health for step in plan.steps] == [None, None, None]
    assert [step.health for step in plan_of(SHEET.format("R", "A", "G", "")).steps] == [
        "off track",
        "at risk",
        "on track",
    ]


@pytest.mark.parametrize("mark", ["〃", "々", "同上", "ditto", "Idem", "-//-", "”"])
def test_a_mark_that_repeats_the_cell_above_is_what_it_repeats(mark: str) -> None:
    plan = plan_of(f"""
        Plan
        | Task  | Owner  | Due        | Status |
        | Write | Ana    | 2026-03-01 | Done   |
        | Post  | {mark} | {mark}     | {mark} |
        | Show  | {mark} | 2026-03-03 | Open   |
    """)
    assert [step.owners for step in plan.steps] == [("Ana",)] * 3
    assert (str(plan.steps[1].due), read(plan)) == ("2026-03-01", ["done", "done", "not started"])
    assert not plan.findings


def test_a_mark_with_nothing_above_is_blank() -> None:
    plan = plan_of("""
        Plan
        | Task  | Owner | Due        |
        | Write | 〃    | 2026-03-01 |
        | Post  | Ana   | 2026-03-02 |
    """)
    assert [step.owners for step in plan.steps] == [(), ("Ana",)]


@given(st.sampled_from(sorted(word for word in meanings("life_cycle") if len(word) >= 7 and word.isalpha())), st.data())
def test_one_letter_off_a_known_word_is_never_read_as_its_opposite(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    said = status(word[:at] + word[at + 1 :])
    assert said.life_cycle in (meanings("life_cycle")[word], None) or said.doubt or said.health


@given(st.text(min_size=1, max_size=12), st.data())
def test_one_slip_is_found_from_either_side(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    other = text[:at] + text[at + 1 :]
    assert one_slip(text, other)
    assert one_slip(other, text)


@given(st.text(max_size=200))
def test_no_text_crashes(typed: str) -> None:
    assert len(by_parts(typed) or "ab") == 2


def test_a_status_that_formulas_work_out_is_nobodys_word() -> None:
    drawing = SHEET.format("late", "on track", "Done", "")
    workbook = drawn(drawing)
    first = workbook.sheets[0]
    formulas = frozenset((row, 4) for row in range(2, 6))
    computed = replace(workbook, sheets=(replace(first, details=PlainDetails(formulas=formulas)),))
    plans = [parse(book, find(book), Settings()) for book in (workbook, computed)]
    assert [[step.status_computed for step in plan.steps] for plan in plans] == [[False] * 3, [True] * 3]
    words = []
    for plan in plans:
        measured = measure(plan, Settings(), date(2026, 2, 1))
        words.append([str(measured.of(step.key).declared or "") for step in plan.steps])
    assert words == [["late", "on track", "Done"], ["", "", "Done"]]


def test_what_a_formula_says_too_well_is_told_as_such() -> None:
    drawing = SHEET.format("on track", "Open", "Open", "")
    workbook = drawn(drawing)
    first = workbook.sheets[0]
    formulas = frozenset((row, 4) for row in range(2, 6))
    computed = replace(workbook, sheets=(replace(first, details=PlainDetails(formulas=formulas)),))
    plan = parse(computed, find(computed), Settings())
    measured = measure(plan, Settings(), date(2026, 11, 1))
    statuses = {key: str(seen.status) for key, seen in measured.assessments.items()}
    said = [f.message for f in check(plan, Context(date(2026, 11, 1), Settings(), statuses)) if f.code == "GS415"]
    assert said == ["the workbook's formula says on track, but it is off track"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| Zut | 100% |\n| Zut | 100% |\n| Zat | 0% |\n| Zat | 0% |\n| Zit | 40% |\n| Zit | 60% |",
         ["done", "done", "not started", "not started", "in progress", "in progress"]),
        ("| Zut | 100% |\n| Zut | 40% |\n| Zat | 0% |", [None, None, None]),
        ("| Done | 0% |\n| Done | 0% |", ["done", "done"]),
    ],
)  # fmt: skip
def test_a_word_of_no_known_language_means_what_the_share_beside_it_says(rows: str, expected: list[Any]) -> None:
    drawn_rows = "".join(f"| Piece {n} | Ana {row}\n" for n, row in enumerate(rows.split("\n")))
    plan = plan_of(f"Plan\n| Task | Owner | Status | % complete |\n{drawn_rows}")
    assert read(plan) == expected
    assert all(
        "status" in fields
        for fields, stage in zip(unsure(plan), expected, strict=True)
        if stage != "done" or "Zut" in rows
    )


def test_or_the_day_of_completion() -> None:
    plan = plan_of("""
        Plan
        | Task  | Owner | Due        | Completed on | Status |
        | Write | Ana   | 2026-03-01 | 2026-02-27   | Zut    |
        | Post  | Ana   | 2026-03-02 | 2026-03-02   | Zut    |
        | Show  | Ben   | 2026-03-03 |              | Zat    |
        | File  | Ben   | 2026-03-04 |              | Zat    |
    """)
    assert read(plan) == ["done", "done", None, None]
    assert unsure(plan) == [["status"]] * 4


@pytest.mark.parametrize(
    "drawing",
    [
        """
        KPI
        | Area    | KPI          | Baseline 2025 | Target 2026 | YTD | RAG | Owner   |
        | Sales   | New accounts | 80            | 120         | 97  | A   | Ann Lee |
        | Sales   | Offers sent  | 18            | 25          | 21  | R   | Bo Chan |
        | Support | CSAT         | 42            | 46          | 45  | G   | Cy Dow  |
        """,
        """
        KPI
        | KPI           | Ziel | Ist | RAG | Verantwortlich |
        | Neue Kunden   | 120  | 97  | A   | Anna Krug      |
        | Angebote      | 25   | 21  | R   | Bo Lang        |
        | Bewertung     | 46   | 45  | G   | Cy Dorn        |
        """,
    ],
)
def test_the_owner_beside_a_letter_is_no_legend(drawing: str) -> None:
    said = [(result.life_cycle, result.health) for result in plan_of(drawing).key_results]
    assert said == [(None, Health.AT_RISK), (None, Health.OFF_TRACK), (None, Health.ON_TRACK)]
