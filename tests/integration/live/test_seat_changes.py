"""Word of changed seats reaches every process that listens, after the commit and never before."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from hellowork_portal.adapters import seat_changes
from hellowork_portal.adapters.seat_changes_postgresql import CHANNEL, days_of
from hellowork_portal.kit.seat_notes import note_days, note_slots
from hellowork_portal.models import Reservation
from tests.integration.live.ground import Ear, Place

ROOT = Path(__file__).resolve().parents[3]
IN_TIME = 2.0
"""Seconds within which a seat must show (the portal's promise)."""


@contextmanager
def listening(url: str) -> Iterator[Ear]:
    """Listen, from the moment on at which the listener is ready."""
    ear = Ear()
    with seat_changes.listening(url, ear):
        ear.hear(None)
        yield ear


def at_server(url: str) -> psycopg.Connection[Any]:
    """A connection of the test's own to the same PostgreSQL."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True)


def test_a_seat_taken_in_this_process_is_told_with_its_day(database_url: str) -> None:
    place = Place(database_url)
    with listening(database_url) as ear:
        place.hold(place.slots[0])
        ear.hear(frozenset({place.day}), IN_TIME)


def test_moving_to_another_day_tells_both_days(database_url: str) -> None:
    place = Place(database_url)
    person = place.person()
    place.hold(place.slots[0], person)
    with listening(database_url) as ear:
        place.hold(place.next_slot, person)
        ear.hear(frozenset({place.day, place.next_day}), IN_TIME)


def test_a_seat_taken_by_another_process_is_heard(database_url: str, dialect: str) -> None:
    place = Place(database_url)
    with listening(database_url) as ear:
        command = [sys.executable, "-m", "tests.integration.live.ground", database_url, str(place.slots[3])]
        subprocess.run(command, cwd=ROOT, env=os.environ, check=True, timeout=60)
        ear.hear(frozenset({place.day}) if dialect == "postgresql" else None, IN_TIME)
    assert len(place.desk.rows(Reservation)) == 1


def test_what_is_rolled_back_is_not_told(postgresql_url: str) -> None:
    place = Place(postgresql_url)

    def fail(session: Any) -> None:
        note_slots(session, [place.slots[0]])
        raise LookupError

    with listening(postgresql_url) as ear:
        with pytest.raises(LookupError):
            place.desk.do(fail)
        assert ear.all(0.6) == []


def test_without_the_hook_after_the_commit_nobody_hears_of_a_seat(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the other tests hear comes by the hook and by nothing else."""
    place = Place(postgresql_url)
    monkeypatch.setattr(seat_changes, "tell", lambda _url, _notes: None)
    with listening(postgresql_url) as ear:
        place.hold(place.slots[0])
        assert ear.all(0.6) == []


def test_a_listener_that_lost_its_line_says_that_anything_may_have_changed(postgresql_url: str) -> None:
    place = Place(postgresql_url)
    with listening(postgresql_url) as ear, at_server(postgresql_url) as server:
        killed = server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE 'listen %'"
        )
        assert killed.fetchall() == [(True,)]
        ear.hear(None, IN_TIME)
        place.hold(place.slots[0])
        ear.hear(frozenset({place.day}), IN_TIME)


def test_a_sender_that_lost_its_line_tells_all_the_same(postgresql_url: str) -> None:
    place = Place(postgresql_url)
    with listening(postgresql_url) as ear, at_server(postgresql_url) as server:
        place.hold(place.slots[0])
        ear.hear(frozenset({place.day}), IN_TIME)
        killed = server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE '%pg_notify(%' "
            "AND pid <> pg_backend_pid()"
        )
        assert killed.fetchall() == [(True,)]
        place.hold(place.next_slot)
        ear.hear(frozenset({place.next_day}), IN_TIME)


def test_many_bookings_are_told_in_few_messages(postgresql_url: str) -> None:
    place = Place(postgresql_url)
    people = [place.person() for _ in range(40)]
    with at_server(postgresql_url) as server:
        server.execute(f"LISTEN {CHANNEL}")
        for turn, person in enumerate(people):
            place.hold(place.slots[turn % 20], person)
        told = [days_of(note.payload) for note in server.notifies(timeout=1)]
    assert set().union(*[days or set() for days in told]) == {place.day}
    assert len(told) < len(people) / 2


def test_very_many_changes_are_told_as_one(postgresql_url: str) -> None:
    place = Place(postgresql_url)

    def write_a_plan(session: Any) -> None:
        note_days(session, [(offering, place.day[1]) for offering in range(1, 5000)])

    with listening(postgresql_url) as ear:
        place.desk.do(write_a_plan)
        ear.hear(None, IN_TIME)


def test_some_hundred_days_are_told_one_by_one(database_url: str) -> None:
    place = Place(database_url)
    days = {(offering, place.day[1]) for offering in range(1, 600)}
    with listening(database_url) as ear:
        place.desk.do(lambda session: note_days(session, days))
        told = [changed for changed in ear.all(1) if changed]
    assert set().union(*told) == days


def test_two_listeners_hear_the_same(database_url: str) -> None:
    place = Place(database_url)
    with listening(database_url) as one, listening(database_url) as other:
        place.hold(place.slots[0])
        one.hear(frozenset({place.day}), IN_TIME)
        other.hear(frozenset({place.day}), IN_TIME)


def test_a_seat_changed_by_hand_is_noticed_on_sqlite(sqlite_url: str) -> None:
    place = Place(sqlite_url)
    with listening(sqlite_url) as ear:
        with sqlite3.connect(make_url(sqlite_url).database or "") as file:
            file.execute("UPDATE slot SET taken = taken + 1 WHERE id = ?", [place.slots[0]])
        file.close()
        ear.hear(None, IN_TIME)


def test_nothing_written_is_nothing_heard(database_url: str) -> None:
    place = Place(database_url)
    with listening(database_url) as ear:
        place.desk.see(lambda session: session.connection().exec_driver_sql("SELECT 1").all())
        assert ear.all(1.2) == []


@pytest.mark.parametrize("payload", ["*", "12", "a:b", "12:2026-13-01", "12:2026-12-01 *"])
def test_a_message_that_is_not_ours_is_about_anything(payload: str) -> None:
    assert days_of(payload) is None
