"""The ways people lay out a plan, each drawn small, in the languages they were met in."""

from datetime import date

from goalsheet.layout.table import Kind
from tests.layout.sheets import found, read, steps

D = date.fromisoformat


def test_flat_list_with_the_heading_in_row_one() -> None:
    table = steps(
        found("""
        Sheet1
        | Task         | Assigned to | Deadline   | State       |
        | Write copy   | Ana         | 2026-03-01 | Done        |
        | Book venue   | Ben         | 2026-03-08 | In progress |
    """)
    )
    assert table.heading_rows == (1,)
    assert table.goals_by == "none"
    assert read(table, "step", "owner", "due", "status") == [
        ("Write copy", "Ana", D("2026-03-01"), "Done"),
        ("Book venue", "Ben", D("2026-03-08"), "In progress"),
    ]


def test_banner_and_notes_above_the_heading_german() -> None:
    table = steps(
        found("""
        Projektplan
        | | Relaunch der Webseite | | | |
        | | Stand: 01.03.2026     | | | |
        | | |
        | | Nr. | Aufgabe               | Verantwortlich | Fällig am  | Bearbeitungsstand |
        | | 1   | Texte überarbeiten    | Jana Weiß      | 2026-03-10 | erledigt          |
        | | 2   | Bilder auswählen      | Tom Busch      | 2026-03-20 | in Arbeit         |
        | | |
        | | Bitte jede Woche bis Freitag, 12 Uhr, aktualisieren. | | | |
    """)
    )
    assert table.heading_rows == (4,)
    assert read(table, "id", "step", "owner", "due", "status") == [
        (1, "Texte überarbeiten", "Jana Weiß", D("2026-03-10"), "erledigt"),
        (2, "Bilder auswählen", "Tom Busch", D("2026-03-20"), "in Arbeit"),
    ]
    assert [(left.row, left.why) for left in table.left_out] == [(8, "a note below the table")]


def test_section_rows_french() -> None:
    table = steps(
        found("""
        Plan
        | Action                     | Responsable | Échéance   | Avancement |
        | Accueil des nouveaux       |             |            |            |
        | Rédiger le livret          | Chloé       | 2026-04-01 | 50%        |
        | Former les tuteurs         | Luc         | 2026-04-15 | 0%         |
        | Visibilité                 |             |            |            |
        | Publier trois témoignages  | Inès        | 2026-05-02 | 10%        |
    """)
    )
    assert table.goals_by == "section rows"
    assert read(table, "goal", "step", "owner", "percent") == [
        ("Accueil des nouveaux", "Rédiger le livret", "Chloé", 0.5),
        ("Accueil des nouveaux", "Former les tuteurs", "Luc", 0.0),
        ("Visibilité", "Publier trois témoignages", "Inès", 0.1),
    ]
    assert table.rows[0].elsewhere["goal"].ref.a1 == "A2"


def test_section_rows_told_by_their_colour_leave_a_bare_step_a_step_japanese() -> None:
    drawing = """
        計画
        | タスク       | 担当者 | 開始日     | 終了予定日 |
        | 設計         |        |            |            |
        | 夕会の開催   |        |            |            |
        | 画面を描く   | 佐藤   | 2026-01-15 | 2026-01-16 |
        | 実装         |        |            |            |
        | 画面を作る   | 鈴木   | 2026-01-19 | 2026-01-23 |
    """
    table = steps(found(drawing, fills={"A2": "D9EAD3", "A5": "D9EAD3"}))
    assert read(table, "goal", "step") == [("設計", "夕会の開催"), ("設計", "画面を描く"), ("実装", "画面を作る")]


def test_section_banners_in_a_column_left_of_the_steps_portuguese() -> None:
    table = steps(
        found("""
        Cronograma
        | Fase        | Atividade         | Responsável | Prazo      |
        | Preparação  |                   |             |            |
        |             | Escolher o local  | Rui         | 2026-05-01 |
        |             | Pedir orçamento   | Inês        | 2026-05-04 |
        | Execução    |                   |             |            |
        |             | Montar o palco    | Rui         | 2026-06-01 |
    """)
    )
    assert read(table, "goal", "step", "owner") == [
        ("Preparação", "Escolher o local", "Rui"),
        ("Preparação", "Pedir orçamento", "Inês"),
        ("Execução", "Montar o palco", "Rui"),
    ]


