"""What a test arranges behind the pages: accounts, free slots, holds; by the portal's own services."""

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, SQLModel

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Offering, Office, OneTimeLink, Procedure, Reservation, Slot
from hellowork_portal.services.access import sessions
from hellowork_portal.services.reservations.holds import hold_seat
from tests.e2e.ways import PASSWORD

_SLOT, _OFFER, _OFFICE = table_of(Slot), table_of(Offering), table_of(Office)
_PROCEDURE, _RES, _LINK = table_of(Procedure), table_of(Reservation), table_of(OneTimeLink)
COUNSELLING, CERTIFICATION = "interview_counselling", "interview_certification"
QUIET_OFFICE = "HW14-001"
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"


class Desk:
    """The portal's database, opened beside the running portal."""

    def __init__(self) -> None:
        self._password_hash = runtime.port("passwords").hash(PASSWORD)

    def make_account(self, mail: str = "", *, language: str = "ja") -> tuple[str, int]:
        """Make somebody who can sign in with `PASSWORD`; return address and id."""
        mail = mail or f"person-{secrets.token_hex(5)}@example.jp"
        now = clock.now()
        facts: dict[str, Any] = {
            "password_hash": self._password_hash,
            "name": "職安 花子",
            "reading": "ショクアン ハナコ",
            "born_on": date(1990, 4, 1),
            "phone": "0312345678",
            "terms_version": "2026-11-23",
            "terms_agreed_at": now,
            "created_at": now,
            "language": language,
        }
        return mail, runtime.run_now(_kept_id, row=Applicant(mail_address=mail, **facts))

    def sign_in(self, applicant_id: int) -> str:
        """Open a session; return what its cookie holds."""
        return runtime.run_now(sessions.start_session, applicant_id=applicant_id, browser=BROWSER)

    def free_slot(
        self, *, procedure: str = COUNSELLING, office: str = QUIET_OFFICE, nth: int = 0, days_ahead: int = 2
    ) -> int:
        """Return a free slot of an office, `days_ahead` or later; `nth` gives another one each time."""
        return runtime.read_now(
            _free_slot, procedure=procedure, office=office, nth=nth, days_ahead=days_ahead
        )

    def hold(self, applicant_id: int, slot_id: int) -> int:
        """Hold a seat as 「予約する」 does; return the hold's id."""
        person = Principal(PrincipalKind.APPLICANT, applicant_id)
        return runtime.run_now(hold_seat, principal=person, slot_id=slot_id)

    def run_out(self, hold_id: int) -> None:
        """Let a hold's time be over."""
        self.run_on(hold_id, -1)

    def run_on(self, hold_id: int, seconds: int) -> None:
        """Let a hold have so many seconds left."""
        ends = datetime.now(UTC) + timedelta(seconds=seconds)
        runtime.run_now(_write, table=_RES, row_id=hold_id, values={"expires_at": ends})

    def fill(self, slot_id: int) -> None:
        """Let others take every seat that is left in a slot."""
        while self.seats_left(slot_id):
            self.hold(self.make_account()[1], slot_id)

    def seats_left(self, slot_id: int) -> int:
        """Return how many seats of a slot are free."""
        row = runtime.read_now(_row, table=_SLOT, row_id=slot_id)
        return row.capacity - row.taken

    def slot(self, slot_id: int) -> Any:
        """Return a slot's row."""
        return runtime.read_now(_row, table=_SLOT, row_id=slot_id)

    def row(self, model: type[SQLModel], row_id: int) -> Any:
        """Return a row of any table."""
        return runtime.read_now(_row, table=table_of(model), row_id=row_id)

    def row_of(self, model: type[SQLModel], **where: Any) -> Any:
        """Return the newest row of any table with these values."""
        return runtime.read_now(_row_of, table=table_of(model), where=where)

    def reservations_of(self, applicant_id: int, *states: str) -> list[Any]:
        """Return a person's reservations in some states."""
        return runtime.read_now(_reservations, applicant_id=applicant_id, states=states)

    def age_links(self, mail: str) -> None:
        """Let the mail links of an address have run out."""
        runtime.run_now(_age_links, mail=mail)


def _kept_id(session: Session, *, row: Any) -> int:
    session.add(row)
    session.flush()
    return row.id


def _free_slot(
    session: Session, *, procedure: str, office: str, nth: int, days_ahead: int, now: datetime
) -> int:
    """Free of everybody; two or more days ahead no cut-off is near."""
    query = (
        select(_SLOT.c.id)
        .join(_OFFER, _OFFER.c.id == _SLOT.c.offering_id)
        .join(_OFFICE, _OFFICE.c.id == _OFFER.c.office_id)
        .join(_PROCEDURE, _PROCEDURE.c.id == _OFFER.c.procedure_id)
        .where(_OFFICE.c.code == office, _PROCEDURE.c.code == procedure)
        .where(_SLOT.c.taken == 0, _SLOT.c.capacity > 0, _SLOT.c.starts_at > now + timedelta(days=days_ahead))
        .order_by(_SLOT.c.starts_at)
        .offset(nth)
    )
    return session.connection().execute(query).scalars().first() or 0


def _row(session: Session, *, table: Any, row_id: int) -> Any:
    return session.connection().execute(select(table).where(table.c.id == row_id)).one()


def _row_of(session: Session, *, table: Any, where: dict[str, Any]) -> Any:
    query = select(table).filter_by(**where).order_by(table.c.id.desc())
    return session.connection().execute(query.limit(1)).one()


def _write(session: Session, *, table: Any, row_id: int, values: dict[str, Any]) -> None:
    session.connection().execute(update(table).where(table.c.id == row_id).values(**values))


def _reservations(session: Session, *, applicant_id: int, states: tuple[str, ...]) -> list[Any]:
    query = select(_RES).where(_RES.c.applicant_id == applicant_id, _RES.c.state.in_(states))
    return list(session.connection().execute(query))


def _age_links(session: Session, *, mail: str, now: datetime) -> None:
    past = now - timedelta(seconds=1)
    session.connection().execute(update(_LINK).where(_LINK.c.mail_address == mail).values(expires_at=past))
