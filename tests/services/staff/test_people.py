"""What staff see of each other, and of their own account."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.models import RecoveryCode, SecondFactor, StaffSession
from hellowork_portal.services.access.errors import WrongPassword
from hellowork_portal.services.staff import own
from hellowork_portal.services.staff.errors import WrongCode
from hellowork_portal.services.staff.offices import office_for, offices_to_choose, own_offices
from hellowork_portal.services.staff.people import people_of
from hellowork_portal.services.staff.tidying import tidy_staff
from tests.factories import (
    NOW,
    PASSWORD_HASH,
    give_role,
    make_applicant,
    make_office,
    principal_of,
    totp_code,
)
from tests.services.staff.conftest import Staff

A, B = "13010", "HW27-001"


def test_a_manager_sees_the_own_office_and_no_other(staff: Staff) -> None:
    view = staff.desk.see(people_of, principal=staff.manager_a, office_code=A)
    assert {line.mail_address for line in view.members} == {"manager-a@example.jp", "counsellor-a@example.jp"}
    assert view.grantable == ["counsellor", "office_manager"]
    for code in (B, "HW99-999", "' OR 1=1", ""):
        with pytest.raises(NotAllowed):
            staff.desk.see(people_of, principal=staff.manager_a, office_code=code)


def test_the_first_to_be_invited_to_an_office_is_its_manager(staff: Staff) -> None:
    staff.desk.do(make_office, "13099", name="新設")
    view = staff.desk.see(people_of, principal=staff.administrator, office_code="13099")
    assert (view.members, view.grantable) == ([], ["office_manager", "counsellor"])


def test_what_can_be_done_is_said_for_each(staff: Staff) -> None:
    view = staff.desk.see(people_of, principal=staff.manager_a, office_code=A)
    done = {line.mail_address: (line.is_self, line.can_reset, line.can_close) for line in view.members}
    assert done == {
        "manager-a@example.jp": (True, False, False),
        "counsellor-a@example.jp": (False, True, True),
    }


def test_counsellors_citizens_and_strangers_see_nobody(staff: Staff) -> None:
    person = staff.desk.do(make_applicant)
    refusals: list[tuple[Principal, type[Exception]]] = [
        (staff.counsellor_a, NotAllowed),
        (principal_of(person), SignInNeeded),
        (Principal(), SignInNeeded),
    ]
    for principal, refusal in refusals:
        with pytest.raises(refusal):
            staff.desk.see(people_of, principal=principal, office_code=A)


def test_a_role_elsewhere_is_for_administrators_to_see(staff: Staff) -> None:
    staff.desk.do(give_role, staff.counsellor_a.staff_id, Role.COUNSELLOR, staff.b)
    seen = {}
    for principal in (staff.manager_a, staff.administrator):
        view = staff.desk.see(people_of, principal=principal, office_code=A)
        line = next(one for one in view.members if one.staff_id == staff.counsellor_a.id)
        seen[principal.id] = (len(line.roles), line.can_close)
    assert seen == {staff.manager_a.id: (1, False), staff.administrator.id: (2, True)}


def test_an_administrator_sees_every_office_and_who_has_none(staff: Staff) -> None:
    everywhere = staff.desk.see(people_of, principal=staff.administrator)
    assert [line.mail_address for line in everywhere.members] == ["admin@example.jp"]
    assert everywhere.grantable == ["policy_designer", "system_administrator"]
    assert len(staff.desk.see(people_of, principal=staff.administrator, office_code=B).members) == 2


def test_offices_are_chosen_by_right(staff: Staff) -> None:
    assert [one.code for one in staff.desk.see(own_offices, principal=staff.counsellor_a)] == [A]
    found = staff.desk.see(office_for, principal=staff.counsellor_a, code=A, roles=[Role.COUNSELLOR])
    assert (found.id, found.roles) == (staff.a, ["counsellor"])
    for code, roles in ((A, [Role.OFFICE_MANAGER]), (B, [Role.COUNSELLOR])):
        with pytest.raises(NotAllowed):
            staff.desk.see(office_for, principal=staff.counsellor_a, code=code, roles=roles)
    everywhere = [Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_MANAGER]
    assert staff.desk.see(office_for, principal=staff.administrator, code=B, roles=everywhere).id == staff.b


@pytest.mark.parametrize(
    ("words", "codes"), [("", [A, B]), ("新宿", [A]), ("しんじゅく", [A, B]), ("%", []), ("x" * 9999, [])]
)
def test_an_administrator_finds_offices_by_name(staff: Staff, words: str, codes: list[str]) -> None:
    found = staff.desk.see(offices_to_choose, principal=staff.administrator, words=words)
    assert [one.code for one in found] == codes
    with pytest.raises(NotAllowed):
        staff.desk.see(offices_to_choose, principal=staff.manager_a, words=words)


def test_one_sees_ones_own_browsers_tries_and_codes(staff: Staff) -> None:
    passed = staff.sign_in(staff.manager_a.staff_id, browser="Mozilla/5.0 (Windows) Chrome/140")
    (row,) = staff.desk.rows(StaffSession)
    here = Principal(staff.manager_a.kind, passed.staff_id, row.id, grants=staff.manager_a.grants)
    view = staff.desk.see(own.own_security, principal=here, now=NOW)
    assert [(one.browser, one.is_here) for one in view.browsers] == [("Chrome · Windows", True)]
    assert [(one.outcome, one.is_here) for one in view.sign_ins] == [("good", True)]
    assert view.codes_left == 2


def test_recovery_codes_are_made_anew_by_a_code_of_the_authenticator(staff: Staff) -> None:
    renew = {"principal": staff.manager_a, "now": NOW}
    with pytest.raises(WrongCode):
        staff.desk.do(own.renew_recovery_codes, code="000000", **renew)
    codes = staff.desk.do(own.renew_recovery_codes, code=totp_code(), **renew)
    assert len(set(codes)) == 10
    assert len(staff.desk.rows(RecoveryCode, staff_member_id=staff.manager_a.id)) == 10
    assert [one["to"] for one in staff.letters("staff_codes_renewed")] == ["manager-a@example.jp"]
    with pytest.raises(WrongCode):
        staff.desk.do(own.renew_recovery_codes, code=totp_code(), **renew)


def test_another_authenticator_takes_over_once_it_is_confirmed(staff: Staff) -> None:
    begin = {"principal": staff.manager_a, "now": NOW}
    view = staff.desk.do(own.new_authenticator, **begin)
    assert staff.desk.do(own.new_authenticator, **begin) == view
    secret = view.shown_secret.replace(" ", "")
    change = {**begin, "verified_hash": PASSWORD_HASH}
    with pytest.raises(WrongCode):
        staff.sign_in(staff.manager_a.staff_id, code=totp_code(secret))
    for wrong in (totp_code(), "000000", ""):
        with pytest.raises(WrongCode):
            staff.desk.do(own.change_authenticator, code=wrong, **change)
    with pytest.raises(WrongPassword):
        staff.desk.do(own.change_authenticator, **begin, verified_hash="before", code=totp_code(secret))
    there = staff.sign_in(staff.manager_a.staff_id)
    staff.desk.do(own.change_authenticator, code=totp_code(secret), **change)
    assert there
    assert staff.desk.rows(StaffSession) == []
    assert len(staff.desk.rows(SecondFactor, staff_member_id=staff.manager_a.id)) == 1
    with pytest.raises(WrongCode):
        staff.sign_in(staff.manager_a.staff_id, steps=1)
    staff.sign_in(staff.manager_a.staff_id, code=totp_code(secret, steps=1))


def test_a_secret_that_was_not_confirmed_is_forgotten(staff: Staff) -> None:
    begin = {"principal": staff.manager_a}
    first = staff.desk.do(own.new_authenticator, **begin, now=NOW)
    later = NOW + timedelta(hours=1)
    assert staff.desk.do(own.new_authenticator, **begin, now=later) != first


def test_a_new_password_signs_the_other_browsers_out(staff: Staff) -> None:
    staff.sign_in(staff.manager_a.staff_id)
    with pytest.raises(Invalid):
        staff.desk.see(own.check_new_password, principal=staff.manager_a, typed={"password": "short"})
    change = {"principal": staff.manager_a, "password_hash": "new", "now": NOW}
    with pytest.raises(WrongPassword):
        staff.desk.do(own.change_password, verified_hash="before", **change)
    staff.desk.do(own.change_password, verified_hash=PASSWORD_HASH, **change)
    assert staff.member(staff.manager_a.staff_id).password_hash == "new"
    assert staff.desk.rows(StaffSession) == []


def test_what_has_served_is_erased(staff: Staff) -> None:
    staff.sign_in(staff.manager_a.staff_id)
    assert staff.desk.do(tidy_staff, now=NOW) == {"staff_sessions": 0, "staff_sign_ins": 0}
    later = NOW + timedelta(days=366)
    assert staff.desk.do(tidy_staff, now=later) == {"staff_sessions": 1, "staff_sign_ins": 1}


def test_grants_hold_where_they_were_given(staff: Staff) -> None:
    assert staff.manager_a.offices_as(Role.OFFICE_MANAGER) == {staff.a}
    assert Grant(Role.OFFICE_MANAGER, staff.b) not in staff.manager_a.grants
