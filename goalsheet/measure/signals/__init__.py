"""The signals: one module per family. Importing this package fills the catalogue, in order of precedence."""

from goalsheet.measure.signals import time, metric, pace, below, declared, people, record, plan  # noqa: I001
from goalsheet.measure.signals.base import CATALOGUE, SignalRule

__all__ = ["CATALOGUE", "SignalRule", "below", "declared", "metric", "pace", "people", "plan", "record", "time"]
