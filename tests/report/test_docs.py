"""docs/report.md names everything a template gets, and everything the mail reads from the environment."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from goalsheet.report.render import templates_folder
from goalsheet.report.view import model

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "report.md").read_text(encoding="utf-8")
VIEWS = [view for view in vars(model).values() if isinstance(view, type) and is_dataclass(view)]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_name_a_template_gets_is_documented(view: type) -> None:
    named = set(re.findall(r"`(?:report\.)?(\w+)`", PAGE))
    missing = {field.name for field in fields(view)} - named
    assert not missing


def test_every_block_is_documented() -> None:
    page = (templates_folder() / "report.html.j2").read_text(encoding="utf-8")
    for block in re.findall(r"{% block (\w+) %}", page):
        assert f"`{block}`" in PAGE


def test_every_variable_is_documented() -> None:
    mail = Path(model.__file__).parents[2] / "mail"
    manual = "".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md")))
    source = (mail / "transports" / "smtp.py").read_text(encoding="utf-8")
    for name in re.findall(r'value\("(\w+)"', source):
        assert f"GOALSHEET_SMTP_{name}" in manual
