"""Requests to move a 認定日 after their years (decision 16)."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlmodel import Session

from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Attachment, DayChangeRequest

_REQUEST, _ATTACHMENT = table_of(DayChangeRequest), table_of(Attachment)
_YEAR = timedelta(days=366)


def let_changes_go(session: Session, *, now: datetime) -> int:
    """Erase requests whose time is over, answered or not; return how many.

    Their files go first (services/attachments/tidying): a request that still has one waits.
    """
    over = now - _YEAR * settings().retention.declaration_years
    has_files = select(_ATTACHMENT.c.day_change_request_id).where(
        _ATTACHMENT.c.day_change_request_id.is_not(None)
    )
    gone = delete(_REQUEST).where(
        func.coalesce(_REQUEST.c.decided_at, _REQUEST.c.asked_at) < over, _REQUEST.c.id.not_in(has_files)
    )
    return session.connection().execute(gone).rowcount
