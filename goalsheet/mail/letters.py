"""The letters a review makes: the status mail, and the digests of leads and owners, each with its recipients."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property
from pathlib import Path

from goalsheet.errors import GoalsheetError
from goalsheet.findings import Finding
from goalsheet.folding import fold
from goalsheet.mail.compose import Attachment, Extras, compose, compose_digest
from goalsheet.mail.deadlines import deadlines
from goalsheet.mail.deliver import Letter
from goalsheet.mail.digest import Digests
from goalsheet.mail.envelope import Envelope, envelope_of
from goalsheet.mail.outbox import Issue
from goalsheet.mail.recipients import AddressBook, Somebody, Work
from goalsheet.mail.transports.folder import file_name
from goalsheet.report.view import status_report
from goalsheet.report.view.context import ViewContext
from goalsheet.report.view.model import StatusReport
from goalsheet.review import Review
from goalsheet.settings import Settings

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSM = "application/vnd.ms-excel.sheet.macroEnabled.12"


@dataclass(frozen=True)
class Mailing:
    """All letters of a review. `report_folder` is where its report is; `date` is when they are sent, None if they are
    not. Without `attach` nothing is attached, whatever the settings say."""

    review: Review
    templates: Path | None = None
    report_folder: Path | None = None
    date: datetime | None = None
    attach: bool = True

    @cached_property
    def book(self) -> AddressBook:
        return AddressBook(self.review)

    @property
    def settings(self) -> Settings:
        return self.review.settings

    @property
    def without(self) -> tuple[Finding, ...]:
        """Owners who would get a digest if their address were known."""
        return self.book.without if "owners" in self.settings.mails else ()

    def letters(self) -> Iterator[Letter]:
        """The status mail, then the digests in the order in which the sheets name people.

        Raises GoalsheetError for an invalid address and for a missing attachment.
        """
        if "status" in self.settings.mails:
            yield self._status()
        if {"leads", "owners"} & set(self.settings.mails):
            for somebody in self.book.everybody:
                yield from self._digest(somebody)

    def _status(self) -> Letter:
        envelope = envelope_of(self.settings)
        extras = self._extras("status", self.review.plan.work)
        message = compose(self._report, envelope, self.templates, extras)
        return Letter(f"status {self._name}", self._issue, message, envelope.recipients, "status")

    def _digest(self, somebody: Somebody) -> Iterator[Letter]:
        leads = self._wanted("leads", self.settings.leads_to, somebody) and bool(self.book.team_of(somebody))
        owns = self._wanted("owners", self.settings.owners_to, somebody) and bool(somebody.work)
        if not somebody.email or not (leads or owns):
            return
        digest = self._digests.of(somebody, leads, owns)
        if digest.empty and not self.settings.empty_mails:
            return
        envelope = digest_envelope(self.settings, somebody, leads)
        extras = self._extras(f"digest {somebody.email}", somebody.work if owns else ())
        message = compose_digest(digest, envelope, self.templates, extras)
        key = f"digest {fold(somebody.email)} {self._name}"
        yield Letter(key, self._issue, message, envelope.recipients, f"digest-{file_name(somebody.email)}")

    def _wanted(self, kind: str, only: tuple[str, ...], somebody: Somebody) -> bool:
        return kind in self.settings.mails and (not only or any(somebody.called(name) for name in only))

    @cached_property
    def _scene(self) -> ViewContext:
        return ViewContext(self.review)

    @cached_property
    def _report(self) -> StatusReport:
        return status_report(self.review)

    @cached_property
    def _digests(self) -> Digests:
        return Digests(self._scene, self._report, self.book)

    @property
    def _name(self) -> str:
        return self.review.workbook.path.name

    @cached_property
    def _issue(self) -> Issue:
        day, week = self.review.as_of, self.settings.rhythm.week(self.review.as_of)
        return Issue(self._report.period, day.isoformat(), week.first.isoformat(), week.last.isoformat())

    @property
    def _noon(self) -> datetime | None:
        """The date of mails that are not sent: noon of the report's day in the team's time zone, if it is set."""
        zone = self.settings.zone
        return datetime.combine(self.review.as_of, time(12), zone) if zone else None

    def _extras(self, series: str, items: Iterable[Work]) -> Extras:
        attachments = (ATTACHED[kind](self, items) for kind in (self.settings.mail_attach if self.attach else ()))
        return Extras(
            attachments=tuple(attachment for attachment in attachments if attachment.content),
            link=self.settings.report_link,
            unsubscribe=self.settings.mail_unsubscribe,
            series=f"{series} {self._name}" if self.settings.mail_threads else "",
            date=self.date or self._noon,
        )

    def _workbook(self, items: Iterable[Work]) -> Attachment:
        return self._attached_workbook

    @cached_property
    def _attached_workbook(self) -> Attachment:
        path = self.review.workbook.path
        return Attachment(path.name, _content(path, "It was there a moment ago."), _media_type(path))

    def _pdf(self, items: Iterable[Work]) -> Attachment:
        return self._attached_pdf

    @cached_property
    def _attached_pdf(self) -> Attachment:
        path = (self.report_folder or Path()) / "report.pdf"
        name = f"{self.review.workbook.path.stem}-{self.review.as_of}.pdf"
        return Attachment(name, _content(path, "Make it first: goalsheet report --pdf."), "application/pdf")

    def _calendar(self, items: Iterable[Work]) -> Attachment:
        return Attachment("deadlines.ics", deadlines(self._scene, items), "text/calendar")


ATTACHED: dict[str, Callable[[Mailing, Iterable[Work]], Attachment]] = {
    "workbook": Mailing._workbook,
    "pdf": Mailing._pdf,
    "calendar": Mailing._calendar,
}


def digest_envelope(settings: Settings, somebody: Somebody, leads: bool) -> Envelope:
    """To the one person, with the copies and the reply address of their audience."""
    cc, bcc, reply_to = (
        (settings.leads_cc, settings.leads_bcc, settings.leads_reply_to)
        if leads
        else (settings.owners_cc, settings.owners_bcc, settings.owners_reply_to)
    )
    return Envelope(settings.mail_from, (somebody.email,), cc, bcc, reply_to or settings.mail_reply_to)


def only_to(letter: Letter, recipients: Iterable[str]) -> Letter:
    """The letter with only these of its recipients."""
    wanted = {one.casefold() for one in recipients}
    return replace(letter, recipients=tuple(one for one in letter.recipients if one.casefold() in wanted))


def _media_type(path: Path) -> str:
    return {".xlsm": XLSM, ".csv": "text/csv", ".tsv": "text/tab-separated-values"}.get(path.suffix.casefold(), XLSX)


def _content(path: Path, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoalsheetError(f"{path}: can't be attached ({error.strerror})", remedy) from error
