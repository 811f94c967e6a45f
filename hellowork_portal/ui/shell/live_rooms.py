"""Rooms of the websocket: pages that show the same thing are told of it once (patterns.md §A).

The framework's names that this stands on are checked by tests/ui/test_live_rooms.py.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from reflex.app import App
from reflex.event import Event
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.constants.state import FIELD_MARKER

from hellowork_portal.kit.unchanging import Unchanging

_NAMESPACE = "/_event"
_EVENT = "event"


class Room(NamedTuple):
    """What a page shows: one month of an offering, and the times of one day or of none (empty)."""

    state: str
    """Full name of the page's state, whose var `live` the messages fill."""
    offering_id: int
    year: int
    month: int
    day: str

    @property
    def name(self) -> str:
        """The room's name in this process."""
        return ":".join(map(str, self))


class DayRoom(NamedTuple):
    """What a day board shows: one day of an office, with the ids of what it offers."""

    state: str
    office_id: int
    on_day: str
    offerings: tuple[int, ...]

    @property
    def name(self) -> str:
        """The room's name in this process."""
        return ":".join(map(str, self))


AnyRoom = Room | DayRoom


@dataclass(frozen=True)
class Stamp(Unchanging):
    """What of the messages a page that was just read must follow: those of one room after a number.

    Reading and messages overtake one another; numbers tell which came later. They are this
    process's own, so the room carries its mark.
    """

    room: str = ""
    after: int = 0


@dataclass(frozen=True)
class _Place:
    room: AnyRoom
    path: str


class Rooms:
    """Who is in which room in this process; every socket is in one at most."""

    def __init__(self) -> None:
        self._app: App | None = None
        self._mark = secrets.token_hex(4)
        self._places: dict[str, _Place] = {}
        self._known: dict[str, AnyRoom] = {}
        self._last: dict[str, int] = {}
        """By room, the hash of what was told last: the news themselves would cost more than a state."""
        self._sent = 0

    def open_in(self, app: App) -> None:
        """Use the websocket of an app."""
        self._app = app

    async def enter(self, sid: str, path: str, room: AnyRoom) -> Stamp:
        """Move a socket into a room; what is read after this and told later fits together."""
        await self.leave(sid, unless=room)
        sio = self._app.sio if self._app else None
        if sio is not None and sio.manager.is_connected(sid, _NAMESPACE):
            await sio.enter_room(sid, room.name, namespace=_NAMESPACE)
            self._places[sid], self._known[room.name] = _Place(room, path), room
            # Who enters may read something newer than what was told last: it must not seem known.
            self._last.pop(room.name, None)
        return Stamp(self._marked(room), self._sent)

    async def leave(self, sid: str, *, unless: AnyRoom | None = None) -> None:
        """Take a socket out of its room."""
        place = self._places.get(sid)
        if place is None or place.room == unless:
            return
        del self._places[sid]
        if self._app and self._app.sio:
            await self._app.sio.leave_room(sid, place.room.name, namespace=_NAMESPACE)

    async def follow(self, sid: str, path: str) -> None:
        """Take a socket out of its room when its page is left."""
        place = self._places.get(sid)
        if place is not None and place.path != path:
            await self.leave(sid)

    def watched(self) -> Iterable[Any]:
        """Return the rooms in which somebody is; forgets those that are empty."""
        there = self._members()
        for name in [name for name in self._known if name not in there]:
            self._known.pop(name)
            self._last.pop(name, None)
        return list(self._known.values())

    def forget_the_gone(self) -> None:
        """Forget sockets that were closed."""
        there = self._members()
        gone = [sid for sid, place in self._places.items() if sid not in there.get(place.room.name, ())]
        for sid in gone:
            del self._places[sid]

    async def tell(self, room: AnyRoom, news: dict[str, Any]) -> bool:
        """Send news to everybody in a room, unless they are what was sent last; one encoding for all."""
        told = hash(repr(news))
        if self._app is None or self._app.sio is None or self._last.get(room.name) == told:
            return False
        self._last[room.name] = told
        self._sent += 1
        live = news | {"room": self._marked(room), "number": self._sent}
        update = StateUpdate(delta={room.state: {f"live{FIELD_MARKER}": live}})
        await self._app.sio.emit(_EVENT, update, room=room.name, namespace=_NAMESPACE)
        return True

    def _members(self) -> dict[str | None, Any]:
        sio = self._app.sio if self._app else None
        return {} if sio is None else sio.manager.rooms.get(_NAMESPACE, {})

    def _marked(self, room: AnyRoom) -> str:
        """Return what tells messages of this room and process; a state hears of its own rooms alone."""
        return ":".join(map(str, (self._mark, *room[1:])))


rooms = Rooms()
"""This process's rooms."""


class Doors(Middleware):
    """Sees whoever goes to another page out of the room."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:
        """Let every event pass."""
        router = state.router
        await rooms.follow(router.session.session_id, router.url.path)
        return None
