"""A draft that its person no longer wants: gone at once, with all that was typed and attached."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import ApplicationState, Attachment
from hellowork_portal.services.applications import errors
from hellowork_portal.services.applications.erasing import erase
from hellowork_portal.services.applications.rows import APPLICATION
from hellowork_portal.services.attachments.service import give_up
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.reservations.own import lock_person_row

_ATTACHMENT = table_of(Attachment)


def discard_draft(session: Session, *, principal: Principal, application_id: int, now: datetime) -> None:
    """Erase one's own draft and give up its files; a second click finds nothing and says nothing.

    Raises MovedMeanwhile for what was filed meanwhile: that is withdrawn, not discarded. Others' drafts
    are answered like none. Filing waits for the same lock, so that one of the two happens.
    """
    lock_person_row(session, principal.applicant_id)
    mine = (APPLICATION.c.id == application_id) & (APPLICATION.c.applicant_id == principal.applicant_id)
    row = session.connection().execute(select(APPLICATION).where(mine).with_for_update()).first()
    if row is None:
        return
    if row.state != ApplicationState.DRAFT:
        raise errors.MovedMeanwhile(revision=row.revision)
    _let_files_go(session, row.id, now)
    erase(session, APPLICATION.c.id == row.id)
    record(session, principal, "application.discarded", ("application", row.id), now=now)


def _let_files_go(session: Session, application_id: int, now: datetime) -> None:
    """Give the files up, and let their rows tell for a month, of no case, that there were some."""
    its = _ATTACHMENT.c.application_id == application_id
    give_up(session, its, now=now)
    session.connection().execute(update(_ATTACHMENT).where(its).values(application_id=None))
