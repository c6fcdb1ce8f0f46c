"""Exact versions for pip, `pip install -c constraints/FILE …`:

constraints/newest.txt  the versions that the tests last passed with; what pip chooses may be newer
constraints/oldest.txt  every lower bound that pyproject.toml declares; the tests pass with these too

python -m tools.constraints           writes both, newest.txt with what pip chooses today
python -m tools.constraints --oldest  writes oldest.txt alone, after a bound was changed
"""

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "constraints"
NEWEST, OLDEST = FOLDER / "newest.txt", FOLDER / "oldest.txt"


def oldest(declared: list[str]) -> list[str]:
    """Each requirement at its lower bound.

    >>> oldest(["rich>=13.7,!=14.0", "tzdata>=2024.1; os_name == 'nt'", "goalsheet[test]"])
    ['rich==13.7', 'tzdata==2024.1; os_name == "nt"']

    ValueError: a requirement has no lower bound.
    """
    return [_exact(one) for one in declared if not one.startswith("goalsheet[")]


def _exact(requirement: str) -> str:
    parsed = Requirement(requirement)
    bounds = [bound.version for bound in parsed.specifier if bound.operator in (">=", "==")]
    if len(bounds) != 1:
        raise ValueError(f"{requirement!r} in pyproject.toml has no lower bound; write it as name>=version")
    return f"{parsed.name}=={bounds[0]}" + (f"; {parsed.marker}" if parsed.marker else "")


def declared() -> list[str]:
    """Every requirement in pyproject.toml: of its build, of the package, and of its extras."""
    project = _settings()["project"]
    extras = (one for extra in project["optional-dependencies"].values() for one in extra)
    return [*_build(), *project["dependencies"], *extras]


def _build() -> list[str]:
    requires: list[str] = _settings()["build-system"]["requires"]
    return requires


def _settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def newest() -> list[str]:
    """What pip chooses today for tests, tools and the build, in an environment of its own."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [str(Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"), "-m", "pip"]
        subprocess.run([*pip, "install", "--quiet", f"{ROOT}[dev]", *_build()], check=True)
        frozen = subprocess.run(
            [*pip, "freeze", "--exclude", "goalsheet"], check=True, stdout=subprocess.PIPE, text=True
        )
    return str(frozen.stdout).splitlines()


def written(path: Path, versions: list[str]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{one}\n" for one in sorted(versions, key=str.casefold)), "utf-8", newline="\n")
    print(f"wrote {path.relative_to(ROOT)}: {len(versions)} versions")


def main(arguments: list[str]) -> None:
    written(OLDEST, oldest(declared()))
    if "--oldest" not in arguments:
        written(NEWEST, newest())


if __name__ == "__main__":
    main(sys.argv[1:])
