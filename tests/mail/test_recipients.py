"""Who gets a mail, and where to: from the People sheet, from owner cells, from names; and who leads whom."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goalsheet.errors import GoalsheetError
from goalsheet.mail.letters import Mailing
from goalsheet.mail.model import Ask, Digest, Line, MailReport, Picture, Team, Wait
from goalsheet.mail.recipients import AddressBook, derived
from goalsheet.review import Review, review
from tests.support.drawn import draw_file

AS_OF = date(2026, 11, 20)
OWNERS = {"mails": ("owners",), "mail_from": "goals@example.com"}


def seen(drawing: str, folder: Path, **settings: Any) -> Review:
    return review(draw_file(drawing, folder / "goals.xlsx"), AS_OF, AS_OF, {**OWNERS, **settings})


def sent_to(review_: Review) -> dict[str, str]:
    """Subject's news by recipient."""
    return {
        ",".join(one.recipients): str(one.message["Subject"]).split(": ", 1)[1] for one in Mailing(review_).letters()
    }


PLAN = """
Steps
| Step            | Owner                     | Due        |
| Write the copy  | Ana                       | 2026-11-13 |
| Take the photos | Ben Ito <ben@example.com> | 2026-11-24 |
| Draw the pages  | cy@example.com            | 2026-12-02 |
| Print them      | Di Roth                   | 2026-11-24 |
| Post them       | everyone                  | 2026-11-24 |
People
| Name     | E-mail          | Also known as |
| Ana Diaz | ana@example.com | Ana, Anna     |
"""


def test_addresses_come_from_people_cells_and_names(tmp_path: Path) -> None:
    it = seen(PLAN, tmp_path)
    assert sent_to(it) == {
        "ana@example.com": "1 overdue",
        "ben@example.com": "1 due in 7 days",
        "cy@example.com": "nothing due",
    }
    (found,) = AddressBook(it).without
    assert str(found) == "Steps!B5: Di Roth has no e-mail address and gets no mail [GS305]"


def test_a_default_domain_makes_the_rest_but_not_for_everyone(tmp_path: Path) -> None:
    it = seen(PLAN, tmp_path, default_domain="example.org")
    assert "di.roth@example.org" in sent_to(it)
    assert not any("everyone" in who for who in sent_to(it))
    assert AddressBook(it).without == ()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Ana Silva", "ana.silva@x.org"),
        ("Mary-Jane O’Neil", "mary-jane.oneil@x.org"),
        ("José García", "jose.garcia@x.org"),
        ("Jörg Groß", ""),
        ("王伟", ""),
        ("IT/Operations", ""),
        ("Sales team", ""),
        ("a@b", ""),
        ("Ana\r\nBcc: eve@example.com", ""),
        ("", ""),
    ],
)
def test_nothing_is_guessed_where_there_are_two_ways(name: str, address: str) -> None:
    assert derived(name, "x.org") == address


def test_two_names_with_one_address_are_one_person(tmp_path: Path) -> None:
    it = seen(
        """
        Steps
        | Step | Owner                | Due        |
        | One  | Ana Diaz             | 2026-11-13 |
        | Two  | ANA@example.com      | 2026-11-13 |
        | Tri  | Ana <ana@example.com> | 2026-11-13 |
        People
        | Name     | E-mail          |
        | Ana Diaz | ana@example.com |
        """,
        tmp_path,
    )
    assert sent_to(it) == {"ana@example.com": "3 overdue"}


def test_an_address_that_is_none_gets_nothing(tmp_path: Path) -> None:
    it = seen(
        """
        Steps
        | Step | Owner | Due        |
        | One  | Ana   | 2026-11-13 |
        People
        | Name | E-mail      |
        | Ana  | ana@example |
        """,
        tmp_path,
    )
    assert sent_to(it) == {}
    assert len(AddressBook(it).without) == 1


LED = """
Goals
| ID | Goal             | Owner | Due        |
| G1 | Open the shop    | Eva   | 2026-12-18 |
Steps
| ID | Goal | Step             | Owner | Due        | Depends on | Blocked by     | Status      |
| S1 | G1   | Rent the rooms   | Ana   | 2026-11-13 |            |                | In progress |
| S2 | G1   | Paint the rooms  | Ben   | 2026-12-02 | S1         |                | Not started |
| S3 | G1   | Order the sign   | Cem   | 2026-12-10 |            | waits for Ana  | Blocked     |
| S4 | G1   | Hire two people  | Ana   | 2026-11-24 | S1         |                | Not started |
| S5 | G1   | Find the address | Ana   | 2026-11-10 |            |                | Done        |
People
| Name | E-mail          | Manager |
| Eva  | eva@example.com |         |
| Ana  | ana@example.com | Eva     |
| Ben  | ben@example.com | Ana     |
| Cem  | cem@example.com | Ana     |
"""


