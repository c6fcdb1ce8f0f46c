"""Goals under the goals they serve, with their key results and grades."""

from dataclasses import dataclass

from goalsheet.measure.okr import Grade
from goalsheet.plan.model import Goal, KeyResult
from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.elements import Badge
from goalsheet.statuses import Status

#: A parent of a parent of ... that leads back to itself is a finding, and no tree.
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A goal or key result within the tree of goals. `grade` is 0.0 to 1.0, `grade_note` what was left out."""

    anchor: str  # of its goal on the page
    name: str
    kind: str
    badge: Badge
    grade: str
    grade_note: str
    mark: str  # green, yellow or red, as OKR grades are called
    owner: str
    children: tuple["TreeNode", ...]


def tree(context: ViewContext) -> tuple[TreeNode, ...]:
    """The goals that are under none, each with what is under it; nothing where no goal has anything under it."""
    plan = context.review.plan
    tops = [goal for goal in plan.goals if plan.by_key.get(goal.parent_key or "") is None]
    if not any(plan.children_of(goal) or plan.key_results_of(goal) for goal in plan.goals):
        return ()
    return tuple(_goal(context, goal, DEEPEST) for goal in tops if not goal.implicit)


def _goal(context: ViewContext, goal: Goal, deep: int) -> TreeNode:
    plan = context.review.plan
    children = tuple(_goal(context, child, deep - 1) for child in plan.children_of(goal)) if deep else ()
    results = tuple(_result(context, result) for result in plan.key_results_of(goal))
    return _node(context, goal, context.review.measured.grades.get(goal.key), results + children)


def _result(context: ViewContext, result: KeyResult) -> TreeNode:
    """A key result's grade is the owner's where there is one, else how far it is."""
    given = result.score if result.score is not None else context.of(result).progress.actual
    cancelled = context.of(result).status is Status.CANCELLED
    grade = None if given is None or cancelled else Grade(min(max(given, 0.0), 1.0), 1, 0)
    return _node(context, result, grade, ())


def _node(
    context: ViewContext, item: Goal | KeyResult, grade: Grade | None, children: tuple[TreeNode, ...]
) -> TreeNode:
    shown = grade.shown if grade else None
    left_out = grade.left_out if grade else 0
    return TreeNode(
        anchor=context.goal_anchor(item),
        name=context.name_of(item),
        kind=context.kind_of(item),
        badge=context.badge(item),
        grade="" if shown is None else context.lang.decimal(shown),
        grade_note=context.lang.many(left_out, "{n} key result not graded", "{n} key results not graded")
        if left_out
        else "",
        mark=(grade.colour(context.review.settings.thresholds) if grade else None) or "",
        owner=context.owners_of(item),
        children=children,
    )
