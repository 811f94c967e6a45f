"""One's own particulars: seen, changed, the 支給番号 added on the way to a booking."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.particulars import particulars_form
from hellowork_portal.forms.schema import validate
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint, seal, unseal
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import Applicant, Claimant
from hellowork_portal.models import Session as BrowserSession
from hellowork_portal.services.access.people import checked_person, masked
from hellowork_portal.services.applicants.views import BrowserView, ProfileView
from hellowork_portal.services.audit.service import record

_NUMBER = "claimant_number"


def profile(session: Session, *, principal: Principal) -> ProfileView:
    """Return one's own particulars; the 支給番号 only masked."""
    person = session.get_one(Applicant, principal.applicant_id)
    number = unseal(person.claimant_number_sealed) if person.claimant_number_sealed else ""
    return ProfileView(
        mail_address=person.mail_address,
        name=person.name,
        typed={
            "name": person.name,
            "reading": person.reading,
            "born_on": person.born_on.isoformat(),
            "phone": person.phone,
            "postal_code": person.postal_code,
            "address": person.address,
        },
        masked_number=masked(number),
    )


def change_profile(
    session: Session, *, principal: Principal, typed: Mapping[str, Any], now: datetime
) -> None:
    """Change one's particulars; an empty 支給番号 keeps the present one. Raises Invalid."""
    person = session.get_one(Applicant, principal.applicant_id)
    kept = unseal(person.claimant_number_sealed) if person.claimant_number_sealed else ""
    asked = {**typed, _NUMBER: typed.get(_NUMBER) or kept}
    for column, value in checked_person(asked, now=now).columns().items():
        setattr(person, column, value)
    record(session, principal, "applicant.changed", ("applicant", person.id), now=now)


def state_claimant_number(session: Session, *, principal: Principal, typed: str, now: datetime) -> None:
    """Keep the 支給番号 that a person states (product.md decision 3); raises Invalid."""
    person = session.get_one(Applicant, principal.applicant_id)
    checked = validate(particulars_form(), {_NUMBER: typed}, clock.day_in_japan(now))
    if _NUMBER in checked.errors:
        raise Invalid({_NUMBER: checked.errors[_NUMBER]})
    number = str(checked.answers[_NUMBER] or "")
    if not number:
        raise Invalid({_NUMBER: FieldError("required")})
    person.claimant_number_sealed, person.claimant_number_fingerprint = seal(number), fingerprint(number)
    record(session, principal, "applicant.number_stated", ("applicant", person.id), now=now)


def own_office(session: Session, *, principal: Principal) -> int | None:
    """Return the person's own office: the one in charge where a record says so, else the last one booked."""
    in_charge = select(Claimant.office_id).where(Claimant.applicant_id == principal.applicant_id)
    known = session.exec(in_charge).first()
    return known or session.get_one(Applicant, principal.applicant_id).own_office_id


def browsers(session: Session, *, principal: Principal, now: datetime) -> list[BrowserView]:
    """Return where one is signed in now, this browser first."""
    query = select(BrowserSession).where(
        BrowserSession.applicant_id == principal.applicant_id,
        BrowserSession.idle_ends_at > now,
        BrowserSession.ends_at > now,
    )
    rows = sorted(session.exec(query), key=lambda row: (row.id != principal.session_id, row.created_at))
    return [
        BrowserView(row.browser, of_moment(row.created_at), row.id == principal.session_id) for row in rows
    ]
