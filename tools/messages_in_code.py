"""The messages in a Python module, read from its syntax tree: arguments of calls, never docstrings or other strings."""

import ast
from collections.abc import Iterator
from typing import TypeAlias

#: A message; one that counts as (one, other).
Message: TypeAlias = str | tuple[str, str]

#: The functions that take messages, and which of their positional arguments (from 1) these are: one, or (one, other).
#: A function that is renamed is renamed here, and in `IN_TEMPLATES` if templates call it.
KEYWORDS: dict[str, tuple[int] | tuple[int, int]] = {
    "say": (1,),
    "many": (2, 3),
    "translatable": (1,),
    "translatable_plural": (1, 2),
    "msg": (1,),
    "counted": (2, 3),
    "rule": (5,),
    "signal": (2,),
}
#: Those that templates call.
IN_TEMPLATES = ("say", "many")


def messages_in(source: str) -> Iterator[Message]:
    """The messages of a module, in the order in which they are written.

    A function is known by its name, called as it is or as a method. An argument that is no literal is no message here:
    `lang.say(title)` translates what was marked where it was written.

    >>> list(messages_in('lang.say("a " "b"); many(n, "{n} step", "{n} steps"); say(f"{x}"); message["To"] = "c"'))
    ['a b', ('{n} step', '{n} steps')]
    """
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda call: (call.func.end_lineno, call.func.end_col_offset)):
        texts = tuple(_literal(call, place) for place in KEYWORDS.get(_name(call.func), ()))
        match texts:
            case (str() as text,):
                yield text
            case (str() as one, str() as other):
                yield counting(one, other)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literal(call: ast.Call, place: int) -> str | None:
    """The call's positional argument at the place, where it is a literal text."""
    match call.args[place - 1 : place]:
        case [ast.Constant(value=str() as text)]:
            return text
    return None


def counting(one: str, other: str) -> Message:
    """What reads the same for any number is one message."""
    return one if one == other else (one, other)
