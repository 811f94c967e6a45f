"""Codes given at the counter: for a record without an account, and for an account without a mailbox."""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint, seal, unseal
from hellowork_portal.models import StaffMember
from hellowork_portal.services.accounts.counter_codes import issue_code, live_code, withdraw_codes
from hellowork_portal.services.accounts.person import own_person
from hellowork_portal.services.accounts.rules import CounterPurpose
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.people import person_at
from hellowork_portal.services.claimants.records import claimant_at, join, locked_claimant
from hellowork_portal.services.reservations.own import lock_person_row

DOCUMENTS = ("driving_licence", "my_number_card", "claimant_card", "residence_card", "passport", "two_others")
"""By what staff have seen who somebody is; recorded with the code."""


def claimant_code(
    session: Session, *, principal: Principal, claimant_id: int, document: str, now: datetime
) -> str:
    """Return a code with which a person links their account to a record themselves; shown this once.

    A new one takes the place of an unused one. Raises IdentityUnchecked without a document,
    ClaimantLinked, ClaimantUnknown.
    """
    _check_document(document)
    claimant_at(session, principal, claimant_id)
    row = locked_claimant(session, claimant_id)
    if row.applicant_id is not None:
        raise errors.ClaimantLinked
    withdraw_codes(session, CounterPurpose.CLAIMANT, claimant_id=claimant_id, now=now)
    code, code_id = issue_code(
        session, CounterPurpose.CLAIMANT, made_by=_name(session, principal), now=now, claimant_id=claimant_id
    )
    about = {"code": code_id, "document": document}
    record(session, principal, "claimant.code_made", ("claimant", claimant_id), now=now, **about)
    return code


def recovery_code(
    session: Session, *, principal: Principal, applicant_id: int, document: str, now: datetime
) -> str:
    """Return a code with which somebody who has lost their mailbox starts a new address (decision 11).

    Shown this once; for people whom the reader's office may know. Raises IdentityUnchecked,
    PersonUnknown.
    """
    _check_document(document)
    _, office_id = person_at(session, principal, applicant_id)
    lock_person_row(session, applicant_id)
    withdraw_codes(session, CounterPurpose.RECOVERY, applicant_id=applicant_id, now=now)
    name = _name(session, principal)
    code, code_id = issue_code(
        session, CounterPurpose.RECOVERY, made_by=name, now=now, applicant_id=applicant_id
    )
    about = {"code": code_id, "purpose": "recovery", "document": document, "office": office_id}
    record(session, principal, "counter_code.made", ("applicant", applicant_id), now=now, **about)
    return code


def _check_document(document: str) -> None:
    if document not in DOCUMENTS:
        raise errors.IdentityUnchecked


def _name(session: Session, principal: Principal) -> str:
    member = session.get(StaffMember, principal.staff_id)
    return (member.name if member else "") or str(principal.staff_id)


def claim_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits that a try of a code counts against."""
    person = ("claimant_code_per_person", str(principal.applicant_id))
    return [person, ("code_per_network", principal.address)]


def claim_record(session: Session, *, principal: Principal, typed: str, now: datetime) -> None:
    """Link one's own account to the record for which the office has given a code; the number comes along.

    Raises Invalid at `code` where it is wrong, spent or too old, or where the record or the
    account is linked by now.
    """
    person = own_person(session, principal)
    code = live_code(session, typed, CounterPurpose.CLAIMANT, now=now)
    if code is None or code.claimant_id is None:
        raise Invalid({"code": FieldError("code_wrong" if typed.strip() else "required")})
    row = locked_claimant(session, code.claimant_id)
    session.refresh(code, with_for_update=True)
    if code.used_at is not None:
        raise Invalid({"code": FieldError("code_wrong")})
    try:
        join(session, row, principal.applicant_id)
    except errors.ClaimantLinked:
        raise Invalid({"code": FieldError("code_wrong")}) from None
    except errors.PersonLinked:
        raise Invalid({"code": FieldError("record_linked")}) from None
    number = unseal(row.number_sealed)
    person.claimant_number_sealed, person.claimant_number_fingerprint = seal(number), fingerprint(number)
    code.used_at, code.applicant_id = now, principal.applicant_id
    subject = ("claimant", row.id)
    record(session, principal, "claimant.linked", subject, now=now, applicant=person.id, by="code")
