"""A day at an office: people who have booked for today, and counsellors of two offices."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry, Interview, Meeting, MeetingState, Reservation, Slot
from hellowork_portal.services.interviews.board import board_now, offerings_of
from hellowork_portal.services.reservations import confirmation, holds
from tests.factories import (
    TODAY,
    Desk,
    at,
    make_applicant,
    make_host,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_staff,
    principal_of,
    staff_principal,
)

MORNING = at(-1)
"""When people book: the day before."""
START, END = at(0, "14:00"), at(0, "14:30")


@dataclass(frozen=True)
class Day(Desk):
    """A database with the people of a day; `mine` and `colleague` work at the office, `other` elsewhere."""

    office_id: int
    office: str
    counselling: int
    certification: int
    mine: Principal
    colleague: Principal
    manager: Principal
    other: Principal

    def slot(self, wall: str = "14:00", *, offering: int = 0, **changes: Any) -> int:
        """A time of today with two seats."""
        given = {"capacity": 2} | changes
        return self.do(_slot, offering or self.counselling, at(0, wall), given)

    def book(self, slot_id: int, mail: str = "hanako@example.jp", **person: Any) -> tuple[Principal, int]:
        """Somebody new has booked the day before; their meeting is ready."""
        who = principal_of(self.do(make_applicant, mail, **person), language="ja")
        hold_id = self.do(holds.hold_seat, principal=who, slot_id=slot_id, now=MORNING)
        given = {"principal": who, "hold_id": hold_id, "now": MORNING}
        self.do(holds.agree_terms, **given)
        self.do(holds.keep_draft, typed={"wish": "a talk", "telephone": "09012345678"}, **given)
        self.do(confirmation.confirm_reservation, **given)
        ready = update(table_of(Meeting)).where(table_of(Meeting).c.reservation_id == hold_id)
        sealed = {"join_url_sealed": seal("https://example.jp/j/1"), "passcode_sealed": seal("987654")}
        values = sealed | {"state": MeetingState.READY, "provider_id": f"room-{hold_id}"}
        self.do(lambda session: session.connection().execute(ready.values(**values)))
        return who, hold_id

    def act(self, command: Any, reservation_id: int, by: Principal | None = None, **more: Any) -> Any:
        """Do something with what the board shows now, at two o'clock."""
        given = {"principal": by or self.mine, "now": START} | more
        if "seen" not in given:
            given["seen"] = self.seen(reservation_id)
        return self.do(command, reservation_id=reservation_id, **given)

    def seen(self, reservation_id: int) -> int:
        """The revision that a board shows."""
        rows = self.rows(Interview, reservation_id=reservation_id)
        return rows[0].revision if rows else 0

    def state(self, reservation_id: int) -> str:
        return self.row(Reservation, id=reservation_id).state

    def number(self, reservation_id: int) -> str:
        return self.row(Reservation, id=reservation_id).number

    def interview(self, reservation_id: int) -> Any:
        return self.row(Interview, reservation_id=reservation_id)

    def taken(self, slot_id: int) -> int:
        return self.row(Slot, id=slot_id).taken

    def board(self, now: datetime = START) -> dict[str, list[Any]]:
        offerings = self.see(offerings_of, self.office_id)
        return self.see(board_now, offerings=offerings, on_day=TODAY, now=now)

    def stage(self, reservation_id: int, now: datetime = START) -> str:
        return self.board(now)[str(reservation_id)][0]

    def recorded(self, action: str) -> list[Any]:
        return self.rows(AuditEntry, action=action)


def _slot(session: Session, offering_id: int, starts_at: datetime, changes: dict[str, Any]) -> int:
    from hellowork_portal.models import Offering

    return make_slot(session, session.get_one(Offering, offering_id), starts_at, **changes).id or 0


def _furnish(session: Session) -> tuple[Any, ...]:
    office, other = make_office(session), make_office(session, "HW27-001", name="大阪東")
    counselling = make_offering(session, office, make_procedure(session))
    by_law = make_procedure(session, "certification", "certification")
    certification = make_offering(session, office, by_law)
    make_host(session, counselling, lanes=2)
    make_host(session, certification, "host-2", lanes=2)

    def member(mail: str, role: Role, office_id: int | None, name: str) -> Principal:
        return staff_principal(make_staff(session, mail, role, office_id, name=name), Grant(role, office_id))

    return (
        office.id, office.code, counselling.id, certification.id,
        member("mine@example.jp", Role.COUNSELLOR, office.id, "相談 太郎"),
        member("colleague@example.jp", Role.COUNSELLOR, office.id, "同僚 花子"),
        member("manager@example.jp", Role.OFFICE_MANAGER, office.id, "所長 次郎"),
        member("other@example.jp", Role.COUNSELLOR, other.id, "大阪 三郎"),
    )  # fmt: skip


@pytest.fixture
def day(database_url: str) -> Day:
    """Today at an office."""
    return Day(database_url, *Desk(database_url).do(_furnish))


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
