"""The letters of an application as jobs: number, 認定日 and link, never anything that was declared."""

import json
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import known_language, with_readings
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day
from hellowork_portal.models import Applicant
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.outbox.service import NewJob

RECEIVED, RETURNED = "application_received", "application_returned"
DECIDED, WITHDRAWN = "application_decided", "application_withdrawn"
_PERSON = table_of(Applicant)


def letter(session: Session, mail: str, row: Row[Any], *, turn: object = "") -> NewJob:
    """Return the job of a letter about a submitted application, in the language its person chose for mails.

    There is one for each `turn`, the row's revision unless given: a second request for it vanishes.
    """
    language = _language(session, row)
    office = office_of(session, row.office_id)
    values = {
        "number": number_shown(row.number),
        "day": with_readings(of_day(row.certification_on)[language]),
        "office": with_readings(office.words[language]) if office else "",
    }
    args = {
        "mail": mail,
        "language": language,
        "applicant_id": row.applicant_id,
        "values_sealed": seal(json.dumps(values)),
        "page": routes.APPLY if mail == WITHDRAWN else routes.application(row.number),
    }
    return NewJob("mail", f"mail:{mail}:{row.id}:{turn or row.revision}", args)


def _language(session: Session, row: Row[Any]) -> str:
    """Return the language that the person has chosen, else that of the last thing done to the application."""
    chosen = select(_PERSON.c.language, _PERSON.c.follows_page_language)
    person = session.connection().execute(chosen.where(_PERSON.c.id == row.applicant_id)).one()
    return known_language(row.language if person.follows_page_language else person.language)
