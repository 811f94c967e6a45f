"""A stopped offering's schedule changes like any other: reopened, it offers what the schedule says."""

from datetime import date
from typing import Any

import pytest

from hellowork_portal.models import ReservationState, ScheduleChange, SlotState
from hellowork_portal.services.office_settings.offerings import set_open
from hellowork_portal.services.reservations.errors import SlotNotOffered
from hellowork_portal.services.schedule_changes import errors
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.draft import SetWeek, Undo
from hellowork_portal.services.schedules import calendar
from tests.factories import NOW
from tests.services.schedule_changes.conftest import A_DAY, FROM, THURSDAY, Bureau, hours, keep_all

NEXT = date(2026, 12, 17)


def turn(bureau: Bureau, is_open: bool) -> None:
    named = {"principal": bureau.manager, "office_id": bureau.office_id, "now": NOW}
    bureau.do(set_open, offering_id=bureau.offering_id, is_open=is_open, **named)


def offered(bureau: Bureau, day: date = THURSDAY) -> list[Any]:
    return bureau.slots(day, state=SlotState.OPEN)


def public(bureau: Bureau) -> Any:
    """What the calendar of citizens says of the day."""
    named = {"offering_id": bureau.offering_id, "year": 2026, "month": 12, "now": NOW}
    month = bureau.see(calendar.month_of, **named)
    return next(day for day in month.days if day.iso == THURSDAY.isoformat())


def empty(bureau: Bureau) -> SetWeek:
    return SetWeek(bureau.offering_id, (), FROM)


def test_a_week_emptied_while_stopped_offers_nothing_after_reopening(bureau: Bureau) -> None:
    assert public(bureau).capacity > 0
    turn(bureau, False)
    plan = bureau.preview(empty(bureau))
    assert plan.slots_removed >= A_DAY, "the preview says what goes"
    bureau.apply(empty(bureau), plan)
    turn(bureau, True)
    assert offered(bureau) == []
    assert public(bureau).capacity == 0
    assert bureau.release() == 0, "no release brings them back"


def test_new_hours_drawn_while_stopped_are_those_offered_after_reopening(bureau: Bureau) -> None:
    turn(bureau, False)
    bureau.apply(bureau.week(from_minute=600, to_minute=720, seats=1))
    times = offered(bureau)
    assert {one.capacity for one in times} == {1}
    with pytest.raises(SlotNotOffered):
        bureau.hold(times[0].id)
    turn(bureau, True)
    assert [(one.id, one.capacity) for one in offered(bureau)] == [(one.id, 1) for one in times]
    bureau.book(times[0].id, "taro@example.jp")


def test_who_has_booked_in_a_time_that_goes_is_in_the_preview_and_cannot_be_moved(bureau: Bureau) -> None:
    booked = bureau.book(bureau.slots()[0].id)
    kept = bureau.book(bureau.slots()[1].id, "taro@example.jp")
    turn(bureau, False)
    plan = bureau.preview(change := bureau.close())
    assert [one.reservation_id for one in plan.stranded] == [booked, kept]
    assert [one.nearest for one in plan.stranded] == [(), ()], "no new seat of a stopped offering"
    with pytest.raises(errors.StrandedUndecided):
        bureau.apply(change, plan)
    moved = {**keep_all(plan), booked: Decision(What.MOVE, bureau.slots(NEXT)[0].starts_at)}
    with pytest.raises(errors.StrandedMoveFailed):
        bureau.apply(change, plan, moved)
    bureau.apply(change, plan, {**keep_all(plan), booked: Decision(What.CANCEL)})
    assert bureau.reservation(booked).state == ReservationState.CANCELLED
    assert bureau.reservation(kept).state == ReservationState.CONFIRMED
    turn(bureau, True)
    assert offered(bureau) == []


def test_a_change_made_while_stopped_is_undone_with_its_times(bureau: Bureau) -> None:
    turn(bureau, False)
    bureau.apply(empty(bureau))
    (change,) = bureau.rows(ScheduleChange)
    bureau.apply(Undo(change.id))
    turn(bureau, True)
    assert len(offered(bureau)) == A_DAY


def test_stopped_or_not_a_preview_is_the_same(bureau: Bureau) -> None:
    """Stopping between preview and applying makes nothing stale, and strands nothing."""
    plan = bureau.preview(change := SetWeek(bureau.offering_id, hours(seats=1), FROM))
    turn(bureau, False)
    assert bureau.preview(change).fingerprint == plan.fingerprint
    bureau.apply(change, plan)
    turn(bureau, True)
    assert {one.capacity for one in offered(bureau)} == {1}
