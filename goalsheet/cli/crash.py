"""What happens when goalsheet itself fails: one line, and a log file with the rest."""

import platform
import sys
import tempfile
import traceback
from pathlib import Path

import click

from goalsheet import __version__
from goalsheet.cli.options import now

KEPT = 20  # log files


def crashed(error: BaseException) -> None:
    """Say in one line that goalsheet failed, and where its log file is."""
    log = _logged(error)
    where = f"the log file {log} says how" if log else "no log file could be written"
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    click.secho(f"goalsheet itself failed ({what}); {where}", err=True, fg="red")


def _logged(error: BaseException) -> Path | None:
    """Write the log file into the system's place for logs, else into that for temporary files; None for neither."""
    from platformdirs import user_log_path

    text = _text(error)
    for folder in (user_log_path("goalsheet", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = folder / f"goalsheet-{now():%Y-%m-%d-%H%M%S-%f}.log"
            with path.open("x", encoding="utf-8", errors="backslashreplace") as file:
                path.chmod(0o600)  # a message may quote the workbook
                file.write(text)
            for old in sorted(folder.glob("goalsheet-*.log"))[:-KEPT]:
                old.unlink(missing_ok=True)
        except OSError:
            continue
        return path
    return None


def _text(error: BaseException) -> str:
    return "\n".join(
        (
            f"goalsheet {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: {sys.argv!r}",
            "",
            *traceback.format_exception(error),
        )
    )
