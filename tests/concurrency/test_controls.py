"""Controls: with a guard taken off, the harm that it prevents really happens; so the stampedes can see it.

PostgreSQL shows each race in the very transaction of the command. SQLite does not:
BEGIN IMMEDIATE lets one writer in at a time, so there the same unguarded code is safe,
and the race appears as soon as looking and taking lie in two transactions.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Barrier, BrokenBarrierError, Event, local
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from hellowork_portal.kit.sql import Part, Told, Writes, table_of
from hellowork_portal.models import Reservation, Slot
from hellowork_portal.services.reservations import errors, holds, queries, rules, seat_path
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from tests.concurrency.herd import Town, at_once, codes, confirm_all, hold_all, signed_in
from tests.factories import NOW, assert_seats_add_up

TABS, MOST = 6, 2
"""Each tab waits in a transaction of its own: two fewer than the pool has connections, for who else reads."""
PATIENCE, A_MOMENT = 30, 0.2
"""Seconds: as long as a loaded machine may need, and as long as what must not happen is waited for."""
SLOT = table_of(Slot)


@contextmanager
def meeting_point(*, is_met: bool = True) -> Iterator[Callable[[], None]]:
    """Yield a call at which TABS threads wait for one another; once all have met, nobody waits again.

    `is_met` says that they can meet: who waits in vain then fails. Where a lock lets one in at a time
    they cannot, and each goes on alone after a moment.
    """
    have_met = Event()
    barrier = Barrier(TABS, have_met.set)

    def wait() -> None:
        if have_met.is_set():
            return
        try:
            barrier.wait(PATIENCE if is_met else A_MOMENT)
        except BrokenBarrierError:
            if is_met:
                raise

    yield wait


def looked_at(session: Session, slot_id: int) -> int:
    """Return the seats taken, as a program without a guard looks; raises SlotFull."""
    row = (
        session.connection().execute(select(SLOT.c.taken, SLOT.c.capacity).where(SLOT.c.id == slot_id)).one()
    )
    if row.taken >= row.capacity:
        raise errors.SlotFull
    return row.taken


def written(session: Session, slot_id: int, taken: int) -> None:
    session.connection().execute(update(SLOT).where(SLOT.c.id == slot_id).values(taken=taken))


@dataclass(frozen=True)
class Unguarded:
    """Takes a seat as `take` does, then writes the hold as the portal does."""

    take: Callable[[Session, int], None]

    def run(self, session: Session, values: dict) -> dict[str, Told]:
        self.take(session, values["wanted_slot"])
        hold = Writes(Part("hold", holds._insert, tells=True)).run(session, values)
        return {"seat": Told(1, values["wanted_slot"])} | hold


def overbooked(town: Town) -> int:
    """Return how many hold the one seat."""
    return len(town.rows(Reservation, state="held"))


def confirmed(town: Town) -> int:
    """Return how many reservations are confirmed."""
    return len(town.rows(Reservation, state="confirmed"))


def test_select_then_update_overbooks_on_postgresql_and_not_behind_sqlites_writer(
    town: Town, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with meeting_point(is_met=dialect == "postgresql") as wait:

        def take_seat(session: Session, slot_id: int) -> None:
            taken = looked_at(session, slot_id)
            wait()
            written(session, slot_id, taken + 1)

        monkeypatch.setattr(holds, "TAKE_AND_HOLD", Unguarded(take_seat))
        people, (slot,) = town.people(TABS), town.slots(1)
        results = hold_all(people, [slot] * TABS)
    if dialect == "sqlite":
        assert codes(results) == {"done": 1, "slot_full": TABS - 1}
        assert_seats_add_up(town)
        return
    assert codes(results) == {"done": TABS}
    assert overbooked(town) == TABS
    assert town.row(Slot).taken == 1, "and the count that everybody sees hides it"
    with pytest.raises(AssertionError):
        assert_seats_add_up(town)


def test_looking_and_taking_in_two_transactions_overbooks_on_both(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, (slot,) = town.people(TABS), town.slots(1)
    seen = local()
    unguarded = Unguarded(lambda session, slot_id: written(session, slot_id, seen.taken + 1))
    monkeypatch.setattr(holds, "TAKE_AND_HOLD", unguarded)
    before_hold = seat_path.before_hold

    def blind(session: Session, **asked: Any) -> Any:
        return replace(before_hold(session, **asked), looks_full=False)  # type: ignore[type-var]

    monkeypatch.setattr(seat_path, "before_hold", blind)
    with meeting_point() as wait:

        def hold(who: int) -> str:
            seen.taken = town.see(looked_at, slot)
            wait()
            town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)
            return "done"

        results = at_once([lambda who=who: hold(who) for who in people])
    assert results == ["done"] * TABS
    assert overbooked(town) == TABS
    with pytest.raises(AssertionError):
        assert_seats_add_up(town)


def reserved_in_tabs(town: Town) -> tuple[int, list[int]]:
    """Return a person and TABS holds that they let go one by one, each filled in."""
    (who,), slots = town.people(1), town.slots(TABS)
    tabs = [int(town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)) for slot in slots]
    for hold in tabs:
        town.fill_in(who, hold)
    town.do(holds.release_hold, principal=signed_in(who), hold_id=tabs[-1], now=NOW)
    return who, tabs


def test_limits_counted_without_the_persons_lock_are_broken_on_postgresql_and_not_behind_sqlites_writer(
    town: Town, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, tabs = reserved_in_tabs(town)
    monkeypatch.setattr(seat_path, "LOCK_HOLD", seat_path.HOLD)
    with meeting_point(is_met=dialect == "postgresql") as wait:
        counted = rules.check_standing

        def check_standing(*args: object, **named: object) -> None:
            counted(*args, **named)  # type: ignore[arg-type]
            wait()

        monkeypatch.setattr(rules, "check_standing", check_standing)
        results = codes(confirm_all([who] * TABS, tabs))
    if dialect == "sqlite":
        assert results == {
            "done": MOST,
            "too_many_reservations": TABS - MOST,
        }
    else:
        assert results == {"done": TABS}
    assert confirmed(town) == results["done"]


def test_limits_counted_in_an_earlier_transaction_are_broken_on_both(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, tabs = reserved_in_tabs(town)
    count, seen = queries.live_reservations, local()
    monkeypatch.setattr(queries, "live_reservations", lambda *_: seen.standing)
    with meeting_point() as wait:

        def confirm(hold: int) -> str:
            seen.standing = town.see(count, who)
            wait()
            town.do(confirm_reservation, principal=signed_in(who), hold_id=hold, now=NOW)
            return "done"

        results = at_once([lambda hold=hold: confirm(hold) for hold in tabs])
    assert results == ["done"] * TABS
    assert confirmed(town) == TABS


def test_the_database_itself_refuses_a_second_hold_and_a_seat_too_many(town: Town) -> None:
    """The last line of defence: even forgotten guards cannot write these rows."""
    (who,), slots = town.people(1), town.slots(2)
    town.do(holds.hold_seat, principal=signed_in(who), slot_id=slots[0], now=NOW)
    row = town.row(Reservation)._asdict()
    for change in ({"slot_id": slots[1]}, {"state": "confirmed"}):
        with pytest.raises(IntegrityError):
            town.do(lambda session, row=row | change: session.connection().execute(_insert(row)))
    for taken in (2, -1):
        with pytest.raises(IntegrityError):
            town.do(written, slots[0], taken)
    assert_seats_add_up(town)


def _insert(row: dict) -> object:
    return table_of(Reservation).insert().values({name: value for name, value in row.items() if name != "id"})
