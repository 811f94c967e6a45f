"""Offerings that nobody can book, though their office has them: stopped, or without a seat to come."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, exists, or_, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import staff_written
from hellowork_portal.models import Offering, Procedure, Slot, SlotState
from hellowork_portal.services.procedures.definitions import newest_definitions
from hellowork_portal.services.staff_home.views import NotBookable

_offering, _procedure, _slot = table_of(Offering), table_of(Procedure), table_of(Slot)


def not_bookable(session: Session, office_ids: Sequence[int], now: datetime) -> dict[int, list[NotBookable]]:
    """Return, by office, its offerings of published procedures that nobody can book, in their order.

    One that is booked up is none of them: it has seats, and they are taken. The caller has
    checked the right.
    """
    coming = exists().where(
        and_(
            _slot.c.offering_id == _offering.c.id,
            _slot.c.starts_at > now,
            _slot.c.state == SlotState.OPEN,
            _slot.c.capacity > 0,
        )
    )
    query = (
        select(_offering.c.office_id, _offering.c.procedure_id, _offering.c.is_open)
        .join(_procedure, _procedure.c.id == _offering.c.procedure_id)
        .where(_offering.c.office_id.in_(office_ids), _procedure.c.is_published)
        .where(or_(~_offering.c.is_open, ~coming))
        .order_by(_procedure.c.id)
    )
    rows = session.connection().execute(query).all()
    definitions = newest_definitions(session) if rows else {}
    found: dict[int, list[NotBookable]] = defaultdict(list)
    for row in rows:
        if row.procedure_id in definitions:
            name = staff_written(definitions[row.procedure_id][1].name)
            found[row.office_id].append(NotBookable(name, not row.is_open))
    return dict(found)
