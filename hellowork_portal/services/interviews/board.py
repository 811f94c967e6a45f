"""The day board: a day of an office, whole for who opens it, and in codes for all who look at it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, of_day, of_time, staff_written
from hellowork_portal.models import Applicant, DayNotice, StaffMember
from hellowork_portal.services.assignments.service import counsellors_of
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.interviews import rows, rules
from hellowork_portal.services.interviews.rows import INTERVIEW, MEETING, OF_INTERVIEW, OFFERING, RES, SLOT
from hellowork_portal.services.interviews.views import BoardRow, Counsellor, DayView
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations.rules import number_shown
from hellowork_portal.services.staff.offices import office_for
from hellowork_portal.services.staff.views import StaffOffice

_PERSON, _MEMBER, _NOTICE = table_of(Applicant), table_of(StaffMember), table_of(DayNotice)
_TOLD_SINCE = _NOTICE.alias("told_since")
_LAST = (
    select(func.max(_TOLD_SINCE.c.id))
    .where(_TOLD_SINCE.c.reservation_id == RES.c.id)
    .correlate(RES)
    .scalar_subquery()
)
_TOLD = (_NOTICE.c.kind.label("notice"), _NOTICE.c.minutes.label("notice_minutes"))
_LONGEST_WAY = timedelta(days=366)


def _day_of(columns: Sequence[Any], offerings: Sequence[int], on_day: date) -> Select[Any]:
    """Select a day's interviews in the order of the board, with the last notice that nobody has answered."""
    meeting = MEETING.c.state.label("meeting_state")
    unanswered = and_(_NOTICE.c.id == _LAST, _NOTICE.c.answered_at.is_(None))
    return (
        rows.placed(*OF_INTERVIEW, meeting, *_TOLD, *columns)
        .outerjoin(INTERVIEW, INTERVIEW.c.reservation_id == RES.c.id)
        .outerjoin(MEETING, MEETING.c.reservation_id == RES.c.id)
        .outerjoin(_NOTICE, unanswered)
        .where(SLOT.c.offering_id.in_(offerings), SLOT.c.on_day == on_day, RES.c.state.in_(rules.SHOWN))
        .order_by(RES.c.starts_at, RES.c.id)
    )


def day_place(
    session: Session, *, principal: Principal, office_code: str, on_day: date | None, now: datetime
) -> tuple[int, str, tuple[int, ...]]:
    """Return office, day and offerings of a board, for who may read it; raises NotAllowed for all others."""
    office = office_for(session, principal=principal, code=office_code, roles=rows.MAY)
    return office.id, _day(on_day, now).isoformat(), tuple(offerings_of(session, office.id))


def _day(on_day: date | None, now: datetime) -> date:
    """Return the day asked for within a year of today, else today."""
    today = day_in_japan(now)
    return on_day if on_day and abs(on_day - today) <= _LONGEST_WAY else today


def day_board(
    session: Session, *, principal: Principal, office_code: str, on_day: date | None, now: datetime
) -> DayView:
    """Return a day of an office, today's where none is named.

    For the office's counsellors and managers; raises NotAllowed for all others.
    """
    office = office_for(session, principal=principal, code=office_code, roles=rows.MAY)
    today, day = day_in_japan(now), _day(on_day, now)
    offerings = offerings_of(session, office.id)
    person = (_PERSON.c.name.label("person"), _PERSON.c.reading, _MEMBER.c.name.label("counsellor"))
    query = _day_of(person, offerings, day).join(_PERSON, _PERSON.c.id == RES.c.applicant_id)
    found = session.connection().execute(query.outerjoin(_MEMBER, _MEMBER.c.id == INTERVIEW.c.counsellor_id))
    return _view(session, principal, office, (day, today), found.all(), now)


def open_day(
    session: Session, *, principal: Principal, office_code: str, on_day: date | None, now: datetime
) -> DayView:
    """Return a day as `day_board` does, and record who reads names; what follows live is not counted."""
    view = day_board(session, principal=principal, office_code=office_code, on_day=on_day, now=now)
    about = {"day": view.on_day, "seen": len(view.rows)}
    record(session, principal, "interview.day_viewed", ("office", view.office_id), now=now, **about)
    return view


def _view(
    session: Session,
    principal: Principal,
    office: StaffOffice,
    days: tuple[date, date],
    shown: Sequence[Row[Any]],
    now: datetime,
) -> DayView:
    day, today = days
    return DayView(
        office_code=office.code,
        on_day=day.isoformat(),
        before=(day - timedelta(days=1)).isoformat(),
        after=(day + timedelta(days=1)).isoformat(),
        day=of_day(day),
        is_today=day == today,
        rows=[_row(row, now) for row in shown],
        procedures=_names(session, shown),
        counsellors=[Counsellor(*one) for one in counsellors_of(session, office.id)],
        own_id=principal.staff_id,
        office_id=office.id,
    )


def _row(row: Row[Any], now: datetime) -> BoardRow:
    return BoardRow(
        id=row.id,
        number=number_shown(row.number or ""),
        starts=of_time(row.starts_at),
        ends=of_time(row.ends_at),
        name=row.person,
        reading=row.reading,
        procedure=str(row.procedure_version_id),
        mode=row.mode,
        stage=rules.stage_of(rows.progress_of(row), row.ends_at, now),
        counsellor_id=row.counsellor_id or 0,
        counsellor=row.counsellor or "",
        since=of_time(row.waiting_since) if row.waiting_since else "",
        identity=row.identity_result or "",
        meeting=row.meeting_state or "",
        notice=row.notice or "",
        notice_minutes=row.notice_minutes or 0,
        revision=row.interview_revision or 0,
        is_our_side=bool(row.is_our_side),
        is_by_staff=row.is_by_staff,
    )


def _names(session: Session, shown: Sequence[Row[Any]]) -> dict[str, Words]:
    versions = {row.procedure_version_id for row in shown}
    return {str(one): staff_written(definition_of(session, one).name) for one in versions}


def offerings_of(session: Session, office_id: int) -> list[int]:
    """Return the ids of what an office offers, in order."""
    its = select(OFFERING.c.id).where(OFFERING.c.office_id == office_id).order_by(OFFERING.c.id)
    return list(session.connection().scalars(its))


def board_now(
    session: Session, *, offerings: Sequence[int], on_day: date, now: datetime
) -> dict[str, list[Any]]:
    """Return a day's interviews by id in codes alone, as all who look at the board are told them.

    Stage, counsellor's id, since when they wait, identity, meeting, notice and its minutes, revision,
    whether it is our side: no name and nothing of anybody, because a room is not one reader.
    """
    return board_told(session, offerings=offerings, on_day=on_day, now=now)[0]


def board_told(
    session: Session, *, offerings: Sequence[int], on_day: date, now: datetime
) -> tuple[dict[str, list[Any]], datetime | None]:
    """Return a day as `board_now` does, and when the next interview's end changes it by itself."""
    found = session.connection().execute(_day_of((), offerings, on_day)).all()
    ends = [row.ends_at for row in found if row.state in rules.LIVE and row.ends_at > now]
    return {str(row.id): _codes(row, now) for row in found}, min(ends, default=None)


def _codes(row: Row[Any], now: datetime) -> list[Any]:
    return [
        rules.stage_of(rows.progress_of(row), row.ends_at, now).value,
        row.counsellor_id or 0,
        of_time(row.waiting_since) if row.waiting_since else "",
        row.identity_result or "",
        row.meeting_state or "",
        row.notice or "",
        row.notice_minutes or 0,
        row.interview_revision or 0,
        bool(row.is_our_side),
    ]
