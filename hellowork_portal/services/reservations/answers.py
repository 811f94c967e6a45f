"""The procedure's form behind a hold: shown, checked, and shown again for the check page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.forms.fields import ProfileFact
from hellowork_portal.forms.schema import gather, prefilled, validate
from hellowork_portal.forms.views import ConfirmSection, FormView
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import Applicant
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reservations import drafts
from hellowork_portal.services.reservations.holds import own_hold


def raw_answers(definition: ProcedureDefinition, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return raw answers by field from what a hold has kept: the form's boxes as typed."""
    gathered = {
        field: value for field, value in gather(definition, kept).items() if value not in (None, "", [], {})
    }
    return {**kept, **gathered}


def hold_form(
    session: Session,
    *,
    principal: Principal,
    hold_id: int,
    errors: Mapping[str, FieldError],
    now: datetime,
) -> FormView:
    """Return the form with what was typed; boxes never touched show what is known of the person."""
    row = own_hold(session, principal, hold_id, lock=False)
    definition = definition_of(session, row.procedure_version_id)
    kept = drafts.opened(row.answers_sealed)
    typed = prefilled(definition, _profile(session, principal)) | raw_answers(definition, kept)
    return form_view(definition, typed, errors, principal.language, clock.day_in_japan(now))


def check_form(session: Session, *, principal: Principal, hold_id: int, now: datetime) -> None:
    """Check what the hold has kept; raises Invalid with an error per field."""
    _checked(session, principal, hold_id, now)


def confirm_form(
    session: Session, *, principal: Principal, hold_id: int, now: datetime
) -> list[ConfirmSection]:
    """Return the answers in words for the check page; raises Invalid where they cannot be sent yet."""
    return confirm_view(*_checked(session, principal, hold_id, now), principal.language)


def _checked(
    session: Session, principal: Principal, hold_id: int, now: datetime
) -> tuple[ProcedureDefinition, dict[str, Any]]:
    """Return the form and the normalised answers; raises Invalid."""
    row = own_hold(session, principal, hold_id, lock=False)
    definition = definition_of(session, row.procedure_version_id)
    typed = raw_answers(definition, drafts.opened(row.answers_sealed))
    checked = validate(definition, typed, clock.day_in_japan(now))
    if not checked.is_valid:
        raise Invalid(checked.errors)
    return definition, checked.answers


def terms_of_hold(session: Session, *, principal: Principal, hold_id: int) -> dict[str, str]:
    """Return the terms (Markdown) of the procedure version that the hold was made with, per language."""
    row = own_hold(session, principal, hold_id, lock=False)
    return dict(definition_of(session, row.procedure_version_id).terms)


def _profile(session: Session, principal: Principal) -> dict[ProfileFact, str]:
    """Return what a form may be filled with."""
    person = session.get_one(Applicant, principal.applicant_id)
    number = person.claimant_number_sealed
    return {
        ProfileFact.NAME: person.name,
        ProfileFact.READING: person.reading,
        ProfileFact.BIRTH_ON: person.born_on.isoformat(),
        ProfileFact.MAIL: person.mail_address,
        ProfileFact.TELEPHONE: person.phone,
        ProfileFact.POSTAL_CODE: person.postal_code,
        ProfileFact.ADDRESS: person.address,
        ProfileFact.CLAIMANT_NUMBER: unseal(number) if number else "",
    }
