"""Where secrets come from: the environment, a command, the keyring; and that they are never shown."""

import shlex
import sys

import keyring
import pytest
from keyring.backend import KeyringBackend

from goalsheet.errors import GoalsheetError
from goalsheet.mail.secrets import secret

NAME = "GOALSHEET_SMTP_PASSWORD"


def printing(text: str) -> str:
    return shlex.join([sys.executable, "-c", f"print({text!r})"])


def test_from_the_environment() -> None:
    assert secret({NAME: " p "}, NAME) == " p "
    assert secret({}, NAME) == ""


def test_from_a_command_the_first_line() -> None:
    assert secret({f"{NAME}_COMMAND": printing("first\nsecond")}, NAME) == "first"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (shlex.join([sys.executable, "-c", "print('s3cret'); raise SystemExit(3)"]), "ended with 3"),
        (shlex.join([sys.executable, "-c", "pass"]), "printed nothing"),
        ("there-is-no-such-program s3cret", "can't be run"),
        ("an 'open quote", "can't be run"),
    ],
)
def test_a_command_that_fails_is_named_and_nothing_it_said_is_shown(command: str, why: str) -> None:
    with pytest.raises(GoalsheetError, match=why) as caught:
        secret({f"{NAME}_COMMAND": command}, NAME)
    assert f"{NAME}_COMMAND" in caught.value.message
    assert "s3cret" not in str(caught.value)


class Memory(KeyringBackend):
    """A keyring for these tests."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return {("mail", "ana"): "s3cret"}.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


def test_from_the_keyring() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(Memory())  # type: ignore[no-untyped-call]  # its base class says no types
    try:
        assert secret({f"{NAME}_KEYRING": "mail"}, NAME, "ana") == "s3cret"
        with pytest.raises(GoalsheetError, match="nothing for ben in mail") as caught:
            secret({f"{NAME}_KEYRING": "mail"}, NAME, "ben")
        assert caught.value.remedy == "keyring set mail ben"
    finally:
        keyring.set_keyring(before)


def test_no_secret_can_be_set_in_a_workbook() -> None:
    from goalsheet.settings import setting_names

    assert not [name for name in setting_names() if any(word in name for word in ("password", "secret", "token"))]
