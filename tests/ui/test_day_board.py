"""Day boards as browsers meet them: told live in codes, by room; forged events of others change nothing."""

import asyncio
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from reflex_base.constants.state import FIELD_MARKER
from sqlalchemy import select, update

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry, Interview, Job, JobState, Office, Reservation, Slot
from hellowork_portal.services.interviews import service
from hellowork_portal.services.reservations.rules import new_number
from hellowork_portal.ui.shell import live_rooms, session, staff_session
from hellowork_portal.ui.shell.live_rooms import DayRoom, Rooms
from hellowork_portal.ui.shell.live_seats import Inbox, Pusher
from hellowork_portal.ui.staff.booking.state import BookingState
from hellowork_portal.ui.staff.day.state import DayState
from tests.factories import NOW, TODAY, at, principal_of
from tests.ui.staff_house import A, B, StaffHouse

DAY, BOOKING = DayState.get_full_name(), BookingState.get_full_name()
NAME = "被害 花子"


@pytest.fixture
def house(app: Any, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffHouse]:
    """The owner's hold has become a reservation of today at office A."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    house = StaffHouse(app, database_url)
    times: dict[str, Any] = {"starts_at": NOW, "ends_at": at(0, "10:30")}
    its = update(table_of(Reservation)).where(table_of(Reservation).c.id == house.hold)
    house.desk.do(
        lambda db: db.connection().execute(
            its.values(state="confirmed", number=new_number(), confirmed_at=NOW, **times)
        )
    )
    day = update(table_of(Slot)).values(on_day=TODAY, **times)
    house.desk.do(lambda db: db.connection().execute(day))
    yield house
    for tabs in (session.watched, staff_session.watched_staff):
        tabs.clear()


def play(house: StaffHouse, *steps: tuple[Any, ...]) -> None:
    """Send events from pages: tab, name, payload, cookie, path, query."""
    house.run(*[((lambda step=step: house.deliver(*step)),) for step in steps])


def deeds(house: StaffHouse) -> list[tuple[str, dict[str, Any]]]:
    """Everything that a forger would send about the owner's interview."""
    form = {
        "interview": str(house.hold), "revision": "0", "method": "questions", "result": "confirmed",
        "counsellor": str(house.other), "other": "1", "note": "x", "slot": "1", "person": "1",
        "consent": "counter", "reason": "urgent", "q": NAME, "name": "x",
    }  # fmt: skip
    keyed = [
        {"deed": deed, "reservation_id": house.hold, "revision": 0}
        for deed in ("start", "no_show", "our_side")
    ]
    return [
        *[(f"{DAY}.do", payload) for payload in keyed],
        (f"{DAY}.choose", {"reservation_id": house.hold}),
        (f"{DAY}.recognise", {"reservation_id": house.hold}),
        (f"{DAY}.reply", {"reservation_id": house.hold, "reply": "our_side"}),
        *[(f"{DAY}.{name}", {"form": form}) for name in ("identify", "assign", "swap", "note", "move_today")],
        (f"{DAY}.open", {}),
        (f"{DAY}.look", {}),
        (f"{BOOKING}.open", {}),
        *[(f"{BOOKING}.{name}", {"form": form}) for name in ("search", "write_down", "add_seat", "book")],
    ]


def lived(house: StaffHouse) -> str:
    rows = [tuple(row) for model in (Interview, Slot) for row in house.desk.rows(model)]
    return house.belongings() + json.dumps(rows, default=str)


def test_a_citizen_and_another_office_see_and_change_nothing(house: StaffHouse) -> None:
    citizen = house.sign_in(house.owner)
    before = lived(house)
    worn = {"citizen": citizen, "forged": citizen.replace("session=", "staff="), "nobody": ""}
    worn["other"] = house.enter(house.other)
    steps = [
        (f"{tab}-{turn}-{code}", name, payload, cookie, routes.STAFF_DAY, {"office": code, "person": "1"})
        for tab, cookie in worn.items()
        for code in (A, B)
        for turn, (name, payload) in enumerate(deeds(house))
    ]
    play(house, *steps)
    assert [repr(error) for error in house.faults] == []
    assert lived(house) == before
    assert NAME not in house.wire.text


