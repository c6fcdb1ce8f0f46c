"""Columns whose heading is half known and whose cells leave hardly another meaning."""

import pytest

from tests.layout.sheets import found, read, steps

SHARES = [
    """
    | Tarea       | Inicio     | Fin        | Completo |
    | Automatizar | 2026-07-19 | 2026-12-31 | 75       |
    | Formatos    | 2026-07-10 | 2026-12-25 | 40       |
    | Informes    | 2026-07-04 | 2026-12-04 | 85       |
    """,
    """
    | Owner   | Task         | Due        | Completed |
    | Ann Lee | Sign lease   | 2026-07-19 | 75        |
    | Bo Chan | Move archive | 2026-07-10 | 40        |
    | Ann Lee | Order desks  | 2026-07-04 | 85        |
    """,
    """
    Plan d'action
    | Action             | Complété | Échéance   | Responsable |
    | Signer le bail     | 75       | 2026-07-19 | Anne Roy    |
    | Déplacer l'archive | 40       | 2026-07-10 | Luc Petit   |
    | Commander          | 85       | 2026-07-04 | Anne Roy    |
    """,
]


@pytest.mark.parametrize("drawing", SHARES)
def test_what_is_complete_in_numbers_is_a_share(drawing: str) -> None:
    table = steps(found(drawing))
    assert [percent for (percent,) in read(table, "percent")] == [75, 40, 85]
    assert "status" not in table.columns


def test_marks_from_one_to_five_are_no_share() -> None:
    drawing = """
    | Task         | Owner   | Due        | Completed |
    | Sign lease   | Ann Lee | 2026-07-19 | 3         |
    | Move archive | Bo Chan | 2026-07-10 | 5         |
    | Order desks  | Ann Lee | 2026-07-04 | 1         |
    """
    assert "percent" not in steps(found(drawing)).columns


ENDS = [
    """
    | Sprint   | Outcome         | Assignee | Start Date | Deadline   | End Date   | Status      |
    | Sprint 1 | Interview notes | Ann Lee  | 2026-05-08 | 2026-05-12 | 2026-05-09 | Done        |
    | Sprint 1 | Wish list       | Bo Chan  | 2026-05-08 | 2026-05-12 | 2026-05-11 | Done        |
    | Sprint 2 | Wireframes      | Ann Lee  | 2026-05-17 | 2026-05-19 | 2026-05-18 | Done        |
    | Sprint 2 | Prototype       | Cy Dow   | 2026-05-17 | 2026-05-19 |            | In progress |
    | Sprint 2 | Training        | Cy Dow   | 2026-05-17 | 2026-05-19 |            | In progress |
    """,
    """
    | Aufgabe             | Status    | Beginn     | Frist      | Ende       | Zuständig |
    | Notizen ordnen      | erledigt  | 2026-05-08 | 2026-05-12 | 2026-05-09 | Ann Lee   |
    | Wunschliste         | erledigt  | 2026-05-08 | 2026-05-12 | 2026-05-11 | Bo Chan   |
    | Skizzen zeichnen    | erledigt  | 2026-05-17 | 2026-05-19 | 2026-05-18 | Ann Lee   |
    | Prototyp bauen      | in Arbeit | 2026-05-17 | 2026-05-19 |            | Cy Dow    |
    | Schulung vorbereiten| in Arbeit | 2026-05-17 | 2026-05-19 |            | Cy Dow    |
    """,
]


@pytest.mark.parametrize("drawing", ENDS)
def test_a_second_end_that_only_finished_work_has_is_the_day_done(drawing: str) -> None:
    table = steps(found(drawing))
    days = [str(done)[:10] if done else None for (done,) in read(table, "done_on")]
    assert days == ["2026-05-09", "2026-05-11", "2026-05-18", None, None]
    assert [str(due)[:10] for (due,) in read(table, "due")][:3] == ["2026-05-12", "2026-05-12", "2026-05-19"]
    assert table.sure["done_on"] < 0.9


ANSWERED = [
    (
        """
        | 问题编号 | 问题描述         | 是否解决 | 解决时间 | 备注 |
        | 1        | 登录页面打不开   | 否       | 待定     |      |
        | 2        | 支付金额显示错误 | 是       | 2026/2/5 |      |
        | 3        | 图片上传太慢     | 否       | 待定     |      |
        | 4        | 用户名不能修改   | 是       | 2026/2/6 |      |
        """,
        ["否", "是", "否", "是"],
    ),
    (
        """
        | Problème                     | Résolu ? | Date de résolution | Signalé par |
        | La page de connexion échoue  | non      |                    | Anne Roy    |
        | Montant affiché faux         | oui      | 2026-02-05         | Luc Petit   |
        | Téléversement trop lent      | non      |                    | Anne Roy    |
        | Nom impossible à changer     | oui      | 2026-02-06         | Luc Petit   |
        """,
        ["non", "oui", "non", "oui"],
    ),
    (
        """
        | 番号 | 課題の内容                 | 解決済み | 担当者   |
        | 1    | ログイン画面が開かない     | いいえ   | 佐藤 花子 |
        | 2    | 金額の表示が間違っている   | はい     | 鈴木 一郎 |
        | 3    | 画像のアップロードが遅い   | いいえ   | 佐藤 花子 |
        | 4    | ユーザー名を変更できない   | はい     | 鈴木 一郎 |
        """,
        ["いいえ", "はい", "いいえ", "はい"],
    ),
]


