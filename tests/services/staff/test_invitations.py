"""Who may invite whom to what, and the way behind the link."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed, SignInNeeded
from hellowork_portal.kit.i18n import say
from hellowork_portal.kit.principal import SYSTEM, Grant, Principal, PrincipalKind, Role
from hellowork_portal.kit.sealing import token_hash, unseal
from hellowork_portal.models import (
    OneTimeLink,
    RecoveryCode,
    SecondFactor,
    StaffMember,
    StaffRole,
    StaffSession,
)
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.links import REGISTER, check_link
from hellowork_portal.services.staff import joining
from hellowork_portal.services.staff.errors import NotYourself, RoleExists, WrongCode
from hellowork_portal.services.staff.invitations import INVITATION, invite, invite_administrator
from hellowork_portal.services.staff.second_step import pass_second_step
from hellowork_portal.services.staff.sessions import recognise
from hellowork_portal.services.staff.sign_in import begin_second_step
from tests.factories import NOW, make_applicant, principal_of, totp_code
from tests.services.staff.conftest import Staff

NEW = "new@example.jp"
HASH = "argon2 of a new password"


def ask(staff: Staff, principal: Principal, role: Role, office: int | None = None, mail: str = NEW) -> int:
    """Invite somebody."""
    return staff.desk.do(invite, principal=principal, mail_address=mail, role=role, office_id=office, now=NOW)


def walk(staff: Staff, signed: str) -> tuple[str, list[str]]:
    """Go the whole way behind a link; return the secret and the recovery codes."""
    staff.desk.do(joining.set_up, signed=signed, name="新人　花子", password_hash=HASH, now=NOW)
    view = staff.desk.see(joining.joining, signed=signed, language="ja", now=NOW)
    secret = view.shown_secret.replace(" ", "")
    staff.desk.do(joining.enrol, signed=signed, code=totp_code(secret), now=NOW)
    codes = staff.desk.see(joining.joining, signed=signed, language="ja", now=NOW).codes
    staff.desk.do(joining.finish_joining, signed=signed, now=NOW)
    return secret, codes


@pytest.mark.parametrize("role", list(Role))
def test_a_system_administrator_invites_anybody_anywhere(staff: Staff, role: Role) -> None:
    office = staff.b if role in (Role.OFFICE_MANAGER, Role.COUNSELLOR) else None
    staff_id = ask(staff, staff.administrator, role, office)
    row = staff.desk.row(StaffRole, staff_member_id=staff_id)
    assert (row.role, row.office_id, row.granted_by_id) == (role, office, staff.administrator.id)
    assert [one["to"] for one in staff.letters("staff_invitation")] == [NEW]


@pytest.mark.parametrize("role", [Role.OFFICE_MANAGER, Role.COUNSELLOR])
def test_a_manager_invites_to_the_own_office_alone(staff: Staff, role: Role) -> None:
    ask(staff, staff.manager_a, role, staff.a)
    with pytest.raises(NotAllowed):
        ask(staff, staff.manager_a, role, staff.b, "other@example.jp")
    with pytest.raises(NotAllowed):
        ask(staff, staff.manager_a, role, 10**6, "other@example.jp")


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.POLICY_DESIGNER])
def test_a_manager_makes_nobody_greater(staff: Staff, role: Role) -> None:
    with pytest.raises(NotAllowed):
        ask(staff, staff.manager_a, role)


def test_counsellors_citizens_and_strangers_invite_nobody(staff: Staff) -> None:
    person = staff.desk.do(make_applicant)
    refusals: list[tuple[Principal, type[Exception]]] = [
        (staff.counsellor_a, NotAllowed),
        (principal_of(person), SignInNeeded),
        (Principal(), SignInNeeded),
        (Principal(PrincipalKind.STAFF, 10**6, grants=staff.administrator.grants), NotAllowed),
    ]
    for principal, refusal in refusals:
        with pytest.raises(refusal):
            ask(staff, principal, Role.COUNSELLOR, staff.a)
    assert staff.desk.rows(StaffMember, mail_address=NEW) == []


def test_grants_that_the_rows_no_longer_have_count_for_nothing(staff: Staff) -> None:
    claims = Principal(
        PrincipalKind.STAFF, staff.counsellor_a.id, grants=frozenset({Grant(Role.SYSTEM_ADMINISTRATOR)})
    )
    with pytest.raises(NotAllowed):
        ask(staff, claims, Role.COUNSELLOR, staff.a)


def test_nobody_raises_themselves(staff: Staff) -> None:
    with pytest.raises(NotYourself):
        ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a, "Manager-A@example.jp")
    with pytest.raises(NotYourself):
        ask(staff, staff.administrator, Role.POLICY_DESIGNER, None, "admin@example.jp")


@pytest.mark.parametrize(
    ("role", "office", "mail", "box"),
    [
        (Role.COUNSELLOR, False, NEW, "office"),
        (Role.SYSTEM_ADMINISTRATOR, True, NEW, "office"),
        (Role.COUNSELLOR, True, "not an address", "mail_address"),
        (Role.COUNSELLOR, True, "", "mail_address"),
    ],
)
def test_what_cannot_be_is_told_at_its_box(
    staff: Staff, role: Role, office: bool, mail: str, box: str
) -> None:
    with pytest.raises(Invalid) as refused:
        ask(staff, staff.administrator, role, staff.a if office else None, mail)
    assert set(refused.value.fields) == {box}


def test_the_way_behind_the_link_ends_signed_in(staff: Staff) -> None:
    staff_id = ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    secret, codes = walk(staff, staff.link())
    member = staff.member(staff_id)
    assert (member.name, member.password_hash, member.activated_at) == ("新人 花子", HASH, NOW)
    assert len(set(codes)) == len(staff.desk.rows(RecoveryCode, staff_member_id=staff_id)) == 10
    (session,) = staff.desk.rows(StaffSession, staff_member_id=staff_id)
    assert session.passed_at == NOW
    kept = staff.desk.everything()
    assert secret not in kept
    assert not any(code in kept for code in codes)
    waiting = staff.desk.do(begin_second_step, staff_id=staff_id, verified_hash=HASH, browser="", now=NOW)
    with pytest.raises(WrongCode):  # the code that confirmed the authenticator has been used
        staff.desk.do(pass_second_step, waiting_token=waiting, code=totp_code(secret), now=NOW)
    passed = staff.desk.do(pass_second_step, waiting_token=waiting, code=codes[3], now=NOW)
    view = staff.desk.see(recognise, hashed=token_hash(passed.token), now=NOW)
    assert view is not None
    assert view.grants == {Grant(Role.COUNSELLOR, staff.a)}


def test_looking_changes_nothing_and_the_link_works_once_within_72_hours(staff: Staff) -> None:
    ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    signed = staff.link()
    for _ in range(2):
        assert staff.desk.see(joining.joining, signed=signed, language="ja", now=NOW).stage == joining.NAME
    with pytest.raises(LinkProblem, match="link_expired"):
        staff.desk.see(joining.joining, signed=signed, language="ja", now=NOW + timedelta(hours=72))
    walk(staff, signed)
    for step in (
        {"command": joining.joining, "language": "ja"},
        {"command": joining.set_up, "name": "x", "password_hash": "x"},
        {"command": joining.enrol, "code": "1"},
        {"command": joining.finish_joining},
    ):
        given: dict[str, Any] = dict(step)
        with pytest.raises(LinkProblem, match="link_used"):
            staff.desk.do(given.pop("command"), signed=signed, now=NOW, **given)


def test_no_step_can_be_left_out(staff: Staff) -> None:
    ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    signed = staff.link()
    with pytest.raises(WrongCode):
        staff.desk.do(joining.enrol, signed=signed, code="000000", now=NOW)
    with pytest.raises(LinkProblem):
        staff.desk.do(joining.finish_joining, signed=signed, now=NOW)
    staff.desk.do(joining.set_up, signed=signed, name="新人", password_hash=HASH, now=NOW)
    with pytest.raises(LinkProblem):
        staff.desk.do(joining.finish_joining, signed=signed, now=NOW)
    assert staff.desk.rows(SecondFactor, confirmed_at=None) == []


def test_recovery_codes_are_shown_until_the_last_button_as_their_page_says(staff: Staff) -> None:
    ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    signed = staff.link()
    staff.desk.do(joining.set_up, signed=signed, name="新人", password_hash=HASH, now=NOW)
    look = {"signed": signed, "language": "ja", "now": NOW}
    secret = staff.desk.see(joining.joining, **look).shown_secret.replace(" ", "")
    staff.desk.do(joining.enrol, signed=signed, code=totp_code(secret), now=NOW)
    first, again = (staff.desk.see(joining.joining, **look).codes for _ in range(2))
    assert len(first) == 10
    assert first == again
    staff.desk.do(joining.finish_joining, signed=signed, now=NOW)
    with pytest.raises(LinkProblem):
        staff.desk.see(joining.joining, **look)
    for language in ("ja", "en"):
        assert say(language, "staff.join.finish") in say(language, "staff.join.codes_until")


def test_a_secret_stays_the_same_when_one_goes_back(staff: Staff) -> None:
    ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    signed, seen = staff.link(), set()
    for name in ("新人", "新人 花子"):
        staff.desk.do(joining.set_up, signed=signed, name=name, password_hash=HASH, now=NOW)
        seen.add(staff.desk.see(joining.joining, signed=signed, language="en", now=NOW).shown_secret)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("typed", "boxes"),
    [
        ({}, {"name", "password"}),
        ({"name": "あ" * 101, "password": "Ringo-8-Gorilla"}, {"name", "password_again"}),
        ({"name": "\x00 ", "password": "short", "password_again": "short"}, {"name", "password"}),
    ],
)
def test_name_and_password_are_checked(staff: Staff, typed: dict[str, str], boxes: set[str]) -> None:
    ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    with pytest.raises(Invalid) as refused:
        staff.desk.see(joining.check_name_and_password, signed=staff.link(), typed=typed, now=NOW)
    assert set(refused.value.fields) == boxes


def test_neither_side_takes_the_others_links(staff: Staff) -> None:
    ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    with pytest.raises(LinkProblem):
        staff.desk.see(check_link, purpose=REGISTER, signed=staff.link(), now=NOW)
    assert [row.purpose for row in staff.desk.rows(OneTimeLink)] == [INVITATION]


def test_who_is_there_already_gets_the_role_at_once_and_word_of_it(staff: Staff) -> None:
    staff_id = ask(staff, staff.manager_b, Role.COUNSELLOR, staff.b, "counsellor-a@example.jp")
    assert staff_id == staff.counsellor_a.id
    assert staff.letters("staff_invitation") == []
    (told,) = staff.letters("staff_role_granted")
    assert "大阪東" in told["role"]
    with pytest.raises(RoleExists):
        ask(staff, staff.manager_b, Role.COUNSELLOR, staff.b, "counsellor-a@example.jp")


def test_the_operator_makes_system_administrators_and_nothing_else(staff: Staff) -> None:
    assert staff.desk.do(invite_administrator, mail_address=NEW, now=NOW)
    row = staff.desk.rows(StaffRole)[-1]
    assert (row.role, row.granted_by_id) == (Role.SYSTEM_ADMINISTRATOR, None)
    for role, office in ((Role.POLICY_DESIGNER, None), (Role.OFFICE_MANAGER, staff.a)):
        with pytest.raises(NotAllowed):
            ask(staff, SYSTEM, role, office, "other@example.jp")


def test_the_operator_lets_an_administrator_begin_anew(staff: Staff) -> None:
    staff.sign_in(staff.administrator.staff_id)
    assert not staff.desk.do(invite_administrator, mail_address="admin@example.jp", now=NOW)
    member = staff.member(staff.administrator.staff_id)
    assert (member.password_hash, member.activated_at) == ("", None)
    for model in (StaffSession, SecondFactor, RecoveryCode):
        assert staff.desk.rows(model, staff_member_id=member.id) == []
    walk(staff, staff.link())
    assert staff.member(staff.administrator.staff_id).activated_at == NOW


def test_secrets_of_a_letter_are_sealed(staff: Staff) -> None:
    ask(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    (job,) = staff.desk.jobs("mail")
    assert staff.link() not in str(job)
    assert staff.link() in unseal(job["link_sealed"])
