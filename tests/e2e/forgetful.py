"""The portal with a bad memory: as served, plus a route that forgets every page's state.

For tests alone: `uvicorn --factory tests.e2e.forgetful:create`. A Redis that was emptied, a
worker that was replaced or an hour of silence does the same to real people.
"""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from hellowork_portal.serve import create as create_portal

FORGET = "/__forget"


def create() -> ASGIApp:
    """Return the portal behind the route that empties Reflex's state manager."""
    portal = create_portal()

    async def forgetful(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == FORGET and _is_near(scope):
            _forget()
            await Response(status_code=204)(scope, receive, send)
            return
        await portal(scope, receive, send)

    return forgetful


def _is_near(scope: Scope) -> bool:
    client = scope.get("client")
    return scope["method"] == "POST" and bool(client) and client[0] == "127.0.0.1"


def _forget() -> None:
    from hellowork_portal.hellowork_portal import app

    app.state_manager.states.clear()  # type: ignore[attr-defined]  (the manager in memory)
