"""What a member of staff still has ahead, and passing it on before a role or an account ends (S3)."""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import StaffMember
from hellowork_portal.services.assignments.errors import InterviewsLeft
from hellowork_portal.services.assignments.service import (
    HOLDS,
    counsellors_of,
    holders_of,
    open_interviews,
    pass_on,
)
from hellowork_portal.services.staff.offices import office_for
from hellowork_portal.services.staff.rows import acting_on, grants_of, live_roles
from hellowork_portal.services.staff.rules import may_grant
from hellowork_portal.services.staff.views import HandoverLine, Receiver

_LOOK_AFTER = (Role.SYSTEM_ADMINISTRATOR, Role.OFFICE_MANAGER)


def handovers_of(
    session: Session, *, principal: Principal, office_code: str, now: datetime
) -> list[HandoverLine]:
    """Return who at an office has interviews ahead, and who could take them; for those who look after it."""
    office = office_for(session, principal=principal, code=office_code, roles=_LOOK_AFTER)
    people = [Receiver(*one) for one in counsellors_of(session, office.id)]
    return [
        HandoverLine(
            staff_id=staff_id,
            name=name,
            interviews=open_interviews(session, staff_id, office_id=office.id, now=now),
            receivers=[one for one in people if one.staff_id != staff_id],
        )
        for staff_id, name in holders_of(session, office.id, now=now)
    ]


def hand_over(
    session: Session, *, principal: Principal, office_code: str, staff_id: int, to_id: int, now: datetime
) -> int:
    """Pass on all that somebody has ahead at an office, to a colleague or with 0 to nobody yet.

    Returns how many. Raises NotAllowed, NoCounsellor, CounsellorBusy; then nothing has changed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=_LOOK_AFTER)
    actor = acting_on(session, principal, staff_id)
    if not may_grant(actor, Grant(Role.COUNSELLOR, office.id)) or staff_id == to_id:
        raise NotAllowed
    given = {"from_id": staff_id, "to_id": to_id or None, "office_id": office.id}
    return pass_on(session, principal=actor, **given, now=now)


def check_role_passed_on(session: Session, staff_id: int, office_id: int | None, *, now: datetime) -> None:
    """Raise InterviewsLeft where somebody who holds interviews at an office no longer could."""
    holds = {Grant(role, office_id) for role in HOLDS}
    if office_id is not None and not holds & grants_of(live_roles(session, staff_id)):
        _check(session, staff_id, office_id, now)


def check_passed_on(session: Session, member: StaffMember, *, now: datetime) -> None:
    """Raise InterviewsLeft where a member who leaves still has interviews ahead anywhere."""
    _check(session, id_of(member), None, now)


def _check(session: Session, staff_id: int, office_id: int | None, now: datetime) -> None:
    left = open_interviews(session, staff_id, office_id=office_id, now=now)
    if left:
        raise InterviewsLeft(count=len(left))
