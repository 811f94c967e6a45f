"""What a decision does once it has force: state, remaining days, the next 認定日, the letter. Once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import ApplicationState, CertificationDay, ClaimantBenefit
from hellowork_portal.services.applications.rows import tell
from hellowork_portal.services.certification_days.replacing import is_filed, replace_day
from hellowork_portal.services.certifications.day_types import SAME_CYCLE
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
        _set_next_day(session, row, last.next_certification_on, day_in_japan(now))
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


def _set_next_day(session: Session, row: Row[Any], day: date | None, today: date) -> None:
    """Note the next 認定日; those that it makes void, noted before it or in its own cycle, make room.

    Approved days are left alone, and so are those that have come and those for which something was filed.
    """
    if day is None:
        return
    its = (_DAY.c.claimant_id == row.claimant_id) & ~_DAY.c.is_approved_change
    ahead = its & (_DAY.c.on_day > max(row.certification_on, today)) & (_DAY.c.on_day <= day + SAME_CYCLE)
    noted = session.connection().scalars(select(_DAY.c.on_day).where(ahead).order_by(_DAY.c.on_day.desc()))
    void = [one for one in noted.all() if one != day and not is_filed(session, row.claimant_id, one)]
    for old in void or [None]:
        replace_day(session, row.claimant_id, old, day, is_approved=False)
