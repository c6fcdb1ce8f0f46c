"""What a table of each kind must have and what tells it from others: plain data."""

from collections.abc import Mapping

from goalsheet.layout.fields import FIELDS
from goalsheet.layout.table import Kind

#: How much a field counts for a table of each kind (others count `LITTLE`).
TELLING: Mapping[Kind, Mapping[str, float]] = {
    Kind.STEPS: {
        "step": 2, "owner": 1.5, "due": 1.6, "start": 1, "status": 1.2, "percent": 1, "done_on": 1, "goal": 0.5,
    },
    Kind.GOALS: {
        "goal": 2.2, "owner": 1, "due": 1, "target": 1.2, "current": 1, "baseline": 1, "metric": 1, "status": 1,
    },
    Kind.KEY_RESULTS: {
        "key_result": 2.4, "goal": 1, "baseline": 1, "target": 1.4, "current": 1.4, "score": 1, "unit": 0.6,
    },
    Kind.METRICS: {"date": 1.6, "metric": 1.8, "value": 1.8, "planned": 0.6},
    Kind.CHECK_INS: {
        "date": 1.4, "goal": 1.4, "wins": 1.2, "obstacles": 1.2, "needs": 1.2, "author": 0.6, "decision": 1,
    },
    Kind.PEOPLE: {"name": 2, "email": 1.5, "manager": 0.8, "team": 0.8, "capacity": 1, "aliases": 1, "away_from": 1},
    Kind.LESSONS: {"lesson": 2, "well": 1.5, "better": 1.5},
    Kind.HOLIDAYS: {"date": 1.5, "name": 1},
    Kind.SETTINGS: {"setting": 2, "value": 1.5},
}  # fmt: skip
LITTLE = 0.25


def _one_of(*names: str) -> frozenset[str]:
    return frozenset(names)


#: What must be there: of each set one field is enough.
REQUIRED: Mapping[Kind, tuple[frozenset[str], ...]] = {
    Kind.STEPS: (_one_of("step"), _one_of("owner", "due", "start", "status", "percent", "done_on")),
    Kind.GOALS: (
        _one_of("goal"),
        _one_of("owner", "due", "target", "current", "status", "percent", "metric", "parent", "sponsor"),
    ),
    Kind.KEY_RESULTS: (_one_of("key_result"), _one_of("baseline", "target", "current", "score")),
    Kind.METRICS: (_one_of("date"), _one_of("metric"), _one_of("value")),
    Kind.CHECK_INS: (
        _one_of("date"),
        _one_of("goal"),
        _one_of("wins", "obstacles", "needs", "decision", "progress", "confidence", "status"),
    ),
    Kind.PEOPLE: (_one_of("name"), _one_of("email", "manager", "team", "capacity", "aliases", "away_from")),
    Kind.LESSONS: (_one_of("lesson", "well", "better"),),
    Kind.HOLIDAYS: (_one_of("date"),),
    Kind.SETTINGS: (_one_of("setting"), _one_of("value")),
}
#: Kinds taken only from a sheet of that name: their headings are too plain to tell by.
BY_NAME = frozenset({Kind.HOLIDAYS, Kind.SETTINGS, Kind.PEOPLE, Kind.LESSONS, Kind.CHECK_INS})
#: The field that names an item of each kind.
MAIN: Mapping[Kind, str] = {kind: next(f.name for f in FIELDS[kind] if f.needed) for kind in Kind} | {
    Kind.METRICS: "metric",
    Kind.CHECK_INS: "goal",
}
#: Meanings that count only in a table of a kind that has that field; elsewhere the word means something plainer.
AT_HOME = _one_of(
    "name", "date", "value", "author", "planned", "progress", "wins", "obstacles", "needs", "decision", "setting",
    "lesson", "well", "better", "kind", "direction", "commitment", "manager", "capacity", "away_from", "away_to",
    "aliases", "applies_to", "confidence", "score",
)  # fmt: skip
#: Fields from which verdicts follow: a guess that would change one of them is not made.
CRITICAL = _one_of("owner", "start", "due", "done_on", "status", "health", "percent")
#: Fields that may have several columns, where these are numbered alike (Owner 1, Owner 2).
SEVERAL = _one_of("owner", "depends_on")
