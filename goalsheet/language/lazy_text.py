"""A text of goalsheet's own, that can be said in any language."""

from collections.abc import Callable
from typing import Any, TypeAlias

#: How a text is said: from a language and the text's values.
How: TypeAlias = Callable[..., str]


class LazyText(str):
    """A sentence, or part of one, that was worked out: English as a string, any other language by `Language.translate`.

    Being a string it is compared, sorted and printed as English; but what is put together from sayings by `+`, `join`
    or an f-string is English for good. `goalsheet.language.wording` makes them and puts them together.
    """

    __slots__ = ("_how", "_values")
    _how: How
    _values: tuple[Any, ...]

    def __new__(cls, english: str, how: How, *values: Any) -> "LazyText":
        made = str.__new__(cls, english)
        made._how, made._values = how, values
        return made

    def in_language(self, language: Any) -> str:
        return self._how(language, *self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return (LazyText, (str(self), self._how, *self._values))
