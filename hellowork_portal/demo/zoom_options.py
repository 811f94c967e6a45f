"""What the Zoom stand-in is told about itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

from hellowork_portal.kit import clock
from hellowork_portal.kit.settings import ZoomSettings, settings


@dataclass(frozen=True)
class StandInOptions:
    """One stand-in: the account it plays, its address in links, and how it counts time.

    `hosts` users exist, `demo-host-0001` and on.
    """

    account: ZoomSettings
    public_url: str
    token_seconds: int = 3600
    hosts: int = 20_000
    clock: Callable[[], datetime] = clock.now


class AccountMissing(RuntimeError):
    """No Zoom account was set: the stand-in would let anybody in."""


class _Environment(BaseSettings):
    """`PORTAL_STAND_IN_URL`, `PORTAL_STAND_IN_TOKEN_SECONDS`, `PORTAL_STAND_IN_HOSTS`."""

    model_config = SettingsConfigDict(env_prefix="PORTAL_STAND_IN_", env_file=".env", extra="ignore")

    url: str = ""
    token_seconds: int = 3600
    hosts: int = 20_000


def options_from_environment() -> StandInOptions:
    """Play the account that the portal is set to use; links lead to its API's host unless set."""
    account, own = settings().zoom, _Environment()
    if not (account.account_id and account.client_id and account.client_secret.get_secret_value()):
        raise AccountMissing(
            "set PORTAL_ZOOM__ACCOUNT_ID, PORTAL_ZOOM__CLIENT_ID and PORTAL_ZOOM__CLIENT_SECRET"
        )
    api = urlsplit(account.base_uri)
    public_url = own.url or f"{api.scheme}://{api.netloc}"
    return StandInOptions(account, public_url.rstrip("/"), own.token_seconds, own.hosts)


def host_id(number: int) -> str:
    """Return the user id of the stand-in's host `number`, counted from 1."""
    return f"demo-host-{number:04}"