def test_the_offices_own_counsellor_lives_the_day_through(house: StaffHouse) -> None:
    cookie, at_a = house.enter(house.counsellor), {"office": A}

    def send(name: str, **payload: Any) -> tuple[Any, ...]:
        return ("tab", f"{DAY}.{name}", payload, cookie, routes.STAFF_DAY, at_a)

    about = {"interview": str(house.hold), "revision": "0"}
    identified = {"method": "questions", "result": "confirmed"}
    play(
        house,
        send("open"),
        send("identify", form=about | identified),
        send("do", deed="start", reservation_id=house.hold, revision=0),
        send("do", deed="start", reservation_id=house.hold, revision=1),
        send("note", form=about | {"note": "求人を紹介した"}),
        send("do", deed="finish", reservation_id=house.hold, revision=2),
    )
    assert house.faults == []
    assert NAME in house.wire.text
    assert "ほかの職員が先に操作しました" in house.wire.text, "the second key showed an old revision"
    assert house.desk.row(Reservation, id=house.hold).state == "completed"


class Sockets:
    """Sockets of browsers: what each was sent."""

    def __init__(self, app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app, self.sent = app, dict[str, list[Any]]()
        monkeypatch.setattr(app.sio, "_send_eio_packet", self._send)
        monkeypatch.setattr(app.sio.manager, "rooms", {})

    async def _send(self, socket: str, packet: Any) -> None:
        _head, _, body = packet.data.partition(",")
        self.sent.setdefault(socket, []).append(json.loads(body))

    async def connect(self, socket: str) -> str:
        return str(await self.app.sio.manager.connect(socket, live_rooms._NAMESPACE))

    def news(self, socket: str) -> list[Any]:
        deltas = [update["delta"] for event, update in self.sent.get(socket, []) if event == "event"]
        return [delta[DAY][f"live{FIELD_MARKER}"] for delta in deltas]


def test_all_boards_of_a_day_are_told_once_in_codes(
    house: StaffHouse, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sockets = Sockets(app, monkeypatch)
    slot = table_of(Slot)
    offering = house.desk.do(lambda db: db.connection().execute(select(slot.c.offering_id)).scalar())
    room = DayRoom(DAY, 1, TODAY.isoformat(), (offering,))
    elsewhere = [room._replace(on_day="2026-12-02"), room._replace(office_id=2, offerings=(offering + 1,))]
    owner = principal_of(type("Owner", (), {"id": house.owner})())  # type: ignore[arg-type]

    async def story() -> None:
        rooms = Rooms()
        rooms.open_in(app)
        inbox = Inbox()
        pusher = Pusher(inbox, rooms)
        await pusher.step()
        for socket in ("one", "two"):
            await rooms.enter(await sockets.connect(socket), routes.STAFF_DAY, room)
        for turn, other in enumerate(elsewhere):
            await rooms.enter(await sockets.connect(f"other-{turn}"), routes.STAFF_DAY, other)
        number = house.desk.row(Reservation, id=house.hold).number
        house.desk.do(service.arrived, principal=owner, number=number, now=NOW)
        inbox._put(frozenset({(offering, TODAY)}))
        await pusher.step()
        inbox._put(frozenset({(offering, TODAY)}))
        await pusher.step()

    asyncio.run(story())
    [one], [two] = sockets.news("one"), sockets.news("two")
    assert one == two
    assert one["rows"][str(house.hold)] == ["waiting", 0, "10:00", "", "", "", 0, 0, False]
    assert NAME not in json.dumps(one, ensure_ascii=False)
    assert sockets.news("other-0") == sockets.news("other-1") == []


def viewed(house: StaffHouse) -> list[tuple[str, dict[str, Any]]]:
    """What was recorded of readings of names."""
    rows = house.desk.rows(AuditEntry)
    return [(one.action, one.details) for one in rows if one.action.endswith("viewed")]


def test_who_is_booked_for_from_the_board_is_recorded(house: StaffHouse) -> None:
    cookie, here = house.enter(house.counsellor), {"office": A, "person": str(house.owner)}
    play(house, ("tab", f"{BOOKING}.open", {}, cookie, routes.STAFF, here))
    assert house.faults == []
    assert NAME in house.wire.text
    office = house.desk.rows(Office, code=A)[0].id
    assert viewed(house) == [("applicant.viewed", {"office": office})]


@pytest.mark.parametrize("name", ["look", "do", "assign"])
def test_another_days_names_are_not_read_by_the_way(house: StaffHouse, name: str) -> None:
    """A tab opened one day; the address of its next event names another one."""
    cookie = house.enter(house.counsellor)
    payload: dict[str, Any] = {
        "do": {"deed": "start", "reservation_id": 0, "revision": 0}, "assign": {"form": {}}
    }.get(name, {})  # fmt: skip
    here = {"office": A, "day": "2026-12-20"}
    marks = list[Any]()

    async def mark() -> None:
        marks.append((NAME in house.wire.text, [about["day"] for _, about in viewed(house)]))

    steps: list[tuple[Any, ...]] = [
        ("tab", f"{DAY}.open", {}, cookie, routes.STAFF, here),
        ("tab", f"{DAY}.{name}", payload, cookie, routes.STAFF, here | {"day": TODAY.isoformat()}),
        ("new", f"{DAY}.{name}", payload, cookie, routes.STAFF, {"office": A}),
    ]
    house.run(*[step for one in steps for step in (((lambda one=one: house.deliver(*one)),), (mark,))])
    assert house.faults == []
    assert marks[1] == (False, ["2026-12-20"])
    assert marks[2] == (True, ["2026-12-20", TODAY.isoformat()]), "a tab that has opened none opens it"


def test_a_letter_that_is_stuck_is_told_on_the_board(house: StaffHouse) -> None:
    cookie, here = house.enter(house.counsellor), {"office": A}
    told = list[tuple[int, int]]()

    async def look() -> None:
        board = await (await house.staff_state_of("tab")).get_state(DayState)
        told.append((board.stuck.letters, board.stuck.meetings))

    async def break_off() -> None:
        args = {"reservation_id": house.hold, "mail": "reservation_confirmed"}
        job = {"kind": "mail", "key": "x", "args": args, "run_at": NOW, "created_at": NOW, "error": "x"}
        house.desk.do(lambda db: db.add(Job(**job, state=JobState.DEAD)))

    def send(name: str) -> tuple[Any, ...]:
        return ((lambda: house.deliver("tab", f"{DAY}.{name}", {}, cookie, routes.STAFF, here)),)

    house.run(send("open"), (look,), (break_off,), send("look"), (look,))
    assert house.faults == []
    assert told == [(0, 0), (1, 0)]


@pytest.mark.parametrize(
    ("state", "stages_told", "is_open_before"),
    [
        ("in_progress", ["in_progress", "overrun"], True),
        ("in_progress", ["overrun"], False),
        ("confirmed", ["overdue"], False),
    ],
)
def test_an_interview_that_overruns_or_that_nobody_began_is_told_at_its_end(
    house: StaffHouse,
    app: Any,
    monkeypatch: pytest.MonkeyPatch,
    state: str,
    stages_told: list[str],
    is_open_before: bool,
) -> None:
    """Also on a board that is opened between two readings of all, which are half a minute apart."""
    begun = update(table_of(Reservation)).where(table_of(Reservation).c.id == house.hold)
    house.desk.do(lambda db: db.connection().execute(begun.values(state=state)))
    sockets, slot = Sockets(app, monkeypatch), table_of(Slot)
    offering = house.desk.do(lambda db: db.connection().execute(select(slot.c.offering_id)).scalar())
    room = DayRoom(DAY, 1, TODAY.isoformat(), (offering,))
    start, shortly_before = time.monotonic(), at(0, "10:30") - timedelta(seconds=2)
    monkeypatch.setattr(clock, "now", lambda: shortly_before + timedelta(seconds=time.monotonic() - start))

    async def story() -> list[str]:
        rooms = Rooms()
        rooms.open_in(app)
        pusher = Pusher(Inbox(), rooms)
        if not is_open_before:
            await pusher.step()
        await rooms.enter(await sockets.connect("one"), routes.STAFF_DAY, room)
        async with asyncio.timeout(8):
            while stages_told[-1] not in (told := stages()):
                await pusher.step()
        return told

    def stages() -> list[str]:
        return [one["rows"][str(house.hold)][0] for one in sockets.news("one")]

    assert asyncio.run(story()) == stages_told
    assert clock.now() - at(0, "10:30") < timedelta(seconds=2)
