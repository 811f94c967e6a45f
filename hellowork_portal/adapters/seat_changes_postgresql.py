"""LISTEN and NOTIFY, each on a connection of its own.

NOTIFY inside a booking would cost two thirds of the throughput (patterns.md §A.2), so it is
sent after the commit and at most ten times a second, however much is booked. Between the portal
and PostgreSQL there may be no pooler that hands out connections by the transaction.
"""

import atexit
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from threading import Condition, Event, Lock, Thread
from time import monotonic
from typing import Any, LiteralString

import psycopg
import structlog
from sqlalchemy import make_url

from hellowork_portal.kit.seat_notes import Changed, Day, OnChange, SeatNotes

log = structlog.get_logger("portal.seats")
CHANNEL = "portal_seats"
PAUSE_SECONDS, LISTEN_SECONDS, RETRY_SECONDS, KEPT_SECONDS = 0.1, 0.5, 1.0, 30.0
"""Between two messages; until a listener asks whether it is over; before another try; what is older
has been seen by the watchers themselves."""
_LINE: dict[str, Any] = {
    "autocommit": True,
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "options": "-c statement_timeout=5000 -c timezone=UTC",
}
_AT_ONCE = 250
"""Days in one message: PostgreSQL takes 8,000 bytes."""
_MOST = 2_000
_ANY = "*"
_TELL = "SELECT pg_notify(%s, %s)"
_TELL_SLOTS = """
    SELECT pg_notify(%s, string_agg(DISTINCT offering_id || ':' || on_day, ' ')) FROM slot WHERE id = ANY(%s)
"""


class PostgresqlSeatChanges:
    """Word of changed seats by PostgreSQL."""

    def __init__(self, url: str) -> None:
        address = make_url(url).set(drivername="postgresql")
        self._address = address.render_as_string(hide_password=False)
        self._sender = _Sender(self._address)

    def tell(self, notes: SeatNotes) -> None:
        """Leave it to the sending thread."""
        self._sender.add(notes)

    @contextmanager
    def listening(self, on_change: OnChange) -> Iterator[None]:
        """Listen for as long as the block runs; after every gap anything may have changed."""
        stop = Event()
        thread = Thread(target=_listen, args=(self._address, on_change, stop), name="seats-ear", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(RETRY_SECONDS * 3)


def _listen(address: str, on_change: OnChange, stop: Event) -> None:
    while not stop.is_set():
        try:
            with psycopg.connect(address, **_LINE) as line:
                line.execute(f"LISTEN {CHANNEL}")
                on_change(None)
                while not stop.is_set():
                    for note in line.notifies(timeout=LISTEN_SECONDS):
                        on_change(days_of(note.payload))
        except psycopg.Error as error:
            log.warning("seats_not_heard", error=type(error).__name__)
            stop.wait(RETRY_SECONDS)


class _Sender:
    """Collects what commits noted and sends it; what could not be sent stays for the next try."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._line: psycopg.Connection | None = None
        self._pending, self._since = SeatNotes(), 0.0
        self._wake, self._sending = Condition(), Lock()
        self._thread: Thread | None = None

    def add(self, notes: SeatNotes) -> None:
        with self._wake:
            self._keep(notes, monotonic())
            if self._thread is None:
                self._thread = Thread(target=self._run, name="seats-mouth", daemon=True)
                self._thread.start()
                atexit.register(self._finish)
            self._wake.notify()

    def _keep(self, notes: SeatNotes, since: float) -> None:
        self._since = min(since, self._since) if self._pending else since
        self._pending.add(notes)

    def _run(self) -> None:
        pause = Event()
        while True:
            with self._wake:
                self._wake.wait_for(lambda: bool(self._pending))
            pause.wait(PAUSE_SECONDS if self._send_pending() else RETRY_SECONDS)

    def _finish(self) -> None:
        """Send what a command noted a moment before its process ends."""
        self._send_pending()

    def _send_pending(self) -> bool:
        """Send what is there; False where a new connection is of no use for now."""
        with self._sending:
            was_connected = self._line is not None
            with self._wake:
                notes, since, self._pending = self._pending, self._since, SeatNotes()
            try:
                self._send(notes)
            except psycopg.Error as error:
                self._hang_up()
                log.warning("seats_not_told", error=type(error).__name__)
                if monotonic() - since < KEPT_SECONDS:
                    with self._wake:
                        self._keep(notes, since)
                return was_connected
        return True

    def _send(self, notes: SeatNotes) -> None:
        for statement, about in _messages(notes):
            if self._line is None:
                self._line = psycopg.connect(self._address, **_LINE)
            self._line.execute(statement, (CHANNEL, about))

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def _messages(notes: SeatNotes) -> Iterator[tuple[LiteralString, Any]]:
    """Yield statements and what each is about; very many changes are told as one."""
    if len(notes.slots) + len(notes.days) > _MOST:
        yield _TELL, _ANY
        return
    for slots in _batches(notes.slots):
        yield _TELL_SLOTS, slots
    for days in _batches(notes.days):
        yield _TELL, " ".join(f"{offering}:{day}" for offering, day in days)


def _batches(things: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(things)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def days_of(payload: str) -> Changed:
    """Return what a message is about; one that nobody of ours can have written is about anything."""
    try:
        return frozenset(_day(part) for part in payload.split())
    except ValueError:
        return None


def _day(part: str) -> Day:
    offering, day = part.split(":")
    return int(offering), date.fromisoformat(day)
