"""Settings by the names people use, from a sheet, from files, from the command line; each bad one named."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.cells import CellValue
from goalsheet.errors import GoalsheetError
from goalsheet.language.lazy_text import LazyText
from goalsheet.periods import Rhythm
from goalsheet.setting_kinds import KINDS
from goalsheet.settings import Settings, files_beside, from_pairs, load_file, own_file, setting_names, value_of
from tests.support.reading import plan_of, settings_of
from tests.support.sure import as_a

STEPS = """
    Steps
    | Step  | Owner | Due        |
    | Write | Ana   | 2026-03-01 |
    | Post  | Ana   | 2026-03-02 |
"""


@pytest.mark.parametrize(
    ("label", "value", "name", "expected"),
    [
        ("As of", date(2026, 11, 20), "as_of", date(2026, 11, 20)),
        ("Status date", "2026-11-20", "as_of", date(2026, 11, 20)),
        ("DATE ORDER", "DD/MM/YYYY", "date_order", "dmy"),
        ("Weekend:", "Sat, Sun", "weekend", (5, 6)),
        ("weekend", "Friday and Saturday", "weekend", (4, 5)),
        ("weekend", "none", "weekend", ()),
        (
            "Ignore rules",
            "GS601=we agree goals by voice; GS7",
            "ignore",
            {"GS601": "we agree goals by voice", "GS7": ""},
        ),
        ("select", "GS2, gs601", "select", ("GS2", "GS601")),
        ("Due soon", 10.0, "due_soon_days", 10),
        ("Thresholds", "pace=0.8", "thresholds", {"pace": 0.8}),
        ("To", "ana@example.com; Ben <ben@example.com>", "mail_to", ("ana@example.com", "Ben <ben@example.com>")),
        ("E-mail domain", "@Example.com", "default_domain", "example.com"),
        ("Language", "de", "lang", "de"),
        ("calendar", "calendar days", "calendar", "calendar"),
        ("Weekend", "vendredi et samedi", "weekend", (4, 5)),
        ("Weekend", "sexta-feira e sábado", "weekend", (4, 5)),
        ("Weekend", "Fr., Sa.", "weekend", (4, 5)),
        ("Weekend", "Fri-Sun", "weekend", (4, 5, 6)),
        ("Weekend", "sábado–domingo", "weekend", (5, 6)),
        ("Weeks start on", "Sun", "first_day_of_week", "sunday"),
        ("First day of week", "Sonntag", "first_day_of_week", "sunday"),
        ("First day of week", "土曜日", "first_day_of_week", "saturday"),
        ("Start of week", "Auto", "first_day_of_week", "auto"),
        ("Time zone", "europe/berlin", "time_zone", "Europe/Berlin"),
        ("Timezone", "America/New York", "time_zone", "America/New_York"),
        ("Fiscal year start", "October", "fiscal_year_start", 10),
        ("Fiscal year starts", "oct", "fiscal_year_start", 10),
        ("Fiscal year starts", "février", "fiscal_year_start", 2),
        ("Fiscal year", 4.0, "fiscal_year_start", 4),
        ("Fiscal year begins", date(2026, 7, 1), "fiscal_year_start", 7),
        ("Country", "de-by", "country", "DE-BY"),
        ("Country", "Deutschland", "country", "DE"),
    ],
)
def test_a_setting_as_typed(label: str, value: CellValue, name: str, expected: object) -> None:
    assert from_pairs([(label, value)]) == ({name: expected}, ())


@pytest.mark.parametrize(
    ("label", "value", "allowed"),
    [
        ("As of", "soon", "a date such as 2026-11-20"),
        ("Date order", "german", "dmy, mdy or ymd"),
        ("Weekend", "Caturday", "days of the week"),
        ("Weekend", "mon tue", "days of the week"),
        ("select", "dates", "codes or their beginnings"),
        ("Due soon", "-3", "a whole number of days"),
        ("thresholds", "pace=fast", "names with numbers"),
        ("From", "nobody", "e-mail addresses"),
        ("calendar", "lunar", "working or calendar"),
        ("First day of week", "someday", "a day of the week such as Sunday, or auto"),
        ("Time zone", "Europe/Berln", "the nearest is Europe/Berlin"),
        ("Time zone", "Berlin", "the nearest is Europe/Berlin"),
        ("Time zone", "W. Europe Standard Time", "the nearest is Europe/Berlin"),
        ("Time zone", "../../etc/passwd", "the name of a time zone such as Europe/Berlin"),
        ("Fiscal year start", "13", "a month such as October or 10"),
        ("Fiscal year start", "Octember", "a month such as October or 10"),
        ("Fiscal year start", date(2026, 7, 2), "a month such as October or 10"),
        ("Country", "Germny", "the nearest is DE"),
        ("Country", "XX", "the code of a country such as DE"),
        ("Country", "GB-XX", "one of its parts: ENG, NIR, SCT, WLS"),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(label: str, value: date | str, allowed: str) -> None:
    changes, bad = from_pairs([("Title", "Spring"), (label, value)])
    assert changes == {"title": "Spring"}
    assert [(one.index, one.known) for one in bad] == [(1, True)]
    assert allowed in bad[0].hint


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_allowed_can_be_said_in_any_language(kind: str) -> None:
    allowed = refusal(KINDS[kind], "?: ,")
    assert isinstance(allowed, LazyText) or kind in ("text", "names", "reasons")


def refusal(read: Callable[..., Any], value: str) -> LazyText | None:
    try:
        read(value)
    except ValueError as wrong:
        return as_a(LazyText, wrong.args[0])
    return None


def test_every_setting_has_a_manual_line_and_reads_its_own_kind() -> None:
    assert set(from_pairs([(name, "x") for name in setting_names()])[0]) | {
        name for name in setting_names() if from_pairs([(name, "x")])[1]
    } == set(setting_names())
    assert value_of("title", 2026.0) == "2026"


def test_the_sheet_sets_and_what_is_wrong_in_it_is_a_finding_at_its_cell() -> None:
    drawing = (
        STEPS
        + """
        Settings
        | Setting    | Value  |
        | As of      | 2026-11-20 |
        | Date order | german |
        | Sky        | blue   |
        | Country    | Narnia |
        | Time zone  | Moon   |
    """
    )
    assert settings_of(drawing).as_of == date(2026, 11, 20)
    assert [str(finding) for finding in plan_of(drawing).findings] == [
        "Settings!B3: date order cannot be “german” [GS041]",
        "Settings!A4: there is no setting called “Sky” [GS040]",
        "Settings!B5: country cannot be “Narnia” [GS041]",
        "Settings!B6: time zone cannot be “Moon” [GS041]",
    ]


@pytest.mark.parametrize(
    ("said", "lang", "first_day"),
    [("monday", "ja", 0), ("auto", "ja", 6), ("auto", "en", 0), ("auto", "en-US", 6), ("saturday", "de", 5)],
)
def test_weeks_begin_on_the_day_set_or_as_where_the_language_is_spoken(said: str, lang: str, first_day: int) -> None:
    assert Settings(first_day_of_week=said, lang=lang).rhythm == Rhythm(first_day)


def test_a_time_zone_is_the_machines_own_unless_it_is_set() -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert Settings().zone is None
    assert noon.astimezone(Settings(time_zone="Pacific/Auckland").zone).isoformat() == "2026-11-21T01:00:00+13:00"


@pytest.mark.slow
@given(st.text())
def test_whatever_stands_there_is_a_setting_or_refused(text: str) -> None:
    """No zone, country, day or month ends in an error of another kind."""
    for label in ("time zone", "country", "first day of week", "fiscal year start", "weekend"):
        changes, bad = from_pairs([(label, text)])
        assert len(changes) + len(bad) == (text != "")


def test_the_command_line_wins() -> None:
    drawing = STEPS + "\nSettings\n| Setting | Value |\n| Title | Sheet |\n| Stale after | 3 |"
    settings = settings_of(drawing, title="Line", ignore={"GS1": "no"})
    assert (settings.title, settings.stale_days, settings.ignore) == ("Line", 3, {"GS1": "no"})


def test_tables_add_up_and_everything_else_is_replaced() -> None:
    settings = Settings(ignore={"GS1": "a"}, select=("GS1",)).changed({"ignore": {"GS2": "b"}, "select": ("GS2",)})
    assert (settings.ignore, settings.select) == ({"GS1": "a", "GS2": "b"}, ("GS2",))


def test_files_beside_the_workbook(tmp_path: Path) -> None:
    workbook = tmp_path / "goals.xlsx"
    (tmp_path / "goalsheet.toml").write_text('title = "All"\n[settings]\nweekend = ["Fri", "Sat"]\n')
    own_file(workbook).write_text(
        '[settings]\ndate-order = "mdy"\nas_of = 2026-11-20\n[settings.ignore]\nGS601 = "by voice"\n'
    )
    files = files_beside(workbook)
    assert files.folder == {"title": "All", "weekend": (4, 5)}
    assert files.own == {"date_order": "mdy", "as_of": date(2026, 11, 20), "ignore": {"GS601": "by voice"}}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[settings]\ntitel = 1", "there is no setting called 'titel'"),
        ("titel = 1", "there is no setting called 'titel'"),
        ("[settings]\ncalendar = 'lunar'", "calendar cannot be 'lunar'"),
        ("[settings", "cannot be read"),
        ("settings = 3", "settings must be a table"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_name(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "goalsheet.toml"
    path.write_text(content)
    with pytest.raises(GoalsheetError, match=says) as refusal:
        load_file(path)
    assert str(path) in refusal.value.message
    assert refusal.value.remedy


def test_other_tables_of_the_file_are_the_mappings(tmp_path: Path) -> None:
    path = tmp_path / "goals.goalsheet.toml"
    path.write_text('[map]\nsheet = "Plan"\n[settings]\ntitle = "Spring"\n')
    assert load_file(path) == {"title": "Spring"}
    assert load_file(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(
    ("typed", "allowed"),
    [
        ("far pce=0.4", "Allowed: thresholds by their names; the nearest to far pce is far pace."),
        ("xyz=1", "Allowed: thresholds by their names such as pace, gap, far pace; xyz is none."),
        ("pace=nan", "Allowed: names with numbers such as pace=0.8; late share=0.4."),
        ("pace=fast", "Allowed: names with numbers such as pace=0.8; late share=0.4."),
    ],
)
def test_a_threshold_that_there_is_not_is_told_and_sets_nothing(typed: str, allowed: str) -> None:
    changes, (bad,) = from_pairs([("Thresholds", typed)])
    assert (changes, bad.hint) == ({}, allowed)


def test_thresholds_are_known_by_their_names_however_they_are_written() -> None:
    assert from_pairs([("Thresholds", "Far_Pace=0.4; late-share=0.3")])[0]["thresholds"] == {
        "far pace": 0.4, "late share": 0.3,
    }  # fmt: skip


def test_a_setting_typed_wrong_is_told_the_nearest_one() -> None:
    """Also where another name of it was meant."""
    drawing = (
        STEPS
        + """
        Settings
        | Setting           | Value   |
        | Fiscal yaer start | October |
        | Mial to           | Ana     |
    """
    )
    assert [str(finding.hint) for finding in plan_of(drawing).findings] == [
        "Did you mean “fiscal year start”?",
        "Did you mean “mail to”?",
    ]
