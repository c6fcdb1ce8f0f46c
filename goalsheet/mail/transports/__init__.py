"""The transports: the ways to hand over a mail, one module each."""

#: What `--via` takes, the default first: `NAME`, or `NAME:PLACE` for a transport that needs a place behind a colon. The
#: module of that name in this folder has `transport(environ, place, sender)`.
TRANSPORTS = (
    "smtp",
    "graph",
    "maildir:DIR",
    "folder:DIR",
)
