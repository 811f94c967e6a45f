"""Files of a case: added by its person, opened by that person and the office's staff, taken back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, func, select, update
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint, seal, unseal
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import id_of
from hellowork_portal.kit.text import clean_name
from hellowork_portal.models import Attachment, AttachmentState
from hellowork_portal.services.attachments import errors
from hellowork_portal.services.attachments.owners import ATTACHMENT, Owner, office_case, own_case
from hellowork_portal.services.attachments.rules import OwnerKind, may_be_removed, name_kept
from hellowork_portal.services.attachments.views import OpenedFile
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.service import NewJob, enqueue


@dataclass(frozen=True)
class StoredFile:
    """A checked file that lies in the store already; `digest` is a hash of what was sent."""

    key: str
    name: str
    media_type: str
    size: int
    page_count: int
    digest: str


def upload_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits that sending a file counts against."""
    return [("uploads_per_person", str(principal.applicant_id))]


def download_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limits that opening a file counts against."""
    return [("downloads_per_person", f"{principal.kind}:{principal.id}")]


def check_room(session: Session, *, principal: Principal, kind: OwnerKind, case_id: int) -> None:
    """Raise, before a file is looked into, all that `attach` would raise."""
    _check_room(session, own_case(session, principal, kind, case_id))
    _check_total(session, principal.applicant_id)


def _check_total(session: Session, applicant_id: int) -> None:
    """Raise AttachmentAllFull where all files of a person together have become too long.

    Not under a lock: a few files that come in at the same moment may go beyond.
    """
    its = (ATTACHMENT.c.applicant_id == applicant_id) & ATTACHMENT.c.removed_at.is_(None)
    taken = session.connection().scalar(select(func.sum(ATTACHMENT.c.size)).where(its)) or 0
    most = settings().files.most_megabytes_per_person
    if taken >= most * 1024 * 1024:
        raise errors.AttachmentAllFull(most=most)


def _check_room(session: Session, case: Owner) -> None:
    if not case.takes_files:
        raise errors.AttachmentClosed
    most = settings().files.most_per_case
    query = select(func.count()).select_from(ATTACHMENT).where(case.its_files)
    if (session.connection().scalar(query) or 0) >= most:
        raise errors.AttachmentTooMany(most=most)


def attach(
    session: Session, *, principal: Principal, kind: OwnerKind, case_id: int, file: StoredFile, now: datetime
) -> bool:
    """Add a stored file to one's own case and have it scanned; False where the case has it already.

    Counted under the case's lock. Raises NotAllowed, AttachmentClosed, AttachmentTooMany,
    AttachmentAllFull; then, and for False, whoever stored the file takes it away again.
    """
    case = own_case(session, principal, kind, case_id, lock=True)
    digest = fingerprint(f"attachment.{case.kind}.{case.id}.{file.digest}")
    same = select(ATTACHMENT.c.id).where(case.its_files, ATTACHMENT.c.content_hash == digest)
    if case.takes_files and session.connection().execute(same).first():
        return False
    _check_room(session, case)
    _check_total(session, principal.applicant_id)
    row = Attachment(
        applicant_id=principal.applicant_id,
        application_id=case.id if case.kind is OwnerKind.APPLICATION else None,
        day_change_request_id=case.id if case.kind is OwnerKind.DAY_CHANGE else None,
        store_key=file.key,
        name_sealed=seal(name_kept(clean_name(file.name), file.media_type)),
        media_type=file.media_type,
        size=file.size,
        page_count=file.page_count,
        content_hash=digest,
        state=AttachmentState.QUARANTINED,
        added_at=now,
    )
    session.add(row)
    session.flush()
    its = id_of(row)
    enqueue(session, [NewJob("file.scan", f"file:scan:{its}", {"attachment": its})], now=now)
    record(session, principal, "attachment.added", ("attachment", its), now=now, **{case.kind: case.id})
    return True


def remove(session: Session, *, principal: Principal, attachment_id: int, now: datetime) -> None:
    """Take one's own file back; its content goes at once. A second click finds it gone and says nothing.

    Raises AttachmentGone, AttachmentClosed where staff have had it before them.
    """
    row = _row(session, attachment_id)
    if row is None or row.applicant_id != principal.applicant_id:
        raise errors.AttachmentGone
    case = own_case(session, principal, *_case_of(row), lock=True)
    if not case.takes_files or not may_be_removed(row.added_at, case.opened_at):
        raise errors.AttachmentClosed
    gone = update(ATTACHMENT).where(ATTACHMENT.c.id == attachment_id, ATTACHMENT.c.removed_at.is_(None))
    if session.connection().execute(gone.values(removed_at=now)).rowcount:
        forget_content(session, row.store_key, now=now)
        record(
            session, principal, "attachment.removed", ("attachment", row.id), now=now, **{case.kind: case.id}
        )


def forget_content(session: Session, store_key: str, *, now: datetime) -> None:
    """Have a file's content deleted, once the transaction that gives it up has held."""
    enqueue(session, [NewJob("file.forget", f"file:forget:{store_key}", {"key": store_key})], now=now)


def give_up(session: Session, which: ColumnElement[bool], *, now: datetime) -> int:
    """Give up all files for which this holds, content and all; return how many."""
    gone = update(ATTACHMENT).where(which, ATTACHMENT.c.removed_at.is_(None)).values(removed_at=now)
    keys = session.connection().scalars(gone.returning(ATTACHMENT.c.store_key)).all()
    for key in keys:
        forget_content(session, key, now=now)
    return len(keys)


def open_own(session: Session, *, principal: Principal, attachment_id: int) -> OpenedFile:
    """Return one's own file, clean ones alone; raises AttachmentGone."""
    row = _row(session, attachment_id)
    if row is None or row.applicant_id != principal.applicant_id:
        raise errors.AttachmentGone
    return _opened(row)


def open_for_staff(
    session: Session, *, principal: Principal, attachment_id: int, now: datetime
) -> OpenedFile:
    """Return a file of a case of the reader's office, and record who opened it; raises AttachmentGone."""
    row = _row(session, attachment_id) if principal.staff_id else None
    if row is None:
        raise errors.AttachmentGone
    try:
        case = office_case(session, principal, *_case_of(row))
    except NotAllowed as error:
        raise errors.AttachmentGone from error
    opened = _opened(row)
    record(session, principal, "attachment.viewed", ("attachment", row.id), now=now, **{case.kind: case.id})
    return opened


def _row(session: Session, attachment_id: int) -> Row | None:
    query = select(ATTACHMENT).where(ATTACHMENT.c.id == attachment_id)
    return session.connection().execute(query).first()


def _case_of(row: Row) -> tuple[OwnerKind, int]:
    if row.application_id is not None:
        return OwnerKind.APPLICATION, row.application_id
    return OwnerKind.DAY_CHANGE, row.day_change_request_id


def _opened(row: Row) -> OpenedFile:
    if row.removed_at is not None or row.state != AttachmentState.CLEAN:
        raise errors.AttachmentGone
    return OpenedFile(row.store_key, unseal(row.name_sealed), row.media_type)
