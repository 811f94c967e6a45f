"""Both steps of signing in: a code works once, a recovery code once, nothing tells who is there."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import (
    AuditEntry,
    RecoveryCode,
    StaffMember,
    StaffSession,
    StaffSignIn,
    StaffSignInOutcome,
)
from hellowork_portal.services.access.errors import WrongCredentials
from hellowork_portal.services.staff import sign_in
from hellowork_portal.services.staff.errors import WrongCode
from hellowork_portal.services.staff.second_step import pass_second_step, waiting_member
from hellowork_portal.services.staff.sessions import recognise
from tests.factories import NOW, PASSWORD_HASH, totp_code
from tests.services.staff.conftest import Staff


def test_a_password_alone_opens_nothing(staff: Staff) -> None:
    waiting = staff.begin(staff.counsellor_a.staff_id)
    assert staff.desk.see(recognise, hashed=token_hash(waiting), now=NOW) is None
    assert staff.desk.see(waiting_member, token=waiting, now=NOW) == staff.counsellor_a.id


def test_a_right_code_opens_a_session_and_the_waiting_one_is_gone(staff: Staff) -> None:
    waiting = staff.begin(staff.counsellor_a.staff_id)
    passed = staff.desk.do(pass_second_step, waiting_token=waiting, code=totp_code(), language="en", now=NOW)
    view = staff.desk.see(recognise, hashed=token_hash(passed.token), now=NOW)
    assert view is not None
    assert (view.staff_id, view.grants) == (staff.counsellor_a.id, staff.counsellor_a.grants)
    assert staff.member(passed.staff_id).language == "en"
    assert len(staff.desk.rows(StaffSession)) == 1
    assert [row.outcome for row in staff.desk.rows(StaffSignIn)] == ["good"]
    with pytest.raises(SignInNeeded):
        staff.desk.do(pass_second_step, waiting_token=waiting, code=totp_code(steps=1), now=NOW)


def test_a_code_opens_nothing_a_second_time_nor_does_an_older_one(staff: Staff) -> None:
    staff.sign_in(staff.counsellor_a.staff_id)
    for steps in (0, -1):
        with pytest.raises(WrongCode):
            staff.sign_in(staff.counsellor_a.staff_id, steps=steps)
    staff.sign_in(staff.counsellor_a.staff_id, steps=1)


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_wrong(staff: Staff, steps: int) -> None:
    staff.sign_in(staff.counsellor_a.staff_id, steps=steps)


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_may_not_be_a_minute_wrong(staff: Staff, steps: int) -> None:
    with pytest.raises(WrongCode):
        staff.sign_in(staff.counsellor_a.staff_id, steps=steps)


@pytest.mark.parametrize(
    "code", ["", "12345", "あいうえおか", "1" * 10_000, "😀😀😀😀😀😀", "ABCDE-FGHJZ", "\x00"]
)
def test_nothing_else_opens(staff: Staff, code: str) -> None:
    waiting = staff.begin(staff.counsellor_a.staff_id)
    with pytest.raises(WrongCode):
        staff.desk.do(pass_second_step, waiting_token=waiting, code=code, now=NOW)
    assert staff.desk.see(waiting_member, token=waiting, now=NOW) == staff.counsellor_a.id


def test_a_code_is_read_in_any_width_and_grouping(staff: Staff) -> None:
    wide = totp_code().translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    staff.sign_in(staff.counsellor_a.staff_id, code=f"{wide[:3]} {wide[3:]}")


def test_a_recovery_code_opens_once_and_its_owner_is_told(staff: Staff) -> None:
    own = staff.counsellor_a.staff_id
    code = _recovery_code(staff, own)
    staff.sign_in(own, code=code.lower().replace("-", " "))
    assert staff.letters("staff_recovered") == [
        {"to": "counsellor-a@example.jp", "name": "職員 一郎", "left": "1"}
    ]
    assert [row.outcome for row in staff.desk.rows(StaffSignIn)] == ["recovered"]
    with pytest.raises(WrongCode):
        staff.sign_in(own, code=code)
    assert code not in staff.desk.everything()


def test_a_recovery_code_of_somebody_else_opens_nothing(staff: Staff) -> None:
    with pytest.raises(WrongCode):
        staff.sign_in(staff.counsellor_a.staff_id, code=_recovery_code(staff, staff.counsellor_b.staff_id))
    assert [row.used_at for row in staff.desk.rows(RecoveryCode) if row.used_at] == []


def _recovery_code(staff: Staff, staff_id: int) -> str:
    from tests.factories.staff import RECOVERY_CODES

    return f"{RECOVERY_CODES[0][:-1]}{'23456789'[staff_id % 8]}"


def test_the_second_step_waits_ten_minutes(staff: Staff) -> None:
    waiting = staff.begin(staff.counsellor_a.staff_id)
    later = NOW + timedelta(minutes=10)
    with pytest.raises(SignInNeeded):
        staff.desk.do(pass_second_step, waiting_token=waiting, code=totp_code(at=later), now=later)


@pytest.mark.parametrize("mail", ["nobody@example.jp", "not an address", "", "x" * 10_000])
def test_nobody_is_as_good_as_a_wrong_password(staff: Staff, mail: str) -> None:
    who = staff.desk.see(sign_in.candidate, mail_address=mail)
    assert (who.staff_id, who.password_hash) == (None, "")
    with pytest.raises(WrongCredentials):
        sign_in.check_password(_Passwords(), who, "Ringo-8-Gorilla")


class _Passwords:
    def hash(self, password: str) -> str:
        return password

    def matches(self, stored: str, password: str) -> bool:
        return stored == password


@pytest.mark.parametrize("change", [{"closed_at": NOW}, {"activated_at": None}])
def test_the_invited_and_the_closed_are_nobody(staff: Staff, change: dict[str, object]) -> None:
    waiting = staff.begin(staff.counsellor_a.staff_id)

    def alter(session) -> None:  # type: ignore[no-untyped-def]
        row = session.get_one(StaffMember, staff.counsellor_a.id)
        for name, value in change.items():
            setattr(row, name, value)

    staff.desk.do(alter)
    assert staff.desk.see(sign_in.candidate, mail_address="counsellor-a@example.jp").staff_id is None
    with pytest.raises(SignInNeeded):
        staff.desk.do(pass_second_step, waiting_token=waiting, code=totp_code(), now=NOW)


def test_a_password_that_was_changed_meanwhile_begins_nothing(staff: Staff) -> None:
    with pytest.raises(WrongCredentials):
        staff.desk.do(
            sign_in.begin_second_step,
            staff_id=staff.counsellor_a.staff_id,
            verified_hash="another",
            browser="",
            now=NOW,
        )


def test_strangers_and_the_owners_browser_are_counted_apart(staff: Staff) -> None:
    who = sign_in.Candidate(staff.counsellor_a.id, PASSWORD_HASH)
    known = sign_in.browser_token(staff.counsellor_a.staff_id)
    strangers = sign_in.tries("Counsellor-A@example.jp ", "192.0.2.1", "", who)
    assert strangers == sign_in.tries("counsellor-a@example.jp", "192.0.2.1", "forged", who)
    owners = sign_in.tries("counsellor-a@example.jp", "192.0.2.1", known, who)
    assert {rule for rule, _ in owners} & {rule for rule, _ in strangers} == set()
    assert not sign_in.knows(known, staff.counsellor_b.id)


@pytest.mark.parametrize(
    ("outcome", "mail"),
    [
        (StaffSignInOutcome.WRONG, ""),
        (StaffSignInOutcome.WRONG_CODE, "staff_code_wrong"),
        (StaffSignInOutcome.LOCKED, "staff_slowed"),
    ],
)
def test_a_failure_is_written_down_and_told_once_a_day(
    staff: Staff, outcome: StaffSignInOutcome, mail: str
) -> None:
    for minutes in (0, 5):
        staff.desk.do(
            sign_in.note_failure,
            principal=Principal(),
            staff_id=staff.counsellor_a.id,
            outcome=outcome,
            now=NOW + timedelta(minutes=minutes),
        )
    assert [row.outcome for row in staff.desk.rows(StaffSignIn)] == [outcome.value] * 2
    assert len(staff.desk.rows(AuditEntry, action="staff.session_refused")) == 2
    assert [job["mail"] for job in staff.desk.jobs("mail")] == ([mail] if mail else [])
