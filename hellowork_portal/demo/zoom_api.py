"""The part of Zoom's API that the portal uses, spoken by the stand-in."""

import base64
import binascii
import hmac
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hellowork_portal.demo import zoom_meeting
from hellowork_portal.demo.zoom_faults import CallKind, Faults, Handler, answer_with, refusal
from hellowork_portal.demo.zoom_options import StandInOptions, host_id
from hellowork_portal.demo.zoom_store import MeetingStore

Entry = TypeVar("Entry")


@dataclass
class ZoomApi:
    """One account's API: tokens live in memory, as a restart may end them."""

    options: StandInOptions
    store: MeetingStore
    faults: Faults
    tokens: dict[str, datetime] = field(default_factory=dict)
    tokens_issued: int = 0

    def routes(self) -> list[Route]:
        """Return the API's routes; every one can be spoilt by a fault."""
        plain, create = CallKind.OTHER, CallKind.CREATE
        meeting, meetings = "/v2/meetings/{number:int}", "/v2/users/{user}/meetings"
        return [
            Route("/oauth/token", self._spoilt(CallKind.TOKEN, self._token), methods=["POST"]),
            Route("/v2/users", self._spoilt(plain, self._signed(self._users))),
            Route(meetings, self._spoilt(create, self._signed(self._create)), methods=["POST"]),
            Route(meetings, self._spoilt(plain, self._signed(self._list))),
            Route(meeting, self._spoilt(plain, self._signed(self._get))),
            Route(meeting, self._spoilt(plain, self._signed(self._update)), methods=["PATCH"]),
            Route(meeting, self._spoilt(plain, self._signed(self._delete)), methods=["DELETE"]),
        ]

    def _spoilt(self, call: CallKind, handle: Handler) -> Handler:
        async def endpoint(request: Request) -> Response:
            return await answer_with(self.faults.take(call), request, handle, self.options.clock())

        return endpoint

    def _signed(self, handle: Handler) -> Handler:
        """Let only a living token in."""

        async def endpoint(request: Request) -> Response:
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            expires_at = self.tokens.get(token)
            if expires_at is None:
                return refusal(401, 124, "Invalid access token.")
            if self.options.clock() >= expires_at:
                return refusal(401, 124, "Access token is expired.")
            return await handle(request)

        return endpoint

    async def _token(self, request: Request) -> Response:
        """Give a token for the account's own credentials."""
        form = await request.form()
        account = self.options.account
        if not _has_basic(request, account.client_id, account.client_secret.get_secret_value()):
            return JSONResponse(
                {"reason": "Invalid client_id or client_secret", "error": "invalid_client"}, 400
            )
        if form.get("grant_type") != "account_credentials" or form.get("account_id") != account.account_id:
            return JSONResponse({"reason": "Bad Request", "error": "invalid_request"}, 400)
        return JSONResponse({
            "access_token": self._new_token(),
            "token_type": "bearer",
            "expires_in": self.options.token_seconds,
            "scope": "meeting:write:admin user:read:admin",
        })  # fmt: skip

    def _new_token(self) -> str:
        """Issue a token beside the older ones, which live on to their end."""
        now = self.options.clock()
        self.tokens = {token: until for token, until in self.tokens.items() if until > now}
        token = secrets.token_urlsafe(32)
        self.tokens[token] = now + timedelta(seconds=self.options.token_seconds)
        self.tokens_issued += 1
        return token

    async def _users(self, request: Request) -> Response:
        numbers = range(1, self.options.hosts + 1)
        return _page(request, "users", numbers, _user)

    async def _create(self, request: Request) -> Response:
        host = request.path_params["user"]
        if not self._is_host(host):
            return refusal(404, 1001, f"User does not exist: {host}.")
        wanted = await _object(request)
        problem = zoom_meeting.problem(wanted, is_new=True)
        if problem:
            return refusal(400, 300, problem)
        document = zoom_meeting.new_document(host, wanted, self.options.clock())
        number = self.store.add(host, document)
        return JSONResponse(self._shown(number, document), 201)

    async def _list(self, request: Request) -> Response:
        host = request.path_params["user"]
        if not self._is_host(host):
            return refusal(404, 1001, f"User does not exist: {host}.")

        def listed(kept: tuple[int, dict[str, Any]]) -> dict[str, Any]:
            return zoom_meeting.listed(*kept, self.options.public_url)

        return _page(request, "meetings", self.store.of_host(host), listed)

    async def _get(self, request: Request) -> Response:
        number = request.path_params["number"]
        document = self.store.get(number)
        return _missing(number) if document is None else JSONResponse(self._shown(number, document))

    async def _update(self, request: Request) -> Response:
        number = request.path_params["number"]
        document = self.store.get(number)
        if document is None:
            return _missing(number)
        wanted = await _object(request)
        problem = zoom_meeting.problem(wanted, is_new=False)
        if problem:
            return refusal(400, 300, problem)
        self.store.change(number, zoom_meeting.changed(document, wanted))
        return Response(status_code=204)

    async def _delete(self, request: Request) -> Response:
        number = request.path_params["number"]
        if self.store.get(number) is None:
            return _missing(number)
        self.store.remove(number)
        return Response(status_code=204)

    def _shown(self, number: int, document: dict[str, Any]) -> dict[str, Any]:
        key = self.store.start_key(number, self.options.clock())
        return zoom_meeting.shown(number, document, self.options.public_url, key)

    def _is_host(self, user: str) -> bool:
        """Whether the user exists; one is known by its id alone."""
        number = user.removeprefix("demo-host-")
        is_number = number.isascii() and number.isdecimal()
        return is_number and 1 <= int(number) <= self.options.hosts and user == host_id(int(number))


def _has_basic(request: Request, client_id: str, client_secret: str) -> bool:
    """Check the Basic header without telling by time how much of it was right."""
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    try:
        sent = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
    return kind == "Basic" and hmac.compare_digest(sent, f"{client_id}:{client_secret}".encode())


async def _object(request: Request) -> dict[str, Any]:
    """Return the body as an object; anything else counts as an empty one."""
    try:
        body = json.loads(await request.body())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _missing(number: int) -> Response:
    return refusal(404, 3001, f"Meeting does not exist: {number}.")


def _user(number: int) -> dict[str, Any]:
    return {"id": host_id(number), "email": f"{host_id(number)}@example.jp", "type": 2, "status": "active"}


def _page(
    request: Request, key: str, entries: Sequence[Entry], show: Callable[[Entry], dict[str, Any]]
) -> Response:
    """Return one page of a list; the next page's token is its offset."""
    size = min(max(_whole(request.query_params.get("page_size"), 30), 1), 300)
    begin = _whole(request.query_params.get("next_page_token"), 0)
    end = begin + size
    return JSONResponse({
        "page_size": size,
        "total_records": len(entries),
        "next_page_token": str(end) if end < len(entries) else "",
        key: [show(entry) for entry in entries[begin:end]],
    })  # fmt: skip


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() else default
