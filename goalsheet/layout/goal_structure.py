"""How goals are expressed: a column, merged or blank downwards, an outline, section rows, blocks, or not at all."""

from collections.abc import Callable, Sequence

from goalsheet.layout.candidates import Candidate
from goalsheet.layout.column_goals import by_column, filled_down, weak_column
from goalsheet.layout.first_of_block import first_of_block
from goalsheet.layout.outline_goals import numbered, outline
from goalsheet.layout.row_roles import Line, Role
from goalsheet.layout.section_goals import sections
from goalsheet.layout.structured import Structure, flat
from goalsheet.layout.table import Kind

#: Kinds whose rows may stand under headings of their own.
STRUCTURED = frozenset({Kind.STEPS, Kind.KEY_RESULTS})


def structure(candidate: Candidate, found: Sequence[Line]) -> Structure:
    """The first way of expressing goals that these lines show, from the plainest to the most guessed."""
    if candidate.kind not in STRUCTURED:
        return flat(found, "column")
    ways: tuple[Callable[[Candidate, Sequence[Line]], Structure | None], ...] = (
        numbered, filled_down, by_column, outline, sections, weak_column,
    )  # fmt: skip
    if any(line.role is Role.HEADING for line in found):  # blocks are titled before their rows are outlined
        ways = (numbered, filled_down, by_column, sections, outline, weak_column)
    said = candidate.mapping.goals_by if candidate.mapping else ""
    if said == "first of block":
        ways = (first_of_block,)
    for way in ways:
        structured = way(candidate, found) if said in ("", "merged", "filled down") or way is WAYS.get(said) else None
        if structured is not None:
            return structured
    return flat(found, "none")


#: How goals are expressed as a mapping says it -> what reads them so; what is not here is read as a plain list.
WAYS = {
    "outline": outline,
    "section rows": sections,
    "blocks": sections,
    "column": weak_column,
    "first of block": first_of_block,
}
