"""One name as it stands in an owner cell: without list marks, roles and shares, by the People sheet if there is one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from goalsheet.folding import fold
from goalsheet.plan.cell_words import without_parentheses, word_set

ALWAYS = re.compile(r"[;；\n、|]|\s\+\s")
SOMETIMES = re.compile(r"\s*[,，]\s*|\s*/\s*|\s&\s")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MARK = re.compile(r"^(?:[-–—•·*▪●○►>]+\s*(?=\S)|\d{1,2}[.)]\s+)")
_SHARE = re.compile(r"[\s:,–-]*[\[(（]?\s*\d{1,3}(?:[.,]\d{1,2})?\s*[%％]\s*[\])）]?$|\s*\[[\d.,]{1,4}(?:\s?[hd])?\]$")
_HALVES = re.compile(r"([\u3400-\u9fff\uac00-\ud7a3]{2,4})(?:和|与|與|及|跟|와|과)([\u3400-\u9fff\uac00-\ud7a3]{2,4})")
#: What stands before a colon is a role, or a sentence that ends in names; what is longer is neither.
LONGEST_ROLE = 60


@dataclass(frozen=True, slots=True)
class Names:
    """Names that are known to be one person or team each.

    `canonical` maps every folded name, other name and e-mail address of the People sheet to the person's name; `alone`
    are the folded names that fill an owner cell by themselves.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()
    last_first: bool = False  # the whole column is written `Last, First`

    def known(self, name: str) -> bool:
        return fold(name) in self.canonical or fold(name) in self.alone

    def is_one(self, said: str) -> bool:
        """Whether a text with separators in it is known to be one name, as it stands or as `Last, First`."""
        return self.last_first or self.known(said) or self.known(flipped(said))

    def name(self, said: str) -> str:
        """The person's own name for a name as written."""
        said = said.strip().removeprefix("@").strip()
        email = _EMAIL.search(said)
        outside = without_parentheses(said)
        forms = [said, email[0] if email else "", outside, re.sub(r"<[^<>]*>", "", said), flipped(said)]
        found = next((self.canonical[fold(form)] for form in forms if fold(form) in self.canonical), None)
        if found:
            return found
        if outside and outside != said and fold(outside) in self.alone:
            return outside
        bare = re.sub(r"<[^<>]*>", "", said).strip() if email and email[0] != said else said
        return " ".join((bare or said).split())


#: Names of which none is known.
NOBODY = Names()


def flipped(said: str) -> str:
    """`Ruiz, Ana` as `Ana Ruiz`; empty where there is nothing to flip."""
    first, comma, rest = said.partition(",")
    return f"{rest.strip()} {first.strip()}" if comma and first.strip() and rest.strip() and "," not in rest else ""


def plain(said: str, names: Names = NOBODY) -> str:
    """A name without a list mark before it, a role before a colon, or a share behind it.

    >>> plain("- Lê Thị Hoa"), plain("Front: Ann Lee"), plain("Bo Chan[50%]"), plain("Ann: 50 %"), plain("1) Bo")
    ('Lê Thị Hoa', 'Ann Lee', 'Bo Chan', 'Ann', 'Bo')
    >>> plain("Ann: the texts", Names(alone=frozenset(["ann"]))), plain("https://example.com"), plain("Ops:")
    ('Ann', 'https://example.com', 'Ops')
    """
    said = _SHARE.sub("", _MARK.sub("", said.strip())[:400]).strip()
    before, colon, after = (part.strip() for part in re.split(r"([:：])", f"{said}:", maxsplit=1)[:3])
    rest = after.rstrip(":").strip()
    if not colon or not before or "://" in said:
        return said
    if not rest or names.known(before):
        return before
    return _SHARE.sub("", _MARK.sub("", rest)).strip() if len(before) <= LONGEST_ROLE else said


def joins(said: str) -> list[str]:
    """The parts of a text between words such as `and`, of any language.

    >>> joins("Ana and Ben"), joins("Ana e Bruno"), joins("Anderson"), joins("张三和李四")
    (['Ana', 'Ben'], ['Ana', 'Bruno'], ['Anderson'], ['张三', '李四'])
    """
    words = said.split()
    parts: list[list[str]] = [[]]
    for at, word in enumerate(words):
        if 0 < at < len(words) - 1 and fold(word) in word_set("groups", "joining"):
            parts.append([])
        else:
            parts[-1].append(word)
    found = [" ".join(part) for part in parts if part]
    return found if len(found) > 1 else _unspaced(said)


def _unspaced(said: str) -> list[str]:
    """The same between names that are written without blanks."""
    halves = re.fullmatch(
        r"([\u3400-\u9fff\uac00-\ud7a3]{2,4})(?:和|与|與|及|跟|와|과)([\u3400-\u9fff\uac00-\ud7a3]{2,4})", said
    )
    return [halves[1], halves[2]] if halves else [said]


def alone(cells: Iterable[str]) -> frozenset[str]:
    """Folded names that fill a cell by themselves.

    >>> sorted(alone(["Ana", "- Eva", "Ana, Ben", "IT/Operations", "Ana and Ben"]))
    ['ana', 'eva']
    """
    single = (said[:400] for said in cells if not ALWAYS.search(said[:400]) and not SOMETIMES.search(said[:400]))
    return frozenset(fold(name) for said in single if len(joins(name := plain(said))) == 1 and " - " not in name)


def is_last_first(cells: Iterable[str]) -> bool:
    """Whether a column writes `Last, First` throughout: at least three different cells, each with just one comma.

    >>> is_last_first(["Ruiz, Ana", "Meier, Ben", "Sato, Eva"]), is_last_first(["Ana, Ben", "Eva", "Ana, Eva"])
    (True, False)
    """
    different = {fold(said) for said in cells}
    lasts = [said.partition(",")[0] for said in different]
    firsts = {said.partition(",")[2].strip() for said in different}
    return len(different) >= 3 and all(said.count(",") == 1 for said in different) and firsts.isdisjoint(lasts)
