"""What the law lets go: declarations after their years, decided or not; drafts that nobody files."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    ApplicationEvent,
    ApplicationState,
    ApplicationSubmission,
    Attachment,
    CertificationDecision,
    CorrectionRequest,
    DecisionApproval,
)
from hellowork_portal.services.applications.rows import APPLICATION

_YEAR = timedelta(days=366)
DRAFT_KEPT = timedelta(days=90)
"""How long a draft outlives what was last typed; files of a draft go by the same time (attachments/rules)."""
_DECISION, _APPROVAL = table_of(CertificationDecision), table_of(DecisionApproval)
_ATTACHMENT = table_of(Attachment)
_CHILDREN = tuple(
    table_of(one)
    for one in (ApplicationEvent, ApplicationSubmission, CorrectionRequest, CertificationDecision)
)


def let_go(session: Session, *, now: datetime) -> int:
    """Erase applications whose time is over, with all that was written about them; return how many.

    Their files go first (services/attachments/tidying): an application that still has one waits.
    """
    over = now - _YEAR * settings().retention.declaration_years
    draft = (APPLICATION.c.state == ApplicationState.DRAFT) & (APPLICATION.c.saved_at < now - DRAFT_KEPT)
    is_filed = APPLICATION.c.state != ApplicationState.DRAFT
    undecided = is_filed & APPLICATION.c.decided_at.is_(None) & (APPLICATION.c.saved_at < over)
    return erase(session, or_(APPLICATION.c.decided_at < over, draft, undecided))


def erase_drafts_of(session: Session, applicant_id: int) -> None:
    """Erase what a person has written and not filed; what was filed stays as the law wants it.

    A draft that had files stays empty until they are gone (services/attachments/tidying).
    """
    mine = APPLICATION.c.applicant_id == applicant_id
    filed = update(APPLICATION).where(mine, APPLICATION.c.number.is_not(None))
    session.connection().execute(filed.values(draft_sealed=""))
    erase(session, mine & APPLICATION.c.number.is_(None))
    left = update(APPLICATION).where(mine, APPLICATION.c.number.is_(None))
    session.connection().execute(left.values(draft_sealed=""))


def erase(session: Session, which: ColumnElement[bool]) -> int:
    """Erase applications with all that was written about them, those that still have files excepted."""
    has_files = select(_ATTACHMENT.c.application_id).where(_ATTACHMENT.c.application_id.is_not(None))
    ids = list(
        session.connection().scalars(
            select(APPLICATION.c.id).where(which, APPLICATION.c.id.not_in(has_files)).limit(1000)
        )
    )
    decisions = select(_DECISION.c.id).where(_DECISION.c.application_id.in_(ids))
    _delete(session, _APPROVAL, _APPROVAL.c.decision_id.in_(decisions))
    for table in _CHILDREN:
        _delete(session, table, table.c.application_id.in_(ids))
    _delete(session, APPLICATION, APPLICATION.c.id.in_(ids))
    return len(ids)


def _delete(session: Session, table: Any, which: ColumnElement[bool]) -> None:
    session.connection().execute(delete(table).where(which))