def test_goals_merged_downwards_chinese() -> None:
    drawing = """
        工作计划
        | 目标     | 任务名称   | 负责人 | 开始时间   | 截止日期   | 状态   |
        | 提高满意 | 回访客户   | 王芳   | 2026-02-01 | 2026-02-10 | 已完成 |
        |          | 改进客服   | 李雷   | 2026-02-05 | 2026-02-20 | 进行中 |
        | 降低成本 | 更换供应商 | 张伟   | 2026-03-01 | 2026-03-31 | 未开始 |
    """
    table = steps(found(drawing, merged="A2:A3"))
    assert table.goals_by == "merged"
    assert read(table, "goal", "step", "owner", "due") == [
        ("提高满意", "回访客户", "王芳", D("2026-02-10")),
        ("提高满意", "改进客服", "李雷", D("2026-02-20")),
        ("降低成本", "更换供应商", "张伟", D("2026-03-31")),
    ]


def test_owner_merged_downwards_is_the_owner_of_every_row() -> None:
    drawing = """
        Plan
        | Task       | Owner | Due        |
        | Write copy | Ana   | 2026-02-01 |
        | Edit copy  |       | 2026-02-05 |
        | Print      | Ben   | 2026-02-09 |
    """
    assert read(steps(found(drawing, merged="B2:B3")), "owner") == [("Ana",), ("Ana",), ("Ben",)]
    assert read(steps(found(drawing)), "owner") == [("Ana",), (None,), ("Ben",)]


def test_goals_stated_once_and_left_blank_below_swedish() -> None:
    table = steps(
        found("""
        Handlingsplan
        | Mål              | Aktivitet          | Ansvarig | Klart senast |
        | Fler medlemmar   | Ring tio föreningar | Eva     | 2026-04-01   |
        |                  | Ordna en öppen dag  | Olle    | 2026-04-20   |
        |                  | Följ upp            | Eva     | 2026-05-01   |
        | Lägre kostnader  | Byt leverantör      | Nils    | 2026-06-01   |
        |                  | Sälj den gamla bilen | Nils   | 2026-06-15   |
    """)
    )
    assert table.goals_by == "filled down"
    assert [goal for goal, _ in read(table, "goal", "step")] == ["Fler medlemmar"] * 3 + ["Lägre kostnader"] * 2


def test_a_goal_left_blank_among_repeated_goals_stays_blank() -> None:
    table = steps(
        found("""
        Steps
        | ID | Goal | Step       | Owner | Due        |
        | S1 | G1   | Write copy | Ana   | 2026-02-01 |
        | S2 | G1   | Edit copy  | Ben   | 2026-02-05 |
        | S3 |      | Print      | Ben   | 2026-02-09 |
    """)
    )
    assert read(table, "goal") == [("G1",), ("G1",), (None,)]


def test_wbs_numbers_spanish() -> None:
    table = steps(
        found("""
        EDT
        | WBS   | Tarea             | Responsable | Inicio     | Fin        | % avance |
        | '1    | Preparación       |             |            |            |          |
        | '1.1  | Definir alcance   | María       | 2026-01-05 | 2026-01-09 | 100%     |
        | '1.2  | Contratar equipo  |             |            |            |          |
        | '1.2.1 | Publicar oferta  | Luis        | 2026-01-12 | 2026-01-16 | 40%      |
        | '1.2.2 | Entrevistas      | María       | 2026-01-19 | 2026-01-30 | 0%       |
        | '2    | Ejecución         |             |            |            |          |
        | '2.1  | Montaje           | Ana         | 2026-02-02 | 2026-02-27 | 0%       |
    """)
    )
    assert table.goals_by == "outline"
    assert read(table, "id", "goal", "step", "owner") == [
        ("1.1", "Preparación", "Definir alcance", "María"),
        ("1.2.1", "Preparación", "Publicar oferta", "Luis"),
        ("1.2.2", "Preparación", "Entrevistas", "María"),
        ("2.1", "Ejecución", "Montaje", "Ana"),
    ]
    assert read(table, "milestone")[1] == ("Contratar equipo",)
    assert [(left.row, left.why) for left in table.left_out] == [(4, "sums up the rows below it")]


