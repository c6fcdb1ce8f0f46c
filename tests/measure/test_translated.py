"""Whatever a verdict says can be told in any language: nothing but the workbook's own words stays as it is."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goalsheet import language
from goalsheet.language.lazy_text import LazyText
from goalsheet.measure import measure
from goalsheet.measure.model import Measured, Past, Seen
from goalsheet.measure.profiles import PROFILES
from goalsheet.measure.redistribute import proposals
from goalsheet.measure.signals import CATALOGUE
from goalsheet.plan.model import Goal, KeyResult, Plan
from goalsheet.review import review
from goalsheet.settings import Settings
from tests.measure.judging import AS_OF
from tests.support.everywhere import CODE, speaking_marked
from tests.support.pages import examples
from tests.support.reading import plan_of, settings_of

SAMPLES = sorted((Path(__file__).parents[2] / "sample_workbooks").glob("*.xlsx"))
PAGES = [(rule.code, example) for rule in CATALOGUE.values() for example in examples(rule.page)]
WORD = re.compile(r"[A-Za-z]{2,}")


def told(plan: Plan, settings: Settings, as_of: date, measured: Measured) -> Iterator[str]:
    """Everything said of a plan."""
    for verdict in measured.assessments.values():
        yield from (verdict.sentence, verdict.reason, verdict.clears, verdict.forecast.how)
        for signal in verdict.signals:
            yield from (signal.reason, signal.clears)
            yield from filter(None, (signal.numbers.get("how"),))
    proposed = proposals(plan, settings, as_of, measured)
    yield from (one.sentence for one in proposed.handovers)
    yield from (one.sentence for one in proposed.dates)
    yield from (fact for one in proposed.dates for fact in one.consequences)


def own_words(plan: Plan) -> set[str]:
    """What people called their work, and what they said of it: the only words that no language changes."""
    names = [(item.name, item.status_text, item.team, *item.owners) for item in plan.work]
    measured: tuple[Goal | KeyResult, ...] = (*plan.goals, *plan.key_results)
    names += [(item.measure.unit,) for item in measured if item.measure]
    names += [(step.blocked_by,) for step in plan.steps]
    names += [(c.author, c.wins, c.obstacles, c.needs) for c in plan.check_ins]
    names += [(person.name, person.team) for person in plan.people]
    return {word for texts in names for text in texts for word in WORD.findall(text or "")}


def check(plan: Plan, settings: Settings, as_of: date, past: Past | None = None) -> None:
    measured = measure(plan, settings, as_of, past)
    marked, own = language.language(CODE), own_words(plan)
    for text in told(plan, settings, as_of, measured):
        assert isinstance(text, LazyText), text
        assert set(WORD.findall(marked.translate(text))) <= own, text
        assert language.ENGLISH.translate(text) == text.in_language(language.ENGLISH) == text


def check_drawn(text: str, as_of: date = AS_OF, past: Past | None = None, **settings: Any) -> None:
    check(plan_of(text, **settings), settings_of(text, **settings), as_of, past)


@pytest.fixture(autouse=True, scope="module")
def marked() -> Iterator[None]:
    with speaking_marked():
        yield


@pytest.mark.parametrize("calendar", ["working", "calendar"])
@pytest.mark.parametrize("profile", PROFILES)
def test_every_signals_reason_can_be_told_in_any_language(profile: str, calendar: str) -> None:
    for _, example in PAGES:
        given: dict[str, Any] = {**example.settings, "profile": profile, "calendar": calendar}
        check_drawn(example.drawing, example.as_of, **given)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_verdict_on_a_sample_can_be_told_in_any_language(path: Path) -> None:
    seen = review(path, AS_OF)
    check(seen.plan, seen.settings, AS_OF)


GOAL = """
Goals
| ID | Goal  | Owner | Start      | Due        | Metric | Unit  | Direction   | Baseline | Target   | Current | Status |
| G1 | Speed | Ana   | 2026-10-01 | 2026-12-31 | load   | pages | {direction} | {base} | {target} | {now} | {status} |
"""
STEP = """
Steps
| ID | Step | Owner   | Start      | Due        | Done on | % complete | Status   | Effort   | Depends on |
| S1 | Film | {owner} | {start}    | {due}      | {done}  | {percent}  | {status} | {effort} |            |
| S2 | Edit | Ben     | 2026-12-07 | 2026-12-11 |         | 0%         |          |          | {after}    |
"""
CLOSED = "| {} | Film {} | Ana | 2026-10-01 | {} | {} | 100% | | | |\n"


def goal(**said: object) -> str:
    blank = dict.fromkeys(("direction", "base", "target", "now", "status"), "")
    return GOAL.format(**blank | said)


def step(**said: object) -> str:
    blank = dict.fromkeys(("done", "percent", "status", "effort", "after"), "")
    return STEP.format(**{**blank, "owner": "Ana", "start": "2026-11-02", "due": "2026-12-11", **said})


def closed(*days: str) -> str:
    """Steps that were due on 9 October and done on these days."""
    return "".join(CLOSED.format(f"C{n}", n, "2026-10-09", day) for n, day in enumerate(days))


def readings(*values: float, day: int = 6) -> str:
    rows = "".join(f"| 2026-11-{day + 2 * n:02} | load | {value} |\n" for n, value in enumerate(values))
    return f"Metrics\n| Date | Metric | Value |\n{rows}"


def one_step(status: str = "", due: str = "2026-12-04") -> str:
    return f"Steps\n| Goal | Step | Due | Status |\n| G1 | Film | {due} | {status} |\n"


def check_ins(*rows: str) -> str:
    said = "".join(f"| {row} |\n" for row in rows)
    return f"Check-ins\n| Date | Goal | Author | Status | Wins | Confidence |\n{said}"


PLAIN = """
Goals
| ID | Goal  | Owner | Start      | Due        | % complete |
| G1 | Speed | Ana   | 2026-10-01 | 2026-12-31 | 40%        |
"""
UPDATED = """
Steps
| Step | Owner    | Due        | Status  | Last updated |
| Film | Ana; Ben | 2026-12-11 | At risk | 2026-11-19   |
"""
TEAM = """
Goals
| ID | Goal  | Team | Due        |
| G1 | Speed | Web  | 2026-12-31 |
Steps
| Goal | Step | Owner | Start      | Due        | Effort |
| G1   | Film | Ana   | 2026-11-23 | 2026-12-04 | 16     |
| G1   | Edit | Ben   | 2026-11-23 | 2026-12-04 | 8      |
"""

CHOICES: list[tuple[str, str]] = [
    ("due 2062-12-11 is not believed", step(due="2062-12-11", percent="40%")),
    ("nothing recorded since its start", step(due="2062-12-11")),
    ("due Sat 21 Nov 2026, tomorrow", step(due="2026-11-21", percent="10%")),
    ("due Fri 20 Nov 2026, today", step(due="2026-11-20", percent="90%")),
    ("starts Mon 30 Nov 2026, in 6 working days", step(start="2026-11-30")),
    ("cancelled by its owner", step(status="Cancelled")),
    ("put on hold by its owner, no % given", step(status="On hold")),
    ("on Thu 12 Nov 2026, 1 working day early", step(due="2026-11-13", done="2026-11-12", status="Done")),
    ("on Mon 16 Nov 2026, 1 working day late", step(due="2026-11-13", done="2026-11-16", status="Done")),
    ("by its owner's word, no date given", step(status="Done")),
    ("by its owner's word, the date given lies ahead", step(status="Done", done="2026-11-30")),
    ("Ana and Ben say At risk", step(owner="Ana; Ben", status="At risk", percent="60%")),
    ("Ana and Ben say At risk on Thu 19 Nov 2026", UPDATED),
    ("its owner says At risk", step(owner="", status="At risk", percent="60%")),
    ("its owner says at risk on Thu 19 Nov 2026", PLAIN + check_ins("2026-11-19 | G1 | | At risk | |")),
    ("Ana says at risk on Thu 19 Nov 2026: “Hard going”",
     PLAIN + check_ins("2026-11-19 | G1 | Ana | At risk | Hard going |")),
    ("the numbers say at risk: behind", PLAIN + check_ins("2026-11-19 | G1 | Ana | On track | It works |")),
    ("the group's last finished item was in time", step(percent="35%") + closed("2026-10-08")),
    ("the group's last finished item was late", step(percent="35%") + closed("2026-10-12")),
    ("none of the group's last 4 finished items was late", step(percent="38%") + closed(*["2026-10-08"] * 4)),
    ("1 of the group's last 2 finished items was late", step(percent="35%") + closed("2026-10-08", "2026-10-12")),
    ("by the group's last 10 finished items", step(percent="40%") + closed(*["2026-10-12"] * 10)),
    ("waits for “Film”, which ends", step(percent="10%", due="2026-12-04", after="S1")),
    ("the plan's 2 people together have 24.5 days of work up to Fri 4 Dec 2026 and 20 days for it",
     step(start="2026-11-23", due="2026-12-04", percent="0%", effort="24.5")),
    ("the Web team's 2 people have 24 days of work up to Fri 4 Dec 2026 and 20 days for it", TEAM),
    ("1,250 pages, no target to measure to", goal(now=1250)),
    ("5.5 pages, no baseline to measure from", goal(direction="down", target=5, now=5.5)),
    ("9 pages where it should be at most 5 pages", goal(direction="down", target=5, now=9)),
    ("9 pages with a target of 5 pages, and nothing says whether more or less is better", goal(target=5, now=9)),
    ("1 pages, its target is its baseline", goal(base=5, target=5, now=1)),
    ("2,000 of 1 pages (far past the target)", goal(base=0, target=1, now=2000, status="In progress")),
    ("-2,000 of 1 pages (far the wrong way)", goal(base=0, target=1, now=-2000)),
    ("6 pages, to be kept at 5", goal(direction="keep", target=5, now=6)),
    ("a reading at 5", goal(direction="keep", target=5, now=6)),
    ("4 of 5 pages (80 % of the way)", goal(base=0, target=5, now=4)),
    ("7, down from 8 towards 5 pages (33 % of the way)", goal(base=8, target=5, now=7)),
    ("4 pages, to be kept between 3 and 5", goal(direction="keep", base=3, target=5, now=4)),
    ("a reading between 3 and 5", goal(direction="keep", base=3, target=5) + readings(4, 6, 7)),
    ("outside in its last 2 readings", goal(direction="keep", base=3, target=5) + readings(4, 6, 7)),
    ("not moving where a rise of", goal(base=4, target=9) + readings(4, 4)),
    ("not moving where a fall of", goal(base=4, target=2) + readings(4, 4)),
    ("rising 0.0381 pages a week where 8.06 pages a week is needed", goal(base=1, target=60) + readings(1.1, 1.2, 1.3)),
    ("a week where a rise of", goal(base=4, target=9) + readings(4, 3)),
    ("a week where a fall of", goal(base=4, target=2) + readings(4, 5)),
    ("moving away from the target over its last 4 readings", goal(base=4, target=9) + readings(4, 3, 2, 1)),
    ("target reached, 6 of 5 pages (120 % of the way)", goal(base=0, target=5, now=6, status="In progress")),
    ("its owner's word that it is done", goal(base=0, target=5, now=6, status="In progress")),
    ("; 1 step still open", goal(base=0, target=5, now=6, status="In progress") + one_step()),
    ("steps that are still wanted, or the goal cancelled too", PLAIN.replace("40%", "") + one_step("Cancelled")),
    ("all its steps are cancelled", PLAIN.replace("40%", "") + one_step("Cancelled")),
    ("all below it is done", PLAIN.replace("40%", "") + one_step("Done")),
    ("no dates to judge it by", "Goals\n| ID | Goal | Owner | % complete |\n| G1 | Speed | Ana | 40% |"),
    ("confidence 2 of 10, down from 8",
     PLAIN + check_ins("2026-11-05 | G1 | Ana | | | 8", "2026-11-19 | G1 | Ana | | | 2")),
    ("confidence back where it was",
     PLAIN + check_ins("2026-11-05 | G1 | Ana | | | 9", "2026-11-19 | G1 | Ana | | | 5")),
    ("its check-ins come every day",
     PLAIN + check_ins(*(f"2026-11-0{n} | G1 | Ana | | Film shot |" for n in (2, 3, 4, 5)))),
    ("its readings come every 2 days", goal(base=0, target=9) + readings(6, 7, 8, day=2)),
]  # fmt: skip


@pytest.mark.parametrize("calendar", ["working", "calendar"])
@pytest.mark.parametrize(("english", "text"), CHOICES, ids=[english for english, _ in CHOICES])
def test_each_choice_of_words_is_a_message_of_its_own(english: str, text: str, calendar: str) -> None:
    settings = settings_of(text, calendar=calendar)
    plan = plan_of(text, calendar=calendar)
    said = " | ".join(told(plan, settings, AS_OF, measure(plan, settings, AS_OF)))
    assert english in said or calendar == "calendar", said
    check(plan, settings, AS_OF)


@pytest.mark.parametrize(("times", "english"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_a_due_date_that_was_put_off(times: int, english: str) -> None:
    text = step(percent="60%")
    plan, settings = plan_of(text), settings_of(text)
    weeks = [date(2026, 10, 2 + 7 * n) for n in range(3)][3 - times :]
    past = {plan.steps[0].key: tuple(Seen(day, due=day.replace(month=11)) for day in weeks)}
    said = " | ".join(told(plan, settings, AS_OF, measure(plan, settings, AS_OF, past)))
    assert f"due date put off {english}, by " in said
    check(plan, settings, AS_OF, past)


def test_a_due_date_that_was_set_too_short() -> None:
    text = step(due="2026-11-25")
    plan, settings = plan_of(text), settings_of(text)
    past = {plan.steps[0].key: (Seen(date(2026, 11, 13)), Seen(date(2026, 11, 19), due=date(2026, 11, 25)))}
    said = " | ".join(told(plan, settings, AS_OF, measure(plan, settings, AS_OF, past)))
    assert "its due date Wed 25 Nov 2026 was set 6 days ahead, and nothing is done" in said
    check(plan, settings, AS_OF, past)


@pytest.mark.parametrize("calendar", ["working", "calendar"])
@pytest.mark.parametrize("effort", ["4", ""])
def test_what_could_be_moved_can_be_told_in_any_language(effort: str, calendar: str) -> None:
    rows = "".join(f"| S{n} | G1 | Film {n} | Ana | 2026-11-23 | 2026-11-27 | 0% | {effort} | |\n" for n in range(5))
    waiting = "".join(f"| T{n} | G1 | Edit {n} | Cem | 2026-12-01 | 2027-03-05 | 0% | | L1 |\n" for n in range(5))
    text = (
        f"""
        Goals
        | ID | Goal  | Team | Due        |
        | G1 | Speed | Web  | {"2026-12-04" if effort else "2027-12-31"} |
        Steps
        | ID | Goal | Step | Owner | Start      | Due        | % complete | Effort | Depends on |
        | L1 | G1   | Late | Cem   | 2026-11-02 | 2026-11-30 | 30%        |        |            |
        | L2 | G1   | Rest | Ben   | 2026-12-07 | 2026-12-18 | 0%         | {effort} |          |
    """.replace("        ", "")
        + rows
        + waiting
    )
    plan, settings = plan_of(text, calendar=calendar), settings_of(text, calendar=calendar)
    proposed = proposals(plan, settings, AS_OF, measure(plan, settings, AS_OF))
    assert proposed.handovers
    assert proposed.dates
    check(plan, settings, AS_OF)


def test_a_signals_name_is_its_code_in_words() -> None:
    assert {code: rule.title.replace(" ", "-") for code, rule in CATALOGUE.items()} == {
        code: code for code in CATALOGUE
    }
