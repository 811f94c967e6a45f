"""The letters about a 認定日 as jobs (jobs/mails words and sends them); days lie sealed in them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.i18n import with_readings
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day
from hellowork_portal.models import Applicant
from hellowork_portal.services.certifications.calendar_plan import Affected
from hellowork_portal.services.outbox.service import NewJob

_PERSON = table_of(Applicant)
MOVED, ASKED, APPROVED, REFUSED = (
    "certification_day_moved",
    "day_change_asked",
    "day_change_approved",
    "day_change_refused",
)


def day_moved(session: Session, people: Iterable[Affected], *, now: datetime) -> list[NewJob]:
    """Return a letter for each 認定日 that has moved; who has no account is told at the office."""
    told = [(one.applicant_id, one) for one in people if one.applicant_id is not None]
    spoken = languages_of(session, {applicant_id for applicant_id, _ in told})
    return [
        NewJob(
            "mail",
            f"mail:{MOVED}:{one.claimant_id}:{one.from_day}:{one.to_day}:{now.timestamp():.0f}",
            {
                "mail": MOVED,
                "applicant_id": applicant_id,
                "language": spoken[applicant_id],
                "values_sealed": sealed_days(spoken[applicant_id], before=one.from_day, after=one.to_day),
            },
        )
        for applicant_id, one in told
        if applicant_id in spoken
    ]


def of_change(
    session: Session,
    mail: str,
    request_id: int,
    applicant_id: int,
    texts: Mapping[str, str] | None = None,
    **days: date,
) -> list[NewJob]:
    """Return the letter about a request to move a 認定日; each kind once for a request."""
    language = languages_of(session, [applicant_id])[applicant_id]
    sealed = sealed_days(language, texts, **days)
    args = {"mail": mail, "applicant_id": applicant_id, "language": language, "values_sealed": sealed}
    return [NewJob("mail", f"mail:{mail}:{request_id}", args)]


def languages_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return the language in which each person is written to."""
    query = select(_PERSON.c.id, _PERSON.c.language).where(_PERSON.c.id.in_(sorted(ids)))
    return {row.id: row.language for row in session.connection().execute(query)}


def sealed_days(language: str, texts: Mapping[str, str] | None = None, **days: date) -> str:
    """Return what fills a letter's places, sealed: days in words, and texts as they are."""
    worded = {name: with_readings(of_day(day)[language]) for name, day in days.items()}
    return seal(json.dumps({**worded, **(texts or {})}))
