"""Looks at the source of a tree without importing it."""

import ast
from collections.abc import Iterator
from pathlib import Path


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def value_of(tree: ast.Module, name: str) -> ast.expr:
    """What a module assigns to a name."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                return node.value
    raise LookupError(name)


def texts(node: ast.AST) -> list[str]:
    """Every string in a part of the source, in its order."""
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def decorated(tree: ast.Module, *names: str) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """The functions at the top of a module that have one of these decorators, such as `click.command`."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) in names:
                    yield node, mark


def functions(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def names_imported(tree: ast.Module) -> set[str]:
    """Every name that a module imports."""
    return {
        alias.name for node in ast.walk(tree) for alias in getattr(node, "names", ()) if isinstance(alias, ast.alias)
    }
