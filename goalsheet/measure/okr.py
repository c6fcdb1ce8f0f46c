"""OKR grades: 0.0 to 1.0, blanks left out and said.

Sources: Google re:Work, "Set goals with OKRs"; Doerr, Measure What Matters (2018): committed objectives are to reach
1.0, aspirational ones 0.7; 0.0 to 0.3 is red, 0.4 to 0.6 yellow, 0.7 to 1.0 green, on the grade as it is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goalsheet.rounding import half_up
from goalsheet.thresholds import limits


@dataclass(frozen=True, slots=True)
class Grade:
    """An objective's grade (None: nothing is graded), how many key results it is of, and how many were left out as
    blank."""

    value: float | None
    graded: int
    left_out: int

    @property
    def shown(self) -> float | None:
        """To one decimal, halves up."""
        return None if self.value is None else half_up(self.value * 10) / 10

    def colour(self, own: Mapping[str, float] | None = None) -> str | None:
        """Red, yellow or green by the grade as shown; `own` are the workbook's thresholds.

        >>> Grade(0.34, 3, 0).colour(), Grade(0.35, 3, 0).colour(), Grade(0.66, 3, 0).colour()
        ('red', 'yellow', 'green')
        """
        found = limits(own or {})
        if self.shown is None:
            return None
        return "red" if self.shown <= found["okr red"] else "green" if self.shown >= found["okr green"] else "yellow"


def grade(scores: Sequence[float | None], weights: Sequence[float] | None = None) -> Grade:
    """The weighted mean of the scores given; blanks are left out, not counted as 0.

    >>> grade([0.7, None, 0.4]).shown, grade([0.7, None, 0.4]).left_out
    (0.6, 1)
    """
    given = [(w, s) for w, s in zip(weights or [1.0] * len(scores), scores, strict=True) if s is not None]
    total = sum(weight for weight, _ in given)
    value = sum(weight * score for weight, score in given) / total if total else None
    return Grade(value, len(given), len(scores) - len(given))
