"""What happened to some things, as sentences: for the screen of one reservation or one person."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry
from hellowork_portal.services.audit.sealing import IS_SEALED
from hellowork_portal.services.audit.sentences import lines_of
from hellowork_portal.services.audit.views import AuditLine

_ENTRY = table_of(AuditEntry)
_MOST = 100


def story_of(
    session: Session, subjects: Sequence[tuple[str, int]], *, but: Sequence[str] = ()
) -> list[AuditLine]:
    """Return the last hundred entries about these subjects, the newest first; `but` are actions left out.

    The caller has checked that the reader may know, and records the reading.
    """
    about = [and_(_ENTRY.c.subject_kind == kind, _ENTRY.c.subject_id == its) for kind, its in subjects]
    query = select(_ENTRY, IS_SEALED.label("is_sealed")).where(or_(*about))
    query = query.where(_ENTRY.c.action.not_in(but))
    rows = session.connection().execute(query.order_by(_ENTRY.c.at.desc(), _ENTRY.c.id.desc()).limit(_MOST))
    return lines_of(session, rows.all(), is_open=True)
