"""The helper tells the workbook's words from English that was glued together."""

import doctest

from tests.support import marked


def test_the_examples_hold() -> None:
    result = doctest.testmod(marked)
    assert result.attempted >= 3
    assert result.failed == 0
