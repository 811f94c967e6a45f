"""One 認定日 in another's place, whoever moves it: the period before it stays whole (domain.md §1)."""

from datetime import date, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.models import (
    ApplicationState,
    CertificationDate,
    DayChangeRequest,
    Offering,
    Reservation,
)
from hellowork_portal.services.certifications import errors, office_changes, service
from hellowork_portal.services.certifications.calendar import apply, preview
from hellowork_portal.services.certifications.calendar_plan import Affected
from hellowork_portal.services.certifications.calendar_rules import Generate, MoveDay
from hellowork_portal.services.certifications.contract import Period
from hellowork_portal.services.certifications.days import fill_days
from hellowork_portal.services.certifications.letters import day_moved
from hellowork_portal.services.reservations.by_office import lock_reservations, move_by_office
from tests.factories import NOW, TODAY, at, make_slot
from tests.factories.places import kept
from tests.services.certifications.conftest import OFFICE, TUESDAY_1, Bureau, weeks
from tests.services.certifications.test_case import file
from tests.services.certifications.test_changes import approve, ask, file_row

BEFORE, DAY, NEW = weeks(-3), weeks(1), weeks(2)


def move_interview(bureau: Bureau, reservation_id: int, days: int) -> None:
    """Let the office move a 失業認定 so many days from today."""

    def move(session: Any) -> None:
        slot = make_slot(session, session.get_one(Offering, bureau.offering_id), at(days))
        lock_reservations(session, [reservation_id])
        given = {"reservation_id": reservation_id, "slot_id": slot.id, "reason": {"ja": "工事"}}
        move_by_office(session, principal=bureau.manager, now=NOW, **given)

    bureau.do(move)


def change_calendar(bureau: Bureau, change: Any, decision: str = "") -> None:
    given = {"principal": bureau.manager, "office_code": OFFICE, "change": change, "now": NOW}
    seen = bureau.see(preview, **given)
    decisions = {one.key: decision for one in seen.people}
    bureau.do(apply, fingerprint=seen.fingerprint, decisions=decisions, **given)


