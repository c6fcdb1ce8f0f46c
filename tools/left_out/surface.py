"""What users name: outputs, languages, transports and commands."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from tools.left_out.source import decorated, functions, read, texts, tree_of, value_of


def outputs(root: Path) -> Iterator[str]:
    """Files of a report: each is in the manual, and so is each template."""
    manual = read(root, "docs/report.md")
    others = read(root, "docs/mail.md") + read(root, "docs/history.md")
    publish = tree_of(root / "goalsheet" / "publish.py")
    outputs = value_of(publish, "OUTPUTS")
    for name in (text for text in texts(outputs) if "." in text and not text.endswith(".j2")):
        if f"| `{name}` |" not in manual:
            yield f"docs/report.md: its table of files lacks `{name}`: add a line"
    for path in sorted((root / "templates").glob("*.j2")):
        if f"`{path.name}`" not in manual + others:
            yield f"docs/report.md does not name the template `{path.name}`: add it"
    code = "".join(read(root, str(path)) for path in sorted((root / "goalsheet").rglob("*.py")))
    for path in sorted((root / "templates").glob("*.j2")):
        if path.name not in code and not path.name.startswith("mail."):  # compose.py puts those names together
            yield f"goalsheet/publish.py: OUTPUTS lacks what fills templates/{path.name}: add it"
    for name in (text for text in texts(publish) if text.endswith(".j2")):
        if not (root / "templates" / name).is_file():
            yield f"templates/{name} is missing, which goalsheet/publish.py fills: add it"


def languages(root: Path) -> Iterator[str]:
    codes = texts(value_of(tree_of(root / "goalsheet" / "language" / "__init__.py"), "LANGUAGES"))
    translating, report = read(root, "docs/translating.md"), read(root, "docs/report.md")
    for code in codes:
        name = str(Locale(code).english_name)
        catalogue = f"goalsheet/language/locale/{code}/LC_MESSAGES/goalsheet.po"
        if code != "en" and not (root / catalogue).is_file():
            yield f"{catalogue} is missing: run python -m tools.catalogues"
        if f"| {name} | `{code}` |" not in translating:
            yield f"docs/translating.md: its table of languages lacks {name}, `{code}`: add a line"
        if not re.search(rf"^\| Language \|.*\b{code}\b", report, re.MULTILINE):
            yield f"docs/report.md: the setting Language does not name {code}: add it"
    catalogues = {path.parent.parent.name for path in (root / "goalsheet/language/locale").glob("*/*/goalsheet.po")}
    for code in sorted((catalogues | set(re.findall(r"^\| \w+ \| `(\w+)` \|", translating, re.MULTILINE))) - {*codes}):
        yield f"goalsheet/language/__init__.py: LANGUAGES lacks {code}, which the manual or a catalogue has: add it"


def transports(root: Path) -> Iterator[str]:
    folder = root / "goalsheet" / "mail" / "transports"
    names = texts(value_of(tree_of(folder / "__init__.py"), "TRANSPORTS"))
    manual = read(root, "docs/mail.md")
    for name in names:
        path = folder / f"{name.partition(':')[0]}.py"
        if not path.is_file() or "transport" not in functions(tree_of(path)):
            yield f"goalsheet/mail/transports/{path.name} has no transport(environ, place, sender): add it"
        if f"| `{name}` |" not in manual:
            yield f"docs/mail.md: its table of transports lacks `{name}`: add a line"
    for path in sorted(folder.glob("*.py")):
        if "transport" in functions(tree_of(path)) and path.stem not in {name.partition(":")[0] for name in names}:
            yield f"goalsheet/mail/transports/__init__.py: TRANSPORTS lacks {path.stem}, which has a module: add it"
        for variable in sorted(set(re.findall(r'"(GOALSHEET_\w+)"', read(folder, path.name))) - _variables(manual)):
            yield f"docs/mail.md: its table of variables lacks `{variable}`: add a line"


def _variables(manual: str) -> set[str]:
    """The variables that a page names; `GOALSHEET_M365_TENANT`, `_SECRET` stand for two of one beginning."""
    found: set[str] = set()
    for line in manual.splitlines():
        beginning = ""
        for name in re.findall(r"`((?:GOALSHEET)?_[A-Z0-9_]+)`", line):
            beginning = re.sub(r"(GOALSHEET_[A-Z0-9]+)_.*", r"\1", name) if name[0] == "G" else beginning
            found.add(name if name[0] == "G" else beginning + name)
    return found


def commands(root: Path) -> Iterator[str]:
    folder = root / "goalsheet" / "cli"
    listed = {
        node.id
        for node in ast.walk(value_of(tree_of(folder / "__init__.py"), "COMMANDS"))
        if isinstance(node, ast.Name)
    }
    readme = read(root, "README.md")
    imported = [node for node in ast.walk(tree_of(folder / "__init__.py")) if isinstance(node, ast.ImportFrom)]
    for module in (node.module or "" for node in imported):
        path = folder / f"{module.rpartition('.')[2]}.py"
        if module.startswith("goalsheet.cli.") and not path.is_file():
            yield f"goalsheet/cli/{path.name} is missing, which cli/__init__.py imports: add it"
    for name in sorted(listed - {alias.name for node in imported for alias in node.names}):
        yield f"goalsheet/cli/__init__.py: COMMANDS names {name}, which is not imported: add the import"
    for path in sorted(folder.glob("*.py")):
        if path.name == "__init__.py":
            continue
        for function, mark in decorated(tree_of(path), "click.command", "click.group"):
            name = next((texts(key.value)[0] for key in mark.keywords if key.arg == "name"), function.name)
            if function.name not in listed:
                yield f"goalsheet/cli/__init__.py: COMMANDS lacks {function.name}, of cli/{path.name}: add it"
            if not any(key.arg == "short_help" for key in mark.keywords):
                yield f"goalsheet/cli/{path.name}: {name} has no short_help: add it"
            if not re.search(rf"^    goalsheet {name}\b", readme, re.MULTILINE):
                yield f"README.md: its list of commands lacks `goalsheet {name}`: add a line"
