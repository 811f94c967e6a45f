"""Decisions made together that wait for their second person: listed, a sample opened, approved together.

Only what was decided by a bulk approval can be here; what somebody has weighed alone is weighed
alone by the second person, too. Sending back is done on the case's own page.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_day
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.reviews import errors
from hellowork_portal.services.reviews.deciding import answer_decision
from hellowork_portal.services.reviews.rows import (
    APPLICATION,
    APPROVAL,
    DECISION,
    PERSON,
    REVIEWING,
    office_rules,
)
from hellowork_portal.services.reviews.sampling import (
    MOST,
    check_opened,
    check_same,
    lock_open_cases,
    opened_since,
    sample_of,
)
from hellowork_portal.services.reviews.views import BulkLine, BulkView
from hellowork_portal.services.reviews.wording import yen
from hellowork_portal.services.staff.offices import office_for


def waiting_list(session: Session, *, principal: Principal, office_code: str, now: datetime) -> BulkView:
    """Return the office's bulk decisions that wait for somebody else than who made them, with the sample.

    Reading it is recorded. Raises NotAllowed, SignInNeeded.
    """
    office = office_for(session, principal=principal, code=office_code, roles=REVIEWING)
    waiting = _waiting(session, office.id, principal.staff_id)
    sample = _sample(session, office.id, principal, waiting)
    seen = opened_since(session, principal.staff_id, sample)
    about = {"shown": len(waiting), "by": ["bulk", "approval"]}
    record(session, principal, "application.searched", ("office", office.id), now=now, **about)
    return BulkView(
        lines=[_line(row, row.id in sample, row.id in seen) for row in waiting],
        count=len(waiting),
        sample=len(sample),
        unseen=len(set(sample) - seen),
        fingerprint=_fingerprint(waiting),
    )


def approve_waiting(
    session: Session, *, principal: Principal, office_code: str, fingerprint: str, now: datetime
) -> int:
    """Give every decision on the list that was shown its force; return how many.

    All of it or nothing: raises BulkStale, SampleUnseen, BulkEmpty, NotAllowed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=REVIEWING)
    lock_open_cases(session, office.id)
    waiting = _waiting(session, office.id, principal.staff_id)
    check_same(fingerprint, [_stamp(row) for row in waiting])
    if not waiting:
        raise errors.BulkEmpty
    sample = _sample(session, office.id, principal, waiting)
    check_opened(session, principal.staff_id, sample)
    for row in waiting:
        given = {"number": row.number, "turn": row.turn, "is_approved": True}
        answer_decision(session, principal=principal, now=now, **given)
    about = {"count": len(waiting), "sample": len(sample)}
    record(session, principal, "application.bulk_approved", ("office", office.id), now=now, **about)
    return len(waiting)


def _waiting(session: Session, office_id: int, staff_id: int) -> list[Row[Any]]:
    """Return bulk decisions without an answer that others have made, with their cases."""
    facts = (DECISION.c[name] for name in ("turn", "certified_days", "payable_yen", "next_certification_on"))
    query = (
        select(
            APPLICATION.c.id,
            APPLICATION.c.number,
            APPLICATION.c.revision,
            APPLICATION.c.certification_on,
            PERSON.c.name,
            DECISION.c.decided_at,
            *facts,
        )
        .join(DECISION, DECISION.c.application_id == APPLICATION.c.id)
        .join(PERSON, PERSON.c.id == APPLICATION.c.applicant_id)
        .outerjoin(APPROVAL, APPROVAL.c.decision_id == DECISION.c.id)
        .where(APPLICATION.c.office_id == office_id, DECISION.c.is_bulk, DECISION.c.needs_approval)
        .where(APPROVAL.c.decision_id.is_(None), DECISION.c.decided_by_id != staff_id)
        .order_by(APPLICATION.c.certification_on, APPLICATION.c.id)
    )
    return list(session.connection().execute(query.limit(MOST)))


def _stamp(row: Row[Any]) -> str:
    return f"{row.id}.{row.revision}.{row.turn}"


def _fingerprint(waiting: Iterable[Row[Any]]) -> str:
    return ",".join(_stamp(row) for row in waiting)


def _sample(
    session: Session, office_id: int, principal: Principal, waiting: list[Row[Any]]
) -> dict[int, datetime]:
    """Return the cases to be opened, each with when it was decided: opened before is not enough."""
    _, percent = office_rules(session, office_id)
    drawn = sample_of(principal.staff_id, _fingerprint(waiting), [row.id for row in waiting], percent)
    return {row.id: row.decided_at for row in waiting if row.id in drawn}


def _line(row: Row[Any], is_sample: bool, is_seen: bool) -> BulkLine:
    return BulkLine(
        number=row.number,
        number_shown=number_shown(row.number),
        name=row.name,
        certification=of_day(row.certification_on),
        certified_days=row.certified_days,
        payable=yen(row.payable_yen),
        next_on=of_day(row.next_certification_on) if row.next_certification_on else {},
        is_sample=is_sample,
        is_seen=is_seen,
    )
