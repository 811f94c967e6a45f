"""Changes that are being prepared, as rows: one's own at one's office, and nobody else's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import ScheduleDraft
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.draft import Change, as_data, from_data
from hellowork_portal.services.schedule_drafts import errors

_draft = table_of(ScheduleDraft)
_KEPT = timedelta(days=7)
"""How long a change that was not applied is kept."""
ONE_OFF = "one"
"""The subject of changes that are shown as soon as they are typed."""


@dataclass(frozen=True)
class Draft:
    """A change in preparation, with what was decided on so far."""

    id: int
    change: Change
    decisions: dict[int, Decision]
    reason: dict[str, str]


def write_draft(
    session: Session,
    principal: Principal,
    office_id: int,
    change: Change,
    *,
    subject: str = ONE_OFF,
    now: datetime,
) -> int:
    """Keep a change and return its id; one of a named subject takes the place of the last."""
    made_by = principal.check_at(office_id, Role.OFFICE_MANAGER)
    mine = (_draft.c.office_id == office_id) & (_draft.c.made_by == made_by)
    session.connection().execute(delete(_draft).where(mine, _draft.c.made_at < now - _KEPT))
    row = {"change": as_data(change), "made_at": now}
    same = update(_draft).where(mine, _draft.c.subject == subject).values(**row).returning(_draft.c.id)
    known = session.connection().execute(same).scalars().first() if subject != ONE_OFF else None
    if known is not None:
        return known
    row |= {"office_id": office_id, "made_by": made_by, "subject": subject, "decisions": {}, "reason": {}}
    return session.connection().execute(insert(_draft).values(**row).returning(_draft.c.id)).scalar_one()


def draft_of(session: Session, principal: Principal, office_id: int, draft_id: int) -> Draft:
    """Return one's own change in preparation; raises DraftGone for others' and unknown ones alike."""
    made_by = principal.check_at(office_id, Role.OFFICE_MANAGER)
    mine = (_draft.c.office_id == office_id) & (_draft.c.made_by == made_by)
    row = session.connection().execute(select(_draft).where(mine, _draft.c.id == draft_id)).one_or_none()
    if row is None:
        raise errors.DraftGone
    return _draft_in(row)


def draft_about(session: Session, principal: Principal, office_id: int, subject: str) -> Draft | None:
    """Return one's own change of a subject, or nothing."""
    made_by = principal.check_at(office_id, Role.OFFICE_MANAGER, Role.COUNSELLOR)
    mine = (_draft.c.office_id == office_id) & (_draft.c.made_by == made_by)
    newest = select(_draft).where(mine, _draft.c.subject == subject).order_by(_draft.c.id.desc()).limit(1)
    row = session.connection().execute(newest).one_or_none()
    return _draft_in(row) if row else None


def _draft_in(row: Any) -> Draft:
    decisions = {int(number): _decision(said) for number, said in row.decisions.items()}
    return Draft(row.id, from_data(row.change), decisions, dict(row.reason))


def _decision(said: dict[str, Any]) -> Decision:
    to = said.get("to")
    return Decision(What(said["what"]), datetime.fromisoformat(to) if to else None)


def add_decisions(session: Session, draft_id: int, decisions: dict[int, Decision]) -> None:
    """Write decisions beside those that are there; two at once lose neither."""
    its = _draft.c.id == draft_id
    kept = session.connection().execute(select(_draft.c.decisions).where(its).with_for_update()).scalar_one()
    new = {
        str(number): {"what": one.what.value, "to": one.to.isoformat() if one.to else None}
        for number, one in decisions.items()
    }
    session.connection().execute(update(_draft).where(its).values(decisions={**kept, **new}))


def write_reason(session: Session, draft_id: int, reason: dict[str, str]) -> None:
    """Keep what those who are moved or cancelled will read."""
    session.connection().execute(update(_draft).where(_draft.c.id == draft_id).values(reason=reason))


def drop_drafts(
    session: Session, principal: Principal, office_id: int, *, draft_id: int = 0, subject: str = ""
) -> None:
    """Throw one's own change away, by its id or its subject."""
    made_by = principal.check_at(office_id, Role.OFFICE_MANAGER)
    mine = (_draft.c.office_id == office_id) & (_draft.c.made_by == made_by)
    which = _draft.c.subject == subject if subject else _draft.c.id == draft_id
    session.connection().execute(delete(_draft).where(mine, which))
