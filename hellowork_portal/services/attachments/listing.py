"""The files of a case in words, for its person and for its office."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.settings import FileSettings, settings
from hellowork_portal.kit.words import Words, in_all, of_moment
from hellowork_portal.models import AttachmentState
from hellowork_portal.services.attachments.owners import ATTACHMENT, Owner, office_case, own_case
from hellowork_portal.services.attachments.rules import IMAGES, OwnerKind, may_be_removed
from hellowork_portal.services.attachments.views import AttachmentLine, AttachmentList

_STATES = {
    AttachmentState.QUARANTINED: "attachment.state.quarantined",
    AttachmentState.CLEAN: "attachment.state.clean",
    AttachmentState.REFUSED: "attachment.state.refused",
}
_NOTES = {
    AttachmentState.QUARANTINED: "attachment.note.quarantined",
    AttachmentState.REFUSED: "attachment.note.refused",
}
_KINDS = {
    "application/pdf": "attachment.kind.pdf",
    "image/jpeg": "attachment.kind.jpeg",
    "image/png": "attachment.kind.png",
}
_KILO = 1024


def own_files(session: Session, *, principal: Principal, kind: OwnerKind, case_id: int) -> AttachmentList:
    """Return the files of one's own case, the oldest first; raises NotAllowed."""
    return _listed(session, own_case(session, principal, kind, case_id), routes.ATTACHMENT, is_owner=True)


def office_files(session: Session, *, principal: Principal, kind: OwnerKind, case_id: int) -> AttachmentList:
    """Return the files of a case of the reader's office; raises NotAllowed."""
    return _listed(
        session, office_case(session, principal, kind, case_id), routes.STAFF_ATTACHMENT, is_owner=False
    )


def _listed(session: Session, case: Owner, route: str, *, is_owner: bool) -> AttachmentList:
    query = select(ATTACHMENT).where(case.its_files).order_by(ATTACHMENT.c.id)
    rows = session.connection().execute(query).all()
    limits, takes = settings().files, is_owner and case.takes_files
    return AttachmentList(
        owner_kind=case.kind,
        owner_id=case.id,
        lines=[_line(row, route, takes and may_be_removed(row.added_at, case.opened_at)) for row in rows],
        takes_files=takes,
        is_full=len(rows) >= limits.most_per_case,
        limits=_limits(limits),
    )


def _line(row: Any, route: str, can_remove: bool) -> AttachmentLine:
    href = routes.with_query(route, id=row.id) if row.state == AttachmentState.CLEAN else ""
    return AttachmentLine(
        id=row.id,
        name=unseal(row.name_sealed),
        facts=_facts(row),
        state=row.state,
        state_words=in_all(_STATES[row.state]),
        note=in_all(_NOTES[row.state]) if row.state in _NOTES else {},
        href=href,
        look_href=f"{href}&look=1" if href and row.media_type in IMAGES else "",
        can_remove=can_remove,
    )


def _facts(row: Any) -> Words:
    kind, when = in_all(_KINDS[row.media_type]), of_moment(row.added_at)
    if row.page_count:
        kind = in_all("attachment.pages", kind=kind, count=row.page_count)
    return in_all("attachment.facts", kind=kind, size=size_shown(row.size), when=when)


def size_shown(size: int) -> str:
    """Return a size as people read it: 340 KB, 2.1 MB."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))} KB"
    return f"{size / _KILO / _KILO:.1f} MB"


def _limits(limits: FileSettings) -> Words:
    return in_all(
        "attachment.limits",
        most=limits.most_megabytes,
        pages=limits.most_pages,
        count=limits.most_per_case,
    )
