"""The marked language wherever goalsheet speaks, and what of a page or mail is left to read in it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from lxml import html

from goalsheet import language
from goalsheet.report import render
from goalsheet.workbook.model import Workbook
from tests.support.marked import MARKED

#: The language of reports that are to be marked.
CODE = MARKED.code
#: What no language translates: the program, its files and formats, and the sheets it names.
NAMES = {"goalsheet", "report", "json", "xlsx", "xlsm", "example", "com", "GS", "OKR"}
_SHOWN = ("title", "alt", "aria-label", "placeholder", "data-shown", "data-and")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Japanese, and what the marked language makes of a message.
_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]+")


@contextmanager
def speaking_marked() -> Iterator[None]:
    """Every catalogue is the marked one: a report whose setting `lang` is CODE speaks it, templates included."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_catalogue", lambda _: MARKED.catalogue)
        _forget()
        yield
    _forget()


def _forget() -> None:
    language.language.cache_clear()
    render._environment.cache_clear()


def visible(page: str) -> str:
    """What a reader of an HTML page sees, hears or points at."""
    tree = html.document_fromstring(page)
    for hidden in tree.xpath("//style | //script"):
        hidden.getparent().remove(hidden)
    told = [value for name in _SHOWN for value in tree.xpath(f"//@{name}")]
    return " ".join([*tree.itertext(), *map(str, told)])


def own_words(book: Workbook) -> set[str]:
    """Every word that stands in the workbook, and its name."""
    texts = [book.path.name, *(sheet.name for sheet in book.sheets)]
    texts += [cell for sheet in book.sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
    return _words(texts)


def left_over(text: str, book: Workbook, *names: str) -> set[str]:
    """Words to be read in a text that was told in the marked language and that are not the workbook's."""
    own = own_words(book) | {name.casefold() for name in NAMES} | _words(names)
    return {word for word in _words([text]) if word not in own}


def _words(texts: Iterable[str]) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(_JAPANESE.sub(" ", text))}
