"""People of the gallery who look after reservations, claimants and deliveries of an office."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import principal as kit
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Claimant, Job, JobState, Office, Reservation
from hellowork_portal.services.claimants.importing import keep_file, take_file
from hellowork_portal.services.staff import sessions
from tests.e2e.cast_of_accounts import Role
from tests.e2e.cast_of_staff import StaffRoles, member
from tests.e2e.desk import QUIET_OFFICE

_OFFICE, _RES, _JOB, _CLAIMANT = (table_of(model) for model in (Office, Reservation, Job, Claimant))
_HEAD = "支給番号,氏名,フリガナ,生年月日,オンライン区分,オンライン開始日,オンライン終了日,認定日"
OF_RESERVATIONS = QUIET_OFFICE
"""The office at which the gallery's people book."""


class PeopleRoles(StaffRoles):
    """Roles by the names of these methods, beside the other ones of staff; mixed into the cast."""

    def role(self, name: str) -> Role:
        """Return a person by the name of a method."""
        raise NotImplementedError

    def _staff_of_people(self) -> Role:
        """The manager of an office with a reservation, a person, two claimants, files, and a stuck mail."""
        staff_id = runtime.run_now(member, role=kit.Role.OFFICE_MANAGER, office=OF_RESERVATIONS)
        token, _ = runtime.run_now(sessions.open_session, staff_id=staff_id, old_token="", agent="")
        number = self.role("regular").at["number"]
        at = runtime.run_now(_furnish, staff_id=staff_id, number=number)
        return Role({"staff": token}, at | {"number": number, "at": OF_RESERVATIONS})


def _furnish(session: Session, *, staff_id: int, number: str, now: datetime) -> dict[str, Any]:
    """Take a file and keep a faulty one; return what addresses name."""
    named = select(_OFFICE.c.id).where(_OFFICE.c.code == OF_RESERVATIONS)
    office = session.connection().execute(named).scalar_one()
    grants = frozenset({kit.Grant(kit.Role.OFFICE_MANAGER, office)})
    who = kit.Principal(kit.PrincipalKind.STAFF, staff_id, grants=grants)
    place: dict[str, Any] = {"principal": who, "office_code": OF_RESERVATIONS, "now": now}
    lines = [
        f"13{secrets.randbelow(10**12):012},取込 {name},トリコミ,1980-01-02,a,,,"
        for name in ("一子", "二郎", "三郎")
    ]
    taken = keep_file(session, file_name="一覧.csv", content="\n".join([_HEAD, *lines[:2]]).encode(), **place)
    take_file(session, import_id=taken, **place)
    faulty = f"{_HEAD}\n1.3E+13,=x,,いつか,,,,".encode("cp932")
    good = "\n".join([_HEAD, *lines]).encode()
    its = select(_CLAIMANT.c.id).where(_CLAIMANT.c.office_id == office).order_by(_CLAIMANT.c.id.desc())
    claimant = session.connection().scalars(its).first()
    row = session.connection().execute(select(_RES).where(_RES.c.number == number)).one()
    _trouble(session, row.id)
    return {
        "day": day_in_japan(row.starts_at),
        "person": row.applicant_id,
        "claimant": claimant,
        "faulty": keep_file(session, file_name="faulty.csv", content=faulty, **place),
        "good": keep_file(session, file_name="good.csv", content=good, **place),
    }


def _trouble(session: Session, reservation_id: int) -> None:
    """Let the first reminder of a reservation have been given up; the other is still planned."""
    reminders = _JOB.c.key.like(f"mail:reservation_reminder:{reservation_id}:%")
    first = select(_JOB.c.id).where(reminders).order_by(_JOB.c.run_at).limit(1).scalar_subquery()
    values = {"state": JobState.DEAD, "error": "mailer_away refused"}
    session.connection().execute(_JOB.update().where(_JOB.c.id == first).values(**values))
