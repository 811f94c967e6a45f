"""What staff do to a reservation: each once, to their own office's alone, and the person is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit.principal import Principal, PrincipalKind, Role
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry, Job, JobState, Meeting, MeetingState, Reservation, Slot
from hellowork_portal.services.access.owners import counter_address
from hellowork_portal.services.office_reservations import commands, errors
from hellowork_portal.services.office_reservations.detail import office_reservation, times_on
from hellowork_portal.services.office_reservations.views import OfficeReservation
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from tests.factories import NOW, assert_seats_add_up
from tests.services.office_reservations.conftest import book, counsellor
from tests.services.schedule_changes.conftest import THURSDAY, Bureau, staff

LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def number(bureau: Bureau) -> str:
    return book(bureau, bureau.slots()[0].id)


def look(bureau: Bureau, number: str, now: Any = NOW) -> OfficeReservation:
    return bureau.do(office_reservation, principal=counsellor(bureau), number=number, now=now)


def act(bureau: Bureau, command: Callable[..., Any], number: str, **named: Any) -> Any:
    given = {"principal": counsellor(bureau), "number": number, "now": NOW} | named
    return bureau.do(command, **given)


def cancel(bureau: Bureau, number: str, **named: Any) -> bool:
    return act(bureau, commands.cancel_at_office, number, **{"revision": 0, "why": "weather"} | named)


def move(bureau: Bureau, number: str, slot_id: int, **named: Any) -> bool:
    given = {"revision": 0, "why": "staff_away", "slot_id": slot_id} | named
    return act(bureau, commands.move_reservation, number, **given)


def mails(bureau: Bureau, kind: str) -> list[dict[str, Any]]:
    return [job for job in bureau.jobs("mail") if job["mail"] == kind]


def test_the_detail_has_person_answers_mails_history_and_nearest_times(bureau: Bureau, number: str) -> None:
    seen = look(bureau, number)
    assert (seen.number, seen.state, seen.meeting, seen.can_change) == (number, "confirmed", "pending", True)
    assert (seen.person.name, seen.person.claimant, seen.person.masked_number) == ("職安 花子", "none", "")
    assert [row.words for one in seen.answers for row in one.rows] == ["a talk"]
    assert {one.kind for one in seen.deliveries} == {
        "reservation_confirmed", "reservation_reminder", "meeting_create",
    }  # fmt: skip
    assert "reservation.confirmed" in [line.action for line in seen.history]
    assert len(seen.nearest) == 3
    assert bureau.row(AuditEntry, action="reservation.viewed").actor_id == 7
    assert "reservation.viewed" not in [line.action for line in look(bureau, number).history]


def test_what_is_needed_to_join_is_there_when_it_is_ready_and_until_it_is_over(
    bureau: Bureau, number: str
) -> None:
    assert (look(bureau, number).join_url, look(bureau, number).passcode) == ("", "")
    values = {
        "state": "ready",
        "join_url_sealed": seal("https://zoom.example/j/1"),
        "passcode_sealed": seal("42"),
    }
    bureau.do(lambda db: db.connection().execute(update(table_of(Meeting)).values(**values)))
    seen = look(bureau, number)
    assert (seen.join_url, seen.passcode) == ("https://zoom.example/j/1", "42")
    over = look(bureau, number, NOW + timedelta(days=60))
    assert (over.join_url, over.passcode) == ("", "")


@pytest.mark.parametrize("typed", ["", "K7M2P9Q4R6", "あ" * 10_000, "😀", "' OR 1=1"])
def test_a_number_that_nobody_has_is_unknown(bureau: Bureau, typed: str) -> None:
    with pytest.raises(errors.ReservationUnknown):
        look(bureau, typed)


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.OFFICE_MANAGER])
def test_another_offices_number_is_answered_like_a_wrong_one(bureau: Bureau, number: str, role: Role) -> None:
    who, before = staff(bureau.other_office_id, role), bureau.everything()
    slot = bureau.slots()[1].id
    for command, named in (
        (office_reservation, {}),
        (commands.resend_mail, {}),
        (commands.try_meeting_again, {}),
        (commands.confirm_eligibility, {}),
        (commands.cancel_at_office, {"revision": 0, "why": "weather"}),
        (commands.move_reservation, {"revision": 0, "why": "weather", "slot_id": slot}),
        (times_on, {"day": THURSDAY}),
    ):
        with pytest.raises(errors.ReservationUnknown):
            act(bureau, command, number, principal=who, **named)
    assert bureau.everything() == before


def test_cancelling_frees_the_seat_and_says_why_with_a_way_to_another_time(
    bureau: Bureau, number: str
) -> None:
    assert cancel(bureau, number)
    row = bureau.row(Reservation, number=number)
    assert (row.state, row.cancelled_by, row.cancel_reason) == ("cancelled", "staff", "weather")
    (letter,) = mails(bureau, "reservation_cancelled")
    assert "台風" in letter["reason"]["ja"]
    assert "typhoon" in letter["reason"]["en"]
    assert letter["page"] == f"/calendar?offering={bureau.offering_id}"
    assert_seats_add_up(bureau)
    assert look(bureau, number).can_change is False


def test_a_second_click_cancels_nothing_more(bureau: Bureau, number: str) -> None:
    assert cancel(bureau, number)
    assert not cancel(bureau, number)
    assert len(mails(bureau, "reservation_cancelled")) == 1
    assert_seats_add_up(bureau)


def test_who_asked_for_it_is_not_told_that_the_office_did_it(bureau: Bureau, number: str) -> None:
    cancel(bureau, number, why="asked")
    assert "reason" not in mails(bureau, "reservation_cancelled")[0]
    assert bureau.row(Reservation, number=number).cancel_reason == "asked"


@pytest.mark.parametrize(
    ("why", "text"),
    [("", ""), ("unheard-of", "x"), ("other", " "), ("other", "あ" * 201), ("other", "😀" * 10_000)],
)
def test_a_reason_is_needed_and_not_too_long(bureau: Bureau, number: str, why: str, text: str) -> None:
    with pytest.raises(errors.ReasonMissing):
        cancel(bureau, number, why=why, text=text)
    assert bureau.row(Reservation, number=number).state == "confirmed"


def test_the_offices_own_words_are_in_the_letter(bureau: Bureau, number: str) -> None:
    cancel(bureau, number, why="other", text="断水のため 😀")
    assert mails(bureau, "reservation_cancelled")[0]["reason"]["ja"] == "断水のため 😀"


def test_moving_takes_the_new_seat_and_tells_the_person(bureau: Bureau, number: str) -> None:
    wanted = look(bureau, number).nearest[0]
    assert move(bureau, number, wanted.slot_id)
    row = bureau.row(Reservation, number=number)
    assert (row.slot_id, row.revision) == (wanted.slot_id, 1)
    assert "急に出勤" in mails(bureau, "reservation_changed")[0]["reason"]["ja"]
    assert not move(bureau, number, wanted.slot_id), "who is there already stays there"
    assert_seats_add_up(bureau)


def test_a_page_that_is_overtaken_moves_and_cancels_nothing(bureau: Bureau, number: str) -> None:
    first, second = look(bureau, number).nearest[:2]
    move(bureau, number, first.slot_id)
    for late in (lambda: move(bureau, number, second.slot_id), lambda: cancel(bureau, number)):
        with pytest.raises(errors.ReservationChanged):
            late()
    assert bureau.row(Reservation, number=number).slot_id == first.slot_id


def test_a_full_time_another_offerings_and_one_that_is_over_are_gone(bureau: Bureau, number: str) -> None:
    full = bureau.slots()[1]
    for mail in ("a@example.jp", "b@example.jp"):
        book(bureau, full.id, mail)
    of_another = bureau.slots(offering_id=bureau.phone_id)[0]
    for slot_id in (full.id, of_another.id, 0, 2**31 - 1):
        with pytest.raises(errors.TimeGone):
            move(bureau, number, slot_id)
    assert bureau.row(Reservation, number=number).slot_id == bureau.slots()[0].id
    assert full.id not in [one.slot_id for one in look(bureau, number).nearest]
    assert_seats_add_up(bureau)


def test_times_of_another_day_leave_out_where_the_person_is_busy(bureau: Bureau, number: str) -> None:
    day = THURSDAY + timedelta(days=1)
    free = act(bureau, times_on, number, day=day)
    assert {one.day for one in free} == {day.isoformat()}
    assert len(free) == len(bureau.slots(day))
    assert act(bureau, times_on, number, day=THURSDAY - timedelta(days=300)) == []


def test_nothing_is_changed_once_the_interview_has_begun(bureau: Bureau, number: str) -> None:
    begun = bureau.row(Reservation, number=number).starts_at
    for late in (
        lambda: cancel(bureau, number, now=begun),
        lambda: move(bureau, number, bureau.slots()[5].id, now=begun),
    ):
        with pytest.raises(errors.NotConfirmed):
            late()


def test_the_mail_is_sent_again_once_a_minute(bureau: Bureau, number: str) -> None:
    for now in (NOW, NOW, LATER):
        act(bureau, commands.resend_mail, number, now=now)
    assert len(mails(bureau, "reservation_confirmed")) == 3, "the first, and two more"
    assert len(bureau.rows(AuditEntry, action="reservation.mail_resent")) == 2


def test_who_has_no_mail_is_shown_with_none_and_sent_nothing(bureau: Bureau) -> None:
    number = book(bureau, bureau.slots()[0].id, counter_address("x1"))
    seen = look(bureau, number)
    assert (seen.person.mail_address, seen.can_resend, seen.can_change) == ("", False, True)
    before = len(bureau.jobs("mail"))
    with pytest.raises(errors.NothingToSend):
        act(bureau, commands.resend_mail, number)
    assert len(bureau.jobs("mail")) == before


def test_the_letter_of_a_cancelling_is_sent_again_with_its_reason(bureau: Bureau, number: str) -> None:
    cancel(bureau, number)
    act(bureau, commands.resend_mail, number)
    first, again = mails(bureau, "reservation_cancelled")
    assert first == again
    bureau.do(lambda session: session.connection().exec_driver_sql("DELETE FROM job"))
    with pytest.raises(errors.NothingToSend):
        act(bureau, commands.resend_mail, number)


def test_ones_own_cancelling_can_be_told_again_at_any_time(bureau: Bureau, number: str) -> None:
    who = Principal(PrincipalKind.APPLICANT, bureau.row(Reservation, number=number).applicant_id)
    bureau.do(cancel_reservation, principal=who, number=number, now=NOW)
    bureau.do(lambda session: session.connection().exec_driver_sql("DELETE FROM job"))
    assert act(bureau, commands.resend_mail, number) == "reservation_cancelled"


def test_a_missing_meeting_is_tried_at_once(bureau: Bureau, number: str) -> None:
    def trouble(session: Any) -> None:
        job = session.get_one(Job, bureau.row(Job, kind="meeting.create").id)
        job.state, job.error, job.attempt = JobState.DEAD, "meetings_refused 4xx", 9

    bureau.do(trouble)
    act(bureau, commands.try_meeting_again, number, now=LATER)
    (job,) = bureau.rows(Job, kind="meeting.create")
    assert (job.state, job.error, job.attempt, job.run_at) == ("ready", "", 0, LATER)
    act(bureau, commands.try_meeting_again, number, now=LATER)
    assert len(bureau.rows(Job, kind="meeting.create")) == 1


def test_a_meeting_that_failed_gets_another_job_and_one_that_stands_none(bureau: Bureau, number: str) -> None:
    def state(session: Any, to: MeetingState) -> None:
        session.get_one(Meeting, bureau.row(Meeting).id).state = to

    bureau.do(lambda session: session.connection().exec_driver_sql("DELETE FROM job"))
    bureau.do(state, MeetingState.FAILED)
    act(bureau, commands.try_meeting_again, number)
    assert len(bureau.rows(Job, kind="meeting.create")) == 1
    assert bureau.row(Meeting).state == "pending"
    bureau.do(state, MeetingState.READY)
    with pytest.raises(errors.MeetingStands):
        act(bureau, commands.try_meeting_again, number)
    cancel(bureau, number)
    with pytest.raises(errors.NotConfirmed):
        act(bureau, commands.try_meeting_again, number)


def test_eligibility_is_confirmed_once(bureau: Bureau, number: str) -> None:
    assert not act(bureau, commands.confirm_eligibility, number)

    def doubt(session: Any) -> None:
        its = bureau.row(Reservation, number=number).id
        session.get_one(Reservation, its).is_unconfirmed_claim = True

    bureau.do(doubt)
    assert look(bureau, number).is_unconfirmed_claim
    assert act(bureau, commands.confirm_eligibility, number)
    assert not look(bureau, number).is_unconfirmed_claim
    assert len(bureau.rows(AuditEntry, action="reservation.eligibility_confirmed")) == 1


def test_whoever_is_no_staff_does_nothing(bureau: Bureau, number: str) -> None:
    from hellowork_portal.kit.errors import SignInNeeded

    for who in (Principal(), Principal(PrincipalKind.APPLICANT, 1)):
        with pytest.raises(SignInNeeded):
            cancel(bureau, number, principal=who)
    assert bureau.row(Slot, id=bureau.slots()[0].id).taken == 1
