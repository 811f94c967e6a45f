"""An office's calendar: made for a year, moved with everybody seen first, refused where it is stale."""

from datetime import date, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import NotAllowed, PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    Applicant,
    Application,
    ApplicationState,
    AuditEntry,
    CertificationDate,
    Office,
    OfficeClosure,
    Procedure,
)
from hellowork_portal.services.certifications import calendar, errors
from hellowork_portal.services.certifications.calendar_rules import Change, Generate, MoveDay
from hellowork_portal.services.certifications.days import fill_days
from tests.factories import NOW, TODAY, at
from tests.factories.papers import make_application, version_of
from tests.factories.places import kept
from tests.services.certifications.conftest import OFFICE, OTHER, TUESDAY_1, Bureau, weeks

NEXT = weeks(4)
"""Tuesday 29 December: closed, so the calendar says the 28th."""
HELD = NEXT - timedelta(days=1)
LATER = weeks(8)
THIRD = weeks(12) - timedelta(days=1)
"""Tuesday 23 February is the Emperor's birthday."""
REST = {HELD: False, THIRD: False}
TO = LATER + timedelta(days=2)
MOVE = MoveDay(LATER, TO)


def preview(bureau: Bureau, change: Change, who: Principal | None = None, **named: Any) -> Any:
    given = {"principal": who or bureau.manager, "office_code": OFFICE, "now": NOW} | named
    return bureau.do(calendar.preview, change=change, **given)


def apply(bureau: Bureau, change: Change, fingerprint: str = "", **named: Any) -> Any:
    said = fingerprint or preview(bureau, change).fingerprint
    given = {"principal": bureau.manager, "office_code": OFFICE, "decisions": {}, "now": NOW} | named
    return bureau.do(calendar.apply, change=change, fingerprint=said, **given)


@pytest.fixture
def made(bureau: Bureau) -> Bureau:
    """This fiscal year's calendar is made."""
    apply(bureau, Generate(2026))
    return bureau


def test_a_year_is_made_and_seen_by_everybody_of_the_office(bureau: Bureau) -> None:
    told = apply(bureau, Generate(2026))
    assert (told.new_count, told.people, told.days) == (261, [], [])
    year = bureau.see(calendar.year_of, principal=bureau.counsellor, office_code=OFFICE, now=NOW)
    assert (year.is_made, year.can_change, len(year.types)) == (True, False, 4)
    assert sum(bool(cell.iso) for one in year.types for row in one.rows for cell in row.cells) == 261
    assert year.moved_count == 20
    entry = bureau.row(AuditEntry, action="certification.calendar_changed")
    assert entry.details["days"] == 261


def test_the_offices_own_closed_days_count_and_a_second_making_changes_nothing(bureau: Bureau) -> None:
    closed = {"office_id": bureau.office_id, "on_day": LATER, "reason": {"ja": "工事"}}
    bureau.do(kept, OfficeClosure, **closed)
    apply(bureau, Generate(2026))
    assert bureau.row(CertificationDate, cycle_on=LATER).on_day == LATER - timedelta(days=1)
    with pytest.raises(errors.CalendarSame):
        preview(bureau, Generate(2026))


def test_claimants_with_a_type_get_their_coming_days_and_others_keep_theirs(made: Bureau) -> None:
    typed, _ = made.claimant("a@example.jp", **TUESDAY_1)
    plain, _ = made.claimant("b@example.jp", weeks(3))
    assert made.do(fill_days, now=NOW) == 3
    assert made.days(typed) == REST | {LATER: False}
    assert made.days(plain) == {weeks(3): False}
    assert made.do(fill_days, now=NOW) == 0


def test_a_moved_day_takes_along_who_has_nothing_of_their_own_and_tells_them(made: Bureau) -> None:
    follows, person = made.claimant("a@example.jp", HELD, LATER, **TUESDAY_1)
    untyped, _ = made.claimant("b@example.jp", LATER)
    other, _ = made.claimant("c@example.jp", LATER, day_type=2, weekday=1)
    told = preview(made, MOVE)
    assert (told.followers, told.people, len(told.days)) == (1, [], 1)
    apply(made, MOVE)
    assert made.days(follows) == REST | {TO: False}
    assert made.days(untyped) == {LATER: False}
    assert made.days(other)[LATER] is False
    (letter,) = made.jobs("mail")
    assert (letter["mail"], letter["applicant_id"]) == ("certification_day_moved", person.applicant_id)
    assert "12月" not in str(letter)


def test_a_draft_goes_along_with_its_day(made: Bureau) -> None:
    claimant_id, person = made.claimant("a@example.jp", LATER, **TUESDAY_1)

    def draft(session: Any) -> None:
        from sqlmodel import select

        version = version_of(session, session.exec(select(Procedure)).first())
        office, owner = (
            session.get_one(Office, made.office_id),
            session.get_one(Applicant, person.applicant_id),
        )
        days: dict[str, Any] = {"certification_on": LATER, "period_last": LATER - timedelta(days=1)}
        make_application(session, office, owner, version, claimant_id=claimant_id, **days)

    made.do(draft)
    assert preview(made, MOVE).drafts == 1
    apply(made, MOVE)
    row = made.row(Application)
    assert (row.state, row.certification_on) == (ApplicationState.DRAFT, TO)
    assert row.period_last == TO - timedelta(days=1)


