"""One machine, one file: what this process changed is known at once, the rest by a counter.

`PRAGMA data_version` changes whenever another connection has written anything. It is read twice
a second and does not say what was written, so then any seat may have changed.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from threading import Event, Lock, Thread
from time import monotonic

import structlog
from sqlalchemy import make_url

from hellowork_portal.kit.seat_notes import Changed, Day, OnChange, SeatNotes

log = structlog.get_logger("portal.seats")
LOOK_SECONDS, RETRY_SECONDS = 0.5, 1.0
_MOST = 500
"""Slots that are looked up one by one; more than that is anything."""


class SqliteSeatChanges:
    """Word of changed seats on SQLite."""

    def __init__(self, url: str) -> None:
        self._path = make_url(url).database or ""
        self._ears: list[_Ear] = []

    def tell(self, notes: SeatNotes) -> None:
        """Leave it to whoever listens in this process; the others look themselves."""
        for ear in tuple(self._ears):
            ear.add(notes)

    @contextmanager
    def listening(self, on_change: OnChange) -> Iterator[None]:
        """Look for as long as the block runs."""
        ear = _Ear(self._path, on_change)
        thread = Thread(target=ear.run, name="seats-ear", daemon=True)
        self._ears.append(ear)
        thread.start()
        try:
            yield
        finally:
            self._ears.remove(ear)
            ear.stop()
            thread.join(RETRY_SECONDS * 3)


class _Ear:
    """One listener's thread."""

    def __init__(self, path: str, on_change: OnChange) -> None:
        self._path, self._on_change = path, on_change
        self._pending, self._lock = SeatNotes(), Lock()
        self._wake, self._is_over = Event(), False

    def add(self, notes: SeatNotes) -> None:
        with self._lock:
            self._pending.add(notes)
        self._wake.set()

    def stop(self) -> None:
        self._is_over = True
        self._wake.set()

    def run(self) -> None:
        while not self._is_over:
            try:
                with closing(sqlite3.connect(self._path, timeout=RETRY_SECONDS)) as file:
                    self._look_again_and_again(file)
            except sqlite3.Error as error:
                log.warning("seats_not_heard", error=type(error).__name__)
                self._wake.wait(RETRY_SECONDS)

    def _look_again_and_again(self, file: sqlite3.Connection) -> None:
        file.execute("PRAGMA query_only=ON")
        seen, next_look = None, 0.0
        while not self._is_over:
            if notes := self._taken():
                self._on_change(_days_of(file, notes))
            if monotonic() >= next_look:
                next_look = monotonic() + LOOK_SECONDS
                (version,) = file.execute("PRAGMA data_version").fetchone()
                if version != seen:
                    self._on_change(None)
                seen = version
            self._wake.wait(max(0.0, next_look - monotonic()))
            self._wake.clear()

    def _taken(self) -> SeatNotes:
        with self._lock:
            notes, self._pending = self._pending, SeatNotes()
        return notes


def _days_of(file: sqlite3.Connection, notes: SeatNotes) -> Changed:
    if len(notes.slots) > _MOST:
        return None
    return frozenset([*notes.days, *_days_of_slots(file, notes.slots)])


def _days_of_slots(file: sqlite3.Connection, slots: Iterable[int]) -> list[Day]:
    ids = sorted(slots)
    marks = ",".join("?" * len(ids))
    rows = file.execute(f"SELECT DISTINCT offering_id, on_day FROM slot WHERE id IN ({marks})", ids)  # noqa: S608
    return [(offering, date.fromisoformat(day)) for offering, day in rows]
