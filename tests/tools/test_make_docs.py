"""What is made from the code is made: making it again changes nothing."""

from tools.make_docs import ROOT, stale


def test_the_docs_are_up_to_date() -> None:
    assert [str(path.relative_to(ROOT)) for path, _ in stale()] == [], "run python -m tools.make_docs"
