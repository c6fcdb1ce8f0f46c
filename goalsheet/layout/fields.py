"""The fields a table of each kind can have: one place for their names and the headings `goalsheet init` writes."""

from collections.abc import Mapping
from dataclasses import dataclass

from goalsheet.layout.table import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is ours; `heading` is what a new workbook says; `type` is how its cells are read (see `plan.values`)."""

    name: str
    heading: str
    type: str  # text, people, date, number, percent, choice, refs
    needed: bool = False


def _fields(*specs: str) -> tuple[Field, ...]:
    """Each spec is `name|Heading|type`, with a `!` behind a needed field's name."""
    made = []
    for spec in specs:
        name, heading, kind = spec.split("|")
        made.append(Field(name.rstrip("!"), heading, kind, name.endswith("!")))
    return tuple(made)


FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    Kind.GOALS: _fields(
        "id|ID|text", "goal!|Goal|text", "kind|Kind|choice", "parent|Parent|text", "owner|Owner|people",
        "team|Team|text", "sponsor|Sponsor|people", "start|Start|date", "due|Due|date", "metric|Metric|text",
        "unit|Unit|text", "direction|Direction|choice", "baseline|Baseline|number", "target|Target|number",
        "current|Current|number", "weight|Weight|number", "commitment|Commitment|choice", "status|Status|choice",
        "percent|% complete|percent", "confidence|Confidence|number", "why|Why it matters|text", "notes|Notes|text",
    ),
    Kind.STEPS: _fields(
        "id|ID|text", "goal|Goal|text", "milestone|Milestone|text", "step!|Step|text", "owner|Owner|people",
        "team|Team|text", "start|Start|date", "due|Due|date", "done_on|Done on|date", "status|Status|choice",
        "percent|% complete|percent", "effort|Effort|number", "weight|Weight|number", "priority|Priority|text",
        "depends_on|Depends on|refs", "blocked_by|Blocked by|text", "duration|Duration|number",
        "updated|Last updated|date", "notes|Notes|text",
    ),
    Kind.KEY_RESULTS: _fields(
        "id|ID|text", "goal|Goal|text", "key_result!|Key result|text", "owner|Owner|people",
        "baseline|Baseline|number", "target|Target|number", "current|Current|number", "unit|Unit|text",
        "direction|Direction|choice", "weight|Weight|number", "start|Start|date", "due|Due|date",
        "confidence|Confidence|number", "score|Score|number", "status|Status|choice", "notes|Notes|text",
    ),
    Kind.METRICS: _fields(
        "date!|Date|date", "metric!|Metric|text", "value!|Value|number", "planned|Planned|number", "notes|Note|text",
    ),
    Kind.CHECK_INS: _fields(
        "date!|Date|date", "goal!|Goal|text", "author|Author|people", "status|Status|choice",
        "confidence|Confidence|number", "progress|Progress|percent", "wins|Wins|text", "obstacles|Obstacles|text",
        "needs|Needs|text", "decision|Decision asked|text",
    ),
    Kind.PEOPLE: _fields(
        "name!|Name|text", "email|E-mail|text", "aliases|Also known as|text", "manager|Manager|text",
        "team|Team|text", "capacity|Capacity|number", "away_from|Away from|date", "away_to|Away to|date",
    ),
    Kind.LESSONS: _fields(
        "date|Date|date", "goal|Goal|text", "well|What went well|text", "better|What could be better|text",
        "lesson!|What we learned|text", "applies_to|Applies to|text",
    ),
    Kind.HOLIDAYS: _fields("date!|Date|date", "name|Name|text"),
    Kind.SETTINGS: _fields("setting!|Setting|text", "value!|Value|text"),
}  # fmt: skip

#: What other people's tables have besides, which a new workbook does not ask for: a colour or health beside the status.
ALSO: Mapping[Kind, tuple[Field, ...]] = {
    Kind.GOALS: _fields("health|Health|choice"),
    Kind.STEPS: _fields("health|Health|choice"),
    Kind.KEY_RESULTS: _fields("health|Health|choice", "percent|% complete|percent", "team|Team|text"),
}


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Every field that a table of this kind may have."""
    return FIELDS[kind] + ALSO.get(kind, ())
