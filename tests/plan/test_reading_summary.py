"""The line that says how a workbook was read, and that it can be said in any language."""

import re
from dataclasses import replace

from goalsheet.language.lazy_text import LazyText
from goalsheet.layout import skip_reasons
from goalsheet.layout.table import Kind
from goalsheet.layout.table_kinds import CRITICAL
from goalsheet.plan.reading_summary import _AS, _FROM, reading_summary
from tests.support.marked import bare
from tests.support.reading import plan_of

PLAIN = """
    Steps
    | Step  | Owner | Due        |
    | Write | Ana   | 2026-03-10 |
    | Post  | Ben   | 2026-03-12 |
"""
DOUBTFUL = """
    Sprint
    | No. | Step  | Owner | Start      | Due         |
    | 1   | Write | Ana   | 2026-03-01 | '13/03/2026 |
    | 2   | Post  | Ben   | 2026-03-02 | '14/03/2026 |
    | 3   | Check | Ben   | 2026-04-02 | '15/03/2026 |
    | 4   | Print | Ben   | 2026-04-03 | 2026-05-04  |
    | 5   |       |       |            |             |
    | 6   |       |       |            |             |
"""


def test_a_plain_workbook() -> None:
    assert reading_summary(plan_of(PLAIN)) == "Read Steps (2 rows)."


def test_what_was_left_out_guessed_and_may_be_swapped() -> None:
    plan = plan_of(DOUBTFUL)
    table = plan.layout.tables[0]
    layout = replace(plan.layout, tables=(replace(table, confidence=0.6, sure={"due": 0.4}),), others=("Old", "Older"))
    line = reading_summary(replace(plan, layout=layout))
    assert line == (
        "Read Sprint as steps (4 rows, not sure: heading taken from row 1). Left out: 2 rows (numbered, but empty). "
        "Not read: Old, Older. Not sure: due from column E, day and month from Sprint!D2 on, "
        "day and month from Sprint!E5 on."
    )
    assert bare(line) == {"Sprint", "Old", "Older"}


def test_every_kind_field_and_reason_has_words_in_any_language() -> None:
    assert set(_AS) == set(Kind)
    assert set(_FROM) == {*CRITICAL, "step", "goal"}
    whys = [value for value in vars(skip_reasons).values() if isinstance(value, LazyText)]
    assert len(whys) > 10
    for message in (*_AS.values(), *_FROM.values()):
        assert not re.search(r"[A-Z]", message)
    assert not any(bare(why) for why in whys)


def test_of_a_table_without_rows_nothing_is_in_doubt() -> None:
    plan = plan_of("Steps\n| Step | Owner | Due |\n| Write | Ana | 2026-03-10 |\nHolidays\n| Date | Name |")
    assert "not sure" not in reading_summary(plan)
