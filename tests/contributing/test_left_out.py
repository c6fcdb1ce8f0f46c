"""What is registered in one file is known to the others: no step of a change was left out."""

import tomllib

from tools.left_out import ROOT, left_out


def test_no_step_of_a_change_was_left_out() -> None:
    assert left_out() == [], "CONTRIBUTING.md has the steps of each change"


def test_the_house_is_drawn_as_it_stands() -> None:
    """The drawing of the layers in CONTRIBUTING.md against the contract that import-linter holds."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = [layer for contract in contracts for layer in contract.get("layers", ())]
    drawing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## The house")[1].split("```")[1]
    drawn = [line.split("  ")[0] for line in drawing.strip().splitlines()]
    assert " | ".join(drawn).replace(" > ", " | ").split(" | ") == " | ".join(layers).split(" | ")
