"""Weeks, copies, exceptions, holidays, windows: what changes, and that releases follow it from then on."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    AuditEntry,
    ExceptionKind,
    Offering,
    OfficeClosure,
    Reservation,
    ScheduleTemplate,
    Slot,
)
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    Change,
    CloseDays,
    CopyWeek,
    DutyHours,
    KeepHolidays,
    OpenHolidays,
    RemoveException,
    ReopenDays,
    SetDuty,
    SetRelease,
    SetWeek,
    Undo,
)
from hellowork_portal.services.schedule_changes.errors import (
    ScheduleSameAlready,
    UndoBooked,
    UndoNotLast,
)
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from hellowork_portal.services.schedule_changes.stale import PreviewStale
from hellowork_portal.services.schedules import calendar
from tests.factories import NOW
from tests.services.schedule_changes.conftest import A_DAY, FROM, THURSDAY, WHY, Bureau, hours, staff

NEW_YEAR = date(2026, 12, 29)
"""A Tuesday within the 28 days that offices have off."""


def exception(bureau: Bureau, kind: ExceptionKind, **changes: Any) -> ExceptionRow:
    return ExceptionRow(bureau.offering_id, THURSDAY, kind, **changes)


def open_slots(bureau: Bureau) -> set[tuple[Any, ...]]:
    """Return what can be had from tomorrow on: the times alone, whatever rows they are in."""
    return {
        (one.offering_id, one.starts_at, one.ends_at, one.capacity, one.held_back, one.buffer_minutes)
        for one in bureau.rows(Slot, state="open")
        if one.capacity and one.starts_at > NOW
    }


def released_anew(bureau: Bureau) -> set[tuple[Any, ...]]:
    """Return what a release writes where there are no slots at all."""
    bureau.do(lambda session: session.connection().execute(delete(table_of(Slot))))
    bureau.release()
    return open_slots(bureau)


def changes(bureau: Bureau) -> dict[str, Change]:
    """One change of each kind."""
    office = ExceptionRow(None, THURSDAY, ExceptionKind.CLOSED, 540, 720, reason=WHY)
    extra = {"from_minute": 1020, "to_minute": 1080, "slot_minutes": 20, "buffer_minutes": 5, "seats": 1}
    return {
        "week": bureau.week(slot_minutes=20, seats=1),
        "week_with_end": SetWeek(bureau.offering_id, hours(seats=1), FROM, date(2026, 12, 11)),
        "same_times_longer_rest": bureau.week(slot_minutes=25, buffer_minutes=10),
        "copy": CopyWeek(bureau.offering_id, FROM, (bureau.phone_id,), date(2026, 12, 14)),
        "close": bureau.close(),
        "closed_morning": AddException(office),
        "seats": AddException(
            exception(bureau, ExceptionKind.SEATS, from_minute=540, to_minute=600, seats=1)
        ),
        "held_back": AddException(exception(bureau, ExceptionKind.SEATS, seats=2, held_back=1)),
        "away": AddException(exception(bureau, ExceptionKind.AWAY, from_minute=600, to_minute=660, seats=1)),
        "extra": AddException(exception(bureau, ExceptionKind.EXTRA, **extra)),
        "holiday": OpenHolidays(NEW_YEAR, NEW_YEAR),
        "wider": SetRelease(bureau.offering_id, 42, 600, 60),
    }


@pytest.mark.parametrize(
    "name",
    [
        "week", "week_with_end", "same_times_longer_rest", "copy", "close", "closed_morning", "seats",
        "held_back", "away", "extra", "holiday", "wider",
    ],
)  # fmt: skip
def test_applying_writes_what_a_release_would_write(bureau: Bureau, name: str) -> None:
    change = changes(bureau)[name]
    if name == "copy":
        bureau.apply(bureau.week(slot_minutes=20))
    before = open_slots(bureau)
    plan = bureau.preview(change)
    assert open_slots(bureau) == before
    applied = bureau.apply(change, plan)
    after = open_slots(bureau)
    assert after != before
    assert (applied.slots_added, applied.slots_removed) == (plan.slots_added, plan.slots_removed)
    assert bureau.release() == 0
    assert open_slots(bureau) == after
    assert released_anew(bureau) == after
    with pytest.raises(ScheduleSameAlready):
        bureau.apply(change)


@pytest.mark.parametrize("name", ["week", "close", "closed_morning", "seats", "extra", "holiday", "wider"])
def test_a_restart_three_weeks_later_writes_nothing_against_a_decision(bureau: Bureau, name: str) -> None:
    bureau.apply(changes(bureau)[name])
    before = {row.id: row for row in bureau.rows(Slot)}
    later = NOW + timedelta(days=21)
    bureau.release(later)
    assert bureau.release(later) == 0
    assert {id_: row for id_, row in ((row.id, row) for row in bureau.rows(Slot)) if id_ in before} == before


@pytest.mark.parametrize("name", ["week", "close", "closed_morning", "seats", "extra", "holiday", "wider"])
def test_undo_brings_the_days_back(bureau: Bureau, name: str) -> None:
    before = open_slots(bureau)
    bureau.apply(changes(bureau)[name])
    (change_id,) = [entry.details["change"] for entry in bureau.rows(AuditEntry, action="schedule.changed")]
    bureau.apply(Undo(change_id))
    after = open_slots(bureau)
    # Days that were opened further ahead stay written; nobody can book them.
    assert (before <= after) if name == "wider" else (before == after)
    with pytest.raises(UndoNotLast):
        bureau.apply(Undo(change_id))


def test_what_somebody_has_booked_into_is_not_undone(bureau: Bureau) -> None:
    bureau.apply(changes(bureau)["extra"])
    evening = next(slot for slot in bureau.slots() if slot.starts_at == at_japan(THURSDAY, 1020))
    bureau.book(evening.id)
    (change_id,) = [entry.details["change"] for entry in bureau.rows(AuditEntry, action="schedule.changed")]
    with pytest.raises(UndoBooked) as refused:
        bureau.preview(Undo(change_id))
    assert refused.value.values == {"count": 1}


def test_only_the_last_change_is_undone_and_then_the_one_before(bureau: Bureau) -> None:
    bureau.apply(bureau.close())
    bureau.apply(changes(bureau)["wider"])
    first, second = (one.details["change"] for one in bureau.rows(AuditEntry, action="schedule.changed"))
    with pytest.raises(UndoNotLast):
        bureau.apply(Undo(first))
    bureau.apply(Undo(second))
    bureau.apply(Undo(first))
    assert {slot.state for slot in bureau.slots()} == {"open"}


def test_a_week_ends_the_old_one_and_leaves_days_before_it(bureau: Bureau) -> None:
    friday = bureau.slots(date(2026, 12, 4))
    bureau.apply(bureau.week(seats=1))
    assert bureau.slots(date(2026, 12, 4)) == friday
    rows = bureau.rows(ScheduleTemplate, offering_id=bureau.offering_id)
    assert {(row.valid_from < FROM, row.valid_to) for row in rows} == {
        (True, FROM - timedelta(days=1)),
        (False, None),
    }


def test_a_closed_day_is_named_to_citizens_and_reopens(bureau: Bureau) -> None:
    bureau.apply(bureau.close())
    month = {"offering_id": bureau.offering_id, "year": 2026, "month": 12, "now": NOW}
    day = next(one for one in bureau.see(calendar.month_of, **month).days if one.iso == "2026-12-10")
    assert (day.state, day.closure["en"]) == ("closed", "Maintenance")
    bureau.apply(ReopenDays(THURSDAY, THURSDAY))
    assert bureau.rows(OfficeClosure) == []
    day = next(one for one in bureau.see(calendar.month_of, **month).days if one.iso == "2026-12-10")
    assert (day.state, day.seats_left) == ("open", 2 * A_DAY)


def test_an_opened_holiday_is_open_to_citizens_until_it_is_kept_again(bureau: Bureau) -> None:
    assert bureau.slots(NEW_YEAR) == []
    bureau.apply(OpenHolidays(NEW_YEAR, NEW_YEAR))
    given = {"offering_id": bureau.offering_id, "day": NEW_YEAR, "now": NOW}
    now = NOW + timedelta(hours=15)
    assert len(bureau.see(calendar.day_of, **given | {"now": now})) == A_DAY
    bureau.apply(KeepHolidays(NEW_YEAR, NEW_YEAR))
    assert bureau.see(calendar.day_of, **given | {"now": now}) == []
    assert {slot.state for slot in bureau.slots(NEW_YEAR)} == {"closed"}


def test_closing_a_day_of_another_office_is_not_seen_here(bureau: Bureau) -> None:
    other = bureau.slots(offering_id=bureau.other_offering_id)
    bureau.apply(bureau.close())
    assert bureau.slots(offering_id=bureau.other_offering_id) == other


def test_a_slot_closed_by_hand_stays_closed_through_other_changes(bureau: Bureau) -> None:
    slot = bureau.slots()[3]
    closed = update(table_of(Slot)).where(table_of(Slot).c.id == slot.id).values(state="closed")
    bureau.do(lambda session: session.connection().execute(closed))
    bureau.apply(changes(bureau)["seats"])
    bureau.release()
    assert bureau.row(Slot, id=slot.id).state == "closed"


def test_times_that_have_begun_are_left_alone(bureau: Bureau) -> None:
    today = NOW.date()
    before = [slot for slot in bureau.slots(today) if slot.starts_at <= NOW]
    assert before
    bureau.apply(SetWeek(bureau.offering_id, hours(seats=1), today))
    assert [slot for slot in bureau.slots(today) if slot.starts_at <= NOW] == before


def test_removing_an_exception_gives_the_day_back(bureau: Bureau) -> None:
    before = open_slots(bureau)
    one = exception(bureau, ExceptionKind.CLOSED, from_minute=540, to_minute=720, reason=WHY)
    bureau.apply(AddException(one))
    assert len([slot for slot in bureau.slots() if slot.state == "open"]) == 6
    bureau.apply(RemoveException(one))
    assert open_slots(bureau) == before


def test_the_second_of_two_managers_sees_what_the_first_has_changed(bureau: Bureau) -> None:
    mine, theirs = bureau.week(seats=1), bureau.week(slot_minutes=20)
    plan = bureau.preview(theirs)
    bureau.apply(mine, principal=staff(bureau.office_id, number=8))
    with pytest.raises(PreviewStale) as refused:
        bureau.apply(theirs, plan)
    (made,) = refused.value.difference.made
    assert (made.made_by, made.kind, refused.value.difference.slots_differ) == (8, "set_week", True)
    assert {row.seats for row in bureau.rows(ScheduleTemplate, valid_from=FROM)} == {1}
    bureau.apply(theirs, refused.value.plan)
    assert {row.slot_minutes for row in bureau.rows(ScheduleTemplate, valid_from=FROM)} == {20}


def test_changes_of_other_days_do_not_stand_in_each_others_way(bureau: Bureau) -> None:
    plan = bureau.preview(bureau.close())
    bureau.apply(bureau.close(THURSDAY + timedelta(days=1)), principal=staff(bureau.office_id, number=8))
    bureau.apply(bureau.close(), plan)
    assert {slot.state for slot in bureau.slots()} == {"closed"}


def test_more_seats_than_staff_on_duty_are_warned_of(bureau: Bureau) -> None:
    duty = SetDuty(tuple(DutyHours(weekday, 540, 1020, 3) for weekday in range(5)), NOW.date())
    plan = bureau.apply(duty)
    assert {(one.seats, one.on_duty) for one in plan.warnings} == {(4, 3)}
    away = AddException(ExceptionRow(None, THURSDAY, ExceptionKind.AWAY, 540, 720, seats=2))
    bureau.apply(away)
    seats = bureau.preview(changes(bureau)["seats"])
    morning = [one for one in seats.warnings if one.from_minute < 720]
    assert {(one.day, one.seats, one.on_duty) for one in morning} == {(THURSDAY, 3, 1), (THURSDAY, 4, 1)}
    assert bureau.preview(bureau.close()).warnings == ()


def test_an_office_that_states_no_duty_is_not_warned(bureau: Bureau) -> None:
    assert bureau.preview(changes(bureau)["week"]).warnings == ()


def test_a_window_that_shrinks_strands_nobody(bureau: Bureau) -> None:
    slot = bureau.slots(date(2026, 12, 22))[0]
    booked = bureau.book(slot.id)
    bureau.apply(SetRelease(bureau.offering_id, 7, 510, 120))
    assert bureau.row(Offering, id=bureau.offering_id).opens_at_minute == 510
    assert bureau.row(Slot, id=slot.id).state == "open"
    assert bureau.row(Reservation, id=booked).state == "confirmed"


def test_two_closures_in_one_stretch_of_days(bureau: Bureau) -> None:
    bureau.apply(CloseDays(THURSDAY, THURSDAY, (("ja", "研修"),)))
    bureau.apply(CloseDays(date(2026, 12, 9), date(2026, 12, 11), WHY))
    rows = bureau.rows(OfficeClosure)
    assert [row.reason["ja"] for row in rows] == ["設備点検のため"] * 3
