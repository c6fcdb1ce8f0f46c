"""Rows into a plan: keys, goals named and unnamed, references, measures, readings, check-ins."""

from datetime import date

from goalsheet.plan.model import Direction, GoalKind
from goalsheet.plan.steps import last_day
from tests.support.reading import plan_of
from tests.support.sure import sure

CAMPAIGN = """
    Goals
    | ID | Goal           | Owner | Due        | Metric    | Baseline | Target | Current | Parent |
    | G1 | Grow followers | Ana   | 2026-03-31 | Followers | 100      | 600    | 300     |        |
    | G2 | Sell more      | Ben   | 2026-06-30 | Orders    | 10       | 20     | 12      | g1     |

    Steps
    | ID | Goal            | Step  | Owner | Due        | Depends on |
    | S1 | G1              | Write | Ana   | 2026-03-01 |            |
    | S2 | grow  Followers | Post  | Ana   | 2026-03-02 | S1FS+2d    |
    | S3 | G2: Sell more   | Ship  | Ben   | 2026-03-03 | S1; post   |
    | S4 | Be kind         | Smile | Eva   | 2026-03-04 | S9         |
    | S5 |                 | Rest  | Eva   | 2026-03-05 |            |

    Metrics
    | Date       | Metric    | Value |
    | 2026-02-01 | Followers | 200   |
    | 2026-01-01 | followers | 100   |
    | 2026-01-01 | Weather   | 7     |

    Check-ins
    | Date       | Goal | Author | Status  | Confidence | Progress | Wins        |
    | 2026-02-01 | G1   | Ana    | at risk | 6          | 40%      | First posts |
    | 2026-02-02 | S3   | Ben    | Done    | 9          | 100%     |             |
"""


def test_steps_find_their_goal_by_id_name_or_both() -> None:
    plan = plan_of(CAMPAIGN)
    assert [step.goal_key for step in plan.steps] == ["goal:g1", "goal:g1", "goal:g2", "goal:/be kind", "goal:/"]
    assert [(goal.name, goal.implicit) for goal in plan.goals] == [
        ("Grow followers", False),
        ("Sell more", False),
        ("Be kind", True),
        ("Without a goal", True),
    ]
    assert plan.goals[1].parent_key == "goal:g1"
    assert str(plan.goals[2].home) == "Steps!B5"
    assert not plan.findings


def test_dependencies_name_steps_by_id_or_words() -> None:
    plan = plan_of(CAMPAIGN)
    links = [[(one.text, one.key, one.kind, one.lag) for one in step.depends_on] for step in plan.steps]
    assert links == [
        [],
        [("S1FS+2d", "step:s1", "FS", 2)],
        [("S1", "step:s1", "FS", 0), ("post", "step:s2", "FS", 0)],
        [("S9", None, "FS", 0)],
        [],
    ]


def test_readings_and_check_ins_find_what_they_are_about() -> None:
    plan = plan_of(CAMPAIGN)
    assert [(reading.metric, reading.of) for reading in plan.readings] == [
        ("Followers", "goal:g1"),
        ("followers", "goal:g1"),
        ("Weather", None),
    ]
    assert [reading.value for reading in plan.readings_of(plan.goals[0])] == [100.0, 200.0]
    assert [(check_in.of, check_in.progress) for check_in in plan.check_ins] == [("goal:g1", 0.4), ("step:s3", 1.0)]
    assert (sure(plan.check_ins[0].health).value, sure(plan.check_ins[1].life_cycle).value) == ("at risk", "done")


def test_every_value_keeps_its_cell_also_where_it_is_blank() -> None:
    step = plan_of(CAMPAIGN).steps[4]
    assert {name: str(step.at(name)) for name in ("step", "goal", "due")} == {
        "step": "Steps!C6",
        "goal": "Steps!B6",
        "due": "Steps!E6",
    }
    assert str(step.at("weight")) == "Steps!C6"


