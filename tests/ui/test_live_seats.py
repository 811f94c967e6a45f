"""Open calendars are told of seats: by room, once for all, and only what everybody may see."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
import structlog
from reflex_base.constants.state import FIELD_MARKER
from sqlalchemy import update

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Slot
from hellowork_portal.ui.citizen.calendar.state import CalendarState
from hellowork_portal.ui.shell import live_rooms, live_seats
from hellowork_portal.ui.shell.live_rooms import Room, Rooms, Stamp
from hellowork_portal.ui.shell.live_seats import Inbox, Pusher
from tests.factories import NOW, Desk
from tests.ui.calendar_place import THURSDAY, WEDNESDAY, Place
from tests.ui.hands import events_of, opened

NAMESPACE = live_rooms._NAMESPACE
STATE = CalendarState.get_full_name()


@pytest.fixture(scope="module")
def app() -> Iterator[Any]:
    """The real app, whose import takes hold of all logging; that is given back."""
    records = logging.getLogRecordFactory()
    from hellowork_portal.hellowork_portal import app

    yield app
    logging.setLogRecordFactory(records)
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


class Wire:
    """Sockets of browsers: what each was sent."""

    def __init__(self, app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app, self.sent = app, dict[str, list[Any]]()
        monkeypatch.setattr(app.sio, "_send_eio_packet", self._send)
        monkeypatch.setattr(app.sio.manager, "rooms", {})

    async def _send(self, socket: str, packet: Any) -> None:
        _head, _, body = packet.data.partition(",")
        self.sent.setdefault(socket, []).append(json.loads(body))

    async def connect(self, socket: str) -> str:
        """Open a browser's socket; return its id."""
        sid = await self.app.sio.manager.connect(socket, NAMESPACE)
        return str(sid)

    async def disconnect(self, sid: str) -> None:
        await self.app.sio.manager.disconnect(sid, NAMESPACE)

    def news(self, socket: str) -> list[dict[str, Any]]:
        """Return what a browser's `live` was filled with, message by message."""
        deltas = [update["delta"] for event, update in self.sent.get(socket, []) if event == "event"]
        return [delta[STATE][f"live{FIELD_MARKER}"] for delta in deltas]


