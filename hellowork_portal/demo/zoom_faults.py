"""Faults on demand: how the stand-in misbehaves when somebody wants to see what the portal does."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import StrEnum

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

Handler = Callable[[Request], Awaitable[Response]]


class FaultKind(StrEnum):
    """What goes wrong."""

    REFUSE = "refuse"
    SLOW = "slow"
    ERROR = "500"
    LIMIT = "429"
    DAILY_LIMIT = "429_daily"
    TIMEOUT_AFTER_CREATE = "timeout_after_create"
    BAD_TOKEN = "bad_token"  # noqa: S105 — the name of a fault


class CallKind(StrEnum):
    """What a fault can meet."""

    TOKEN = "token"  # noqa: S105 — the name of a call
    CREATE = "create"
    OTHER = "other"


class RetryAfter(StrEnum):
    """How a 429 says when to come again."""

    SECONDS = "seconds"
    ISO = "iso"
    HTTP_DATE = "http_date"
    NONE = "none"


class Fault(BaseModel):
    """One fault for the next `count` calls; `on` narrows them, `seconds` is a wait or a Retry-After."""

    kind: FaultKind
    count: int = Field(default=1, ge=1, le=1000)
    on: CallKind | None = None
    seconds: float = Field(default=15, ge=0, le=600)
    retry_after: RetryAfter = RetryAfter.SECONDS

    def meets(self, call: CallKind) -> bool:
        """Whether this call is one it can spoil."""
        if self.kind is FaultKind.TIMEOUT_AFTER_CREATE:
            return call is CallKind.CREATE
        if self.kind is FaultKind.BAD_TOKEN and call is CallKind.TOKEN:
            return False
        return self.on is None or self.on is call


class Faults:
    """The faults that still wait for their call, first come first served."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Queue a fault."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """Behave well again."""
        with self._lock:
            self._waiting.clear()

    def waiting(self) -> list[Fault]:
        """Return what is still to come."""
        with self._lock:
            return list(self._waiting)

    def take(self, call: CallKind) -> Fault | None:
        """Use up one count of the first fault that meets this call."""
        with self._lock:
            for place, fault in enumerate(self._waiting):
                if fault.meets(call):
                    left = fault.model_copy(update={"count": fault.count - 1})
                    self._waiting[place : place + 1] = [left] if left.count else []
                    return fault
        return None


class Dropped(Response):
    """An answer that breaks off after its head: the server closes the line."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head of a longer answer, and nothing more."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})


async def answer_with(fault: Fault | None, request: Request, handle: Handler, now: datetime) -> Response:
    """Answer a call as the fault wants it; without one, properly."""
    if fault is None:
        return await handle(request)
    match fault.kind:
        case FaultKind.SLOW:
            await asyncio.sleep(fault.seconds)
            return await handle(request)
        case FaultKind.TIMEOUT_AFTER_CREATE:
            answer = await handle(request)
            await asyncio.sleep(fault.seconds)
            return answer
        case FaultKind.REFUSE:
            return Dropped()
        case FaultKind.BAD_TOKEN:
            return refusal(401, 124, "Invalid access token.")
        case FaultKind.ERROR:
            return refusal(500, 500, "Internal Server Error")
        case FaultKind.LIMIT:
            return _limit(fault, now)
        case FaultKind.DAILY_LIMIT:
            return refusal(429, 429, "You have exceeded the daily rate limit of (100) for this API.")


def refusal(status: int, code: int, message: str) -> JSONResponse:
    """Return an error in Zoom's form."""
    return JSONResponse({"code": code, "message": message}, status)


def _limit(fault: Fault, now: datetime) -> Response:
    """Return a 429 per second, whose Retry-After Zoom writes in several ways."""
    answer = refusal(429, 429, "You have reached the maximum per-second rate limit for this API.")
    again = (now + timedelta(seconds=fault.seconds)).replace(microsecond=0)
    values = {
        RetryAfter.SECONDS: f"{fault.seconds:.0f}",
        RetryAfter.ISO: again.strftime("%Y-%m-%dT%H:%M:%SZ"),
        RetryAfter.HTTP_DATE: format_datetime(again, usegmt=True),
    }
    if fault.retry_after in values:
        answer.headers["Retry-After"] = values[fault.retry_after]
    return answer
