"""Erasing what is kept around accounts of staff once it has served."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session

from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import StaffSession, StaffSignIn

_SESSION, _TRY = table_of(StaffSession), table_of(StaffSignIn)


def tidy_staff(session: Session, *, now: datetime) -> dict[str, int]:
    """Erase sessions that are over and sign-ins older than the access log; return how many of each.

    Spent invitations go with all links (services/accounts/erasing).
    """
    log_ends = now - timedelta(days=365) * settings().retention.access_log_years
    which = {
        "staff_sessions": delete(_SESSION).where(_SESSION.c.ends_at <= now),
        "staff_sign_ins": delete(_TRY).where(_TRY.c.at <= log_ends),
    }
    return {name: session.connection().execute(query).rowcount for name, query in which.items()}
