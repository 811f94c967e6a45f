"""Claimants of the demonstration's office who cannot sign in, and what the core system says of everybody."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.demo.people import applicant_row, make_claimant
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import Applicant, Claimant, ClaimantBenefit, Office

_PERSON, _CLAIMANT, _OFFICE = table_of(Applicant), table_of(Claimant), table_of(Office)


def seed_clients(session: Session, data: dict[str, Any], now: datetime) -> None:
    """Make the people whose declarations lie before the office, and the amounts of everybody it knows.

    What staff have changed since stays.
    """
    people = data["clients"]
    rows = [applicant_row(one, one["claimant"]["number"], now) for one in people]
    insert_new(session, Applicant, rows)
    ids = _ids(session, _PERSON.c.mail_address, [one["mail"] for one in people], _PERSON.c.id)
    offices = _ids(session, _OFFICE.c.code, [one["office"] for one in people], _OFFICE.c.id)
    for one in people:
        make_claimant(session, one, ids[one["mail"]], offices[one["office"]], day_in_japan(now))
    mails = [one["mail"] for one in [*data["people"], *people] if one["claimant"]]
    query = select(_CLAIMANT.c.id).join(_PERSON, _PERSON.c.id == _CLAIMANT.c.applicant_id)
    known = session.connection().scalars(query.where(_PERSON.c.mail_address.in_(mails)))
    benefit = data["benefit"] | {"changed_at": now}
    insert_new(session, ClaimantBenefit, [benefit | {"claimant_id": id_} for id_ in known])


def _ids(session: Session, column: Any, wanted: list[str], id_: Any) -> dict[str, int]:
    return {
        row[0]: row[1] for row in session.connection().execute(select(column, id_).where(column.in_(wanted)))
    }
