"""What a scanner says of a file: shown from then on, or taken away."""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.models import AttachmentState
from hellowork_portal.services.attachments.owners import ATTACHMENT
from hellowork_portal.services.attachments.service import forget_content
from hellowork_portal.services.audit.service import record


def waiting_key(session: Session, *, attachment_id: int) -> str:
    """Return where a file lies that waits for the scanner; empty where it waits no longer."""
    its = select(ATTACHMENT.c.store_key).where(ATTACHMENT.c.id == attachment_id, _WAITS)
    return session.connection().scalar(its) or ""


def note_scanned(session: Session, *, attachment_id: int, is_clean: bool, now: datetime) -> bool:
    """Keep the scanner's word, the first one; a refused file's content is forgotten, its row tells of it.

    False where somebody else has noted it, or the person has taken the file back.
    """
    state = AttachmentState.CLEAN if is_clean else AttachmentState.REFUSED
    noted = update(ATTACHMENT).where(ATTACHMENT.c.id == attachment_id, _WAITS).values(state=state)
    key = session.connection().scalar(noted.returning(ATTACHMENT.c.store_key))
    if key and not is_clean:
        forget_content(session, key, now=now)
        record(session, SYSTEM, "attachment.refused", ("attachment", attachment_id), now=now)
    return bool(key)


_WAITS = (ATTACHMENT.c.state == AttachmentState.QUARANTINED) & ATTACHMENT.c.removed_at.is_(None)
