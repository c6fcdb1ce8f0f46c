"""Says which step of a change was left out, by looking at the source alone: `python -m tools.left_out`.

CONTRIBUTING.md has the steps. What one file registers another must know: the README a command, the parser a field, the
manual a transport. Each line names the file and what to add to it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from tools.left_out.columns import columns, fields
from tools.left_out.judging import rules, signals
from tools.left_out.surface import commands, languages, outputs, transports

ROOT = Path(__file__).parents[2]

LOOKS: tuple[Callable[[Path], Iterator[str]], ...] = (
    rules, signals, fields, columns, outputs, languages, transports, commands,
)  # fmt: skip


def left_out(root: Path = ROOT) -> list[str]:
    """One line for each step that is missing in the tree at `root`."""
    return [line for look in LOOKS for line in look(root)]
