"""Every try to sign in to an account, as its owner may see it (C2)."""

from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import SignIn, SignInOutcome
from hellowork_portal.services.access.browsers import browser_name

_WRITE = insert(table_of(SignIn))


def note_sign_in(
    session: Session,
    applicant_id: int,
    outcome: SignInOutcome,
    *,
    agent: str,
    now: datetime,
    session_id: int | None = None,
) -> None:
    """Write one try down; of the browser only its name is kept, never the whole User-Agent."""
    row = {"applicant_id": applicant_id, "outcome": outcome, "at": now, "session_id": session_id}
    session.connection().execute(_WRITE, row | {"browser": browser_name(agent)})
