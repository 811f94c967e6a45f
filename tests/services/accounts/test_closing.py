"""Closing an account: what is personal goes, what the law keeps stays, the address is free."""

from datetime import timedelta

import pytest
from sqlmodel import Session as Db

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import (
    AddressChange,
    Applicant,
    AuditEntry,
    Claimant,
    Delivery,
    DeliveryState,
    OneTimeLink,
    Reservation,
    ReservationState,
    Session,
    SignIn,
    Slot,
    WaitlistEntry,
    WaitlistKind,
)
from hellowork_portal.services.access import registration, reset, sign_in
from hellowork_portal.services.access.errors import LinkProblem, WrongCredentials, WrongPassword
from hellowork_portal.services.access.sessions import start_session
from hellowork_portal.services.accounts import closing
from hellowork_portal.services.accounts.erasing import tidy_accounts
from hellowork_portal.services.accounts.errors import (
    AddressChangeOpen,
    InterviewUnderWay,
    ReservationsAhead,
)
from hellowork_portal.services.reservations import holds
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from hellowork_portal.services.reservations.errors import TooLateToCancel
from tests.factories import NOW, Desk, assert_seats_add_up, at, make_claimant, make_office, make_slot
from tests.factories.places import kept
from tests.services.access.conftest import register
from tests.services.accounts.conftest import (
    ANYBODY,
    HASH,
    HOUR,
    OLD,
    ask,
    book,
    confirm,
    letters,
    signed_in,
    token,
)

NAME, NUMBER = "葛󠄀城 𠮷子", "13010260000001"


@pytest.fixture
def owner(desk: Desk) -> Principal:
    return signed_in(desk, OLD, name=NAME, number=NUMBER, address="東京都新宿区歌舞伎町", phone="0399998888")


def close(desk: Desk, owner: Principal, *, cancel_too: bool = False, now=NOW) -> None:
    desk.do(closing.close_account, principal=owner, verified_hash=HASH, cancel_too=cancel_too, now=now)


def test_nothing_personal_is_left_but_what_the_law_keeps(desk: Desk, owner: Principal) -> None:
    past = desk.do(book, owner.applicant_id, -3, state=ReservationState.COMPLETED)
    desk.do(reset.request_reset, principal=ANYBODY, mail_address=OLD, now=NOW)
    ask(desk, owner)
    close(desk, owner)
    person = desk.row(Applicant, id=owner.id)
    assert person.closed_at == NOW
    jobs = [job.pop("to", "") for job in desk.jobs("mail")]
    assert OLD in jobs, "the goodbye has to know where it goes"
    for model in (Session, SignIn, AddressChange, OneTimeLink):
        assert desk.rows(model) == []
    for personal in (OLD, NAME, HASH, "歌舞伎町", "0399998888", person.claimant_number_sealed or "?"):
        rows = str(desk.rows(Applicant)) + str(desk.rows(Delivery)) + str(desk.rows(AuditEntry))
        assert personal not in rows
    assert person.claimant_number_sealed == person.claimant_number_fingerprint == ""
    assert desk.row(Reservation, id=past.id).answers_sealed == past.answers_sealed


def test_the_former_owner_cannot_get_in_any_more(desk: Desk, owner: Principal) -> None:
    desk.do(reset.request_reset, principal=ANYBODY, mail_address=OLD, now=NOW)
    mailed = token(desk, "reset_link")
    close(desk, owner)
    assert desk.see(sign_in.candidate, mail_address=OLD).applicant_id is None
    assert desk.see(sign_in.candidate, mail_address=f"closed-{owner.id}@closed.invalid").applicant_id is None
    with pytest.raises(LinkProblem):
        desk.do(reset.complete_reset, signed=mailed, password_hash="x", now=NOW)
    for checked in (HASH, ""):
        with pytest.raises(WrongCredentials):
            desk.do(start_session, applicant_id=owner.id, verified_hash=checked, now=NOW)
    with pytest.raises(NotAllowed):
        close(desk, owner)


