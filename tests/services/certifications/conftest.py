"""An office that certifies: staff, a claimant with an account, and another office."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.models import (
    CertificationDay,
    Offering,
    Office,
    Procedure,
    Reservation,
    ReservationState,
)
from tests.factories import (
    NOW,
    TODAY,
    Desk,
    make_applicant,
    make_claimant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_staff,
    principal_of,
    staff_principal,
)
from tests.factories.papers import make_benefit, version_of
from tests.factories.places import kept

OFFICE, OTHER = "13010", "HW27-001"
TUESDAY_1 = {"day_type": 1, "weekday": 1}
"""The type of TODAY, Tuesday 1 December 2026."""


@dataclass(frozen=True)
class Bureau(Desk):
    """The database of these tests with who works at which office."""

    office_id: int
    other_id: int
    manager: Principal
    colleague: Principal
    counsellor: Principal
    of_other: Principal
    offering_id: int
    counselling_id: int

    def claimant(self, mail: str = "hanako@example.jp", *days: date, **benefit: Any) -> tuple[int, Principal]:
        """Return a claimant of the office, linked to an account, with a benefit where one is named."""
        return self.do(_claimant, self.office_id, mail, days, benefit)

    def book(self, applicant_id: int, at: Any, **changes: Any) -> int:
        """Return a confirmed 失業認定 interview of a person, at a time of its own."""
        offering = changes.pop("offering_id", self.offering_id)
        return self.do(_booked, applicant_id, offering, at, changes)

    def days(self, claimant_id: int) -> dict[date, bool]:
        """Return a claimant's 認定日, True for approved ones."""
        rows = self.rows(CertificationDay, claimant_id=claimant_id)
        return {row.on_day: row.is_approved_change for row in sorted(rows, key=lambda row: row.on_day)}


def _claimant(
    session: Session, office_id: int, mail: str, days: tuple[date, ...], benefit: dict[str, Any]
) -> tuple[int, Principal]:
    person = make_applicant(session, mail)
    claimant = make_claimant(session, session.get_one(Office, office_id), person, days=days, name="職安 花子")
    if benefit:
        make_benefit(session, claimant, **benefit)
    return claimant.id or 0, principal_of(person)


def _booked(session: Session, applicant_id: int, offering_id: int, at: Any, changes: dict[str, Any]) -> int:
    offering = session.get_one(Offering, offering_id)
    slot = make_slot(session, offering, at, taken=1)
    version = version_of(session, session.get_one(Procedure, offering.procedure_id))
    facts = {
        "number": f"NUMBER{slot.id:04}",
        "slot_id": slot.id,
        "applicant_id": applicant_id,
        "procedure_version_id": version.id,
        "state": ReservationState.CONFIRMED,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "certification_on": slot.on_day,
        "held_at": NOW,
        "confirmed_at": NOW,
    }
    return kept(session, Reservation, **facts | changes).id or 0


def _house(session: Session) -> tuple[Any, ...]:
    office, other = make_office(session), make_office(session, OTHER, name="大阪東")
    a, b = office.id or 0, other.id or 0

    def member(mail: str, role: Role, office_id: int) -> Principal:
        return staff_principal(make_staff(session, mail, role, office_id), Grant(role, office_id))

    certification = make_procedure(session, "interview_certification", "certification")
    counselling = make_procedure(session)
    return (
        a,
        b,
        member("manager@example.jp", Role.OFFICE_MANAGER, a),
        member("colleague@example.jp", Role.OFFICE_MANAGER, a),
        member("counsellor@example.jp", Role.COUNSELLOR, a),
        member("other@example.jp", Role.OFFICE_MANAGER, b),
        make_offering(session, office, certification).id or 0,
        make_offering(session, office, counselling).id or 0,
    )


@pytest.fixture
def bureau(database_url: str) -> Bureau:
    return Bureau(database_url, *Desk(database_url).do(_house))


def weeks(count: int) -> date:
    """Return the day so many weeks after TODAY."""
    return TODAY + timedelta(weeks=count)


@pytest.fixture
def person(bureau: Bureau) -> Principal:
    """A claimant whose next day is in two weeks."""
    return bureau.claimant("hanako@example.jp", weeks(-2), weeks(2), weeks(6))[1]
