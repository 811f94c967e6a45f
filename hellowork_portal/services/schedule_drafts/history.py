"""What was changed of an office's schedule: by whom, when, in words; the last change can be undone."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import ScheduleChange
from hellowork_portal.services.schedule_changes.draft import Undo, from_data
from hellowork_portal.services.schedule_changes.overview import changes_of
from hellowork_portal.services.schedule_drafts.applying import begin_change
from hellowork_portal.services.schedule_drafts.names import offering_words, staff_names
from hellowork_portal.services.schedule_drafts.sentences import sentence_of
from hellowork_portal.services.schedule_drafts.views import HistoryLine

_change = table_of(ScheduleChange)


def history_of(session: Session, *, principal: Principal, office_id: int) -> list[HistoryLine]:
    """Return the last changes, the newest first. Raises NotAllowed."""
    lines = changes_of(session, principal=principal, office_id=office_id)
    stored = select(_change.c.id, _change.c.change).where(_change.c.id.in_([one.change_id for one in lines]))
    changes = {row.id: from_data(row.change) for row in session.connection().execute(stored)}
    offerings, who = offering_words(session, office_id), staff_names(session, [one.made_by for one in lines])
    return [
        HistoryLine(
            one.change_id,
            of_moment(one.made_at),
            who.get(one.made_by, ""),
            sentence_of(changes[one.change_id], offerings),
            one.is_undone,
            one.can_undo,
        )
        for one in lines
    ]


def begin_undo(session: Session, *, principal: Principal, office_id: int, now: datetime) -> int:
    """Prepare that the last change is taken back; return the id under which that is shown.

    Raises UndoNotLast, UndoBooked, NotAllowed.
    """
    lines = changes_of(session, principal=principal, office_id=office_id)
    last = next((one.change_id for one in lines if one.can_undo), 0)
    return begin_change(session, principal=principal, office_id=office_id, change=Undo(last), now=now)
