"""Writes the documentation that is made from the code, docs/rules.md, docs/settings.md and docs/signals.md:
`python -m tools.make_docs`.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path

from goalsheet.rules import Rule, catalogue
from goalsheet.settings import Settings
from tools.signals_page import signals_page

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "docs" / "rules.md"
INTRODUCTION = """\
# The rules

What `goalsheet check` looks for. This page is made from the rules themselves by `python -m tools.make_docs`, and every
example on it is run by the tests.

An **error** makes numbers wrong or contradicts itself, a **warning** will probably hurt, a **note** is advice. Only
errors change the exit status. A rule whose column is not in your workbook is left out. What does not suit you can be
switched off, with the reason beside it: `goalsheet check --ignore GS207="we work at weekends"`, or in the settings.
`GS2` means all of GS2xx.

The examples show a sheet as it is drawn: the first row is row 1, the first column is A. `at Steps!D2` names the cell of
the finding. They are looked at as of 2026-11-20. Where a line says `status G1: off track`, that is what was computed of
the item with that ID.
"""

#: Defaults that are kept otherwise than they are written.
IN_WORDS = {"weekend": "Sat, Sun", "first_day_of_week": "Monday", "fiscal_year_start": "January"}

SETTINGS_NOTES = """\
## Weeks, fiscal years, and what today is

- **First day of week** takes a day's name, long or short, in any language of the report, or `auto`: as where the
  report's language is spoken (`ja`, `pt` and `en-US`: Sunday; `en`: Monday). Weeks that begin on Monday have the
  number of ISO 8601, `week 47`. Others are named by their first day, `week of 15 Nov`, because their numbers differ
  from country to country. Workload, roll-ups, `--period week` and the ticks of timelines follow it. A week typed by
  its number, `week 14 2026`, is ISO's where weeks begin on Monday, else it is counted from the week that has 1
  January in it, as WEEKNUM does; `2026-W14` is always ISO's.
- **Fiscal year start** takes a month's name or its number. A fiscal year bears the number of the calendar year in
  which it **ends**: with October, FY2027 runs from 1 October 2026 to 30 September 2027. `Q1 2027`, `FY27 Q1`, `H1
  FY27`, `FY27` and `FY26/27` in date cells are then parts of it; `March 2027` stays March. `--period quarter`,
  roll-ups by quarter and the ticks of timelines follow it: `Q1 FY2027 (Oct–Dec 2026)`.
- **Time zone** takes an IANA name such as `Europe/Berlin` or `America/New_York`. It decides which day it is where
  neither `--as-of` nor *As of* is given (a scheduler's machine often runs on UTC), and mails and the outbox bear its
  time.
- Who has had a week's mail gets it no second time, and no week's is lost, when weeks are made to begin on another
  day. The outbox files each week under the ISO week that has most of its days.
"""

SIGNALS = ROOT / "docs" / "signals.md"
SETTINGS = ROOT / "docs" / "settings.md"
SETTINGS_INTRODUCTION = """\
# Settings

Everything has a default; set what you want otherwise. Where the same thing is set twice, the later of these wins:

1. `goalsheet.toml` in the workbook's folder, for all workbooks there,
2. the *Settings* sheet in the workbook: a row per setting, its name under *Setting*, its value under *Value*,
3. `NAME.goalsheet.toml` beside the workbook `NAME.xlsx`, under `[settings]`,
4. an option on the command line.

In a sheet, write the name as you like: `As of`, `as-of date` and `status date` are one. In a file, use the name in
brackets:

    [settings]
    as_of = 2026-11-20
    weekend = ["Fri", "Sat"]
    ignore = { GS207 = "we work at weekends" }

A setting that cannot be used is a finding in the sheet, with its cell and what is allowed, and an error in a file.
This page is made from the settings themselves by `python -m tools.make_docs`.
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


def settings_page() -> str:
    rows = [_setting(one) for one in fields(Settings)]
    table = "\n".join(("| setting | what it is | also called | default |", "|---|---|---|---|", *rows))
    return f"{SETTINGS_INTRODUCTION}\n{table}\n\n{SETTINGS_NOTES}"


def _setting(one: "Field[object]") -> str:
    default = one.default if one.default is not MISSING else ""
    shown = ", ".join(map(str, default)) if isinstance(default, tuple) else default
    shown = IN_WORDS.get(one.name, shown)
    names = ", ".join(one.metadata["names"])
    label = one.name.replace("_", " ").capitalize()
    return f"| {label} (`{one.name}`) | {one.metadata['doc']} | {names} | {'' if shown is None else shown} |".replace(
        "|  |", "| |"
    )


def pages() -> Iterator[tuple[Path, str]]:
    yield RULES, rules_page()
    yield SETTINGS, settings_page()
    yield SIGNALS, signals_page()


def stale() -> Iterator[tuple[Path, str]]:
    """The pages that differ from what they are made from, with the text they should have."""
    for path, text in pages():
        if not path.exists() or path.read_bytes() != text.encode():
            yield path, text


def main() -> None:
    for path, text in stale():
        path.write_bytes(text.encode())
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