def test_a_single_root_is_the_name_of_the_plan_not_its_goal() -> None:
    table = steps(
        found("""
        WBS
        | WBS    | Task             | Owner | Due        |
        | '1     | New office       |       |            |
        | '1.1   | Find a place     |       |            |
        | '1.1.1 | Visit three      | Ana   | 2026-02-01 |
        | '1.2   | Move             |       |            |
        | '1.2.1 | Hire a van       | Ben   | 2026-03-01 |
    """)
    )
    assert read(table, "goal", "step") == [("Find a place", "Visit three"), ("Move", "Hire a van")]


def test_leading_blanks_and_indents_make_an_outline() -> None:
    drawing = """
        Plan
        | Task        | Resource Names | Start      | Finish     |
        | Network     |                |            |            |
        | '   Design  | Arun           | 2026-01-02 | 2026-02-13 |
        | '   Build   | Arun, Bex      | 2026-02-14 | 2026-03-28 |
        | Servers     |                |            |            |
        | '   Order   | Charley        | 2026-02-20 | 2026-03-27 |
    """
    expected = [("Network", "Design"), ("Network", "Build"), ("Servers", "Order")]
    assert read(steps(found(drawing)), "goal", "step") == expected
    flat = drawing.replace("'   ", "")
    indented = found(flat, indents={"A3": 1, "A4": 1, "A6": 1})
    assert steps(indented).goals_by == "outline"
    assert read(steps(indented), "goal", "step") == expected


def test_names_in_several_columns_under_one_merged_heading() -> None:
    drawing = """
        Plan
        | Task     |            |              | Owner | Due        |
        | Launch   |            |              |       |            |
        |          | Site       |              |       |            |
        |          |            | Write texts  | Ana   | 2026-02-01 |
        |          |            | Draw icons   | Ben   | 2026-02-05 |
        | Training |            |              |       |            |
        |          | Record videos |           | Cleo  | 2026-03-01 |
    """
    table = steps(found(drawing, merged="A1:C1"))
    assert read(table, "goal", "milestone", "step", "owner") == [
        ("Launch", "Site", "Write texts", "Ana"),
        ("Launch", "Site", "Draw icons", "Ben"),
        ("Training", None, "Record videos", "Cleo"),
    ]


def test_blocks_with_their_heading_repeated_polish() -> None:
    table = steps(
        found("""
        Plan
        | Etap 1: przygotowanie |             |            |
        | Zadanie               | Wykonawca   | Termin     |
        | Wybrać salę           | Ola         | 2026-04-01 |
        | Zaprosić gości        | Jan         | 2026-04-07 |
        | |
        | Etap 2: konferencja   |             |            |
        | Zadanie               | Wykonawca   | Termin     |
        | Przywitać gości       | Ola         | 2026-05-01 |
    """)
    )
    assert table.goals_by == "blocks"
    assert read(table, "goal", "step", "owner") == [
        ("Etap 1: przygotowanie", "Wybrać salę", "Ola"),
        ("Etap 1: przygotowanie", "Zaprosić gości", "Jan"),
        ("Etap 2: konferencja", "Przywitać gości", "Ola"),
    ]
    assert [left.row for left in table.left_out] == [7]


def test_a_later_block_may_order_its_columns_otherwise() -> None:
    table = steps(
        found("""
        Plan
        | Marketing  |       |            |        |
        | Task       | Owner | Due date   | Status |
        | Write copy | Ana   | 2026-04-01 | Open   |
        | |
        | Sales      |       |            |        |
        | Task       | Due date   | Owner | Status |
        | Call ten   | 2026-05-01 | Ben   | Open   |
    """)
    )
    assert read(table, "step", "owner", "due") == [
        ("Write copy", "Ana", D("2026-04-01")),
        ("Call ten", "Ben", D("2026-05-01")),
    ]


