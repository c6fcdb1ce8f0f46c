"""How often each kind of guess in a cell is right, on labelled workbooks: what `plan/doubts.py` says of it (CHANCES).

python -m tools.reading.guesses FOLDER ...
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from goalsheet.folding import fold
from goalsheet.plan.doubts import CHANCES, Doubt
from goalsheet.plan.effective_settings import effective_settings
from goalsheet.plan.model import Plan, Step
from goalsheet.plan.parse import parse
from goalsheet.review import holds_plan, laid_out

#: What a label calls a field of a step.
LABELS = {"owner": "owners"}


def judged(plan: Plan, label: Mapping[str, Any]) -> Iterator[tuple[Doubt, bool]]:
    """Every guess of a plan that its label tells of: what was in doubt, and whether it was right."""
    rows = {(row["sheet"], row["row"]): row for row in label.get("steps") or ()}
    doubtful = [str(entry) for entry in label.get("doubtful") or ()]
    for step in plan.steps:
        row = rows.get((step.home.sheet, step.home.row))
        for field, why in plan.unsure(step).items() if row else ():
            name = LABELS.get(field, field)
            if row and name in row and not is_doubtful(doubtful, step.home.row, {field, name}):
                yield why, same(row[name], said(step, field))


def is_doubtful(entries: Sequence[str], row: int, names: set[str]) -> bool:
    """Whether a label doubts a field of a row itself: by field, ROW:field or FIRST-LAST:field.

    >>> is_doubtful(["4-6:due", "goal"], 5, {"due"}), is_doubtful(["4-6:due"], 7, {"due"})
    (True, False)
    """
    for where, _, field in (entry.rpartition(":") for entry in entries):
        first, _, last = where.partition("-")
        if field in names and (not where or int(first) <= row <= int(last or first)):
            return True
    return False


def said(step: Step, field: str) -> Any:
    """A field's value as labels write it."""
    if field == "owner":
        return list(step.owners)
    value = step.life_cycle if field == "status" else step.name if field == "step" else getattr(step, field, None)
    return value.isoformat() if isinstance(value, date) else value


def same(wanted: Any, got: Any) -> bool:
    """Whether a value is the one wanted: nothing is nothing, names count in any order.

    >>> same(None, []), same(["Ben", "Ana"], ["ana", "Ben"]), same("done", "not started")
    (True, True, False)
    """
    if wanted in (None, "", []) or got in (None, "", []):
        return wanted in (None, "", []) and got in (None, "", [])
    if isinstance(wanted, list):
        return sorted(map(_letters, wanted)) == sorted(map(_letters, got))
    return _letters(wanted) == _letters(got)


def _letters(value: Any) -> str:
    """A value without what stands between its letters and digits, which labels do not keep."""
    return re.sub(r"[\W_]+", "", fold(str(value)))


def measured(folders: Sequence[Path]) -> Mapping[Doubt, tuple[int, int]]:
    """(how many were right, how many there were) of each kind of guess."""
    right, all_ = Counter[Doubt](), Counter[Doubt]()
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        label = json.loads(path.read_text(encoding="utf-8"))
        if label.get("readable") is not True:
            continue
        workbook, layout = laid_out(path.with_name(label["file"]))
        if not holds_plan(layout):
            continue
        for why, is_right in judged(parse(workbook, layout, effective_settings(layout)), label):
            right[why] += is_right
            all_[why] += 1
    return {why: (right[why], all_[why]) for why in Doubt}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    for why, (right, whole) in measured(parser.parse_args().folders).items():
        print(f"{why.name:16} said {CHANCES[why]:.2f}  seen {f'{right / whole:.2f} of {whole}' if whole else 'never'}")


if __name__ == "__main__":
    main()
