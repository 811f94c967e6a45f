"""An office with two offerings whose slots are released, its staff, and people who book."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import Mode, Reservation, Slot
from hellowork_portal.services.reservations import confirmation, holds
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.draft import Change, CloseDays, Hours, SetWeek
from hellowork_portal.services.schedule_changes.plan import ChangePlan
from hellowork_portal.services.schedule_changes.service import apply_change, preview_change
from hellowork_portal.services.schedules.release import release_slots
from tests.factories import (
    NOW,
    Desk,
    make_applicant,
    make_host,
    make_offering,
    make_office,
    make_procedure,
    make_template,
    principal_of,
)

WHY = (("ja", "設備点検のため"), ("en", "Maintenance"))
REASON = dict(WHY)
THURSDAY = date(2026, 12, 10)
FROM = date(2026, 12, 7)
A_DAY = 11
"""Half-hours of a day: five before noon, six after."""


def staff(office_id: int, role: Role = Role.OFFICE_MANAGER, number: int = 7) -> Principal:
    """A member of staff with one role at one office."""
    return Principal(PrincipalKind.STAFF, number, grants=frozenset({Grant(role, office_id)}))


def hours(*, weekdays: Any = range(5), **changes: Any) -> tuple[Hours, ...]:
    """The same hours on some weekdays: 9–12, half-hours with five minutes of rest, two seats."""
    said: dict[str, Any] = {"from_minute": 540, "to_minute": 720, "slot_minutes": 30, "buffer_minutes": 5}
    return tuple(Hours(weekday, **said | {"seats": 2} | changes) for weekday in weekdays)


@dataclass(frozen=True)
class Bureau(Desk):
    """A database with an office: counselling online with two lanes, and a telephone offering."""

    office_id: int
    offering_id: int
    phone_id: int
    other_office_id: int
    other_offering_id: int

    @property
    def manager(self) -> Principal:
        return staff(self.office_id)

    def preview(self, change: Change, now: datetime = NOW, who: Principal | None = None) -> ChangePlan:
        named = {"principal": who or self.manager, "office_id": self.office_id, "change": change, "now": now}
        return self.see(preview_change, **named)

    def apply(
        self,
        change: Change,
        plan: ChangePlan | None = None,
        decisions: Mapping[int, Decision] | None = None,
        now: datetime = NOW,
        **named: Any,
    ) -> ChangePlan:
        """Carry a change out, previewed a moment ago if no plan is given."""
        seen = plan or self.preview(change, now)
        named = {"principal": self.manager, "office_id": self.office_id, "reason": REASON} | named
        return self.do(
            apply_change,
            change=change,
            fingerprint=seen.fingerprint,
            decisions=decisions or {},
            now=now,
            **named,
        )

    def close(self, day: date = THURSDAY) -> CloseDays:
        return CloseDays(day, day, WHY)

    def week(self, offering_id: int | None = None, **changes: Any) -> SetWeek:
        return SetWeek(offering_id or self.offering_id, hours(**changes), FROM)

    def release(self, now: datetime = NOW) -> int:
        return self.do(release_slots, now=now)

    def slots(self, day: date = THURSDAY, **where: Any) -> list[Any]:
        return self.rows(Slot, on_day=day, **{"offering_id": self.offering_id} | where)

    def hold(self, slot_id: int, mail: str = "hanako@example.jp") -> tuple[Principal, int]:
        """Somebody new holds a seat and fills the form in."""
        who = principal_of(self.do(make_applicant, mail), language="en")
        hold_id = self.do(holds.hold_seat, principal=who, slot_id=slot_id, now=NOW)
        given = {"principal": who, "hold_id": hold_id, "now": NOW}
        self.do(holds.agree_terms, **given)
        self.do(holds.keep_draft, typed={"wish": "a talk"}, **given)
        return who, hold_id

    def book(self, slot_id: int, mail: str = "hanako@example.jp") -> int:
        """Somebody new books a seat; return the reservation's id."""
        self.confirm(*(held := self.hold(slot_id, mail)))
        return held[1]

    def confirm(self, who: Principal, hold_id: int) -> str:
        return self.do(confirmation.confirm_reservation, principal=who, hold_id=hold_id, now=NOW)

    def reservation(self, reservation_id: int) -> Any:
        return self.row(Reservation, id=reservation_id)


def _furnish(session: Session) -> tuple[int, ...]:
    office, other = make_office(session), make_office(session, "13020", name="渋谷")
    talk, phone = make_procedure(session), make_procedure(session, "phone", "other")
    offering = make_offering(session, office, talk)
    by_phone = make_offering(session, office, phone, mode=Mode.TELEPHONE)
    elsewhere = make_offering(session, other, talk, mode=Mode.TELEPHONE)
    for one in (offering, by_phone, elsewhere):
        for weekday in range(5):
            for begin, end in ((540, 720), (780, 990)):
                said = {"weekday": weekday, "from_minute": begin, "to_minute": end}
                make_template(session, one, seats=2, **said)
    make_host(session, offering, lanes=2)
    return tuple(one.id or 0 for one in (office, offering, by_phone, other, elsewhere))


@pytest.fixture
def bureau(database_url: str) -> Bureau:
    """Two offerings, Mondays to Fridays 9–12 and 13–16:30, two seats each half-hour, four weeks released."""
    made = Bureau(database_url, *Desk(database_url).do(_furnish))
    made.release()
    return made


def keep_all(plan: ChangePlan) -> dict[int, Decision]:
    return {one.reservation_id: Decision(What.KEEP) for one in plan.stranded}


def cancel_all(plan: ChangePlan) -> dict[int, Decision]:
    return {one.reservation_id: Decision(What.CANCEL) for one in plan.stranded}


def move_all(plan: ChangePlan) -> dict[int, Decision]:
    return {one.reservation_id: Decision(What.MOVE, one.nearest[0]) for one in plan.stranded}
