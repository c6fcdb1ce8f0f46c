"""Options that several commands share, and the settings made from them."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from goalsheet.errors import GoalsheetError

if TYPE_CHECKING:
    from goalsheet.review import Review

_F = TypeVar("_F", bound=Callable[..., Any])

#: What there is to say of a workbook that holds headings only.
NOT_BEGUN = "there are no goals, steps or key results in it yet"


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """An ISO date."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date: write it as 2026-11-20.", ctx, param) from None


def now(zone: tzinfo | None = None) -> datetime:
    """The only place that reads the clock. `zone` is a workbook's setting; without it, the machine's own."""
    return datetime.now().astimezone(zone)


def today(zone: tzinfo | None = None) -> date:
    return now(zone).date()


workbook = click.argument("workbook", type=click.Path(path_type=Path))

as_of = click.option(
    "--as-of",
    callback=_day,
    metavar="DATE",
    help="The date to speak for, e.g. 2026-11-20. Default: the workbook's setting 'As of', else today.",
)


def rule_choice(command: _F) -> _F:
    """`--select` and `--ignore`."""
    select = click.option(
        "--select", multiple=True, metavar="CODE", help="Only these rules; a code (GS201) or its beginning (GS2)."
    )
    ignore = click.option(
        "--ignore", multiple=True, metavar="CODE[=REASON]", help="Leave these rules out, and say why. Repeatable."
    )
    return select(ignore(command))


class _LanguageOption(click.Option):
    """Looks up the languages only when its help is shown: importing them takes longer than the rest of the program."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from goalsheet.language import LANGUAGES

        self.help = (self.help or "").replace("{languages}", ", ".join(LANGUAGES))
        return super().get_help_record(ctx)


def look(command: _F) -> _F:
    """`--audience` and `--lang`."""
    audience = click.option(
        "--audience",
        callback=setting,
        metavar="WHO",
        help="Whom the report is for: team, lead, board or owner=NAME. Picks its parts.",
    )
    lang = click.option(
        "--lang", cls=_LanguageOption, callback=setting, metavar="CODE", help="Its language: {languages}."
    )
    return audience(lang(command))


def setting(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The value of a setting, read as in the Settings sheet. Raises BadParameter for one that is not allowed."""
    if value is None:
        return None
    from goalsheet.settings import value_of

    try:
        return str(value_of(param.name or "", value))
    except ValueError as allowed:
        raise click.BadParameter(f"{value!r} is not {allowed}.", ctx, param) from None


def looks(audience: str | None, lang: str | None) -> dict[str, Any]:
    """The settings that `--audience` and `--lang` change."""
    return {name: value for name, value in (("audience", audience), ("lang", lang)) if value}


def changes(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> dict[str, Any]:
    """The settings that `--select` and `--ignore` change; empty for an option that was not given."""
    changed: dict[str, Any] = {}
    if select:
        changed["select"] = tuple(code.strip() for one in select for code in one.split(","))
    if ignore:
        parts = [one.partition("=") for one in ignore]
        changed["ignore"] = {code.strip(): reason.strip() for code, _, reason in parts}
    return changed


def reviewed(
    path: Path, day: date | None, changed: dict[str, Any], period: str | None = None, copy: Path | None = None
) -> "Review":
    """The review of a workbook, with a note on the terminal while it takes long.

    `period` and `copy` say what to compare with, instead of its last report.
    """
    from goalsheet.cli.console import working
    from goalsheet.review import review

    _known_codes(*changed.get("select", ()), *changed.get("ignore", ()))
    with working(f"Reading {path.name}"):
        return review(path, now(), day, changed, period, copy)


def alone(command: _F) -> _F:
    """No other command writes to the workbook from before this one reads it until it has ended."""

    @wraps(command)
    def held(*args: Any, **given: Any) -> Any:
        from goalsheet import file_locks

        path: Path = given["workbook"]
        said = f"Waiting: another goalsheet is writing to {path.name}."
        with file_locks.alone(path, waits=lambda: click.echo(said, err=True)):
            return command(*args, **given)

    return cast(_F, held)


def backup(workbook: Path, none: bool, seen: "Review") -> Path | None:
    """Where a command keeps the user's version; None for --no-backup."""
    from goalsheet.backups import backup_of

    return None if none else backup_of(workbook, today(seen.settings.zone))


def begun(seen: "Review") -> "Review":
    """The review of a workbook that has something in it to work with.

    Raises GoalsheetError for one that holds headings only, such as a new workbook.
    """
    if next(seen.plan.work, None) is None:
        raise GoalsheetError(f"{seen.workbook.path.name}: {NOT_BEGUN}", "Fill in a goal or a step, then run it again.")
    return seen


def _known_codes(*wanted: str) -> None:
    """Raise GoalsheetError for an unknown code: a mistyped one would silently choose nothing."""
    from difflib import get_close_matches

    from goalsheet.rules import CATALOGUE

    for code in wanted:
        if not any(known.startswith(code.upper()) for known in CATALOGUE):
            near = get_close_matches(code.upper(), CATALOGUE, 3)
            hint = f"Did you mean {', '.join(near)}? " if near else ""
            raise GoalsheetError(f"there is no rule {code}", f"{hint}goalsheet rules lists them all.")
