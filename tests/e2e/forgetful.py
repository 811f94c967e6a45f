"""The portal with a bad memory: as served, plus routes that forget pages' state and fill the house.

For tests alone: `uvicorn --factory tests.e2e.forgetful:create`. A Redis that was emptied, a
worker that was replaced or an hour of silence does the same to real people.
"""

from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from hellowork_portal import runtime
from hellowork_portal.adapters.house_rules import HouseRules
from hellowork_portal.serve import create as create_portal

FORGET, HOUSE = "/__forget", "/__house/"


def create() -> ASGIApp:
    """Return the portal behind the routes of the tests."""
    house = runtime.house()
    runtime.house = lambda: house
    portal = create_portal()

    async def forgetful(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == FORGET and _is_near(scope):
            _forget()
            await Response(status_code=204)(scope, receive, send)
            return
        if scope["type"] == "http" and scope["path"].startswith(HOUSE) and _is_near(scope):
            _hold_at_most(house, int(scope["path"].removeprefix(HOUSE)))
            await Response(status_code=204)(scope, receive, send)
            return
        await portal(scope, receive, send)

    return forgetful


def _is_near(scope: Scope) -> bool:
    client = scope.get("client")
    return scope["method"] == "POST" and bool(client) and client[0] == "127.0.0.1"


def _hold_at_most(house: Any, most: int) -> None:
    """Let the house be of another size; whoever is inside goes."""
    house.__init__(HouseRules(most))


def _forget() -> None:
    from hellowork_portal.hellowork_portal import app

    app.state_manager.states.clear()  # type: ignore[attr-defined]  (the manager in memory)
