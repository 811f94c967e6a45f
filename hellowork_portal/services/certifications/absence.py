"""Who is to declare on a 認定日 and has not (domain.md §1): before it for reminders, after it for the office.

Nothing is decided here. Told of are people with an account whom their office's record lets declare
online on that day: of all others the portal cannot see whether they came to the counter.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan, day_in_japan
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    DECIDED_STATES,
    Applicant,
    Application,
    ApplicationState,
    CertificationDay,
    Claimant,
    ClaimantBenefit,
    ClaimantKind,
    DayChangeRequest,
    DayChangeState,
    Offering,
    Reservation,
    ReservationState,
    SettledHow,
    Slot,
    StaffMember,
)
from hellowork_portal.services.certifications.calendar_plan import closures_of
from hellowork_portal.services.certifications.calendar_rules import fiscal_year_of, last_day_to_come
from hellowork_portal.services.certifications.periods import is_first, previous_of
from hellowork_portal.services.schedules.rules import DaysSaid, closure_of

_DAY, _CLAIMANT, _PERSON = table_of(CertificationDay), table_of(Claimant), table_of(Applicant)
_BENEFIT, _APPLICATION, _ASKED = table_of(ClaimantBenefit), table_of(Application), table_of(DayChangeRequest)
_RES, _SLOT, _OFFERING = table_of(Reservation), table_of(Slot), table_of(Offering)
_MEMBER, _OTHER = table_of(StaffMember), _DAY.alias("other_day")
_CYCLE = timedelta(days=28)
LOOKED_BACK = timedelta(days=56)
"""How long the office sees a day for which nothing came: two cycles."""
_AHEAD = timedelta(days=84)
"""How far days are noted (days.fill_days)."""


@dataclass(frozen=True)
class Settled:
    """That the office has settled a day without the portal: how, by whom, when, with what to add."""

    how: SettledHow
    by: str
    at: datetime
    note: str = field(repr=False)


@dataclass(frozen=True)
class Due:
    """A 認定日 of somebody who is to declare online, with nothing filed for it.

    `last_day` is until when they are to come to the office, None where the next 認定日 is not known.
    `has_asked`: a request to move the day waits for the office; `has_come`: an interview was held at
    the office after it; `settled`: the office says that nothing is waited for.
    """

    claimant_id: int
    applicant_id: int
    office_id: int
    day: date
    last_day: date | None
    has_asked: bool
    has_come: bool
    settled: Settled | None
    name: str = field(repr=False)
    reading: str = field(repr=False)

    def waits(self, today: date) -> bool:
        """Whether the person is still to come, and is to be told so."""
        return self.is_missed(today) and self.settled is None

    def is_missed(self, today: date) -> bool:
        """Whether the day is over and the person could still come, settled or not."""
        is_in_time = self.last_day is None or today <= self.last_day
        return self.day < today and is_in_time and not self.has_asked and not self.has_come


def due_between(
    session: Session,
    first: date,
    last: date,
    *,
    office_id: int | None = None,
    applicant_id: int | None = None,
    claimant_id: int | None = None,
) -> list[Due]:
    """Return who is to declare on the days between two, both included, and has filed nothing."""
    named = {"office_id": office_id, "applicant_id": applicant_id, "id": claimant_id}
    whose = [_CLAIMANT.c[name] == value for name, value in named.items() if value is not None]
    query = _DUE.where(_DAY.c.on_day.between(first, last), *whose)
    rows: list[Any] = list(session.connection().execute(query))
    said: dict[tuple[int, int], DaysSaid] = {}
    return [_due(session, row, said) for row in rows if _is_asked_for(row)]


def absences_at(session: Session, office_id: int, *, now: datetime) -> list[Due]:
    """Return the days that are over with nothing filed: those to come for first, the settled ones last."""
    today = day_in_japan(now)
    found = due_between(session, today - LOOKED_BACK, today - timedelta(days=1), office_id=office_id)
    return sorted(
        found,
        key=lambda one: (one.settled is not None, not one.waits(today), one.last_day or date.max, one.day),
    )


def days_at_hand(session: Session, claimant_id: int, *, now: datetime) -> list[Due]:
    """Return a claimant's days with nothing filed that the office may settle: what is over, and the next."""
    today = day_in_japan(now)
    found = due_between(session, today - LOOKED_BACK, today + _AHEAD, claimant_id=claimant_id)
    coming = [one for one in found if one.day >= today]
    return [one for one in found if one.day < today] + coming[:1]


def absence_of(session: Session, applicant_id: int, *, now: datetime) -> Due | None:
    """Return the newest day of a person that is over with nothing filed while they can still come."""
    today = day_in_japan(now)
    days = due_between(session, today - LOOKED_BACK, today - timedelta(days=1), applicant_id=applicant_id)
    return max((one for one in days if one.waits(today)), key=lambda one: one.day, default=None)


def due_on(session: Session, claimant_id: int, day: date) -> Due | None:
    """Return one day of one claimant; None once something is filed, the day has moved, or a right ended."""
    return next(iter(due_between(session, day, day, claimant_id=claimant_id)), None)


