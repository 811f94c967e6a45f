"""People and what the office knows of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.models import Applicant, CertificationDay, Claimant, ClaimantKind, Office
from tests.factories.places import kept
from tests.factories.times import NOW

PASSWORD_HASH = "no password fits this"


def make_applicant(
    session: Session, mail: str = "hanako@example.jp", *, number: str = "", **changes: Any
) -> Applicant:
    """A person with an account; `number` is the 支給番号 that they state."""
    facts = {
        "password_hash": PASSWORD_HASH,
        "name": "職安 花子",
        "reading": "ショクアン ハナコ",
        "born_on": date(1990, 4, 1),
        "phone": "0312345678",
        "claimant_number_sealed": seal(number) if number else "",
        "claimant_number_fingerprint": fingerprint(number) if number else "",
        "terms_version": "2026-11-23",
        "terms_agreed_at": NOW - timedelta(days=30),
        "created_at": NOW - timedelta(days=30),
    }
    return kept(session, Applicant, mail_address=mail, **facts | changes)


def make_claimant(
    session: Session,
    office: Office,
    applicant: Applicant,
    kind: ClaimantKind = ClaimantKind.INTERVIEW_AND_FORM,
    days: Sequence[date] = (),
    **changes: Any,
) -> Claimant:
    """The office's record of a person, with 認定日."""
    number = f"1301026{applicant.id:07}"
    facts = {"number_sealed": seal(number), "number_fingerprint": fingerprint(number), "online_kind": kind}
    facts |= {"office_id": office.id, "applicant_id": applicant.id}
    claimant = kept(session, Claimant, **facts | changes)
    for day in days:
        kept(session, CertificationDay, claimant_id=claimant.id, on_day=day)
    return claimant


def principal_of(applicant: Applicant, language: str = "ja") -> Principal:
    """The person, signed in."""
    return Principal(PrincipalKind.APPLICANT, applicant.id, language=language)
