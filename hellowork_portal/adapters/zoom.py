"""The meetings port on Zoom, or on anything that speaks its API (the stand-in)."""

import secrets
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

import requests
import structlog

from hellowork_portal.adapters.zoom_account import TIMEOUTS, ZoomAccount
from hellowork_portal.adapters.zoom_client import QuietZoomClient
from hellowork_portal.kit.settings import ZoomSettings
from hellowork_portal.ports.meetings import (
    MeetingMissing,
    MeetingPlan,
    MeetingRoom,
    MeetingsRefused,
    MeetingsUnavailable,
)

log = structlog.get_logger("portal.zoom")

SCHEDULED = 2
PAGE = 300
MAX_PAGES = 1000
ROOM_RULES = {
    "waiting_room": True,
    "join_before_host": False,
    "mute_upon_entry": True,
    "participant_video": False,
    "host_video": False,
    "auto_recording": "none",
    "meeting_authentication": False,
}
"""The applicant waits until admitted, starts video and sound by hand, and needs no Zoom account."""


class ZoomMeetings:
    """Meetings of one Zoom account; make one per process, so that its breaker and token are shared."""

    def __init__(
        self, settings: ZoomSettings, clock: Callable[[], datetime], timeouts: tuple[float, float] = TIMEOUTS
    ) -> None:
        self._account = ZoomAccount(settings, clock, timeouts)
        self._is_encrypted = urlsplit(settings.base_uri).scheme == "https"
        self._host_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def create(self, plan: MeetingPlan, *, may_exist: bool = False) -> MeetingRoom:
        """Make a meeting, or adopt the one that an unanswered create left behind.

        One call per host at a time: Zoom answers 429 to two at once.
        """
        with self._host_locks[plan.host]:
            try:
                existing = self._find(plan) if may_exist else None
                return self._adopt(existing, plan) if existing else self._make(plan)
            except MeetingMissing:
                raise MeetingsRefused("host") from None

    def move(self, provider_id: str, plan: MeetingPlan) -> None:
        """Bring a meeting to the plan's time, length and topic."""
        number = _number(provider_id)
        with self._host_locks[plan.host]:
            self._account.repeat("move", lambda zoom: zoom.meeting.update(id=number, **_when_and_what(plan)))

    def delete(self, provider_id: str) -> None:
        """Remove a meeting; 404 is success, because a repeated delete finds nothing."""
        number = _number(provider_id)
        try:
            self._account.repeat("delete", lambda zoom: zoom.meeting.delete(id=number))
        except MeetingMissing:
            log.info("zoom.already_gone")

    def start_url(self, provider_id: str) -> str:
        """Ask for the host's address now: Zoom lets it expire after about two hours."""
        return self._web_address(self._meeting(provider_id).get("start_url"))

    def host_ids(self) -> list[str]:
        """Return the ids of the account's active users, over all pages."""
        return [str(user["id"]) for user in self._pages("users", "users", _page_of_users)]

    def _make(self, plan: MeetingPlan) -> MeetingRoom:
        """Create, once: a second try could make a second meeting."""
        wanted = {
            "user_id": quote(plan.host, safe="@"),
            "type": SCHEDULED,
            "password": _new_passcode(),
            "settings": ROOM_RULES,
            **_when_and_what(plan),
        }
        return self._room(self._account.once("create", lambda zoom: zoom.meeting.create(**wanted)), plan.host)

    def _find(self, plan: MeetingPlan) -> dict[str, Any] | None:
        """Return the host's meeting with the plan's reference, the oldest if there are more."""
        mark = _mark(plan)

        def page(zoom: QuietZoomClient, token: str) -> requests.Response:
            host = quote(plan.host, safe="@")
            return zoom.meeting.list(user_id=host, page_size=PAGE, next_page_token=token)

        marked = [
            entry
            for entry in self._pages("list", "meetings", page)
            if mark in str(entry.get("agenda", "")).split()
        ]
        if len(marked) > 1:
            log.warning("zoom.several_meetings", count=len(marked))
        return min(marked, key=lambda entry: str(entry.get("created_at", "")), default=None)

    def _adopt(self, listed: dict[str, Any], plan: MeetingPlan) -> MeetingRoom:
        """Take a found meeting over; the list holds no passcode, so it is read whole."""
        found = self._meeting(str(listed["id"]))
        room = self._room(found, plan.host)
        if found.get("start_time") != _zulu(plan.starts_at) or found.get("duration") != plan.minutes:
            number = _number(room.provider_id)
            self._account.repeat("move", lambda zoom: zoom.meeting.update(id=number, **_when_and_what(plan)))
        log.info("zoom.adopted")
        return room

    def _meeting(self, provider_id: str) -> dict[str, Any]:
        number = _number(provider_id)
        return self._account.repeat("get", lambda zoom: zoom.meeting.get(id=number))

    def _pages(
        self, name: str, key: str, page: Callable[[QuietZoomClient, str], requests.Response]
    ) -> Iterator[dict[str, Any]]:
        """Yield the entries of every page of a list."""
        token = ""
        for _ in range(MAX_PAGES):
            body = self._account.repeat(name, lambda zoom, token=token: page(zoom, token))
            yield from body.get(key, [])
            token = str(body.get("next_page_token", ""))
            if not token:
                return

    def _room(self, body: dict[str, Any], host: str) -> MeetingRoom:
        """Read a meeting; one without id or address may exist all the same."""
        number = str(body.get("id", ""))
        if not number.isdecimal():
            raise MeetingsUnavailable(outcome_unknown=True)
        return MeetingRoom(
            number, host, self._web_address(body.get("join_url")), str(body.get("password", ""))
        )

    def _web_address(self, address: object) -> str:
        """Return an address that may be shown as a link; encrypted where the API is."""
        allowed = {"https"} if self._is_encrypted else {"https", "http"}
        if isinstance(address, str) and urlsplit(address).scheme in allowed:
            return address
        raise MeetingsUnavailable(outcome_unknown=True)


def _page_of_users(zoom: QuietZoomClient, token: str) -> requests.Response:
    return zoom.user.list(status="active", page_size=PAGE, next_page_token=token)


def _when_and_what(plan: MeetingPlan) -> dict[str, Any]:
    """Return what a move may change; zoomus stamps "Z" on any time, so it is UTC (MeetingPlan)."""
    return {
        "topic": plan.topic,
        "agenda": _mark(plan),
        "start_time": plan.starts_at,
        "duration": plan.minutes,
        "timezone": "Asia/Tokyo",
    }


def _mark(plan: MeetingPlan) -> str:
    return f"ref:{plan.reference}"


def _zulu(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _number(provider_id: str) -> str:
    """Refuse an id that is no number: it becomes part of an address."""
    if not (provider_id.isascii() and provider_id.isdecimal()):
        raise MeetingMissing
    return provider_id


def _new_passcode() -> str:
    """Return ten random digits: Zoom's longest, and typeable on a telephone."""
    return f"{secrets.randbelow(10**10):010d}"
