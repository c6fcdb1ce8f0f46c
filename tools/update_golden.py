"""Write what goalsheet says of each sample into tests/golden/ anew: `python -m tools.update_golden`.

Read the difference before committing it: every line is something a team lead will read.
"""

from pathlib import Path

from goalsheet.review import Review, review
from tools.make_samples import FOLDER, SAMPLES
from tools.samples import AS_OF

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"


def findings_text(seen: Review) -> str:
    """One line for each finding, in the order `goalsheet check` prints them."""
    return "".join(f"{finding}\n" for finding in seen.findings)


def statuses_text(seen: Review) -> str:
    """One line for each goal, key result and step: key and sentence."""
    return "".join(f"{item.key} | {seen.assessment(item).sentence}\n" for item in seen.plan.work)


def golden_texts(name: str) -> dict[str, str]:
    """What stands in a sample's golden files, by file name."""
    seen = review(FOLDER / f"{name}.xlsx", AS_OF)
    return {f"{name}.findings.txt": findings_text(seen), f"{name}.statuses.txt": statuses_text(seen)}


def main() -> None:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in SAMPLES:
        for file, text in golden_texts(name).items():
            (GOLDEN / file).write_text(text, encoding="utf-8", newline="\n")
            print(GOLDEN / file, text.count("\n"), "lines")


if __name__ == "__main__":
    main()
