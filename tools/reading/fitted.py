"""Fits the models on labelled tables: columns, then tables, by columns judged by models that had not seen them."""

import random
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from goalsheet.layout.column_facts import ColumnFacts
from goalsheet.layout.column_features import OTHER, ROLES, TYPES, Features, features, fits
from goalsheet.layout.column_roles import likely, roles
from goalsheet.layout.evidence import Evidence
from goalsheet.layout.learnt import Learnt, Linear
from goalsheet.layout.table_features import table_features
from tools.reading.labelled import Record, Rows

CLASSES = (OTHER, *ROLES)
#: How strongly the models may lean on what they saw (scikit-learn's C).
HEADER, COLUMN, TABLE = 1.0, 1.0, 1.0
#: How much a table counts that was not taken from a workbook with a plan: it may be one, too.
BESIDE = 0.4
#: Inner folds, by which a table's columns are judged by a model that had not seen it.
INNER = 3
#: Rarer features than this say nothing.
RARE = 3
#: Features that speak of one role each, and what else they may be evidence of.
OWN = frozenset({"fit", "said", "says", "plainly", "rival", "alone"})
ALSO = frozenset(
    {("rival", "step", "goal"), ("said", "step", "goal"), ("alone", "few", "status"), ("rival", "due", "done_on"),
     ("rival", "start", "due"), ("rival", "due", "start"), ("said", "goal", "step"), ("says", "step", "goal")}
)  # fmt: skip
#: From here on a heading names a role plainly, also over an empty column.
PLAIN = 0.8
#: Cells that fit a role no better are none of it.
WRONG = 0.2
#: Rounds of the search for the weights of columns.
ROUNDS = 150


def fold(author: str, folds: int) -> int:
    """Which fold a maker's workbooks are in: always the same one."""
    return int(sha1(author.encode()).hexdigest(), 16) % folds


def without_words(record: Record, part: float, chance: random.Random) -> Record:
    """The table as it would be in a language of which no word is known: some headings, or all, say nothing."""
    columns = [replace(c, meanings={}) if chance.random() < part else c for c in record.columns]
    return replace(record, columns=columns)


def shuffled(record: Record, chance: random.Random) -> Record:
    """The table with its columns in another order."""
    order = list(range(len(record.columns)))
    chance.shuffle(order)
    return replace(record, columns=[record.columns[i] for i in order], roles=[record.roles[i] for i in order])


#: What a date may be that is none of a step's own.
NO_DATES = ("created", "updated", "actual_start", "baseline_date", "revised_date")


def with_guest(record: Record, guests: Sequence[ColumnFacts], chance: random.Random) -> Record:
    """The table with a column more that is none of the roles: one of another table, or a date of another kind."""
    dates = [c for c, role in zip(record.columns, record.roles, strict=True) if role in ("start", "due")]
    if dates and chance.random() < 0.5:
        guest = replace(chance.choice(dates), meanings={chance.choice(NO_DATES): 1.0})
    else:
        guest = replace(chance.choice(guests), not_before={})
    at = chance.randrange(len(record.columns) + 1)
    columns, roles_ = [*record.columns], [*record.roles]
    columns.insert(at, replace(guest, column=1000))
    roles_.insert(at, OTHER)
    return replace(record, columns=columns, roles=roles_)


def with_other_dates(record: Record, chance: random.Random) -> Record:
    """The table with dates that are not a step's own in place of its start and due dates."""
    pairs = [
        (replace(c, meanings={chance.choice(NO_DATES): 1.0}), OTHER)
        if role in ("start", "due") and c.cells.dates
        else (c, role)
        for c, role in zip(record.columns, record.roles, strict=True)
    ]
    return replace(record, columns=[c for c, _ in pairs], roles=[role for _, role in pairs])


def emptied(record: Record, part: float, chance: random.Random) -> Record:
    """The table not yet filled in: some columns that their headings name plainly, or all of them, hold nothing."""

    def blank(c: ColumnFacts, role: str) -> ColumnFacts:
        if chance.random() >= part or c.meanings.get(role, 1.0 if role == OTHER else 0.0) < PLAIN:
            return c
        return replace(c, cells=Evidence(rows=c.cells.rows), not_before={}, runs=0.0, merged=0.0, goes_with=0.0)

    return replace(record, columns=[blank(c, role) for c, role in zip(record.columns, record.roles, strict=True)])


