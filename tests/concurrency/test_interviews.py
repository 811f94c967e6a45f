"""Colleagues who press at the same moment: one wins, the others are told; and what the guard keeps off."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry, Interview, Reservation, Slot
from hellowork_portal.services.interviews import rows, service
from hellowork_portal.services.reservations.by_staff import book_by_staff
from tests.concurrency.herd import Town, at_once, codes, confirm_all, hold_all, outcome
from tests.concurrency.test_controls import TABS, meeting_point
from tests.factories import NOW, assert_seats_add_up, at, make_staff


def colleagues(town: Town) -> list[Principal]:
    """As many counsellors of the office as press at once."""

    def make(session: Any) -> list[Principal]:
        office = town.offering.office_id
        grants = frozenset({Grant(Role.COUNSELLOR, office)})
        people = [make_staff(session, f"c{turn}@example.jp", Role.COUNSELLOR, office) for turn in range(TABS)]
        return [Principal(PrincipalKind.STAFF, one.id, grants=grants) for one in people]

    return town.do(make)


@pytest.fixture
def one(town: Town) -> int:
    """A reservation whose interview begins now."""
    [slot], [person] = town.slots(1), town.people(1)
    [hold] = hold_all([person], [slot])
    town.fill_in(person, int(hold))
    confirm_all([person], [int(hold)])
    times = {"starts_at": NOW, "ends_at": at(0, "10:30")}
    for model in (Reservation, Slot):
        changed = update(table_of(model)).values(**times)
        town.do(lambda session, changed=changed: session.connection().execute(changed))
    return int(hold)


def press_all(people: list[Principal], one: int) -> list[Any]:
    given: dict[str, Any] = {"reservation_id": one, "seen": 0, "now": NOW}
    start: Any = service.start

    def press(who: Principal) -> Callable[[], Any]:
        return lambda: outcome(start, principal=who, **given)

    return at_once([press(who) for who in people], TABS)


def test_of_eight_who_begin_an_interview_one_does(town: Town, one: int) -> None:
    people = colleagues(town)
    assert codes(press_all(people, one)) == {"done": 1, "staff_interview_moved": TABS - 1}
    row = town.row(Interview, reservation_id=one)
    assert (row.revision, row.counsellor_id) == (1, row.started_by_id)
    assert len(town.rows(AuditEntry, action="interview.started")) == 1


def test_without_the_lock_several_would_have_begun_it(
    town: Town, one: int, dialect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = colleagues(town)
    town.do(rows.lock, one)
    with meeting_point(is_met=dialect == "postgresql") as wait:

        def unlocked(session: Any, reservation_id: int) -> Any:
            found = session.connection().execute(rows.whole().where(rows.RES.c.id == reservation_id)).one()
            wait()
            return found

        monkeypatch.setattr(rows, "lock", unlocked)
        ends = codes(press_all(people, one))
    if dialect == "sqlite":
        assert ends["done"] == 1, "one writer at a time"
        return
    assert ends["done"] == TABS, "the control shows no race, so the test above proves nothing"


def test_eight_colleagues_book_the_last_seat_once(town: Town) -> None:
    people, [slot] = colleagues(town), town.slots(1)
    callers = town.people(TABS)

    def book(session: Any, **named: Any) -> str:
        return book_by_staff(session, **named).number

    def attempt(who: Principal, caller: int) -> Callable[[], Any]:
        given = {"applicant_id": caller, "slot_id": slot, "consent": "telephone", "now": NOW}
        return lambda: outcome(book, principal=who, **given)

    ends = codes(at_once([attempt(*pair) for pair in zip(people, callers, strict=True)], TABS))
    assert ends == {"done": 1, "slot_full": TABS - 1}
    assert_seats_add_up(town)
