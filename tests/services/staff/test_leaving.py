"""Taking roles away, closing accounts, beginning anew: who may, and what goes with it."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest

from hellowork_portal.kit.errors import NotAllowed, PortalError
from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.models import (
    AuditEntry,
    OneTimeLink,
    RecoveryCode,
    SecondFactor,
    StaffRole,
    StaffSession,
)
from hellowork_portal.services.staff import leaving, rows
from hellowork_portal.services.staff.errors import NotYourself, RoleOver
from hellowork_portal.services.staff.invitations import invite
from tests.factories import NOW, give_role, make_staff, staff_principal
from tests.services.staff.conftest import ADMINISTRATOR, Staff


def role_of(staff: Staff, principal: Principal) -> int:
    """Return the id of somebody's first role."""
    return staff.desk.rows(StaffRole, staff_member_id=principal.id)[0].id


def also(staff: Staff, principal: Principal, role: Role, office: int | None = None) -> None:
    """Give somebody another role."""
    staff.desk.do(give_role, principal.staff_id, role, office)


def test_a_manager_ends_the_roles_of_the_own_office_alone(staff: Staff) -> None:
    with pytest.raises(NotAllowed):
        staff.desk.do(
            leaving.end_role, principal=staff.manager_a, role_id=role_of(staff, staff.counsellor_b), now=NOW
        )
    role_id = role_of(staff, staff.counsellor_a)
    staff.desk.do(leaving.end_role, principal=staff.manager_a, role_id=role_id, now=NOW)
    row = staff.desk.row(StaffRole, id=role_id)
    assert (row.ended_at, row.ended_by_id) == (NOW, staff.manager_a.id)
    with pytest.raises((RoleOver, NotAllowed)):
        staff.desk.do(leaving.end_role, principal=staff.manager_a, role_id=role_id, now=NOW)


def test_an_account_without_a_role_is_closed_and_one_with_another_stays(staff: Staff) -> None:
    also(staff, staff.counsellor_a, Role.COUNSELLOR, staff.b)
    staff.desk.do(
        leaving.end_role, principal=staff.manager_a, role_id=role_of(staff, staff.counsellor_a), now=NOW
    )
    assert staff.member(staff.counsellor_a.staff_id).closed_at is None
    staff.desk.do(
        leaving.end_role,
        principal=staff.manager_b,
        role_id=staff.desk.rows(StaffRole, staff_member_id=staff.counsellor_a.id)[1].id,
        now=NOW,
    )
    member = staff.member(staff.counsellor_a.staff_id)
    assert (member.closed_at, member.password_hash) == (NOW, "")
    assert [one["to"] for one in staff.letters("staff_closed")] == ["counsellor-a@example.jp"]


def test_who_has_a_role_elsewhere_is_closed_by_an_administrator_alone(staff: Staff) -> None:
    also(staff, staff.counsellor_a, Role.COUNSELLOR, staff.b)
    staff.sign_in(staff.counsellor_a.staff_id)
    close = {"staff_id": staff.counsellor_a.staff_id, "now": NOW}
    with pytest.raises(NotAllowed):
        staff.desk.do(leaving.close_account, principal=staff.manager_a, **close)
    staff.desk.do(leaving.close_account, principal=staff.administrator, **close)
    for model in (StaffSession, SecondFactor, RecoveryCode):
        assert staff.desk.rows(model, staff_member_id=staff.counsellor_a.id) == []
    with pytest.raises(NotAllowed):
        staff.desk.do(leaving.close_account, principal=staff.administrator, **close)
    assert {row.action for row in staff.desk.rows(AuditEntry)} >= {"staff.role_ended", "staff.closed"}


def test_an_invitation_ends_with_its_role_and_can_be_made_anew(staff: Staff) -> None:
    wish = {"principal": staff.manager_a, "mail_address": "new@example.jp", "role": Role.COUNSELLOR}
    staff_id = staff.desk.do(invite, **wish, office_id=staff.a, now=NOW)
    staff.desk.do(leaving.close_account, principal=staff.manager_a, staff_id=staff_id, now=NOW)
    assert [row.used_at for row in staff.desk.rows(OneTimeLink)] == [NOW]
    assert staff.letters("staff_closed") == []
    assert staff.desk.do(invite, **wish, office_id=staff.a, now=NOW) == staff_id
    assert staff.member(staff_id).closed_at is None


