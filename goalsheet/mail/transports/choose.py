"""Which way mail goes: SMTP, Microsoft Graph, a maildir or a folder; and where drafts are put."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from goalsheet.errors import GoalsheetError
from goalsheet.mail.transports.base import Transport
from goalsheet.mail.transports.folder import Folder, Maildir
from goalsheet.mail.transports.graph import graph_from
from goalsheet.mail.transports.imap import drafts_from
from goalsheet.mail.transports.smtp import server_from

WAYS = "smtp, graph, maildir:DIR or folder:DIR"


class DraftBox(Protocol):
    """Where drafts are put; False for one that lies there already."""

    def draft(self, message: EmailMessage) -> bool: ...


def transport_from(environ: Mapping[str, str], via: str = "", sender: str = "") -> Transport:
    """The way given, else the one in GOALSHEET_MAIL_VIA, else SMTP. Raises GoalsheetError for what is not set right."""
    way, _, place = (via or environ.get("GOALSHEET_MAIL_VIA", "") or "smtp").partition(":")
    if way == "smtp":
        return server_from(environ)
    if way == "graph":
        return graph_from(environ, sender)
    if way in ("maildir", "folder") and place:
        return Maildir(Path(place)) if way == "maildir" else Folder(Path(place))
    raise GoalsheetError(f"There is no way to mail called {via or way!r}", f"Use {WAYS}.")


@contextmanager
def draft_box(environ: Mapping[str, str], kind: str, sender: str = "") -> Iterator[tuple[DraftBox, str]]:
    """The drafts of a mailbox, by `imap` or `graph`, and what to call them."""
    if kind == "imap":
        drafts = drafts_from(environ)
        with drafts.open() as box:
            yield box, str(drafts)
    else:
        graph = graph_from(environ, sender)
        with graph.open():
            yield graph, f"the drafts of {graph.mailbox}"