def body(it: Review, to: str) -> str:
    for letter in Mailing(it).letters():
        if letter.recipients[:1] == (to,):
            found = letter.message.get_body(("plain",))
            return str(found.get_content()).replace("\r\n", "\n") if found else ""
    raise AssertionError(f"nothing for {to}")


def test_an_owner_is_told_what_is_theirs_and_who_waits_for_them(tmp_path: Path) -> None:
    text = body(seen(LED, tmp_path), "ana@example.com")
    overdue, rest = text.split("DUE IN 7 DAYS")
    assert "Rent the rooms" in overdue.split("OVERDUE")[1]
    assert "Hire two people" in rest.split("WAITING ON YOU")[0]
    waiting = rest.split("WAITING ON YOU")[1].split("HOW TO ANSWER")[0]
    assert "Paint the rooms: Ben waits for: Rent the rooms" in waiting
    assert "Order the sign: Cem waits for: waits for Ana" in waiting
    assert "Hire two people: " not in waiting
    assert "it goes to goals@example.com" in rest


def test_a_lead_is_told_of_everybody_below_them(tmp_path: Path) -> None:
    it = seen(LED, tmp_path, mails=("leads",), leads_cc=("boss@example.com",), leads_reply_to=("pmo@example.com",))
    assert set(sent_to(it)) == {"eva@example.com,boss@example.com", "ana@example.com,boss@example.com"}
    text = body(it, "eva@example.com")
    assert "YOUR TEAM: Ana, Ben and Cem" in text
    assert "Rent the rooms" in text
    assert "it goes to pmo@example.com" in text
    assert "OVERDUE" not in text.split("YOUR TEAM")[0]


def test_people_who_manage_each_other_end_somewhere(tmp_path: Path) -> None:
    it = seen(LED.replace("| Eva  | eva@example.com |         |", "| Eva  | eva@example.com | Cem     |"), tmp_path)
    book = AddressBook(it)
    eva = book.find("Eva")
    assert eva is not None
    assert [one.name for one in book.team_of(eva)] == ["Ana", "Ben", "Cem"]


def test_lists_say_who_gets_one_and_copies_go_along(tmp_path: Path) -> None:
    it = seen(LED, tmp_path, owners_to=("Ben", "cem@example.com"), owners_bcc=("log@example.com",))
    letters = list(Mailing(it).letters())
    assert [one.recipients for one in letters] == [
        ("ben@example.com", "log@example.com"),
        ("cem@example.com", "log@example.com"),
    ]
    assert all(b"log@example.com" not in bytes(one.message) for one in letters)


def test_who_has_nothing_gets_nothing_unless_so_set(tmp_path: Path) -> None:
    drawing = """
        Steps
        | Step | Owner | Due        | Status      |
        | One  | Ana   | 2027-11-13 | In progress |
        People
        | Name | E-mail          |
        | Ana  | ana@example.com |
        """
    assert sent_to(seen(drawing, tmp_path)) == {}
    it = seen(drawing, tmp_path, empty_mails=True)
    assert sent_to(it) == {"ana@example.com": "nothing due"}
    assert "Nothing of yours is due, late or waiting." in body(it, "ana@example.com")


def test_a_missing_attachment_is_said_before_anything_goes(tmp_path: Path) -> None:
    with pytest.raises(GoalsheetError, match=r"report\.pdf: can't be attached") as caught:
        list(Mailing(seen(LED, tmp_path, mail_attach=("pdf",)), report_folder=tmp_path).letters())
    assert "--pdf" in caught.value.remedy


@pytest.mark.parametrize("kind", [Digest, MailReport, Picture, Line, Wait, Ask, Team])
def test_every_name_a_mail_template_gets_is_documented(kind: type) -> None:
    text = (Path(__file__).parents[2] / "docs" / "mail.md").read_text(encoding="utf-8")
    own = set(kind.__annotations__)
    assert {name for name in own if f"`{name}`" not in text} == set()
