"""Bad input and the wrong people: each a clear answer, and nothing changes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import SYSTEM, Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import ExceptionKind, ScheduleChange
from hellowork_portal.services.schedule_changes import overview
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    CloseDays,
    CopyWeek,
    DutyHours,
    RemoveException,
    ReopenDays,
    SetDuty,
    SetRelease,
    SetWeek,
    Undo,
)
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from tests.factories import NOW, TODAY
from tests.services.schedule_changes.conftest import FROM, THURSDAY, WHY, Bureau, hours, staff

TOO_LONG = (("ja", "あ" * 201),)


def week_of(bureau: Bureau, **changes: Any) -> SetWeek:
    return SetWeek(bureau.offering_id, hours(**changes), FROM)


def seats(bureau: Bureau, **changes: Any) -> AddException:
    said: dict[str, Any] = {"seats": 1} | changes
    return AddException(ExceptionRow(bureau.offering_id, THURSDAY, ExceptionKind.SEATS, **said))


BAD = {
    "past": ("schedule_in_past", lambda b: SetWeek(b.offering_id, hours(), TODAY - timedelta(days=1))),
    "past_day": ("schedule_in_past", lambda b: b.close(TODAY - timedelta(days=1))),
    "past_exception": ("schedule_in_past", lambda b: AddException(
        ExceptionRow(b.offering_id, TODAY - timedelta(days=1), ExceptionKind.SEATS, seats=1))),
    "far": ("schedule_too_far", lambda b: SetWeek(b.offering_id, hours(), date(2036, 1, 1))),
    "long": ("schedule_too_far", lambda b: CloseDays(TODAY, TODAY + timedelta(days=400), WHY)),
    "turned": ("schedule_dates_wrong", lambda b: CloseDays(THURSDAY, FROM, WHY)),
    "turned_week": ("schedule_dates_wrong", lambda b: SetWeek(b.offering_id, hours(), THURSDAY, FROM)),
    "hours": ("schedule_hours_wrong", lambda b: week_of(b, from_minute=720, to_minute=540)),
    "midnight": ("schedule_hours_wrong", lambda b: week_of(b, to_minute=1500)),
    "odd": ("schedule_hours_wrong", lambda b: week_of(b, from_minute=542)),
    "weekday": ("schedule_hours_wrong", lambda b: week_of(b, weekdays=(7,))),
    "length": ("schedule_length_wrong", lambda b: week_of(b, slot_minutes=0)),
    "too_long": ("schedule_length_wrong", lambda b: week_of(b, slot_minutes=200)),
    "rest": ("schedule_length_wrong", lambda b: week_of(b, buffer_minutes=-5)),
    "overlap": ("schedule_overlaps", lambda b: SetWeek(
        b.offering_id, (*hours(), *hours(from_minute=700, to_minute=800)), FROM)),
    "no_seats": ("schedule_no_seats", lambda b: week_of(b, seats=0)),
    "minus": ("schedule_seats_absurd", lambda b: week_of(b, seats=-1)),
    "absurd": ("schedule_seats_absurd", lambda b: week_of(b, seats=1000)),
    "no_seats_that_day": ("schedule_no_seats", lambda b: seats(b, seats=0)),
    "held_back": ("schedule_held_back_wrong", lambda b: week_of(b, seats=2, held_back=3)),
    "reason": ("schedule_reason_missing", lambda _: CloseDays(THURSDAY, THURSDAY, (("en", "why"),))),
    "long_reason": ("schedule_reason_missing", lambda _: CloseDays(THURSDAY, THURSDAY, TOO_LONG)),
    "release": ("schedule_release_wrong", lambda b: SetRelease(b.offering_id, 0, 510, 120)),
    "cut_off": ("schedule_release_wrong", lambda b: SetRelease(b.offering_id, 1, 510, 1500)),
    "same": ("schedule_same_already", lambda b: SetRelease(b.offering_id, 28, 0, 120)),
    "open_already": ("schedule_same_already", lambda _: ReopenDays(THURSDAY, THURSDAY)),
    "no_such_exception": ("schedule_same_already", lambda b: RemoveException(seats(b).exception)),
    "nothing_to_copy": ("schedule_nothing_to_copy", lambda b: CopyWeek(
        b.offering_id, date(2026, 1, 5), (b.phone_id,), FROM)),
    "copy_to_nobody": ("schedule_nothing_to_copy", lambda b: CopyWeek(b.offering_id, FROM, (), FROM)),
    "duty": ("schedule_seats_absurd", lambda _: SetDuty((DutyHours(0, 540, 600, -1),), FROM)),
    "undo": ("undo_not_last", lambda _: Undo(99)),
}  # fmt: skip


@pytest.mark.parametrize("case", list(BAD))
def test_bad_input_has_its_own_sentence_and_changes_nothing(bureau: Bureau, case: str) -> None:
    code, make = BAD[case]
    with pytest.raises(Exception, match=f"^{code}$"):
        bureau.preview(make(bureau))
    sound = bureau.preview(bureau.close())
    with pytest.raises(Exception, match=f"^{code}$"):
        bureau.apply(make(bureau), sound)
    assert bureau.rows(ScheduleChange) == []


def test_two_exceptions_of_a_day_that_overlap_in_part_are_refused(bureau: Bureau) -> None:
    bureau.apply(seats(bureau, from_minute=540, to_minute=660))
    with pytest.raises(Exception, match=r"^schedule_overlaps$"):
        bureau.preview(seats(bureau, from_minute=600, to_minute=720))
    assert bureau.preview(seats(bureau, from_minute=540, to_minute=720)).removed


WRONG: dict[str, tuple[type[Exception], Any]] = {
    "anonymous": (SignInNeeded, lambda _: Principal()),
    "citizen": (SignInNeeded, lambda _: Principal(PrincipalKind.APPLICANT, 1)),
    "system": (SignInNeeded, lambda _: SYSTEM),
    "counsellor": (NotAllowed, lambda b: staff(b.office_id, Role.COUNSELLOR)),
    "manager_elsewhere": (NotAllowed, lambda b: staff(b.other_office_id)),
    "administrator": (NotAllowed, lambda _: Principal(
        PrincipalKind.STAFF, 1, grants=frozenset({Grant(Role.SYSTEM_ADMINISTRATOR)}))),
}  # fmt: skip


@pytest.mark.parametrize("who", list(WRONG))
def test_only_the_offices_own_manager_may_change_it(bureau: Bureau, who: str) -> None:
    error, make = WRONG[who]
    plan = bureau.preview(bureau.close())
    with pytest.raises(error):
        bureau.preview(bureau.close(), who=make(bureau))
    with pytest.raises(error):
        bureau.apply(bureau.close(), plan, principal=make(bureau))
    assert bureau.rows(ScheduleChange) == []


def test_an_offering_of_another_office_typed_by_hand_is_refused(bureau: Bureau) -> None:
    theirs = bureau.other_offering_id
    forged = [
        bureau.week(theirs),
        SetWeek(999_999, hours(), FROM),
        CopyWeek(theirs, FROM, (bureau.offering_id,), FROM),
        CopyWeek(bureau.offering_id, FROM, (theirs,), FROM),
        AddException(replace(seats(bureau).exception, offering_id=theirs)),
        SetRelease(theirs, 14, 510, 120),
    ]
    for change in forged:
        with pytest.raises(NotAllowed):
            bureau.preview(change)


def looks(bureau: Bureau, who: Principal, **changes: Any) -> list[Any]:
    """Look at everything that there is to see of an office's schedule."""
    place = {"principal": who, "office_id": bureau.office_id}
    offering = {"offering_id": bureau.offering_id} | changes
    return [
        lambda: bureau.see(overview.week_of, **place, **offering, day=THURSDAY),
        lambda: bureau.see(overview.month_fill, **place, **offering, year=2026, month=12),
        lambda: bureau.see(overview.coming, **place, now=NOW),
        lambda: bureau.see(overview.warnings_ahead, **place, now=NOW),
        lambda: bureau.see(overview.changes_of, **place),
    ]


def test_counsellors_may_look_and_others_not(bureau: Bureau) -> None:
    for look in looks(bureau, staff(bureau.office_id, Role.COUNSELLOR)):
        look()
    for who in ("anonymous", "citizen", "manager_elsewhere", "administrator"):
        error, make = WRONG[who]
        for look in looks(bureau, make(bureau)):
            with pytest.raises(error):
                look()
    for look in looks(bureau, bureau.manager, offering_id=bureau.other_offering_id)[:2]:
        with pytest.raises(NotAllowed):
            look()
