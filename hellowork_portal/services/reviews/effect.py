"""What a decision does once it has force: state, remaining days, the next 認定日, the letter. Once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import ApplicationState, CertificationDay, ClaimantBenefit
from hellowork_portal.services.applications.rows import tell
from hellowork_portal.services.reviews import errors, letters
from hellowork_portal.services.reviews.decided import opened
from hellowork_portal.services.reviews.rows import bring, in_force

_DAY, _BENEFIT = table_of(CertificationDay), table_of(ClaimantBenefit)


def give_force(
    session: Session, principal: Principal, row: Row[Any], decisions: Sequence[Row[Any]], *, now: datetime
) -> None:
    """Give the last decision of a locked case its force; `decisions` are all of the case, in their order.

    The one before, if any, loses it: its days come back to the record before this one's go.
    """
    last = decisions[-1]
    before = next((one for one in reversed(decisions[:-1]) if in_force(one)), None)
    bring(session, row, ApplicationState(last.outcome), decided_at=now)
    if row.claimant_id is not None:
        used = opened(last.decided_sealed).consumed_days
        returned = opened(before.decided_sealed).consumed_days if before else 0
        _use_days(session, row.claimant_id, used - returned, now)
        _set_next_day(session, row.claimant_id, before, last)
    kind = "decision_corrected" if before else "decided"
    next_on = last.next_certification_on.isoformat() if last.next_certification_on else None
    about = {"outcome": last.outcome, "days": last.certified_days, "next_on": next_on, "turn": last.turn}
    message = opened(last.decided_sealed).message
    tell(session, principal, row.id, kind, now=now, message=message, **about)
    letters.send(session, row, letters.DECIDED, last.turn, now=now)


def _use_days(session: Session, claimant_id: int, days: int, now: datetime) -> None:
    """Take days off the remaining ones of a record, or give some back; what is unknown stays so.

    Raises CaseChanged where more are taken than are left: they were fewer than whoever decided knew.
    """
    benefit = session.get(ClaimantBenefit, claimant_id, with_for_update=True, populate_existing=True)
    if benefit is None or benefit.remaining_days is None or not days:
        return
    left = benefit.remaining_days - days
    if days > 0 > left:
        raise errors.CaseChanged
    values = {"remaining_days": left, "revision": benefit.revision + 1, "changed_at": now}
    its = update(_BENEFIT).where(_BENEFIT.c.claimant_id == claimant_id)
    session.connection().execute(its.values(**values))


def _set_next_day(session: Session, claimant_id: int, before: Row[Any] | None, last: Row[Any]) -> None:
    """Write the next 認定日 into the record; one that a corrected decision had set makes room."""
    day = last.next_certification_on
    former = before.next_certification_on if before else None
    if former and former != day:
        its = (_DAY.c.claimant_id == claimant_id) & (_DAY.c.on_day == former) & ~_DAY.c.is_approved_change
        session.connection().execute(delete(_DAY).where(its))
    if day:
        rows = [{"claimant_id": claimant_id, "on_day": day, "is_approved_change": False}]
        insert_new(session, CertificationDay, rows)
