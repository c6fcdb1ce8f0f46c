"""Fills the Jinja templates, everybody's sandboxed; what a template gets wrong names template and line."""

import hashlib
import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb

import jinja2
import rcssmin
import rjsmin
from jinja2.sandbox import ImmutableSandboxedEnvironment

import goalsheet
from goalsheet.errors import GoalsheetError
from goalsheet.language import language
from goalsheet.report.phrases import plain

_PERCENT = re.compile(r"(?<=\d) %")
_TYPE = re.compile(r"'[\w.]*?(\w+) object' has no attribute '(\w+)'")


def templates_folder() -> Path:
    """The templates that come with goalsheet: inside the package where it was built, beside it in a checkout."""
    package = Path(goalsheet.__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def render(template: str, report: object, templates: Path | None = None) -> str:
    """A template filled with its report, as text that ends with one line break.

    `report` is a StatusReport, or what else a template is made for. `templates` is a folder whose files stand in for
    ours of the same name; `goalsheet/NAME` is always ours. Raises GoalsheetError for a folder that is not there and
    for a template that is missing or fails.
    """
    environment = _environment(_own(templates), getattr(report, "lang", "en"))
    try:
        text = environment.get_template(template).render(report=report)
    except jinja2.TemplateSyntaxError as error:
        raise _failed(f"{error.name or template}:{error.lineno}", error) from error
    except jinja2.TemplateNotFound as error:
        place = _place(error)
        told = f"{error.name}: there is no such template"
        raise GoalsheetError(f"{place}: {told}" if place else told, "Check its name and the folder.") from error
    except Exception as error:
        raise _failed(_place(error) or template, error) from error
    return text.rstrip("\n") + "\n"


def _own(templates: Path | None) -> Path | None:
    if templates is not None and not templates.is_dir():
        raise GoalsheetError(f"{templates}: there is no such folder of templates", "Check --templates DIR.")
    return templates


#: Names for what stands between two parts, and between two sentences, by how English has it.
_MARKS = {"comma": ", ", "semicolon": "; ", "colon": ": ", "opening": " (", "closing": ")", "gap": " "}


# Cached because compiling the templates takes longer than filling one in for each of hundreds of mails.
@lru_cache(maxsize=8)
def _environment(own: Path | None, lang: str) -> ImmutableSandboxedEnvironment:
    ours = jinja2.FileSystemLoader(templates_folder())
    first = [jinja2.FileSystemLoader(own)] if own else []
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader([*first, ours, jinja2.PrefixLoader({"goalsheet": ours})]),
        autoescape=_is_html,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.globals["say"] = language(lang).say
    environment.globals["many"] = language(lang).many
    environment.globals |= {name: language(lang).between(mark) for name, mark in _MARKS.items()}
    environment.filters["csp_hash"] = _csp_hash
    environment.filters["tight"] = rcssmin.cssmin
    environment.filters["flush"] = rjsmin.jsmin
    return environment


def _is_html(name: str | None) -> bool:
    return name is None or ".html" in name


@jinja2.pass_eval_context
def _printable(context: jinja2.nodes.EvalContext, value: object) -> object:
    """Text without what no page can hold, in HTML with its numbers unbroken; what is markup was made so before."""
    if type(value) is not str:
        return value
    return _PERCENT.sub("\u00a0%", plain(value)) if context.autoescape else plain(value)


def _csp_hash(script: str) -> str:
    """The hash by which a page's content security policy allows exactly this script."""
    return f"sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _failed(place: str, error: Exception) -> GoalsheetError:
    """What went wrong, without the names that only goalsheet's own code knows."""
    if isinstance(error, UnicodeDecodeError):
        return GoalsheetError(f"{place}: it, or what it includes, is not text in UTF-8", "Save the template as UTF-8.")
    told = _TYPE.sub(r"\1 has no '\2'", str(error))
    return GoalsheetError(f"{place}: {told}", "Correct the template; docs/report.md lists what templates get.")


def _place(error: Exception) -> str:
    """`template:line` of the innermost template that was running, by its name within its folder."""
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    mine = [(Path(name), line) for name, line in places if name.endswith((".j2", ".css", ".js"))]
    return f"{_named(mine[-1][0])}:{mine[-1][1]}" if mine else ""


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name == "partials" else path.name