def misheaded(record: Record, guests: Sequence[ColumnFacts], chance: random.Random) -> Record:
    """The table with one column whose cells can't be what its heading says: numbers under `Owner`."""
    places = [i for i, role in enumerate(record.roles) if role in TYPES and role not in ("step", "goal", "id")]
    wrong = [
        (i, g) for i in places for g in chance.sample(guests, min(6, len(guests))) if _is_wrong(record.roles[i], g)
    ]
    if not wrong:
        return record
    i, guest = chance.choice(wrong)
    columns, roles_ = [*record.columns], [*record.roles]
    columns[i] = replace(guest, column=columns[i].column, meanings=columns[i].meanings, not_before={})
    roles_[i] = OTHER
    return replace(record, columns=columns, roles=roles_)


def _is_wrong(role: str, guest: ColumnFacts) -> bool:
    return guest.cells.filled >= 2 and fits(guest.cells)[role] < WRONG


def copies(record: Record, guests: Sequence[ColumnFacts], chance: random.Random) -> Iterable[tuple[Record, float]]:
    """The table, and copies in other words and orders and with columns more, each with its weight."""
    yield record, 1.0
    yield with_guest(record, guests, chance), 0.4
    yield with_guest(without_words(record, 0.3, chance), guests, chance), 0.3
    yield with_other_dates(record, chance), 0.2
    yield misheaded(record, guests, chance), 0.2
    yield emptied(record, 0.4, chance), 0.3
    yield emptied(record, 1.0, chance), 0.1
    yield without_words(record, 0.4, chance), 0.5
    yield without_words(record, 0.4, chance), 0.5
    yield without_words(record, 1.0, chance), 0.3
    yield shuffled(record, chance), 0.2


@dataclass
class Samples:
    """What a model is fitted on."""

    features: list[Features]
    classes: list[str]
    weights: list[float]

    def add(self, found: Features, name: str, weight: float) -> None:
        self.features.append(dict(found))
        self.classes.append(name)
        self.weights.append(weight)


def linear(samples: Samples, strength: float) -> Linear:
    """A logistic model of the samples; for two classes that of the second."""
    seen = Counter(name for one in samples.features for name in one)
    kept = [{n: v for n, v in one.items() if seen[n] >= RARE} for one in samples.features]
    vectors = DictVectorizer()
    made = LogisticRegression(C=strength, max_iter=600)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.fit(vectors.fit_transform(kept), samples.classes, sample_weight=samples.weights)
    weights = {
        name: [round(float(w), 3) for w in made.coef_[:, i]] for i, name in enumerate(vectors.get_feature_names_out())
    }
    classes = list(made.classes_) if len(made.classes_) > 2 else [made.classes_[1]]
    return Linear(classes, [round(float(b), 3) for b in made.intercept_], weights)


def header_model(rows: Sequence[Rows]) -> Linear:
    samples = Samples([], [], [])
    per = Counter(one.author for one in rows)
    for sheet in rows:
        for found, is_it in sheet.rows:
            samples.add(found, "yes" if is_it else "no", 1 / per[sheet.author])
    return linear(samples, HEADER)


def column_model(records: Sequence[Record], seed: int = 1) -> Linear:
    """For each role a choice among the columns of a table, and none of them."""
    chance = random.Random(seed)
    labelled = [one for one in records if one.roles and len(one.columns) > 1]
    per = Counter(one.author for one in labelled)
    guests = [
        column
        for record in labelled
        for column, role in zip(record.columns, record.roles, strict=True)
        if role == OTHER and column.cells.filled and column.meanings
    ]
    made = [
        (copy, [dict(one) for one in features(copy.columns)], weight / per[record.author])
        for record in labelled
        for copy, weight in copies(record, guests, chance)
    ]
    seen = Counter(name for _, rows, _ in made for one in rows for name in one)
    vectors = DictVectorizer()
    vectors.fit([{n: 1.0 for n, k in seen.items() if k >= RARE}])
    tables = [(copy, vectors.transform(rows).toarray(), weight) for copy, rows, weight in made]
    names = vectors.get_feature_names_out()
    fit = _choices(tables, names)
    weights = {name: [round(float(w), 3) for w in fit[i]] for i, name in enumerate(names)}
    return Linear(list(ROLES), [round(float(w), 3) for w in fit[-1]], weights)


def concerns(feature: str, role: str) -> bool:
    """Whether a feature may speak for or against a role: what is said of one role is no evidence of another."""
    about, _, name = feature.partition(".")
    return about not in OWN or name == role or (about, name, role) in ALSO


