"""A mapping file to mend: how a workbook was read, or would be if it had to, each line with its evidence."""

from collections.abc import Iterator, Sequence

from goalsheet.cells import column_letter
from goalsheet.layout.describe import ColumnRead, columns_read, goals_stated, main_table
from goalsheet.layout.grid import text
from goalsheet.layout.table import Kind, Layout, Table
from goalsheet.layout.table_kinds import MAIN

#: What verdicts and names follow from: where no column was found, the file says so.
_LOOKED_FOR = ("goal", "step", "owner", "start", "due", "status", "percent")
_LONGEST = 40


def draft(layout: Layout, sheets: Sequence[str] = ()) -> str:
    """The mapping file; the same workbook is read the same way with it. `sheets` are the names of all its sheets.

    Raises ValueError where there is no table.
    """
    table = main_table(layout) or layout.guess
    if table is None:
        raise ValueError("nothing was read that could be written down")
    lines = (*_layout(layout, table, sheets), "", *_fields(table))
    if MAIN[table.kind] not in table.columns:  # what is measured heads columns: no line of a mapping says so
        lines = ("# These lines hold once a column is named for " + MAIN[table.kind] + ".", *map(_aside, lines))
    return "\n".join((*_head(layout), *lines, ""))


def _aside(line: str) -> str:
    return line if not line or line.startswith("#") else f"# {line}"


def _head(layout: Layout) -> Iterator[str]:
    if layout.tables:
        yield "# How goalsheet reads this workbook. Change what is wrong, delete what may be found by itself."
    else:
        yield f"# No plan was found; nearest is {_line(layout.nearest)}."
        yield "# From now on what stands here is read as one: change what is wrong, or delete this file."
    yield "# All that a mapping can say: goalsheet map --help."
    yield ""


def _layout(layout: Layout, table: Table, sheets: Sequence[str]) -> Iterator[str]:
    yield "[layout]"
    if table.kind is not Kind.STEPS:
        yield f"kind = {quoted(table.kind)}"
    together = [one for one in layout.of(table.kind) if _names(one) == _names(table)] or [table]
    named = list(dict.fromkeys(quoted(one.sheet.name) for one in together))
    rows = f"{sum(len(one.rows) for one in together)} rows read{_others(named, sheets)}"
    yield _said(f"sheet = {named[0] if len(named) == 1 else _list(named)}", rows)
    headings = " · ".join(_short(heading) for heading in list(table.headings.values())[:6])
    yield _said(f"heading_rows = {list(table.heading_rows)}", headings)
    goals = goals_stated(table)
    yield _said(f"goals_by = {quoted(table.goals_by)}", f"{goals} goal{'' if goals == 1 else 's'}")


def _names(table: Table) -> dict[str, str]:
    """How the columns of the fields are named: sheets that name them alike can share a mapping."""
    return {name: _columns(table, columns) for name, columns in table.columns.items()}


def _others(named: Sequence[str], sheets: Sequence[str]) -> str:
    names = [name for name in map(quoted, sheets) if name not in named]
    return f"; other sheets: {', '.join(names[:8])}" if names else ""


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(values)}]"


def _fields(table: Table) -> Iterator[str]:
    """A line for every field that was read, then what was looked for in vain, then the columns that are no field."""
    yield '[layout.fields]  # field = heading or column letter; "" for none'
    read = {column.letter: column for column in columns_read(table)}
    for name, columns in table.columns.items():
        first = read[column_letter(columns[0])]
        yield _said(f"{name} = {_columns(table, columns)}", f"{first.letter}, {_sure(first)}{_values(first)}")
    for name in _LOOKED_FOR:
        if table.kind is Kind.STEPS and not table.has(name):
            yield f'# {name} = ""  # no column was found'
    for column in read.values():
        if not column.field and (column.heading or column.samples):
            yield f"# not read: {column.letter} {quoted(_short(column.heading))}{_values(column)}"


def _sure(column: ColumnRead) -> str:
    return f"{round(column.confidence * 100)} % sure"


def _values(column: ColumnRead) -> str:
    return f": {' · '.join(map(_short, column.samples))}" if column.samples else ", blank"


def _said(line: str, evidence: str) -> str:
    return f"{line}  # {_line(evidence)}"


def _line(value: str) -> str:
    """A text without line breaks and control characters, which a comment can't hold."""
    return "".join(sign for sign in " ".join(str(value).split()) if sign.isprintable())


def _short(value: str) -> str:
    line = _line(text(value))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _columns(table: Table, columns: tuple[int, ...]) -> str:
    names = [quoted(_unmistakable(table, column)) for column in columns]
    return names[0] if len(names) == 1 else _list(names)


def _unmistakable(table: Table, column: int) -> str:
    """A column's heading, or its letter where the heading stands over several columns or over none."""
    heading = table.headings.get(column, "")
    alike = sum(other.casefold() == heading.casefold() for other in table.headings.values())
    return heading if heading and alike == 1 else column_letter(column)


def quoted(value: str) -> str:
    """A text as TOML writes it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    escaped = "".join(f"\\u{ord(char):04x}" if ord(char) < 32 or ord(char) == 127 else char for char in escaped)
    return f'"{escaped}"'
