"""After a save by another program `clean` leaves nothing of ours in any part, and all that is the user's."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from goalsheet.cells import column_letter
from goalsheet.editing import undo_log
from goalsheet.editing.edits import Edits
from goalsheet.editing.write import apply, strip
from goalsheet.ooxml.content import Content
from goalsheet.ooxml.package import Package
from goalsheet.reading.ours import find_ours
from tests.editing.made import ROWS, block, everything, opened, parts, plan, saved, status_sheet, values
from tests.editing.packages import unzipped, with_shared_texts, zipped
from tests.support.office import converted

#: What we write and the user has not: words, looks, names.
OURS = re.compile(
    rb"goalsheet|on track|at risk|week \d|finding of|another one|Launch|FFF2CC|C00000|GoalsheetStatus", re.I
)
Program = Callable[[bytes, Path], bytes]


def with_openpyxl(data: bytes, _: Path) -> bytes:
    return with_shared_texts(saved(opened(data)))


def with_libreoffice(data: bytes, folder: Path) -> bytes:
    path = folder / "book.xlsx"
    path.write_bytes(data)
    return converted(path, "xlsx", folder / "out").read_bytes()


def as_google_writes(data: bytes, _: Path) -> bytes:
    """No document properties, no custom XML, names not hidden, every text shared, blank cells of the grid styled."""
    book = opened(data)
    for name in book.defined_names.values():
        name.hidden = None
    book.custom_doc_props.props.clear()
    for sheet in book:
        sheet.cell(30, 12).number_format = "0.00"
    found = unzipped(with_shared_texts(saved(book)))
    gone = re.compile(rb"<(?:Relationship|Override) [^>]*(?:docProps|customXml)[^>]*/>")
    listed = (".rels", "Types].xml")
    kept = [(name, part) for name, part in found if not name.startswith(("docProps/", "customXml/"))]
    return zipped([(name, gone.sub(b"", part) if name.endswith(listed) else part) for name, part in kept])


PROGRAMS = pytest.mark.parametrize(
    "program",
    [
        pytest.param(with_libreoffice, marks=pytest.mark.office, id="LibreOffice"),
        pytest.param(with_openpyxl, id="openpyxl"),
        pytest.param(as_google_writes, id="Google"),
    ],
)
TABLE = pytest.mark.parametrize("table", [False, True], ids=["range", "table"])


def history() -> Edits:
    """All kinds of edits, with a sheet that is read again."""
    remembered = replace(status_sheet(), key="History", name="Report history", charts=(), read_again=True)
    remembered = replace(remembered, tables=(replace(remembered.tables[0], name="GoalsheetHistory"),))
    return replace(everything(), sheets=(status_sheet(), remembered))


def left_of_ours(data: bytes) -> dict[str, bytes]:
    """What of ours is in each part. LibreOffice lists all colours it ever met as a palette, which stays."""
    palette = re.compile(rb"<indexedColors>.*?</indexedColors>", re.DOTALL)
    return {name: found.group() for name, part in parts(data).items() if (found := OURS.search(palette.sub(b"", part)))}


@TABLE
@PROGRAMS
def test_nothing_is_left(program: Program, table: bool, tmp_path: Path) -> None:
    data = apply(plan(table), history())[0]
    for _ in range(2):
        data = apply(program(data, tmp_path), history())[0]
        assert [row[3:] for row in values(data)][:2] == [["Status", "Why"], ["on track", "week 1, row 2"]]
        assert opened(data).sheetnames == ["Steps", "Other", "Status", "Report history"]
    for dirty in (data, program(data, tmp_path)):
        clean = strip(dirty)
        assert left_of_ours(clean) == {}
        assert [row for row in values(clean) if row] == ROWS
        assert opened(clean).sheetnames == ["Steps", "Other"]
        assert opened(clean)["Other"]["A1"].value == "=Steps!A2"
        assert not undo_log.find(Package(clean))
        assert not find_ours(clean).columns


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@PROGRAMS
def test_own_words_are_kept_whatever_the_program_drops(program: Program, tmp_path: Path) -> None:
    book = opened(apply(plan(), history())[0])
    book["Steps"]["E4"] = "I called them on Monday"
    book["Status"]["G2"] = "ask Ana about this"
    data = program(saved(book), tmp_path)
    again = apply(data, history())[0]
    for clean in (strip(data), strip(again), strip(program(again, tmp_path))):
        assert values(clean)[3] == [*ROWS[3], None, "I called them on Monday"]
        assert opened(clean)["Status"]["G2"].value == "ask Ana about this"
        assert b"on track" not in b"".join(parts(clean).values())


def moved_to_the_root(data: bytes) -> bytes:
    """The undo log as LibreOffice leaves it: related from the package instead of the workbook."""
    found = dict(unzipped(data))
    log = re.compile(rb"<Relationship [^>]*customXml/item[^>]*/>")
    name = "xl/_rels/workbook.xml.rels"
    related = log.findall(found[name])
    found[name] = log.sub(b"", found[name])
    at_root = b"".join(one.replace(b'"../', b'"').replace(b'Id="rId', b'Id="rIdLog') for one in related)
    found["_rels/.rels"] = found["_rels/.rels"].replace(b"</Relationships>", at_root + b"</Relationships>")
    return zipped(list(found.items()))


@pytest.mark.parametrize("weeks", [1, 4])
def test_logs_that_a_program_moved_go_and_never_pile_up(weeks: int) -> None:
    data = plan()
    for week in range(1, weeks + 1):
        data = moved_to_the_root(saved_with_log(apply(data, everything(week))[0]))
        assert len(undo_log.find(Package(data))) == 1
    assert left_of_ours(strip(data)) == {}


def saved_with_log(data: bytes) -> bytes:
    """Saved by a program that keeps custom XML as it is: openpyxl's save, with the parts it drops put back."""
    found = dict(unzipped(data))
    kept = {name: part for name, part in found.items() if name.startswith("customXml/")}
    types = b'<Default Extension="bin" ContentType="application/octet-stream"/>'
    new = dict(unzipped(saved(opened(data)))) | kept
    new["[Content_Types].xml"] = new["[Content_Types].xml"].replace(b"<Default", types + b"<Default", 1)
    target = next(name for name in kept if re.fullmatch(r"customXml/item\d+\.xml", name))
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    relation = b'<Relationship Id="rIdX" Type="%s" Target="../%s"/></Relationships>' % (kind, target.encode())
    name = "xl/_rels/workbook.xml.rels"
    new[name] = new[name].replace(b"</Relationships>", relation)
    return zipped(list(new.items()))


