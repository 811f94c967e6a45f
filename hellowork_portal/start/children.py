"""What `make run` runs, and the settings by which its parts find each other."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hellowork_portal.start.addresses import HOST, Addresses
from hellowork_portal.start.places import PYTHON, configured, data_dir
from hellowork_portal.start.work import surroundings

CLI = "hellowork_portal.cli"


@dataclass(frozen=True)
class Part:
    """A process of the portal and, where it listens, its port.

    `is_apart` when it knows nothing of the portal's tables, and so may start before they are prepared.
    """

    name: str
    command: Sequence[object]
    port: int = 0
    is_apart: bool = False


def parts(addresses: Addresses) -> list[Part]:
    """Return the four processes; uvicorn's options have their reasons in docs/decisions/0003."""
    portal = [
        *_uvicorn("hellowork_portal.serve:create", addresses.portal),
        *("--workers", configured("PORTAL_WEB_WORKERS") or "1"),
        *("--ws", "websockets-sansio", "--ws-per-message-deflate", "false"),
        *("--loop", "uvloop", "--http", "httptools", "--timeout-graceful-shutdown", "3"),
    ]
    zoom = _uvicorn("hellowork_portal.demo.zoom_stand_in:create", addresses.zoom)
    return [
        Part("portal", portal, addresses.portal),
        Part("worker", [PYTHON, "-m", CLI, "worker"]),
        Part("mailbox", [PYTHON, "-m", CLI, "mailbox"], addresses.mailbox, is_apart=True),
        Part("zoom", zoom, addresses.zoom, is_apart=True),
    ]


def _uvicorn(factory: str, port: int) -> list[object]:
    """The access log would hold addresses with tokens; the proxy's headers are Reflex's to judge."""
    server = [PYTHON, "-m", "uvicorn", "--factory", factory, "--host", HOST, "--port", port]
    return [*server, "--no-proxy-headers", "--no-access-log", "--no-server-header", "--log-level", "warning"]


def settings_of(addresses: Addresses) -> dict[str, str]:
    """Return the children's environment; whatever the operator has set himself stands."""
    zoom = _zoom_account(data_dir() / "zoom.json")
    wishes = {
        "PORTAL_MODE": "demonstration",
        "PORTAL_PUBLIC_URL": addresses.public_url,
        "PORTAL_DATA_DIR": str(data_dir()),
        "PORTAL_SMTP__HOST": HOST,
        "PORTAL_SMTP__PORT": str(addresses.smtp),
        "PORTAL_MAILBOX_URL": f"http://{HOST}:{addresses.mailbox}",
        "PORTAL_ZOOM__BASE_URI": f"http://{HOST}:{addresses.zoom}/v2",
        "PORTAL_ZOOM__OAUTH_URI": f"http://{HOST}:{addresses.zoom}/oauth/token",
        "PORTAL_CONTACT__PHONE": "03-0000-0000",
        "PORTAL_CONTACT__MAIL": "support@example.jp",
        **{f"PORTAL_ZOOM__{name.upper()}": value for name, value in zoom.items()},
    }
    return surroundings(**{name: configured(name) or value for name, value in wishes.items()})


def _zoom_account(path: Path) -> dict[str, str]:
    """Return the stand-in's account, invented once and readable by its owner alone."""
    if not path.exists():
        names = ("account_id", "client_id", "client_secret")
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({name: secrets.token_urlsafe(24) for name in names}, file)
    return json.loads(path.read_text())
