"""What stands above the calendar: the procedure and the office. No Reflex here."""

from dataclasses import dataclass, field

from hellowork_portal.kit import routes
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words, staff_written
from hellowork_portal.services.procedures.offerings import OfferingView


@dataclass(frozen=True)
class Head(Unchanging):
    """An offering in words; `phone_kind` is office, portal or none, `minutes` 0 where unknown."""

    offering_id: int = 0
    procedure: Words = field(default_factory=dict)
    summary: Words = field(default_factory=dict)
    office: Words = field(default_factory=dict)
    address: str = ""
    phone: str = ""
    phone_kind: str = "none"
    mode: str = ""
    purpose: str = ""
    minutes: int = 0
    needs_number: bool = False
    others_href: str = ""
    office_code: str = ""
    office_href: str = ""


def head_of(offering: OfferingView) -> Head:
    """Return the head of an offering's calendar; other offices are those of its prefecture."""
    return Head(
        offering_id=offering.offering_id,
        procedure=staff_written(offering.name),
        summary=staff_written(offering.summary),
        office=offering.office.words,
        address=offering.office.address,
        phone=offering.office.phone,
        phone_kind=offering.office.phone_kind.value,
        mode=offering.mode.value,
        purpose=offering.purpose,
        minutes=offering.slot_minutes,
        needs_number=offering.needs_claimant_number,
        others_href=routes.with_query(
            routes.PROCEDURES, purpose=offering.purpose, prefecture=offering.office.prefecture_code
        ),
        office_code=offering.office.code,
        office_href=routes.office(offering.office.code),
    )