def test_a_booking_and_an_approved_day_are_listed_and_decided(made: Bureau) -> None:
    booked, person = made.claimant("a@example.jp", LATER, **TUESDAY_1)
    again, second = made.claimant("b@example.jp", LATER, **TUESDAY_1)
    for one in (person, second):
        made.book(one.applicant_id, at(56, "10:00" if one is person else "11:00"))
    told = preview(made, MOVE)
    assert [(line.claimant_id, line.matter) for line in told.people] == [
        (booked, "booked"),
        (again, "booked"),
    ]
    keys = [line.key for line in told.people]
    with pytest.raises(errors.CalendarUndecided) as undecided:
        apply(made, MOVE, decisions={keys[0]: "keep", keys[1]: "perhaps"})
    assert undecided.value.values == {"count": 1}
    assert made.row(CertificationDate, cycle_on=LATER).on_day == LATER
    apply(made, MOVE, decisions={keys[0]: "keep", keys[1]: "move"})
    entries = {row.action: row for row in made.rows(AuditEntry, subject_kind="claimant")}
    assert entries["certification.day_kept"].subject_id == booked
    assert entries["certification.day_moved"].subject_id == again
    assert LATER.isoformat() not in str(entries["certification.day_moved"].details)
    assert made.rows(AuditEntry, action="certification.calendar_previewed")
    assert made.days(booked) == REST | {LATER: True}
    assert made.days(again) == REST | {TO: False}
    assert [job["applicant_id"] for job in made.jobs("mail")] == [second.applicant_id]
    back = preview(made, MoveDay(LATER, None))
    assert (back.followers, back.people) == (1, [])


def test_an_approved_day_is_not_moved_without_being_asked_about(made: Bureau) -> None:
    claimant_id, _ = made.claimant("a@example.jp", LATER, **TUESDAY_1)
    made.do(
        lambda session: session.connection().exec_driver_sql(
            "UPDATE certification_day SET is_approved_change = true"
        )
    )
    told = preview(made, MOVE)
    assert [line.matter for line in told.people] == ["approved"]
    apply(made, MOVE, decisions={told.people[0].key: "keep"})
    assert made.days(claimant_id) == REST | {LATER: True}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (MoveDay(TODAY, TODAY + timedelta(days=2)), errors.CalendarDayOver),
        (MoveDay(LATER, TODAY), errors.CalendarDayOver),
        (MoveDay(LATER, LATER + timedelta(days=14)), errors.CalendarDayFar),
        (MoveDay(LATER, date(2027, 1, 23)), errors.CalendarDayClosed),
        (MoveDay(date(2026, 12, 6), date(2026, 12, 8)), errors.CalendarDayUnknown),
        (MoveDay(LATER, None), errors.CalendarSame),
        (Generate(2025), errors.CalendarYearWrong),
        (Generate(2028), errors.CalendarYearWrong),
    ],
)
def test_what_cannot_be_is_said(made: Bureau, change: Change, error: type[PortalError]) -> None:
    with pytest.raises(error):
        preview(made, change)


def test_only_the_offices_own_managers_change_and_its_staff_look(made: Bureau) -> None:
    for who, office in ((made.counsellor, OFFICE), (made.of_other, OFFICE), (made.manager, OTHER)):
        with pytest.raises(NotAllowed):
            preview(made, MOVE, who, office_code=office)
        with pytest.raises(NotAllowed):
            apply(made, MOVE, "x", principal=who, office_code=office)
    with pytest.raises(NotAllowed):
        made.see(calendar.year_of, principal=made.of_other, office_code=OFFICE, now=NOW)


def test_a_preview_that_is_stale_changes_nothing(made: Bureau) -> None:
    made.claimant("a@example.jp", LATER, **TUESDAY_1)
    seen = preview(made, MOVE).fingerprint
    _, person = made.claimant("b@example.jp", LATER, **TUESDAY_1)
    with pytest.raises(errors.CalendarPreviewStale):
        apply(made, MOVE, seen)
    seen = preview(made, MOVE).fingerprint
    made.book(person.applicant_id, at(56))
    with pytest.raises(errors.CalendarPreviewStale):
        apply(made, MOVE, seen)
    assert made.row(CertificationDate, cycle_on=LATER).on_day == LATER


def test_of_two_managers_the_second_is_told_to_look_again(made: Bureau) -> None:
    seen = preview(made, MOVE).fingerprint
    apply(made, MOVE, seen)
    with pytest.raises(errors.CalendarPreviewStale):
        apply(made, MOVE, seen, principal=made.colleague)
    other = MoveDay(LATER, LATER + timedelta(days=3))
    assert preview(made, other, made.colleague).fingerprint != seen
