"""Rules and signals: their manual pages, and the thresholds of signals."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tools.left_out.source import decorated, names_imported, texts, tree_of, value_of


def rules(root: Path) -> Iterator[str]:
    folder = root / "goalsheet" / "rules"
    imported = names_imported(tree_of(folder / "__init__.py"))
    for path in sorted(folder.glob("*.py")):
        found = list(decorated(tree_of(path), "rule"))
        if found and path.stem not in imported:
            yield f"goalsheet/rules/__init__.py does not import {path.stem}, which has rules: add it"
        for function, mark in found:
            yield from _page(f"goalsheet/rules/{path.name}: {texts(mark)[0]}", ast.get_docstring(function) or "")


def _page(where: str, page: str) -> Iterator[str]:
    """What a rule's manual page lacks."""
    head, _, examples = page.partition("Breaks:")
    if len(head.strip().split("\n\n")) < 2:
        yield f"{where}: its docstring says what is found; add a second paragraph that says why it matters"
    if "Holds:" not in page or not examples:
        yield f"{where}: its docstring needs an example under `Breaks:` and one under `Holds:`"
    elif not re.match(r"\s+(as of|status|setting)?.*?at \S", examples.partition("|")[0], re.DOTALL):
        yield f"{where}: under `Breaks:` say where the finding is, `at Sheet!B2`, above the drawn sheet"


def signals(root: Path) -> Iterator[str]:
    folder = root / "goalsheet" / "measure" / "signals"
    table = texts(value_of(tree_of(root / "goalsheet" / "thresholds.py"), "_TABLE"))[0]
    known = {line.partition("|")[0].strip() for line in table.strip().splitlines()}
    imported = names_imported(tree_of(folder / "__init__.py"))
    named: set[str] = set()
    for path in sorted(folder.glob("*.py")):
        found = list(decorated(tree_of(path), "signal"))
        if found and path.stem not in imported:
            yield f"goalsheet/measure/signals/__init__.py does not import {path.stem}, which has signals: add it"
        for function, mark in found:
            code = texts(mark)[0]
            declared = {name for key in mark.keywords if key.arg == "thresholds" for name in texts(key.value)}
            named |= declared
            where = f"goalsheet/measure/signals/{path.name}: {code}"
            for name in sorted(declared - known):
                yield f"{where} names the threshold {name!r}, which goalsheet/thresholds.py lacks: add a line there"
            for name in sorted(_limits(function) - declared):
                yield f"{where} reads the threshold {name!r}: name it in @signal(…, thresholds=…)"
            if "Formula: " not in (ast.get_docstring(function) or ""):
                yield f"{where}: its docstring needs a paragraph that begins with `Formula: `"
    edges = value_of(tree_of(root / "tests" / "measure" / "test_thresholds.py"), "EDGES")
    drawn = {text for key in getattr(edges, "keys", ()) for text in texts(key)}
    for name in sorted(known - drawn):
        yield f"tests/measure/test_thresholds.py: EDGES lacks {name!r}: add a plan just under it and one just over it"
    for name in sorted(drawn - known):
        yield f"goalsheet/thresholds.py lacks {name!r}, which tests/measure/test_thresholds.py has: add a line"
    others = ("ratio", "points", "okr")  # of profiles and grades, which are not signals
    for name in sorted(name for name in known - named if not name.startswith(others)):
        yield f"no @signal(…, thresholds=…) in goalsheet/measure/signals/ names {name!r} of thresholds.py: add it"


def _limits(function: ast.FunctionDef) -> set[str]:
    """The thresholds that a function looks up in `limits`."""
    looked_up = (n for n in ast.walk(function) if isinstance(n, ast.Subscript))
    return {name for n in looked_up if ast.unparse(n.value).endswith("limits") for name in texts(n.slice)}
