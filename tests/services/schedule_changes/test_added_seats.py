"""A seat that a manager has added to a full time stays, whatever is released or planned afterwards."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.models import ExceptionKind, MeetingHost, ScheduleChange, Slot
from hellowork_portal.services.reservations.by_office import cancel_by_office
from hellowork_portal.services.reservations.by_staff import add_seat, book_by_staff
from hellowork_portal.services.schedule_changes.draft import AddException, Undo
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from hellowork_portal.services.schedules.release_ground import survey
from hellowork_portal.services.schedules.release_plan import plan_release
from hellowork_portal.services.schedules.slot_rows import resize, resized_to
from tests.factories import NOW, TODAY, assert_seats_add_up, make_applicant
from tests.services.schedule_changes.conftest import REASON, THURSDAY, WHY, Bureau, cancel_all


@pytest.fixture
def slot_id(bureau: Bureau) -> int:
    """A time with its two seats taken, and a third one that the manager has added."""
    slot_id = bureau.slots()[0].id
    for turn in range(2):
        bureau.book(slot_id, f"planned{turn}@example.jp")
    add(bureau, slot_id)
    return slot_id


def add(bureau: Bureau, slot_id: int) -> None:
    bureau.do(add_seat, principal=bureau.manager, slot_id=slot_id, reason="urgent", now=NOW)


def call(bureau: Bureau, slot_id: int, mail: str = "caller@example.jp") -> int:
    """Book the added seat for somebody who telephones."""
    who = bureau.do(make_applicant, mail).id
    given = {"principal": bureau.manager, "applicant_id": who, "consent": "telephone", "now": NOW}
    return bureau.do(book_by_staff, slot_id=slot_id, **given).id


def seats(bureau: Bureau, slot_id: int) -> tuple[int, int, int, int]:
    """Return seats, those held back, those added, those taken."""
    row = bureau.row(Slot, id=slot_id)
    return row.capacity, row.held_back, row.added_seats, row.taken


def differs(bureau: Bureau, kind: ExceptionKind, number: int) -> AddException:
    """Return the change that gives all of Thursday so many seats a time, or takes so many people away."""
    facts: Any = {"seats": number, "reason": WHY}
    return AddException(ExceptionRow(bureau.offering_id, THURSDAY, kind, 0, 1440, **facts))


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_release_takes_nothing_back_and_finds_the_day_as_planned(
    bureau: Bureau, slot_id: int, is_taken: bool
) -> None:
    if is_taken:
        call(bureau, slot_id)
    assert bureau.release() == 0
    bureau.release(NOW + timedelta(days=1))
    assert seats(bureau, slot_id) == (3, 1, 1, 2 + is_taken)
    plan = plan_release(bureau.see(survey, TODAY, None))
    assert (plan.fresh, plan.differing) == ([], []), "and costs no comparison, day by day"
    assert_seats_add_up(bureau)


def test_the_seat_stays_when_who_had_it_has_cancelled(bureau: Bureau, slot_id: int) -> None:
    called = call(bureau, slot_id)
    bureau.do(cancel_by_office, principal=bureau.manager, reservation_id=called, reason=REASON, now=NOW)
    bureau.release()
    assert seats(bureau, slot_id) == (3, 1, 1, 2)
    call(bureau, slot_id, "again@example.jp")
    assert_seats_add_up(bureau)


def test_a_host_that_leaves_takes_planned_seats_along_and_not_the_added_one(
    bureau: Bureau, slot_id: int
) -> None:
    host_id = bureau.rows(MeetingHost)[0].id
    bureau.do(lambda session: setattr(session.get_one(MeetingHost, host_id), "lanes", 1))
    bureau.release()
    assert seats(bureau, slot_id) == (2, 1, 1, 2)
    assert seats(bureau, bureau.slots()[1].id) == (1, 0, 0, 0)


def test_a_change_of_seats_counts_them_without_the_added_one(bureau: Bureau, slot_id: int) -> None:
    call(bureau, slot_id)
    fewer = differs(bureau, ExceptionKind.SEATS, 1)
    plan = bureau.preview(fewer)
    assert len(plan.stranded) == 1, "the last of three; one is planned, one is added"
    bureau.apply(fewer, plan, cancel_all(plan))
    assert seats(bureau, slot_id) == (2, 1, 1, 2)
    bureau.release()
    assert seats(bureau, slot_id) == (2, 1, 1, 2)
    assert_seats_add_up(bureau)


def test_where_nothing_is_planned_any_more_nobody_is_left_with_the_added_seat(
    bureau: Bureau, slot_id: int
) -> None:
    call(bureau, slot_id)
    nobody = differs(bureau, ExceptionKind.AWAY, 2)
    plan = bureau.preview(nobody)
    assert len(plan.stranded) == 3
    bureau.apply(nobody, plan, cancel_all(plan))
    assert seats(bureau, slot_id)[0] == 0
    assert bureau.release() == 0


def test_a_time_that_is_closed_and_opened_again_begins_anew(bureau: Bureau, slot_id: int) -> None:
    plan = bureau.preview(bureau.close())
    made = bureau.apply(bureau.close(), plan, cancel_all(plan))
    assert made.slots_removed
    bureau.apply(Undo(bureau.rows(ScheduleChange)[-1].id))
    assert seats(bureau, slot_id) == (2, 0, 0, 0)


def test_a_seat_added_since_a_release_has_read_is_kept_by_its_write(bureau: Bureau) -> None:
    slot_id = bureau.slots()[0].id
    read = bureau.row(Slot, id=slot_id)
    for turn in range(2):
        bureau.book(slot_id, f"planned{turn}@example.jp")
    add(bureau, slot_id)
    bureau.do(resize, [resized_to(read, 1, 0)])
    assert seats(bureau, slot_id) == (2, 1, 1, 2)
