"""`goalsheet init`: a new workbook to fill in, or a finished sample to look at."""

from pathlib import Path

import click

from goalsheet.errors import GoalsheetError


@click.command(short_help="Make a new workbook to fill in, or copy a sample.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--sample", metavar="NAME", help="A copy of a finished sample instead, e.g. marketing-goals.")
def init(path: Path, sample: str | None) -> None:
    """Make a new workbook at PATH, ready to be filled in: goals, steps, key results, metrics, check-ins, people, with
    drop-downs, formats and a short Read me. An existing file is never overwritten."""
    from goalsheet.files import write_output
    from goalsheet.plan.starter_workbook import blank, sample_names, sample_path

    if path.suffix.lower() != ".xlsx":
        raise GoalsheetError(f"{path}: a new workbook ends in .xlsx", f"Try {path.with_suffix('.xlsx')}")
    if path.exists():
        raise GoalsheetError(f"{path} exists already", "Choose another name; nothing is overwritten.")
    if not path.parent.is_dir():
        raise GoalsheetError(f"{path.parent}: there is no such folder", "Make the folder first.")
    if sample is not None and sample not in sample_names():
        raise GoalsheetError(f"there is no sample {sample!r}", f"The samples are: {', '.join(sample_names())}.")
    data = blank() if sample is None else sample_path(sample).read_bytes()
    write_output(path, data, None, remedy="Choose a folder you may write to.")
    click.echo(f"{path} is ready. Fill it in with Excel, then: goalsheet report {path}")
