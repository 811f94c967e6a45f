"""What a reader of the audit types, brought to what the rows are looked for by."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlmodel import Session

from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import digits, normalise
from hellowork_portal.models import Reservation, StaffMember
from hellowork_portal.services.audit.search import Wanted, office_read, search_entries
from hellowork_portal.services.audit.views import AuditPage, Place

_MEMBER, _RESERVATION = table_of(StaffMember), table_of(Reservation)
_LONGEST, _MOST_NAMED, _DAY = 60, 20, timedelta(days=1)
_NUMBER = re.compile(r"\d{1,10}")
_NOBODY = 2**31
"""An id that no row can have: what was typed names nobody, so nothing is looked for."""


class AuditDayUnknown(PortalError):
    """What stands in a box for a day is none."""

    code = "staff_audit_day"


class AuditDaysTurned(PortalError):
    """The first day lies behind the last one."""

    code = "staff_audit_days_turned"


@dataclass(frozen=True)
class Asked:
    """What was typed: days in Japan as `YYYY-MM-DD`, both counted; empty fields do not narrow.

    `actor` is a number, or of staff a part of the name or the mail address; `subject` is a number,
    of reservations the 予約番号.
    """

    since: str = ""
    until: str = ""
    actor_kind: str = ""
    actor: str = ""
    action: str = ""
    subject_kind: str = ""
    subject: str = ""


def find_entries(
    session: Session,
    *,
    principal: Principal,
    asked: Asked,
    office_code: str = "",
    after: Place | None = None,
    now: datetime,
) -> AuditPage:
    """Return a page of what is looked for, as `search_entries` does; raises Invalid for impossible days.

    Whether somebody of a name is there is not told apart from whether they did anything.
    """
    office_read(session, principal, office_code)
    return search_entries(
        session,
        principal=principal,
        wanted=wanted_of(session, asked),
        office_code=office_code,
        after=after,
        now=now,
    )


def wanted_of(session: Session, asked: Asked) -> Wanted:
    """Return what to look for; raises Invalid. The caller has checked that the reader may look at all."""
    since, until = _days(asked)
    actor = normalise(asked.actor)[:_LONGEST]
    is_named = bool(actor) and not _NUMBER.fullmatch(digits(actor))
    return Wanted(
        since=clock.at_japan(since, 0) if since else None,
        until=clock.at_japan(until + _DAY, 0) if until else None,
        actor_kind=asked.actor_kind or (PrincipalKind.STAFF.value if is_named else ""),
        action=asked.action,
        subject_kind=asked.subject_kind,
        subject_id=_subject(session, asked),
        actor_ids=_actors(session, asked.actor_kind, actor),
    )


def _days(asked: Asked) -> tuple[date | None, date | None]:
    wrong: dict[str, PortalError] = {}
    found: dict[str, date | None] = {}
    for name in ("since", "until"):
        text = getattr(asked, name)
        try:
            found[name] = date.fromisoformat(text) if text else None
        except ValueError:
            wrong[name] = AuditDayUnknown()
    if wrong:
        raise Invalid(wrong)
    since, until = found["since"], found["until"]
    if since and until and since > until:
        raise Invalid({"until": AuditDaysTurned()})
    if until == date.max:
        raise Invalid({"until": AuditDayUnknown()})
    return since, until


def _actors(session: Session, kind: str, text: str) -> tuple[int, ...]:
    """Return the ids of whoever is meant; by a name only staff can be."""
    if not text:
        return ()
    if _NUMBER.fullmatch(digits(text)):
        return (_id_of(digits(text)),)
    if kind not in ("", PrincipalKind.STAFF):
        return (_NOBODY,)
    bears = _MEMBER.c.name.contains(text, autoescape=True)
    query = select(_MEMBER.c.id).where(or_(bears, _MEMBER.c.mail_address == text.lower()))
    found = session.connection().scalars(query.order_by(_MEMBER.c.id.desc()).limit(_MOST_NAMED))
    return tuple(found) or (_NOBODY,)


def _subject(session: Session, asked: Asked) -> int | None:
    text = normalise(asked.subject)[:_LONGEST]
    if not text:
        return None
    number = digits(text).upper()
    if asked.subject_kind in ("", "reservation"):
        by_number = select(_RESERVATION.c.id).where(_RESERVATION.c.number == number)
        found = session.connection().scalar(by_number)
        if found:
            return found
    return _id_of(number) if _NUMBER.fullmatch(number) else _NOBODY


def _id_of(number: str) -> int:
    return min(int(number), _NOBODY)
