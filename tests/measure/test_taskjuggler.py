"""Early and late dates and float equal those of TaskJuggler, on random networks with holidays and lags.

Skipped where `tj3` (Debian package tj3) is not installed; in CI, where it is to be, it must be there. Early dates
come from its forward scheduling, late dates from its backward scheduling of the same network from a common end; float
is the working days between.
"""

import csv
import os
import random
import shutil
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from goalsheet.measure.network import Activity, Need, schedule
from goalsheet.measure.working_calendar import Calendar

LACKING = shutil.which("tj3") is None and not os.environ.get("CI")
pytestmark = [
    pytest.mark.taskjuggler,
    pytest.mark.skipif(LACKING, reason="TaskJuggler (Debian package tj3) is not installed"),
]

START = date(2026, 1, 5)
FILES, NETWORKS = 4, 50  # 200 networks in four projects, each with holidays of its own
DEADLINE = 150  # working days; longer than any of the networks

HEAD = """project p "p" 2026-01-05 +2y {{
  timezone "UTC"
  timeformat "%Y-%m-%d-%H:%M"
  workinghours mon - fri 9:00 - 17:00
  workinghours sat, sun off
}}
{holidays}
"""
REPORT = """
taskreport "{name}" {{
  formats csv
  columns id, start {{ title "start" }}, end {{ title "end" }}
}}
"""


def network(random_: random.Random) -> list[Activity]:
    """Three to ten activities of one to eight days; each may wait for up to two before it, some with a lag."""
    made = []
    for n in range(random_.randint(3, 10)):
        before = random_.sample(range(n), min(n, random_.randint(0, 2)))
        needs = tuple(Need(f"a{b}", lag=random_.choice([0, 0, 1, 3])) for b in sorted(before))
        made.append(Activity(f"a{n}", random_.randint(1, 8), needs=needs))
    return made


def gap(lag: int) -> str:
    """A lag in working days, as TaskJuggler writes it."""
    return f" {{ gaplength {lag}d }}" if lag else ""


def forward_tasks(name: str, activities: list[Activity]) -> str:
    """The network as TaskJuggler schedules it as soon as possible."""
    lines = [f'task {name} "{name}" {{', f"  start {START}"]
    for a in activities:
        lines.append(f'  task {a.key} "{a.key}" {{ length {a.duration}d')
        lines += [f"    depends !{need.key}{gap(need.lag)}" for need in a.needs]
        lines.append("  }")
    return "\n".join([*lines, "}"])


def backward_tasks(name: str, activities: list[Activity], end: date) -> str:
    """The same as late as possible, every activity that nothing waits for ending at a common end."""
    followers: dict[str, list[tuple[str, int]]] = {a.key: [] for a in activities}
    for a in activities:
        for need in a.needs:
            followers[need.key].append((a.key, need.lag))
    lines = [f'task {name} "{name}" {{']
    for a in activities:
        lines.append(f'  task {a.key} "{a.key}" {{ scheduling alap length {a.duration}d')
        if followers[a.key]:
            lines += [f"    precedes !{key}{gap(lag)}" for key, lag in followers[a.key]]
        else:
            lines.append(f"    end {end + timedelta(1)}")
        lines.append("  }")
    return "\n".join([*lines, "}"])


def days(start: str, end: str, calendar: Calendar) -> tuple[date, date]:
    """First and last working day: a task can end as the next day's work begins, or begin as a day's work ends."""
    first, last = (datetime.strptime(text, "%Y-%m-%d-%H:%M") for text in (start, end))
    first_day = first.date() + timedelta(first.hour >= 17)
    last_day = last.date() - timedelta(last.hour <= 9)
    return calendar.on_or_after(first_day), calendar.day(calendar.index(last_day))


def run(folder: Path, text: str, calendar: Calendar) -> dict[str, tuple[date, date]]:
    """First and last day of every task, as TaskJuggler schedules them."""
    (folder / "p.tjp").write_text(text)
    done = subprocess.run(["tj3", "--silent", "p.tjp"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with (folder / "dates.csv").open() as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    return {row["Id"]: days(row["start"], row["end"], calendar) for row in rows}


@pytest.mark.parametrize("seed", range(FILES))
def test_dates_and_float_are_taskjugglers(seed: int, tmp_path: Path) -> None:
    random_ = random.Random(seed)
    off = frozenset(START + timedelta(random_.randint(0, 200)) for _ in range(12 * seed))
    calendar = Calendar(off=off)
    end = calendar.day(calendar.index(START) + DEADLINE)
    networks = {f"n{n}": network(random_) for n in range(NETWORKS)}

    text = HEAD.format(holidays="\n".join(f'leaves holiday "off" {day}' for day in sorted(off)))
    text += "\n".join(
        forward_tasks(f"{name}e", a) + "\n" + backward_tasks(f"{name}l", a, end) for name, a in networks.items()
    )
    found = run(tmp_path, text + REPORT.format(name="dates"), calendar)

    first, deadline = calendar.index(calendar.on_or_after(START)), calendar.index(end) + 1
    for name, activities in networks.items():
        late = {need.key for a in activities for need in a.needs}
        bound = [Activity(a.key, a.duration, first, None if a.key in late else deadline, a.needs) for a in activities]
        for key, timing in schedule(bound).items():
            own_early = (calendar.day(timing.start), calendar.day(timing.end - 1))
            own_late = (calendar.day(timing.late_start), calendar.day(timing.late_end - 1))
            early, behind = found[f"{name}e.{key}"], found[f"{name}l.{key}"]
            assert own_early == early
            assert own_late == behind
            assert timing.float == calendar.until(early[1], behind[1])
