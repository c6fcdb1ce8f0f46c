"""Columns that are read and columns that are written."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.left_out.source import functions, read, texts, tree_of, value_of


def fields(root: Path) -> Iterator[str]:
    """Columns that are read: field, heading words, a parser that reads it, the model that holds it."""
    words = tomllib.loads(read(root, "goalsheet/layout/words.toml"))["words"]
    table = tree_of(root / "goalsheet" / "layout" / "fields.py")
    known = {spec.partition("|")[0].strip("!") for name in ("FIELDS", "ALSO") for spec in texts(value_of(table, name))}
    for name in sorted(set(words) - known):
        yield f"goalsheet/layout/fields.py lacks {name!r}, for which words.toml has heading words: add it to its table"
    parsers = [tree_of(path) for path in sorted((root / "goalsheet" / "plan").glob("*.py")) if path.name != "model.py"]
    in_parsers = {text for tree in parsers for function in ast.walk(tree) for text in _in_code(function)}
    for spec in texts(value_of(table, "FIELDS")):
        name, heading, _ = spec.replace("!", "").split("|")
        if name not in words:
            yield f"goalsheet/layout/words.toml has no [words.{name}] for the field {name!r}: add its heading words"
        elif heading.casefold() not in re.split(r"\??, |\?$", words[name]["en"] + ", "):
            yield f"goalsheet/layout/words.toml: [words.{name}] lacks its own heading {heading!r} in en: add it"
        if name not in in_parsers:
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
        node.name: node for node in tree_of(root / "goalsheet/plan/model.py").body if isinstance(node, ast.ClassDef)
    }
    calls = [node for tree in parsers for node in ast.walk(tree) if isinstance(node, ast.Call)]
    anywhere = {key.arg for call in calls for key in call.keywords} | {"key", "cells", "home"}
    anywhere |= {
        text for tree in parsers for node in ast.walk(tree) if isinstance(node, ast.Dict) for text in texts(node)
    }
    schema = json.loads(read(root, "goalsheet/report/report.schema.json"))["$defs"]
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


def columns(root: Path) -> Iterator[str]:
    """Columns that are written: each has its line in the manual."""
    manual = read(root, "docs/roundtrip.md")
    module = tree_of(root / "goalsheet" / "annotate" / "columns.py")
    where = "goalsheet/annotate/columns.py"
    calls = [node for node in ast.walk(value_of(module, "COLUMNS")) if isinstance(node, ast.Call)]
    written = [call for call in calls if ast.unparse(call.func) == "WrittenColumn"]
    made = {ast.unparse(call.args[2]) for call in written}
    for name in sorted(made - functions(module)):
        yield f"{where}: COLUMNS names {name}, which is not there: add the function"
    for function in (node for node in module.body if isinstance(node, ast.FunctionDef)):
        if ast.unparse(function.returns or ast.Constant(None)) == "Content" and function.name not in made:
            yield f"{where}: COLUMNS lacks {function.name}, which makes a cell: add it"
    for call in written:
        heading = texts(call)[1]
        if f"| *{heading}* |" not in manual:
            yield f"docs/roundtrip.md: its table of columns lacks *{heading}*: add a line"
