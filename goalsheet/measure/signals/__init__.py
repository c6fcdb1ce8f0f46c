"""The signals: one module per family. Importing this package fills the catalogue, in order of precedence."""

from goalsheet.measure.signals import (  # noqa: I001  (the order is the precedence)
    time,
    metric,
    network,
    pace,
    forecast,
    below,
    declared,
    people,
    record,
    load,
    plan,
)
from goalsheet.measure.signals.base import CATALOGUE, SignalRule

__all__ = ["CATALOGUE", "SignalRule"]
__all__ += ["below", "declared", "forecast", "load", "metric", "network", "pace", "people", "plan", "record", "time"]
