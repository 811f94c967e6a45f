"""A person's requests to move a 認定日 as one's own data; withdrawn when the account goes."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import DayChangeRequest, DayChangeState
from hellowork_portal.services.accounts.own_values import Code, Record
from hellowork_portal.services.attachments.owners import ATTACHMENT
from hellowork_portal.services.attachments.service import give_up

_REQUEST = table_of(DayChangeRequest)


def day_changes(session: Session, applicant_id: int, _language: str) -> Iterator[Record]:
    """Yield all requests of a person with what both sides wrote."""
    own = select(_REQUEST).where(_REQUEST.c.applicant_id == applicant_id).order_by(_REQUEST.c.id)
    for row in session.connection().execute(own):
        yield {
            "from_day": row.from_day,
            "reason": Code(row.reason, f"day_change.reason.{row.reason}"),
            "wished_on": row.wished_on,
            "note": unseal(row.note_sealed) if row.note_sealed else None,
            "asked_at": row.asked_at,
            "state": Code(row.state, f"day_change.state.{row.state}"),
            "new_day": row.new_day,
            "answer": unseal(row.answer_sealed) if row.answer_sealed else None,
        }


def withdraw_day_changes(session: Session, applicant_id: int, *, now: datetime) -> None:
    """Withdraw what waits for an answer, and erase what the person has written; decisions stay.

    Files go with the requests that are withdrawn, now or before.
    """
    own = update(_REQUEST).where(_REQUEST.c.applicant_id == applicant_id)
    session.connection().execute(own.values(note_sealed=""))
    waiting = own.where(_REQUEST.c.state == DayChangeState.ASKED)
    session.connection().execute(waiting.values(state=DayChangeState.WITHDRAWN, decided_at=now))
    mine = (_REQUEST.c.applicant_id == applicant_id) & (_REQUEST.c.state == DayChangeState.WITHDRAWN)
    give_up(session, ATTACHMENT.c.day_change_request_id.in_(select(_REQUEST.c.id).where(mine)), now=now)
