"""GS5xx: what waits for what: it exists, comes first, is still wanted, and never goes in circles."""

from collections.abc import Iterator

from goalsheet.findings import Severity
from goalsheet.language.lazy_text import LazyText
from goalsheet.language.wording import counted, msg, quoted
from goalsheet.layout.table import Kind
from goalsheet.plan.dates import shifted
from goalsheet.plan.model import Dependency, LifeCycle, Plan, Step
from goalsheet.rules.base import Breach, Context, rule
from goalsheet.rules.common import closest_of_each, named, names
from goalsheet.rules.cycles import cycles

DEPENDS = {Kind.STEPS: ("depends_on",)}


def links(plan: Plan) -> Iterator[tuple[Step, Dependency, Step]]:
    """Every link of a step to another step that exists."""
    for step in plan.steps:
        for dependency in step.depends_on:
            needed = plan.by_key.get(dependency.key or "")
            if isinstance(needed, Step) and needed.key != step.key:
                yield step, dependency, needed


def circles(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Steps that wait for each other, by key, each followed by one that it needs."""
    needs: dict[str, list[str]] = {}
    for step, _, needed in links(plan):
        needs.setdefault(step.key, []).append(needed.key)
    return cycles(needs)


@rule(
    "GS505", "unknown-dependency", Severity.WARNING, "links", "Write the ID of a step; other reasons go to Blocked by."
)
def unknown_dependency(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step depends on something that is not in the workbook.

    Nobody warns when what it waits for is late.

    Write the ID of a step on the sheet. What is no step (an answer, a delivery) belongs to "Blocked by".

    Breaks:

        at Steps!D3
        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Take the photos | 2026-12-04 | S11        |

    Holds:

        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Take the photos | 2026-12-04 | S1         |
    """
    unknown = [(step, link.text) for step in plan.steps for link in step.depends_on if link.key is None]
    known = [step.id for step in plan.steps if step.id]
    for (step, text), hint in zip(unknown, closest_of_each([text for _, text in unknown], known), strict=True):
        yield step.at("depends_on"), msg("there is no step {step} to depend on", step=quoted(text)), hint


@rule("GS506", "depends-on-itself", Severity.ERROR, "links", "Write the step that comes before it.", DEPENDS)
def depends_on_itself(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step depends on itself.

    It can never begin.

    Write the ID of the step that comes before it; often it is one row off.

    Breaks:

        at Steps!D3
        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Take the photos | 2026-12-04 | S2         |

    Holds:

        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Take the photos | 2026-12-04 | S1         |
    """
    for step in plan.steps:
        if any(dependency.key == step.key for dependency in step.depends_on):
            yield step.at("depends_on"), msg("the step {step} depends on itself", step=named(step))


@rule("GS507", "dependency-cycle", Severity.ERROR, "links", "Take out the link that is not needed.", DEPENDS)
def dependency_cycle(plan: Plan, context: Context) -> Iterator[Breach]:
    """Steps wait for each other in a circle.

    None of them can ever begin. The whole circle is named, from a step to what it needs, and back.

    Find the link that is not really needed and take it out.

    Breaks:

        at Steps!D2
        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 | S3         |
        | S2 | Take the photos | 2026-12-04 | S1         |
        | S3 | Draw the pages  | 2026-12-04 | S2         |

    Holds:

        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Take the photos | 2026-12-04 | S1         |
        | S3 | Draw the pages  | 2026-12-04 | S1, S2     |
    """
    for cycle in circles(plan):
        steps = [plan.by_key[key] for key in (*cycle, cycle[0])]
        circle = names([named(step) for step in steps])
        yield steps[0].at("depends_on"), msg("steps wait for each other in a circle: {circle}", circle=circle)


@rule(
    "GS508",
    "dependency-too-late",
    Severity.WARNING,
    "links",
    "Move one of the two, or start with what is there.",
    DEPENDS,
)
def dependency_too_late(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step is to start (or to be finished) before what it depends on is due.

    The plan contradicts itself: the step will be late although everybody keeps their dates.

    Move one of the two, or strike the link if the step can start with what is there.

    Breaks:

        at Steps!C3
        Steps
        | ID | Step            | Start      | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-16 | 2026-11-27 |            |
        | S2 | Build the pages | 2026-11-23 | 2026-12-11 | S1         |

    Holds:

        Steps
        | ID | Step            | Start      | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-16 | 2026-11-27 |            |
        | S2 | Build the pages | 2026-11-30 | 2026-12-11 | S1         |
    """
    circle = {key: cycle for cycle in circles(plan) for key in cycle}  # in a circle no dates can fit: GS507 says so
    for step, dependency, needed in links(plan):
        if step.key in circle and circle[step.key] is circle.get(needed.key):
            continue
        if step.open and needed.open and needed.due and dependency.kind == "FS":
            free = shifted(needed.due, dependency.lag)
            if step.start and step.start < free:
                yield step.at("start"), _starts_early(step, needed, dependency.lag)
            elif not step.start and step.due and step.due < free:
                yield step.at("due"), _due_early(step, needed, dependency.lag)


def _starts_early(step: Step, needed: Step, lag: int) -> LazyText:
    values = {"start": step.start, "needed": named(needed), "needed_due": needed.due}
    if not lag:
        return msg("start {start} is before {needed}, which it needs, is due, {needed_due}", **values)
    return counted(
        lag,
        "start {start} is before {needed}, which it needs, is due, {needed_due} and {n} day",
        "start {start} is before {needed}, which it needs, is due, {needed_due} and {n} days",
        **values,
    )


def _due_early(step: Step, needed: Step, lag: int) -> LazyText:
    values = {"step_due": step.due, "needed": named(needed), "needed_due": needed.due}
    if not lag:
        return msg("due {step_due} is before {needed}, which it needs, is due, {needed_due}", **values)
    return counted(
        lag,
        "due {step_due} is before {needed}, which it needs, is due, {needed_due} and {n} day",
        "due {step_due} is before {needed}, which it needs, is due, {needed_due} and {n} days",
        **values,
    )


@rule(
    "GS509",
    "depends-on-cancelled",
    Severity.WARNING,
    "links",
    "Strike the link, or say where the result comes from.",
    DEPENDS,
)
def depends_on_cancelled(plan: Plan, context: Context) -> Iterator[Breach]:
    """An open step depends on a step that is cancelled.

    It waits for something that will never come.

    Strike the link, or say which step gives the result now.

    Breaks:

        at Steps!D3
        Steps
        | ID | Step            | Due        | Depends on | Status    |
        | S1 | Write the copy  | 2026-11-27 |            | cancelled |
        | S2 | Build the pages | 2026-12-11 | S1         |           |

    Holds:

        Steps
        | ID | Step            | Due        | Depends on | Status    |
        | S1 | Write the copy  | 2026-11-27 |            | done      |
        | S2 | Build the pages | 2026-12-11 | S1         |           |
    """
    for step, _, needed in links(plan):
        if step.open and needed.life_cycle is LifeCycle.CANCELLED:
            yield step.at("depends_on"), msg("it depends on {needed}, which is cancelled", needed=named(needed))


@rule("GS512", "done-before-needed", Severity.NOTE, "links", "Close what it needed, or strike the link.", DEPENDS)
def done_before_needed(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step is done although what it depends on is not.

    Either the link was not needed, or one of the two statuses is old.

    Close the step it needed, or strike the link.

    Breaks:

        at Steps!E3
        Steps
        | ID | Step            | Due        | Depends on | Status      |
        | S1 | Write the copy  | 2026-11-27 |            | in progress |
        | S2 | Build the pages | 2026-12-11 | S1         | done        |

    Holds:

        Steps
        | ID | Step            | Due        | Depends on | Status      |
        | S1 | Write the copy  | 2026-11-27 |            | done        |
        | S2 | Build the pages | 2026-12-11 | S1         | done        |
    """
    for step, dependency, needed in links(plan):
        if step.done and needed.open and dependency.kind == "FS":
            yield step.at("status"), msg("it is done, but {needed}, which it needs, is not", needed=named(needed))


@rule("GS515", "dependency-twice", Severity.NOTE, "links", "Name each step once.", DEPENDS)
def dependency_twice(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step names the same dependency twice.

    Harmless, but often one of the two was meant to be another step.

    Name each step once; check whether one of them should be another.

    Breaks:

        at Steps!D4
        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Take the photos | 2026-11-27 |            |
        | S3 | Build the pages | 2026-12-11 | S1, S1     |

    Holds:

        Steps
        | ID | Step            | Due        | Depends on |
        | S1 | Write the copy  | 2026-11-27 |            |
        | S2 | Take the photos | 2026-11-27 |            |
        | S3 | Build the pages | 2026-12-11 | S1, S2     |
    """
    for step in plan.steps:
        seen = [dependency.key for dependency in step.depends_on if dependency.key]
        if len(set(seen)) < len(seen):
            yield step.at("depends_on"), msg("the same step is named twice")


@rule("GS516", "lag-too-long", Severity.WARNING, "links", "Mend the lag, such as S1 + 2d.", DEPENDS)
def lag_too_long(plan: Plan, context: Context) -> Iterator[Breach]:
    """A step is to wait for more than ten years.

    Such a lag is a slip; it is not counted with, so that the step follows at once on what it needs.

    Mend the number of days.

    Breaks:

        at Steps!D3
        Steps
        | ID | Step            | Due        | Depends on   |
        | S1 | Write the copy  | 2026-11-27 |              |
        | S2 | Take the photos | 2026-12-11 | S1FS+99999d  |

    Holds:

        Steps
        | ID | Step            | Due        | Depends on   |
        | S1 | Write the copy  | 2026-11-27 |              |
        | S2 | Take the photos | 2026-12-11 | S1FS+2d      |
    """
    for step in plan.steps:
        for link in step.depends_on:
            if link.far:
                yield step.at("depends_on"), msg("the lag in {link} is longer than ten years", link=quoted(link.text))
