"""Two offices with their people, a system administrator, and how one signs in."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import StaffMember
from hellowork_portal.services.staff.second_step import Passed, pass_second_step
from hellowork_portal.services.staff.sign_in import begin_second_step
from tests.factories import NOW, PASSWORD_HASH, Desk, make_office, make_staff, staff_principal, totp_code

ADMINISTRATOR = Grant(Role.SYSTEM_ADMINISTRATOR)


@dataclass(frozen=True)
class Staff:
    """The people of these tests; `a` and `b` are the offices' ids."""

    desk: Desk
    a: int
    b: int
    administrator: Principal
    manager_a: Principal
    counsellor_a: Principal
    manager_b: Principal
    counsellor_b: Principal

    def letters(self, mail: str) -> list[dict[str, str]]:
        """Return the letters of a kind: to whom, and what fills them."""
        jobs = [job for job in self.desk.jobs("mail") if job["mail"] == mail]
        return [{"to": job["to"], **json.loads(unseal(job["values_sealed"]))} for job in jobs]

    def link(self) -> str:
        """Return the signed token of the last invitation."""
        job = [job for job in self.desk.jobs("mail") if job["mail"] == "staff_invitation"][-1]
        found = re.fullmatch(r"\S+/links/staff-invitation\?token=(\S+)", unseal(job["link_sealed"]))
        assert found
        return found[1]

    def member(self, staff_id: int) -> StaffMember:
        """Return a member's row."""
        return self.desk.row(StaffMember, id=staff_id)  # type: ignore[return-value]

    def begin(self, staff_id: int, *, now: datetime = NOW) -> str:
        """Take the first step; return the waiting token."""
        return self.desk.do(
            begin_second_step, staff_id=staff_id, verified_hash=PASSWORD_HASH, browser="Chrome", now=now
        )

    def sign_in(self, staff_id: int, *, now: datetime = NOW, steps: int = 0, **more: str) -> Passed:
        """Take both steps with the authenticator's code of the moment."""
        waiting = self.begin(staff_id, now=now)
        code = more.pop("code", "") or totp_code(at=now, steps=steps)
        return self.desk.do(pass_second_step, waiting_token=waiting, code=code, now=now, **more)


@pytest.fixture
def staff(database_url: str) -> Staff:
    desk = Desk(database_url)
    people = desk.do(_people)
    return Staff(desk, *people)


def _people(session: Session) -> tuple[Any, ...]:
    a, b = (make_office(session, **facts).id or 0 for facts in ({}, {"code": "HW27-001", "name": "大阪東"}))

    def signed_in(mail: str, role: Role, office_id: int | None = None) -> Principal:
        return staff_principal(make_staff(session, mail, role, office_id), Grant(role, office_id))

    return (
        a,
        b,
        signed_in("admin@example.jp", Role.SYSTEM_ADMINISTRATOR),
        signed_in("manager-a@example.jp", Role.OFFICE_MANAGER, a),
        signed_in("counsellor-a@example.jp", Role.COUNSELLOR, a),
        signed_in("manager-b@example.jp", Role.OFFICE_MANAGER, b),
        signed_in("counsellor-b@example.jp", Role.COUNSELLOR, b),
    )
