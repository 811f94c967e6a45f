"""People of the gallery who work at an office, or are about to."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit import principal as kit
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import Interview, Job, Office
from hellowork_portal.services.schedule_drafts import days
from hellowork_portal.services.staff import invitations, joining, sessions
from tests.e2e.cast_of_accounts import Role
from tests.factories import give_role, make_staff, totp_code

_OFFICE = table_of(Office)
AT, ALSO_AT = "HW14-001", "HW14-002"


class StaffRoles:
    """Roles by the names of these methods; mixed into the cast."""

    def _staff_manager(self) -> Role:
        """The manager of an office, with a colleague and somebody who was invited."""
        runtime.run_now(_invited, role=kit.Role.COUNSELLOR, office=AT)
        runtime.run_now(member, role=kit.Role.COUNSELLOR, office=AT)
        return _inside(runtime.run_now(member, role=kit.Role.OFFICE_MANAGER, office=AT))

    def _staff_leaving(self: Any) -> Role:
        """The manager of an office whose counsellor has an interview ahead."""
        reservation_id = self._booked().at["hold"]
        leaving = runtime.run_now(member, role=kit.Role.COUNSELLOR, office=AT)
        runtime.run_now(_given_interview, reservation_id=reservation_id, staff_id=leaving)
        return _inside(runtime.run_now(member, role=kit.Role.OFFICE_MANAGER, office=AT))

    def _staff_stranding(self: Any) -> Role:
        """The manager of an office about to close a day on which somebody has an interview."""
        return self._closing()

    def _staff_overtaken(self: Any) -> Role:
        """Another one, whose preview somebody will overtake by booking beside `slot`."""
        return self._closing()

    def _closing(self: Any) -> Role:
        slot = self._desk.slot(self._booked().at["slot"])
        staff_id = runtime.run_now(member, role=kit.Role.OFFICE_MANAGER, office=AT)
        office_id = runtime.read_now(_office_id, code=AT)
        grants = frozenset({kit.Grant(kit.Role.OFFICE_MANAGER, office_id)})
        draft_id = runtime.run_now(
            days.begin_day_change,
            principal=kit.Principal(kit.PrincipalKind.STAFF, staff_id, grants=grants),
            office_id=office_id,
            kind="close",
            form={"valid_from": slot.on_day.isoformat(), "reason_ja": "設備点検のため"},
        )
        return Role(_inside(staff_id).cookies, {"draft": draft_id, "slot": slot.id})

    def _staff_of_two(self) -> Role:
        """A counsellor at two offices, of the second one the manager, too."""
        staff_id = runtime.run_now(member, role=kit.Role.COUNSELLOR, office=AT)
        for role in (kit.Role.COUNSELLOR, kit.Role.OFFICE_MANAGER):
            runtime.run_now(_given, staff_id=staff_id, role=role, office=ALSO_AT)
        return _inside(staff_id)

    def _staff_administrator(self) -> Role:
        return _inside(runtime.run_now(member, role=kit.Role.SYSTEM_ADMINISTRATOR, office=""))

    def _staff_waiting(self) -> Role:
        """Somebody whose password was right."""
        staff_id = runtime.run_now(member, role=kit.Role.COUNSELLOR, office=AT)
        return Role({"staff-waiting": runtime.run_now(sessions.open_waiting, staff_id=staff_id, agent="")})

    def _staff_invited(self) -> Role:
        """Somebody who has opened an invitation."""
        return Role({"staff-link": runtime.run_now(_invited, role=kit.Role.COUNSELLOR, office=AT)})

    def _staff_enrolling(self) -> Role:
        """Somebody who has chosen name and password."""
        signed = runtime.run_now(_invited, role=kit.Role.COUNSELLOR, office=AT)
        runtime.run_now(joining.set_up, signed=signed, name="新人 花子", password_hash="x")
        return Role({"staff-link": signed})

    def _staff_keeping(self) -> Role:
        """Somebody whose authenticator is confirmed."""
        signed = self._staff_enrolling().cookies["staff-link"]
        secret = runtime.read_now(joining.joining, signed=signed, language="ja").shown_secret
        code = totp_code(secret.replace(" ", ""), clock.now())
        runtime.run_now(joining.enrol, signed=signed, code=code)
        return Role({"staff-link": signed})


def _inside(staff_id: int) -> Role:
    token, _ = runtime.run_now(sessions.open_session, staff_id=staff_id, old_token="", agent="")
    return Role({"staff": token})


def _office_id(session: Session, code: str) -> int | None:
    found = select(_OFFICE.c.id).where(_OFFICE.c.code == code)
    return session.connection().execute(found).scalar_one() if code else None


def member(session: Session, *, role: kit.Role, office: str) -> int:
    """Make somebody with a role at an office, or for the whole country; return their id."""
    mail = f"staff-{secrets.token_hex(4)}@example.jp"
    return id_of(make_staff(session, mail, role, _office_id(session, office)))


def _given(session: Session, *, staff_id: int, role: kit.Role, office: str) -> None:
    give_role(session, staff_id, role, _office_id(session, office))


def _given_interview(session: Session, *, reservation_id: int, staff_id: int) -> None:
    session.add(Interview(reservation_id=reservation_id, counsellor_id=staff_id))


def _invited(session: Session, *, role: kit.Role, office: str, now: datetime) -> str:
    """Invite somebody as an administrator does; return the link's signed token."""
    by = member(session, role=kit.Role.SYSTEM_ADMINISTRATOR, office="")
    grants = frozenset({kit.Grant(kit.Role.SYSTEM_ADMINISTRATOR)})
    staff_id = invitations.invite(
        session,
        principal=kit.Principal(kit.PrincipalKind.STAFF, by, grants=grants),
        mail_address=f"invited-{secrets.token_hex(4)}@example.jp",
        role=role,
        office_id=_office_id(session, office),
        now=now,
    )
    job = table_of(Job)
    key = f"mail:staff_invitation:{staff_id}:{now.timestamp()}"
    args = session.connection().execute(select(job.c.args).where(job.c.key == key)).scalar_one()
    return unseal(args["link_sealed"]).rpartition("token=")[2]