def _choices(tables: Sequence[tuple[Record, Any, float]], names: Sequence[str]) -> Any:
    """The weights by which columns compete for each role (conditional logit); the last row stands against none."""
    from scipy.optimize import minimize

    x = np.vstack([np.vstack([one, np.zeros(one.shape[1])]) for _, one, _ in tables])
    lone = np.concatenate([[1.0] * len(one) + [0.0] for _, one, _ in tables])
    x = np.hstack([x, lone[:, None]]).astype(np.float32)
    right = np.vstack([_right(copy) for copy, _, _ in tables]).astype(np.float32)
    sizes = [len(one) + 1 for _, one, _ in tables]
    group = np.repeat(np.arange(len(tables)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    weight = np.array(
        [[w * (role == "step" or role not in copy.doubtful) for role in ROLES] for copy, _, w in tables], np.float32
    )
    penalty = np.ones((x.shape[1], 1), np.float32)
    penalty[-1] = 0.05

    mask = np.array([[concerns(name, role) for role in ROLES] for name in [*names, "none"]], np.float32)

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(x.shape[1], len(ROLES)).astype(np.float32)
        score = x @ w
        part = np.exp(score - np.maximum.reduceat(score, starts)[group])
        share = part / np.add.reduceat(part, starts)[group]
        hit = np.maximum(np.add.reduceat(share * right, starts), 1e-9)
        slope = x.T @ ((share - share * right / hit[group]) * weight[group]) + penalty * w / COLUMN
        value = -(weight * np.log(hit)).sum() + 0.5 / COLUMN * (penalty * w * w).sum()
        return float(value), (slope * mask).astype(np.float64).ravel()

    start = np.zeros(x.shape[1] * len(ROLES))
    made = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return made.x.reshape(x.shape[1], len(ROLES))


def _right(record: Record) -> Any:
    """Which column is right for each role, and at last where none is."""
    each = np.array([[float(one == role) for role in ROLES] for one in record.roles])
    return np.vstack([each, (each.sum(axis=0) == 0).astype(float)])


def table_model(records: Sequence[Record], header: Linear, column: Callable[[str], Linear], seed: int = 2) -> Linear:
    """`column` gives the model of columns that had not seen an author's workbooks."""
    chance = random.Random(seed)
    samples = Samples([], [], [])
    known = [one for one in records if one.plan is not None and one.columns]
    per = Counter((one.author, one.plan) for one in known)
    plans = {one.workbook for one in records if one.plan is not False}
    for record in known:
        for copy, weight in (
            (record, 1.0),
            (without_words(record, 0.4, chance), 0.5),
            (without_words(record, 1.0, chance), 0.3),
        ):
            model = Learnt(header, column(record.author), header, {})
            if not record.plan and record.workbook in plans:
                weight *= BESIDE
            samples.add(
                judged(copy, model), "plan" if record.plan else "none", weight / per[record.author, record.plan]
            )
    return linear(samples, TABLE)


def judged(record: Record, model: Learnt) -> Features:
    """The features of a table as a model sees it."""
    found = roles(likely(record.columns, model))
    heading = max((model.header.probability(row) for row in record.header if row), default=0.0)
    return table_features(record.columns, found, record.table, heading)


def fitted(rows: Sequence[Rows], records: Sequence[Record]) -> Learnt:
    """All models, not yet calibrated."""
    header, column = header_model(rows), column_model(records)
    inner = [column_model([r for r in records if fold("i" + r.author, INNER) != k]) for k in range(INNER)]
    table = table_model(records, header, lambda author: inner[fold("i" + author, INNER)])
    return Learnt(header, column, table, {})


def rising(pairs: Sequence[tuple[float, bool]], pieces: int = 12) -> Sequence[tuple[float, float]]:
    """What was said against what was right, as rising points (isotonic, evened out towards what was said)."""
    from sklearn.isotonic import IsotonicRegression

    if len(pairs) < 30:
        return [(0.0, 0.0), (1.0, 1.0)]
    x, y = np.array([p for p, _ in pairs]), np.array([float(ok) for _, ok in pairs])
    made = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(x, y)
    at = np.unique(np.quantile(x, np.linspace(0, 1, pieces)))
    points: list[tuple[float, float]] = []
    for value in at:
        near = (np.abs(x - value) < 0.05).sum()
        told = (made.predict([value])[0] * near + value * 6) / (near + 6)
        points.append((round(float(value), 4), round(float(max(told, points[-1][1] if points else 0.0)), 4)))
    return points


def as_json(model: Learnt) -> Mapping[str, Any]:
    return {
        **{
            name: {"classes": one.classes, "bias": one.bias, "weights": _kept(one)}
            for name, one in (("header", model.header), ("column", model.column), ("table", model.table))
        },
        "calibration": model.calibration,
    }


def _kept(one: Linear) -> Mapping[str, Sequence[float]]:
    return {
        name: [round(w, 2) for w in weights]
        for name, weights in one.weights.items()
        if any(abs(w) >= 0.01 for w in weights)
    }
