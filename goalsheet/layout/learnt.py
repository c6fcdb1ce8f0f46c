"""What was learnt from labelled workbooks (`python -m tools.reading`): weights of linear models, in plain Python."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Any

#: Names another table of weights than the shipped one: to measure what was learnt without some workbooks.
TABLE = "GOALSHEET_READING_WEIGHTS"


@dataclass(frozen=True)
class Linear:
    """A logistic model: one class against the rest, or several; `weights` maps a feature to its weight per class."""

    classes: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]

    def scores(self, features: Mapping[str, float]) -> list[float]:
        total = list(self.bias)
        for name, value in features.items():
            for i, weight in enumerate(self.weights.get(name, ())):
                total[i] += weight * value
        return total

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability of a model's one class."""
        return 1 / (1 + exp(-max(-50.0, min(50.0, self.scores(features)[0]))))


@dataclass(frozen=True)
class Learnt:
    """The models: which row is a heading, which column has which role, which table is a plan; and how sure that is.

    `calibration` maps what a model says to the share that was right on workbooks it had not seen, as rising points.
    """

    header: Linear
    column: Linear
    table: Linear
    calibration: Mapping[str, Sequence[tuple[float, float]]]

    def calibrated(self, name: str, said: float) -> float:
        """A model's probability as the share that proved right."""
        points = self.calibration.get(name) or ((0.0, 0.0), (1.0, 1.0))
        if said <= points[0][0]:
            return points[0][1]
        for (x, y), (after, then) in pairwise(points):
            if said <= after:
                return y + (then - y) * (said - x) / (after - x) if after > x else then
        return points[-1][1]


def learnt() -> Learnt:
    """The shipped weights, or those of another table where the environment names one."""
    return load(os.environ.get(TABLE, ""))


@cache
def load(path: str) -> Learnt:
    shipped = files("goalsheet.layout").joinpath("learnt.json")
    said: Mapping[str, Any] = json.loads((Path(path) if path else shipped).read_text(encoding="utf-8"))
    models = {name: Linear(**said[name]) for name in ("header", "column", "table")}
    return Learnt(**models, calibration=said["calibration"])