def test_the_address_can_be_registered_again_as_somebody_new(desk: Desk, owner: Principal) -> None:
    close(desk, owner)
    desk.do(registration.request_registration, principal=ANYBODY, mail_address=OLD, now=NOW + HOUR)
    assert desk.jobs("mail")[-1]["mail"] == "register_link"
    assert register(desk, OLD, now=NOW + 2 * HOUR) != owner.id


def test_two_accounts_close_without_disturbing_each_other(desk: Desk, owner: Principal) -> None:
    other = signed_in(desk, "jiro@example.jp")
    close(desk, owner)
    assert desk.row(Applicant, id=other.id).mail_address == "jiro@example.jp"
    assert [row.applicant_id for row in desk.rows(Session)] == [other.id]
    close(desk, other)


def test_the_goodbye_goes_to_the_address_that_was_left(desk: Desk, owner: Principal) -> None:
    close(desk, owner)
    (told,) = letters(desk, "account_closed")
    assert (told["to"], told["name"], told["applicant_id"]) == (OLD, NAME, owner.id)


def test_future_reservations_stand_in_the_way_unless_they_may_be_cancelled(
    desk: Desk, owner: Principal
) -> None:
    first, second = desk.do(book, owner.applicant_id, 3), desk.do(book, owner.applicant_id, 4)
    view = desk.see(closing.closing_view, principal=owner, now=NOW)
    assert (len(view.reservations), view.has_begun) == (2, False)
    with pytest.raises(ReservationsAhead) as told:
        close(desk, owner)
    assert told.value.values == {"count": 2}
    assert desk.row(Applicant, id=owner.id).closed_at is None

    close(desk, owner, cancel_too=True)
    assert {row.state for row in desk.rows(Reservation)} == {"cancelled"}
    assert_seats_add_up(desk)
    (goodbye,) = letters(desk, "account_closed_cancelled")
    for row in (first, second):
        assert (row.number or "")[:5] in goodbye["numbers"]


def test_a_reservation_too_near_to_be_cancelled_keeps_the_account(desk: Desk, owner: Principal) -> None:
    desk.do(book, owner.applicant_id, 5)
    desk.do(book, owner.applicant_id, 3)
    with pytest.raises(TooLateToCancel):
        close(desk, owner, cancel_too=True, now=at(2, "17:01"))
    assert {row.state for row in desk.rows(Reservation)} == {"confirmed"}, "all or nothing"
    assert_seats_add_up(desk)


def test_nobody_closes_an_account_in_mid_interview(desk: Desk, owner: Principal) -> None:
    desk.do(book, owner.applicant_id, 3, state=ReservationState.IN_PROGRESS)
    assert desk.see(closing.closing_view, principal=owner, now=NOW).has_begun
    with pytest.raises(InterviewUnderWay):
        close(desk, owner, cancel_too=True)


def test_while_the_former_address_can_object_the_account_stays(desk: Desk, owner: Principal) -> None:
    confirm(desk, ask(desk, owner))
    assert desk.see(closing.closing_view, principal=owner, now=NOW).open_until
    with pytest.raises(AddressChangeOpen):
        close(desk, owner, now=NOW + timedelta(hours=71))
    close(desk, owner, now=NOW + timedelta(hours=72))


def test_the_password_must_be_right(desk: Desk, owner: Principal) -> None:
    with pytest.raises(WrongPassword):
        desk.do(closing.close_account, principal=owner, verified_hash="another", cancel_too=False, now=NOW)


def test_a_seat_that_is_held_is_given_back_and_the_draft_erased(desk: Desk, owner: Principal) -> None:
    def furnish(session: Db) -> int:
        offering = book(session, owner.applicant_id, -9, state=ReservationState.COMPLETED)
        slot = make_slot(session, _offering_of(session, offering), at(5))
        return holds.hold_seat(session, principal=owner, slot_id=slot.id or 0, now=NOW)

    hold_id = desk.do(furnish)
    desk.do(holds.agree_terms, principal=owner, hold_id=hold_id, now=NOW)
    desk.do(holds.keep_draft, principal=owner, hold_id=hold_id, typed={"wish": "秘密"}, now=NOW)
    close(desk, owner)
    row = desk.row(Reservation, id=hold_id)
    assert (row.state, row.answers_sealed) == ("expired", "")


