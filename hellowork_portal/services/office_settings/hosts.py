"""The hosts of an office's online interviews: users of the meeting provider, lent to an offering."""

import re
from datetime import datetime

from sqlalchemy import func, select, update
from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.kit.text import normalise
from hellowork_portal.models import MeetingHost, MeetingHostTime
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.office_settings import errors
from hellowork_portal.services.office_settings.offerings import own_offering
from hellowork_portal.services.schedules.release import release_slots

_host, _time = table_of(MeetingHost), table_of(MeetingHostTime)
_HOST = re.compile(r"[\w.+-]{1,60}(@[\w.-]{1,59})?", re.ASCII)
_BUCKET_SECONDS = 300
_OF_STAND_IN = "demo-host-"
"""How the users of a demonstration's stand-in are called; their numbers follow."""


def lend_host(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    offering_id: int,
    name: str,
    lanes: str,
    now: datetime,
) -> None:
    """Lend a user of the meeting provider to an offering; seats that wait for hosts are released.

    `name` is the user's address or id there. Raises Invalid with the error at its box, NotAllowed.
    """
    own_offering(session, principal, office_id, offering_id)
    wanted = normalise(name)[:130]
    if not _HOST.fullmatch(wanted):
        raise Invalid({f"host-{offering_id}": errors.HostMissing()})
    row = {"offering_id": offering_id, "lanes": 2 if lanes == "2" else 1, "is_active": True}
    its = select(_host).where(_host.c.provider_user_id == wanted).with_for_update()
    known = session.connection().execute(its).one_or_none()
    if known is not None and known.is_active and known.offering_id != offering_id:
        raise Invalid({f"host-{offering_id}": errors.HostTaken()})
    if known is not None and (booked := _host_booked(session, known.id, now)):
        raise Invalid({f"host-{offering_id}": errors.HostBooked(count=booked)})
    if known is None:
        if not insert_new(session, MeetingHost, [row | {"provider_user_id": wanted}]):
            raise Invalid({f"host-{offering_id}": errors.HostTaken()})
    else:
        session.connection().execute(update(_host).where(_host.c.id == known.id).values(**row))
    record(
        session,
        principal,
        "hosts.assigned",
        ("meeting_host", None),
        now=now,
        offering=offering_id,
        office=office_id,
    )
    release_slots(session, now=now, office_id=office_id)


def withdraw_host(
    session: Session, *, principal: Principal, office_id: int, host_id: int, now: datetime
) -> None:
    """Take a host back that no coming interview stands with. Raises HostBooked, NotAllowed."""
    row = session.connection().execute(select(_host).where(_host.c.id == host_id)).one_or_none()
    own_offering(session, principal, office_id, row.offering_id if row else 0)
    booked = _host_booked(session, host_id, now)
    if booked:
        raise errors.HostBooked(count=booked)
    session.connection().execute(update(_host).where(_host.c.id == host_id).values(is_active=False))
    record(session, principal, "hosts.assigned", ("meeting_host", host_id), now=now, office=office_id)
    release_slots(session, now=now, office_id=office_id)


def _host_booked(session: Session, host_id: int, now: datetime) -> int:
    coming = _time.c.bucket >= int(now.timestamp()) // _BUCKET_SECONDS
    query = select(func.count(func.distinct(_time.c.reservation_id)))
    return session.connection().execute(query.where(_time.c.host_id == host_id, coming)).scalar_one()


def host_example(session: Session) -> str:
    """Return a user of a demonstration's stand-in who is lent to nobody; elsewhere nothing is known."""
    if not settings().is_demonstration:
        return ""
    known = select(func.max(_host.c.provider_user_id)).where(
        _host.c.provider_user_id.startswith(_OF_STAND_IN, autoescape=True)
    )
    number = (session.connection().execute(known).scalar() or "").removeprefix(_OF_STAND_IN)
    return f"{_OF_STAND_IN}{int(number) + 1 if number.isdecimal() else 1:04}"
