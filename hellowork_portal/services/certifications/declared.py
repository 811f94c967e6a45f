"""What the declaration has from the portal: the facts it is given, and rows that records know of.

Beside the rules and the proposal the only place that calls the declaration's fields by their names.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.i18n import say, without_readings
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_day, same
from hellowork_portal.models import Applicant, Application, Claimant
from hellowork_portal.services.certifications.answers import HELLO_WORK
from hellowork_portal.services.certifications.contract import Period
from hellowork_portal.services.certifications.facts import Counselling, counselling_of
from hellowork_portal.services.offices.service import office_of

_APPLICATION, _CLAIMANT, _PERSON = table_of(Application), table_of(Claimant), table_of(Applicant)
_ACTIVITIES, _METHOD, _DONE, _WHERE, _WHAT = "activities", "method", "done_on", "institution", "content"
_LEGAL = "ja"
"""The declaration is a Japanese paper: what the portal writes into it is Japanese."""
_MOST_INSTITUTIONS = 5


@dataclass(frozen=True)
class OfferedRow:
    """A row that a person can add by one tap; `cells` are what its boxes would have been typed with.

    `words` say what the records know, `add` what the tap does.
    """

    id: str
    field_id: str
    words: Words
    add: Words
    cells: dict[str, str] = field(default_factory=dict)


def given_facts(session: Session, row: Row[Any]) -> dict[str, str]:
    """Return the answers that are never asked for: who, where, which 認定日 and which period."""
    person = session.connection().execute(select(_PERSON).where(_PERSON.c.id == row.applicant_id)).one()
    office = office_of(session, row.office_id)
    number = _record_number(session, row.claimant_id) or person.claimant_number_sealed
    return {
        "claimant_number": unseal(number) if number else "",
        "claimant_name": person.name,
        "office_name": without_readings(office.words[_LEGAL]) if office else "",
        "certification_on": row.certification_on.isoformat(),
        "period_first": row.period_first.isoformat(),
        "period_last": row.period_last.isoformat(),
    }


def _record_number(session: Session, claimant_id: int | None) -> str:
    known = select(_CLAIMANT.c.number_sealed).where(_CLAIMANT.c.id == claimant_id)
    return session.connection().execute(known).scalar() or "" if claimant_id else ""


def offered_rows(session: Session, row: Row[Any]) -> list[OfferedRow]:
    """Return the person's completed counselling in the period, then the institutions declared last time."""
    return [*_counselling(session, row), *_institutions(session, row)]


def _counselling(session: Session, row: Row[Any]) -> Iterator[OfferedRow]:
    """Yield a row for each completed 職業相談: it counts (domain.md §1)."""
    for one in counselling_of(session, row.applicant_id, Period(row.period_first, row.period_last)):
        yield _counselled(one)


def _counselled(one: Counselling) -> OfferedRow:
    cells = {
        _METHOD: HELLO_WORK,
        _DONE: one.day.isoformat(),
        _WHERE: without_readings(one.office[_LEGAL]),
        _WHAT: say(_LEGAL, "declaration.offer.content"),
    }
    told = in_all("declaration.offer.counselling", day=of_day(one.day), office=one.office)
    add = in_all("declaration.offer.counselling.add")
    return OfferedRow(f"interview-{one.number}", _ACTIVITIES, told, add, cells)


def _institutions(session: Session, row: Row[Any]) -> Iterator[OfferedRow]:
    """Yield a row for each institution of the declaration before this one; what was done there is asked."""
    seen: set[tuple[str, str]] = set()
    for activity in _declared_before(session, row):
        known = (str(activity.get(_METHOD) or ""), str(activity.get(_WHERE) or ""))
        if all(known) and known not in seen and len(seen) < _MOST_INSTITUTIONS:
            seen.add(known)
            told = in_all("declaration.offer.institution", institution=same(known[1]))
            cells = {_METHOD: known[0], _WHERE: known[1]}
            add = in_all("declaration.offer.institution.add")
            yield OfferedRow(f"institution-{len(seen)}", _ACTIVITIES, told, add, cells)


def _declared_before(session: Session, row: Row[Any]) -> list[dict[str, Any]]:
    query = (
        select(_APPLICATION.c.answers_sealed)
        .where(
            _APPLICATION.c.applicant_id == row.applicant_id,
            _APPLICATION.c.procedure_id == row.procedure_id,
            _APPLICATION.c.certification_on < row.certification_on,
            _APPLICATION.c.answers_sealed != "",
        )
        .order_by(_APPLICATION.c.certification_on.desc())
        .limit(1)
    )
    sealed = session.connection().execute(query).scalar()
    rows = json.loads(unseal(sealed)).get(_ACTIVITIES) if sealed else None
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []
