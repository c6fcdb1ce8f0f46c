"""Fits the weights by which plans are read, and tells how well they do on workbooks that they were not fitted on.

python -m tools.reading                      fit goalsheet/layout/learnt.json anew from tools/reading/*.jsonl
python -m tools.reading --from FOLDER ...    first take the facts of the labelled workbooks in FOLDER, without a word
python -m tools.reading --folds 5 --to DIR   one table per fold as well, each left without one fold's makers
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from goalsheet.layout import learnt
from goalsheet.layout.column_features import OTHER
from goalsheet.layout.column_roles import likely, roles
from goalsheet.layout.learnt import Learnt, Linear
from tools.reading import fitted, labelled
from tools.reading.drawings import drawings
from tools.reading.labelled import Record, Rows

HERE = Path(__file__).parent
SHIPPED = Path(learnt.__file__).with_name("learnt.json")
ROWS, TABLES = HERE / "rows.jsonl", HERE / "tables.jsonl"
PAGE = HERE.parents[1] / "docs" / "reliability.md"
FOLDS = 5
NOTHING = Linear([], [], {})
TITLES = {"column": "A column is what it is said to be", "table": "A table is a plan"}
INTRODUCTION = """# How sure is sure?

Made by `python -m tools.reading`: do not edit. goalsheet says of every column that it reads how likely it is right.
Here that is compared with what was right, on labelled workbooks whose makers were left out when the weights were
fitted. What is said with .9 or more is told as it is; anything less is named under *unsure* in `goalsheet map`, in
`report.json` and on the page.
"""


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


#: What a model said, whether it was right, and the fold of the workbook, which the model had not seen.
Said = tuple[float, bool, int]


def said_and_right(records: Sequence[Record], models: Sequence[Learnt]) -> dict[str, list[Said]]:
    """How likely each role and table was said to be, and whether it was right, by models that had not seen it."""
    found: dict[str, list[Said]] = {"column": [], "table": []}
    for record in records:
        if record.workbook.startswith("drawing") or len(record.columns) < 2:
            continue
        k = fitted.fold(record.author, len(models))
        if record.plan is not None:
            found["table"].append((models[k].table.probability(fitted.judged(record, models[k])), record.plan, k))
        for role, right in zip(roles(likely(record.columns, models[k])), record.roles, strict=False):
            if role.name != OTHER and role.name not in record.doubtful:
                found["column"].append((role.probability, role.name == right, k))
    return found


def calibration(found: Mapping[str, Sequence[Said]], without: int = -1) -> dict[str, Sequence[tuple[float, float]]]:
    """What was said against what was right, left without one fold where it is to be judged by it."""
    return {name: fitted.rising([(p, ok) for p, ok, k in said if k != without]) for name, said in found.items()}


def reliability(found: Mapping[str, Sequence[Said]], folds: int) -> dict[str, list[tuple[float, bool]]]:
    """The confidence that would be given, calibrated without the fold it is judged by, and whether it was right."""
    apart = [Learnt(NOTHING, NOTHING, NOTHING, calibration(found, k)) for k in range(folds)]
    return {name: [(apart[k].calibrated(name, p), ok) for p, ok, k in said] for name, said in found.items()}


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
    found = said_and_right(records, each)
    shipped = replace(fitted.fitted(rows, records), calibration=calibration(found))
    SHIPPED.write_text(_written(shipped), encoding="utf-8")
    PAGE.write_text(page(reliability(found, said.folds)), encoding="utf-8")
    if said.to:
        said.to.mkdir(parents=True, exist_ok=True)
        for k, model in enumerate(each):
            table = replace(model, calibration=calibration(found, k))
            (said.to / f"fold-{k}.json").write_text(_written(table), encoding="utf-8")
        folds = {one.author: str(said.to / f"fold-{fitted.fold(one.author, said.folds)}.json") for one in records}
        (said.to / "folds.json").write_text(json.dumps(folds, indent=0), encoding="utf-8")


def _written(model: Learnt) -> str:
    return json.dumps(fitted.as_json(model), separators=(",", ":")) + "\n"


def page(found: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """The reliability of what is said of workbooks that were left out, as a page of the documentation."""
    parts = [INTRODUCTION]
    for name, title in TITLES.items():
        parts.append(f"## {title}\n\n| Confidence | Said so often | Right |\n|---|---:|---:|")
        parts.append("\n".join(tenths(found[name])) + "\n")
    return "\n".join(parts)


def tenths(pairs: Sequence[tuple[float, bool]]) -> list[str]:
    """What was said, in tenths, against the share that was right: a row of a table each."""
    lines = []
    for tenth in range(10):
        inside = [ok for said, ok in pairs if tenth / 10 <= said < (tenth + 1) / 10 + (tenth == 9)]
        if inside:
            right = 100 * sum(inside) / len(inside)
            lines.append(f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {len(inside)} | {right:.0f} % |")
    return lines


if __name__ == "__main__":
    main()
