"""Write the documentation that is made from the code: docs/rules.md from the catalogue of rules.

python tools/make_docs.py          writes it
python tools/make_docs.py --check  only says whether it is up to date (exit status 1 if not)
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from goalsheet.rules import Rule, catalogue  # noqa: E402 (after the path is set)

RULES = ROOT / "docs" / "rules.md"
INTRODUCTION = """\
# The rules

What `goalsheet check` looks for. This page is made from the rules themselves by `python tools/make_docs.py`, and every
example on it is run by the tests.

An **error** makes numbers wrong or contradicts itself, a **warning** will probably hurt, a **note** is advice. Only
errors change the exit status. A rule whose column is not in your workbook is left out. What does not suit you can be
switched off, with the reason beside it: `goalsheet check --ignore GS207="we work at weekends"`, or in the settings.
`GS2` means all of GS2xx.

The examples show a sheet as it is drawn: the first row is row 1, the first column is A. `at Steps!D2` names the cell of
the finding. They are looked at as of 2026-11-20. Where a line says `status G1: off track`, that is what was computed of
the item with that ID.
"""


def rules_page() -> str:
    rules = catalogue()
    rows = [
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.severity} | {rule.family} | {rule.summary} |" for rule in rules
    ]
    table = "\n".join(("| code | severity | family | what it finds |", "|---|---|---|---|", *rows))
    pages = "\n".join(_page(rule) for rule in rules)
    return f"{INTRODUCTION}\n{len(rules)} rules:\n\n{table}\n\n{pages}"


def _page(rule: Rule) -> str:
    """A rule's page: its docstring with the headings of examples set apart, which are indented and so code already."""
    body = rule.page.partition("\n")[2].strip()
    for word in ("Breaks:", "Holds:"):
        body = body.replace(f"\n{word}\n", f"\n**{word[:-1]}**\n")
    title = f'### <a id="{rule.code.lower()}"></a>{rule.code} {rule.name}'
    return f"{title}\n\n*{rule.severity}, {rule.family}.* {rule.summary}\n\n{body}\n\nWhat to do: {rule.hint}\n"


def pages() -> Iterator[tuple[Path, str]]:
    yield RULES, rules_page()


def main(arguments: list[str]) -> int:
    stale = [(path, text) for path, text in pages() if not path.exists() or path.read_text("utf-8") != text]
    for path, text in stale:
        print(
            f"{path.relative_to(ROOT)} is not up to date"
            if "--check" in arguments
            else f"wrote {path.relative_to(ROOT)}"
        )
        if "--check" not in arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
