"""Signing out reaches open tabs within seconds: one query a side for all signed-in tabs of this process."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from reflex.app import App
from reflex.event import Event

from hellowork_portal import runtime
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.services.access.sessions import live_hashes
from hellowork_portal.services.guests.opening import live_guest_hashes
from hellowork_portal.services.staff.sessions import live_hashes as live_hashes_of_staff
from hellowork_portal.ui.shell.live_rooms import rooms
from hellowork_portal.ui.shell.session import SessionState, watched
from hellowork_portal.ui.shell.staff_session import StaffState, watched_staff

EVERY_SECONDS = 3
log = structlog.get_logger("portal.session")


def session_watch(app: App):
    """Return the task that looks for tabs whose session has ended, as long as the process lives."""

    async def watch_sessions() -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            try:
                await tell_ended(app)
            except PortalError as error:
                log.warning("sessions_not_checked", code=error.code)

    return watch_sessions


async def _alive(hashes: list[str]) -> set[str]:
    """Return which sessions and guests' passes go on."""
    sessions = await runtime.read(live_hashes, hashes=hashes)
    others = [hashed for hashed in hashes if hashed not in sessions]
    return sessions | (await runtime.read(live_guest_hashes, hashes=others) if others else set())


async def _alive_of_staff(hashes: list[str]) -> set[str]:
    return await runtime.read(live_hashes_of_staff, hashes=hashes)


async def tell_ended(app: App) -> int:
    """Send `check` to every connected tab whose session has ended, on both sides; return how many."""
    told = await _tell(app, watched, _alive, SessionState)
    return told + await _tell(app, watched_staff, _alive_of_staff, StaffState)


async def _tell(
    app: App,
    tabs: dict[str, str],
    alive_of: Callable[[list[str]], Awaitable[set[str]]],
    state: type[SessionState | StaffState],
) -> int:
    namespace, processor = app.event_namespace, app.event_processor
    if namespace is None or processor is None:
        return 0
    connected = namespace._token_manager.token_to_socket
    for token in [token for token in tabs if token not in connected]:
        tabs.pop(token, None)
    alive = await alive_of(sorted(set(tabs.values()))) if tabs else set()
    ended = [token for token, hashed in tabs.items() if hashed not in alive]
    for token in ended:
        tabs.pop(token, None)
        await rooms.leave(getattr(connected[token], "sid", ""))
        await processor.enqueue(token, Event(name=f"{state.get_full_name()}.check", payload={}))
    return len(ended)
