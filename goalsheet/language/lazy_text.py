"""A text that is worked out before its language is known, and translated later."""

from collections.abc import Callable
from typing import Any, TypeAlias

#: Makes the text in a language from its values.
How: TypeAlias = Callable[..., str]


class LazyText(str):
    """A sentence, or part of one: English as a string, any other language by `Language.translate`.

    Because it is a string it is compared, sorted and printed as English. Joined by `+`, `join` or an f-string, the
    result is a plain English string for good: `goalsheet.language.wording` has what joins lazy texts into lazy texts.
    """

    __slots__ = ("_how", "_values")
    _how: How
    _values: tuple[Any, ...]

    def __new__(cls, english: str, how: How, *values: Any) -> "LazyText":
        text = str.__new__(cls, english)
        text._how, text._values = how, values
        return text

    def in_language(self, language: Any) -> str:
        return self._how(language, *self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return (LazyText, (str(self), self._how, *self._values))
