"""Requests to move a 認定日: asked for by the claimant, answered by the office, withdrawn by oneself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, of_moment
from hellowork_portal.models import Applicant, Claimant, DayChangeRequest, DayChangeState
from hellowork_portal.services.attachments.owners import ATTACHMENT
from hellowork_portal.services.attachments.service import give_up
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications import change_rules as rules
from hellowork_portal.services.certifications import errors, facts, letters
from hellowork_portal.services.certifications.views import ChangeRow, OwnDay, OwnDays
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.outbox.service import enqueue

REQUEST, CLAIMANT = table_of(DayChangeRequest), table_of(Claimant)
_MOST_SHOWN = 10


def change_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits that asking for a change counts against."""
    return [("day_changes_per_person", str(principal.applicant_id))]


def own_days(session: Session, *, principal: Principal, now: datetime) -> OwnDays:
    """Return one's coming 認定日 and one's requests; empty without a record at an office."""
    row = _own_claimant(session, principal.applicant_id)
    if row is None:
        return OwnDays()
    today, office = day_in_japan(now), office_of(session, row.office_id)
    days = {day: kind for day, kind in facts.days_of(session, row.id).items() if day >= today}
    mine = select(REQUEST).where(REQUEST.c.claimant_id == row.id, REQUEST.c.applicant_id == row.applicant_id)
    rows = session.connection().execute(mine.order_by(REQUEST.c.id.desc()).limit(_MOST_SHOWN)).all()
    asked = {one.from_day for one in rows if one.state == DayChangeState.ASKED}
    return OwnDays(
        has_record=True,
        office=office.words if office else {},
        phone=office.phone if office else "",
        days=[
            OwnDay(day.isoformat(), of_day(day), is_approved, day > today and day not in asked)
            for day, is_approved in days.items()
        ],
        requests=[_row(one) for one in rows],
    )


def _own_claimant(session: Session, applicant_id: int) -> Row[Any] | None:
    query = select(CLAIMANT).where(CLAIMANT.c.applicant_id == applicant_id)
    return session.connection().execute(query).first()


def _row(one: Row[Any]) -> ChangeRow:
    return ChangeRow(
        request_id=one.id,
        from_day=of_day(one.from_day),
        reason=one.reason,
        state=one.state,
        asked_at=of_moment(one.asked_at),
        wished=of_day(one.wished_on) if one.wished_on else {},
        new_day=of_day(one.new_day) if one.new_day else {},
        note=unseal(one.note_sealed) if one.note_sealed else "",
        answer=unseal(one.answer_sealed) if one.answer_sealed else "",
        can_withdraw=one.state == DayChangeState.ASKED,
    )


def ask_for_change(session: Session, *, principal: Principal, form: Mapping[str, Any], now: datetime) -> int:
    """Ask for another day; return the request's id. One is open for each 認定日.

    Raises Invalid with the errors at their boxes, DayChangeNoRecord, SignInNeeded.
    """
    session.get(Applicant, principal.applicant_id, with_for_update=True)
    claimant = _own_claimant(session, principal.applicant_id)
    if claimant is None:
        raise errors.DayChangeNoRecord
    wish = rules.wish_in(form, facts.days_of(session, claimant.id), day_in_japan(now))
    its = (REQUEST.c.claimant_id == claimant.id) & (REQUEST.c.from_day == wish.from_day)
    waiting = select(REQUEST.c.id).where(its, REQUEST.c.state == DayChangeState.ASKED)
    if session.connection().execute(waiting).first() is not None:
        raise Invalid({"from_day": errors.DayChangeAsked()})
    row = DayChangeRequest(
        claimant_id=claimant.id,
        applicant_id=principal.applicant_id,
        office_id=claimant.office_id,
        from_day=wish.from_day,
        wished_on=wish.wished_on,
        reason=wish.reason,
        note_sealed=seal(wish.note) if wish.note else "",
        state=DayChangeState.ASKED,
        asked_at=now,
    )
    session.add(row)
    session.flush()
    its_id = row.id or 0
    letter = letters.of_change(session, letters.ASKED, its_id, principal.applicant_id, before=wish.from_day)
    enqueue(session, letter, now=now)
    record(session, principal, "certification.change_asked", ("day_change_request", its_id), now=now)
    return its_id


def withdraw_changes_of(session: Session, claimant_id: int, *, principal: Principal, now: datetime) -> None:
    """Withdraw what is asked for about a record that is taken off its account; recorded one by one."""
    asked = (REQUEST.c.claimant_id == claimant_id) & (REQUEST.c.state == DayChangeState.ASKED)
    query = select(REQUEST.c.id).where(asked).order_by(REQUEST.c.id).with_for_update()
    for its in session.connection().execute(query).scalars().all():
        _withdraw(session, principal, its, now)


def withdraw_change(session: Session, *, principal: Principal, request_id: int, now: datetime) -> None:
    """Take one's own open request back, and its files with it; raises DayChangeUnknown, DayChangeAnswered."""
    mine = (REQUEST.c.id == request_id) & (REQUEST.c.applicant_id == principal.applicant_id)
    row = session.connection().execute(select(REQUEST).where(mine).with_for_update()).first()
    if row is None:
        raise errors.DayChangeUnknown
    if row.state == DayChangeState.WITHDRAWN:
        return
    if row.state != DayChangeState.ASKED:
        raise errors.DayChangeAnswered
    _withdraw(session, principal, row.id, now)


def _withdraw(session: Session, principal: Principal, request_id: int, now: datetime) -> None:
    gone = update(REQUEST).where(REQUEST.c.id == request_id)
    session.connection().execute(gone.values(state=DayChangeState.WITHDRAWN, decided_at=now))
    give_up(session, ATTACHMENT.c.day_change_request_id == request_id, now=now)
    record(session, principal, "certification.change_withdrawn", ("day_change_request", request_id), now=now)
