"""Fits the weights by which plans are read, and tells how well they do on workbooks that they were not fitted on.

python -m tools.reading                      fit goalsheet/layout/learnt.json anew from tools/reading/*.jsonl
python -m tools.reading --from FOLDER ...    first take the facts of the labelled workbooks in FOLDER, without a word
python -m tools.reading --folds 5 --to DIR   one table per fold as well, each left without one fold's makers
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from goalsheet.layout import learnt
from goalsheet.layout.column_features import OTHER
from goalsheet.layout.column_roles import likely, roles
from goalsheet.layout.learnt import Learnt
from tools.reading import fitted, labelled
from tools.reading.drawings import drawings
from tools.reading.labelled import Record, Rows

HERE = Path(__file__).parent
SHIPPED = Path(learnt.__file__).with_name("learnt.json")
ROWS, TABLES = HERE / "rows.jsonl", HERE / "tables.jsonl"
FOLDS = 5


def extract(folders: Sequence[Path]) -> None:
    """The facts of labelled workbooks, written beside this file; headings are fitted first, tables found by them."""
    found = [one for folder in folders for one in labelled.labels(folder)]
    rows = [one for label, workbook in found for one in labelled.rows_of(label, workbook)]
    ROWS.write_text("".join(f"{labelled.rows_to_line(one)}\n" for one in rows), encoding="utf-8")
    if SHIPPED.exists():
        learnt.load.cache_clear()
    else:
        model = fitted.header_model(rows)
        SHIPPED.write_text(json.dumps(fitted.as_json(Learnt(model, model, model, {}))), encoding="utf-8")
    records = [one for label, workbook in found for one in labelled.records(label, workbook)]
    TABLES.write_text("".join(f"{labelled.to_line(one)}\n" for one in records), encoding="utf-8")


def load() -> tuple[list[Rows], list[Record]]:
    rows = [labelled.rows_from_line(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    records = [labelled.from_line(line) for line in TABLES.read_text(encoding="utf-8").splitlines()]
    for label, workbook in drawings():
        rows += labelled.rows_of(label, workbook)
        records += labelled.records(label, workbook)
    return rows, records


def left_out(rows: Sequence[Rows], records: Sequence[Record], folds: int) -> list[Learnt]:
    """A model per fold, fitted without the makers in it."""
    return [
        fitted.fitted(
            [one for one in rows if fitted.fold(one.author, folds) != k],
            [one for one in records if fitted.fold(one.author, folds) != k],
        )
        for k in range(folds)
    ]


def said_and_right(records: Sequence[Record], models: Sequence[Learnt]) -> dict[str, list[tuple[float, bool]]]:
    """How likely each role was said to be, and whether it was right, by models that had not seen the table."""
    pairs: dict[str, list[tuple[float, bool]]] = {"column": [], "table": []}
    for record in records:
        model = models[fitted.fold(record.author, len(models))]
        drawn = record.workbook.startswith("drawing")
        if record.plan is not None and record.columns and not drawn:
            pairs["table"].append((model.table.probability(fitted.judged(record, model)), record.plan))
        if not record.roles or len(record.columns) < 2 or drawn:
            continue
        for role, right in zip(roles(likely(record.columns, model)), record.roles, strict=True):
            if role.name != OTHER and role.name not in record.doubtful:
                pairs["column"].append((role.probability, role.name == right))
    return pairs


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--from", dest="folders", type=Path, nargs="+")
    args.add_argument("--folds", type=int, default=FOLDS)
    args.add_argument("--to", type=Path)
    said = args.parse_args()
    if said.folders:
        extract(said.folders)
    rows, records = load()
    each = left_out(rows, records, said.folds)
    pairs = said_and_right(records, each)
    calibration = {name: fitted.rising(found) for name, found in pairs.items()}
    shipped = replace(fitted.fitted(rows, records), calibration=calibration)
    SHIPPED.write_text(_written(shipped), encoding="utf-8")
    for name, found in pairs.items():
        print(name, *(f"\n  {line}" for line in tenths(found)))
    if said.to:
        said.to.mkdir(parents=True, exist_ok=True)
        for k, model in enumerate(each):
            (said.to / f"fold-{k}.json").write_text(_written(replace(model, calibration=calibration)), encoding="utf-8")
        folds = {one.author: str(said.to / f"fold-{fitted.fold(one.author, said.folds)}.json") for one in records}
        (said.to / "folds.json").write_text(json.dumps(folds, indent=0), encoding="utf-8")


def _written(model: Learnt) -> str:
    return json.dumps(fitted.as_json(model), separators=(",", ":")) + "\n"


def tenths(pairs: Sequence[tuple[float, bool]]) -> list[str]:
    """What was said, in tenths, against the share that was right."""
    lines = []
    for tenth in range(10):
        inside = [right for said, right in pairs if tenth / 10 <= said < (tenth + 1) / 10 + (tenth == 9)]
        if inside:
            lines.append(f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}  {len(inside):5}  {sum(inside) / len(inside):.1%}")
    return lines


if __name__ == "__main__":
    main()