def _filed() -> ColumnElement[bool]:
    """Return what holds where something was filed for the day, or a later day was decided."""
    its = or_(
        _APPLICATION.c.claimant_id == _CLAIMANT.c.id,
        _APPLICATION.c.applicant_id == _CLAIMANT.c.applicant_id,
    )
    state, on = _APPLICATION.c.state, _APPLICATION.c.certification_on
    here = (on == _DAY.c.on_day) & state.not_in((ApplicationState.DRAFT, ApplicationState.WITHDRAWN))
    return exists().where(its, or_(here, (on > _DAY.c.on_day) & state.in_(DECIDED_STATES)))


def _asked() -> ColumnElement[bool]:
    its = (_ASKED.c.claimant_id == _CLAIMANT.c.id) & (_ASKED.c.from_day == _DAY.c.on_day)
    return exists().where(its, _ASKED.c.state == DayChangeState.ASKED)


def _came() -> ColumnElement[bool]:
    """Return what holds where the person had an interview at the office after the day."""
    return exists().where(
        _RES.c.applicant_id == _CLAIMANT.c.applicant_id,
        _RES.c.state == ReservationState.COMPLETED,
        _SLOT.c.id == _RES.c.slot_id,
        _SLOT.c.on_day > _DAY.c.on_day,
        _OFFERING.c.id == _SLOT.c.offering_id,
        _OFFERING.c.office_id == _CLAIMANT.c.office_id,
    )


def _neighbour(of: Any, holds: ColumnElement[bool]) -> Any:
    query = select(of(_OTHER.c.on_day)).where(_OTHER.c.claimant_id == _DAY.c.claimant_id, holds)
    return query.correlate(_DAY).scalar_subquery()


_DUE = (
    select(
        _DAY.c.claimant_id,
        _DAY.c.on_day,
        _DAY.c.instead_of,
        _CLAIMANT.c.office_id,
        _CLAIMANT.c.applicant_id,
        _PERSON.c.name,
        _PERSON.c.reading,
        _PERSON.c.created_at,
        _BENEFIT.c.sought_on,
        _BENEFIT.c.remaining_days,
        _BENEFIT.c.benefit_ends_on,
        _neighbour(func.max, _OTHER.c.on_day < _DAY.c.on_day).label("previous"),
        _neighbour(func.min, _OTHER.c.on_day > _DAY.c.on_day).label("following"),
        _DAY.c.settled_how,
        _DAY.c.settled_note_sealed,
        _DAY.c.settled_at,
        _MEMBER.c.name.label("settled_by"),
        _asked().label("has_asked"),
        _came().label("has_come"),
    )
    .join(_CLAIMANT, _CLAIMANT.c.id == _DAY.c.claimant_id)
    .join(_PERSON, _PERSON.c.id == _CLAIMANT.c.applicant_id)
    .outerjoin(_BENEFIT, _BENEFIT.c.claimant_id == _CLAIMANT.c.id)
    .outerjoin(_MEMBER, _MEMBER.c.id == _DAY.c.settled_by_id)
    .where(
        _CLAIMANT.c.online_kind != ClaimantKind.NONE,
        or_(_CLAIMANT.c.online_from.is_(None), _CLAIMANT.c.online_from <= _DAY.c.on_day),
        or_(_CLAIMANT.c.online_until.is_(None), _CLAIMANT.c.online_until >= _DAY.c.on_day),
        _PERSON.c.closed_at.is_(None),
        ~_filed(),
    )
    .order_by(_DAY.c.on_day, _DAY.c.claimant_id)
)


def _is_asked_for(row: Row[Any]) -> bool:
    """Whether a declaration is asked for: not on a first day, nor once no benefit is left."""
    previous = previous_of(row.on_day, [row.previous] if row.previous else [], row.sought_on)
    begins = previous or row.on_day - _CYCLE
    return (
        row.created_at < at_japan(row.on_day, 0)
        and row.remaining_days != 0
        and (row.benefit_ends_on is None or row.benefit_ends_on >= begins)
        and not is_first(row.on_day, previous, row.sought_on, row.instead_of)
    )


def _due(session: Session, row: Row[Any], said: dict[tuple[int, int], DaysSaid]) -> Due:
    last_day = None
    if row.following is not None:
        known = (row.office_id, fiscal_year_of(row.following))
        if known not in said:
            said[known] = closures_of(session, *known)
        closures = said[known]
        last_day = last_day_to_come(row.on_day, row.following, lambda day: bool(closure_of(day, closures)))
    return Due(
        claimant_id=row.claimant_id,
        applicant_id=row.applicant_id,
        office_id=row.office_id,
        day=row.on_day,
        last_day=last_day,
        has_asked=row.has_asked,
        has_come=row.has_come,
        settled=_settled(row),
        name=row.name,
        reading=row.reading,
    )


def _settled(row: Row[Any]) -> Settled | None:
    if row.settled_at is None:
        return None
    note = unseal(row.settled_note_sealed) if row.settled_note_sealed else ""
    return Settled(SettledHow(row.settled_how), row.settled_by or "", row.settled_at, note)
