"""A Zoom for one's own machine: its API, its waiting room, its meetings, and its bad days.

Run on loopback: `python -m uvicorn --factory hellowork_portal.demo.zoom_stand_in:create`.
It plays the account of `PORTAL_ZOOM__*`; zoom_options has the rest.
"""

from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from hellowork_portal.demo.zoom_api import ZoomApi
from hellowork_portal.demo.zoom_fault_desk import FaultDesk
from hellowork_portal.demo.zoom_faults import Faults
from hellowork_portal.demo.zoom_options import StandInOptions, options_from_environment
from hellowork_portal.demo.zoom_pages import Screen, page
from hellowork_portal.demo.zoom_rooms import Rooms
from hellowork_portal.demo.zoom_store import MeetingStore
from hellowork_portal.demo.zoom_visits import Visits
from hellowork_portal.kit.settings import settings

STATE_FILE = "zoom_stand_in.db"


class SameOrigin:
    """Refuses what another site's page sends here: the stand-in knows no other key to its buttons."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let pass what names no origin (programs) or our own host."""
        if scope["type"] == "http" and _is_foreign(Request(scope)):
            await Response(status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_foreign(request: Request) -> bool:
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("Host")


def create() -> Starlette:
    """Make the stand-in as the environment says."""
    return create_app()


def create_app(state_file: Path | None = None, options: StandInOptions | None = None) -> Starlette:
    """Make a stand-in; its meetings lie in `state_file`, by default below the data directory."""
    options = options or options_from_environment()
    store = MeetingStore(state_file or settings().data_dir / STATE_FILE)
    faults = Faults()
    api = ZoomApi(options, store, faults)
    visits = Visits(options, store, Rooms(options.clock))
    plain = [Route("/", _front_door), Route("/healthz", _health)]
    routes = [*api.routes(), *visits.routes(), *FaultDesk(faults).routes(), *plain]
    app = Starlette(routes=routes, middleware=[Middleware(SameOrigin)], exception_handlers={404: _nowhere})
    app.state.api = api
    return app


async def _front_door(request: Request) -> Response:
    return RedirectResponse("/faults")


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok")


async def _nowhere(request: Request, error: Exception) -> Response:
    """Say in words that an address leads nowhere."""
    return page(request, Screen("note", "zoom.gone.title", {"text": "zoom.gone.text"}, 404))
