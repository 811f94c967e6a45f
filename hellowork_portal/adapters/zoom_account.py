"""One Zoom account over zoomus: token, time limits, retries, breaker, typed errors.

zoomus 1.2.1 is used for what it does well, its components; its traps are met
here (libraries.md §2, docs/decisions/0006-zoom.md).
"""

import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import requests
import structlog
from urllib3.exceptions import NewConnectionError

from hellowork_portal.adapters.zoom_breaker import Breaker
from hellowork_portal.adapters.zoom_client import QuietZoomClient
from hellowork_portal.adapters.zoom_limits import retry_at
from hellowork_portal.kit.settings import ZoomSettings
from hellowork_portal.ports.meetings import MeetingMissing, MeetingsRefused, MeetingsUnavailable

log = structlog.get_logger("portal.zoom")

TIMEOUTS = (3.0, 10.0)
"""Seconds to connect and to wait for the next byte."""
PAUSES = (0.2, 0.6)
"""Seconds between the tries of a call that may be repeated, ± 50 %."""
EARLY = timedelta(seconds=120)
BAD_SCOPE_CODES = {104, 4700, 4711}

Call = Callable[[QuietZoomClient], requests.Response]


class ZoomAccount:
    """Speaks to one account; safe for threads, and silent until the first call."""

    def __init__(
        self, settings: ZoomSettings, clock: Callable[[], datetime], timeouts: tuple[float, float] = TIMEOUTS
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._timeouts = timeouts
        self._client = QuietZoomClient(settings.base_uri, timeouts)
        self._breaker = Breaker(clock)
        self._token_lock = threading.Lock()
        self._renew_at: datetime | None = None

    def repeat(self, name: str, call: Call) -> dict[str, Any]:
        """Make a call that does no harm twice: up to three tries, then the last failure."""
        for pause in PAUSES:
            try:
                return self.once(name, call)
            except MeetingsUnavailable as failure:
                if failure.retry_at is not None:
                    raise
            time.sleep(pause * secrets.SystemRandom().uniform(0.5, 1.5))
        return self.once(name, call)

    def once(self, name: str, call: Call) -> dict[str, Any]:
        """Make a call once (again only where Zoom refused the token unread) and return its body."""
        blocked_until = self._breaker.blocked_until()
        if blocked_until is not None:
            raise MeetingsUnavailable(blocked_until)
        used = self._fresh_token()
        response = self._send(name, lambda: call(self._client))
        if response.status_code == 401:
            self._replace_token(used)
            response = self._send(name, lambda: call(self._client))
        return self._body(response)

    def _send(self, name: str, send: Callable[[], requests.Response]) -> requests.Response:
        """Send and tell the breaker; raises MeetingsUnavailable for silence and 5xx."""
        begun = time.monotonic()
        try:
            response = send()
        except requests.RequestException as failure:
            self._breaker.failed()
            log.warning("zoom.silent", call=name, error=type(failure).__name__, ms=_ms_since(begun))
            raise MeetingsUnavailable(outcome_unknown=_may_have_arrived(failure)) from None
        log.info(
            "zoom.answer", call=name, status=response.status_code, ms=_ms_since(begun), **_trace(response)
        )
        if response.status_code >= 500:
            self._breaker.failed()
            raise MeetingsUnavailable(outcome_unknown=True)
        self._breaker.answered()
        return response

    def _body(self, response: requests.Response) -> dict[str, Any]:
        """Return the body of a success, or raise what the refusal means."""
        if response.status_code == 204:
            return {}
        body = _json(response)
        if response.ok and body is not None:
            return body
        if response.ok:
            raise MeetingsUnavailable(outcome_unknown=True)
        raise self._refusal(response, body or {})

    def _refusal(self, response: requests.Response, body: dict[str, Any]) -> Exception:
        """Name a 4xx; a 429 says from when on Zoom listens again."""
        status = response.status_code
        if status == 429:
            return MeetingsUnavailable(
                retry_at(response.headers, str(body.get("message", "")), self._clock())
            )
        if status == 404:
            return MeetingMissing()
        if status in {401, 403} or body.get("code") in BAD_SCOPE_CODES:
            return MeetingsRefused("credentials")
        return MeetingsRefused("request")

    def _fresh_token(self) -> str:
        """Return a token with at least two minutes to live (half its life if it lives shorter)."""
        with self._token_lock:
            if self._renew_at is None or self._clock() >= self._renew_at:
                self._fetch_token()
            return self._client.token

    def _replace_token(self, refused: str) -> None:
        """Fetch a token after a 401, unless another thread already did."""
        with self._token_lock:
            if self._client.token == refused:
                self._fetch_token()

    def _fetch_token(self) -> None:
        """Ask for a token ourselves: zoomus waits for ever and takes a refusal for a token."""
        asked_at = self._clock()
        try:
            response = self._send("token", self._ask_for_token)
        except MeetingsUnavailable:
            raise MeetingsUnavailable from None  # the call itself was never sent: its outcome is known
        body = _json(response) or {}
        if response.status_code == 429:
            raise self._refusal(response, body)
        if not response.ok or not body.get("access_token"):
            raise MeetingsRefused("credentials")
        life = timedelta(seconds=int(body.get("expires_in", 3600)))
        self._client.token = str(body["access_token"])
        self._renew_at = asked_at + life - min(EARLY, life / 2)

    def _ask_for_token(self) -> requests.Response:
        settings = self._settings
        return requests.post(
            settings.oauth_uri,
            data={"grant_type": "account_credentials", "account_id": settings.account_id},
            auth=(_as_utf8(settings.client_id), _as_utf8(settings.client_secret.get_secret_value())),
            timeout=self._timeouts,
        )


def _as_utf8(credential: str) -> str:
    """Return text that requests' Latin-1 puts on the wire as UTF-8, so no credential breaks it."""
    return credential.encode().decode("latin-1")


def _may_have_arrived(failure: requests.RequestException) -> bool:
    """Whether Zoom may have acted: everything but a connection that never stood."""
    if isinstance(failure, requests.ConnectTimeout):
        return False
    cause = failure.args[0] if failure.args else None
    return not isinstance(getattr(cause, "reason", None), NewConnectionError)


def _json(response: requests.Response) -> dict[str, Any] | None:
    """Return the body as an object, None where it is none."""
    try:
        body = response.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _trace(response: requests.Response) -> dict[str, object]:
    """Return what Zoom's support asks for about a refusal: its code and tracking id."""
    if response.ok:
        return {}
    return {"code": (_json(response) or {}).get("code"), "tracking": response.headers.get("x-zm-trackingid")}


def _ms_since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