def test_keys_are_by_id_where_it_is_the_only_one_else_by_goal_and_text() -> None:
    plan = plan_of("""
        Steps
        | ID | Goal | Step  | Owner | Due        |
        | S1 | Grow | Write | Ana   | 2026-03-01 |
        | 7  | Grow | Post  | Ana   | 2026-03-02 |
        | 7  | Grow | Check | Ana   | 2026-03-03 |
        |    | Grow | Check | Ana   | 2026-03-04 |
        |    | Sell | Check | Ana   | 2026-03-05 |
    """)
    assert [step.key for step in plan.steps] == [
        "step:s1",
        "step:/grow/post",
        "step:/grow/check",
        "step:/grow/check#2",
        "step:/sell/check",
    ]


def test_keys_do_not_depend_on_the_order_of_rows() -> None:
    rows = ["| S1 | Grow | Write | Ana |", "|  | Grow | Post | Ana |", "|  | Sell | Post | Ana |"]
    drawn = "Steps\n| ID | Goal | Step | Owner |\n"
    one, other = plan_of(drawn + "\n".join(rows)), plan_of(drawn + "\n".join(reversed(rows)))
    assert {step.key: step.name for step in one.steps} == {step.key: step.name for step in other.steps}


def test_a_plan_of_steps_alone_has_one_goal_with_its_title() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner | Due        |
        | Write | Ana   | 2026-03-01 |
        | Post  | Ana   | 2026-03-02 |
    """)
    assert [(goal.name, goal.implicit) for goal in plan.goals] == [("Plan", True)]
    assert {step.goal_key for step in plan.steps} == {"goal:/"}
    assert plan_of("Steps\n| Step | Owner |\n| Write | Ana |\n| Post | Ben |", title="Spring").title == "Spring"


def test_key_results_bring_the_objectives_that_have_no_row() -> None:
    plan = plan_of("""
        Key results
        | ID | Goal              | Key result         | Owner | Baseline | Target | Current | Score |
        | K1 | Delight customers | NPS                | Ana   | 30       | 50     | 40      | 0.5   |
        | K2 | Delight customers | Answers in an hour | Ben   | 20%      | 80%    | 50%     | 0.7   |

        Steps
        | Step | Goal              | Owner | Due        |
        | Call | K1                | Ana   | 2026-03-01 |
        | Mail | delight customers | Ana   | 2026-03-01 |
    """)
    assert [(goal.name, goal.implicit) for goal in plan.goals] == [("Delight customers", True)]
    assert [(kr.key, kr.goal_key, kr.score) for kr in plan.key_results] == [
        ("kr:k1", "goal:/delight customers", 0.5),
        ("kr:k2", "goal:/delight customers", 0.7),
    ]
    assert {step.goal_key for step in plan.steps} == {"goal:/delight customers"}
    measure = sure(plan.key_results[1].measure)
    assert (measure.unit, measure.baseline, measure.target, measure.current) == ("%", 20.0, 80.0, 50.0)


def test_measures_in_percent_in_a_band_and_going_down() -> None:
    plan = plan_of("""
        Goals
        | Goal  | Kind | Owner | Due        | Metric | Unit | Direction | Baseline | Target    | Current |
        | Churn | KPI  | Ana   | 2026-03-31 | Churn  |      |           | 8%       | under 5 % | 6%      |
        | NPS   | KPI  | Ana   | 2026-03-31 | NPS    | pts  | up        | 30       | 45        | 38      |
        | Load  | KPI  | Ana   | 2026-03-31 | Load   | %    | keep      | 70       | 60-80     | 75      |
    """)
    churn, nps, load = (sure(goal.measure) for goal in plan.goals)
    assert (churn.unit, churn.direction, churn.baseline, churn.target, churn.current) == ("%", Direction.DOWN, 8, 5, 6)
    assert (nps.unit, nps.direction, nps.target) == ("pts", Direction.UP, 45)
    assert (load.band, load.direction, load.target) == ((60, 80), Direction.KEEP, 80)
    assert not plan.findings


def test_percent_beside_plain_numbers_is_found_and_not_mixed() -> None:
    plan = plan_of("""
        Goals
        | Goal | Owner | Due        | Baseline | Target |
        | Grow | Ana   | 2026-03-31 | 12       | 30%    |
        | Sell | Ana   | 2026-03-31 | 12%      | 30%    |
        | Read | Ana   | 2026-03-31 | 100      | 130    |
    """)
    assert [str(finding) for finding in plan.findings] == [
        "Goals!D2: baseline 12 stands beside numbers in percent [GS031]"
    ]
    assert [sure(goal.measure).baseline for goal in plan.goals] == [None, 12.0, 100.0]


def test_due_is_worked_out_from_start_and_length_where_no_column_gives_it() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner | Start      | Duration |
        | Write | Ana   | 2026-03-05 | 3        |
        | Post  | Ana   | 2026-03-05 | 2w       |

        Holidays
        | Date       | Name      |
        | 2026-03-09 | Local day |
    """)
    assert [(str(step.due), step.due_derived) for step in plan.steps] == [("2026-03-10", True), ("2026-03-19", True)]


