"""What dates, sizes and names look like in the words of a goal. The word lists are data: `smart_words.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files

#: Letters of scripts that part words by spaces: beside others a number stands alone without one (解約率を19%から).
_L = "A-Za-z_À-ɏͰ-ӿ"
#: A number that is part of a word is a name: K-12, B2B, 5G, v2, GPT-4. (But 40k, 3x and 24h are sizes.)
IN_WORD = re.compile(
    rf"(?<![{_L}\d])(?:[{_L}]+[-–]?\d[{_L}\d.]*"
    rf"|\d+(?:[{_L}]{{1,3}}|-\d+)(?![{_L}\d])(?<!\dk)(?<!\dm)(?<!\dx)(?<!\dh))",
    re.I,
)
#: A year, month or day as Chinese, Japanese and Korean write it: no size.
CJK_DATE = re.compile(r"\d+ ?(?:年度?|月|日(?!間)|四半期|季度|号|년|월|일|분기)")
RATIO = re.compile(r"\b24/7\b|\b\d+/\d+ (?:support|service|coverage)", re.I)
DIGITS = re.compile(r"\d")
_VALUE = r"[€$£]?\d[\d.,]*(?: ?%| ?[kKmM]\b)?"
FROM_TO = re.compile(rf"\bfrom ({_VALUE})(?: [^\W\d][\w-]*){{0,3}} (?:up |down )?to ({_VALUE})", re.I)
#: A time to answer in is a size, not a deadline.
RESPONSE = re.compile(
    r"\bwithin (?:\d+|one|two|three|four|five)[ -](?:minutes?|hours?|(?:work|business )?days?)\b", re.I
)
#: What stands before the verb: numbering, "Goal 1:", "We will", "To".
LEAD_IN = re.compile(
    r"^(?:\W|\d+[.)]\s|(?:goal|objective)\s*\d*\s*[:–-]|(?:we|i|to|will|shall|must|want to|aim to)\b\s*)+", re.I
)

_YEAR = r"(?:19|20)\d\d"
_PERIOD = r"(?:days?|weeks?|months?|quarters?|years?|fiscal years?|half-?years?|semesters?)"
_FULL_DATE = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}"
_QUARTER = rf"(?:q[1-4]|h[12]|fy ?(?:\d\d){{1,2}}|week \d+|w\d+)\b(?:[ /-]?{_YEAR})?"


# Cached because every pattern below asks the file of word lists, which is parsed whole each time; the patterns, because
# each is asked for every goal, and putting one together takes longer than searching by it.
@cache
def listed(section: str, name: str) -> tuple[str, ...]:
    """The words of one entry of `smart_words.toml`."""
    data = tomllib.loads(files("goalsheet.rules").joinpath("smart_words.toml").read_text("utf-8"))
    return tuple(dict.fromkeys(word.strip() for word in data[section][name].split(",")))


def _any(section: str, name: str) -> str:
    """A pattern for any of an entry's words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed(section, name), key=lambda word: (-len(word), word)))


def _days() -> str:
    """31 March, the 31st of March 2027, March 31."""
    month = rf"(?:{_any('words', 'months')})\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return rf"{day}(?: of)? {month}(?:,? {_YEAR})?|{month} {day}\b(?:,? {_YEAR})?"


@cache
def dates() -> re.Pattern[str]:
    """Numbers that are dates, quarters or years."""
    return re.compile(rf"\b(?:{_days()}|{_QUARTER}|{_FULL_DATE}|20[1-4]\d)\b(?![%€$£]| ?%)", re.I)


@cache
def deadline() -> re.Pattern[str]:
    """Words that say until when: "by 31 March", "in six weeks", "this quarter"."""
    until = r"(?:by|until|till|before|on|no later than|not later than|in|during|end of|through|for)"
    lead = r"(?:the )?(?:(?:end|start|beginning|middle|close) of )?(?:the )?(?:early |mid-?|late )?"
    season = r"year[- ]end|eoy|eoq|eom|month[- ]end|christmas|easter|(?:the )?(?:spring|summer|autumn|fall|winter)"
    month = rf"(?:{_any('words', 'months')})\b\.?(?: {_YEAR})?"
    day = r"(?:the )?\d{1,2}(?:st|nd|rd|th)\b"
    points = "|".join((_days(), month, _QUARTER, _FULL_DATE, rf"(?:fiscal |fy ?)?{_YEAR}\b", day, rf"(?:{season})\b"))
    not_an_amount = rf"(?![%\w]| ?%)(?! (?:new|more|of|{_any('words', 'numbers')})\b)"
    span = rf"(?:\d+|{_any('words', 'numbers')}|a|next|this)"
    length = (
        r"\b(?:in|within|over|during|for|by|until|before) (?:the )?(?:(?:end|close) of )?(?:the |this )?"
        rf"(?:next |coming )?(?:{span} )?{_PERIOD}\b(?! of | after )"
    )
    return re.compile(rf"\b{until} {lead}(?:{points}){not_an_amount}|{length}|\b(?:this|next) {_PERIOD}\b", re.I)


@cache
def names() -> re.Pattern[str]:
    """Numbers behind a word that makes a name of them: ISO 9001, HB 1159, Web 2.0, Phase 2."""
    return re.compile(rf"\b(?:{_any('words', 'names')})[- ./#]?(?:no\.? ?)?\d[\d.]*\b(?! ?%)", re.I)


@cache
def number_word() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('words', 'numbers')})\b", re.I)


@cache
def no_number() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('words', 'not_numbers')})\b", re.I)


@cache
def change_by() -> re.Pattern[str]:
    """A change that is relative to something: "by 30 %"."""
    before = _any("change_by", "before")
    return re.compile(rf"\b(?:{before}) \d[\d.,]* ?(?:%|percent\b|per cent\b|prozent\b)", re.I)
