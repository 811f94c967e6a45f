"""P20: a day board of 400 interviews in twenty browsers beside one, served by two web processes."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session
from websockets.asyncio.client import connect

from bench.goals import Figure
from bench.ground import Ground
from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Interview, ProcedureVersion, Reservation
from hellowork_portal.services.interviews.service import check_in, step_back
from hellowork_portal.services.reservations.rules import new_number
from hellowork_portal.services.staff.sessions import open_session
from tests import servers
from tests.factories import (
    Desk,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_staff,
)
from tests.integration.live.watcher import _HYDRATE, _NAMESPACE, PATIENCE_SECONDS, News, Watcher
from tests.integration.live.web import web_process

EVERY_SECONDS = 0.5
_OFFICE, _SLOTS = "13010", 40
_STATE = "reflex___state____state.hellowork_portal___ui___staff___day___state____day_state"


@dataclass
class Board(Watcher):
    """One browser of the office with its day board open."""

    sizes: list[int] = field(default_factory=list)
    """Bytes of each message that told of the day."""

    @classmethod
    async def at(cls, url: str, cookie: str) -> "Board":
        """Open a socket with a counsellor's cookie, and the board of today."""
        first = await cls._socket(url, cookie)
        query = {"office": _OFFICE}
        for event in (_HYDRATE, f"{_STATE}.open"):
            await first._send(event, query, path=routes.STAFF_DAY)
        await asyncio.wait_for(first.loaded.get(), PATIENCE_SECONDS)
        return first

    @classmethod
    async def _socket(cls, url: str, cookie: str) -> "Board":
        board = cls(None)  # type: ignore[arg-type]
        address = f"{url.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket&token={board.token}"
        headers = {"Cookie": f"staff={cookie}"}
        options: dict[str, Any] = {"origin": url, "compression": None, "max_size": None}
        board.socket = await connect(address, additional_headers=headers, **options)
        await board.socket.recv()
        await board.socket.send(f"40{_NAMESPACE},")
        board._reading = asyncio.create_task(board._read())
        return board

    async def _note(self, line: str, at: float) -> None:
        if line == "2":
            await self.socket.send("3")
        if not line.startswith(f"42{_NAMESPACE},"):
            return
        update = json.loads(line.partition(",")[2])[1]
        said = update.get("delta", {}).get(_STATE, {}) if isinstance(update, dict) else {}
        told = {name.split("_rx_state_")[0]: value for name, value in said.items()}
        if told.get("view", {}).get("rows"):
            self.loaded.put_nowait(told)
        elif told.get("live"):
            self.sizes.append(len(line.encode()))
            self.news.put_nowait(News(at, told["live"]))


@dataclass(frozen=True)
class Day:
    """An office with a full day, and a counsellor."""

    desk: Desk
    ids: list[int]
    counsellor: Principal
    cookie: str


def measure(ground: Ground, browsers: int, interviews: int, changes: int) -> list[Figure]:
    """Press a key every half second; first with one board open, then with all."""
    url = ground.database("postgresql")
    day = Desk(url).do(_furnish, url, interviews)
    with servers.redis() as redis:
        settings = {"PORTAL_REDIS_URL": redis, "PORTAL_WEB_WORKERS": "2"}
        with web_process(ground.folder, workers=2, **settings) as (portal, _):
            alone = asyncio.run(_watch(portal, day, 1, changes))
            together = asyncio.run(_watch(portal, day, browsers, changes))
    case = f"{interviews} interviews, {browsers} boards"
    notes = [f"one board: {median(alone.took):.1f} ms at the median, {max(alone.took):.1f} at most"]
    return [
        Figure("P20", f"{case} / one", [median(together.took) / median(alone.took)], notes, "one board"),
        Figure("P20b", f"{case}, slowest", [max(together.took)], notes),
        Figure("P20c", f"{case}, a message", [alone.message / 1024], notes),
        Figure("P20d", f"{case} / one", [one / alone.each[0] for one in together.each], notes, "one board"),
    ]


@dataclass(frozen=True)
class Watched:
    """How many milliseconds passed from each commit to each board, and the bytes of each board's messages."""

    took: list[float]
    sizes: list[list[int]]

    @property
    def message(self) -> float:
        """Return the bytes of a message."""
        return median(size for board in self.sizes for size in board)

    @property
    def each(self) -> list[int]:
        """Return the bytes that each board was sent in all."""
        return [sum(board) for board in self.sizes]


async def _watch(portal: str, day: Day, browsers: int, changes: int) -> Watched:
    """Change and look; the first change, for which everything is new, is not counted."""
    boards = [await Board.at(portal, day.cookie) for _ in range(browsers)]
    shown: list[float] = []
    for turn in range(changes + 1):
        took = await _change(day, boards, turn)
        await asyncio.sleep(EVERY_SECONDS)
        if turn:
            shown += took
            continue
        for board in boards:
            board.sizes.clear()
    await asyncio.gather(*[board.close() for board in boards])
    return Watched(shown, [board.sizes for board in boards])


async def _change(day: Day, boards: list[Board], turn: int) -> list[float]:
    """Check somebody in and take it back; return how long after the commits each board was told."""
    one, took = day.ids[turn % len(day.ids)], list[float]()
    seen = day.desk.rows(Interview, reservation_id=one)
    revision = seen[0].revision if seen else 0
    for deed in (check_in, step_back):
        given = {"principal": day.counsellor, "reservation_id": one, "seen": revision}
        await asyncio.to_thread(runtime.run_now, deed, **given)
        revision, committed = revision + 1, perf_counter()
        news = await asyncio.gather(*[board.told(10) for board in boards])
        if any(told.said["rows"][str(one)][7] != revision for told in news):
            raise RuntimeError("a board was told something else than the key that was pressed")
        took += [1000 * (told.at - committed) for told in news]
    return took


def _furnish(session: Session, url: str, interviews: int) -> Day:
    now = clock.now()
    office = make_office(session, _OFFICE)
    offering = make_offering(session, office, make_procedure(session))
    version = session.connection().execute(table_of(ProcedureVersion).select()).first()
    begins = clock.at_japan(clock.day_in_japan(now), 8 * 60)
    times = [begins + timedelta(minutes=12 * turn) for turn in range(_SLOTS)]
    per_slot = interviews // _SLOTS
    slots = [make_slot(session, offering, at, minutes=10, capacity=per_slot, taken=per_slot) for at in times]
    people = [make_applicant(session, f"day-{turn}@example.jp") for turn in range(interviews)]
    rows = [_row(slots[turn // per_slot], who, version, now) for turn, who in enumerate(people)]
    session.connection().execute(insert(table_of(Reservation)), rows)
    ids = [row[0] for row in session.connection().execute(table_of(Reservation).select())]
    member = make_staff(session, "board@example.jp", Role.COUNSELLOR, office.id)
    grants = frozenset({Grant(Role.COUNSELLOR, office.id)})
    token, _ = open_session(session, member.id or 0, old_token="", agent="", now=now)
    return Day(Desk(url), ids, Principal(PrincipalKind.STAFF, member.id, grants=grants), token)


def _row(slot: Any, who: Applicant, version: Any, now: Any) -> dict[str, Any]:
    return {
        "number": new_number(), "slot_id": slot.id, "applicant_id": who.id, "state": "confirmed",
        "procedure_version_id": version.id, "starts_at": slot.starts_at, "ends_at": slot.ends_at,
        "held_at": now, "confirmed_at": now,
    }  # fmt: skip
