"""What counsellors write down about an interview: appended, sealed, read with their names."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import seal, unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import InterviewNote, StaffMember
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.interviews import errors, rows, rules
from hellowork_portal.services.interviews.views import NoteLine

_NOTE, _MEMBER = table_of(InterviewNote), table_of(StaffMember)
_MOMENT = timedelta(seconds=30)


def add_note(
    session: Session, *, principal: Principal, reservation_id: int, text: str, now: datetime
) -> None:
    """Append a note; two who write at once both keep theirs, a double click keeps one.

    Raises NotAllowed, NoteEmpty, NoteTooLong.
    """
    rows.seen_by(session, principal, reservation_id)
    row = rows.lock(session, reservation_id)
    said = text.strip()
    if not said:
        raise errors.NoteEmpty
    if len(said) > rules.LONGEST_NOTE:
        raise errors.NoteTooLong(most=rules.LONGEST_NOTE)
    if _is_kept(session, principal, row.id, said, now):
        return
    values = {"reservation_id": row.id, "author_id": principal.staff_id, "at": now, "text_sealed": seal(said)}
    session.connection().execute(insert(_NOTE).values(**values))
    record(session, principal, "interview.note_added", ("reservation", row.id), now=now)


def _is_kept(session: Session, principal: Principal, reservation_id: int, said: str, now: datetime) -> bool:
    """Whether the author has kept these very words a moment ago."""
    own = (_NOTE.c.reservation_id == reservation_id) & (_NOTE.c.author_id == principal.staff_id)
    newest = select(_NOTE.c.text_sealed).where(own, _NOTE.c.at > now - _MOMENT)
    sealed = session.connection().scalar(newest.order_by(_NOTE.c.id.desc()).limit(1))
    return sealed is not None and unseal(sealed) == said


def notes_of(session: Session, reservation_id: int) -> list[NoteLine]:
    """Return the notes about a reservation, the newest first; the caller has checked the reader."""
    query = (
        select(_NOTE.c.at, _NOTE.c.text_sealed, _MEMBER.c.name)
        .join(_MEMBER, _MEMBER.c.id == _NOTE.c.author_id)
        .where(_NOTE.c.reservation_id == reservation_id)
        .order_by(_NOTE.c.id.desc())
    )
    rows_found = session.connection().execute(query)
    return [NoteLine(row.name, of_moment(row.at), unseal(row.text_sealed)) for row in rows_found]
