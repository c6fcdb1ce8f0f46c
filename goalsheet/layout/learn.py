"""What a mapping teaches: the headings in it that mean something else to goalsheet, or nothing."""

from collections.abc import Mapping as MappingType

from goalsheet.layout import heading_words
from goalsheet.layout.mapped import is_letter
from goalsheet.layout.mapping import Mapping


def new_headings(mapping: Mapping) -> MappingType[str, tuple[str, ...]]:
    """Field -> the headings that a person named for it and that no word list has for it; letters teach nothing."""
    found = {
        name: tuple(said for said in headings if not is_letter(said) and not _is_known(said, name))
        for name, headings in mapping.fields.items()
    }
    return {name: headings for name, headings in found.items() if headings}


def _is_known(heading: str, name: str) -> bool:
    return any(meaning.name == name for meaning in heading_words.meanings(heading))