def test_two_row_heading_with_plan_and_fact_japanese() -> None:
    drawing = """
        WBS
        | No | 作業名   | 予定       |            | 実績       |            | 進捗率 | 担当 |
        |    |          | 開始日     | 終了日     | 開始日     | 終了日     |        |      |
        | 1  | 要件定義 | 2026-01-05 | 2026-01-16 | 2026-01-05 | 2026-01-20 | 100%   | 佐藤 |
        | 2  | 基本設計 | 2026-01-19 | 2026-02-06 | 2026-01-21 |            | 40%    | 鈴木 |
        | 3  |          |            |            |            |            |        |      |
    """
    table = steps(found(drawing, merged="A1:A2 B1:B2 C1:D1 E1:F1 G1:G2 H1:H2"))
    assert table.heading_rows == (1, 2)
    assert read(table, "step", "owner", "start", "due", "done_on", "percent") == [
        ("要件定義", "佐藤", D("2026-01-05"), D("2026-01-16"), D("2026-01-20"), 1.0),
        ("基本設計", "鈴木", D("2026-01-19"), D("2026-02-06"), None, 0.4),
    ]
    assert [(left.row, left.why) for left in table.left_out] == [(5, "numbered, but empty")]


def test_labels_above_the_heading_without_a_merge_russian() -> None:
    table = steps(
        found("""
        План
        |   |                   | План       |            | Факт       |            |               |
        | № | Задача            | Начало     | Окончание  | Начало     | Окончание  | Ответственный |
        | 1 | Подготовить отчёт | 2026-03-02 | 2026-03-06 | 2026-03-02 |            | Иванов        |
        | 2 | Согласовать смету | 2026-03-09 | 2026-03-13 |            |            | Петрова       |
    """)
    )
    assert table.heading_rows == (1, 2)
    assert read(table, "step", "start", "due", "done_on", "owner")[0] == (
        "Подготовить отчёт", D("2026-03-02"), D("2026-03-06"), None, "Иванов",
    )  # fmt: skip


def test_gantt_grid_at_the_right_is_no_column_but_counts_for_the_last_one() -> None:
    table = steps(
        found("""
        Gantt
        |  |  |  |  | 2026-03-02 | 2026-03-03 | 2026-03-04 | 2026-03-05 | 2026-03-06 |
        | Task | Lead | Start | End | M | T | W | T | F |
        | Phase one |  |  |  |  |  |  |  |  |
        | Draft | Ana | 2026-03-02 | 2026-03-03 | x | x |  |  |  |
        | Review | Ben | 2026-03-04 | 2026-03-06 |  |  | x | x | x |
        | Insert new rows above this one |  |  |  |  |  |  |  |  |
    """)
    )
    assert set(table.columns) == {"step", "owner", "start", "due"}
    assert table.last_column == 9
    assert read(table, "goal", "step", "owner") == [("Phase one", "Draft", "Ana"), ("Phase one", "Review", "Ben")]
    assert [(left.row, left.why) for left in table.left_out] == [(6, "a footer")]


def test_start_and_days_without_a_due_date_indonesian() -> None:
    table = steps(
        found("""
        Jadwal
        | No | Kegiatan         | Penanggung Jawab | Tanggal Mulai | Durasi (hari) | Keterangan |
        | 1  | Survei lokasi    | Budi             | 2026-08-03    | 5             |            |
        | 2  | Cetak spanduk    | Siti             | 2026-08-10    | 3             | menunggu   |
    """)
    )
    assert "due" not in table.columns
    assert read(table, "step", "owner", "start", "duration") == [
        ("Survei lokasi", "Budi", D("2026-08-03"), 5),
        ("Cetak spanduk", "Siti", D("2026-08-10"), 3),
    ]


def test_several_assignee_columns_korean() -> None:
    table = steps(
        found("""
        일정
        | 작업명      | 담당자1 | 담당자2 | 시작일     | 마감일     | 상태   |
        | 화면 설계   | 김민수  | 이영희  | 2026-03-02 | 2026-03-13 | 완료   |
        | 서버 구축   | 박철수  |         | 2026-03-09 | 2026-03-27 | 진행중 |
    """)
    )
    assert read(table, "step", "owner") == [("화면 설계", ["김민수", "이영희"]), ("서버 구축", "박철수")]


