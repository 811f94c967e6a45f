"""What an office did to a reservation is told as the office's doing, with its reason."""

import pytest
from sqlmodel import Session, select

from hellowork_portal.adapters.database import transaction
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.models import Slot
from hellowork_portal.services.reservations.by_office import cancel_by_office, move_by_office
from tests.integration.mail.conftest import Post
from tests.integration.mail.household import Household, entry, settle
from tests.integration.mail.test_changes import CANCELLED, CHANGED, CONFIRMED, LATER, text

WHY = {"ja": "停電のため", "en": "Power failure"}
MANAGER = Principal(PrincipalKind.STAFF, 7)


@pytest.fixture
def house(database_url: str, post: Post) -> Household:
    house = settle(database_url, post)
    house.slot(LATER)
    house.work()
    house.later(seconds=3)
    return house


def act(house: Household, command: object, **named: object) -> None:
    """Let the office act on the reservation."""
    about = {"reservation_id": house.ground.reservation_id, "reason": WHY, "now": house.clock.now}
    with transaction(house.url) as session:
        if "slot_id" in named:
            named["slot_id"] = _slot(session)
        command(session, principal=MANAGER, **about, **named)  # type: ignore[operator]
    house.later(seconds=3)


def _slot(session: Session) -> int:
    found = session.exec(select(Slot.id).where(Slot.starts_at == LATER)).one()
    assert found is not None
    return found


def test_a_move_says_that_the_office_did_it_and_why(house: Household) -> None:
    act(house, move_by_office, slot_id=0)
    assert house.subjects() == [CONFIRMED, CHANGED]
    for said in ("ハローワークの都合により", "停電のため", "14:00〜14:30", "/j/room-1?pwd=x"):
        assert said in text(house)
    assert "お心当たりがないとき" not in text(house)
    assert (entry(house.mails()[-1])[1]["SEQUENCE"], house.rooms.made) == (1, 1)


def test_a_cancelling_says_why_and_leads_to_other_times(house: Household) -> None:
    act(house, cancel_by_office)
    assert house.subjects() == [CONFIRMED, CANCELLED]
    for said in ("ハローワークの都合により", "停電のため", f"/calendar?offering={house.ground.offering_id}"):
        assert said in text(house)
    assert "お心当たりがないとき" not in text(house)
    assert (entry(house.mails()[-1])[0], house.rooms.rooms) == ("CANCEL", {})
