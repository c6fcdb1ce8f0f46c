"""What `goalsheet report` shows on the terminal."""

from rich.console import Console, Group
from rich.text import Text

from goalsheet.cli.changes import print_changes
from goalsheet.cli.console import bar, console, count_findings, percent, plain_table, print_findings, status_text
from goalsheet.findings import Severity
from goalsheet.measure.headline import captions
from goalsheet.plan.model import Goal
from goalsheet.publish import Published
from goalsheet.review import Review

MOST = 8  # of each list; the report has the rest


def print_summary(review: Review) -> None:
    """Verdict, goals worst first, what needs attention, and the errors."""
    out, ahead = console(), review.settings.due_soon_days
    out.print(
        Text.assemble((review.title, "bold"), f"  as of {review.as_of:%a} {review.as_of.day} {review.as_of:%b %Y}")
    )
    out.print(review.verdict)
    out.print(Text(" · ".join(f"{one.text} {one.label}" for one in captions(review.figures, ahead)), "bright_black"))
    if review.plan.counted_goals:
        out.print(_goals(review))
    _attention(out, review)
    if review.changes.since is not None:
        print_changes(out, review, MOST)
        out.print()
    errors = [f for f in review.findings if f.severity is Severity.ERROR]
    print_findings(out, errors[:MOST], hints=False)
    if len(errors) > MOST:
        out.print(f"+ {len(errors) - MOST} more in the report; goalsheet check shows them all")
    out.print(Text(f"{count_findings(review.findings)} in the workbook. {review.reading_summary}", "bright_black"))


def _goals(review: Review) -> Group:
    table = plain_table("Goal", "Status", "Done", "", "Expected", "Due", "Owner")
    for goal in review.worst_first[: 2 * MOST]:
        seen = review.assessment(goal)
        due = goal.due.isoformat() if goal.due else ""
        table.add_row(
            Text(goal.name), status_text(seen.status), bar(seen.progress.actual), percent(seen.progress.actual),
            percent(seen.progress.expected), due, Text(", ".join(goal.owners)),
        )  # fmt: skip
    more = len(review.worst_first) - 2 * MOST
    return Group(table, Text(f"+ {more} more goals in the report")) if more > 0 else Group(table)


def _attention(out: Console, review: Review) -> None:
    """In the order of the report."""
    needy = review.attention
    if not needy:
        return
    out.print(Text(f"Needs attention ({len(needy)})", "bold"))
    for item in needy[:MOST]:
        seen = review.assessment(item)
        kind = "goal, " if isinstance(item, Goal) else ""
        who = f" ({kind}{', '.join(item.owners) or 'nobody yet'})"
        out.print(Text.assemble("  ", status_text(seen.status), f"  {item.name}{who}: {seen.reason}"))
        if seen.clears:
            out.print(Text(f"      → {seen.clears}", "bright_black"))
    if len(needy) > MOST:
        out.print(f"  + {len(needy) - MOST} more in the report")
    out.print()


def print_files(done: Published) -> None:
    """Print the names of the files, and remarks on them."""
    out = console()
    if done.annotated:
        kept = f"  (your version: {done.backup.name})" if done.backup else ""
        out.print(f"workbook  {done.annotated}{kept}")
    for path in done.report:
        out.print(f"report    {path}")
    for remark in done.remarks:
        out.print(Text(f"note      {remark}", "yellow"))