@pytest.mark.parametrize(("drawing", "said"), ANSWERED)
def test_yes_and_no_to_whether_it_is_done_are_a_status(drawing: str, said: list[str]) -> None:
    assert [status for (status,) in read(steps(found(drawing)), "status")] == said


TEAMS = [
    (
        """
        | Team           | Requirement | Action                |
        | Data and Apps  | Integrity   | Check all numbers     |
        |                |             | Run the nightly test  |
        | Development    | Speed       | Measure the start page|
        |                | Access      | Review who has access |
        |                |             | Close old accounts    |
        """,
        "A2:A3 A4:A6 B2:B3 B5:B6",
        ["Data and Apps", "Data and Apps", "Development", "Development", "Development"],
    ),
    (
        """
        | Maßnahme                | Abteilung |
        | Zahlen prüfen           | Vertrieb  |
        | Testlauf in der Nacht   | Vertrieb  |
        | Startseite messen       | IT        |
        | Zugänge durchsehen      | IT        |
        """,
        "",
        ["Vertrieb", "Vertrieb", "IT", "IT"],
    ),
    (
        """
        | Équipe  | Tâche                       |
        | Ventes  | Vérifier tous les chiffres  |
        | Ventes  | Lancer le test de nuit      |
        | Achats  | Mesurer la page d'accueil   |
        | Achats  | Revoir les accès            |
        """,
        "",
        ["Ventes", "Ventes", "Achats", "Achats"],
    ),
]


@pytest.mark.parametrize(("drawing", "merged", "owners"), TEAMS)
def test_a_team_answers_where_no_person_does(drawing: str, merged: str, owners: list[str]) -> None:
    table = steps(found(drawing, merged=merged))
    assert [owner for (owner,) in read(table, "owner")] == owners
    assert table.sure["owner"] < 0.9


def test_a_team_of_a_table_that_names_no_step_is_no_owner() -> None:
    drawing = """
    | Season  | Ranking | Name      | Team     | Goals |
    | 2019/20 | 1       | Ann Lee   | Northend | 31    |
    | 2019/20 | 2       | Bo Chan   | Southend | 28    |
    | 2020/21 | 1       | Cy Dow    | Northend | 26    |
    | 2020/21 | 2       | Dee Eaton | Westend  | 25    |
    """
    assert "owner" not in steps(found(drawing)).columns


WORDED = [
    """
    | Action         | Responsible Person | Deadline   | Success Criteria |
    | Make a form    | Ann Lee            | 2027-02-20 | DONE             |
    | Train all      | Bo Chan            | 2027-02-23 | on going         |
    | List rights    | Ann Lee            | 2027-02-27 | DONE             |
    """,
    """
    | Acción              | Responsable | Fecha límite | Criterio de éxito |
    | Hacer un formulario | Ana Ruiz    | 2027-02-20   | terminado         |
    | Formar a todos      | Luis Gil    | 2027-02-23   | en curso          |
    | Listar los permisos | Ana Ruiz    | 2027-02-27   | terminado         |
    """,
]


@pytest.mark.parametrize("drawing", WORDED)
def test_words_of_a_status_are_one_under_a_heading_that_says_nothing_of_it(drawing: str) -> None:
    table = steps(found(drawing))
    assert [str(status).casefold() for (status,) in read(table, "status")][1] in ("on going", "en curso")


def test_plan_and_actual_row_by_row_are_no_status() -> None:
    drawing = """
    | 作業             | メンバ   | 予実 | 完了日     |
    | 要件を整理する   | 佐藤     | 予定 | 2026-05-08 |
    |                  |          | 実績 | 2026-05-09 |
    | 画面を設計する   | 鈴木     | 予定 | 2026-05-17 |
    |                  |          | 実績 |            |
    """
    assert "status" not in steps(found(drawing)).columns


SIGNS = [
    """
    Plán
    | Den    | Datum (do) | Co odevzdat                  | Splněno |
    | Kotle  | 2021-04-24 | Stechiometrie a výpočty      | ✎       |
    | Stroje | 2021-04-26 | Pevnostní výpočet přehříváku | ✓       |
    | Kotle  | 2021-04-28 | Tepelná bilance a ztráty     | ✎       |
    | Teorie | 2021-05-04 | Úvod a závěr práce           | ✗       |
    """,
    """
    Liste
    | Aufgabe                  | Termin     | Fertiggestellt? |
    | Rechnung schreiben       | 2026-04-24 | ✓               |
    | Angebot nachfassen       | 2026-04-26 | ✗               |
    | Lager aufräumen          | 2026-04-28 | ✓               |
    | Messestand bestellen     | 2026-05-04 | ✗               |
    """,
]


@pytest.mark.parametrize("drawing", SIGNS)
def test_signs_under_a_heading_that_says_done_are_a_status(drawing: str) -> None:
    said = [str(sign) for (sign,) in read(steps(found(drawing)), "status")]
    assert set(said) <= {"✎", "✓", "✗"}
