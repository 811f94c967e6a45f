"""An office with both interviews, and people who book there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant, Offering, Office, Reservation, Slot
from hellowork_portal.services.reservations import confirmation, holds
from tests.factories import (
    NOW,
    Desk,
    at,
    make_applicant,
    make_host,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_template,
    principal_of,
)

ANSWERS = {"wish": "秘密の希望"}


@dataclass(frozen=True)
class Scene(Desk):
    """A database with an office, 職業相談 and 失業認定 there, and short ways to act in it."""

    office: Office
    counselling: Offering
    certification: Offering

    def person(self, mail: str = "hanako@example.jp", **changes: Any) -> Principal:
        """A new person, signed in."""
        return principal_of(self.do(make_applicant, mail, **changes), language="en")

    def slot(
        self, starts_at: datetime | None = None, offering: Offering | None = None, **changes: Any
    ) -> int:
        """A new slot with one seat, a week ahead at ten, and its id."""
        slot: Slot = self.do(make_slot, offering or self.counselling, starts_at or at(7), **changes)
        assert slot.id is not None
        return slot.id

    def hold(self, who: Principal, slot_id: int, now: datetime = NOW) -> int:
        """「予約する」."""
        return self.do(holds.hold_seat, principal=who, slot_id=slot_id, now=now)

    def fill_in(
        self, who: Principal, hold_id: int, typed: Mapping[str, Any] = ANSWERS, now: datetime = NOW
    ) -> None:
        """Agree to the terms and fill the form in."""
        self.do(holds.agree_terms, principal=who, hold_id=hold_id, now=now)
        self.do(holds.keep_draft, principal=who, hold_id=hold_id, typed=typed, now=now)

    def confirm(self, who: Principal, hold_id: int, now: datetime = NOW) -> str:
        """「申込み」."""
        return self.do(confirmation.confirm_reservation, principal=who, hold_id=hold_id, now=now)

    def reserve(self, who: Principal, slot_id: int, now: datetime = NOW) -> str:
        """The whole way to a number."""
        hold_id = self.hold(who, slot_id, now)
        self.fill_in(who, hold_id, now=now)
        return self.confirm(who, hold_id, now)

    def reservation(self, hold_id: int) -> Any:
        """The row of a hold or reservation."""
        return self.row(Reservation, id=hold_id)

    def taken(self, slot_id: int) -> int:
        """The seats taken in a slot."""
        return self.row(Slot, id=slot_id).taken


def _furnish(session: Session) -> tuple[Office, Offering, Offering]:
    office = make_office(session)
    counselling = make_offering(session, office, make_procedure(session))
    procedure = make_procedure(session, "certification", "certification", needs_claimant_number=True)
    certification = make_offering(session, office, procedure)
    for offering, name in ((counselling, "host-1"), (certification, "host-2")):
        make_template(session, offering)
        make_host(session, offering, name, lanes=2)
    return office, counselling, certification


@pytest.fixture
def scene(database_url: str) -> Scene:
    """An office where both interviews are held."""
    return Scene(database_url, *Desk(database_url).do(_furnish))


@pytest.fixture
def hanako(scene: Scene) -> Principal:
    """A person without a claimant record."""
    return scene.person()


@pytest.fixture
def taro(scene: Scene) -> Principal:
    """Another one."""
    return scene.person("taro@example.jp", name="髙橋 太郎")


def applicant_of(scene: Scene, who: Principal) -> Applicant:
    """The row of a person."""
    return scene.see(lambda session: session.get_one(Applicant, who.id))
