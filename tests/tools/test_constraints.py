"""constraints/: exact versions and nothing else, oldest.txt the bounds that pyproject.toml declares."""

import doctest
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools import constraints
from tools.constraints import NEWEST, OLDEST, declared, oldest

UPGRADE = "run python -m tools.constraints"
LOWER = "a bound changed: run python -m tools.constraints --oldest"


def test_the_example_holds() -> None:
    assert doctest.testmod(constraints).failed == 0


def test_oldest_is_every_bound_as_declared() -> None:
    lines = OLDEST.read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted(oldest(declared())), LOWER
    assert len(lines) == len({name_of(line) for line in lines}), "one version for each name"


@pytest.mark.parametrize("requirement", ["rich", "rich<14", "rich~=13.0", "rich @ https://example.org/rich.whl"])
def test_a_requirement_without_a_lower_bound_is_refused(requirement: str) -> None:
    with pytest.raises(ValueError, match="lower bound"):
        oldest([requirement])


@pytest.mark.parametrize("path", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_a_file_has_exact_versions_without_an_index_a_hash_or_a_host(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[\w.-]+==[\w.]+(; platform_system == .Windows.)?", line), line


def test_newest_has_a_version_for_whatever_is_declared() -> None:
    known = {
        name_of(line): Version(line.partition("==")[2]) for line in NEWEST.read_text(encoding="utf-8").splitlines()
    }
    for requirement in map(Requirement, declared()):
        if requirement.name != "goalsheet" and requirement.marker is None:
            assert known[canonicalize_name(requirement.name)] in requirement.specifier, f"{requirement}: {UPGRADE}"


def name_of(line: str) -> str:
    return canonicalize_name(line.partition("==")[0])
