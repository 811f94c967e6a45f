"""A reservation with its place, as one select: every letter, lookup and page begins here.

Whoever selects decides who may read: add the condition on the person.
"""

from typing import Any

from sqlalchemy import Row, select

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_span, staff_written
from hellowork_portal.models import Offering, Office, Prefecture, Reservation, Slot
from hellowork_portal.services.offices.names import OFFICE_NAME, office_name_of
from hellowork_portal.services.reservations.views import PlaceView

RESERVATION = table_of(Reservation)
_slot, _offering = table_of(Slot), table_of(Offering)
_office, _prefecture = table_of(Office), table_of(Prefecture)

PLACED = (
    select(
        RESERVATION,
        _slot.c.offering_id,
        _offering.c.mode,
        *OFFICE_NAME,
        _office.c.address.label("office_address"),
        _office.c.phone.label("office_phone"),
        _office.c.code.label("office_code"),
    )
    .join(_slot, _slot.c.id == RESERVATION.c.slot_id)
    .join(_offering, _offering.c.id == _slot.c.offering_id)
    .join(_office, _office.c.id == _offering.c.office_id)
    .join(_prefecture, _prefecture.c.code == _office.c.prefecture_code)
)
"""A reservation's columns, its offering and mode, and the office (`services/offices/names`)."""


def place_of(row: Row[Any], definition: ProcedureDefinition) -> PlaceView:
    """Return what a row of `PLACED` reserves, where and when, in words."""
    return PlaceView(
        procedure=staff_written(definition.name),
        office=office_name_of(row),
        when=of_span(row.starts_at, row.ends_at),
        mode=row.mode,
        phone=row.office_phone,
        address=row.office_address,
        office_code=row.office_code,
    )
