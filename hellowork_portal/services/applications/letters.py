"""The letters of an application as jobs, and what they say: number, 認定日 and link, nothing declared."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, of_day
from hellowork_portal.models import Applicant
from hellowork_portal.services.applications.rows import APPLICATION
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.outbox.service import NewJob

RECEIVED, RETURNED = "application_received", "application_returned"
DECIDED, WITHDRAWN = "application_decided", "application_withdrawn"
_PERSON = table_of(Applicant)
_FACTS = select(
    APPLICATION.c.applicant_id,
    APPLICATION.c.number,
    APPLICATION.c.certification_on,
    APPLICATION.c.office_id,
    _PERSON.c.name,
    _PERSON.c.mail_address,
    _PERSON.c.language,
    _PERSON.c.follows_page_language,
).join(_PERSON, _PERSON.c.id == APPLICATION.c.applicant_id)


@dataclass(frozen=True)
class ApplicationFacts:
    """What a letter says about an application; `chosen_language` is empty while it follows the pages."""

    applicant_id: int
    name: str = field(repr=False)
    mail_address: str = field(repr=False)
    number: str
    day: Words
    office: Words
    chosen_language: str

    @property
    def number_shown(self) -> str:
        """The 受付番号 in its groups."""
        return number_shown(self.number)


def letter(mail: str, application_id: int, turn: int, language: str) -> NewJob:
    """Return the job of a letter; a second request for the same `turn` vanishes."""
    args = {"mail": mail, "application_id": application_id, "language": language, "turn": turn}
    return NewJob("mail", f"mail:{mail}:{application_id}:{turn}", args)


def facts_of(session: Session, application_id: int) -> ApplicationFacts | None:
    """Return what letters say about a submitted application; None for a draft or none."""
    row: Any = session.connection().execute(_FACTS.where(APPLICATION.c.id == application_id)).first()
    if row is None or row.number is None:
        return None
    office = office_of(session, row.office_id)
    return ApplicationFacts(
        applicant_id=row.applicant_id,
        name=row.name,
        mail_address=row.mail_address,
        number=row.number,
        day=of_day(row.certification_on),
        office=office.words if office else {},
        chosen_language="" if row.follows_page_language else row.language,
    )
