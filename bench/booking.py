"""P2, P3, P4, P9: hold and confirm, through the service and as bare statements, in turn."""

import cProfile
import gc
import io
import pstats
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import LifoQueue
from typing import Any

from bench.goals import Figure
from bench.ground import HOST, OFFERING, OFFICE, PERSON, SLOT, fill_in, lay_out
from bench.replay import Statement, play, raw_connection, recorded
from hellowork_portal import runtime
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.models import Job, Meeting, MeetingHostTime, Reservation, Slot
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.reservations.rules import new_number
from tests.factories import NOW, Desk

WARM, THREADS = 12, 8
_SPARE = 20


@dataclass(frozen=True)
class Recording:
    """The statements of one booking: who, where, and what the database named it."""

    hold: list[Statement]
    confirm: list[Statement]
    hold_id: int
    number: str

    @property
    def count(self) -> int:
        """Statements with BEGIN and COMMIT of both transactions."""
        return len(self.hold) + len(self.confirm) + 4


class Service:
    """Books as the portal does."""

    def hold(self, place: int) -> int:
        """Hold the place's seat for its person."""
        return runtime.run_now(hold_seat, principal=person(place), slot_id=SLOT + place, now=NOW)

    def confirm(self, place: int, hold_id: int) -> str:
        """Press 「申込み」."""
        return runtime.run_now(confirm_reservation, principal=person(place), hold_id=hold_id, now=NOW)


class Replay:
    """Books by the recorded statements of place 0, on connections kept as a pool keeps them."""

    def __init__(self, url: str, recording: Recording, connections: int) -> None:
        self._recording = recording
        self._free: LifoQueue[Any] = LifoQueue()
        for _ in range(connections):
            self._free.put(raw_connection(url))
        self._ready: dict[int, list[Statement]] = {}

    def prepare_holds(self, places: Sequence[int]) -> None:
        """Write the statements for these places beforehand: that is not what is measured."""
        self._ready = {place: [one.swapped(_ids(place)) for one in self._recording.hold] for place in places}

    def prepare_confirms(self, hold_ids: dict[int, int]) -> None:
        """Write the statements of the second half, now that the holds have ids."""
        self._ready = {
            place: [
                one.swapped(
                    _ids(place) | {self._recording.hold_id: hold_id, self._recording.number: new_number()}
                )
                for one in self._recording.confirm
            ]
            for place, hold_id in hold_ids.items()
        }

    def hold(self, place: int) -> None:
        """Play the first half."""
        self._play(place)

    def confirm(self, place: int, _hold_id: int) -> None:
        """Play the second half."""
        self._play(place)

    def _play(self, place: int) -> None:
        connection = self._free.get()
        try:
            play(connection, self._ready[place])
        finally:
            self._free.put(connection)

    def close(self) -> None:
        """Hang up."""
        while not self._free.empty():
            self._free.get().close()


def person(place: int) -> Principal:
    """Return the person of a place, signed in."""
    return Principal(PrincipalKind.APPLICANT, PERSON + place)


def _ids(place: int) -> dict[int | str, int | str]:
    return {block: block + place for block in (PERSON, SLOT, HOST, OFFERING, OFFICE)}


def record_booking(url: str) -> Recording:
    """Book at place 0, with the process warm, and keep every statement."""
    service = Service()
    seconds_of(url, service, [1], 1)
    with recorded(url) as hold:
        hold_id = service.hold(0)
    fill_in(url)
    with recorded(url) as confirm:
        number = service.confirm(0, hold_id)
    return Recording(hold, confirm, hold_id, number)


def holds_of(url: str, places: Sequence[int]) -> dict[int, int]:
    """Return the id of the hold at every place."""
    held = {row.applicant_id: row.id for row in Desk(url).rows(Reservation, state="held")}
    return {place: held[PERSON + place] for place in places}


def spread(work: Callable[[int], Any], places: Sequence[int], threads: int) -> tuple[float, dict[int, Any]]:
    """Work at every place, so many at a time; return the seconds it took and each result."""
    if threads == 1:
        began = time.perf_counter()
        results = {place: work(place) for place in places}
        return time.perf_counter() - began, results
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda _: None, range(threads)))
        began = time.perf_counter()
        results = dict(zip(places, pool.map(work, places), strict=True))
        return time.perf_counter() - began, results


