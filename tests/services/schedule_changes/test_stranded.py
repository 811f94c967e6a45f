"""Those whom a change would strand: listed, moved, cancelled or kept, and never in silence."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.models import (
    AuditEntry,
    ExceptionKind,
    Job,
    MeetingHostTime,
    Reservation,
    ScheduleChange,
    Slot,
)
from hellowork_portal.services.reservations import confirmation
from hellowork_portal.services.reservations.errors import SlotNotOffered
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.draft import AddException
from hellowork_portal.services.schedule_changes.errors import (
    ScheduleReasonMissing,
    StrandedMoveFailed,
    StrandedOnlyKept,
    StrandedUndecided,
)
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from hellowork_portal.services.schedule_changes.stale import PreviewStale
from tests.factories import NOW, assert_seats_add_up
from tests.services.schedule_changes.conftest import (
    A_DAY,
    THURSDAY,
    Bureau,
    cancel_all,
    keep_all,
    move_all,
)


def states(bureau: Bureau) -> set[str]:
    return {slot.state for slot in bureau.slots()}


def test_a_closure_lists_everybody_in_it_with_the_nearest_free_times(bureau: Bureau) -> None:
    first, second = bureau.slots()[:2]
    here, there = bureau.book(first.id), bureau.book(second.id, "taro@example.jp")
    plan = bureau.preview(bureau.close())
    assert (plan.slots_added, plan.slots_removed) == (0, 2 * A_DAY)
    assert [one.reservation_id for one in plan.stranded] == [here, there]
    for one in plan.stranded:
        assert len(one.nearest) == 3
        assert all(abs(time - one.starts_at) <= timedelta(days=1) for time in one.nearest)
        assert THURSDAY not in {(time + timedelta(hours=9)).date() for time in one.nearest}
    assert states(bureau) == {"open"}


def test_moving_takes_seat_host_and_meeting_along_and_tells_why(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    booked = bureau.book(slot.id)
    before = bureau.reservation(booked)
    plan = bureau.preview(bureau.close())
    bureau.apply(bureau.close(), plan, move_all(plan))
    after = bureau.reservation(booked)
    assert (after.number, after.state, after.revision) == (before.number, "confirmed", 1)
    assert after.starts_at == plan.stranded[0].nearest[0]
    assert bureau.row(Slot, id=slot.id).taken == 0
    assert bureau.row(Slot, id=after.slot_id).taken == 1
    assert len(bureau.rows(MeetingHostTime, reservation_id=booked)) == 7
    (letter,) = [job for job in bureau.jobs("mail") if job["mail"] == "reservation_changed"]
    assert (letter["reason"]["ja"], letter["language"]) == ("設備点検のため", "en")
    assert states(bureau) == {"closed"}
    assert_seats_add_up(bureau)


def test_cancelling_tells_why_and_leads_to_the_calendar(bureau: Bureau) -> None:
    booked = bureau.book(bureau.slots()[0].id)
    plan = bureau.preview(bureau.close())
    bureau.apply(bureau.close(), plan, cancel_all(plan))
    after = bureau.reservation(booked)
    assert (after.state, after.cancelled_by) == ("cancelled", "staff")
    assert bureau.rows(MeetingHostTime) == []
    (letter,) = [job for job in bureau.jobs("mail") if job["mail"] == "reservation_cancelled"]
    assert letter["page"] == f"/calendar?offering={bureau.offering_id}"
    assert [job["reservation_id"] for job in bureau.jobs("meeting.delete")] == [booked]
    assert_seats_add_up(bureau)


def test_whoever_is_kept_stays_in_a_time_that_takes_nobody_more(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    booked = bureau.book(slot.id)
    plan = bureau.preview(bureau.close())
    letters = bureau.rows(Job, kind="mail")
    bureau.apply(bureau.close(), plan, keep_all(plan), reason={})
    assert bureau.reservation(booked).state == "confirmed"
    assert (bureau.row(Slot, id=slot.id).state, bureau.row(Slot, id=slot.id).taken) == ("closed", 1)
    assert bureau.rows(Job, kind="mail") == letters
    bureau.release(NOW + timedelta(days=1))
    assert states(bureau) == {"closed"}


def test_no_reservation_is_left_without_a_word(bureau: Bureau) -> None:
    bureau.book(bureau.slots()[0].id)
    with pytest.raises(StrandedUndecided) as refused:
        bureau.apply(bureau.close())
    assert refused.value.values == {"count": 1}
    plan = bureau.preview(bureau.close())
    with pytest.raises(ScheduleReasonMissing):
        bureau.apply(bureau.close(), plan, cancel_all(plan), reason={"en": "no"})
    assert states(bureau) == {"open"}
    assert bureau.rows(ScheduleChange) == []


def test_who_books_after_the_preview_makes_it_stale_and_is_named(bureau: Bureau) -> None:
    first, second = bureau.slots()[:2]
    bureau.book(first.id)
    plan = bureau.preview(bureau.close())
    late = bureau.book(second.id, "taro@example.jp")
    with pytest.raises(PreviewStale) as refused:
        bureau.apply(bureau.close(), plan, move_all(plan))
    assert (refused.value.difference.arrived, refused.value.difference.gone) == ((late,), ())
    assert len(refused.value.plan.stranded) == 2
    assert states(bureau) == {"open"}
    bureau.apply(bureau.close(), refused.value.plan, move_all(refused.value.plan))
    assert_seats_add_up(bureau)
    assert {row.revision for row in bureau.rows(Reservation)} == {1}


def test_a_booking_elsewhere_leaves_a_preview_fresh(bureau: Bureau) -> None:
    plan = bureau.preview(bureau.close())
    bureau.book(bureau.slots(THURSDAY - timedelta(days=1))[0].id)
    bureau.apply(bureau.close(), plan)
    assert states(bureau) == {"closed"}


def test_a_hold_ends_and_its_confirmation_is_refused(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    who, hold_id = bureau.hold(slot.id)
    plan = bureau.preview(bureau.close())
    assert (plan.holds, plan.stranded) == ((hold_id,), ())
    bureau.apply(bureau.close(), plan)
    row = bureau.reservation(hold_id)
    assert (row.state, row.answers_sealed != "") == ("expired", True)
    with pytest.raises(SlotNotOffered):
        bureau.do(confirmation.confirm_reservation, principal=who, hold_id=hold_id, now=NOW)
    assert_seats_add_up(bureau)


def test_fewer_seats_strand_the_last_who_booked(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    bureau.book(slot.id)
    second = bureau.book(slot.id, "taro@example.jp")
    fewer = ExceptionRow(bureau.offering_id, THURSDAY, ExceptionKind.SEATS, 540, 600, seats=1)
    plan = bureau.preview(AddException(fewer))
    assert [one.reservation_id for one in plan.stranded] == [second]
    assert plan.slots_resized == 2
    bureau.apply(AddException(fewer), plan, move_all(plan))
    assert (bureau.row(Slot, id=slot.id).capacity, bureau.row(Slot, id=slot.id).taken) == (1, 1)
    assert_seats_add_up(bureau)


def test_fewer_seats_never_fall_below_those_who_stay(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    bureau.book(slot.id)
    bureau.book(slot.id, "taro@example.jp")
    fewer = AddException(ExceptionRow(bureau.offering_id, THURSDAY, ExceptionKind.SEATS, 540, 600, seats=1))
    plan = bureau.preview(fewer)
    bureau.apply(fewer, plan, keep_all(plan))
    assert bureau.row(Slot, id=slot.id).capacity == 2
    assert bureau.release() == 0
    assert bureau.row(Slot, id=slot.id).capacity == 2


def test_an_interview_under_way_can_only_be_kept(bureau: Bureau) -> None:
    booked = bureau.book(bureau.slots()[0].id)
    bureau.do(lambda session: setattr(session.get_one(Reservation, booked), "state", "checked_in"))
    plan = bureau.preview(bureau.close())
    assert (plan.stranded[0].can_move, plan.stranded[0].nearest) == (False, ())
    with pytest.raises(StrandedOnlyKept):
        bureau.apply(bureau.close(), plan, cancel_all(plan))
    bureau.apply(bureau.close(), plan, keep_all(plan))
    assert bureau.reservation(booked).state == "checked_in"


def test_a_time_that_is_gone_fails_the_whole_change(bureau: Bureau) -> None:
    one = bureau.book(bureau.slots()[0].id)
    plan = bureau.preview(bureau.close())
    nowhere = {one: Decision(What.MOVE, at_japan(THURSDAY, 545))}
    with pytest.raises(StrandedMoveFailed):
        bureau.apply(bureau.close(), plan, nowhere)
    assert states(bureau) == {"open"}
    assert bureau.rows(AuditEntry, action="schedule.changed") == []


def test_proposals_of_many_can_all_be_taken(bureau: Bureau) -> None:
    people = [
        bureau.book(slot.id, f"p{slot.id}-{turn}@example.jp")
        for slot in bureau.slots()[:6]
        for turn in (0, 1)
    ]
    plan = bureau.preview(bureau.close())
    assert len(plan.stranded) == len(people)
    bureau.apply(bureau.close(), plan, move_all(plan))
    assert {bureau.reservation(one).revision for one in people} == {1}
    assert_seats_add_up(bureau)


def test_new_times_leave_room_for_those_who_stay(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    bureau.book(slot.id)
    shorter = bureau.week(slot_minutes=15)
    plan = bureau.preview(shorter)
    bureau.apply(shorter, plan, keep_all(plan))
    open_ones = [one for one in bureau.slots() if one.state == "open"]
    assert min(one.starts_at for one in open_ones) >= slot.ends_at + timedelta(minutes=5)
    assert {one.ends_at - one.starts_at for one in open_ones} == {timedelta(minutes=15)}


def test_an_emptied_time_is_taken_over_by_the_new_one(bureau: Bureau) -> None:
    slot = bureau.slots()[0]
    bureau.book(slot.id)
    shorter = bureau.week(slot_minutes=15)
    plan = bureau.preview(shorter)
    bureau.apply(shorter, plan, cancel_all(plan))
    row = bureau.row(Slot, id=slot.id)
    assert (row.ends_at - row.starts_at, row.state, row.taken) == (timedelta(minutes=15), "open", 0)
    assert_seats_add_up(bureau)
