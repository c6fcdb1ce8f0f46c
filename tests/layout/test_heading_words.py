"""Headings in the languages people write them in; a new language is a line of words.toml and a line here."""

import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import goalsheet.layout
from goalsheet.layout import heading_words
from goalsheet.layout.fields import fields_of
from goalsheet.layout.table import Kind
from goalsheet.plan.cell_words import meanings as meanings_of_cells
from tests.layout.sheets import found, steps

LANGUAGES = {
    "en": "Action item | Assigned to | Start date | Deadline | Status | % complete | Comments",
    "de": "Maßnahme | Zuständig | Beginn | Fällig am | Bearbeitungsstand | Fortschritt (%) | Bemerkungen",
    "fr": "Tâche | Porteur | Date de début | Échéance | Statut | % d'avancement | Commentaires",
    "es": "Tarea | Encargado | Fecha de inicio | Fecha límite | Estado | % de avance | Observaciones",
    "pt": "Atividade | Responsável | Início | Prazo | Situação | % concluído | Observações",
    "it": "Attività | Responsabile | Data inizio | Scadenza | Stato | % completamento | Note",
    "nl": "Taak | Verantwoordelijke | Startdatum | Einddatum | Status | % gereed | Opmerkingen",
    "sv": "Aktivitet | Ansvarig | Startdatum | Klart senast | Läge | % klar | Kommentarer",
    "pl": "Zadanie | Odpowiedzialny | Data rozpoczęcia | Termin realizacji | Stan | % ukończenia | Uwagi",
    "ru": "Задача | Ответственный | Дата начала | Срок исполнения | Статус | % выполнения | Примечание",
    "id": "Kegiatan | Penanggung Jawab | Tanggal mulai | Batas waktu | Status | % selesai | Keterangan",
    "zh": "任务名称 | 负责人 | 开始日期 | 截止日期 | 状态 | 完成百分比 | 备注",
    "ja": "作業内容 | 担当者 | 開始予定日 | 期限 | ステータス | 進捗率 | 備考",
    "ko": "업무내용 | 담당자 | 시작일 | 마감일 | 진행상태 | 진척률 | 비고",
    "da": "Opgave | Ansvarlig | Startdato | Frist | Status | % færdig | Bemærkninger",
    "fi": "Tehtävä | Vastuuhenkilö | Alku | Määräaika | Tila | Valmius % | Huomiot",
    "tr": "Görev | Sorumlu | Başlangıç tarihi | Bitiş tarihi | Durum | Tamamlanma % | Açıklamalar",
    "vi": "Công việc | Người phụ trách | Ngày bắt đầu | Hạn chót | Trạng thái | % hoàn thành | Ghi chú",
    "th": "กิจกรรม | ผู้รับผิดชอบ | วันที่เริ่ม | กำหนดส่ง | สถานะ | ความคืบหน้า | หมายเหตุ",
    "he": "משימה | אחראי | תאריך התחלה | תאריך יעד | סטטוס | % ביצוע | הערות",
    "ar": "المهمة | المسؤول | تاريخ البداية | الموعد النهائي | الحالة | نسبة الإنجاز | ملاحظات",
    "cs": "Úkol | Odpovědná osoba | Zahájení | Termín | Stav | % hotovo | Poznámky",
    "uk": "Завдання | Відповідальний | Дата початку | Термін виконання | Статус | % виконання | Примітки",
}
ROW = "| Write the text for the page | Ana | 2026-01-05 | 2026-01-09 | Done | 100% | as agreed with the printer |"


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_of_every_language(language: str) -> None:
    table = steps(found(f"Plan\n| {LANGUAGES[language]} |\n{ROW}\n{ROW.replace('Ana', 'Ben').replace('100%', '40%')}"))
    assert sorted(table.columns, key=lambda name: table.columns[name]) == [
        "step", "owner", "start", "due", "status", "percent", "notes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Due\nDate *", "due"),
        ("ＤＵＥ　ＤＡＴＥ", "due"),
        ("DUE_DATE", "due"),
        ("Person(s) responsible", "owner"),
        ("Owner 2", "owner"),
        ("Status comment", "notes"),
        ("Task status", "status"),
        ("Task owner e-mail", "email"),
        ("Goal owner", "other_people"),
        ("Planned end date", "due"),
        ("End date (actual)", "done_on"),
        ("Est. completion date", "due"),
        ("Baseline finish", "baseline_date"),
        ("実績開始日", "actual_start"),
        ("Date created", "created"),
        ("İş", "step"),
    ],
)
def test_what_a_heading_means_first(heading: str, meaning: str) -> None:
    assert heading_words.meanings(heading)[0].name == meaning


def test_every_meaning_is_a_field_of_some_kind() -> None:
    fields = {field.name for kind in Kind for field in fields_of(kind)}
    assert set(heading_words.data()["words"]) - {"email"} <= fields
    becomes = {name for names in heading_words.data()["qualified"].values() for name in names.values()}
    assert becomes <= fields | set(heading_words.data()["other"])


@given(st.text(max_size=60))
def test_any_text_may_stand_in_a_heading(text: str) -> None:
    assert all(0 < meaning.strength <= 1 for meaning in heading_words.meanings(text))


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(goalsheet.layout.__path__)])
def test_examples_in_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"goalsheet.layout.{name}")).failed == 0


def test_what_a_status_cell_can_say_is_evidence_of_a_status_column() -> None:
    said = {word for table in ("life_cycle", "health") for word in meanings_of_cells(table) if len(word) > 1}
    assert {
        word for word in said if "," not in word and heading_words.key(word) not in heading_words.cell_words("status")
    } == set()