def seconds_of(url: str, way: Service | Replay, places: Sequence[int], threads: int) -> float:
    """Return how long holds and confirmations take; filling in the form between is not counted."""
    if isinstance(way, Replay):
        way.prepare_holds(places)
    holding, _ = spread(way.hold, places, threads)
    fill_in(url)
    hold_ids = holds_of(url, places)
    if isinstance(way, Replay):
        way.prepare_confirms(hold_ids)
    confirming, _ = spread(lambda place: way.confirm(place, hold_ids[place]), places, threads)
    return holding + confirming


def ratios(url: str, recording: Recording, rounds: int, each: int, threads: int, first: int) -> list[float]:
    """Return service rate ÷ replay rate of short rounds, A-B-A-B: drift of the machine cancels out.

    Both warm up first: until a connection has met a statement some ten times, PostgreSQL
    plans it anew.
    """
    service, replay, found = Service(), Replay(url, recording, threads), []
    for turn, many in enumerate([WARM * threads, *[each] * rounds]):
        ours, theirs = range(first, first + many), range(first + many, first + 2 * many)
        seconds = seconds_of(url, service, ours, threads)
        ratio = seconds_of(url, replay, theirs, threads) / seconds
        found.extend([ratio] if turn else [])
        first += 2 * many
    replay.close()
    return found


def measure(url: str, dialect: str, rounds: int, each: int) -> list[Figure]:
    """Measure bookings on a database: one thread, and eight on PostgreSQL.

    Rounds of eight threads spread three times as far, so there are three times as many.
    """
    lanes = [1, THREADS] if dialect == "postgresql" else [1]
    turns = [rounds if threads == 1 else 3 * rounds for threads in lanes]
    needed = [2 * (many * each + WARM * threads) for many, threads in zip(turns, lanes, strict=True)]
    lay_out(url, places=_SPARE + sum(needed))
    recording = record_booking(url)
    # As the portal's process does once it has started (serve.py).
    gc.collect()
    gc.freeze()
    found = [
        ratios(url, recording, turns[turn], each, threads, _SPARE + sum(needed[:turn]))
        for turn, threads in enumerate(lanes)
    ]
    notes = _profile(url, Service(), range(2, _SPARE))
    _check(url)
    listed = [f"{part}: {one.head}" for part in ("hold", "confirm") for one in getattr(recording, part)]
    names = ("P2", "P3") if dialect == "postgresql" else ("P9",)
    return [
        *(Figure(name, dialect, samples, notes) for name, samples in zip(names, found, strict=True)),
        Figure("P4" if dialect == "postgresql" else "P4b", dialect, [recording.count], listed),
    ]


def _check(url: str) -> None:
    """Both ways must have done the whole work, or the ratio compares nothing."""
    desk = Desk(url)
    confirmed = len(desk.rows(Reservation, state="confirmed"))
    written = [
        len(desk.rows(Meeting)),
        len(desk.rows(Job, kind="mail")),
        len(desk.rows(Job, kind="meeting.create")),
    ]
    taken = sum(row.taken for row in desk.rows(Slot))
    hours = len({row.reservation_id for row in desk.rows(MeetingHostTime)})
    if [taken, hours, *written] != [confirmed] * 5 or confirmed < 20:
        raise RuntimeError(f"{confirmed} confirmed, but {taken}, {hours}, {written}")


def _profile(url: str, service: Service, places: Sequence[int]) -> list[str]:
    """Return where the time of bookings goes: the functions that cost most with what they call."""
    profile = cProfile.Profile()
    profile.enable()
    seconds_of(url, service, places, 1)
    profile.disable()
    text = io.StringIO()
    pstats.Stats(profile, stream=text).sort_stats("tottime").print_stats(12)
    rows = [line.split(None, 5) for line in text.getvalue().splitlines() if ".py:" in line]
    count = len(places)
    return [f"{row[1]} s of {count} bookings in {_short(row[5])}" for row in rows]


def _short(place: str) -> str:
    """Return where a function stands, without where this machine keeps it: the table is kept."""
    return place.rsplit("site-packages/", 1)[-1].removeprefix(f"{Path(__file__).parents[1]}/")
