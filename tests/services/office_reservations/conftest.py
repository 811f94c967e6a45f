"""An office of the schedule's tests, with a counsellor, and the staff of another office."""

from typing import Any

from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.services.reservations import confirmation, holds
from tests.factories import NOW, make_applicant, principal_of
from tests.services.schedule_changes.conftest import Bureau, bureau, staff

__all__ = ["bureau"]
OFFICE, OTHER = "13010", "13020"


def counsellor(bureau: Bureau) -> Principal:
    """Somebody who looks after people at the office."""
    return staff(bureau.office_id, Role.COUNSELLOR)


def book(bureau: Bureau, slot_id: int, mail: str = "hanako@example.jp", **facts: Any) -> str:
    """Somebody new books a seat; return the reservation's number."""
    who = principal_of(bureau.do(make_applicant, mail, **facts))
    hold_id = bureau.do(holds.hold_seat, principal=who, slot_id=slot_id, now=NOW)
    given = {"principal": who, "hold_id": hold_id, "now": NOW}
    bureau.do(holds.agree_terms, **given)
    bureau.do(holds.keep_draft, typed={"wish": "a talk"}, **given)
    return bureau.do(confirmation.confirm_reservation, **given)
