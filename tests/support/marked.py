"""A language in which nothing of goalsheet's own is left to read: what still can be read was not told in it."""

import re
from gettext import NullTranslations

from babel import Locale

from goalsheet.language import Language

_LITERAL = re.compile(r"({[^{}]*})|[^\W\d_]")


class _Blank(NullTranslations):
    """A catalogue in which each letter of a message is a dot; the values in it stay."""

    def gettext(self, message: str) -> str:
        return _LITERAL.sub(lambda found: found[1] or "·", message)

    def ngettext(self, one: str, other: str, number: int) -> str:
        return self.gettext(one if number == 1 else other)


#: Dates and numbers are Japanese: without a letter of ours too.
MARKED = Language("ja", Locale("ja"), _Blank())


def bare(text: str) -> set[str]:
    """The words that stay as they are in any language: the workbook's own, or English that nobody can translate.

    >>> from goalsheet.language.wording import msg, percent, quoted
    >>> sorted(bare(msg("{item} is {percent} done", item=quoted("Write copy"), percent=percent(0.4))))
    ['Write', 'copy']
    >>> sorted(bare(f'{msg("due today")}, but late'))
    ['but', 'due', 'late', 'today']
    """
    return set(re.findall(r"[A-Za-z]{2,}", MARKED.translate(text)))
