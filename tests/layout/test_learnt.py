"""What was learnt: a few kB of weights, probabilities that add up, and doubt where a heading says nothing."""

from importlib.resources import files

import pytest

from goalsheet.layout.column_facts import ColumnFacts
from goalsheet.layout.column_roles import likely, roles
from goalsheet.layout.describe import doubtful
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.learnt import learnt
from tests.layout.sheets import found, steps

TEXTS = Evidence(rows=6, filled=6, texts=6, distinct=6, characters=150)
NAMES = Evidence(rows=6, filled=6, texts=6, persons=6, names=6, few_words=6, distinct=3, characters=42)


def test_the_weights_are_few() -> None:
    assert len(files("goalsheet.layout").joinpath("learnt.json").read_bytes()) < 20_000


def test_for_each_role_the_columns_and_none_share_one() -> None:
    chances = likely([ColumnFacts(1, True, {"step": 1.0}, TEXTS), ColumnFacts(2, True, {}, NAMES)], learnt())
    for shares in chances.values():
        assert sum(shares) == pytest.approx(1)
        assert len(shares) == 3


def test_each_column_has_one_role_and_what_is_fixed_stays() -> None:
    columns = [ColumnFacts(1, True, {"step": 1.0}, TEXTS), ColumnFacts(2, True, {"owner": 1.0}, NAMES)]
    assert [role.name for role in roles(likely(columns, learnt()))] == ["step", "owner"]
    fixed = roles(likely(columns, learnt()), {"step": 1, "owner": -1})
    assert [role.name for role in fixed][1] == "step"


DRAWING = """
    Sheet1
    | {step}            | {owner} | {due}      |
    | Order the chairs  | Ann Lee | 2026-02-02 |
    | Paint the hall    | Bo Chan | 2026-02-09 |
    | Invite the mayor  | Ann Lee | 2026-02-16 |
    | Print the leaflet | Cy Dow  | 2026-02-23 |
"""


def test_headings_that_are_known_leave_no_doubt() -> None:
    table = steps(found(DRAWING.format(step="Task", owner="Owner", due="Due date")))
    assert not doubtful(table)


@pytest.mark.parametrize("words", [("Wumple", "Frob", "Quux"), ("Kazi", "Mhusika", "Mwisho"), ("Nini", "Nani", "Lini")])
def test_headings_that_nobody_knows_are_told_by_their_cells_and_doubted(words: tuple[str, str, str]) -> None:
    table = steps(found(DRAWING.format(step=words[0], owner=words[1], due=words[2])))
    assert {name: table.columns[name] for name in ("step", "owner")} == {"step": (1,), "owner": (2,)}
    assert {"due", "start"} & table.columns.keys()
    assert doubtful(table)


def test_of_two_texts_the_one_that_shares_a_word_with_its_owner_is_done() -> None:
    table = steps(
        found("""
        Register
        | No | Finding                   | Mitigation action      | Action owner | Target date | Status |
        | 1  | The door does not close   | Replace the lock       | Ann Lee      | 2026-05-01  | Open   |
        | 2  | No one checks the backups | Restore one each month | Bo Chan      | 2026-05-09  | Open   |
        | 3  | The list is out of date   | Write a new list       | Ann Lee      | 2026-05-20  | Closed |
    """)
    )
    assert table.columns["step"] == (3,)
