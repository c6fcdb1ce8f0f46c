"""`goalsheet rules`: the list, a family of it, and a rule's page."""

from tests.support.program import run


def test_the_beginning_of_a_code_lists_its_family() -> None:
    done = run("rules", "gs20")
    assert done.returncode == 0
    listed = [line.split()[0] for line in done.stdout.splitlines() if line.strip().startswith("GS")]
    assert listed[0] == "GS201"
    assert all(code.startswith("GS20") for code in listed)


def test_a_whole_code_gives_its_page() -> None:
    done = run("rules", "gs201")
    assert done.stdout.startswith("GS201 due-before-start (error, dates)")
    assert "What to do:" in done.stdout


def test_a_code_that_there_is_not_is_told() -> None:
    done = run("rules", "GS9X")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no rule GS9X" in done.stderr
