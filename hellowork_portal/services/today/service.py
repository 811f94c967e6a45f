"""「今日すること」: the next interview, the next 認定日, what the office says, what went wrong."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.words import of_day, of_time
from hellowork_portal.models import Mode, ReservationState
from hellowork_portal.services.accounts.mailbox import refuses_mail
from hellowork_portal.services.applicants.service import own_office
from hellowork_portal.services.applications.cases import Standing
from hellowork_portal.services.applications.own import coming_declaration
from hellowork_portal.services.banners.service import current_banners
from hellowork_portal.services.banners.views import BannerView
from hellowork_portal.services.certifications.absence import absence_of
from hellowork_portal.services.meetings.service import meeting_of
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.procedures.offerings import offering_at
from hellowork_portal.services.reservations.place import PLACED, RESERVATION, place_of
from hellowork_portal.services.reservations.rules import CERTIFICATION, number_shown
from hellowork_portal.services.reservations.service import own_record, own_reservations
from hellowork_portal.services.reservations.views import PlaceView
from hellowork_portal.services.today import rules
from hellowork_portal.services.today.views import (
    Missed,
    NextCertification,
    NextInterview,
    OpenHold,
    TodayView,
)

_COMING = (ReservationState.CONFIRMED, ReservationState.CHECKED_IN, ReservationState.IN_PROGRESS)


def today(session: Session, *, principal: Principal, now: datetime) -> TodayView:
    """Return what the acting person is to do; raises SignInNeeded for strangers."""
    rows = _coming(session, principal.applicant_id, now)
    office_id = own_office(session, principal=principal)
    office = office_of(session, office_id) if office_id else None
    return TodayView(
        interview=_interview(session, rows[0], now) if rows else None,
        more_interviews=max(0, len(rows) - 1),
        hold=_hold(session, principal.applicant_id, now),
        certification=next_certification(session, principal=principal, now=now),
        office=office.words if office else {},
        office_notices=_notices_of(session, office.code, now) if office else [],
        mail_is_refused=refuses_mail(session, principal=principal),
    )


def _coming(session: Session, applicant_id: int, now: datetime) -> list[Row[Any]]:
    mine = PLACED.where(RESERVATION.c.applicant_id == applicant_id, RESERVATION.c.state.in_(_COMING))
    coming = mine.where(RESERVATION.c.ends_at > now).order_by(RESERVATION.c.starts_at).limit(20)
    return list(session.connection().execute(coming))


def _interview(session: Session, row: Row[Any], now: datetime) -> NextInterview:
    opens = timedelta(minutes=settings().join_minutes_before)
    is_open = row.mode == Mode.ONLINE and rules.can_join(row.starts_at, row.ends_at, opens, now)
    meeting = meeting_of(session, row.id) if is_open else None
    opens_at = row.starts_at - opens
    return NextInterview(
        number=row.number,
        number_shown=number_shown(row.number),
        place=_place(session, row),
        day=rules.day_code(row.starts_at, now),
        joins_at=of_time(opens_at),
        opens_ms=int(opens_at.timestamp() * 1000),
        now_ms=int(now.timestamp() * 1000),
        can_join=is_open,
        meeting_state=meeting.state if meeting else "none",
        join_url=meeting.join_url if meeting else "",
    )


def _place(session: Session, row: Row[Any]) -> PlaceView:
    return place_of(row, definition_of(session, row.procedure_version_id))


def _hold(session: Session, applicant_id: int, now: datetime) -> OpenHold | None:
    """Return the seat that is held and not yet applied for; what the waitlist offers is told elsewhere."""
    held = PLACED.where(
        RESERVATION.c.applicant_id == applicant_id,
        RESERVATION.c.state == ReservationState.HELD,
        RESERVATION.c.expires_at > now,
        RESERVATION.c.is_offer.is_(False),
    )
    row = session.connection().execute(held).first()
    return OpenHold(row.id, _place(session, row)) if row else None


def next_certification(session: Session, *, principal: Principal, now: datetime) -> NextCertification | None:
    """Return the next 認定日 and its declaration; None where nothing is known, begun, filed or missed.

    Raises SignInNeeded for strangers.
    """
    record, on_day = own_record(session, principal=principal), day_in_japan(now)
    own = coming_declaration(session, principal=principal, now=now)
    day = rules.next_day(record, on_day) if record else None
    missed = _missed(session, principal.applicant_id, now)
    if record is None or day is None:
        told = own.state or own.others or missed.day
        return NextCertification(declaration=own, missed=missed) if told else None
    way = rules.IN_PERSON if own.standing == Standing.FIRST else rules.way_of(record, day)
    standing = own_reservations(session, principal=principal)
    following = rules.next_day(record, day + timedelta(days=1))
    needs_booking = rules.needs_booking(way, day, standing, on_day)
    return NextCertification(
        day=of_day(day),
        following=of_day(following) if following else {},
        iso=day.isoformat(),
        is_today=day == on_day,
        way=way,
        needs_booking=needs_booking,
        office_id=record.office_id,
        offering_id=offering_at(session, record.office_id, CERTIFICATION) if needs_booking else 0,
        declaration=own,
        missed=missed,
    )


def _missed(session: Session, applicant_id: int, now: datetime) -> Missed:
    one = absence_of(session, applicant_id, now=now)
    office = office_of(session, one.office_id) if one else None
    if one is None or office is None:
        return Missed()
    last = of_day(one.last_day) if one.last_day else {}
    return Missed(of_day(one.day), last, office.words, office.phone)


def _notices_of(session: Session, code: str, now: datetime) -> list[BannerView]:
    return [banner for banner in current_banners(session, now=now) if banner.office_code == code]