def test_totals_and_rows_of_formulas_are_left_out_dutch() -> None:
    table = steps(
        found("""
        Acties
        | Nr | Taak            | Eigenaar | Vervaldatum | Uren |
        | 1  | Folder ontwerpen | Sanne   | 2026-02-01  | 8    |
        | 2  | Folder drukken  | Piet     | 2026-02-08  | 2    |
        | =A3+1 |              |          | =D3+7       |      |
        |    | Totaal          |          |             | 10   |
    """)
    )
    assert read(table, "step") == [("Folder ontwerpen",), ("Folder drukken",)]
    assert (5, "a total") in [(left.row, left.why) for left in table.left_out]


def test_key_results_under_their_objective_italian() -> None:
    layout = found("""
        OKR
        | Obiettivo             | Risultato chiave        | Responsabile | Valore iniziale | Target | Attuale |
        | Clienti più contenti  | NPS da 30 a 45          | Lucia        | 30              | 45     | 38      |
        |                       | Reclami sotto 20        | Marco        | 60              | 20     | 41      |
        | Crescere in Francia   | 10 clienti              | Paolo        | 0               | 10     | 3       |
        |                       | 2 partner               | Paolo        | 0               | 2      | 1       |
    """)
    (table,) = layout.of(Kind.KEY_RESULTS)
    assert read(table, "goal", "key_result", "baseline", "target", "current")[:2] == [
        ("Clienti più contenti", "NPS da 30 a 45", 30, 45, 38),
        ("Clienti più contenti", "Reclami sotto 20", 60, 20, 41),
    ]


def test_kpi_scorecard_with_baseline_target_and_actual() -> None:
    layout = found("""
        Scorecard
        | KPI              | Unit | Baseline | Target | Actual | Owner |
        | Churn            | %    | 5        | 3      | 4.2    | Kofi  |
        | NPS              | pts  | 31       | 45     | 38     | Hanna |
    """)
    (table,) = layout.of(Kind.KEY_RESULTS)
    assert read(table, "key_result", "unit", "baseline", "target", "current", "owner") == [
        ("Churn", "%", 5, 3, 4.2, "Kofi"),
        ("NPS", "pts", 31, 45, 38, "Hanna"),
    ]


def test_phase_rows_with_the_dates_of_their_steps_are_goals() -> None:
    table = steps(
        found("""
        Gantt
        | Task        | Owner | Start      | End        |
        | Preparation |       | 2026-01-05 | 2026-01-16 |
        | Find a room | Ana   | 2026-01-05 | 2026-01-09 |
        | Hire a band | Ben   | 2026-01-12 | 2026-01-16 |
        | Party       |       | 2026-02-02 | 2026-02-06 |
        | Decorate    | Ana   | 2026-02-02 | 2026-02-05 |
        | Play        | Ben   | 2026-02-05 | 2026-02-06 |
    """)
    )
    assert table.goals_by == "section rows"
    assert [goal for (goal,) in read(table, "goal")] == ["Preparation", "Preparation", "Party", "Party"]


def test_a_step_without_an_owner_is_no_phase() -> None:
    table = steps(
        found("""
        Plan
        | Task        | Owner | Start      | End        |
        | Find a room |       | 2026-01-05 | 2026-01-16 |
        | Hire a band | Ben   | 2026-01-12 | 2026-01-16 |
        | Decorate    | Ana   | 2026-02-02 | 2026-02-05 |
    """)
    )
    assert len(table.rows) == 3


def test_task_over_subtask_where_a_task_may_stand_alone() -> None:
    table = steps(
        found("""
        Plan
        | Phase | Task         | Subtask     | Owner | Due        |
        | Start | Find a place | Visit three | Ana   | 2026-02-01 |
        |       |              | Choose one  | Ben   | 2026-02-08 |
        |       | Sign         |             | Ana   | 2026-02-15 |
        | Move  | Hire a van   | Ask for offers | Ben | 2026-03-01 |
        |       |              | Order it    | Ben   | 2026-03-08 |
    """)
    )
    assert read(table, "step", "owner") == [
        ("Visit three", "Ana"),
        ("Choose one", "Ben"),
        ("Sign", "Ana"),
        ("Ask for offers", "Ben"),
        ("Order it", "Ben"),
    ]
    assert [goal for (goal,) in read(table, "goal")] == ["Start", "Start", "Start", "Move", "Move"]


