"""How numbers are compared and rounded: 60 % of 75 % is 45 %, whatever the last bit of a float says."""

import math

#: By so much two numbers may differ and still be taken for the same.
SLACK = 1e-9


def at_least(value: float, threshold: float) -> bool:
    """Whether a value reaches a threshold.

    >>> at_least(0.1 + 0.2, 0.3), at_least(0.6 * 0.75, 0.45), at_least(0.4499, 0.45)
    (True, True, False)
    """
    return value >= threshold - SLACK


def same(one: float, other: float) -> bool:
    """Whether two numbers are one.

    >>> same(0.1 + 0.2, 0.3), same(1e12, 1e12 + 1), same(0.3, 0.3001)
    (True, True, False)
    """
    return math.isclose(one, other, rel_tol=SLACK, abs_tol=SLACK)


def half_up(value: float) -> int:
    """The nearest whole number, halves away from 0.

    >>> half_up(0.5), half_up(2.5), half_up(-0.5), half_up(2.4)
    (1, 3, -1, 2)
    """
    return int(math.copysign(math.floor(abs(value) + 0.5 + SLACK), value))


def whole_up(value: float) -> int:
    """The whole number that is enough.

    >>> whole_up(2.1), whole_up(2.0), whole_up(0.1 * 3 * 10)
    (3, 2, 3)
    """
    return math.ceil(value - SLACK)


def whole_percents(fraction: float) -> int:
    """Whole percents, halves up; only what is done is 100, only what is not begun 0.

    >>> [whole_percents(fraction) for fraction in (0.404, 0.125, 0.999, 0.001, -0.2)]
    [40, 13, 99, 1, -20]
    """
    whole = half_up(fraction * 100)
    if whole == 100 and not at_least(fraction, 1):
        return 99
    return 1 if whole == 0 and fraction > SLACK else whole
