"""How long the mails of 1,000 owners take to make, and whether memory stays flat.

python -m benchmarks.mail [OWNERS [calendar]]

Processor seconds are what counts where the machine does other work besides.
"""

import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from goalsheet.cells import CellRef
from goalsheet.language.lazy_text import LazyText
from goalsheet.layout.table import Layout
from goalsheet.mail.letters import Mailing
from goalsheet.measure import measure
from goalsheet.plan.model import Dependency, Goal, LifeCycle, Person, Plan, Step
from goalsheet.reading.model import Workbook
from goalsheet.review import Review
from goalsheet.settings import Settings

AS_OF = date(2026, 11, 20)
STEPS_EACH = 6


def plan(owners: int) -> Plan:
    """Teams of ten, each with a lead and a goal; six steps an owner, some late, one waiting for a colleague's."""
    names = [f"Owner {n}" for n in range(owners)]
    goals = tuple(
        Goal(key=f"g{n}", name=f"Open region {n}", cells={}, home=CellRef("Goals", n + 2, 1), owners=(names[n * 10],),
             start=date(2026, 9, 1), due=date(2027, 1, 29))
        for n in range(max(1, owners // 10))
    )  # fmt: skip
    steps = tuple(_step(n, names, len(goals)) for n in range(owners * STEPS_EACH))
    people = tuple(
        Person(key=f"p{n}", name=name, cells={}, home=CellRef("People", n + 2, 1), email=f"owner{n}@example.com",
               manager=None if n % 10 == 0 else names[n - n % 10])
        for n, name in enumerate(names)
    )  # fmt: skip
    return Plan(title="Regions", layout=Layout(()), goals=goals, steps=steps, people=people)


def _step(n: int, names: list[str], goals: int) -> Step:
    start = date(2026, 10, 5) + timedelta(days=7 * (n % STEPS_EACH))
    owner = n // STEPS_EACH
    return Step(
        key=f"s{n}", name=f"Agree terms with partner {n}", cells={}, home=CellRef("Steps", n + 2, 2),
        goal_key=f"g{min(owner // 10, goals - 1)}", owners=(names[owner],), start=start, due=start + timedelta(days=21),
        percent=(n % 5) / 4, life_cycle=LifeCycle.DONE if n % 5 == 4 else LifeCycle.IN_PROGRESS,
        depends_on=(Dependency(f"s{n - 1}", f"s{n - 1}"),) if n % STEPS_EACH == 0 and n else (),
    )  # fmt: skip


def main(owners: int, attach: tuple[str, ...]) -> None:
    settings = Settings(mails=("status", "leads", "owners"), mail_from="goals@example.com", mail_attach=attach)
    made = plan(owners)
    seen = Review(
        workbook=Workbook(Path("regions.xlsx"), ()), plan=made, settings=settings, as_of=AS_OF, findings=(),
        measured=measure(made, settings, AS_OF), reading_summary=LazyText("", lambda language: ""),
    )  # fmt: skip
    print(f"{owners:,} owners, {len(made.steps):,} steps; the review is made")
    start, busy, count, size, memory = time.perf_counter(), time.process_time(), 0, 0, []
    for letter in Mailing(seen).letters():
        count, size = count + 1, size + len(bytes(letter.message))
        if count % max(1, owners // 5) == 0:
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    print(f"{count:,} mails, {size / 1e6:.1f} MB, in {seconds:.1f} s ({busy:.1f} s of the processor)")
    print(f"peak memory while they were made: {memory} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, tuple(sys.argv[2:]))