@pytest.fixture
def wire(app: Any, monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(app, monkeypatch)


@pytest.fixture
def place(database_url: str) -> Place:
    return Place(Desk(database_url))


def room_of(place: Place, day: str = WEDNESDAY.isoformat(), month: int = 12) -> Room:
    return Room(STATE, place.offering, 2026, month, day)


def played(app: Any, story: Callable[[Rooms, Inbox, Pusher], Awaitable[Any]]) -> Any:
    """Play a story on a loop of its own, with nothing heard and everything looked at."""

    async def play() -> Any:
        rooms = Rooms()
        rooms.open_in(app)
        inbox = Inbox()
        pusher = Pusher(inbox, rooms)
        await pusher.step()
        return await story(rooms, inbox, pusher)

    return asyncio.run(play())


def take(place: Place, wall: str, seats: int = 1) -> None:
    slot = table_of(Slot)
    statement = update(slot).where(slot.c.id == place.slots[wall]).values(taken=slot.c.taken + seats)
    place.desk.do(lambda session: session.connection().execute(statement))


def test_the_names_of_the_framework_that_this_stands_on(app: Any) -> None:
    """The contract: a release that changes one of them must be noticed here, not by a stale calendar."""
    assert app.event_namespace.namespace == NAMESPACE
    state = opened(CalendarState, "/calendar")
    root = state._get_root_state()
    root._clean()
    state.live = {"room": "x"}
    assert root.get_delta()[STATE] == {f"live{FIELD_MARKER}": {"room": "x"}}
    assert {task.__name__ for task in app.get_lifespan_tasks()} >= {"push_seats"}
    assert any(isinstance(one, live_rooms.Doors) for one in app._middlewares)


def test_everybody_in_a_room_is_told_once_and_nobody_else(app: Any, wire: Wire, place: Place) -> None:
    async def story(rooms: Rooms, inbox: Inbox, pusher: Pusher) -> None:
        for socket in ("one", "two"):
            await rooms.enter(await wire.connect(socket), routes.CALENDAR, room_of(place))
        await rooms.enter(await wire.connect("elsewhere"), routes.CALENDAR, room_of(place, "2026-12-03"))
        await rooms.enter(
            await wire.connect("other"),
            routes.CALENDAR,
            room_of(place)._replace(offering_id=place.offering + 1),
        )
        take(place, "10:00")
        inbox._put(frozenset({(place.offering, WEDNESDAY)}))
        await pusher.step()

    played(app, story)
    [one], [two] = wire.news("one"), wire.news("two")
    assert one == two
    assert one["times"][str(place.slots["10:00"])] == ["few", 1]
    assert one["days"][1] == ["open", 7]
    assert one["next_free_on"] == "2026-12-02"
    assert one["next_free"]["en"] == "Wednesday 2 December 2026"
    [elsewhere] = wire.news("elsewhere")
    assert elsewhere["days"][1] == ["open", 7]
    assert str(place.slots["10:00"]) not in elsewhere["times"]
    assert wire.news("other") == []


def test_what_is_told_is_what_everybody_may_see(app: Any, wire: Wire, place: Place) -> None:
    async def story(rooms: Rooms, inbox: Inbox, pusher: Pusher) -> None:
        await rooms.enter(await wire.connect("one"), routes.CALENDAR, room_of(place))
        inbox._put(None)
        await pusher.step()

    played(app, story)
    [news] = wire.news("one")
    assert set(news) == {"room", "number", "days", "times", "next_free_on", "next_free"}
    left = [*news["days"], *news["times"].values()]
    assert all(isinstance(state, str) and isinstance(seats, int) for state, seats in left)


def test_seats_that_did_not_change_are_not_told_again(app: Any, wire: Wire, place: Place) -> None:
    async def story(rooms: Rooms, inbox: Inbox, pusher: Pusher) -> None:
        await rooms.enter(await wire.connect("one"), routes.CALENDAR, room_of(place))
        for _ in range(3):
            inbox._put(frozenset({(place.offering, WEDNESDAY)}))
            await pusher.step()
        take(place, "13:00")
        inbox._put(frozenset({(place.offering, WEDNESDAY)}))
        await pusher.step()

    played(app, story)
    assert [news["days"][1] for news in wire.news("one")] == [["open", 8], ["open", 7]]


def test_who_came_in_between_is_told_even_what_the_others_know(app: Any, wire: Wire, place: Place) -> None:
    """A seat is taken, somebody opens the calendar, and the seat comes back before anybody was told."""

    async def story(rooms: Rooms, inbox: Inbox, pusher: Pusher) -> None:
        await rooms.enter(await wire.connect("one"), routes.CALENDAR, room_of(place))
        inbox._put(frozenset({(place.offering, WEDNESDAY)}))
        await pusher.step()
        take(place, "10:00")
        await rooms.enter(await wire.connect("late"), routes.CALENDAR, room_of(place))
        take(place, "10:00", seats=-1)
        inbox._put(frozenset({(place.offering, WEDNESDAY)}))
        await pusher.step()

    played(app, story)
    [news] = wire.news("late")
    assert news["times"][str(place.slots["10:00"])] == ["open", 2]


def test_a_change_that_nobody_told_shows_at_the_next_look(
    app: Any, wire: Wire, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_seats, "RESYNC_SECONDS", 0.0)

    async def story(rooms: Rooms, _inbox: Inbox, pusher: Pusher) -> None:
        await rooms.enter(await wire.connect("one"), routes.CALENDAR, room_of(place))
        take(place, "14:00", seats=2)
        await pusher.step()

    played(app, story)
    assert wire.news("one")[-1]["times"][str(place.slots["14:00"])] == ["full", 0]


def test_a_room_is_left_with_its_page_and_with_its_socket(app: Any, wire: Wire, place: Place) -> None:
    async def story(rooms: Rooms, _inbox: Inbox, _pusher: Pusher) -> None:
        going, closing, moving = [await wire.connect(socket) for socket in ("a", "b", "c")]
        for sid in (going, closing, moving):
            await rooms.enter(sid, routes.CALENDAR, room_of(place))
        await rooms.follow(going, routes.CALENDAR)
        assert [room.day for room in rooms.watched()] == ["2026-12-02"]
        await rooms.follow(going, routes.LOOKUP)
        await wire.disconnect(closing)
        await rooms.enter(moving, routes.CALENDAR, room_of(place, "2026-12-03"))
        assert [room.day for room in rooms.watched()] == ["2026-12-03"]
        await wire.disconnect(moving)
        rooms.forget_the_gone()
        assert (list(rooms.watched()), rooms._places, rooms._last) == ([], {}, {})
        assert not [name for name in app.sio.manager.rooms.get(NAMESPACE, {}) if STATE in str(name)]

    played(app, story)


def test_a_page_that_was_read_after_a_message_does_not_follow_it(app: Any, wire: Wire, place: Place) -> None:
    async def story(rooms: Rooms, inbox: Inbox, pusher: Pusher) -> tuple[Stamp, Stamp]:
        early = await rooms.enter(await wire.connect("early"), routes.CALENDAR, room_of(place))
        inbox._put(frozenset({(place.offering, WEDNESDAY)}))
        await pusher.step()
        late = await rooms.enter(await wire.connect("late"), routes.CALENDAR, room_of(place))
        return early, late

    early, late = played(app, story)
    [news] = wire.news("early")
    assert early.room == late.room == news["room"]
    assert early.after < news["number"] <= late.after


def test_opening_the_calendar_follows_its_month_and_day(
    app: Any, wire: Wire, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> tuple[Stamp, list[Room]]:
        rooms = Rooms()
        rooms.open_in(app)
        monkeypatch.setattr(live_seats, "rooms", rooms)
        state: Any = opened(CalendarState, place.address(day=THURSDAY))
        sid = await wire.connect("one")
        state._get_root_state().router = state.router.__class__(
            url=state.router.url, session=state.router.session.__class__(session_id=sid)
        )
        await state._load()
        return state.stamp, list(rooms.watched())

    stamp, watched = asyncio.run(play())
    assert watched == [room_of(place, THURSDAY.isoformat())]
    assert stamp.room.endswith(f":{place.offering}:2026:12:2026-12-03")


def test_a_month_beyond_the_window_follows_the_one_that_is_shown(place: Place) -> None:
    state = opened(
        CalendarState, routes.with_query(routes.CALENDAR, offering=place.offering, month="2031-05")
    )
    events_of(state.open())
    assert state.stamp.room.endswith(f"{place.offering}:2026:12:")