def test_logs_that_the_first_version_left_behind_go_too() -> None:
    data = plan()
    for week in (1, 2, 3):
        written = saved_with_log(apply(data, everything(week))[0])
        found = dict(unzipped(written))
        extra = [
            (name.replace("item", f"item9{week}"), part)
            for name, part in found.items()
            if name.startswith("customXml/item")
        ]
        data = zipped([*found.items(), *(pair for pair in extra if "Props" not in pair[0])])
    assert len(undo_log.find(Package(data))) > 1
    assert left_of_ours(strip(data)) == {}
    assert left_of_ours(strip(apply(data, everything(4))[0])) == {}


def test_texts_and_looks_that_others_name_too_stay() -> None:
    from openpyxl.styles import PatternFill

    book = opened(plan())
    book["Steps"]["C3"] = "on track"
    book["Steps"]["C3"].fill = PatternFill("solid", fgColor="FFFFF2CC")
    base = saved(book)
    left = opened(strip(with_openpyxl(apply(base, Edits((block(),)))[0], Path())))
    assert left["Steps"]["C3"].value == "on track"
    assert left["Steps"]["C3"].fill.fgColor.rgb == "FFFFF2CC"
    assert [[c.value for c in row] for row in left["Steps"]["A1:C8"]] == [
        [c.value for c in row] for row in opened(base)["Steps"]["A1:C8"]
    ]


def test_counts_of_texts_are_true() -> None:
    left = strip(with_openpyxl(apply(plan(), everything())[0], Path()))
    root = Package(left).tree("xl/sharedstrings.xml")
    assert root.number("uniqueCount") == len(root.children)
    used = sum(len(re.findall(rb't="s"', part)) for name, part in parts(left).items() if "worksheets/sheet" in name)
    assert root.number("count") == used == 24


def test_titles_of_sheets_are_true() -> None:
    book = opened(plan())
    app = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
        b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><HeadingPairs>'
        b'<vt:vector size="4" '
        b'baseType="variant"><vt:variant><vt:lpstr>Worksheets</vt:lpstr></vt:variant><vt:variant><vt:i4>2</vt:i4>'
        b"</vt:variant>"
        b"<vt:variant><vt:lpstr>Named Ranges</vt:lpstr></vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant>"
        b"</vt:vector>"
        b'</HeadingPairs><TitlesOfParts><vt:vector size="3" baseType="lpstr"><vt:lpstr>Steps</vt:lpstr><vt:lpstr>Other'
        b"</vt:lpstr><vt:lpstr>Total</vt:lpstr></vt:vector></TitlesOfParts></Properties>"
    )
    data = zipped([(n, app if n == "docProps/app.xml" else part) for n, part in unzipped(saved(book))])
    written = apply(data, history())[0]
    said = parts(written)["docprops/app.xml"].decode()
    assert re.findall(r"<vt:lpstr>(.*?)</vt:lpstr>", said)[-5:] == [
        "Steps",
        "Other",
        "Total",
        "Status",
        "Report history",
    ]
    assert sum(map(int, re.findall(r"<vt:i4>(\d+)</vt:i4>", said))) == 5
    assert re.findall(r'size="(\d+)"', said) == ["6", "5"]
    assert parts(strip(written)) == parts(data)
    resaved = zipped(
        [(n, said.encode() if n == "docProps/app.xml" else part) for n, part in unzipped(saved(opened(written)))]
    )
    assert b"Status" not in parts(strip(resaved))["docprops/app.xml"]
    assert re.findall(rb'size="(\d+)"', parts(strip(resaved))["docprops/app.xml"])[1] == b"3"


def test_the_memory_is_out_of_sight() -> None:
    book = openpyxl.load_workbook(io.BytesIO(apply(plan(), history())[0]))
    sheet = book["Report history"]
    found = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("goalsheet:memory:")]
    assert len(found) == 1
    assert sheet.column_dimensions[column_letter(found[0].column or 1)].hidden


def test_a_long_memory_takes_several_cells() -> None:
    rows = 2000
    many = {r: Content(f"a reason for row {r}") for r in range(2, rows)}
    wide = replace(block(), last_row=rows, columns=(replace(block().columns[0], cells=many), *block().columns[1:]))
    table = [ROWS[0], *([f"S{n}", f"Step {n}", "Ana"] for n in range(2, rows))]
    data = as_google_writes(apply(plan(rows=table), replace(history(), blocks=(wide,), formats=()))[0], Path())
    assert values(strip(data)) == table
