"""The published definitions: immutable, so each is read from the database once per process."""

from threading import Lock
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import ProcedureVersion

_version = table_of(ProcedureVersion)
_DIGEST = select(_version.c.digest).where(_version.c.id == bindparam("id"))
_CONTENT = select(_version.c.definition).where(_version.c.id == bindparam("id"))
_NEWEST = (
    select(_version.c.procedure_id, func.max(_version.c.number).label("number"))
    .group_by(_version.c.procedure_id)
    .subquery()
)
NEWEST_VERSIONS = select(_version.c.procedure_id, _version.c.id, _version.c.digest).join(
    _NEWEST, (_NEWEST.c.procedure_id == _version.c.procedure_id) & (_NEWEST.c.number == _version.c.number)
)
"""Procedure, version and digest of what is in force now."""
_NEWEST_OF = (
    select(_version.c.procedure_id, _version.c.id, _version.c.digest)
    .where(_version.c.procedure_id == bindparam("procedure_id"))
    .order_by(_version.c.number.desc())
    .limit(1)
)

_parsed: dict[str, ProcedureDefinition] = {}
_parsing = Lock()


class VersionUnknown(PortalError):
    """No procedure version has this id."""

    code = "version_unknown"


def definition_of(
    session: Session, procedure_version_id: int, *, digest: str | None = None
) -> ProcedureDefinition:
    """Return a version's definition; kept by its digest, which names the content for good.

    Whoever has read the digest with other things passes it on and spares a question.
    """
    digest = digest or session.connection().execute(_DIGEST, {"id": procedure_version_id}).scalar()
    if digest is None:
        raise VersionUnknown(version=procedure_version_id)
    if digest not in _parsed:
        content = session.connection().execute(_CONTENT, {"id": procedure_version_id}).scalar_one()
        with _parsing:
            _parsed.setdefault(digest, ProcedureDefinition.model_validate(content))
    return _parsed[digest]


def newest_version(session: Session, procedure_id: int) -> Row[Any, Any, Any] | None:
    """Return the version in force of a procedure: its `id` and its `digest`."""
    return session.connection().execute(_NEWEST_OF, {"procedure_id": procedure_id}).one_or_none()


def newest_version_id(session: Session, procedure_id: int) -> int | None:
    """Return the id of the version in force of a procedure."""
    row = newest_version(session, procedure_id)
    return row.id if row else None


def newest_definitions(session: Session) -> dict[int, tuple[int, ProcedureDefinition]]:
    """Return, for each procedure id, the version in force and its definition."""
    rows = session.connection().execute(NEWEST_VERSIONS).all()
    return {row.procedure_id: (row.id, definition_of(session, row.id, digest=row.digest)) for row in rows}
