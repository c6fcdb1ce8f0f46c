"""The pages on signals and measures say what the code says."""

import re
from pathlib import Path

from goalsheet.measure.profiles import PROFILES
from goalsheet.measure.signals import CATALOGUE
from goalsheet.thresholds import THRESHOLDS, limits, nearest

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_profiles_and_evidence_are_told() -> None:
    page = (DOCS / "measures.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in PROFILES)
    evidence = {rule.code for rule in CATALOGUE.values() if rule.evidence}
    assert evidence == {
        *("overdue", "behind", "far-behind", "time-and-record", "due-soon", "no-start"),
        *("record", "due-moved", "short-runway"),
    }


def test_thresholds_are_found_by_any_spelling_of_their_name() -> None:
    assert limits({"Far_Pace": 0.4})["far pace"] == 0.4
    assert limits({})["far pace"] == THRESHOLDS["far pace"].default
    assert nearest("paces") == "pace"
    assert limits({"late share": 0.2}, "strict")["late share"] == 0.2
    assert limits({}, "strict")["late share"] == 0


def test_every_threshold_is_used_by_a_signal_or_a_profile() -> None:
    named = {name for rule in CATALOGUE.values() for name in rule.thresholds}
    elsewhere = {name for name in THRESHOLDS if name.startswith(("ratio", "points", "okr"))}
    assert set(THRESHOLDS) - named - elsewhere == set()


def test_no_page_says_a_thresholds_number_by_hand() -> None:
    """Pages name thresholds in braces; what is left of numbers in a formula is no threshold's."""
    said = {rule.code: (rule.judge.__doc__ or "").partition("Breaks:")[0] for rule in CATALOGUE.values()}
    numbers = {code: re.findall(r"\d[\d.]*", re.sub(r"\{[^}]*\}", "", text)) for code, text in said.items()}
    left = {code: found for code, found in numbers.items() if found}
    assert left == {
        "time-and-record": ["1", "2", "0"],
        "forecast-late": ["50"],
        "no-update": ["14"],
        "confidence": ["10"],
        "record": ["1", "2"],
        "no-due": ["10"],
        "short-runway": ["0"],
    }


def test_every_threshold_of_a_signal_is_named_on_its_page() -> None:
    for rule in CATALOGUE.values():
        named = set(re.findall(r"\{([a-z ]+)(?::%)?\}", rule.judge.__doc__ or ""))
        assert named <= set(rule.thresholds), rule.code
