"""Times in which somebody was kept come back with the others when the change is taken back."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.models import ExceptionKind, ScheduleChange, Slot
from hellowork_portal.services.reservations.by_staff import add_seat
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    Change,
    RemoveException,
    ReopenDays,
    Undo,
)
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from hellowork_portal.services.schedule_drafts.showing import plan_view
from hellowork_portal.services.schedule_drafts.store import Draft
from tests.factories import NOW, assert_seats_add_up
from tests.services.schedule_changes.conftest import (
    A_DAY,
    THURSDAY,
    WHY,
    Bureau,
    keep_all,
)

MORNING = ExceptionRow(None, THURSDAY, ExceptionKind.CLOSED, 540, 720, reason=WHY)


def closed_with(bureau: Bureau, change: Change, people: int = 1) -> Any:
    """Carry a closure out and keep those who have booked the day's first time; return its slot."""
    slot = bureau.slots()[0]
    for turn in range(people):
        bureau.book(slot.id, f"kept{turn}@example.jp")
    plan = bureau.preview(change)
    bureau.apply(change, plan, keep_all(plan), reason={})
    assert bureau.row(Slot, id=slot.id).state == "closed"
    return slot


def undo(bureau: Bureau) -> Undo:
    return Undo(bureau.rows(ScheduleChange)[-1].id)


@pytest.mark.parametrize("way", ["undo", "reopen"])
@pytest.mark.parametrize("people", [1, 2])
def test_a_closed_day_opens_wholly_and_the_preview_counts_it(bureau: Bureau, way: str, people: int) -> None:
    slot = closed_with(bureau, bureau.close(), people)
    back = undo(bureau) if way == "undo" else ReopenDays(THURSDAY, THURSDAY)
    plan = bureau.preview(back)
    assert (plan.slots_added, plan.stranded) == (2 * A_DAY, ())
    view = plan_view(Draft(1, back, {}, {}), plan, {}, {})
    assert (view.added, view.rejoined, view.left_out) == (2 * A_DAY, 1, 0)
    bureau.apply(back, plan)
    row = bureau.row(Slot, id=slot.id)
    assert (row.state, row.capacity, row.taken, row.ends_at) == ("open", 2, people, slot.ends_at)
    assert {one.state for one in bureau.slots()} == {"open"}
    assert bureau.release() == 0
    assert_seats_add_up(bureau)


@pytest.mark.parametrize("way", ["undo", "remove"])
def test_a_closed_morning_opens_wholly(bureau: Bureau, way: str) -> None:
    closed_with(bureau, AddException(MORNING))
    bureau.apply(undo(bureau) if way == "undo" else RemoveException(MORNING))
    assert {one.state for one in bureau.slots()} == {"open"}
    assert_seats_add_up(bureau)


def test_a_week_that_is_taken_back_has_the_kept_ones_time_again(bureau: Bureau) -> None:
    week = bureau.week(slot_minutes=15)
    slot = closed_with(bureau, week)
    bureau.apply(undo(bureau))
    assert bureau.row(Slot, id=slot.id).state == "open"
    open_ones = {(one.starts_at, one.ends_at) for one in bureau.slots() if one.state == "open"}
    assert len(open_ones) == A_DAY
    assert {end - start for start, end in open_ones} == {timedelta(minutes=30)}
    assert_seats_add_up(bureau)


def test_nobody_kept_loses_the_seat_though_fewer_are_planned(bureau: Bureau) -> None:
    slot = closed_with(bureau, bureau.close(), people=2)
    fewer = ExceptionRow(bureau.offering_id, THURSDAY, ExceptionKind.SEATS, 0, 1440, seats=1)
    bureau.apply(AddException(fewer))
    bureau.apply(ReopenDays(THURSDAY, THURSDAY))
    row = bureau.row(Slot, id=slot.id)
    assert (row.state, row.capacity, row.taken) == ("open", 2, 2)
    assert bureau.row(Slot, id=bureau.slots()[1].id).capacity == 1
    assert_seats_add_up(bureau)


def test_an_added_seat_is_still_there_for_those_who_stayed(bureau: Bureau) -> None:
    slot_id = bureau.slots()[0].id
    for turn in range(2):
        bureau.book(slot_id, f"full{turn}@example.jp")
    bureau.do(add_seat, principal=bureau.manager, slot_id=slot_id, reason="urgent", now=NOW)
    plan = bureau.preview(bureau.close())
    bureau.apply(bureau.close(), plan, keep_all(plan), reason={})
    bureau.apply(undo(bureau))
    row = bureau.row(Slot, id=slot_id)
    assert (row.state, row.capacity, row.held_back, row.added_seats, row.taken) == ("open", 3, 1, 1, 2)
    assert bureau.release() == 0
    assert_seats_add_up(bureau)


def test_a_time_that_no_longer_fits_beside_the_kept_one_is_told(bureau: Bureau) -> None:
    """The day comes back with shorter times: the kept half-hour stands in their way, and stays closed."""
    slot = closed_with(bureau, bureau.close())
    bureau.apply(bureau.week(slot_minutes=20))
    plan = bureau.preview(ReopenDays(THURSDAY, THURSDAY))
    left_out = [time for day in plan.days for time in day.left_out]
    assert next(time.starts_at for time in left_out) == slot.starts_at
    bureau.apply(ReopenDays(THURSDAY, THURSDAY), plan)
    assert bureau.row(Slot, id=slot.id).state == "closed"
    assert_seats_add_up(bureau)