def test_the_last_day_of_a_length_counts_both_ends() -> None:
    monday = date(2026, 3, 2)
    assert last_day(monday, 5, True, (5, 6), frozenset()) == date(2026, 3, 6)
    assert last_day(monday, 6, True, (5, 6), frozenset()) == date(2026, 3, 9)
    assert last_day(monday, 0.5, True, (5, 6), frozenset()) == monday
    assert last_day(monday, 7, False, (5, 6), frozenset()) == date(2026, 3, 8)


def test_what_has_no_result_or_is_an_error_is_said_and_counts_as_blank() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner | Due        |
        | Plan  | Ana   | 2026-03-01 |
        | Write | Ana   | =TODAY()   |
        | Post  | Ana   | =TODAY()+1 |
        | Check | Ana   | #REF!      |
    """)
    assert [str(step.due) for step in plan.steps] == ["2026-03-01", "None", "None", "None"]
    assert [str(finding) for finding in plan.findings] == [
        "Steps!C3: the formula has no stored result, like 1 more in this column [GS002]",
        "Steps!C5: the cell holds the error #REF! [GS001]",
    ]


def test_rows_that_lack_what_they_need_are_left_out_with_a_finding() -> None:
    plan = plan_of("""
        Steps
        | Step  | Owner | Due        |
        | Write | Ana   | 2026-03-01 |
        | Post  | Ana   | 2026-03-02 |

        Metrics
        | Date       | Metric    | Value |
        | 2026-01-01 | Followers | 100   |
        |            | Followers | 120   |
        | 2026-02-01 | Followers |       |
    """)
    assert [reading.value for reading in plan.readings] == [100.0]
    assert [(str(finding.cell), finding.code) for finding in plan.findings] == [
        ("Metrics!A3", "GS030"),
        ("Metrics!C4", "GS030"),
    ]


def test_ids_keep_their_zeros() -> None:
    plan = plan_of("""
        Steps
        | ID    | Step  | Owner | Due        | Depends on |
        | '007  | Write | NA    | 2026-03-01 |            |
        | '008  | Post  | NA    | 2026-03-02 | '007       |
    """)
    assert [step.id for step in plan.steps] == ["007", "008"]
    assert [step.owners for step in plan.steps] == [("NA",), ("NA",)]


def test_goal_kinds_by_their_usual_words() -> None:
    plan = plan_of("""
        Goals
        | Goal  | Kind      | Owner | Due        |
        | Grow  | SMART     | Ana   | 2026-03-31 |
        | Lead  | objective | Ana   | 2026-03-31 |
        | Churn | KPI       | Ana   | 2026-03-31 |
    """)
    assert [goal.kind for goal in plan.goals] == [GoalKind.SMART, GoalKind.OBJECTIVE, GoalKind.KPI]
