"""Quarters and months, yes and no, planned and actual, as plans in many languages have them."""

import pytest

from goalsheet.plan.dates import day
from goalsheet.plan.model import Plan
from tests.support.reading import plan_of


def dues(plan: Plan) -> list[str]:
    return [str(step.due) for step in plan.steps]


@pytest.mark.parametrize(
    "drawing",
    [
        """
        Planning
        | Taak          | Wie | Deadline             |
        | Schrijf tekst | Ana | K1 2026              |
        | Druk folder   | Ben | 2e kwartaal 2026     |
        | Stuur brief   | Eva | eind december 2026   |
        """,
        """
        План
        | Задача         | Ответственный | Срок                 |
        | Написать текст | Анна          | I кв. 2026           |
        | Печать         | Иван          | 2 кв. 2026           |
        | Рассылка       | Анна          | IV квартал 2026 года |
        """,
        """
        Kế hoạch
        | Công việc  | Người phụ trách | Thời hạn       |
        | Viết bài   | An              | Quý I/2026     |
        | In tờ rơi  | Bình            | Tháng 6/2026   |
        | Gửi thư    | An              | Quý 4/2026     |
        """,
        """
        Plan
        | Tâche    | Responsable | Échéance            |
        | Rédiger  | Ana         | T1 2026             |
        | Imprimer | Luc         | 2e trimestre 2026   |
        | Envoyer  | Ana         | fin décembre 2026   |
        """,
        """
        Plán
        | Úkol        | Odpovídá | Termín              |
        | Napsat text | Jana     | březen 2026         |
        | Tisk letáku | Petr     | 2. čtvrtletí 2026   |
        | Rozeslat    | Jana     | konec prosince 2026 |
        """,
        """
        Plan
        | Zadanie      | Odpowiedzialny | Termin        |
        | Napisz tekst | Anna           | I kwartał 2026 |
        | Druk         | Jan            | II kw. 2026   |
        | Wyślij       | Anna           | grudzień 2026 |
        """,
        """
        Plan
        | Görev     | Sorumlu | Bitiş            |
        | Metni yaz | Ayşe    | Mart 2026 sonu   |
        | Baskı     | Mehmet  | 2. çeyrek 2026   |
        | Gönder    | Ayşe    | Aralık 2026      |
        """,
        """
        2026年工作计划

        | 任务   | 负责人 | 截止日期 |
        | 写文案 | 王小明 | 3月底    |
        | 印刷   | 李华   | 第二季度 |
        | 发送   | 王小明 | 12月底   |
        """,
        """
        计划
        | 任务   | 负责人 | 截止日期       |
        | 写文案 | 王小明 | 2026年第一季度 |
        | 印刷   | 李华   | 2026年6月底    |
        | 发送   | 王小明 | 2026年底       |
        """,
    ],
)
def test_a_quarter_or_month_with_its_year_is_its_last_day(drawing: str) -> None:
    assert dues(plan_of(drawing)) == ["2026-03-31", "2026-06-30", "2026-12-31"]


@pytest.mark.parametrize("typed", ["Q5 2026", "K 12 2026", "V квартал 2026", "2026", "IV", "Quý 1/2026 in tờ rơi"])
def test_no_period_is_made_up(typed: str) -> None:
    assert not hasattr(day(typed), "date")


def test_a_week_has_no_roman_number() -> None:
    assert [str(getattr(day(typed), "date", "")) for typed in ("III kw. 2026", "KW 3 2026")] == [
        "2026-09-30",
        "2026-01-18",
    ]


@pytest.mark.parametrize(
    ("columns", "yes", "no"),
    [
        ("Úkol | Odpovídá | Termín | Hotovo?", "Ano", "Ne"),
        ("Úkol | Odpovídá | Termín | Splněno", "ano", "ne"),
        ("Görev | Sorumlu | Bitiş | Tamamlandı mı", "Evet", "Hayır"),
        ("Задача | Ответственный | Срок | Сделано", "Да", "Нет"),
        ("Завдання | Відповідальний | Термін | Виконано?", "Так", "Ні"),
        ("Công việc | Người phụ trách | Thời hạn | Đã xong", "Có", "Không"),
        ("Uppgift | Ansvarig | Deadline | Klar?", "Ja", "Nej"),
        ("Opgave | Ansvarlig | Frist | Færdig?", "ja", "nej"),
        ("Tehtävä | Vastuuhenkilö | Määräaika | Valmis?", "Kyllä", "Ei"),
        ("Feladat | Felelős | Határidő | Kész?", "Igen", "Nem"),
        ("Sarcină | Responsabil | Termen | Finalizat?", "Da", "Nu"),
    ],
)
def test_yes_and_no_under_done_are_a_status(columns: str, yes: str, no: str) -> None:
    plan = plan_of(f"""
        Plan
        | {columns} |
        | Abc text  | Anna | 2026-01-05 | {yes} |
        | Def tisk  | Ivan | 2026-02-05 | {no}  |
        | Ghi mail  | Anna | 2026-03-05 | {no}  |
    """)
    assert [step.life_cycle for step in plan.steps] == ["done", "not started", "not started"]


@pytest.mark.parametrize(
    "columns",
    [
        "Görev | Sorumlu | Planlanan bitiş | Fiili bitiş",
        "Görev | Sorumlu | Bitiş (planlanan) | Bitiş (gerçekleşen)",
        "Công việc | Người phụ trách | Ngày hoàn thành dự kiến | Ngày hoàn thành thực tế",
        "Công việc | Người phụ trách | Ngày kết thúc dự kiến | Ngày kết thúc thực tế",
        "Zadanie | Odpowiedzialny | Planowany koniec | Rzeczywisty koniec",
        "Úkol | Odpovídá | Plánovaný termín | Skut. termín",
        "Úkol | Odpovídá | Plánovaný konec | Skutečný konec",
        "Завдання | Відповідальний | Плановий термін | Фактичний термін",
        "Feladat | Felelős | Tervezett határidő | Tényleges határidő",
    ],
)
def test_the_planned_date_is_due_and_the_actual_one_when_it_was_done(columns: str) -> None:
    plan = plan_of(f"""
        Plan
        | {columns} |
        | Abc text  | Anna | 2026-01-05 | 2026-01-07 |
        | Def tisk  | Ivan | 2026-02-05 |            |
        | Ghi mail  | Anna | 2026-03-05 |            |
    """)
    assert [(str(step.due), str(step.done_on)) for step in plan.steps] == [
        ("2026-01-05", "2026-01-07"),
        ("2026-02-05", "None"),
        ("2026-03-05", "None"),
    ]
