"""An office moves or cancels what a guest has open: the pass stays with the reservation, as 0015 says."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Reservation, Slot
from hellowork_portal.services.reservations import by_office, cancellation, changes, lookup
from tests.factories import NOW, assert_seats_add_up, at
from tests.services.guests.conftest import ask, code, guest, guest_of, letter, seen_as, tried
from tests.services.guests.test_guests import change, refused
from tests.services.reservations.conftest import Scene
from tests.services.schedule_changes.conftest import REASON, staff


def office(scene: Scene, command: Any, number: str, **named: int) -> None:
    row = scene.row(Reservation, number=number)
    about = {"principal": staff(1), "reservation_id": row.id, "reason": REASON, "now": NOW}
    scene.do(command, **about, **named)


def test_a_guest_whose_reservation_an_office_moves_sees_it_and_is_told_before_changing(
    scene: Scene, hanako: Principal
) -> None:
    number, there, other = scene.reserve(hanako, scene.slot()), scene.slot(at(8)), scene.slot(at(9))
    who = guest(scene, number)
    office(scene, by_office.move_by_office, number, slot_id=there)
    detail = scene.see(lookup.reservation_detail, principal=who, number=number, now=NOW)
    assert ("9 December" in detail.place.when["en"], detail.can_change) == (True, True)
    asked = {"number": number, "slot_id": other, "revision": 0, "now": NOW}
    assert refused(scene, changes.change_reservation, principal=who, **asked) == "reservation_moved"
    assert change(scene, who, number, other, revision=1) == 2
    assert_seats_add_up(scene)


def test_a_guest_sees_that_the_office_cancelled_until_a_day_later(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    token = ask(scene, number)
    tried(scene, token, code(scene, token))
    who = guest_of(scene, token)
    office(scene, by_office.cancel_by_office, number)
    detail = scene.see(lookup.reservation_detail, principal=who, number=number, now=NOW)
    assert (detail.state, detail.can_change, detail.can_cancel) == ("cancelled", False, False)
    assert seen_as(scene, token) is not None
    asked = {"number": number, "slot_id": scene.slot(at(9)), "revision": 1, "now": NOW}
    assert refused(scene, changes.change_reservation, principal=who, **asked) == "reservation_cancelled"
    later = NOW + timedelta(days=1, minutes=1)
    assert letter(scene, ask(scene, number, now=later), now=later) is None


def test_a_guest_who_moves_what_was_telephoned_for_gives_the_telephone_its_seat_back(
    scene: Scene, hanako: Principal
) -> None:
    slot, free = scene.slot(capacity=2), scene.slot(at(8))
    number = scene.reserve(hanako, slot)
    _telephoned(scene, number, slot)
    who = guest(scene, number)
    assert change(scene, who, number, free) == 1
    rows = [scene.row(Slot, id=one) for one in (slot, free)]
    assert [(row.taken, row.taken_by_staff) for row in rows] == [(0, 0), (1, 0)]
    scene.do(cancellation.cancel_reservation, principal=who, number=number, now=NOW)
    assert_seats_add_up(scene)


def _telephoned(scene: Scene, number: str, slot: int) -> None:
    """Let the reservation be one that staff made, in a held-back seat."""
    reservation, slots = table_of(Reservation), table_of(Slot)
    its = update(reservation).where(reservation.c.number == number).values(is_by_staff=True)
    seat = update(slots).where(slots.c.id == slot).values(taken_by_staff=1, held_back=1)
    scene.do(lambda session: [session.connection().execute(one).rowcount for one in (its, seat)])
