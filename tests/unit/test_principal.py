"""What a member of staff may do, and where: the role and the office together."""

import pytest

from hellowork_portal.kit.errors import NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import SYSTEM, Grant, Principal, PrincipalKind, Role

MANAGER = Principal(PrincipalKind.STAFF, 5, grants=frozenset({Grant(Role.OFFICE_MANAGER, 7)}))
ADMINISTRATOR = Principal(PrincipalKind.STAFF, 6, grants=frozenset({Grant(Role.SYSTEM_ADMINISTRATOR)}))
APPLICANT = Principal(PrincipalKind.APPLICANT, 5, grants=frozenset({Grant(Role.OFFICE_MANAGER, 7)}))


def test_a_role_holds_at_its_own_office() -> None:
    assert MANAGER.check_at(7, Role.OFFICE_MANAGER, Role.COUNSELLOR) == 5
    assert MANAGER.offices_as(Role.OFFICE_MANAGER) == {7}


@pytest.mark.parametrize(("office", "role"), [(8, Role.OFFICE_MANAGER), (7, Role.COUNSELLOR)])
def test_another_office_and_another_role_are_refused_alike(office: int, role: Role) -> None:
    with pytest.raises(NotAllowed):
        MANAGER.check_at(office, role)


def test_who_serves_the_whole_country_works_at_no_office() -> None:
    assert ADMINISTRATOR.check_role(Role.SYSTEM_ADMINISTRATOR) == 6
    with pytest.raises(NotAllowed):
        ADMINISTRATOR.check_at(7, Role.SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        MANAGER.check_role(Role.OFFICE_MANAGER)


@pytest.mark.parametrize("other", [APPLICANT, SYSTEM, Principal(), Principal(PrincipalKind.STAFF)])
def test_nobody_else_is_staff_whatever_they_carry(other: Principal) -> None:
    for ask in (lambda: other.check_at(7, Role.OFFICE_MANAGER), lambda: other.check_role(Role.COUNSELLOR)):
        with pytest.raises(SignInNeeded):
            ask()