def test_an_interview_that_the_office_moves_takes_its_day_and_the_draft_along(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", BEFORE, DAY, weeks(5))
    draft = file(bureau, person.applicant_id, claimant_id, certification_on=DAY, period_first=BEFORE)
    move_interview(bureau, bureau.book(person.applicant_id, at(7)), 14)
    assert bureau.days(claimant_id) == {BEFORE: False, NEW: True, weeks(5): False}
    case = bureau.see(service.current_case, applicant_id=person.applicant_id, now=NOW)
    assert case is not None
    assert case.period == Period(BEFORE, NEW - timedelta(days=1))
    row = file_row(bureau, draft.id)
    assert (row.certification_on, row.period_last) == (NEW, NEW - timedelta(days=1))


def test_an_interview_moved_within_its_day_leaves_the_day(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", DAY)
    reservation_id = bureau.book(person.applicant_id, at(7))
    bureau.do(
        lambda db: move_by_office(
            db,
            principal=bureau.manager,
            reservation_id=reservation_id,
            slot_id=make_slot(db, db.get_one(Offering, bureau.offering_id), at(7, "15:00")).id or 0,
            reason={},
            now=NOW,
        )
    )
    assert list(bureau.days(claimant_id)) == [DAY]


def test_what_was_filed_keeps_its_day_when_the_interview_moves(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", DAY)
    filed = {"certification_on": DAY, "state": ApplicationState.RECEIVED, "number": "7"}
    file(bureau, person.applicant_id, claimant_id, **filed)
    move_interview(bureau, bureau.book(person.applicant_id, at(7)), 14)
    assert bureau.days(claimant_id) == {DAY: False}
    assert bureau.row(Reservation).certification_on == NEW


def test_neither_calendar_nor_a_second_move_brings_the_first_day_back(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", TODAY, weeks(4), weeks(8), **TUESDAY_1)
    for day in (TODAY, weeks(4), weeks(8), weeks(12)):
        its = {"office_id": bureau.office_id, "fiscal_year": 2026, "cycle_on": day, "on_day": day}
        bureau.do(kept, CertificationDate, changed_at=NOW, **its, **TUESDAY_1)
    reservation_id = bureau.book(person.applicant_id, at(28))
    move_interview(bureau, reservation_id, 35)
    move_interview(bureau, reservation_id, 47)
    bureau.do(fill_days, now=NOW)
    late = TODAY + timedelta(days=47)
    assert bureau.days(claimant_id) == {TODAY: False, late: True, weeks(8): False, weeks(12): False}


def test_a_late_approved_day_leaves_the_next_day_of_the_type(bureau: Bureau) -> None:
    change_calendar(bureau, Generate(2026))
    claimant_id, person = bureau.claimant("hanako@example.jp", TODAY, weeks(8), **TUESDAY_1)
    late = weeks(8) + timedelta(days=20)
    approve(bureau, ask(bureau, person, from_day=weeks(8).isoformat()), late)
    bureau.do(fill_days, now=at(10))
    assert weeks(12) - timedelta(days=1) in bureau.days(claimant_id)
    assert weeks(8) not in bureau.days(claimant_id)


def test_a_request_goes_along_when_the_calendar_moves_its_day(bureau: Bureau) -> None:
    change_calendar(bureau, Generate(2026))
    claimant_id, person = bureau.claimant("hanako@example.jp", TODAY, weeks(8), **TUESDAY_1)
    request_id = ask(bureau, person, from_day=weeks(8).isoformat())
    change_calendar(bureau, MoveDay(weeks(8), weeks(8) + timedelta(days=1)))
    assert bureau.row(DayChangeRequest).from_day == weeks(8) + timedelta(days=1)
    new = weeks(8) + timedelta(days=3)
    approve(bureau, request_id, new)
    days = [day for day in bureau.days(claimant_id) if abs(day - weeks(8)) < timedelta(days=14)]
    assert days == [new]


def test_nothing_stands_in_the_place_of_a_day_that_is_gone(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", TODAY, DAY)
    request_id = ask(bureau, person, from_day=DAY.isoformat())
    bureau.do(
        lambda db: db.connection().exec_driver_sql(f"DELETE FROM certification_day WHERE on_day = '{DAY}'")
    )
    with pytest.raises(errors.DayChangeGone):
        approve(bureau, request_id, NEW)
    assert list(bureau.days(claimant_id)) == [TODAY]
    refusal = {"principal": bureau.counsellor, "request_id": request_id, "form": {"why_not": "x"}}
    bureau.do(office_changes.refuse_change, now=NOW, **refusal)


@pytest.mark.parametrize("new_day", [weeks(5), weeks(5) + timedelta(days=1), TODAY])
def test_a_new_day_lies_between_the_days_before_and_after(bureau: Bureau, new_day: date) -> None:
    _, person = bureau.claimant("hanako@example.jp", TODAY, weeks(3), weeks(5))
    request_id = ask(bureau, person, from_day=weeks(3).isoformat())
    with pytest.raises(Invalid):
        approve(bureau, request_id, new_day)
    approve(bureau, request_id, weeks(5) - timedelta(days=1))


def test_each_day_that_moves_has_its_letter(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", DAY, weeks(5))
    people = [
        Affected(claimant_id, person.applicant_id, "職安 花子", day, day + timedelta(days=1), "follows")
        for day in (DAY, weeks(5))
    ]
    assert len({job.key for job in bureau.see(day_moved, people, now=NOW)}) == 2


def test_the_first_day_stays_the_first_however_late_it_was_moved(bureau: Bureau) -> None:
    sought = weeks(-2)
    claimant_id, person = bureau.claimant("hanako@example.jp", weeks(2), sought_on=sought)
    late = weeks(2) + timedelta(days=24)
    approve(bureau, ask(bureau, person, from_day=weeks(2).isoformat()), late)
    case = bureau.see(service.current_case, claimant_id=claimant_id, now=NOW)
    assert case is not None
    assert (case.is_first, case.period.first) == (True, sought)
