"""Everything else that the portal holds about a person, section by section."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Table, and_, or_, select
from sqlmodel import Session

from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, catalogue
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words
from hellowork_portal.models import (
    AddressChange,
    Applicant,
    AuditEntry,
    CertificationDay,
    Claimant,
    CounterCode,
    Delivery,
    Office,
    OneTimeLink,
    Prefecture,
    Reservation,
    SignIn,
)
from hellowork_portal.models import Session as BrowserSession
from hellowork_portal.services.accounts.own_values import Code, Record
from hellowork_portal.services.offices.names import OFFICE_NAME, office_name_of

_PERSON, _CLAIMANT, _DAY = table_of(Applicant), table_of(Claimant), table_of(CertificationDay)
_OFFICE, _PREFECTURE, _ENTRY = table_of(Office), table_of(Prefecture), table_of(AuditEntry)
_OFFICES: Any = select(_OFFICE.c.id, *OFFICE_NAME).join(
    _PREFECTURE, _PREFECTURE.c.code == _OFFICE.c.prefecture_code
)


def profile(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield the person's particulars; the 支給番号 whole, because it is their own."""
    row = session.connection().execute(select(_PERSON).where(_PERSON.c.id == applicant_id)).one()
    yield {
        "mail_address": row.mail_address,
        "name": row.name,
        "reading": row.reading,
        "born_on": row.born_on,
        "phone": row.phone,
        "postal_code": row.postal_code,
        "address": row.address,
        "claimant_number": _opened(row.claimant_number_sealed),
        "language": Code(row.language, f"frame.language.{row.language}"),
        "follows_page_language": row.follows_page_language,
        "wants_reminders": row.wants_reminders,
        "own_office": _office(session, row.own_office_id),
        "terms_version": row.terms_version,
        "terms_agreed_at": row.terms_agreed_at,
        "created_at": row.created_at,
    }


def _opened(sealed: str) -> str | None:
    return unseal(sealed) if sealed else None


def _office(session: Session, office_id: int | None) -> Words | None:
    row = session.connection().execute(_OFFICES.where(_OFFICE.c.id == office_id)).first()
    return office_name_of(row) if row else None


def claims(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield what the office has recorded about the person as a 受給資格者."""
    for row in _rows(session, _CLAIMANT, applicant_id):
        days = select(_DAY.c.on_day).where(_DAY.c.claimant_id == row.id).order_by(_DAY.c.on_day)
        yield {
            "office": _office(session, row.office_id),
            "number": _opened(row.number_sealed),
            "name": row.name or None,
            "reading": row.reading or None,
            "born_on": row.born_on,
            "online_kind": Code(row.online_kind, f"data.online.{row.online_kind}"),
            "online_from": row.online_from,
            "online_until": row.online_until,
            "certification_days": list(session.connection().scalars(days)),
        }


def mails(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield the letters sent to the person: which, to where, when, whether they left."""
    for row in _rows(session, table_of(Delivery), applicant_id):
        yield {
            "at": row.created_at,
            "kind": Code(row.kind, subject_key(row.kind)),
            "recipient": row.recipient,
            "state": Code(row.state, f"data.delivery.{row.state}"),
            "sent_at": row.sent_at,
        }


def subject_key(kind: str) -> str:
    """Return the key of a letter's subject: variants of a letter share that of its beginning."""
    parts = kind.split("_")
    keys = [f"mail.{'_'.join(parts[:end])}.subject" for end in range(len(parts), 0, -1)]
    return next((key for key in keys if key in catalogue(DEFAULT_LANGUAGE)), keys[0])


def sign_ins(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield every try to sign in to the account."""
    for row in _rows(session, table_of(SignIn), applicant_id):
        yield {
            "at": row.at,
            "outcome": Code(row.outcome, f"account.security.outcome.{row.outcome}"),
            "browser": row.browser,
            "disowned_at": row.disowned_at,
        }


def browsers(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield where the person is signed in now."""
    for row in _rows(session, table_of(BrowserSession), applicant_id):
        yield {
            "created_at": row.created_at,
            "seen_at": row.seen_at,
            "ends_at": row.ends_at,
            "browser": row.browser,
        }


def address_changes(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield changes of 利用者ID."""
    for row in _rows(session, table_of(AddressChange), applicant_id):
        yield {
            "old_address": row.old_address,
            "new_address": row.new_address,
            "asked_at": row.asked_at,
            "confirmed_at": row.confirmed_at,
            "objection_ends_at": row.objection_ends_at,
            "objected_at": row.objected_at,
        }


def mail_links(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield the links that were mailed for the account; the links themselves are nowhere kept."""
    for row in _rows(session, table_of(OneTimeLink), applicant_id):
        yield {
            "created_at": row.created_at,
            "purpose": Code(row.purpose, f"data.link.{row.purpose}"),
            "mail_address": row.mail_address,
            "expires_at": row.expires_at,
            "used_at": row.used_at,
        }


def counter_codes(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield the codes that an office made for the person."""
    for row in _rows(session, table_of(CounterCode), applicant_id):
        yield {
            "made_at": row.made_at,
            "purpose": Code(row.purpose, f"data.code.{row.purpose}"),
            "expires_at": row.expires_at,
            "used_at": row.used_at,
        }


def audit(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield the record of what was done with the account and its reservations."""
    numbers = select(table_of(Reservation).c.id).where(table_of(Reservation).c.applicant_id == applicant_id)
    about = or_(
        and_(_ENTRY.c.subject_kind == "applicant", _ENTRY.c.subject_id == applicant_id),
        and_(_ENTRY.c.subject_kind == "reservation", _ENTRY.c.subject_id.in_(numbers)),
    )
    for row in session.connection().execute(select(_ENTRY).where(about).order_by(_ENTRY.c.id)).all():
        is_own = row.actor_kind == "applicant" and row.actor_id == applicant_id
        by = "self" if is_own else row.actor_kind
        yield {
            "at": row.at,
            "action": Code(row.action, f"audit.{row.action}"),
            "by": Code(by, f"data.by.{by}"),
        }


def _rows(session: Session, table: Table, applicant_id: int) -> list[Row[Any]]:
    own = select(table).where(table.c.applicant_id == applicant_id).order_by(table.c.id)
    return list(session.connection().execute(own))
