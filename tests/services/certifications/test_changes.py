"""Asking for another 認定日: by the claimant, answered by their office, and what may be booked then."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    ApplicationState,
    AuditEntry,
    ClaimantKind,
    DayChangeRequest,
    Offering,
    OfficeClosure,
    Reservation,
    Slot,
)
from hellowork_portal.services.accounts.own_day_changes import withdraw_day_changes
from hellowork_portal.services.certifications import changes, errors, office_changes, service
from hellowork_portal.services.certifications.calendar import apply, preview
from hellowork_portal.services.certifications.calendar_rules import Generate
from hellowork_portal.services.certifications.days import fill_days
from hellowork_portal.services.reservations import errors as booking
from hellowork_portal.services.reservations import holds, windows
from hellowork_portal.services.reservations.service import own_record
from tests.factories import NOW, TODAY, at, make_slot
from tests.factories.places import kept
from tests.services.certifications.conftest import OFFICE, TUESDAY_1, Bureau, weeks
from tests.services.certifications.test_case import file

DAY, NEW = weeks(2), date(2026, 12, 18)
PLAIN = {"from_day": DAY.isoformat(), "reason": "interview", "note": "面接が10時からあります。"}


def ask(bureau: Bureau, who: Principal, now: Any = NOW, **changed: Any) -> int:
    return bureau.do(changes.ask_for_change, principal=who, form=PLAIN | changed, now=now)


def own(bureau: Bureau, who: Principal) -> Any:
    return bureau.see(changes.own_days, principal=who, now=NOW)


def see(bureau: Bureau, request_id: int, who: Principal | None = None) -> Any:
    given = {"principal": who or bureau.counsellor, "request_id": request_id, "now": NOW}
    return bureau.do(office_changes.office_change, **given)


def approve(bureau: Bureau, request_id: int, new_day: date = NEW, **named: Any) -> None:
    form = {"new_day": new_day.isoformat(), "answer": "受験票を確かめました。"}
    given = {"principal": bureau.counsellor, "request_id": request_id, "form": form, "now": NOW} | named
    bureau.do(office_changes.approve_change, **given)


def refuse(bureau: Bureau, request_id: int, **named: Any) -> None:
    form = {"why_not": "旅行では変更できません。"}
    given = {"principal": bureau.counsellor, "request_id": request_id, "form": form, "now": NOW} | named
    bureau.do(office_changes.refuse_change, **given)


def wrong(told: Any) -> dict[str, str]:
    return {box: error.code for box, error in told.value.fields.items()}


def test_a_request_is_kept_sealed_told_and_shown_to_both(bureau: Bureau, person: Principal) -> None:
    request_id = ask(bureau, person, wished_on=NEW.isoformat())
    row = bureau.row(DayChangeRequest)
    assert (row.state, row.from_day, row.wished_on, row.reason) == ("asked", DAY, NEW, "interview")
    assert "面接" not in bureau.everything()
    assert [job["mail"] for job in bureau.jobs("mail")] == ["day_change_asked"]
    view = own(bureau, person)
    assert [(one.note, one.can_withdraw) for one in view.requests] == [(PLAIN["note"], True)]
    assert [day.can_ask for day in view.days] == [False, True]
    seen = see(bureau, request_id)
    assert (seen.note, seen.wished_iso, seen.can_decide) == (PLAIN["note"], NEW.isoformat(), True)
    listed = bureau.do(
        office_changes.office_changes, principal=bureau.counsellor, office_code=OFFICE, now=NOW
    )
    assert [one.request_id for one in listed.waiting] == [request_id]
    assert bureau.rows(AuditEntry, action="certification.change_viewed")
    assert bureau.rows(AuditEntry, action="certification.changes_listed")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"from_day": weeks(1).isoformat()}, {"from_day": "day_change_not_yours"}),
        ({"from_day": "nonsense"}, {"from_day": "day_change_not_yours"}),
        ({"from_day": weeks(-2).isoformat()}, {"from_day": "day_change_too_late"}),
        ({"reason": "travel"}, {"reason": "day_change_reason_missing"}),
        ({"reason": ""}, {"reason": "day_change_reason_missing"}),
        ({"reason": "other", "note": " "}, {"note": "day_change_note_missing"}),
        ({"note": "あ" * 501}, {"note": "day_change_note_long"}),
        ({"wished_on": "soon"}, {"wished_on": "day_change_day_wrong"}),
        ({"wished_on": TODAY.isoformat()}, {"wished_on": "day_change_day_wrong"}),
        ({"wished_on": weeks(6).isoformat()}, {"wished_on": "day_change_day_wrong"}),
    ],
)
def test_what_is_wrong_is_said_at_its_box(
    bureau: Bureau, person: Principal, changed: Any, expected: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as told:
        ask(bureau, person, **changed)
    assert wrong(told) == expected
    assert bureau.rows(DayChangeRequest) == []


def test_it_is_asked_for_by_the_day_before(bureau: Bureau, person: Principal) -> None:
    with pytest.raises(Invalid) as told:
        ask(bureau, person, at(14, "0:00"))
    assert wrong(told) == {"from_day": "day_change_too_late"}
    ask(bureau, person, at(13, "23:59"))


def test_one_request_a_day_is_open_and_may_be_taken_back(bureau: Bureau, person: Principal) -> None:
    first = ask(bureau, person)
    with pytest.raises(Invalid) as told:
        ask(bureau, person)
    assert wrong(told) == {"from_day": "day_change_asked"}
    for _ in range(2):
        bureau.do(changes.withdraw_change, principal=person, request_id=first, now=NOW)
    ask(bureau, person)
    with pytest.raises(errors.DayChangeAnswered):
        approve(bureau, first)


def test_nobody_acts_on_what_is_not_theirs(bureau: Bureau, person: Principal) -> None:
    request_id = ask(bureau, person)
    _, other = bureau.claimant("taro@example.jp", DAY)
    with pytest.raises(errors.DayChangeUnknown):
        bureau.do(changes.withdraw_change, principal=other, request_id=request_id, now=NOW)
    acts: list[Any] = [
        partial(see, bureau, request_id, bureau.of_other),
        partial(approve, bureau, request_id, principal=bureau.of_other),
        partial(refuse, bureau, request_id, principal=bureau.of_other),
    ]
    for act in acts:
        with pytest.raises(errors.DayChangeUnknown):
            act()
    with pytest.raises(SignInNeeded):
        bureau.do(changes.ask_for_change, principal=Principal(), form=PLAIN, now=NOW)
    with pytest.raises(SignInNeeded):
        approve(bureau, request_id, principal=person)
    assert bureau.row(DayChangeRequest).state == "asked"


def test_who_has_no_record_is_sent_to_the_office(bureau: Bureau, person: Principal) -> None:
    bureau.do(lambda session: session.connection().exec_driver_sql("UPDATE claimant SET applicant_id = NULL"))
    with pytest.raises(errors.DayChangeNoRecord):
        ask(bureau, person)
    assert not own(bureau, person).has_record


def test_an_approval_puts_the_new_day_in_the_old_ones_place(bureau: Bureau, person: Principal) -> None:
    request_id = ask(bureau, person)
    approve(bureau, request_id)
    claimant_id = bureau.row(DayChangeRequest).claimant_id
    assert bureau.days(claimant_id) == {weeks(-2): False, NEW: True, weeks(6): False}
    assert [job["mail"] for job in bureau.jobs("mail")] == ["day_change_asked", "day_change_approved"]
    case = bureau.see(service.current_case, applicant_id=person.applicant_id, now=NOW)
    assert case is not None
    assert (case.certification_on, case.is_approved_change) == (NEW, True)
    assert case.period.last == NEW - timedelta(days=1)
    (row,) = own(bureau, person).requests
    assert (row.state, row.answer, row.can_withdraw) == ("approved", "受験票を確かめました。", False)
    with pytest.raises(errors.DayChangeAnswered):
        refuse(bureau, request_id)


def test_a_refusal_says_why_and_leaves_the_day(bureau: Bureau, person: Principal) -> None:
    request_id = ask(bureau, person)
    with pytest.raises(Invalid) as told:
        refuse(bureau, request_id, form={"why_not": " "})
    assert wrong(told) == {"why_not": "staff_day_change_answer_missing"}
    refuse(bureau, request_id)
    assert DAY in bureau.days(bureau.row(DayChangeRequest).claimant_id)
    assert bureau.jobs("mail")[-1]["mail"] == "day_change_refused"
    ask(bureau, person)


@pytest.mark.parametrize("new_day", [DAY, TODAY - timedelta(days=1), weeks(6), date(2026, 12, 19)])
def test_a_new_day_is_open_ahead_and_before_the_next_one(
    bureau: Bureau, person: Principal, new_day: date
) -> None:
    request_id = ask(bureau, person)
    with pytest.raises(Invalid):
        approve(bureau, request_id, new_day)
    approve(bureau, request_id, TODAY)


def test_a_day_on_which_the_office_is_closed_is_not_given(bureau: Bureau, person: Principal) -> None:
    bureau.do(kept, OfficeClosure, office_id=bureau.office_id, on_day=NEW, reason={"ja": "工事"})
    with pytest.raises(Invalid) as told:
        approve(bureau, ask(bureau, person))
    assert wrong(told) == {"new_day": "staff_day_change_closed"}


def test_a_draft_goes_along_and_what_was_filed_keeps_the_day(bureau: Bureau, person: Principal) -> None:
    request_id = ask(bureau, person)
    claimant_id = bureau.row(DayChangeRequest).claimant_id
    draft = file(bureau, person.applicant_id, claimant_id, certification_on=DAY)
    approve(bureau, request_id)
    assert file_row(bureau, draft.id).certification_on == NEW
    filed = {"certification_on": weeks(6), "state": ApplicationState.RECEIVED, "number": "7"}
    file(bureau, person.applicant_id, claimant_id, **filed)
    again = ask(bureau, person, from_day=weeks(6).isoformat())
    with pytest.raises(errors.DayChangeFiled):
        approve(bureau, again, weeks(7))


def file_row(bureau: Bureau, application_id: int) -> Any:
    from hellowork_portal.models import Application

    return bureau.row(Application, id=application_id)


def test_the_calendar_gives_nobody_back_the_day_that_was_changed(bureau: Bureau) -> None:
    claimant_id, person = bureau.claimant("hanako@example.jp", TODAY, **TUESDAY_1)
    made = {"principal": bureau.manager, "office_code": OFFICE, "now": NOW, "change": Generate(2026)}
    seen = bureau.do(preview, **made)
    bureau.do(apply, fingerprint=seen.fingerprint, decisions={}, **made)
    before = weeks(8)
    far = before + timedelta(days=17)
    approve(bureau, ask(bureau, person, from_day=before.isoformat()), far)
    bureau.do(fill_days, now=NOW)
    assert before not in bureau.days(claimant_id)
    assert bureau.see(service.next_certification_day, claimant_id, weeks(5)) == far


def hold(bureau: Bureau, who: Principal, day: date, office_offering: int | None = None) -> int:
    def slot(session: Any) -> int:
        offering = session.get_one(Offering, office_offering or bureau.offering_id)
        starts = at((day - TODAY).days) + timedelta(hours=len(bureau.rows(Slot)))
        return make_slot(session, offering, starts).id or 0

    return bureau.do(holds.hold_seat, principal=who, slot_id=bureau.do(slot), now=NOW)


def test_an_interview_is_booked_on_ones_own_or_an_approved_day_alone(
    bureau: Bureau, person: Principal
) -> None:
    for day in (DAY - timedelta(days=1), NEW):
        with pytest.raises(booking.NotEligible) as told:
            hold(bureau, person, day)
        assert told.value.code == "not_eligible_not_your_day"
    hold(bureau, person, DAY)
    approve(bureau, ask(bureau, person))
    hold(bureau, person, NEW)
    with pytest.raises(booking.NotEligible):
        hold(bureau, person, DAY)
    live = [row for row in bureau.rows(Reservation) if row.state == "held"]
    assert [row.certification_on for row in live] == [NEW]


def test_a_booking_on_the_old_day_leads_to_the_new_one(bureau: Bureau, person: Principal) -> None:
    bureau.book(person.applicant_id, at(14))
    request_id = ask(bureau, person)
    assert see(bureau, request_id).booked
    approve(bureau, request_id)
    row = bureau.row(Reservation)
    assert (row.state, row.certification_on) == ("confirmed", DAY)
    record = bureau.see(own_record, principal=person)
    leeway = windows.leeway(row.starts_at, "certification", None, record, NOW)
    assert NEW in (leeway.days or ())
    assert DAY not in (leeway.days or ())


def test_an_interview_is_at_ones_own_office_alone_and_needs_the_online_flag(bureau: Bureau) -> None:
    from hellowork_portal.models import Office, Procedure
    from tests.factories import make_offering

    def elsewhere(session: Any) -> int:
        procedure = session.get_one(Procedure, session.get_one(Offering, bureau.offering_id).procedure_id)
        return make_offering(session, session.get_one(Office, bureau.other_id), procedure).id or 0

    _, person = bureau.claimant("hanako@example.jp", DAY)
    with pytest.raises(booking.NotEligible) as told:
        hold(bureau, person, DAY, bureau.do(elsewhere))
    assert told.value.code == "not_eligible_other_office"
    bureau.do(
        lambda session: session.connection().exec_driver_sql(
            f"UPDATE claimant SET online_kind = '{ClaimantKind.FORM_ONLY}'"
        )
    )
    with pytest.raises(booking.NotEligible) as told:
        hold(bureau, person, DAY)
    assert told.value.code == "not_eligible_form_only"


def test_who_closes_their_account_asks_for_nothing_any_more(bureau: Bureau, person: Principal) -> None:
    first, second = ask(bureau, person), ask(bureau, person, from_day=weeks(6).isoformat())
    approve(bureau, first)
    bureau.do(withdraw_day_changes, person.applicant_id, now=NOW)
    rows = bureau.rows(DayChangeRequest)
    assert [(row.id, row.state, row.note_sealed) for row in rows] == [
        (first, "approved", ""),
        (second, "withdrawn", ""),
    ]
