"""The numbers by which a column's role is judged: its own facts, and how they compare with those of its neighbours."""

from collections.abc import Mapping, Sequence
from math import sqrt

from goalsheet.layout.column_facts import ColumnFacts
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.fit import FITS

#: The roles that are told apart by what is learnt; all else is `other`.
ROLES = ("step", "goal", "owner", "start", "due", "done_on", "status", "percent", "id")
OTHER = "other"
#: Other meanings of headings that have a number of their own; the rest share one.
BESIDES = (
    "milestone", "notes", "team", "effort", "duration", "priority", "depends_on", "health", "created", "updated",
    "baseline_date", "actual_start", "revised_date", "risk", "kind", "metric", "target", "name", "date", "key_result",
    "creator", "other_people",
)  # fmt: skip
#: How each role's cells are judged (see `fit`).
TYPES: Mapping[str, str] = {
    "step": "step", "goal": "goal", "owner": "people", "start": "date", "due": "date", "done_on": "date",
    "status": "status", "percent": "percent", "id": "id",
}  # fmt: skip
Features = Mapping[str, float]


def fits(cells: Evidence) -> Mapping[str, float]:
    """How well the cells suit each role, 0 to about 1.1."""
    if not cells.filled:
        return dict.fromkeys(ROLES, 0.55)
    judged = {kind: FITS[kind](cells) for kind in set(TYPES.values())}
    return {role: judged[TYPES[role]] for role in ROLES}


def textiness(facts: ColumnFacts) -> float:
    """How much a column is texts of its own: long, all different, in most rows."""
    cells = facts.cells
    if not cells.filled:
        return 0.0
    plain = cells.share(cells.texts) - cells.share(cells.text_dates, cells.links) - cells.share(cells.statuses)
    own = (cells.distinct / cells.filled) * (cells.distinct / cells.filled)
    length = sqrt(min(1.0, cells.length / 36))
    return max(0.0, plain) * own * (0.25 + 0.75 * length) * (0.4 + 0.6 * min(1.0, cells.filled / max(cells.rows, 1)))


def features(columns: Sequence[ColumnFacts]) -> Sequence[Features]:
    """The numbers of every column of a table, in the same order."""
    fitted = [fits(facts.cells) for facts in columns]
    said = [
        {role: facts.meanings.get(role, 0.0) * fit[role] for role in ROLES}
        for facts, fit in zip(columns, fitted, strict=True)
    ]
    texts = [textiness(facts) for facts in columns]
    dates = [i for i, facts in enumerate(columns) if facts.cells.filled and _dated(facts.cells) >= 0.3]
    return [
        {
            name: value
            for part in (
                _heading(facts),
                _cells(facts),
                {f"fit.{role}": fitted[i][role] for role in ROLES},
                {f"said.{role}": said[i][role] for role in ROLES},
                _rivals(said, i),
                _among_texts(texts, i),
                _among_dates(columns, dates, i),
                _place(columns, said, i),
                _alone(facts, fitted[i], said, texts, i),
                _group(facts, texts, i),
            )
            for name, value in part.items()
            if value
        }
        for i, facts in enumerate(columns)
    ]


def _heading(facts: ColumnFacts) -> dict[str, float]:
    meant = facts.meanings
    found = {f"heading.{name}": meant.get(name, 0.0) for name in (*ROLES, *BESIDES)}
    rest = [strength for name, strength in meant.items() if name not in ROLES and name not in BESIDES]
    best = max(meant.values(), default=0.0)
    found |= {f"says.{role}": float(meant.get(role, 0.0) >= 0.9 * best) for role in ROLES if role in meant}
    found |= {f"plainly.{role}": float(meant.get(role, 0.0) >= 0.8) for role in ROLES}
    return found | {
        "heading.else": max(rest, default=0.0),
        "heading.none": float(not facts.headed),
        "heading.kin": facts.kin,
        "heading.unknown": float(facts.headed and not meant),
    }


def _cells(facts: ColumnFacts) -> dict[str, float]:
    e = facts.cells
    if not e.filled:
        return {"cells.none": 1.0, "cells.formula": float(e.formulas > 0)}
    few = e.filled >= 4 and e.distinct <= max(2, 0.25 * e.filled)
    return {
        "cells.filled": e.filled / max(e.rows, 1),
        "cells.dates": e.share(e.dates),
        "cells.text_dates": e.share(e.text_dates),
        "cells.numbers": e.share(e.numbers),
        "cells.fractions": e.share(e.fractions),
        "cells.percent": e.share(e.percent_texts),
        "cells.in_percent": e.percent_formats / min(6, max(e.numbers, 1)),
        "cells.texts": e.share(e.texts),
        "cells.prose": e.share(e.prose),
        "cells.statuses": e.share(e.statuses),
        "cells.codes": e.share(e.codes),
        "cells.links": e.share(e.links),
        "cells.letters": e.share(e.letters),
        "cells.single": e.share(e.single_words),
        "cells.few_words": e.share(e.few_words),
        "cells.repeats": e.repeats,
        "cells.repeated": e.share(e.repeated),
        "cells.rising": float(e.rising),
        "cells.few": float(few),
        "cells.length": min(1.0, e.length / 24),
        "cells.short": float(0 < e.length <= 6),
        "cells.runs": facts.runs,
        "cells.merged": facts.merged,
        "cells.names": e.share(e.names),
        "cells.same_names": e.share(e.names) * min(1.0, 1.5 * e.repeats),
        "cells.no_names": e.share(e.texts) - e.share(e.names),
        "cells.one": float(e.filled > 1 and e.distinct == 1),
    }


