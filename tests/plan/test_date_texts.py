"""One day as people type it, in many languages and calendars; what only looks like a day is none."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsheet.plan.date_spans import ends, several
from goalsheet.plan.date_texts import LONGEST, cleaned, day_text
from goalsheet.plan.dates import Dated, Reference, day
from goalsheet.plan.doubts import Doubt
from tests.support.sure import as_a, sure


def days(typed: str) -> list[str]:
    return sorted({str(one) for one in day_text(cleaned(typed)).full.values()})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15. 5. 2026", "2026-05-15"),
        ("2026. május 15.", "2026-05-15"),
        ("15 mai 2026", "2026-05-15"),
        ("15-may-2026", "2026-05-15"),
        ("May-15-2026", "2026-05-15"),
        ("15 травня 2026 р.", "2026-05-15"),
        ("15 Μαΐου 2026", "2026-05-15"),
        ("15 Mayıs 2026 Cuma", "2026-05-15"),
        ("vendredi 15 mai 2026", "2026-05-15"),
        ("ngày 15 tháng 5 năm 2026", "2026-05-15"),
        ("2026 m. gegužės 15 d.", "2026-05-15"),
        ("2026. gada 15. maijs", "2026-05-15"),
        ("15 מאי 2026", "2026-05-15"),
        ("15 במאי 2026", "2026-05-15"),
        ("15 مايو 2026", "2026-05-15"),
        ("٢٠٢٦/٠٥/١٥", "2026-05-15"),
        ("15 พฤษภาคม 2569", "2026-05-15"),
        ("15 พ.ค. 69", "2026-05-15"),
        ("15/05/2569", "2026-05-15"),
        ("令和8年5月15日", "2026-05-15"),
        ("R8.5.15", "2026-05-15"),
        ("民國115年5月15日", "2026-05-15"),
        ("115/05/15", "2026-05-15"),
        ("۱۴۰۵/۰۲/۲۵", "2026-05-15"),
        ("25 اردیبهشت 1405", "2026-05-15"),
        ("by 15 May 2026", "2026-05-15"),
        ("bis spätestens 15.05.2026", "2026-05-15"),
        ("до 15 мая 2026 года", "2026-05-15"),
        ("15/05/2026 (tbc)", "2026-05-15"),
        ("15.05.2026 14:30 Uhr", "2026-05-15"),
        ("15..05.2026", "2026-05-15"),
        (".15.05.2026", "2026-05-15"),
    ],
)
def test_a_day_in_many_languages_and_calendars(typed: str, expected: str) -> None:
    assert days(typed) == [expected]


@pytest.mark.parametrize(
    "typed",
    [
        "1.1 Collect requirements", "2.3.1 Test", "3/4 of the pages", "Version 2 may follow", "A4", "May", "may 2026",
        "1447/09/10", "31/04/2026", "2026", "14:30", "10 people", "3.5 days", "30/12/20272", "1-2-3-4", "第2周",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_day_is_none(typed: str) -> None:
    assert day_text(cleaned(typed)).full == {}


def test_a_weekday_settles_which_number_is_the_month() -> None:
    assert (days("Mon 02/03/2026"), days("Tue 02/03/2026")) == (["2026-03-02"], ["2026-02-03"])
    assert days("Fri 02/03/2026") == ["2026-02-03", "2026-03-02"]


@pytest.mark.parametrize(
    ("typed", "near", "expected"),
    [
        ("20 Dec", date(2026, 1, 10), "2025-12-20"),
        ("5 Jan", date(2025, 12, 20), "2026-01-05"),
        ("Wed 13 May", date(2024, 12, 1), "2026-05-13"),
        ("Mi, 13. Mai", date(2026, 3, 1), "2026-05-13"),
        ("5月13日(水)", date(2026, 3, 1), "2026-05-13"),
        ("29 Feb", date(2027, 1, 1), "2028-02-29"),
        ("3/14", date(2026, 3, 1), "2026-03-14"),
    ],
)
def test_a_day_without_a_year_takes_that_of_the_days_around_it_and_is_told_as_a_guess(
    typed: str, near: date, expected: str
) -> None:
    found = day(typed, around=Reference(near=near))
    assert isinstance(found, Dated)
    assert (str(found.date), found.doubt) == (expected, Doubt.NO_YEAR)
    assert sure(found.remark).code == "GS009"


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("18–19 Apr 2026", "2026-04-18", "2026-04-19"),
        ("18-19 Apr 2026", "2026-04-18", "2026-04-19"),
        ("Apr 18 - 19 2026", None, None),
        ("12.05. - 14.05.2026", "2026-05-12", "2026-05-14"),
        ("28.12. bis 04.01.2027", "2026-12-28", "2027-01-04"),
        ("du 12 mai au 3 juin 2026", "2026-05-12", "2026-06-03"),
        ("с 12 мая до 3 июня 2026", "2026-05-12", "2026-06-03"),
        ("2026/5/12～2026/6/3", "2026-05-12", "2026-06-03"),
        ("2026-05-12 - 2026-06-03", "2026-05-12", "2026-06-03"),
        ("12 May 2026 → 3 Jun 2026", "2026-05-12", "2026-06-03"),
        ("end of May 2026", "2026-05-01", "2026-05-31"),
        ("May '26", "2026-05-01", "2026-05-31"),
    ],
)
def test_from_one_day_to_another(typed: str, first: str | None, last: str | None) -> None:
    read = [day(typed, end=end) for end in (False, True)]
    assert [str(one.date) if isinstance(one, Dated) else None for one in read] == [first, last]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("27 Jun 2025\n4 Jul 2025\n11 Jul 2025", "2025-07-11"),
        ("27.06.2025, 04.07.2025", None),
        ("27.06.2025; 14.07.2025", "2025-07-14"),
        ("27 juin 2025 et 4 juillet 2025", "2025-07-04"),
        ("2025年6月27日、2025年7月4日", "2025-07-04"),
    ],
)
def test_of_several_days_the_last_is_due_and_told_as_a_guess(typed: str, expected: str | None) -> None:
    found = day(typed)
    if expected is None:
        assert not isinstance(found, Dated)
        return
    assert isinstance(found, Dated)
    assert (str(found.date), found.doubt, sure(found.remark).code) == (expected, Doubt.SEVERAL, "GS009")


@pytest.mark.parametrize("year", [1360, 1399, 1403, 1404, 1408])
def test_persian_years_begin_when_the_one_before_ends(year: int) -> None:
    last = [day_text(f"{year}/12/{number}").full.get("ymd") for number in (29, 30)]
    first = day_text(f"{year + 1}/01/01").full["ymd"]
    assert (first - [one for one in last if one][-1]).days == 1


@given(st.dates(date(1990, 1, 1), date(2069, 12, 31)), st.sampled_from(["buddhist", "roc", "reiwa"]))
def test_years_of_other_calendars_come_back(given_day: date, calendar: str) -> None:
    numbers = f"/{given_day.month}/{given_day.day}"
    typed = {
        "buddhist": f"{given_day.day}/{given_day.month}/{given_day.year + 543}",
        "roc": f"民國{given_day.year - 1911}年{given_day.month}月{given_day.day}日",
        "reiwa": f"令和{given_day.year - 2018}年{given_day.month}月{given_day.day}日"
        if given_day.year > 2018
        else f"{given_day.year}{numbers}",
    }[calendar]
    assert str(given_day) in days(typed)


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(-150, 150))
def test_a_year_left_out_comes_back_from_any_day_near(given_day: date, off: int) -> None:
    near = date.fromordinal(given_day.toordinal() + off)
    if (given_day.month, given_day.day) != (2, 29):
        assert as_a(Dated, day(f"{given_day:%d %B}", around=Reference(near=near))).date == given_day


@given(st.text(alphabet="0123456789./-~– abcdefghijklmnopqrstuvwxyz,;()月日年年", max_size=120))
def test_no_text_crashes(typed: str) -> None:
    said = cleaned(typed)
    assert day_text(said).full is not None
    assert len(ends(said) or "ab") == 2
    assert isinstance(several(said), tuple)


@pytest.mark.parametrize("piece", ["1", "1.", " ", "(", "a ", "2026-", "1 - ", "月", "'", "1\n"])
def test_the_longest_cell_is_cut_before_it_is_looked_at(piece: str) -> None:
    assert len(cleaned(piece * 32_767)) <= 2 * LONGEST
    assert not isinstance(day(piece * 32_767), Dated)


def test_the_words_of_one_text_may_stand_in_any_case_and_width() -> None:
    shuffled = random.Random(1)
    for typed in ("15 March 2026", "15 марта 2026", "15 Μαρτίου 2026"):
        other = "".join(c.upper() if shuffled.random() < 0.5 else c.lower() for c in typed)
        assert days(other) == ["2026-03-15"]
