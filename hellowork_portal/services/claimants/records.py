"""An office's records of claimants: found, seen, linked to an account by staff."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import digits, normalise, search_key
from hellowork_portal.kit.words import Words, of_day
from hellowork_portal.models import (
    LIVE_STATES,
    Applicant,
    CertificationDay,
    Claimant,
    Offering,
    Office,
    Reservation,
    Slot,
)
from hellowork_portal.services.access.owners import is_closed_address
from hellowork_portal.services.access.people import masked
from hellowork_portal.services.accounts.counter_codes import has_live_code
from hellowork_portal.services.accounts.rules import CounterPurpose, masked_address
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.audit.story import story_of
from hellowork_portal.services.certifications.absence import days_at_hand
from hellowork_portal.services.certifications.absent_views import absent_row
from hellowork_portal.services.certifications.changes import withdraw_changes_of
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.benefits import benefits_of
from hellowork_portal.services.claimants.eligibility_boxes import eligibility_view
from hellowork_portal.services.claimants.tying import tie_applications, untie_applications
from hellowork_portal.services.claimants.views import Candidate, ClaimantPage, ClaimantRow, ClaimantView
from hellowork_portal.services.office_reservations.detail import person_view
from hellowork_portal.services.office_reservations.rules import claimant_hash
from hellowork_portal.services.office_reservations.views import PersonView
from hellowork_portal.services.staff.offices import office_for

WORKING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
PAGE, _LONGEST_WORDS = 50, 60
CLAIMANT, PERSON = table_of(Claimant), table_of(Applicant)
_OFFICE = table_of(Office)
_DAY, _RES, _SLOT, _OFFERING = (
    table_of(CertificationDay),
    table_of(Reservation),
    table_of(Slot),
    table_of(Offering),
)


def search_claimants(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    words: str = "",
    unlinked: bool = False,
    page: int = 1,
    now: datetime,
) -> ClaimantPage:
    """Return fifty of the office's records by 支給番号, name or reading; recorded without what was typed."""
    office = office_for(session, principal=principal, code=office_code, roles=WORKING)
    query = select(CLAIMANT).where(CLAIMANT.c.office_id == office.id)
    if unlinked:
        query = query.where(CLAIMANT.c.applicant_id.is_(None))
    typed = normalise(words)[:_LONGEST_WORDS]
    if digits(typed).isdecimal():
        query = query.where(CLAIMANT.c.number_fingerprint == (claimant_hash(typed) or "-"))
    elif typed:
        key = search_key(typed)
        bears = (one.contains(key, autoescape=True) for one in (CLAIMANT.c.name_key, CLAIMANT.c.reading_key))
        query = query.where(or_(*bears))
    order = (CLAIMANT.c.reading_key, CLAIMANT.c.name_key, CLAIMANT.c.id)
    some = query.order_by(*order).limit(PAGE + 1).offset(PAGE * (page - 1))
    rows = session.connection().execute(some).all()
    record(session, principal, "claimant.searched", ("office", office.id), now=now, shown=len(rows[:PAGE]))
    return ClaimantPage([_row(row) for row in rows[:PAGE]], page, len(rows) > PAGE)


def _row(row: Row[Any]) -> ClaimantRow:
    number = masked(unseal(row.number_sealed))
    return ClaimantRow(row.id, row.name, row.reading, number, row.online_kind, row.applicant_id is not None)


def claimant_at(session: Session, principal: Principal, claimant_id: int) -> Row[Any]:
    """Return a record of one of the reader's offices; raises ClaimantUnknown for all others."""
    offices = principal.offices_as(*WORKING) if principal.staff_id else frozenset()
    its = (CLAIMANT.c.id == claimant_id) & CLAIMANT.c.office_id.in_(sorted(offices))
    row = session.connection().execute(select(CLAIMANT).where(its)).first()
    if row is None:
        raise errors.ClaimantUnknown
    return row


def claimant_view(session: Session, *, principal: Principal, claimant_id: int, now: datetime) -> ClaimantView:
    """Return a record of the reader's office with its account, or those that may be it; recorded."""
    row = claimant_at(session, principal, claimant_id)
    record(session, principal, "claimant.viewed", ("claimant", row.id), now=now)
    days = select(_DAY.c.on_day).where(_DAY.c.claimant_id == row.id).order_by(_DAY.c.on_day.desc()).limit(6)
    is_linked, today = row.applicant_id is not None, day_in_japan(now)
    return ClaimantView(
        claimant_id=row.id,
        name=row.name,
        reading=row.reading,
        born_on=_day(row.born_on),
        masked_number=masked(unseal(row.number_sealed)),
        kind=row.online_kind,
        online_from=_day(row.online_from),
        online_until=_day(row.online_until),
        days=[of_day(day) for day in sorted(session.connection().scalars(days))],
        due=[absent_row(one, today) for one in days_at_hand(session, row.id, now=now)],
        person=person_view(session, row.applicant_id, row.office_id) if is_linked else PersonView(),
        is_linked=is_linked,
        candidates=[] if is_linked else _candidates(session, row),
        has_code=has_live_code(session, CounterPurpose.CLAIMANT, claimant_id=row.id, now=now),
        history=story_of(session, [("claimant", row.id)], but=("claimant.viewed",)),
        eligibility=eligibility_view(row, benefits_of(session, [row.id]).get(row.id)),
    )


