"""Finding who telephones or stands at the counter, and writing down somebody without an account.

By what only the person can say (支給番号, 予約番号, 利用者ID) anybody is found; by a name only
people of the office: who have booked there, chose it, or are its claimants. So no office looks
through another one's people. Every search is recorded, without its words.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint, sign, unseal, unsign
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.kit.text import clean_name, digits, normalise
from hellowork_portal.kit.words import of_day
from hellowork_portal.models import Applicant, Claimant, Offering, Reservation, Slot
from hellowork_portal.services.access.owners import counter_address, is_closed_address
from hellowork_portal.services.access.people import checked_person, masked
from hellowork_portal.services.access.registration import TERMS_VERSION
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.counter.errors import ConsentMissing, PersonGone
from hellowork_portal.services.counter.views import PersonLine
from hellowork_portal.services.reservations.by_staff import MAY
from hellowork_portal.services.reservations.rules import number_typed
from hellowork_portal.services.staff.offices import office_for

_PERSON, _CLAIMANT, _RES = table_of(Applicant), table_of(Claimant), table_of(Reservation)
_SLOT, _OFFERING = table_of(Slot), table_of(Offering)
CONSENTS = ("telephone", "counter")
"""How somebody has agreed to be booked."""
_MOST, _LONGEST, _SHORTEST_NAME, _SIGNS = 20, 100, 2, 14


def find_people(
    session: Session, *, principal: Principal, office_code: str, words: str, now: datetime
) -> list[PersonLine]:
    """Return who can be meant, at most twenty; raises NotAllowed for who does not work at the office."""
    office = office_for(session, principal=principal, code=office_code, roles=MAY)
    said = normalise(words[:_LONGEST])
    kind, which = _meant(said, clean_name(words[:_LONGEST]), office.id)
    found = list(session.connection().scalars(select(_PERSON.c.id).where(which, _OPEN).limit(_MOST)))
    about = {"by": kind, "found": len(found)}
    record(session, principal, "applicant.searched", ("office", office.id), now=now, **about)
    people = [session.get_one(Applicant, one) for one in found]
    return sorted((_line(principal, office.id, one) for one in people), key=lambda one: one.reading)


_OPEN = _PERSON.c.closed_at.is_(None)


def _meant(said: str, name: str, office_id: int) -> tuple[str, ColumnElement[bool]]:
    """Return what was typed (claimant_number, number, mail or name), and the condition that it makes."""
    number = digits(said)
    if len(number) == _SIGNS and number.isdigit():
        print_of = fingerprint(number)
        linked = select(_CLAIMANT.c.applicant_id).where(_CLAIMANT.c.number_fingerprint == print_of)
        stated = _PERSON.c.claimant_number_fingerprint == print_of
        return "claimant_number", or_(stated, _PERSON.c.id.in_(linked))
    if reservation := number_typed(said):
        booked = select(_RES.c.applicant_id).where(_RES.c.number == reservation)
        return "number", _PERSON.c.id.in_(booked)
    if "@" in said:
        return "mail", _PERSON.c.mail_address == said.lower()
    if len(name) < _SHORTEST_NAME:
        return "nothing", _PERSON.c.id == 0
    bears = [_PERSON.c.name, _PERSON.c.reading]
    named = or_(
        *(column.contains(one, autoescape=True) for column in bears for one in {name, said, _katakana(said)})
    )
    return "name", named & _is_of(office_id)


def _katakana(text: str) -> str:
    """Return hiragana as readings are written."""
    small, last, way = 0x3041, 0x3096, 0x60
    return "".join(chr(ord(sign) + way) if small <= ord(sign) <= last else sign for sign in text)


def _is_of(office_id: int) -> ColumnElement[bool]:
    """Return what holds for people of an office."""
    booked = (
        select(_RES.c.applicant_id)
        .join(_SLOT, _SLOT.c.id == _RES.c.slot_id)
        .join(_OFFERING, _OFFERING.c.id == _SLOT.c.offering_id)
        .where(_OFFERING.c.office_id == office_id, _RES.c.number.is_not(None))
    )
    claimants = select(_CLAIMANT.c.applicant_id).where(
        _CLAIMANT.c.office_id == office_id, _CLAIMANT.c.applicant_id.is_not(None)
    )
    return or_(_PERSON.c.own_office_id == office_id, _PERSON.c.id.in_(booked), _PERSON.c.id.in_(claimants))


def person_of_office(
    session: Session, *, principal: Principal, office_code: str, applicant_id: int, now: datetime
) -> PersonLine:
    """Return somebody of the actor's office by id, as links of the board name them; recorded.

    Raises NotAllowed for everybody else.
    """
    office = office_for(session, principal=principal, code=office_code, roles=MAY)
    its = select(_PERSON.c.id).where(_PERSON.c.id == applicant_id, _OPEN, _is_of(office.id))
    if session.connection().scalar(its) is None:
        raise NotAllowed
    record(session, principal, "applicant.viewed", ("applicant", applicant_id), now=now, office=office.id)
    return _line(principal, office.id, session.get_one(Applicant, applicant_id))


def write_down(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    typed: Mapping[str, Any],
    consent: str,
    now: datetime,
) -> PersonLine:
    """Write down somebody without an account, who has agreed; nobody can sign in as them, no mail goes out.

    With a code from the counter they can begin an address and a password of their own later
    (decision 11). Raises NotAllowed, ConsentMissing, and Invalid with an error per field.
    """
    office = office_for(session, principal=principal, code=office_code, roles=MAY)
    if consent not in CONSENTS:
        raise ConsentMissing
    person = Applicant(
        mail_address=counter_address(secrets.token_hex(8)),
        password_hash="",
        own_office_id=office.id,
        wants_reminders=False,
        terms_version=TERMS_VERSION,
        terms_agreed_at=now,
        created_at=now,
        **checked_person(typed, now=now).columns(),
    )
    session.add(person)
    session.flush()
    subject = ("applicant", id_of(person))
    record(session, principal, "applicant.written_down", subject, now=now, consent=consent, office=office.id)
    return _line(principal, office.id, person)


def _line(principal: Principal, office_id: int, person: Applicant) -> PersonLine:
    number = person.claimant_number_sealed
    return PersonLine(
        key=sign(_purpose(principal, office_id), str(id_of(person))),
        name=person.name,
        reading=person.reading,
        born=of_day(person.born_on),
        phone=person.phone,
        claimant_number=masked(unseal(number) if number else ""),
        has_account=not is_closed_address(person.mail_address),
    )


def known_person(principal: Principal, office_id: int, key: str) -> int:
    """Return the id of somebody whom this actor has found for this office; raises PersonGone."""
    found = unsign(_purpose(principal, office_id), key[:200])
    if found is None:
        raise PersonGone
    return int(found)


def _purpose(principal: Principal, office_id: int) -> str:
    return f"counter:{office_id}:{principal.staff_id}"
