"""Staff take 「未確認」 off a case that its claimant's record does not bear out by itself."""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import DECIDED_STATES, ApplicationState
from hellowork_portal.services.applications.rows import tell
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.reviews import errors
from hellowork_portal.services.reviews.rows import case_of_record, count_up

_OVER = (*DECIDED_STATES, ApplicationState.WITHDRAWN)


def confirm_claim(session: Session, *, principal: Principal, number: str, seen: int, now: datetime) -> None:
    """Confirm that a linked person may file this day and period here; recorded, with who says so.

    The doubt that linking has noted stays with the case, so that it is decided alone.
    Raises Unconfirmed where no record is linked yet, CaseChanged, CaseUnknown.
    """
    row = case_of_record(session, principal, number)
    if row.revision != seen or row.state in _OVER or not row.is_unconfirmed_claim:
        raise errors.CaseChanged
    if row.claimant_id is None:
        raise errors.Unconfirmed
    count_up(session, row, is_unconfirmed_claim=False)
    tell(session, principal, row.id, "claim_confirmed", now=now, is_for_staff=True)
    about = {"claimant": row.claimant_id}
    record(session, principal, "application.claim_confirmed", ("application", row.id), now=now, **about)
