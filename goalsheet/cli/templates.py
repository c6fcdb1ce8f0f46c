"""`goalsheet templates`: copies the report's templates, to start your own from."""

from pathlib import Path

import click


@click.group(short_help="The report's templates: export them to start your own.")
def templates() -> None:
    """The templates that report, mail and text are made from."""


@templates.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("names", nargs=-1, metavar="[NAME]…")
def export(folder: Path, names: tuple[str, ...]) -> None:
    """Copy the templates into DIR, all or those named. What is in DIR already stays as it is.

    Keep only the files you change, and say --templates DIR: the others come from goalsheet, and go with its versions.
    """
    from goalsheet.cli.console import console
    from goalsheet.errors import GoalsheetError
    from goalsheet.report.render import templates_folder

    ours = templates_folder()
    all_names = tuple(sorted(str(path.relative_to(ours).as_posix()) for path in ours.rglob("*.*")))
    unknown = sorted(set(names) - set(all_names))
    if unknown:
        raise GoalsheetError(f"{unknown[0]}: there is no such template", f"There are: {', '.join(all_names)}.")
    out = console()
    for name in names or all_names:
        out.print(_copy(ours / name, folder / name))


def _copy(source: Path, target: Path) -> str:
    """Copy one template, and say what was done."""
    from goalsheet.files import write_output

    if target.exists():
        return f"kept      {target}"
    write_output(target, source.read_bytes(), None, remedy="Choose another folder.")
    return f"template  {target}"
