"""Keeps people's places while the house is full (PORTAL_MOST_VISITORS); what they came for waits too."""

import time
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hellowork_portal import runtime
from hellowork_portal.kit import cookies
from hellowork_portal.kit.sealing import new_token, sign, token_hash, unsign
from hellowork_portal.kit.settings import settings
from hellowork_portal.ports.house import House, Place
from hellowork_portal.services.reservations.service import has_live_hold
from hellowork_portal.services.staff.sessions import recognise
from hellowork_portal.web import browser
from hellowork_portal.web.waiting_page import POLL_SECONDS, waiting_page

STATUS = "/waiting/status"
SOCKET = "/_event"
_VISIT = "visit"
_FREE = ("/staff/sign-in", "/assets/", "/health/", "/links/", "/session/", "/files/", "/ping")
_WORK, _CLOSE_LATER = "4", 1013
_TELL_EVERY_SECONDS = 30


class WaitingRoom:
    """Stands before pages and the websocket: who is inside passes, who is not waits.

    Mail links, form posts, files, health and the staff's sign-in are never held up. Whoever
    holds a seat at this moment is let in whatever the number, so that nobody loses it here;
    so are staff, whom a full house needs most.
    """

    def __init__(self, app: ASGIApp, house: House, *, clock: Callable[[], float] = time.time) -> None:
        self._app, self._house, self._clock = app, house, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page, the waiting page or the state of the queue."""
        if scope["type"] == "websocket" or (scope["type"] == "http" and _is_socket(scope)):
            await self._socket(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == STATUS:
            await self._status(Request(scope), receive, send)
        elif scope["type"] == "http" and _is_page(scope):
            await self._page(Request(scope), receive, send)
        else:
            await self._app(scope, receive, send)

    async def _page(self, request: Request, receive: Receive, send: Send) -> None:
        visitor = _visitor(request) or new_token()
        place = await self._place(request, visitor)
        if place.is_inside:
            await self._app(request.scope, receive, _with_cookie(send, visitor))
            return
        page = waiting_page(browser.language_of(request), place)
        await page(request.scope, receive, _with_cookie(send, visitor))

    async def _status(self, request: Request, receive: Receive, send: Send) -> None:
        """Say how far the queue has got; the question is the sign of life that keeps the place."""
        visitor = _visitor(request)
        if not visitor:
            await Response(status_code=404)(request.scope, receive, send)
            return
        place = await self._place(request, visitor)
        facts = {"inside": place.is_inside, "ahead": place.ahead, "minutes": place.minutes}
        answer = JSONResponse(facts | {"seconds": POLL_SECONDS}, headers={"Cache-Control": "no-store"})
        await answer(request.scope, receive, send)

    async def _place(self, connection: HTTPConnection, visitor: str) -> Place:
        """Return a visitor's place; a held seat opens the door, and so does being staff."""
        network = browser.network_of(connection)
        place = await run_in_threadpool(self._house.enter, visitor, network, self._clock())
        if not place.is_inside and await _may_pass(connection):
            await run_in_threadpool(self._house.stay, visitor, self._clock())
            return Place(is_inside=True)
        return place

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        # Without its cookie a socket is somebody new: let in while there is room, as a page is.
        visitor = _visitor(connection) or new_token()
        if not (await self._place(connection, visitor)).is_inside:
            await _refuse(scope, receive, send)
            return
        if scope["type"] == "http":
            await self._app(scope, receive, send)
            return
        await self._app(scope, self._watched(visitor, receive), send)

    def _watched(self, visitor: str, receive: Receive) -> Receive:
        """Return a socket's ear that hears when its visitor works and when the page is closed."""
        told = self._clock()

        async def hear() -> Message:
            nonlocal told
            message = await receive()
            now = self._clock()
            if message["type"] == "websocket.disconnect":
                await run_in_threadpool(self._house.leave, visitor, now)
            elif now - told >= _TELL_EVERY_SECONDS and (message.get("text") or "").startswith(_WORK):
                told = now
                await run_in_threadpool(self._house.stay, visitor, now)
            return message

        return hear


def _is_socket(scope: Scope) -> bool:
    return scope["path"].startswith(SOCKET)


def _is_page(scope: Scope) -> bool:
    """Whether somebody asks for a page; files have a dot in their name."""
    path = scope["path"]
    name = path.rpartition("/")[2]
    return scope["method"] in ("GET", "HEAD") and "." not in name and not path.startswith(_FREE)


def _visitor(connection: HTTPConnection) -> str:
    return unsign(_VISIT, connection.cookies.get(_VISIT, "")) or ""


def _with_cookie(send: Send, visitor: str) -> Send:
    """Return a way to answer that gives the browser its place; it ends with the browser."""
    secure = "; Secure" if settings().is_secure else ""
    cookie = f"{_VISIT}={sign(_VISIT, visitor)}; Path=/; HttpOnly; SameSite=Lax{secure}"

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return dressed


async def _may_pass(connection: HTTPConnection) -> bool:
    """Whether somebody holds a seat at this moment, or is signed in as staff."""
    token, staff = (connection.cookies.get(name(), "") for name in (cookies.session_name, cookies.staff_name))
    if staff and await runtime.read(recognise, hashed=token_hash(staff)) is not None:
        return True
    return bool(token) and await runtime.read(has_live_hold, hashed=token_hash(token))


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Close a socket before it opens; the page behind it says that the connection is lost and tries again."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _CLOSE_LATER})
        return
    headers = {"Retry-After": str(POLL_SECONDS), "Cache-Control": "no-store"}
    await Response(status_code=503, headers=headers)(scope, receive, send)
