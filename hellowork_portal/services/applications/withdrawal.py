"""取下げ: a person takes back what staff have not opened, or what was returned (domain.md §2)."""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.text import clean_name
from hellowork_portal.models import ApplicationState
from hellowork_portal.services.applications import letters
from hellowork_portal.services.applications.asked import answer_requests
from hellowork_portal.services.applications.errors import ApplicationOpened
from hellowork_portal.services.applications.rows import move_on, own_application, tell
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.service import enqueue

_MAY = (ApplicationState.RECEIVED, ApplicationState.RETURNED)
LONGEST_REASON = 200


def withdraw_application(
    session: Session, *, principal: Principal, number: str, reason: str = "", now: datetime
) -> None:
    """Withdraw one's own application; a second click changes nothing.

    Raises ApplicationUnknown, ApplicationOpened where staff are at it or it is decided.
    """
    row = own_application(session, principal, number, lock=True)
    if row.state == ApplicationState.WITHDRAWN:
        return
    if row.state not in _MAY:
        raise ApplicationOpened
    move_on(session, row, ApplicationState.WITHDRAWN, draft_sealed="")
    answer_requests(session, row.id, now)
    said = clean_name(reason)[:LONGEST_REASON]
    tell(session, principal, row.id, "withdrawn", now=now, message=said)
    turn = row.revision + 1
    enqueue(session, [letters.letter(letters.WITHDRAWN, row.id, turn, principal.language)], now=now)
    record(session, principal, "application.withdrawn", ("application", row.id), now=now)
