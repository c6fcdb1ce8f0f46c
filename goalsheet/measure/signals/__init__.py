"""The signals: one module per family. Importing this package fills the catalogue, in order of precedence."""

from goalsheet.measure.signals import (  # noqa: I001  (the order is the precedence)
    time,
    metric,
    network,
    pace,
    forecast,
    below,
    declared,
    updates,
    track_record,
    load,
    planning,
)
from goalsheet.measure.signals.base import CATALOGUE, SignalRule

__all__ = ["CATALOGUE", "SignalRule"]
__all__ += ["below", "declared", "forecast", "load", "metric", "network", "pace", "planning", "time", "track_record"]
__all__ += ["updates"]
