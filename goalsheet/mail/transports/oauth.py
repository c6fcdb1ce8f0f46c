"""Tokens of Microsoft 365 (or any other OAuth 2 provider), for Graph and for XOAUTH2."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from goalsheet.errors import GoalsheetError
from goalsheet.mail.secrets import secret

GRAPH_SCOPE = "https://graph.microsoft.com/.default"
OUTLOOK_SCOPE = "https://outlook.office365.com/.default"

TIMEOUT = 30.0

Token = Callable[[], str]


def token_source(environ: Mapping[str, str], name: str, user: str, scope: str) -> Token:
    """A function that returns a valid token: the secret called `name` (from the environment, a command or the keyring),
    else one requested from Microsoft 365 for the application GOALSHEET_M365_CLIENT_ID in GOALSHEET_M365_TENANT.

    Raises GoalsheetError where neither is set.
    """
    if any(environ.get(f"{name}{ending}") for ending in ("", "_COMMAND", "_KEYRING")):
        return lambda: secret(environ, name, user)
    tenant, client = (environ.get(f"GOALSHEET_M365_{one}", "").strip() for one in ("TENANT", "CLIENT_ID"))
    if not tenant or not client:
        raise GoalsheetError(
            "There is no token to log in with",
            f"Set {name} or {name}_COMMAND, or GOALSHEET_M365_TENANT, _CLIENT_ID and _SECRET.",
        )
    return _Application(environ, tenant, client, scope).token


class _Application:
    """An application registered with Microsoft 365; msal caches its token until it expires."""

    def __init__(self, environ: Mapping[str, str], tenant: str, client: str, scope: str) -> None:
        self._environ, self._tenant, self._client, self._scope = environ, tenant, client, scope
        self._app: Any = None

    def token(self) -> str:
        """A token to sign in with. Raises GoalsheetError where Microsoft gives none."""
        try:
            self._app = self._app or self._made()
            answer = self._app.acquire_token_for_client(scopes=[self._scope])
        except (OSError, ValueError) as error:
            remedy = "Check GOALSHEET_M365_TENANT, GOALSHEET_M365_AUTHORITY and the network."
            raise GoalsheetError(f"No token from Microsoft 365 ({_short(error)})", remedy) from error
        if "access_token" in answer:
            return str(answer["access_token"])
        why = str(answer.get("error_description") or answer.get("error") or "no reason given").splitlines()[0]
        remedy = "Check GOALSHEET_M365_CLIENT_ID and _SECRET, and that an administrator has granted the permission."
        raise GoalsheetError(f"Microsoft 365 gives no token ({why})", remedy)

    def _made(self) -> Any:
        try:
            import msal
        except ImportError:
            raise GoalsheetError("The library msal is not there", "pip install 'goalsheet[m365]'") from None
        authority = self._environ.get("GOALSHEET_M365_AUTHORITY", "").strip() or "https://login.microsoftonline.com"
        given = secret(self._environ, "GOALSHEET_M365_SECRET", self._client)
        if not given:
            raise GoalsheetError("The application has no secret", "Set GOALSHEET_M365_SECRET or _SECRET_COMMAND.")
        own = authority != "https://login.microsoftonline.com"
        return msal.ConfidentialClientApplication(
            self._client,
            client_credential=given,
            authority=f"{authority.rstrip('/')}/{self._tenant}",
            instance_discovery=False if own else None,
            http_client=_session(self._environ.get("GOALSHEET_M365_CAFILE", "").strip()),
        )


def _session(cafile: str) -> Any:
    """The session that msal uses. The certificates to trust are passed with each request: certificates named in the
    environment would override those of a session."""
    import requests

    session = requests.Session()
    request: Any = partial(session.request, timeout=TIMEOUT, verify=cafile or None)
    session.request = request  # type: ignore[method-assign]
    return session


def _short(error: Exception) -> str:
    """The last reason in a chain of exceptions, on one line."""
    return " ".join(str(error).split())[:200]


def xoauth2(user: str, token: str) -> str:
    """The SASL XOAUTH2 response, before base64.

    >>> xoauth2("ana@example.com", "t").replace(chr(1), "|")
    'user=ana@example.com|auth=Bearer t||'
    """
    return f"user={user}\x01auth=Bearer {token}\x01\x01"
