"""The drawings of the tests as labelled tables; `drawings.json` says where the steps of each stand."""

import json
from collections.abc import Iterator
from pathlib import Path

from goalsheet.reading.model import Workbook
from tests.layout.wild_plans import cases
from tools.reading.labelled import Label

LABELS = Path(__file__).with_name("drawings.json")


def drawings() -> Iterator[tuple[Label, Workbook]]:
    """Every drawing with a label: a sheet, its heading rows and columns, or none where it is no plan."""
    known = json.loads(LABELS.read_text(encoding="utf-8"))
    for case in cases():
        if case.name not in known:
            continue
        name, said = f"drawing: {case.name}", known[case.name]
        if said is None:
            yield Label(name, name, False, {}, {}), case.workbook()
        else:
            columns = {role: letters.split(",") for role, letters in said["columns"].items()}
            columns["step"] = columns["step"][0]
            yield Label(name, name, True, {said["sheet"]: said["rows"]}, {said["sheet"]: columns}), case.workbook()
