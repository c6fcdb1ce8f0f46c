"""The pages on signals and measures say what the code says."""

from pathlib import Path

from goalsheet.measure.profiles import PROFILES
from goalsheet.measure.signals import CATALOGUE
from goalsheet.thresholds import THRESHOLDS, limits, nearest

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_profiles_and_evidence_are_told():
    page = (DOCS / "measures.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in PROFILES)
    evidence = {rule.code for rule in CATALOGUE.values() if rule.evidence}
    assert evidence == {
        *("overdue", "behind", "far-behind", "time-and-record", "due-soon", "no-start"),
        *("record", "due-moved", "short-runway"),
    }


def test_thresholds_are_found_by_any_spelling_of_their_name():
    assert limits({"Far_Pace": 0.4})["far pace"] == 0.4
    assert limits({})["far pace"] == THRESHOLDS["far pace"].default
    assert nearest("paces") == "pace"
    assert limits({"late share": 0.2}, "strict")["late share"] == 0.2
    assert limits({}, "strict")["late share"] == 0


def test_every_threshold_is_used_by_a_signal_or_a_profile():
    named = {name for rule in CATALOGUE.values() for name in rule.thresholds}
    elsewhere = {name for name in THRESHOLDS if name.startswith(("ratio", "points", "okr"))}
    assert set(THRESHOLDS) - named - elsewhere == set()
