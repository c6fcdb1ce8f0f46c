"""docs/signals.md: the catalogue of signals, made from their manual pages."""

from goalsheet.measure.signals import CATALOGUE, SignalRule
from goalsheet.thresholds import THRESHOLDS

INTRODUCTION = """\
# The signals

Why an item may miss. This page is made from the signals themselves by `python -m tools.make_docs`, and every example
on it is run by the tests.

A **fact** makes an item off track, a **warning** at risk, and so do two **hints** of different families. How the
numbers are worked out is in [measures.md](measures.md). Each signal says why with its numbers, and what would clear
it. Of what is done, cancelled or on hold none has anything to say. Signals that ask what earlier reports saw are
silent without.

The thresholds are settings: in the *Settings* sheet `Thresholds` with the value `pace=0.75; soon days=3`, or in
`goalsheet.toml` `thresholds = { pace = 0.75, "soon days" = 3 }`.

*Evidence* says whether outcomes of finished work back a signal; the others are plain reasons to look.
"""


def signals_page() -> str:
    rows = [
        f"| [{rule.code}](#{rule.code}) | {rule.family} | {'yes' if rule.evidence else ''} | {rule.summary} |".replace(
            "|  |", "| |"
        )
        for rule in CATALOGUE.values()
    ]
    table = "\n".join(("| signal | family | evidence | what it says |", "|---|---|---|---|", *rows))
    return f"{INTRODUCTION}\n{table}\n\n{_thresholds()}\n\n" + "\n".join(map(_page, CATALOGUE.values()))


def _thresholds() -> str:
    rows = [f"| {one.name} | {one.default:.4g} | {one.doc} |" for one in THRESHOLDS.values()]
    return "\n".join(("## Thresholds", "", "| name | default | what it does |", "|---|---|---|", *rows))


def _page(rule: SignalRule) -> str:
    """A signal's page: its docstring, with the headings of the examples set apart; they are indented and so code
    already."""
    body = rule.page.partition("\n")[2].strip()
    for word in ("Breaks:", "Holds:"):
        body = body.replace(f"\n{word}\n", f"\n**{'Raised' if word == 'Breaks:' else 'Not raised'}**\n\n")
    body = body.replace("\n\n\n", "\n\n")
    thresholds = ", ".join(rule.thresholds)
    foot = f"\n\nThresholds: {thresholds}." if thresholds else ""
    return f'## <a id="{rule.code}"></a>{rule.code}\n\n*{rule.family}.* {rule.summary}\n\n{body}{foot}\n'
