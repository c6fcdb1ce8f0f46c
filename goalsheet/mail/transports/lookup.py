"""Opens the transport that was asked for, and the mailbox that drafts are put into."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from importlib import import_module
from typing import Protocol

from goalsheet.errors import GoalsheetError
from goalsheet.mail.transports import TRANSPORTS
from goalsheet.mail.transports.base import Transport
from goalsheet.mail.transports.graph import graph_from
from goalsheet.mail.transports.imap import drafts_from


class DraftBox(Protocol):
    """Where drafts are put."""

    def draft(self, message: EmailMessage) -> bool:
        """Put a message there; False where it was there already."""
        ...


def transport_from(environ: Mapping[str, str], via: str = "", sender: str = "") -> Transport:
    """The transport named by `via`, else by GOALSHEET_MAIL_VIA, else the first of TRANSPORTS.

    Raises GoalsheetError for a name that is not in TRANSPORTS, a missing place, and a missing or wrong variable.
    """
    wanted = via or environ.get("GOALSHEET_MAIL_VIA", "") or TRANSPORTS[0]
    name, _, place = wanted.partition(":")
    places = dict(known.partition(":")[::2] for known in TRANSPORTS)
    if name not in places or (places[name] and not place):
        ways = f"{', '.join(TRANSPORTS[:-1])} or {TRANSPORTS[-1]}"
        raise GoalsheetError(f"There is no way to mail called {wanted!r}", f"Use {ways}.")
    module = import_module(f"goalsheet.mail.transports.{name}")
    transport: Transport = module.transport(environ, place, sender)
    return transport


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
