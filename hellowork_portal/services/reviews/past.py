"""What happened before: earlier declarations, interviews with their notes, decisions of the case."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, of_moment, of_span, staff_written
from hellowork_portal.models import Offering, Reservation, ReservationState, Slot
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.interviews.notes import notes_of
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reviews.decided import opened
from hellowork_portal.services.reviews.rows import MEMBER, in_force, is_pending
from hellowork_portal.services.reviews.views import DecisionView, EarlierCase, TalkLine
from hellowork_portal.services.reviews.wording import stretches, yen

_RES, _SLOT, _OFFERING = table_of(Reservation), table_of(Slot), table_of(Offering)
_MOST_TALKS = 12
_SHOWN = (
    ReservationState.CONFIRMED,
    ReservationState.CHECKED_IN,
    ReservationState.IN_PROGRESS,
    ReservationState.COMPLETED,
    ReservationState.NO_SHOW,
)


def earlier_cases(rows: Sequence[Row[Any]]) -> list[EarlierCase]:
    """Return earlier declarations to choose from."""
    return [
        EarlierCase(row.number, number_shown(row.number), of_day(row.certification_on), row.state)
        for row in rows
    ]


def talks_of(session: Session, row: Row[Any]) -> list[TalkLine]:
    """Return the person's interviews at this office: those of the 認定日, and what was held before."""
    here = (
        select(_RES)
        .join(_SLOT, _SLOT.c.id == _RES.c.slot_id)
        .join(_OFFERING, _OFFERING.c.id == _SLOT.c.offering_id)
        .where(_OFFERING.c.office_id == row.office_id, _RES.c.applicant_id == row.applicant_id)
        .where(_RES.c.state.in_(_SHOWN))
        .where(
            or_(
                _RES.c.state == ReservationState.COMPLETED,
                _RES.c.certification_on == row.certification_on,
            )
        )
    )
    found = session.connection().execute(here.order_by(_RES.c.starts_at.desc()).limit(_MOST_TALKS)).all()
    return [_talk(session, one, row.certification_on) for one in found]


def _talk(session: Session, row: Row[Any], certified_on: date) -> TalkLine:
    return TalkLine(
        number=row.number,
        when=of_span(row.starts_at, row.ends_at),
        procedure=staff_written(definition_of(session, row.procedure_version_id).name),
        state=row.state,
        on_day=day_in_japan(row.starts_at).isoformat(),
        notes=[note.text for note in notes_of(session, row.id)],
        is_of_day=row.certification_on == certified_on,
    )


def decision_views(session: Session, decisions: Sequence[Row[Any]]) -> list[DecisionView]:
    """Return the decisions of a case, the newest first."""
    ids = {one.decided_by_id for one in decisions} | {one.approved_by_id for one in decisions}
    query = select(MEMBER.c.id, MEMBER.c.name).where(MEMBER.c.id.in_([one for one in ids if one]))
    names = {row.id: row.name for row in session.connection().execute(query)}
    held = [one.turn for one in decisions if in_force(one)]
    last = held[-1] if held else 0
    return [_decision(one, names, last) for one in reversed(decisions)]


def _decision(row: Row[Any], names: dict[int, str], last: int) -> DecisionView:
    said = opened(row.decided_sealed)
    days = {reason: [date.fromisoformat(day) for day in some] for reason, some in said.not_certified.items()}
    return DecisionView(
        turn=row.turn,
        outcome=row.outcome,
        who=names.get(row.decided_by_id, ""),
        when=of_moment(row.decided_at),
        certified_days=row.certified_days,
        payable=yen(row.payable_yen),
        next_on=of_day(row.next_certification_on) if row.next_certification_on else {},
        reason=said.reason,
        override_reason=said.override_reason,
        message=said.message,
        stretches=stretches(days),
        is_bulk=row.is_bulk,
        standing=_standing(row, last),
        approver=names.get(row.approved_by_id, ""),
        approval_reason=unseal(row.reason_sealed) if row.reason_sealed else "",
    )


def _standing(row: Row[Any], last: int) -> str:
    if is_pending(row):
        return "waiting"
    if not in_force(row):
        return "sent_back"
    return "in_force" if row.turn == last else "replaced"
