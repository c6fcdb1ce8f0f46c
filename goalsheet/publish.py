"""Puts the files of a report in place: all are made first and then moved, so that a failure leaves nothing behind."""

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from goalsheet.annotate import annotations
from goalsheet.backups import backup_of
from goalsheet.editing.as_xlsx import as_xlsx
from goalsheet.editing.write import annotate, annotate_as_xlsx
from goalsheet.mail.compose import to_eml
from goalsheet.mail.letters import Mailing
from goalsheet.report.json_report import as_json
from goalsheet.report.pdf import pdf
from goalsheet.report.render import render
from goalsheet.report.view import status_report
from goalsheet.report.view.model import StatusReport
from goalsheet.report.view.period_review import period_review
from goalsheet.report.view.theme import picture
from goalsheet.report_folder import placed, prune
from goalsheet.review import Review

WRITABLE = ("xlsx", "xlsm")
#: Shows what is being done, such as a spinner on a terminal.
Progress = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True)
class Files:
    """What a run is to write. `annotated`: the annotated workbook, None for none; `backup`: the date of the user's
    version to keep."""

    folder: Path
    annotated: Path | None
    backup: date | None = None
    templates: Path | None = None
    pdf: bool = False


@dataclass(frozen=True)
class Published:
    """What a run wrote, and its remarks."""

    annotated: Path | None
    backup: Path | None
    report: tuple[Path, ...]
    remarks: tuple[str, ...] = field(default=())


def publish(review: Review, files: Files, working: Progress = nullcontext) -> Published:
    """Make the report in a temporary folder, move it into place, then annotate the workbook.

    Raises GoalsheetError with nothing changed: a report that cannot be written leaves the workbook untouched, and where
    the workbook cannot be, the report's files are what they were before.
    """
    with working("Making the report"):
        contents = _make(review, files)
    with placed(files.folder, contents, review.workbook.path):
        annotated, backup, remarks = _annotate(review, files, working)
    prune(files.folder, review.settings.keep_reports, tuple(OUTPUTS))
    return Published(annotated, backup, tuple(files.folder / name for name in contents), remarks)


@dataclass(frozen=True)
class OutputContext:
    """A review and its files, with what several outputs need."""

    review: Review
    files: Files

    @cached_property
    def report(self) -> StatusReport:
        workbook = self.files.annotated or self.review.workbook.path
        return status_report(self.review, _logo(self.review), _way(self.files.folder, workbook))

    @cached_property
    def page(self) -> bytes:
        return self.filled("report.html.j2")

    def filled(self, template: str, view: object = None) -> bytes:
        """A template filled with a view model, by default the status report."""
        return render(template, view or self.report, self.files.templates).encode()


def _pdf(context: OutputContext) -> bytes | None:
    return pdf(context.page.decode(), context.review.as_of) if context.files.pdf else None


def _period_review(context: OutputContext) -> bytes | None:
    period = context.review.period
    return context.filled("review.html.j2", period_review(context.review, period)) if period is not None else None


#: The files of a report in the order in which they are listed, each with what makes it; None: not made in this run.
OUTPUTS: Mapping[str, Callable[[OutputContext], bytes | None]] = {
    "review.html": _period_review,
    "report.html": lambda context: context.page,
    "report.pdf": _pdf,
    "report.txt": lambda context: context.filled("report.txt.j2"),
    "report.json": lambda context: as_json(context.review).encode(),
}


def _make(review: Review, files: Files) -> Mapping[str, bytes]:
    """The content of every file of the report by its name in the folder; the mails come after the outputs."""
    context = OutputContext(review, files)
    contents = {name: content for name, make in OUTPUTS.items() if (content := make(context)) is not None}
    letters = Mailing(review, files.templates, attach=False).letters()
    return contents | {f"mail/{letter.name}.eml": to_eml(letter.message) for letter in letters}


def _logo(review: Review) -> str:
    """The picture named in the settings, beside the workbook."""
    named = review.settings.logo
    return picture(review.workbook.path.parent / named) if named else ""


def _way(start: Path, target: Path) -> str:
    """The relative address of a file from a folder; empty where there is none, as between two drives."""
    try:
        return quote(Path(os.path.relpath(target.resolve(), start.resolve())).as_posix())
    except ValueError:
        return ""


def _report(files: Files) -> str:
    """The address of the page from the annotated workbook."""
    way = _way(files.annotated.parent, files.folder / "report.html") if files.annotated else ""
    return f"./{way}" if way else ""


def _annotate(review: Review, files: Files, working: Progress) -> tuple[Path | None, Path | None, tuple[str, ...]]:
    path = review.workbook.path
    if files.annotated is None:
        return None, None, ()
    if review.workbook.format == "csv":
        return _annotate_new(review, files, files.annotated, working)
    if review.workbook.format not in WRITABLE:
        kind = review.workbook.format
        remark = (
            f"{path.name}: not annotated, a .{kind} workbook can't be written without losing something; "
            "save it as .xlsx to get verdicts in it."
        )
        return None, None, (remark,)
    in_place = files.annotated == path
    backup = backup_of(path, files.backup) if files.backup and in_place else None
    with working(f"Writing {files.annotated.name}"):
        outcome = annotate(
            path,
            annotations(review, _report(files)),
            None if in_place else files.annotated,
            backup,
            review.workbook.digest,
        )
    unplaced = tuple(f"{place}: no columns added, {why}" for place, why in outcome.unplaced.items())
    return files.annotated, backup if backup and backup.exists() else None, outcome.remarks + unplaced


def _annotate_new(
    review: Review, files: Files, target: Path, working: Progress
) -> tuple[Path | None, Path | None, tuple[str, ...]]:
    """A text file's cells and the verdicts on them in a new workbook: text has no room for them."""
    workbook = review.workbook
    with working(f"Writing {target.name}"):
        made, wanted = as_xlsx(workbook), annotations(review, _report(files))
        outcome = annotate_as_xlsx(workbook.path, made, wanted, target, workbook.digest)
    unplaced = tuple(f"{place}: no columns added, {why}" for place, why in outcome.unplaced.items())
    return target, None, outcome.remarks + unplaced


def annotated_at(review: Review, output: Path | None) -> Path:
    """Where the annotated workbook goes: where it is asked for, else into itself; a text file's beside it as .xlsx."""
    path = review.workbook.path
    return output or (path.with_suffix(".xlsx") if review.workbook.format == "csv" else path)
