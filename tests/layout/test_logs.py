"""Tables that speak of tasks and are no plan: what was done, and how long it took."""

import pytest

from tests.layout.sheets import found

TIMESHEETS = [
    """
    Blad
    | Datum      | Teamlid | Domein | Taak                       | Tijd (in min) |
    | 2019-11-13 | Ruben   | Des    | Opdracht lezen             | 20            |
    | 2019-11-13 | Ruben   | Des    | Database model uitdenken   | 45            |
    | 2019-11-13 | Ruben   | Dev    | Omgeving opzetten          | 15            |
    | 2019-11-14 | Ruben   | Dev    | Bootstrap opzetten         | 30            |
    """,
    """
    März
    | Datum      | Wer     | Aufgabe              | Zeit (Std.) |
    | 2026-03-02 | Ann Lee | Angebot schreiben    | 2.5         |
    | 2026-03-02 | Bo Chan | Kunden anrufen       | 1           |
    | 2026-03-03 | Ann Lee | Angebot überarbeiten | 0.5         |
    | 2026-03-04 | Ann Lee | Lager aufräumen      | 3           |
    """,
    """
    3月
    | 日付       | 担当  | 作業             | 実働（時間） |
    | 2026-03-02 | 佐藤  | 見積書を作成する | 2.5          |
    | 2026-03-02 | 鈴木  | 顧客に電話する   | 1            |
    | 2026-03-03 | 佐藤  | 見積書を見直す   | 0.5          |
    | 2026-03-04 | 佐藤  | 倉庫を片付ける   | 3            |
    """,
]


@pytest.mark.parametrize("drawing", TIMESHEETS)
def test_hours_by_day_are_no_plan(drawing: str) -> None:
    assert found(drawing).refused


def test_days_and_hours_with_a_status_are_a_plan() -> None:
    drawing = TIMESHEETS[1].replace("| Zeit (Std.) |", "| Zeit (Std.) | Status  |")
    drawing = drawing.replace("2.5         |", "2.5 | offen |").replace("0.5         |", "0.5 | offen |")
    drawing = drawing.replace("1           |", "1 | erledigt |").replace("3           |", "3 | offen |")
    assert not found(drawing).refused


def test_topics_marked_with_ticks_are_no_people_of_steps() -> None:
    drawing = """
    Overview
    | labels           | id          | parents | Running Economy | Maximum Velocity | Hurdles |
    | Stride Frequency | StrideFreq  | Spatio  | X               | X                | X       |
    | Flight Time      | FlightTime  | Stride  | X               |                  | X       |
    | Swing Time       | SwingTime   | Stride  |                 | X                |         |
    | Stride Time      | StrideTime  | Stride  | X               |                  |         |
    | Contact Time     | ContactTime | Stride  | X               | X                |         |
    """
    assert found(drawing).refused
