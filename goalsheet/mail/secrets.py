"""Passwords, tokens and client secrets: from the environment, a command, or the keyring of the machine.

They are read when they are needed, kept in memory only, and never printed: an error names the variable, not its value.
"""

import os
import shlex
import subprocess
from collections.abc import Mapping

from goalsheet.errors import GoalsheetError

PATIENCE = 60  # seconds for a command that may have to ask the user


def secret(environ: Mapping[str, str], name: str, user: str = "") -> str:
    """The secret of a name, e.g. `GOALSHEET_SMTP_PASSWORD`; empty where none is set.

    From the variable itself; else the first line that the command in `NAME_COMMAND` prints; else from the keyring: the
    entry of the service in `NAME_KEYRING` for the user. Raises GoalsheetError for a command or keyring that fails.
    """
    if environ.get(name):
        return environ[name]
    if command := environ.get(f"{name}_COMMAND", "").strip():
        return _from_command(command, f"{name}_COMMAND")
    if service := environ.get(f"{name}_KEYRING", "").strip():
        return _from_keyring(service, user, f"{name}_KEYRING")
    return ""


def _from_command(command: str, name: str) -> str:
    try:
        words = shlex.split(command, posix=os.name != "nt")
        done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=True)
    except subprocess.CalledProcessError as error:
        why = f"ended with {error.returncode}"
    except subprocess.TimeoutExpired:
        why = f"did not end within {PATIENCE} seconds"
    except (OSError, ValueError) as error:
        why = f"can't be run ({getattr(error, 'strerror', None) or error})"
    else:
        if found := next(iter(done.stdout.splitlines()), ""):
            return found
        why = "printed nothing"
    raise GoalsheetError(f"The command in {name} {why}", "Run it yourself: it has to print the secret on one line.")


def _from_keyring(service: str, user: str, name: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise GoalsheetError(
            f"{name} is set, but the keyring library is not there", "pip install 'goalsheet[keyring]'"
        ) from None
    try:
        found = keyring.get_password(service, user)
    except KeyringError as error:
        raise GoalsheetError(f"The keyring can't be read ({error})", f"Unlock it, or unset {name}.") from error
    if not found:
        raise GoalsheetError(
            f"The keyring has nothing for {user or 'nobody'} in {service}",
            f"keyring set {shlex.quote(service)} {shlex.quote(user)}",
        )
    return found
