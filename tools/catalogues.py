"""Brings the message catalogues up to the code and the templates: `python -m tools.catalogues`.

New messages come in without a translation, those that are gone go; a translator fills in what is empty in
`goalsheet/language/locale/XX/LC_MESSAGES/goalsheet.po`. A test says which catalogue is not whole.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

import jinja2
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import extract_from_ast

from goalsheet.language import LANGUAGES
from tools.messages_in_code import IN_TEMPLATES, KEYWORDS, Message, counting, messages_in

ROOT = Path(__file__).parents[1]
CODE, TEMPLATES = ROOT / "goalsheet", ROOT / "templates"
#: The catalogues' date: they change with their messages, not with the day.
DATE = datetime(2026, 11, 20, tzinfo=timezone.utc)  # noqa: UP017


def path_of(code: str) -> Path:
    return CODE / "language" / "locale" / code / "LC_MESSAGES" / "goalsheet.po"


def messages() -> Mapping[Message, list[str]]:
    """Every message in code and templates, in the order of the files, with the files it is in."""
    found: dict[Message, list[str]] = {}
    for path, one in (*_in_code(), *_in_tables(), *_in_templates()):
        where = found.setdefault(one, [])
        if (name := path.relative_to(ROOT).as_posix()) not in where:
            where.append(name)
    return found


def _in_code() -> Iterator[tuple[Path, Message]]:
    for path in sorted(CODE.rglob("*.py")):
        for one in messages_in(path.read_text(encoding="utf-8")):
            yield path, one


def _in_tables() -> Iterator[tuple[Path, Message]]:
    """The hints of what reading comes upon."""
    path = CODE / "plan" / "problems.toml"
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).values():
        yield path, entry["hint"]


def _in_templates() -> Iterator[tuple[Path, Message]]:
    parser = jinja2.Environment()
    for path in sorted(TEMPLATES.rglob("*.j2")):
        tree = parser.parse(path.read_text(encoding="utf-8"))
        for _, function, found in extract_from_ast(tree, IN_TEMPLATES):
            texts = [text for text in ((found,) if isinstance(found, str) else found or ()) if text]
            yield path, counting(texts[0], texts[1]) if len(KEYWORDS[function]) == 2 else texts[0]


def catalogue(code: str) -> Catalog:
    """A language's catalogue; a new language's is empty."""
    if not path_of(code).is_file():
        return Catalog(locale=code)
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code)


def brought_up(code: str, wanted: Mapping[Message, list[str]]) -> Catalog:
    """The language's catalogue with all messages there are, each with the files it is in, and no others."""
    old = catalogue(code)
    new = Catalog(
        locale=code,
        header_comment=f"# goalsheet in {Locale(code).english_name}. How to translate: docs/translating.md",
        project="goalsheet", version="1", last_translator="the goalsheet team", language_team="the goalsheet team",
        msgid_bugs_address="the goalsheet team", creation_date=DATE, revision_date=DATE, fuzzy=False,
    )  # fmt: skip
    new.mime_headers = [("Plural-Forms", old.plural_forms)]  # the file's own: Babel's differ from release to release
    for found, files in wanted.items():
        known = old.get(found)
        made = new.add(found, known.string if known else None, [(name, 0) for name in files])
        made.flags = (
            {"python-brace-format"} if re.search(r"{\w+}", str(found)) else set()
        )  # Babel's guess, at times `%`
    return new


def save(code: str, made: Catalog) -> None:
    path_of(code).parent.mkdir(parents=True, exist_ok=True)
    path_of(code).write_bytes(written(made))


def written(made: Catalog) -> bytes:
    """The file of a catalogue, without the line that names Babel's release."""
    file = BytesIO()
    write_po(file, made, width=110, include_lineno=False)
    return re.sub(rb'^"Generated-By: .*\n', b"", file.getvalue(), flags=re.MULTILINE)


def missing(made: Catalog) -> list[str]:
    """Messages without a translation, or with one that has other values in it."""
    return [str(one.id) for one in made if one.id and not _whole(one.string)]


def _whole(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)


def main() -> None:
    wanted = messages()
    for code in LANGUAGES[1:]:
        made = brought_up(code, wanted)
        save(code, made)
        print(f"{code}: {len(made)} messages, {len(missing(made))} to be translated")


if __name__ == "__main__":
    main()
