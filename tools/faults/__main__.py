"""`python -m tools.faults [COMMAND …]`: a table of what every failure leaves. Exit status 1 where anything is wrong."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.faults.inject import ENDED, Ran, run
from tools.faults.places import COMMANDS, Place, State


@dataclass
class Row:
    """What became of one command's failures."""

    command: str
    calls: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    done: int = 0
    ended: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        calls = ", ".join(f"{number} {name}" for name, number in self.calls.items())
        return f"{self.command:18}{self.refused:8}{self.done:12}{self.ended:8}{len(self.wrong):8}   {calls}"


def tried(command: str, place: Place, every: int = 1) -> Row:
    """Let each call of a command fail once, and end the process there once; `every`: only each so manyth."""
    words = place.words(command)
    before = place.fresh(command)
    plain = run(words, place.folder)
    after = place.state()
    row = Row(command, Counter(plain.calls))
    if plain.status not in (0, 1):
        row.wrong.append(f"without a failure: status {plain.status}: {plain.printed[-200:]}")
        return row
    for at in range(1, len(plain.calls) + 1, every):
        for ends in (False, True):
            place.fresh(command)
            ran = run(words, place.folder, at, ends)
            where = f"{command}, call {at} ({plain.calls[at - 1]}) {'ended' if ends else 'failed'}"
            row.wrong += [f"{where}: {what}" for what in _wrong(ran, before, after, place, row, words)]
    return row


def _wrong(ran: Ran, before: State, after: State, place: Place, row: Row, words: Sequence[str]) -> Iterator[str]:
    left = place.state()
    yield from left.halves(before, after)
    if ran.status == ENDED:
        row.ended += 1
        again = run(words, place.folder)
        if again.status not in (0, 1, 2):  # 2: what is there already is kept
            yield f"status {again.status} of the next run: {again.printed[-200:]}"
        yield from (f"{name} is left, even after the next run" for name in place.state().strange(before, after))
        return
    if ran.status in (0, 1):
        row.done += 1
        yield from (f"{name} is missing, and nothing was said" for name in after.files.keys() - left.files.keys())
    elif ran.status == 2:
        row.refused += 1
    else:
        yield f"status {ran.status}: {ran.printed[-300:]}"
    yield from (f"{name} is left" for name in left.strange(before, after))


def main(wanted: Sequence[str]) -> int:
    wrong: list[str] = []
    print(f"{'command':18}{'refused':>8}{'done anyway':>12}{'ended':>8}{'wrong':>8}   calls")
    with TemporaryDirectory() as folder:
        place = Place(Path(folder))
        for command in wanted or COMMANDS:
            row = tried(command, place)
            print(row, flush=True)
            wrong += row.wrong
    print("\n".join(["", *wrong]) if wrong else "\nNothing is left over, lost or half written.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
