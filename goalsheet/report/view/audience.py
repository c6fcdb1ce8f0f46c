"""A report for one person, and links that lead only to what is on the page."""

from collections.abc import Container, Iterable
from dataclasses import replace

from goalsheet.errors import GoalsheetError
from goalsheet.folding import fold
from goalsheet.report.view.changes import Changed, ChangeGroup, ChangeLine
from goalsheet.report.view.goals import GoalLine
from goalsheet.report.view.model import StatusReport
from goalsheet.report.view.past import PastView
from goalsheet.report.view.timeline import TimelineRow
from goalsheet.report.view.tree import TreeNode


def for_owner(report: StatusReport, name: str, people: Iterable[str]) -> StatusReport:
    """The report with one person's lines only; the numbers on top stay everybody's.

    `people` are all who are known. Raises GoalsheetError where none of them is called that.
    """
    known = sorted(set(people), key=str.casefold)
    called = [one for one in known if names(name, one)]
    if not called:
        raise GoalsheetError(f"nobody in the plan is called {name}", f"There are: {', '.join(known) or 'no owners'}.")
    return replace(
        report,
        title=f"{report.title} – {called[0] if len(called) == 1 else name}",
        attention=tuple(line for line in report.attention if names(name, line.owner)),
        goals=tuple(goal for goal in report.goals if any(names(name, owner) for owner in goal.owners)),
        due_next=tuple(group for group in report.due_next if names(name, group.owner)),
        wins=tuple(win for win in report.wins if names(name, win.who)),
        past=_past(report.past, name),
    )


def names(name: str, text: str) -> bool:
    """Whether a text names somebody: as a whole word where the script has such.

    >>> names("jo", "Jo Park and Ana Silva"), names("jo", "Jonas Lind"), names("李娜", "王芳和李娜")
    (True, False, True)
    """
    name, text = fold(name), fold(text)
    at = text.find(name)
    while name and at >= 0:
        if not _cased(text[at - 1 : at]) and not _cased(text[at + len(name) : at + len(name) + 1]):
            return True
        at = text.find(name, at + 1)
    return False


def _cased(letter: str) -> bool:
    return letter.upper() != letter.lower()


def _past(past: PastView, name: str) -> PastView:
    return replace(
        past,
        changed=_changed(past.changed, name) if past.changed else None,
        obstacles=tuple(one for one in past.obstacles if names(name, one.who)),
        asked=tuple(one for one in past.asked if names(name, one.owner)),
    )


def _changed(changed: Changed, name: str) -> Changed | None:
    """What changed of one person's work; none where nothing did. What everybody had planned is not told."""
    groups = tuple(
        replace(group, lines=lines)
        for group in changed.groups
        if (lines := tuple(line for line in group.lines if names(name, line.owner)))
    )
    return replace(changed, groups=groups, reckoned=None) if groups else None


def grounded(report: StatusReport) -> StatusReport:
    """The report without links to what is not on its page: another person's goal, a part that is left out."""
    goals = {goal.anchor for goal in report.goals} if "goals" in report.sections else set()
    needy = {line.anchor for line in report.attention} if "attention" in report.sections else set()
    return replace(
        report,
        attention=tuple(replace(line, goal_anchor=_kept(line.goal_anchor, goals)) for line in report.attention),
        goals=tuple(_goal(goal, goals, needy) for goal in report.goals),
        metrics=tuple(replace(line, goal_anchor=_kept(line.goal_anchor, goals)) for line in report.metrics),
        timeline=report.timeline and replace(report.timeline, rows=tuple(_row(r, goals) for r in report.timeline.rows)),
        tree=tuple(_node(node, goals) for node in report.tree),
        past=_grounded_past(report.past, goals, needy),
    )


def _kept(anchor: str, there: Container[str]) -> str:
    return anchor if anchor in there else ""


def _goal(goal: GoalLine, goals: Container[str], needy: Container[str]) -> GoalLine:
    return replace(
        goal,
        attention=_kept(goal.attention, needy),
        parent_anchor=_kept(goal.parent_anchor, goals),
        key_results=tuple(replace(line, attention=_kept(line.attention, needy)) for line in goal.key_results),
        steps=tuple(replace(line, attention=_kept(line.attention, needy)) for line in goal.steps),
    )


def _row(row: TimelineRow, goals: Container[str]) -> TimelineRow:
    return replace(row, anchor=_kept(row.anchor, goals))


def _node(node: TreeNode, goals: Container[str]) -> TreeNode:
    children = tuple(_node(child, goals) for child in node.children)
    return replace(node, anchor=_kept(node.anchor, goals), children=children)


def _grounded_past(past: PastView, goals: Container[str], needy: Container[str]) -> PastView:
    if past.changed is None:
        return past
    groups = tuple(_group(group, goals, needy) for group in past.changed.groups)
    return replace(past, changed=replace(past.changed, groups=groups))


def _group(group: ChangeGroup, goals: Container[str], needy: Container[str]) -> ChangeGroup:
    return replace(group, lines=tuple(_line(line, goals, needy) for line in group.lines))


def _line(line: ChangeLine, goals: Container[str], needy: Container[str]) -> ChangeLine:
    """What got worse says why itself where its reason stands nowhere else."""
    alone = bool(line.attention) and line.attention not in needy
    return replace(
        line,
        anchor=_kept(line.anchor, goals),
        attention=_kept(line.attention, needy),
        moved="" if alone else line.moved,
    )
