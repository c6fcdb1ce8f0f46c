"""report.json against its published schema."""

import json
import math
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest

from goalsheet.report.json_report import as_json, schema
from goalsheet.review import Review
from goalsheet.statuses import Status
from tests.report.examples import Drawing, big, marketing, nothing, so_far


def validator(strict: bool) -> jsonschema.Draft202012Validator:
    document = schema()
    return jsonschema.Draft202012Validator(closed(document) if strict else document)


def closed(node: Any) -> Any:
    """The schema with no property allowed that it does not describe."""
    if isinstance(node, list):
        return [closed(part) for part in node]
    if not isinstance(node, dict):
        return node
    made = {name: closed(part) for name, part in node.items()}
    if isinstance(made.get("properties"), dict) and "type" in made:
        made["additionalProperties"] = False
    return made


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield from node["properties"].items()
        for part in node.values():
            yield from properties(part)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_every_property_is_described() -> None:
    for name, part in properties(schema()):
        described = "description" in part or "$ref" in part or part.get("type") == "integer"
        assert described, name


@pytest.mark.parametrize("made", [marketing, nothing, big])
def test_the_document_holds_to_the_schema_and_to_nothing_else(made: Callable[[], Review]) -> None:
    document = json.loads(as_json(made()))
    validator(strict=True).validate(document)


def test_numbers_are_unrounded_and_dates_iso() -> None:
    it = Drawing()
    it.goal("Third", Status.ON_TRACK, progress=so_far(1 / 3, 2 / 7))
    (goal,) = json.loads(as_json(it.review()))["goals"]
    assert goal["assessment"]["progress"]["actual"] == 1 / 3
    assert goal["assessment"]["progress"]["pace"] == pytest.approx(7 / 6)
    assert json.loads(as_json(marketing()))["goals"][0]["due"] == "2026-11-29"


def test_what_json_cannot_hold_is_null() -> None:
    it = Drawing()
    it.goal("Odd", Status.ON_TRACK, progress=so_far(math.inf, math.nan))
    text = as_json(it.review())
    assert "NaN" not in text
    assert json.loads(text)["goals"][0]["assessment"]["progress"]["actual"] is None


def test_findings_and_signals_name_their_cells() -> None:
    document = json.loads(as_json(marketing()))
    assert document["findings"][0]["cell"] == "Steps!D14"
    assert document["goals"][0]["assessment"]["signals"][0]["cell"] == "Goals!B2"


def test_the_same_review_gives_the_same_text() -> None:
    first, second = marketing(), marketing()
    assert isinstance(first, Review)
    assert as_json(first) == as_json(second)