def test_a_click_that_comes_after_the_closing_books_nothing(desk: Desk, owner: Principal) -> None:
    def furnish(session: Db) -> tuple[int, int]:
        offering = _offering_of(session, book(session, owner.applicant_id, -9, state="completed"))
        slot = make_slot(session, offering, at(5))
        hold = holds.hold_seat(session, principal=owner, slot_id=slot.id or 0, now=NOW)
        return slot.id or 0, hold

    slot_id, hold_id = desk.do(furnish)
    desk.do(holds.agree_terms, principal=owner, hold_id=hold_id, now=NOW)
    desk.do(holds.keep_draft, principal=owner, hold_id=hold_id, typed={"wish": "面談"}, now=NOW)
    close(desk, owner)
    with pytest.raises(NotAllowed):
        desk.do(holds.hold_seat, principal=owner, slot_id=slot_id, now=NOW)
    with pytest.raises(NotAllowed):
        desk.do(confirm_reservation, principal=owner, hold_id=hold_id, now=NOW)
    assert desk.row(Slot, id=slot_id).taken == 0


def _offering_of(session: Db, reservation: Reservation):
    from hellowork_portal.models import Offering

    return session.get_one(Offering, session.get_one(Slot, reservation.slot_id).offering_id)


def test_the_offices_own_record_stays_and_waiting_ends(desk: Desk, owner: Principal) -> None:
    def furnish(session: Db) -> None:
        reservation = book(session, owner.applicant_id, -3, state=ReservationState.COMPLETED)
        office = make_office(session, "13020")
        make_claimant(session, office, session.get_one(Applicant, owner.id))
        offering = _offering_of(session, reservation)
        kept(
            session,
            WaitlistEntry,
            applicant_id=owner.id,
            offering_id=offering.id,
            kind=WaitlistKind.DAY,
            wanted="day:2026-12-04",
            created_at=NOW,
        )

    desk.do(furnish)
    close(desk, owner)
    assert desk.row(Claimant).applicant_id is None
    assert desk.row(WaitlistEntry).state == "left"


def test_letters_forget_where_they_went_once_the_account_is_closed(desk: Desk, owner: Principal) -> None:
    def deliver(session: Db, state: DeliveryState, kind: str) -> None:
        facts = {"message_id": kind, "kind": kind, "recipient": OLD, "created_at": NOW}
        kept(session, Delivery, **facts, applicant_id=owner.id, state=state)

    desk.do(deliver, DeliveryState.SENT, "password_changed")
    close(desk, owner)
    assert desk.row(Delivery).recipient == f"closed-{owner.id}@closed.invalid"
    desk.do(deliver, DeliveryState.QUEUED, "account_closed")
    assert desk.do(tidy_accounts, now=NOW)["letters"] == 0, "it has not left yet"
    desk.do(deliver, DeliveryState.SENT, "account_closed_cancelled")
    assert desk.do(tidy_accounts, now=NOW)["letters"] == 1


def test_spent_things_are_erased_when_their_time_is_over(desk: Desk, owner: Principal) -> None:
    ask(desk, owner)
    month = timedelta(days=30)
    assert desk.do(tidy_accounts, now=NOW + HOUR)["address_changes"] == 0
    assert desk.do(tidy_accounts, now=NOW + timedelta(hours=24))["address_changes"] == 1
    assert desk.do(tidy_accounts, now=NOW + month)["links"] == 0
    assert desk.do(tidy_accounts, now=NOW + month + timedelta(hours=24))["links"] == 1
    confirm(desk, ask(desk, owner, now=NOW + HOUR), now=NOW + HOUR)
    assert desk.do(tidy_accounts, now=NOW + timedelta(hours=73) + month)["address_changes"] == 1