def _rivals(said: Sequence[Mapping[str, float]], i: int) -> dict[str, float]:
    """How well another column says each role."""
    return {f"rival.{role}": max((one[role] for j, one in enumerate(said) if j != i), default=0.0) for role in ROLES}


def _among_texts(texts: Sequence[float], i: int) -> dict[str, float]:
    best = max(texts, default=0.0)
    if best <= 0.05:
        return {}
    top = texts.index(best)
    rest = max((t for j, t in enumerate(texts) if j != top), default=0.0)
    return {
        "texts.own": texts[i],
        "texts.top": float(i == top),
        "texts.lead": (texts[i] - rest) if i == top else 0.0,
        "texts.share": texts[i] / best,
        "texts.left": float(i < top),
        "texts.right": float(i > top),
        "texts.next_left": float(i == top - 1),
        "texts.next_right": float(i == top + 1),
    }


def _alone(
    facts: ColumnFacts,
    fit: Mapping[str, float],
    said: Sequence[Mapping[str, float]],
    texts: Sequence[float],
    i: int,
) -> dict[str, float]:
    """What the cells look like, where no other column's heading says that role."""
    e = facts.cells
    if not e.filled:
        return {}
    free = {role: 1 - min(1.0, max((one[role] for j, one in enumerate(said) if j != i), default=0.0)) for role in ROLES}
    short = float(e.length <= 24)
    few = min(1.0, 1.4 * e.repeats) * short
    dates = _dated(e)
    return {
        "alone.step": free["step"] * float(texts[i] > 0.05 and texts[i] == max(texts)),
        "alone.owner": free["owner"] * e.share(e.names) * few * float(e.distinct > 1),
        "alone.status": free["status"] * e.share(e.statuses) * few,
        "alone.few": free["status"] * e.share(e.texts) * float(e.filled >= 4 and e.distinct <= 6) * few,
        "alone.start": free["start"] * dates,
        "alone.due": free["due"] * dates,
        "alone.done_on": free["done_on"] * dates,
        "alone.percent": free["percent"] * max(e.percent_formats / min(6, max(e.numbers, 1)), e.share(e.percent_texts)),
        "alone.id": free["id"] * (float(e.rising) + e.share(e.codes) * float(e.distinct == e.filled)) * float(i <= 1),
    }


def _group(facts: ColumnFacts, texts: Sequence[float], i: int) -> dict[str, float]:
    """How much a column of texts groups the rows of the text right of it: stated once, merged, or repeated in runs."""
    e, best = facts.cells, max(texts, default=0.0)
    if not e.filled or best <= 0.05:
        return {}
    top = texts.index(best)
    together = max(facts.runs if e.filled >= 2 else 0.0, facts.merged, e.share(e.repeated), 0.8 * e.repeats)
    plain = max(0.0, e.share(e.texts) - e.share(e.statuses, e.text_dates))
    value = together * plain * float(e.distinct >= 2)
    return {
        "group.left": value * float(i < top),
        "group.next": value * float(i == top - 1),
        "group.right": value * float(i > top),
        "group.long": value * float(i < top) * float(e.length >= 10),
        "group.stated": float(i < top) * facts.runs * plain,
        "group.names": value * e.share(e.names),
    }


def _dated(e: Evidence) -> float:
    return e.share(e.dates, e.text_dates)


def _among_dates(columns: Sequence[ColumnFacts], dates: Sequence[int], i: int) -> dict[str, float]:
    if i not in dates:
        return {"dates.other": min(len(dates), 3) / 3}
    at = dates.index(i)
    facts = columns[i]
    before = columns[dates[at - 1]].column if at else 0
    after = columns[dates[at + 1]].column if at + 1 < len(dates) else 0
    return {
        "dates.only": float(len(dates) == 1),
        "dates.first": float(at == 0 and len(dates) > 1),
        "dates.second": float(at == 1),
        "dates.third": float(at >= 2),
        "dates.last": float(at == len(dates) - 1 and len(dates) > 1),
        "dates.follows": facts.not_before.get(before, 0.0) if before else 0.0,
        "dates.leads": 1 - facts.not_before.get(after, 1.0) if after else 0.0,
        "dates.goes_with": facts.goes_with,
        "dates.sparse": 1 - facts.cells.filled / max(facts.cells.rows, 1),
    }


def _place(columns: Sequence[ColumnFacts], said: Sequence[Mapping[str, float]], i: int) -> dict[str, float]:
    steps = [one["step"] for one in said]
    step = steps.index(max(steps)) if steps and max(steps) >= 0.5 else -1
    return {
        "place.first": float(i == 0),
        "place.second": float(i == 1),
        "place.along": i / max(len(columns) - 1, 1),
        "place.before_step": float(0 <= i < step),
        "place.next_before_step": float(i == step - 1),
        "place.after_step": float(step >= 0 and i > step),
    }
