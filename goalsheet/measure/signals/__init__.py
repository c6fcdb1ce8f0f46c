"""The signals: one module per family. Importing this package fills the catalogue, in order of precedence."""

# isort: off
from goalsheet.measure.signals import (
    below,
    declared,
    forecast,
    load,
    metric,
    network,
    pace,
    updates,
    planning,
    track_record,
    time,
)

# isort: on
from goalsheet.measure.signals.base import CATALOGUE, SignalRule

__all__ = ["CATALOGUE", "SignalRule"]
__all__ += ["below", "declared", "forecast", "load", "metric", "network", "pace", "planning", "time", "track_record"]
__all__ += ["updates"]
