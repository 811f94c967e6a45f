"""People with an account, as an office may know them: who has booked here, or is its claimant."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import normalise, search_key
from hellowork_portal.kit.words import of_day
from hellowork_portal.models import Offering, Reservation, Slot
from hellowork_portal.services.access import addresses
from hellowork_portal.services.access.people import masked
from hellowork_portal.services.accounts.counter_codes import has_live_code
from hellowork_portal.services.accounts.rules import CounterPurpose
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.audit.story import story_of
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.records import CLAIMANT, PAGE, PERSON, WORKING
from hellowork_portal.services.claimants.views import PeoplePage, PersonPage, PersonRow
from hellowork_portal.services.office_reservations.detail import person_view
from hellowork_portal.services.office_reservations.rules import claimant_hash
from hellowork_portal.services.office_reservations.search import reservations_of
from hellowork_portal.services.reservations.rules import number_typed
from hellowork_portal.services.staff.offices import office_for

_RES, _SLOT, _OFFERING = table_of(Reservation), table_of(Slot), table_of(Offering)
_LONGEST_WORDS = 254


def known_at(office_ids: list[int]) -> ColumnElement[bool]:
    """Return what holds for people whom an office may know: they have booked here, or are its claimants."""
    booked = exists().where(
        _RES.c.applicant_id == PERSON.c.id,
        _RES.c.number.is_not(None),
        _RES.c.slot_id == _SLOT.c.id,
        _SLOT.c.offering_id == _OFFERING.c.id,
        _OFFERING.c.office_id.in_(office_ids),
    )
    linked = exists().where(CLAIMANT.c.applicant_id == PERSON.c.id, CLAIMANT.c.office_id.in_(office_ids))
    stated = exists().where(
        CLAIMANT.c.number_fingerprint == PERSON.c.claimant_number_fingerprint,
        CLAIMANT.c.office_id.in_(office_ids),
    )
    return and_(PERSON.c.closed_at.is_(None), or_(booked, linked, stated))


def person_at(session: Session, principal: Principal, applicant_id: int) -> tuple[Row[Any], int]:
    """Return somebody whom one of the reader's offices may know, and that office.

    Raises PersonUnknown for all others, SignInNeeded.
    """
    offices = principal.offices_as(*WORKING) if principal.staff_id else frozenset()
    for office_id in sorted(offices):
        query = select(PERSON).where(PERSON.c.id == applicant_id, known_at([office_id]))
        row = session.connection().execute(query).first()
        if row is not None:
            return row, office_id
    raise errors.PersonUnknown


def search_people(
    session: Session, *, principal: Principal, office_code: str, words: str, page: int = 1, now: datetime
) -> PeoplePage:
    """Return people whom the office may know by name, reading, 利用者ID, 予約番号 or 支給番号.

    Nothing typed finds nobody: nobody browses through people. Recorded without what was typed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=WORKING)
    typed = normalise(words)[:_LONGEST_WORDS]
    if not typed:
        return PeoplePage()
    query = select(PERSON).where(_named(typed), known_at([office.id]))
    order = (PERSON.c.reading_key, PERSON.c.id)
    some = query.order_by(*order).limit(PAGE + 1).offset(PAGE * (page - 1))
    rows = session.connection().execute(some).all()
    record(session, principal, "applicant.searched", ("office", office.id), now=now, shown=len(rows[:PAGE]))
    return PeoplePage([_row(session, row) for row in rows[:PAGE]], page, len(rows) > PAGE)


def _named(typed: str) -> ColumnElement[bool]:
    """Return what somebody was called by."""
    if number := number_typed(typed):
        return PERSON.c.id.in_(select(_RES.c.applicant_id).where(_RES.c.number == number))
    if hashed := claimant_hash(typed):
        return PERSON.c.claimant_number_fingerprint == hashed
    if "@" in typed:
        return PERSON.c.mail_address == addresses.canonical(typed)
    key = search_key(typed)
    bears = (one.contains(key, autoescape=True) for one in (PERSON.c.name_key, PERSON.c.reading_key))
    return PERSON.c.id.in_(select(PERSON.c.id).where(or_(*bears)))


def _row(session: Session, row: Row[Any]) -> PersonRow:
    number = unseal(row.claimant_number_sealed) if row.claimant_number_sealed else ""
    return PersonRow(
        applicant_id=row.id,
        name=row.name,
        reading=row.reading,
        born_on=of_day(row.born_on),
        masked_number=masked(number),
        is_sharing=bool(number) and _is_shared(session, row),
        is_linked=_record_of(session, CLAIMANT.c.applicant_id == row.id) is not None,
    )


def _is_shared(session: Session, row: Row[Any]) -> bool:
    same = PERSON.c.claimant_number_fingerprint == row.claimant_number_fingerprint
    others = select(PERSON.c.id).where(same, PERSON.c.id != row.id, PERSON.c.closed_at.is_(None))
    return session.connection().execute(others).first() is not None


def _record_of(session: Session, which: ColumnElement[bool]) -> Any:
    query = select(CLAIMANT.c.id, CLAIMANT.c.office_id, CLAIMANT.c.applicant_id).where(which)
    return session.connection().execute(query).first()


def person_page(session: Session, *, principal: Principal, applicant_id: int, now: datetime) -> PersonPage:
    """Return somebody whom the reader's office may know, with what they booked here; recorded.

    Raises PersonUnknown for others.
    """
    row, office_id = person_at(session, principal, applicant_id)
    record(session, principal, "applicant.viewed", ("applicant", row.id), now=now, office=office_id)
    here = CLAIMANT.c.office_id == office_id
    linked = _record_of(session, (CLAIMANT.c.applicant_id == row.id) & here)
    hashed = row.claimant_number_fingerprint
    stated = _record_of(session, (CLAIMANT.c.number_fingerprint == hashed) & here) if hashed else None
    return PersonPage(
        person=person_view(session, row.id, office_id),
        claimant_id=linked.id if linked else 0,
        may_claim_id=stated.id if stated and not linked else 0,
        reservations=reservations_of(session, office_id, row.id),
        history=story_of(session, [("applicant", row.id)], but=("applicant.viewed",)),
        has_code=has_live_code(session, CounterPurpose.RECOVERY, applicant_id=row.id, now=now),
    )
