"""Files that have served: of cases that the law lets go, of drafts that nobody finishes, of nobody at all."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.settings import settings
from hellowork_portal.models import ApplicationState
from hellowork_portal.services.attachments.owners import APPLICATION, ATTACHMENT, CHANGE
from hellowork_portal.services.attachments.rules import DRAFT_KEPT, KEPT_AFTER_REMOVAL
from hellowork_portal.services.attachments.service import forget_content

_YEAR = timedelta(days=366)
_AT_ONCE = 500


def let_go(session: Session, *, now: datetime) -> int:
    """Remove files whose time is over, and rows of files removed a month ago; return how many files went."""
    over = now - _YEAR * settings().retention.declaration_years
    settled = select(APPLICATION.c.id).where(
        or_(
            APPLICATION.c.decided_at < over,
            (APPLICATION.c.state != ApplicationState.DRAFT)
            & APPLICATION.c.decided_at.is_(None)
            & (APPLICATION.c.saved_at < over),
            (APPLICATION.c.state == ApplicationState.DRAFT) & (APPLICATION.c.saved_at < now - DRAFT_KEPT),
        )
    )
    unanswered = CHANGE.c.decided_at.is_(None) & (CHANGE.c.asked_at < over)
    answered = select(CHANGE.c.id).where(or_(CHANGE.c.decided_at < over, unanswered))
    is_over = ATTACHMENT.c.application_id.in_(settled) | ATTACHMENT.c.day_change_request_id.in_(answered)
    removed = _remove(session, is_over, now)
    old = delete(ATTACHMENT).where(ATTACHMENT.c.removed_at < now - KEPT_AFTER_REMOVAL)
    session.connection().execute(old)
    return removed


def forget_files_of_drafts(session: Session, applicant_id: int, *, now: datetime) -> None:
    """Take away the files of what a person has not filed; those of what was filed stay with it."""
    drafts = select(APPLICATION.c.id).where(
        APPLICATION.c.applicant_id == applicant_id, APPLICATION.c.state == ApplicationState.DRAFT
    )
    _remove(session, ATTACHMENT.c.application_id.in_(drafts), now)


def _remove(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    """Note files as removed and have their contents deleted; return how many."""
    gone = update(ATTACHMENT).where(which, ATTACHMENT.c.removed_at.is_(None)).values(removed_at=now)
    keys = session.connection().scalars(gone.returning(ATTACHMENT.c.store_key)).all()
    for key in keys:
        forget_content(session, key, now=now)
    return len(keys)


def strays(session: Session, keys: Iterable[str]) -> Iterator[str]:
    """Yield those of the store's keys that no file of a case has: left by a crash between disk and row."""
    known, waiting = ATTACHMENT.c.removed_at.is_(None), iter(keys)
    while some := list(islice(waiting, _AT_ONCE)):
        query = select(ATTACHMENT.c.store_key).where(ATTACHMENT.c.store_key.in_(some), known)
        kept = set(session.connection().scalars(query))
        yield from (key for key in some if key not in kept)
