"""The case that a file belongs to: found for its person or its office, locked, and whether it takes files."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Application, ApplicationState, Attachment, DayChangeRequest
from hellowork_portal.services.attachments.rules import (
    OwnerKind,
    application_takes_files,
    change_takes_files,
)

ATTACHMENT = table_of(Attachment)
APPLICATION, CHANGE = table_of(Application), table_of(DayChangeRequest)
REVIEWING = (Role.COUNSELLOR, Role.OFFICE_MANAGER)
_TABLES = {OwnerKind.APPLICATION: APPLICATION, OwnerKind.DAY_CHANGE: CHANGE}


@dataclass(frozen=True)
class Owner:
    """A case as files see it; `opened_at` is when staff had its files before them."""

    kind: OwnerKind
    id: int
    office_id: int
    takes_files: bool
    is_draft: bool = False
    opened_at: datetime | None = None

    @property
    def its_files(self) -> ColumnElement[bool]:
        """What holds for the files that are there."""
        column = ATTACHMENT.c[
            f"{'application' if self.kind is OwnerKind.APPLICATION else 'day_change_request'}_id"
        ]
        return (column == self.id) & ATTACHMENT.c.removed_at.is_(None)


def own_case(
    session: Session, principal: Principal, kind: OwnerKind, case_id: int, *, lock: bool = False
) -> Owner:
    """Return one's own case; raises NotAllowed for others' and for none alike."""
    table = _TABLES[kind]
    return _found(session, kind, table.c.applicant_id == principal.applicant_id, case_id, lock)


def office_case(session: Session, principal: Principal, kind: OwnerKind, case_id: int) -> Owner:
    """Return a case of one of the reader's offices; a draft is nobody's business. Raises NotAllowed."""
    case = _found(session, kind, _TABLES[kind].c.id == case_id, case_id, lock=False)
    principal.check_at(case.office_id, *REVIEWING)
    if case.is_draft:
        raise NotAllowed
    return case


def _found(session: Session, kind: OwnerKind, whose: ColumnElement[bool], case_id: int, lock: bool) -> Owner:
    table = _TABLES[kind]
    query = select(table).where(table.c.id == case_id, whose)
    row = session.connection().execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise NotAllowed
    return _application(row) if kind is OwnerKind.APPLICATION else _change(row)


def _application(row: Any) -> Owner:
    return Owner(
        OwnerKind.APPLICATION,
        row.id,
        row.office_id,
        takes_files=application_takes_files(row.state, row.opened_at),
        is_draft=row.state == ApplicationState.DRAFT,
        opened_at=row.opened_at,
    )


def _change(row: Any) -> Owner:
    takes = change_takes_files(row.state)
    return Owner(OwnerKind.DAY_CHANGE, row.id, row.office_id, takes_files=takes, opened_at=row.decided_at)