def test_levels_stated_in_a_column() -> None:
    table = steps(
        found("""
        Task_Table1
        | ID | Active | Name        | Duration | Start      | Finish     | Resource_Names | Outline_Level |
        | 1  | Yes    | Preparation | 10 days  | 2026-01-05 | 2026-01-16 |                | 1             |
        | 2  | Yes    | Find a room | 5 days   | 2026-01-05 | 2026-01-09 | Ana            | 2             |
        | 3  | Yes    | Hire a band | 5 days   | 2026-01-12 | 2026-01-16 | Ben            | 2             |
        | 4  | Yes    | Party       | 1 day    | 2026-01-19 | 2026-01-19 |                | 1             |
        | 5  | Yes    | Play        | 1 day    | 2026-01-19 | 2026-01-19 | Ben            | 2             |
    """)
    )
    assert read(table, "goal", "step") == [
        ("Preparation", "Find a room"),
        ("Preparation", "Hire a band"),
        ("Party", "Play"),
    ]


def test_a_desired_outcome_is_no_goal_where_banners_say_the_goals() -> None:
    table = steps(
        found("""
        Action plan
        | Action step         | Person responsible | Date due   | Desired outcome |
        | Goal 1: More readers |                   |            |                 |
        | Write ten articles  | Ana                | 2026-03-01 | Ten articles    |
        | Ask for reviews     | Ben                | 2026-04-01 | Five reviews    |
        | Goal 2: Less waste  |                    |            |                 |
        | Reuse the boxes     | Cleo               | 2026-05-01 | Fewer boxes     |
    """)
    )
    assert [goal for (goal,) in read(table, "goal")] == ["Goal 1: More readers"] * 2 + ["Goal 2: Less waste"]


def test_months_across_are_readings_of_the_metric() -> None:
    layout = found("""
        KPIs
        | Scorecard 2026 |        |     |     |     |     |     |
        | KPI            | Target | Jan | Feb | Mar | Apr | YTD |
        | Leads          | 100    | 80  | 90  | 99  |     | 90  |
        | Calls          | 40     | 38  | 41  |     |     | 40  |
    """)
    (table,) = layout.of(Kind.METRICS)
    assert read(table, "metric", "date", "value") == [
        ("Leads", "2026-01", 80),
        ("Leads", "2026-02", 90),
        ("Leads", "2026-03", 99),
        ("Calls", "2026-01", 38),
        ("Calls", "2026-02", 41),
    ]
    (results,) = layout.of(Kind.KEY_RESULTS)
    assert read(results, "key_result", "target", "current") == [("Leads", 100, 90), ("Calls", 40, 40)]


def test_months_across_without_a_year_are_left_without_one() -> None:
    layout = found("""
        KPIs
        | KPI   | Target | Jan | Feb | Mar | Apr | YTD |
        | Leads | 100    | 80  | 90  | 99  | 97  | 90  |
        | Calls | 40     | 38  | 41  | 44  | 42  | 40  |
    """)
    (table,) = layout.of(Kind.METRICS)
    assert read(table, "date", "value")[:2] == [("month 1", 80), ("month 2", 90)]
    assert len(layout.of(Kind.KEY_RESULTS)) == 1


def test_a_row_for_the_plan_and_one_for_the_fact_are_one_step() -> None:
    drawing = """
        進捗表
        | No | タスク   | 担当 | 区分 | 開始日     | 終了日     |
        | 1  | 設計     | 佐藤 | 予定 | 2026-01-05 | 2026-01-09 |
        |    |          |      | 実績 | 2026-01-06 | 2026-01-12 |
        | 2  | 製造     | 鈴木 | 予定 | 2026-01-12 | 2026-01-23 |
        |    |          |      | 実績 | 2026-01-13 |            |
    """
    table = steps(found(drawing, merged="A2:A3 B2:B3 C2:C3 A4:A5 B4:B5 C4:C5"))
    assert read(table, "step", "owner", "due") == [("設計", "佐藤", D("2026-01-09")), ("製造", "鈴木", D("2026-01-23"))]
    assert [out.why for out in table.left_out] == ["the actual dates of the step above"] * 2