def _day(day: date | None) -> Words:
    return of_day(day) if day else {}


def _candidates(session: Session, row: Row[Any]) -> list[Candidate]:
    """Return the open accounts that state the record's number; there may be several (decision 3)."""
    stating = (PERSON.c.claimant_number_fingerprint == row.number_fingerprint) & PERSON.c.closed_at.is_(None)
    people = session.connection().execute(select(PERSON).where(stating).order_by(PERSON.c.id))
    return [
        Candidate(
            applicant_id=person.id,
            name=person.name,
            reading=person.reading,
            born_on=of_day(person.born_on),
            mail_address=_mail_of(person),
            fits_name=bool(row.name_key) and person.name_key == row.name_key,
            fits_birth=row.born_on is not None and person.born_on == row.born_on,
        )
        for person in people
    ]


def _mail_of(person: Row[Any]) -> str:
    return "" if is_closed_address(person.mail_address) else masked_address(person.mail_address)


def link_claimant(
    session: Session,
    *,
    principal: Principal,
    claimant_id: int,
    applicant_id: int,
    is_checked: bool,
    now: datetime,
) -> bool:
    """Link a record to the account of the person whose identity was checked; False if it was so already.

    The account must state the number. What they have booked at the office is confirmed by it.
    Raises IdentityUnchecked, NumberDiffers, ClaimantLinked, PersonLinked, ClaimantUnknown.
    """
    if not is_checked:
        raise errors.IdentityUnchecked
    claimant_at(session, principal, claimant_id)
    person = session.get(Applicant, applicant_id, with_for_update=True)
    row = locked_claimant(session, claimant_id)
    if person is None or person.closed_at is not None:
        raise errors.NumberDiffers
    if row.applicant_id == applicant_id:
        return False
    if person.claimant_number_fingerprint != row.number_fingerprint:
        raise errors.NumberDiffers
    join(session, row, applicant_id)
    subject = ("claimant", row.id)
    record(session, principal, "claimant.linked", subject, now=now, applicant=applicant_id, by="staff")
    return True


def hold_office(session: Session, office_id: int) -> None:
    """Let nobody else change the office's records until this is written: files and forms take turns."""
    its = select(_OFFICE.c.id).where(_OFFICE.c.id == office_id)
    session.connection().execute(its.with_for_update(key_share=True)).all()


def locked_claimant(session: Session, claimant_id: int) -> Claimant:
    """Return a record as it stands, locked; the person's row is locked first."""
    return session.get_one(Claimant, claimant_id, with_for_update=True, populate_existing=True)


def join(session: Session, row: Claimant, applicant_id: int) -> None:
    """Link a locked record to a locked account; take 「未確認」 off what is booked there.

    What is applied for is measured by the record (`tying`).
    Raises ClaimantLinked, PersonLinked.
    """
    if row.applicant_id is not None:
        raise errors.ClaimantLinked
    other = select(CLAIMANT.c.id).where(CLAIMANT.c.applicant_id == applicant_id)
    if session.connection().execute(other).first() is not None:
        raise errors.PersonLinked
    row.applicant_id = applicant_id
    session.flush()
    slots = select(_SLOT.c.id).join(_OFFERING, _OFFERING.c.id == _SLOT.c.offering_id)
    here = _RES.c.slot_id.in_(slots.where(_OFFERING.c.office_id == row.office_id))
    theirs = (_RES.c.applicant_id == applicant_id) & _RES.c.state.in_(LIVE_STATES)
    session.connection().execute(update(_RES).where(theirs, here).values(is_unconfirmed_claim=False))
    tie_applications(session, row, applicant_id)


def unlink_claimant(session: Session, *, principal: Principal, claimant_id: int, now: datetime) -> bool:
    """Take a link back that was made by mistake; False where there is none.

    Open requests to move a 認定日 go with it: they were asked for by somebody else than its person.
    Raises DecisionWaits where a decision about them waits for its approval, ClaimantUnknown.
    """
    row = claimant_at(session, principal, claimant_id)
    if row.applicant_id is None:
        return False
    session.get(Applicant, row.applicant_id, with_for_update=True)
    locked = locked_claimant(session, claimant_id)
    former, locked.applicant_id = locked.applicant_id, None
    untie_applications(session, locked, former or 0)
    withdraw_changes_of(session, claimant_id, principal=principal, now=now)
    record(session, principal, "claimant.unlinked", ("claimant", row.id), now=now, applicant=former)
    return True
