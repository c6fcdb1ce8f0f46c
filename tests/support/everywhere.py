"""The marked language wherever goalsheet speaks, and what of a page or mail is left to read in it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from gettext import NullTranslations
from typing import Any

import pytest
from lxml import html

from goalsheet import language
from goalsheet.reading.model import Workbook
from goalsheet.report import render
from goalsheet.settings import Settings
from tests.support.marked import MARKED
from tools.catalogues import messages

#: The language of reports that are to be marked.
CODE = MARKED.code
#: What no language translates: the program, its files and formats, codes of findings, names of settings.
NAMES = ("goalsheet report json xlsx xlsm GS OKR", *(field.name.replace("_", " ") for field in fields(Settings)))
_SHOWN = ("title", "alt", "aria-label", "placeholder", "data-shown", "data-and")
_ADDRESS = re.compile(r"(?:mailto:|https?://)\S+|\S+@\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Names of days and months in the marked language.
_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]+")


class _Asked(NullTranslations):
    """The marked catalogue, that knows which messages it was asked for."""

    def __init__(self, asked: set[str]) -> None:
        super().__init__()
        self.asked = asked

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return MARKED.catalogue.gettext(message)

    def ngettext(self, one: str, other: str, number: int) -> str:
        self.asked.add(one)
        return MARKED.catalogue.ngettext(one, other, number)


@contextmanager
def speaking_marked() -> Iterator[None]:
    """Every catalogue is the marked one: a report whose setting `lang` is CODE speaks it, templates included.

    What was asked of it must be known to `python -m tools.catalogues`: else no translator would ever see it.
    """
    asked: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_catalogue", lambda _: _Asked(asked))
        _forget()
        yield
    _forget()
    unknown = asked - {one if isinstance(one, str) else one[0] for one in messages()}
    assert not unknown, unknown


def _forget() -> None:
    language.language.cache_clear()
    render._environment.cache_clear()


def visible(page: str) -> str:
    """What a reader of an HTML page sees, hears or points at."""
    tree: Any = html.document_fromstring(page)
    for hidden in tree.xpath("//style | //script"):
        hidden.drop_tree()
    told = [value for name in _SHOWN for value in tree.xpath(f"//@{name}")]
    return " ".join([*tree.itertext(), *map(str, told)])


def own_words(book: Workbook) -> set[str]:
    """Every word that stands in the workbook, and its name."""
    texts = [book.path.name, *(sheet.name for sheet in book.sheets)]
    texts += [cell for sheet in book.sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
    return _words(texts)


def left_over(text: str, book: Workbook, *names: str) -> set[str]:
    """Words to be read in a text that was told in the marked language and that are not the workbook's."""
    return _words([_ADDRESS.sub(" ", text)]) - own_words(book) - _words([*NAMES, *names])


def _words(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(_JAPANESE.sub(" ", text))}
