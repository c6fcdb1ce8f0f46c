"""Texts for examples, where what is told must be one that any language can tell."""

from goalsheet.language.lazy_text import LazyText


def lazy(text: str) -> LazyText:
    """The text, in English whatever the language; one that can be told in another stays as it is."""
    return text if isinstance(text, LazyText) else LazyText(text, _as_it_is, text)


def _as_it_is(language: object, text: str) -> str:
    return text
