"""A new password for somebody who knows the present one."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import Applicant
from hellowork_portal.services.access.reset import set_password
from hellowork_portal.services.access.rules import own_words, password_errors
from hellowork_portal.services.accounts.person import own_person


def check_new_password(session: Session, *, principal: Principal, typed: Mapping[str, str]) -> None:
    """Check the two boxes of the new password; raises Invalid with an error per field."""
    person = session.get_one(Applicant, principal.applicant_id)
    words = own_words(person.mail_address, person.name, person.reading)
    if wrong := password_errors(typed.get("password", ""), typed.get("password_again", ""), words):
        raise Invalid(wrong)


def change_password(
    session: Session, *, principal: Principal, verified_hash: str, password_hash: str, now: datetime
) -> int:
    """Set a new password and sign everybody out, this browser too; return the person's id.

    `verified_hash` is the present password as it was checked: raises WrongPassword
    where it was changed meanwhile.
    """
    person = own_person(session, principal, verified_hash)
    set_password(session, person, password_hash, now=now)
    return id_of(person)