def test_people_as_columns_with_marks() -> None:
    table = steps(
        found("""
        Plan
        | Task       | Anna | Bernd | Carla | Deadline   |
        | Write copy | x    |       |       | 2026-03-01 |
        | Edit copy  |      | x     | x     | 2026-03-08 |
        | Print      |      |       |       | 2026-03-15 |
    """)
    )
    owners = [row.cell("owner") for row in table.rows]
    assert [owner and owner.value for owner in owners] == ["Anna", "Bernd; Carla", None]


def test_letters_of_responsibility_name_the_one_responsible() -> None:
    table = steps(
        found("""
        Plan
        | Task       | Anna | Bernd | Carla | Deadline   |
        | Write copy | R    | A     | C     | 2026-03-01 |
        | Edit copy  | I    | A/R   |       | 2026-03-08 |
    """)
    )
    assert [row.elsewhere["owner"].value for row in table.rows] == ["Anna", "Bernd"]


def test_sections_numbered_otherwise_than_their_steps_indonesian() -> None:
    table = steps(
        found("""
        Rencana
        | No | Kegiatan    | Penanggung Jawab | Batas waktu |
        | I  | Persiapan   |                  |             |
        | 1  | Rapat       | Budi             | 2026-01-01  |
        | 2  | Izin        | Siti             | 2026-01-08  |
        | II | Pelaksanaan |                  |             |
        | 1  | Lomba       | Siti             | 2026-02-01  |
    """)
    )
    assert read(table, "goal", "step") == [("Persiapan", "Rapat"), ("Persiapan", "Izin"), ("Pelaksanaan", "Lomba")]


def test_a_numbered_step_of_which_nothing_is_known_stays_a_step() -> None:
    table = steps(
        found("""
        Plan
        | No | Task  | Owner | Due        |
        | 1  | Draft | Ana   | 2026-01-01 |
        | 2  | Print |       |            |
        | 3  | Ship  | Ben   | 2026-01-09 |
    """)
    )
    assert read(table, "step") == [("Draft",), ("Print",), ("Ship",)]


def test_three_row_heading_over_a_gantt_grid() -> None:
    drawing = """
        Timeline
        | PROJECT TITLE | Move |          |            |            |      |         |   |   |        |   |   |
        | WBS NO | TASK TITLE | TASK OWNER | START DATE | DUE DATE | PCT OF TASK COMPLETE | PHASE ONE | | | | | |
        |            |            |            |            |          |                      | WEEK 1 ||| WEEK 2 |||
        |            |            |            |            |          |                      | M | T | W | M | T | W |
        | 1   | Conception |       |            |            |      |  |  |  |  |  |  |
        | 1.1 | Charter    | Pete  | 2026-03-12 | 2026-03-15 | 100% |  |  |  |  |  |  |
        | 2   | Definition |       |            |            |      |  |  |  |  |  |  |
        | 2.1 | Scope      | Steve | 2026-03-24 | 2026-03-29 | 40%  |  |  |  |  |  |  |
    """
    table = steps(found(drawing, merged="A2:A4 B2:B4 C2:C4 D2:D4 E2:E4 F2:F4 G2:L2 G3:I3 J3:L3"))
    assert table.heading_rows == (2, 3, 4)
    assert table.last_column == 12
    assert read(table, "goal", "step", "owner", "percent") == [
        ("Conception", "Charter", "Pete", 1.0),
        ("Definition", "Scope", "Steve", 0.4),
    ]


def test_objectives_as_banners_over_blocks_of_key_results() -> None:
    layout = found("""
        OKRs
        | Objective 1: Grow |       |          |        |         |
        | Key result        | Owner | Baseline | Target | Current |
        | 100 users         | Ana   | 0        | 100    | 40      |
        | 10 partners       | Ben   | 0        | 10     | 2       |
        | Objective 2: Save |       |          |        |         |
        | Key result        | Owner | Baseline | Target | Current |
        | Costs below 5     | Cy    | 9        | 5      | 7       |
    """)
    (table,) = layout.of(Kind.KEY_RESULTS)
    assert [goal for (goal,) in read(table, "goal")] == ["Objective 1: Grow"] * 2 + ["Objective 2: Save"]
