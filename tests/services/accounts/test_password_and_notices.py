"""A new password by the present one; the language of mails; whether mail arrives."""

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant, AuditEntry, Delivery, DeliveryState, Session
from hellowork_portal.services.access.errors import WrongPassword
from hellowork_portal.services.access.sessions import start_session
from hellowork_portal.services.accounts import mailbox, password, person
from hellowork_portal.services.applicants.preferences import Preferences, change_preferences, preferences
from tests.factories import NOW, Desk
from tests.factories.places import kept
from tests.services.accounts.conftest import HASH, HOUR, NEW, OLD, letters, session_of, signed_in

GOOD = {"password": "Banana-9-Panda", "password_again": "Banana-9-Panda"}


def change(desk: Desk, owner: Principal, verified: str = HASH) -> int:
    return desk.do(
        password.change_password,
        principal=owner,
        verified_hash=verified,
        password_hash="hash of the new one",
        now=NOW + HOUR,
    )


def test_a_new_password_ends_every_session_and_tells_the_owner(desk: Desk, owner: Principal) -> None:
    session_of(desk, owner.applicant_id)
    other = signed_in(desk, "jiro@example.jp")
    assert change(desk, owner) == owner.id
    assert desk.row(Applicant, id=owner.id).password_hash == "hash of the new one"
    assert [row.id for row in desk.rows(Session)] == [other.session_id]
    assert [one["applicant_id"] for one in letters(desk, "password_changed")] == [owner.id]


def test_the_present_password_must_still_be_that_one(desk: Desk, owner: Principal) -> None:
    with pytest.raises(WrongPassword):
        change(desk, owner, "hash of the former one")
    assert desk.row(Applicant, id=owner.id).password_hash == HASH


@pytest.mark.parametrize(
    ("typed", "field", "code"),
    [
        ({}, "password", "required"),
        ({"password": "Taro-Taro-1x"}, "password", "password_own_words"),
        ({**GOOD, "password_again": "Banana"}, "password_again", "passwords_differ"),
    ],
)
def test_the_new_password_is_checked_like_the_first(
    desk: Desk, owner: Principal, typed: dict[str, str], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as told:
        desk.see(password.check_new_password, principal=owner, typed=typed)
    assert {name: error.code for name, error in told.value.fields.items()} == {field: f"field.{code}"}
    desk.see(password.check_new_password, principal=owner, typed=GOOD)


def test_a_wrong_present_password_is_recorded(desk: Desk, owner: Principal) -> None:
    desk.do(person.note_wrong_password, principal=owner, now=NOW)
    (entry,) = desk.rows(AuditEntry, action="password.refused")
    assert (entry.actor_id, entry.subject_id, entry.details) == (owner.id, owner.id, {})


def test_a_closed_account_acts_no_more(desk: Desk, owner: Principal) -> None:
    def close(session):
        session.get_one(Applicant, owner.id).closed_at = NOW

    desk.do(close)
    with pytest.raises(NotAllowed):
        change(desk, owner)


def sign_in(desk: Desk, owner: Principal, language: str) -> str:
    """Sign in on pages of a language; return the language of later mails."""
    desk.do(start_session, applicant_id=owner.id, language=language, now=NOW)
    return desk.row(Applicant, id=owner.id).language


def test_mails_follow_the_pages_until_a_language_is_chosen(desk: Desk, owner: Principal) -> None:
    assert sign_in(desk, owner, "en") == "en"
    assert desk.see(preferences, principal=owner) == Preferences("", wants_reminders=True)
    desk.do(change_preferences, principal=owner, language="ja-easy", wants_reminders=False, now=NOW)
    assert sign_in(desk, owner, "en") == "ja-easy"
    assert desk.see(preferences, principal=owner) == Preferences("ja-easy", wants_reminders=False)
    desk.do(change_preferences, principal=owner, language="follow", wants_reminders=True, now=NOW)
    assert desk.see(preferences, principal=owner) == Preferences("", wants_reminders=True)
    assert sign_in(desk, owner, "en") == "en"


def test_preferences_are_ones_own(desk: Desk, owner: Principal) -> None:
    other = signed_in(desk, "jiro@example.jp")
    desk.do(change_preferences, principal=owner, language="en", wants_reminders=False, now=NOW)
    assert desk.see(preferences, principal=other) == Preferences("", wants_reminders=True)
    assert desk.rows(AuditEntry, action="applicant.preferences_changed")[0].subject_id == owner.id


def deliver(desk: Desk, owner: Principal, state: DeliveryState, to: str = OLD) -> None:
    desk.do(
        kept,
        Delivery,
        message_id=f"{len(desk.rows(Delivery))}@example.jp",
        kind="password_changed",
        recipient=to,
        applicant_id=owner.id,
        state=state,
        created_at=NOW,
    )


def test_the_latest_settled_letter_says_whether_the_address_takes_mail(desk: Desk, owner: Principal) -> None:
    seen = [desk.see(mailbox.refuses_mail, principal=owner)]
    for state in (DeliveryState.REFUSED, DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.REFUSED):
        deliver(desk, owner, state)
        seen.append(desk.see(mailbox.refuses_mail, principal=owner))
    assert seen == [False, True, True, False, True]


def test_letters_to_other_addresses_and_other_people_say_nothing(desk: Desk, owner: Principal) -> None:
    other = signed_in(desk, "jiro@example.jp")
    deliver(desk, owner, DeliveryState.REFUSED, to=NEW)
    deliver(desk, other, DeliveryState.REFUSED, to="jiro@example.jp")
    assert not desk.see(mailbox.refuses_mail, principal=owner)
    assert desk.see(mailbox.refuses_mail, principal=other)
