"""How interviews are held changes while people book: they are counted, or book what it is then."""

from threading import Thread
from typing import Any

import pytest

from hellowork_portal.kit.principal import Role
from hellowork_portal.models import Meeting, Mode, Offering, Reservation, Slot
from hellowork_portal.services.office_settings import offerings
from hellowork_portal.services.reservations import by_staff, confirmation, holds
from hellowork_portal.services.schedules.release import release_slots
from tests.concurrency.herd import Result, Town, at_once, ids, noting_when_called, outcome, signed_in
from tests.factories import NOW, assert_seats_add_up
from tests.services.schedule_changes.conftest import staff

A_MOMENT = 0.3
"""As long as something is waited for that must not happen."""


def set_mode(town: Town, mode: str) -> Result:
    """Change how the town's interviews are held; return `done`, or the code of the refusal."""
    office = town.offering.office_id
    named = {"principal": staff(office), "office_id": office, "offering_id": ids(town.offering), "now": NOW}

    def change(session: Any) -> str:
        offerings.set_mode(session, mode=mode, **named)
        return "done"

    return outcome(change)


def mode_of(town: Town) -> str:
    return town.row(Offering).mode


@pytest.mark.parametrize("is_guarded", [True, False])
def test_who_is_about_to_hold_is_counted(
    town: Town, dialect: str, monkeypatch: pytest.MonkeyPatch, is_guarded: bool
) -> None:
    """The control: without the lock of the times the change counts nobody, and the hold comes after it.

    SQLite has one writer, so there the same code is safe without it.
    """
    (who,), (slot,) = town.people(1), town.slots(1)
    if not is_guarded:
        monkeypatch.setattr(offerings, "lock_coming", lambda *_given, **_named: None)
    is_harmed = dialect == "postgresql" and not is_guarded
    answers: list[Result] = []
    change = Thread(target=lambda: answers.append(set_mode(town, "telephone")))
    writes = holds.TAKE_AND_HOLD

    class Slow:
        """Writes the hold, and lets the change come before the commit."""

        def run(self, *given: Any) -> Any:
            told = writes.run(*given)
            change.start()
            change.join(30 if is_harmed else A_MOMENT)
            return told

    monkeypatch.setattr(holds, "TAKE_AND_HOLD", Slow())
    town.do(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)
    change.join()
    assert answers == (["done"] if is_harmed else ["staff_mode_booked"])
    assert mode_of(town) == (Mode.TELEPHONE if is_harmed else Mode.ONLINE)
    assert_seats_add_up(town)


@pytest.mark.parametrize("is_guarded", [True, False])
@pytest.mark.parametrize("way", ["by_staff", "late"])
def test_who_waits_for_the_change_books_what_the_offering_is_then(
    town: Town, dialect: str, monkeypatch: pytest.MonkeyPatch, is_guarded: bool, way: str
) -> None:
    """The control: with what was read before the seat was had, a telephone interview gets a Zoom meeting."""
    (who,), (slot,) = town.people(1), town.slots(1)
    book = late_confirmation(town, who, slot) if way == "late" else booking_by_staff(town, who, slot)
    if not is_guarded:
        monkeypatch.setattr(confirmation.queries, "as_offered_now", lambda _session, wanted: wanted)
    takes = (confirmation, "exchange_seats") if way == "late" else (by_staff, "take_seat_by_staff")
    is_at_the_seat = noting_when_called(monkeypatch, *takes)
    answers: list[Result] = []
    late, write = Thread(target=lambda: answers.append(book())), offerings._record

    def change_slowly(*given: Any, **change: Any) -> None:
        late.start()
        if dialect == "postgresql":
            assert is_at_the_seat.wait(30), "has read the offering as it was"
        late.join(A_MOMENT)
        assert answers == []
        write(*given, **change)

    with monkeypatch.context() as slow:
        slow.setattr(offerings, "_record", change_slowly)
        assert set_mode(town, "telephone") == "done"
    late.join()
    assert mode_of(town) == Mode.TELEPHONE
    (booked,) = town.rows(Reservation, state="confirmed")
    is_harmed = dialect == "postgresql" and not is_guarded
    assert len(town.rows(Meeting, reservation_id=booked.id)) == int(is_harmed)
    assert_seats_add_up(town)


def booking_by_staff(town: Town, who: int, slot: int) -> Any:
    """Return what books by telephone for somebody."""
    counsellor = staff(town.offering.office_id, Role.COUNSELLOR)
    given = {"principal": counsellor, "applicant_id": who, "slot_id": slot, "consent": "telephone"}
    return lambda: outcome(
        lambda session, **named: by_staff.book_by_staff(session, **named).id, **given, now=NOW
    )


def late_confirmation(town: Town, who: int, slot: int) -> Any:
    """Return what confirms a hold that has run out and whose seat is free again."""
    person = signed_in(who)
    hold_id = town.do(holds.hold_seat, principal=person, slot_id=slot, now=NOW)
    town.fill_in(who, hold_id)
    town.do(holds.release_hold, principal=person, hold_id=hold_id, now=NOW)
    given = {"principal": person, "hold_id": hold_id, "now": NOW}
    return lambda: outcome(confirmation.confirm_reservation, **given)


def test_changes_and_releases_at_once_never_wait_for_each_other(town: Town) -> None:
    """Each takes its turn before anything else: no deadlock, which a second try would hide."""
    town.do(release_slots, now=NOW)
    office = town.offering.office_id
    named = {"principal": staff(office), "office_id": office, "offering_id": ids(town.offering), "now": NOW}

    def change(mode: str) -> Any:
        return lambda: str(town.do(offerings.set_mode, mode=mode, **named))

    def switch(is_open: bool) -> Any:
        return lambda: str(town.do(offerings.set_open, is_open=is_open, **named))

    def release(turn: int) -> Any:
        return lambda: int(bool(town.do(release_slots, now=NOW.replace(day=1 + turn))) or 0)

    works = [
        work
        for turn in range(6)
        for work in (change(("online", "telephone")[turn % 2]), release(turn), switch(turn % 2 == 1))
    ]
    at_once(works, threads=6)
    assert {slot.state for slot in town.rows(Slot)} == {"open"}
