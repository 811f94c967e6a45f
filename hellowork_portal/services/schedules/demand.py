"""Demand that could not be met: somebody opened a full day or time (product.md decision 15)."""

from datetime import date, datetime

from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import insert_new
from hellowork_portal.models import DemandRefused


def record_refused(
    session: Session, *, person: str, offering_id: int, wanted_on: date, slot_id: int = 0, now: datetime
) -> None:
    """Count a refusal once per person and day; `slot_id` 0 means the whole day was full.

    `person` is a keyed fingerprint of account or browser, never an identity.
    """
    row = {
        "person": person,
        "offering_id": offering_id,
        "wanted_on": wanted_on,
        "slot_id": slot_id,
        "seen_on": day_in_japan(now),
    }
    insert_new(session, DemandRefused, [row])
