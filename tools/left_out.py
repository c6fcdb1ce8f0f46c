"""Says which step of a change was left out, by looking at the source alone: `python -m tools.left_out`.

CONTRIBUTING.md has the steps. What one file registers another must know: the README a command, the parser a field, the
manual a transport. Each line printed names the file and what to add to it.
"""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).parents[1]


def left_out(root: Path = ROOT) -> list[str]:
    """One line for each step that is missing in the tree at `root`."""
    return [line for look in LOOKS for line in look(root)]


# Reading the source


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _value(tree: ast.Module, name: str) -> ast.expr:
    """What a module assigns to a name."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                return node.value
    raise LookupError(name)


def _texts(node: ast.AST) -> list[str]:
    """Every string in a part of the source, in its order."""
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def _decorated(tree: ast.Module, *names: str) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """The functions at the top of a module that have one of these decorators, such as `click.command`."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) in names:
                    yield node, mark


def _functions(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def _read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


# What each change needs


def _rules(root: Path) -> Iterator[str]:
    folder = root / "goalsheet" / "rules"
    imported = {alias.name for node in ast.walk(_tree(folder / "__init__.py")) for alias in getattr(node, "names", ())}
    for path in sorted(folder.glob("*.py")):
        found = list(_decorated(_tree(path), "rule"))
        if found and path.stem not in imported:
            yield f"goalsheet/rules/__init__.py does not import {path.stem}, which has rules: add it"
        for function, mark in found:
            yield from _page(f"goalsheet/rules/{path.name}: {_texts(mark)[0]}", ast.get_docstring(function) or "")


def _page(where: str, page: str) -> Iterator[str]:
    """What a rule's manual page lacks."""
    head, _, examples = page.partition("Breaks:")
    if len(head.strip().split("\n\n")) < 2:
        yield f"{where}: its docstring says what is found; add a second paragraph that says why it matters"
    if "Holds:" not in page or not examples:
        yield f"{where}: its docstring needs an example under `Breaks:` and one under `Holds:`"
    elif not re.match(r"\s+(as of|status|setting)?.*?at \S", examples.partition("|")[0], re.DOTALL):
        yield f"{where}: under `Breaks:` say where the finding is, `at Sheet!B2`, above the drawn sheet"


def _signals(root: Path) -> Iterator[str]:
    folder = root / "goalsheet" / "measure" / "signals"
    table = _texts(_value(_tree(root / "goalsheet" / "thresholds.py"), "_TABLE"))[0]
    known = {line.partition("|")[0].strip() for line in table.strip().splitlines()}
    imported = {alias.name for node in ast.walk(_tree(folder / "__init__.py")) for alias in getattr(node, "names", ())}
    named: set[str] = set()
    for path in sorted(folder.glob("*.py")):
        found = list(_decorated(_tree(path), "signal"))
        if found and path.stem not in imported:
            yield f"goalsheet/measure/signals/__init__.py does not import {path.stem}, which has signals: add it"
        for function, mark in found:
            code = _texts(mark)[0]
            declared = {name for key in mark.keywords if key.arg == "thresholds" for name in _texts(key.value)}
            named |= declared
            where = f"goalsheet/measure/signals/{path.name}: {code}"
            for name in sorted(declared - known):
                yield f"{where} names the threshold {name!r}, which goalsheet/thresholds.py lacks: add a line there"
            for name in sorted(_limits(function) - declared):
                yield f"{where} reads the threshold {name!r}: name it in @signal(…, thresholds=…)"
            if "Formula: " not in (ast.get_docstring(function) or ""):
                yield f"{where}: its docstring needs a paragraph that begins with `Formula: `"
    edges = _value(_tree(root / "tests" / "measure" / "test_thresholds.py"), "EDGES")
    drawn = {text for key in getattr(edges, "keys", ()) for text in _texts(key)}
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
    return {name for n in looked_up if ast.unparse(n.value).endswith("limits") for name in _texts(n.slice)}


def _fields(root: Path) -> Iterator[str]:
    """Columns that are read: field, heading words, a parser that reads it, the model that holds it."""
    words = tomllib.loads(_read(root, "goalsheet/layout/words.toml"))["words"]
    table = _tree(root / "goalsheet" / "layout" / "fields.py")
    known = {spec.partition("|")[0].strip("!") for name in ("FIELDS", "ALSO") for spec in _texts(_value(table, name))}
    for name in sorted(set(words) - known):
        yield f"goalsheet/layout/fields.py lacks {name!r}, for which words.toml has heading words: add it to its table"
    parsers = [_tree(path) for path in sorted((root / "goalsheet" / "plan").glob("*.py")) if path.name != "model.py"]
    read = {text for tree in parsers for function in ast.walk(tree) for text in _in_code(function)}
    for spec in _texts(_value(table, "FIELDS")):
        name, heading, _ = spec.replace("!", "").split("|")
        if name not in words:
            yield f"goalsheet/layout/words.toml has no [words.{name}] for the field {name!r}: add its heading words"
        elif heading.casefold() not in re.split(r"\??, |\?$", words[name]["en"] + ", "):
            yield f"goalsheet/layout/words.toml: [words.{name}] lacks its own heading {heading!r} in en: add it"
        if name not in read:
            yield f"goalsheet/layout/fields.py has {name!r}, which no parser in goalsheet/plan/ reads: read it there"
    yield from _model(root, parsers)


def _in_code(node: ast.AST) -> Iterator[str]:
    """Strings that a call, a default or a tuple of a function holds: no docstrings."""
    if isinstance(node, ast.Call | ast.arguments | ast.Tuple):
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def _model(root: Path, parsers: list[ast.Module]) -> Iterator[str]:
    """Fields that a parser sets and the model lacks, and fields of the model that no parser sets."""
    classes = {
        node.name: node for node in _tree(root / "goalsheet/plan/model.py").body if isinstance(node, ast.ClassDef)
    }
    calls = [node for tree in parsers for node in ast.walk(tree) if isinstance(node, ast.Call)]
    anywhere = {key.arg for call in calls for key in call.keywords} | {"key", "cells", "home"}
    anywhere |= {
        text for tree in parsers for node in ast.walk(tree) if isinstance(node, ast.Dict) for text in _texts(node)
    }
    schema = json.loads(_read(root, "goalsheet/report/report.schema.json"))["$defs"]
    for kind in ("Goal", "Step", "KeyResult", "Reading", "CheckIn", "Person", "Lesson", "Holiday"):
        own = _annotated(classes, kind)
        for name in sorted(own - anywhere - {"well", "better", "lesson", "applies_to"}):
            yield f"goalsheet/plan/model.py: {kind} has {name!r}, which no parser in goalsheet/plan/ sets: set it there"
        record = schema.get(_snake(kind), {})
        for part in ("properties", "required"):
            for name in sorted(own - {"home"} - set(record.get(part, own))):
                yield f"goalsheet/report/report.schema.json: {part} of {_snake(kind)} lack {name!r}: add it"
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id == kind:
                for key in call.keywords:
                    if key.arg and key.arg not in own:
                        yield f"goalsheet/plan/model.py: {kind} lacks {key.arg!r}, which its parser sets: add the field"


def _snake(name: str) -> str:
    """`key_result` for `KeyResult`."""
    return re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower()


def _annotated(classes: Mapping[str, ast.ClassDef], name: str) -> set[str]:
    """The fields of a dataclass and of those it builds on."""
    found = classes.get(name)
    if found is None:
        return set()
    own = {
        node.target.id for node in found.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    return own.union(*(_annotated(classes, ast.unparse(base)) for base in found.bases))


def _columns(root: Path) -> Iterator[str]:
    """Columns that are written: each has its line in the manual."""
    manual = _read(root, "docs/roundtrip.md")
    module = _tree(root / "goalsheet" / "annotate" / "columns.py")
    where = "goalsheet/annotate/columns.py"
    calls = [node for node in ast.walk(_value(module, "COLUMNS")) if isinstance(node, ast.Call)]
    written = [call for call in calls if ast.unparse(call.func) == "WrittenColumn"]
    made = {ast.unparse(call.args[2]) for call in written}
    for name in sorted(made - _functions(module)):
        yield f"{where}: COLUMNS names {name}, which is not there: add the function"
    for function in (node for node in module.body if isinstance(node, ast.FunctionDef)):
        if ast.unparse(function.returns or ast.Constant(None)) == "Content" and function.name not in made:
            yield f"{where}: COLUMNS lacks {function.name}, which makes a cell: add it"
    for call in written:
        heading = _texts(call)[1]
        if f"| *{heading}* |" not in manual:
            yield f"docs/roundtrip.md: its table of columns lacks *{heading}*: add a line"


def _outputs(root: Path) -> Iterator[str]:
    """Files of a report: each is in the manual, and so is each template."""
    manual = _read(root, "docs/report.md")
    others = _read(root, "docs/mail.md") + _read(root, "docs/history.md")
    publish = _tree(root / "goalsheet" / "publish.py")
    outputs = _value(publish, "OUTPUTS")
    for name in (text for text in _texts(outputs) if "." in text and not text.endswith(".j2")):
        if f"| `{name}` |" not in manual:
            yield f"docs/report.md: its table of files lacks `{name}`: add a line"
    for path in sorted((root / "templates").glob("*.j2")):
        if f"`{path.name}`" not in manual + others:
            yield f"docs/report.md does not name the template `{path.name}`: add it"
    code = "".join(_read(root, str(path)) for path in sorted((root / "goalsheet").rglob("*.py")))
    for path in sorted((root / "templates").glob("*.j2")):
        if path.name not in code and not path.name.startswith("mail."):  # compose.py puts those names together
            yield f"goalsheet/publish.py: OUTPUTS lacks what fills templates/{path.name}: add it"
    for name in (text for text in _texts(publish) if text.endswith(".j2")):
        if not (root / "templates" / name).is_file():
            yield f"templates/{name} is missing, which goalsheet/publish.py fills: add it"


def _languages(root: Path) -> Iterator[str]:
    codes = _texts(_value(_tree(root / "goalsheet" / "language" / "__init__.py"), "LANGUAGES"))
    translating, report = _read(root, "docs/translating.md"), _read(root, "docs/report.md")
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


def _transports(root: Path) -> Iterator[str]:
    folder = root / "goalsheet" / "mail" / "transports"
    names = _texts(_value(_tree(folder / "__init__.py"), "TRANSPORTS"))
    manual = _read(root, "docs/mail.md")
    for name in names:
        path = folder / f"{name.partition(':')[0]}.py"
        if not path.is_file() or "transport" not in _functions(_tree(path)):
            yield f"goalsheet/mail/transports/{path.name} has no transport(environ, place, sender): add it"
        if f"| `{name}` |" not in manual:
            yield f"docs/mail.md: its table of transports lacks `{name}`: add a line"
    for path in sorted(folder.glob("*.py")):
        if "transport" in _functions(_tree(path)) and path.stem not in {name.partition(":")[0] for name in names}:
            yield f"goalsheet/mail/transports/__init__.py: TRANSPORTS lacks {path.stem}, which has a module: add it"
        for variable in sorted(set(re.findall(r'"(GOALSHEET_\w+)"', _read(folder, path.name))) - _variables(manual)):
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


def _commands(root: Path) -> Iterator[str]:
    folder = root / "goalsheet" / "cli"
    listed = {
        node.id for node in ast.walk(_value(_tree(folder / "__init__.py"), "COMMANDS")) if isinstance(node, ast.Name)
    }
    readme = _read(root, "README.md")
    imported = [node for node in ast.walk(_tree(folder / "__init__.py")) if isinstance(node, ast.ImportFrom)]
    for module in (node.module or "" for node in imported):
        path = folder / f"{module.rpartition('.')[2]}.py"
        if module.startswith("goalsheet.cli.") and not path.is_file():
            yield f"goalsheet/cli/{path.name} is missing, which cli/__init__.py imports: add it"
    for name in sorted(listed - {alias.name for node in imported for alias in node.names}):
        yield f"goalsheet/cli/__init__.py: COMMANDS names {name}, which is not imported: add the import"
    for path in sorted(folder.glob("*.py")):
        if path.name == "__init__.py":
            continue
        for function, mark in _decorated(_tree(path), "click.command", "click.group"):
            name = next((_texts(key.value)[0] for key in mark.keywords if key.arg == "name"), function.name)
            if function.name not in listed:
                yield f"goalsheet/cli/__init__.py: COMMANDS lacks {function.name}, of cli/{path.name}: add it"
            if not any(key.arg == "short_help" for key in mark.keywords):
                yield f"goalsheet/cli/{path.name}: {name} has no short_help: add it"
            if not re.search(rf"^    goalsheet {name}\b", readme, re.MULTILINE):
                yield f"README.md: its list of commands lacks `goalsheet {name}`: add a line"


LOOKS: tuple[Callable[[Path], Iterator[str]], ...] = (
    _rules, _signals, _fields, _columns, _outputs, _languages, _transports, _commands,
)  # fmt: skip


def main() -> int:
    lines = left_out()
    print("\n".join(lines) or "nothing is left out")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
