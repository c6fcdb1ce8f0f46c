"""What goalsheet says of each sample, compared line by line. Made anew by `python -m tools.update_golden`."""

import pytest

from tools.make_samples import SAMPLES
from tools.update_golden import GOLDEN, golden_texts


@pytest.mark.parametrize("name", SAMPLES)
def test_findings_and_statuses_are_as_golden(name: str) -> None:
    for file, text in golden_texts(name).items():
        assert text.splitlines() == (GOLDEN / file).read_text(encoding="utf-8").splitlines(), (
            f"{file}: run python -m tools.update_golden, and read the difference"
        )


def test_every_sample_has_something_to_find() -> None:
    for name in SAMPLES:
        assert (GOLDEN / f"{name}.findings.txt").read_text(encoding="utf-8").strip(), name
