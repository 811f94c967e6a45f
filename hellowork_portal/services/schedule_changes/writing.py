"""The rows of an office's schedule as tables keep them."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, update
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    DutyStretch,
    Offering,
    OfficeClosure,
    ScheduleChange,
    ScheduleException,
    ScheduleTemplate,
)
from hellowork_portal.services.schedule_changes import draft
from hellowork_portal.services.schedule_changes.plan import ChangePlan
from hellowork_portal.services.schedule_changes.rows import (
    DayRow,
    DutyRow,
    ExceptionRow,
    ReleaseRow,
    WeekRow,
    as_data,
)

_offering, _change = table_of(Offering), table_of(ScheduleChange)
_TABLES: dict[type[Any], Table] = {
    WeekRow: table_of(ScheduleTemplate),
    ExceptionRow: table_of(ScheduleException),
    DayRow: table_of(OfficeClosure),
    DutyRow: table_of(DutyStretch),
}


def write_schedule(session: Session, office_id: int, plan: ChangePlan) -> None:
    """Take the rows away that a change removes, and write those that it adds."""
    for row in plan.removed:
        if not isinstance(row, ReleaseRow):
            _delete(session, office_id, row)
    for row in plan.added:
        if isinstance(row, ReleaseRow):
            values = _stored(row, office_id)
            ours = _offering.c.id == values.pop("offering_id")
            session.connection().execute(update(_offering).where(ours).values(**values))
        else:
            session.connection().execute(insert(_TABLES[type(row)]).values(**_stored(row, office_id)))


def _stored(row: Any, office_id: int) -> dict[str, Any]:
    values = asdict(row)
    values.pop("row")
    if "reason" in values:
        values["reason"] = dict(values["reason"])
    if not isinstance(row, WeekRow | ReleaseRow):
        values["office_id"] = office_id
    return values


def _delete(session: Session, office_id: int, row: Any) -> None:
    """Delete by value; of reasons, which JSON cannot compare, the rest of the row tells enough."""
    table, values = _TABLES[type(row)], _stored(row, office_id)
    values.pop("reason", None)
    same = (table.c[name] == value for name, value in values.items())
    session.connection().execute(delete(table).where(*same))


def keep_change(session: Session, office_id: int, made_by: int, plan: ChangePlan, now: datetime) -> int:
    """Keep what was changed with all that undoing it needs; return its id."""
    undoes = plan.change.change_id if isinstance(plan.change, draft.Undo) else None
    row = {
        "office_id": office_id,
        "made_at": now,
        "made_by": made_by,
        "kind": plan.change.kind,
        "change": draft.as_data(plan.change),
        "removed": as_data(plan.removed),
        "added": as_data(plan.added),
        "undoes_id": undoes,
    }
    if undoes is not None:
        session.connection().execute(update(_change).where(_change.c.id == undoes).values(undone_at=now))
    return session.connection().execute(insert(_change).values(**row).returning(_change.c.id)).scalar_one()