@pytest.mark.parametrize("deed", [leaving.close_account, leaving.reset_access])
def test_nobody_acts_on_themselves(staff: Staff, deed: Callable[..., None]) -> None:
    for principal in (staff.administrator, staff.manager_a):
        with pytest.raises(NotYourself):
            staff.desk.do(deed, principal=principal, staff_id=principal.staff_id, now=NOW)
        with pytest.raises(NotYourself):
            staff.desk.do(leaving.end_role, principal=principal, role_id=role_of(staff, principal), now=NOW)


@pytest.mark.parametrize("deed", [leaving.close_account, leaving.reset_access])
def test_others_people_are_nobodys_to_touch(staff: Staff, deed: Callable[..., None]) -> None:
    refused = [
        (staff.counsellor_a, staff.manager_a),
        (staff.manager_a, staff.counsellor_b),
        (staff.manager_a, staff.administrator),
    ]
    for principal, theirs in refused:
        with pytest.raises(NotAllowed):
            staff.desk.do(deed, principal=principal, staff_id=theirs.staff_id, now=NOW)
    with pytest.raises(NotAllowed):
        staff.desk.do(deed, principal=staff.manager_a, staff_id=10**6, now=NOW)


def test_a_manager_lets_a_colleague_begin_anew_but_no_administrator(staff: Staff) -> None:
    staff.sign_in(staff.counsellor_a.staff_id)
    reset = {"staff_id": staff.counsellor_a.staff_id, "now": NOW}
    staff.desk.do(leaving.reset_access, principal=staff.manager_a, **reset)
    assert staff.desk.rows(StaffSession, staff_member_id=staff.counsellor_a.id) == []
    assert [one["to"] for one in staff.letters("staff_invitation")] == ["counsellor-a@example.jp"]
    also(staff, staff.counsellor_a, Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        staff.desk.do(leaving.reset_access, principal=staff.manager_a, **reset)
    staff.desk.do(leaving.reset_access, principal=staff.administrator, **reset)
    assert len(staff.desk.rows(AuditEntry, action="staff.reset")) == 2


def administrators(staff: Staff) -> int:
    """Count the system administrators that are left."""
    live = [row for row in staff.desk.rows(StaffRole) if row.ended_at is None]
    return sum(1 for row in live if row.role == Role.SYSTEM_ADMINISTRATOR)


def both_at_once(staff: Staff) -> None:
    """Two administrators take each other's role away at the same moment."""
    second = staff.desk.do(
        lambda db: staff_principal(make_staff(db, "second@example.jp", ADMINISTRATOR.role), ADMINISTRATOR)
    )
    roles = {one.id: role_of(staff, one) for one in (staff.administrator, second)}
    start = threading.Barrier(2)

    def strike(principal: Principal, theirs: Principal) -> None:
        start.wait()
        with suppress(PortalError):
            staff.desk.do(leaving.end_role, principal=principal, role_id=roles[theirs.id], now=NOW)

    pairs = ((staff.administrator, second), (second, staff.administrator))
    threads = [threading.Thread(target=strike, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_last_administrator_cannot_be_taken_away(staff: Staff) -> None:
    both_at_once(staff)
    assert administrators(staff) == 1


def test_without_reading_the_actors_role_again_none_would_be_left(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "acting_on", lambda _session, principal, _staff_id: principal)
    both_at_once(staff)
    assert administrators(staff) == 0


def test_a_principal_from_before_acts_by_what_the_rows_say_now(staff: Staff) -> None:
    also(staff, staff.manager_a, Role.COUNSELLOR, staff.a)
    staff.desk.do(
        leaving.end_role, principal=staff.administrator, role_id=role_of(staff, staff.manager_a), now=NOW
    )
    assert Grant(Role.OFFICE_MANAGER, staff.a) in staff.manager_a.grants
    with pytest.raises(NotAllowed):
        staff.desk.do(
            leaving.end_role, principal=staff.manager_a, role_id=role_of(staff, staff.counsellor_a), now=NOW
        )
    now = staff.desk.do(rows.acting_on, staff.manager_a, None)
    assert now.grants == {Grant(Role.COUNSELLOR, staff.a)}
