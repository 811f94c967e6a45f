"""The portal as uvicorn serves it: `uvicorn --factory hellowork_portal.serve:create`.

The front end was built before (start/frontend.py); this process must neither
compile it again nor serve it without its headers. Reflex's two switches are
internal, so they are set as typed objects: a renamed one fails at once.
"""

import gc
import os
from pathlib import Path

from starlette.types import ASGIApp

from hellowork_portal import runtime
from hellowork_portal.kit.settings import settings
from hellowork_portal.web.headers import SecurityHeaders
from hellowork_portal.web.pages import OwnHost, PagesWithoutSlash, page_scripts
from hellowork_portal.web.waiting_room import WaitingRoom

ROOT = Path(__file__).resolve().parents[1]


class FrontEndMissing(RuntimeError):
    """The portal was started before its front end was built."""


def create() -> ASGIApp:
    """Return the whole application with the built front end inside."""
    os.environ["REFLEX_ENV_MODE"] = "prod"
    from reflex_base.environment import environment

    environment.REFLEX_SKIP_COMPILE.set(True)
    environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    client = ROOT / environment.REFLEX_WEB_WORKDIR.get() / "build" / "client"
    if not (client / "index.html").exists():
        raise FrontEndMissing(f"no front end in {client}: build it first (make run does)")

    from hellowork_portal.hellowork_portal import app

    served = dressed(app(), client)
    # What exists now lives as long as the process: the collector need not walk it again and again.
    gc.collect()
    gc.freeze()
    return served


def dressed(app: ASGIApp, client: Path) -> ASGIApp:
    """Return an application behind the portal's own layers, outermost last."""
    own = settings().public_url
    scripts = page_scripts(client)
    pages: ASGIApp = PagesWithoutSlash(app, scripts)
    house = runtime.house()
    if house is not None:
        pages = WaitingRoom(pages, house)
    return SecurityHeaders(OwnHost(pages, own), own, scripts)
