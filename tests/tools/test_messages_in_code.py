"""What is a message in Python code, and what only looks like one."""

import doctest

import pytest

from tools import messages_in_code
from tools.messages_in_code import KEYWORDS, Message, messages_in


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('msg("due {due}", due=day)', ["due {due}"]),
        ("lang.say('Goals')", ["Goals"]),
        ('context.lang.say("first line, "\n         "second line")', ["first line, second line"]),
        ('many(n, "{n} step", "{n} steps")', [("{n} step", "{n} steps")]),
        ('counted(len(found), "{n} step", "{n} steps", name=name)', [("{n} step", "{n} steps")]),
        ('LATE = translatable_plural("{n} day", "{n} days")', [("{n} day", "{n} days")]),
        ('translatable_plural("{n} m", "{n} m")', ["{n} m"]),
        ('KINDS = {1: translatable("goal"), 2: translatable("step")}', ["goal", "step"]),
        ('@rule("GS299", "a-name", Severity.NOTE, "dates", "Choose a day.", {})\ndef found(): ...', ["Choose a day."]),
        ('rule("GS299", "a-name", Severity.NOTE, "dates", hint)', []),
        ('msg("{step} waits", step=quoted(msg("a step")))', ["{step} waits", "a step"]),
        ('first = msg("one") if many else msg("two")', ["one", "two"]),
        ('msg("a").join(msg("b"))', ["a", "b"]),
        ('def say(text="x"):\n    return other("y")', []),
    ],
)
def test_a_message_is_a_literal_argument_of_a_marking_call(source: str, found: list[Message]) -> None:
    assert list(messages_in(source)) == found


@pytest.mark.parametrize(
    "source",
    [
        'message["Subject"] = "Status"',
        'message["Auto-Submitted"] = "auto-generated"\nmessage.set_content("text")',
        'def translatable(text: str) -> str:\n    """Marks a message."""\n    return text',
        'class Said:\n    """msg("in a docstring")"""',
        'msg(f"due {day}")',
        'msg("due " + day)',
        'msg("due %s" % day)',
        'msg(text or "nothing")',
        'msg(entry["hint"])',
        'msg(words.get("hint", "none"))',
        'say(b"bytes")',
        'many(n, one, "{n} steps")',
        '# msg("in a comment")',
        'print("say", "many")',
        'say["Goals"]',
        'found["say"]("Goals")',
    ],
)
def test_what_is_no_literal_argument_of_such_a_call_is_no_message(source: str) -> None:
    assert list(messages_in(source)) == []


def test_every_marking_function_is_one_that_the_code_has() -> None:
    """A function that was renamed in the code is renamed in the table too, or its messages would be lost."""
    from goalsheet.language import Language, translatable, translatable_plural
    from goalsheet.language.wording import counted, msg
    from goalsheet.measure.signals.base import signal
    from goalsheet.rules.base import rule

    functions = (Language.say, Language.many, translatable, translatable_plural, counted, msg, rule, signal)
    assert {function.__name__ for function in functions} == set(KEYWORDS)


def test_the_example_holds() -> None:
    assert doctest.testmod(messages_in_code).failed == 0
