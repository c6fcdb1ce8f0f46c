"""What several parts of the page are made of, worded and rounded: a status, a tick, a bar, a span."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """A status as word, class name and sign."""

    word: str
    slug: str
    sign: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Actual progress with a mark where it should be; None is unknown."""

    actual: float | None
    expected: float | None
    actual_text: str
    expected_text: str
    text: str  # both in words, for who does not see the bar


@dataclass(frozen=True, slots=True)
class Span:
    """A bar on a timeline, in days from its start, and in words."""

    start: int
    days: int
    text: str
