"""One interview as its counsellor needs it: who comes, with what wish, what was noted, what is asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.confirm import confirm_view
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.i18n import with_readings
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, of_moment, of_span, of_time, staff_written
from hellowork_portal.models import Applicant, Application, ApplicationState, SlotState, StaffMember
from hellowork_portal.services.access.people import masked
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.day_notices.service import day_notices_of
from hellowork_portal.services.interviews import rows, rules
from hellowork_portal.services.interviews.notes import notes_of
from hellowork_portal.services.interviews.rows import INTERVIEW, OFFERING, RES, SLOT
from hellowork_portal.services.interviews.views import Answer, Choice, InterviewDetail
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import drafts
from hellowork_portal.services.reservations.rules import CERTIFICATION, number_shown

_MEMBER, _PERSON = table_of(StaffMember), table_of(Applicant)
_APPLICATION = table_of(Application)
_MOST_TIMES = 12


def interview_detail(
    session: Session, *, principal: Principal, reservation_id: int, now: datetime
) -> InterviewDetail:
    """Return an interview of the reader's office; that it was read is recorded. Raises NotAllowed."""
    row = rows.seen_by(session, principal, reservation_id)
    person = session.get_one(Applicant, row.applicant_id)
    record(session, principal, "interview.viewed", ("reservation", row.id), now=now)
    number = person.claimant_number_sealed
    return InterviewDetail(
        id=row.id,
        number=number_shown(row.number or ""),
        name=person.name,
        reading=person.reading,
        born=of_day(person.born_on),
        phone=_phone(session, row) or person.phone,
        claimant_number=masked(unseal(number) if number else ""),
        when=of_span(row.starts_at, row.ends_at),
        mode=row.mode,
        applicant_id=row.applicant_id,
        offering_id=row.offering_id,
        is_unconfirmed_claim=row.is_unconfirmed_claim,
        is_certification=row.purpose == CERTIFICATION,
        application_number=_application(session, row) if row.purpose == CERTIFICATION else "",
        notes=notes_of(session, row.id),
        **_asked(session, principal, row),
        **_progress(session, row, now),
        **_notice(session, row),
        **_ways(session, row, now),
    )


def _application(session: Session, row: Row[Any]) -> str:
    """Return the number of the person's declaration for this 認定日 at this office, empty for none."""
    day, here = day_in_japan(row.starts_at), _APPLICATION.c.office_id == row.office_id
    theirs = (_APPLICATION.c.applicant_id == row.applicant_id) & (_APPLICATION.c.certification_on == day)
    its = here & theirs & (_APPLICATION.c.state != ApplicationState.WITHDRAWN)
    query = select(_APPLICATION.c.number).where(its, _APPLICATION.c.number.is_not(None))
    return session.connection().scalar(query) or ""


def _phone(session: Session, row: Row[Any]) -> str:
    return str(_answers(session, row).get("telephone") or "")


def _answers(session: Session, row: Row[Any]) -> dict[str, Any]:
    sealed = session.connection().scalar(select(RES.c.answers_sealed).where(RES.c.id == row.id))
    return drafts.opened(sealed or "")


def _asked(session: Session, principal: Principal, row: Row[Any]) -> dict[str, Any]:
    """Return what the person wrote into the procedure's form, in the reader's language."""
    definition = definition_of(session, row.procedure_version_id)
    sections = confirm_view(definition, _answers(session, row), principal.language)
    answers = [
        Answer(with_readings(one.label), with_readings(one.words) if one.has_marks else one.words)
        for section in sections
        for one in section.rows
    ]
    return {"answers": answers, "procedure": staff_written(definition.name)}


def _progress(session: Session, row: Row[Any], now: datetime) -> dict[str, Any]:
    return {
        "stage": rules.stage_of(rows.progress_of(row), row.ends_at, now).value,
        "revision": row.interview_revision or 0,
        "meeting": row.meeting_state or "",
        "counsellor_id": row.counsellor_id or 0,
        "identity_method": row.identity_method or "",
        "identity_result": row.identity_result or "",
        "identity_by": _name(session, row.identity_by_id),
        "is_our_side": bool(row.is_our_side),
        "since": of_time(row.waiting_since) if row.waiting_since else "",
        "started": of_time(row.started_at) if row.started_at else "",
        "ended": of_time(row.ended_at) if row.ended_at else "",
    }


def _name(session: Session, staff_id: int | None) -> str:
    member = session.get(StaffMember, staff_id) if staff_id else None
    return member.name if member else ""


def _notice(session: Session, row: Row[Any]) -> dict[str, Any]:
    told = day_notices_of(session, reservation_id=row.id)
    if not told:
        return {}
    last = told[-1]
    return {
        "notice": last.kind,
        "notice_minutes": last.minutes or 0,
        "notice_when": of_moment(last.at),
        "notice_answer": last.answer,
    }


def _ways(session: Session, row: Row[Any], now: datetime) -> dict[str, Any]:
    """Return where the interview could go today: other free times, and counsellors to swap with."""
    if row.state not in rules.LIVE or not rules.is_the_day(row.starts_at, now):
        return {}
    return {"free_today": _free_today(session, row, now), "swaps": _swaps(session, row)}


def _free_today(session: Session, row: Row[Any], now: datetime) -> list[Choice]:
    free = (
        select(SLOT.c.id, SLOT.c.starts_at, SLOT.c.ends_at)
        .where(SLOT.c.offering_id == row.offering_id, SLOT.c.state == SlotState.OPEN)
        .where(SLOT.c.on_day == _day(session, row), SLOT.c.starts_at > now, SLOT.c.taken < SLOT.c.capacity)
        .where(SLOT.c.id != row.slot_id)
        .order_by(SLOT.c.starts_at)
        .limit(_MOST_TIMES)
    )
    return [Choice(one.id, _span(one)) for one in session.connection().execute(free)]


def _day(session: Session, row: Row[Any]) -> Any:
    return session.connection().scalar(select(SLOT.c.on_day).where(SLOT.c.id == row.slot_id))


def _span(row: Any) -> str:
    return f"{of_time(row.starts_at)}〜{of_time(row.ends_at)}"


def _swaps(session: Session, row: Row[Any]) -> list[Choice]:
    """Return the day's other open interviews that somebody else holds."""
    others = (
        select(RES.c.id, RES.c.starts_at, RES.c.ends_at, _PERSON.c.name, _MEMBER.c.name.label("counsellor"))
        .join(SLOT, SLOT.c.id == RES.c.slot_id)
        .join(OFFERING, OFFERING.c.id == SLOT.c.offering_id)
        .join(_PERSON, _PERSON.c.id == RES.c.applicant_id)
        .join(INTERVIEW, INTERVIEW.c.reservation_id == RES.c.id)
        .join(_MEMBER, _MEMBER.c.id == INTERVIEW.c.counsellor_id)
        .where(OFFERING.c.office_id == row.office_id, SLOT.c.on_day == _day(session, row))
        .where(RES.c.state.in_(rules.LIVE), RES.c.id != row.id)
        .where(INTERVIEW.c.counsellor_id != (row.counsellor_id or 0))
        .order_by(RES.c.starts_at, RES.c.id)
    )
    found: Any = session.connection().execute(others).all()
    return [Choice(one.id, f"{_span(one)} {one.counsellor} - {one.name}") for one in found]
