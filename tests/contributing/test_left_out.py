"""What is registered in one file is known to the others: no step of a change was left out."""

from tools.left_out import left_out


def test_no_step_of_a_change_was_left_out() -> None:
    assert left_out() == [], "CONTRIBUTING.md has the steps of each change"
