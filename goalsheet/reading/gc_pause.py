"""Python's collector of circular garbage, kept from going over a large workbook again and again."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


def without_gc(work: Callable[_P, _T]) -> Callable[_P, _T]:
    """Hold the collector back while this works: what it makes are values without circles, by the hundred thousand.

    Going over them costs a third of the time and frees nothing. Memory is given back as ever, by counting references.
    """

    @wraps(work)
    def held(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return work(*args, **kwargs)
        finally:
            if was_on:
                gc.enable()

    return held
