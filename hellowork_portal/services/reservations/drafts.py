"""What was typed behind a hold: sealed, merged field by field, carried to the next hold."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Reservation, ReservationState
from hellowork_portal.services.reservations.rules import DRAFT_LIFE, Wanted

_RES = table_of(Reservation)
_LONGEST_VALUE, _MOST_FIELDS = 20_000, 200


def opened(sealed: str) -> dict[str, Any]:
    """Return raw answers by field."""
    return json.loads(unseal(sealed)) if sealed else {}


def closed(answers: Mapping[str, Any]) -> str:
    """Seal answers for the row; escaped, because a browser may send half a surrogate pair."""
    return seal(json.dumps(dict(answers)))


def merged(kept: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with newly typed ones on top; absurd amounts from a forged event are dropped."""
    fits = {
        name: value
        for name, value in typed.items()
        if isinstance(name, str) and len(json.dumps(value, ensure_ascii=False)) <= _LONGEST_VALUE
    }
    return dict(list({**kept, **fits}.items())[:_MOST_FIELDS])


def carried_over(
    session: Session, applicant_id: int, wanted: Wanted, now: datetime
) -> tuple[str, datetime | None]:
    """Return what the person typed behind their last lost hold of the same procedure version within a day.

    The second value is when the terms were agreed to: they are the same terms.
    """
    query = (
        select(_RES.c.answers_sealed, _RES.c.terms_agreed_at)
        .where(_RES.c.applicant_id == applicant_id, _RES.c.state == ReservationState.EXPIRED)
        .where(_RES.c.held_at > now - DRAFT_LIFE)
        .where(_RES.c.procedure_version_id == wanted.procedure_version_id)
        .order_by(_RES.c.id.desc())
        .limit(1)
    )
    row = session.connection().execute(query).first()
    return (row.answers_sealed, row.terms_agreed_at) if row else ("", None)
