"""Who looks at the screens of the gallery: each person is made once, in the very situation of a screen."""

import secrets
from collections.abc import Callable
from datetime import date, timedelta
from threading import Event
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Meeting, Offering, Office, Procedure, Reservation, Slot
from hellowork_portal.services.access import links, registration
from hellowork_portal.services.applicants.service import state_claimant_number
from hellowork_portal.services.reservations import holds
from hellowork_portal.services.reservations.confirmation import confirm_reservation
from hellowork_portal.services.waitlist.service import join_slot
from tests.e2e.cast_of_accounts import AccountRoles, Role
from tests.e2e.cast_of_applicants import ApplicantRoles
from tests.e2e.cast_of_guests import GuestRoles
from tests.e2e.cast_of_people import PeopleRoles
from tests.e2e.cast_of_reviews import ReviewRoles
from tests.e2e.desk import CERTIFICATION, COUNSELLING, Desk, _write

_SLOT, _OFFER, _OFFICE, _PROCEDURE = (table_of(model) for model in (Slot, Offering, Office, Procedure))
_MEETING, _RES, _APPLICANT = table_of(Meeting), table_of(Reservation), table_of(Applicant)
_PATIENCE_SECONDS = 30
BUSY_OFFICE, CERTIFYING_OFFICE, CLOSING_OFFICE = "HW13-006", "HW13-006", "HW13-004"
COUNSELLED = {
    "topics.job_search": "on",
    "wished_occupation": "事務、データ入力",
    "job_seeker_number": "14010-1234567",
    "remarks": "面談の前に、求人票を見てほしいです。",
    "telephone": "090-1234-5678",
    "purpose_consent": "on",
}


class Cast(AccountRoles, ApplicantRoles, GuestRoles, PeopleRoles, ReviewRoles):
    """Makes each role when it is first asked for; looking at a screen changes none of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made: dict[str, Role] = {}
        self._slots = 0
        self.role("anybody")

    def role(self, name: str) -> Role:
        """Return a person by the name of one of the methods below."""
        if name not in self._made:
            make: Callable[[], Role] = getattr(self, f"_{name}")
            made = make()
            known = self._made["anybody"].at if "anybody" in self._made else {}
            self._made[name] = Role(made.cookies, {**known, **made.at})
        return self._made[name]

    def _person(self) -> tuple[Principal, dict[str, str]]:
        _, applicant_id = self._desk.make_account()
        return Principal(PrincipalKind.APPLICANT, applicant_id), self._signed_in(applicant_id)

    def _signed_in(self, applicant_id: int) -> dict[str, str]:
        return {"session": self._desk.sign_in(applicant_id)}

    def _known(self, mail: str) -> Role:
        row = runtime.read_now(_applicant, mail=mail)
        return Role(self._signed_in(row.id))

    def _anybody(self) -> Role:
        """Nobody is signed in; the addresses name calendars in every state."""
        slot = self._desk.slot(self._desk.free_slot(office=BUSY_OFFICE))
        full = runtime.read_now(_full_slot, office=BUSY_OFFICE)
        closing = runtime.read_now(_offering, office=CLOSING_OFFICE, procedure=COUNSELLING)
        certifying = runtime.read_now(_offering, office=CERTIFYING_OFFICE, procedure=CERTIFICATION)
        sunday = slot.on_day + timedelta(days=6 - slot.on_day.weekday())
        return Role(
            at={
                "offering": slot.offering_id, "day": slot.on_day, "slot": slot.id, "sunday": sunday,
                "full_day": runtime.read_now(_full_day, offering_id=slot.offering_id),
                "lost_day": full.on_day, "lost_slot": full.id,
                "closing": closing, "certifying": certifying,
            }
        )  # fmt: skip

    def _newcomer(self) -> Role:
        """Signed in, with nothing yet."""
        return Role(self._person()[1])

    def _in_line(self) -> Role:
        """Somebody who waits for a full time."""
        person, cookies = self._person()
        full = runtime.read_now(_full_slot, office=BUSY_OFFICE)
        runtime.run_now(join_slot, principal=person, slot_id=full.id)
        return Role(cookies)

    def _kind_a(self) -> Role:
        return self._known("yamasaki.kenta@example.jp")

    def _kind_b(self) -> Role:
        return self._known("yoshida.yui@example.jp")

    def _not_online(self) -> Role:
        return self._known("nguyen.lan@example.jp")

    def _spoilt(self) -> Role:
        """Somebody whose sealed number cannot be opened: a fault that nobody expects."""
        person, cookies = self._person()
        values = {"claimant_number_sealed": "spoilt"}
        runtime.run_now(_write, table=_APPLICANT, row_id=person.id, values=values)
        return Role(cookies)

    # behind a mail's link

    def _registrant(self) -> Role:
        """Somebody who has opened the registration mail."""
        return Role({"link": runtime.run_now(_register_link)})

    def _checker(self) -> Role:
        """Somebody who has filled the registration form in."""
        signed = runtime.run_now(_register_link)
        typed = {
            "name": "髙橋 﨑𠮷", "reading": "タカハシ サキキチ", "born_on": "1990-04-01",
            "phone": "090-1234-5678", "claimant_number": "99010121234561",
        }  # fmt: skip
        runtime.run_now(registration.check_registration, signed=signed, typed=typed, password_hash="x")
        return Role({"link": signed})

    def _forgetful(self) -> Role:
        """Somebody who has opened the mail for a new password."""
        mail, applicant_id = self._desk.make_account()
        return Role({"link": runtime.run_now(_reset_link, mail=mail, applicant_id=applicant_id)})

    # with a seat that is held

    def _holder(
        self, *, agreed: bool = False, typed: dict[str, str] | None = None, procedure: str = COUNSELLING
    ) -> Role:
        """Somebody who has pressed 「予約する」, and gone on as far as told."""
        person, cookies = self._person()
        slot_id = self._desk.free_slot(procedure=procedure, nth=self._slots)
        self._slots += 1
        slot = self._desk.slot(slot_id)
        hold_id = runtime.run_now(holds.hold_seat, principal=person, slot_id=slot_id)
        if agreed:
            runtime.run_now(holds.agree_terms, principal=person, hold_id=hold_id)
        if typed:
            runtime.run_now(holds.keep_draft, principal=person, hold_id=hold_id, typed=typed)
        at = {"hold": hold_id, "slot": slot_id, "offering": slot.offering_id, "day": slot.on_day}
        return Role(cookies, at | {"person": person})

    def _reader(self) -> Role:
        return self._holder()

    def _numberless(self) -> Role:
        return self._holder(agreed=True, procedure=CERTIFICATION)

    def _writer(self) -> Role:
        return self._holder(agreed=True)

    def _claimant(self) -> Role:
        role = self._holder(agreed=True, procedure=CERTIFICATION)
        runtime.run_now(state_claimant_number, principal=role.at["person"], typed="13010121234561")
        return role

    def _decided(self) -> Role:
        return self._holder(agreed=True, typed=COUNSELLED)

    def _late(self) -> Role:
        """Somebody whose ten minutes are over."""
        role = self._decided()
        self._desk.run_out(role.at["hold"])
        return role

    def _loser(self) -> Role:
        """Somebody whose seat went to others after the ten minutes."""
        role = self._late()
        self._desk.fill(role.at["slot"])
        return role

    # with reservations

    def _confirm(self, role: Role) -> tuple[int, str]:
        number = runtime.run_now(confirm_reservation, principal=role.at["person"], hold_id=role.at["hold"])
        for _ in range(_PATIENCE_SECONDS * 5):
            if runtime.read_now(_meeting, reservation_id=role.at["hold"]).state == "ready":
                return role.at["hold"], number
            Event().wait(0.2)
        raise AssertionError("the meeting was not made")

    def _booked(self, meeting: str = "ready", **reservation: Any) -> Role:
        """Somebody with one reservation; `meeting` is how far its meeting has got."""
        role = self._decided()
        reservation_id, number = self._confirm(role)
        if meeting != "ready":
            row = runtime.read_now(_meeting, reservation_id=reservation_id)
            runtime.run_now(_write, table=_MEETING, row_id=row.id, values={"state": meeting})
        if reservation:
            runtime.run_now(_write, table=_RES, row_id=reservation_id, values=reservation)
        return Role(role.cookies, role.at | {"number": number})

    def _regular(self) -> Role:
        """Somebody with a coming reservation, and one that is over."""
        return self._booked()

    def _veteran(self) -> Role:
        """Somebody with two reservations of which one is over."""
        role = self._booked(state="completed")
        person = role.at["person"]
        slot_id = self._desk.free_slot(nth=self._slots)
        self._slots += 1
        hold_id = runtime.run_now(holds.hold_seat, principal=person, slot_id=slot_id)
        runtime.run_now(holds.agree_terms, principal=person, hold_id=hold_id)
        runtime.run_now(holds.keep_draft, principal=person, hold_id=hold_id, typed=COUNSELLED)
        return Role(
            role.cookies, role.at | {"number": self._confirm(Role({}, {**role.at, "hold": hold_id}))[1]}
        )

    def _changer(self) -> Role:
        """Somebody who has another time in mind."""
        role = self._booked()
        other = self._desk.slot(self._desk.free_slot(nth=self._slots + 5))
        return Role(role.cookies, role.at | {"other": other.id, "other_day": other.on_day})

    def _changed(self) -> Role:
        """Somebody who has chosen another time."""
        return self._booked(revision=1)

    def _canceller(self) -> Role:
        return self._booked(state="cancelled", cancelled_at=clock.now(), cancelled_by="applicant")

    def _waiting(self) -> Role:
        return self._booked("pending")

    def _unlucky(self) -> Role:
        return self._booked("failed")

    def _unconfirmed(self) -> Role:
        return self._booked(is_unconfirmed_claim=True)

    def _tomorrow(self) -> Role:
        """Somebody whose interview is too near to be changed."""
        role = self._booked()
        soon = clock.now().replace(second=0) + timedelta(hours=3, minutes=secrets.randbelow(59))
        values = {"starts_at": soon, "ends_at": soon + timedelta(minutes=30)}
        runtime.run_now(_write, table=_SLOT, row_id=role.at["slot"], values=values)
        runtime.run_now(_write, table=_RES, row_id=role.at["hold"], values=values)
        return role


def _applicant(session: Session, *, mail: str) -> Any:
    return session.connection().execute(select(_APPLICANT).where(_APPLICANT.c.mail_address == mail)).one()


def _meeting(session: Session, *, reservation_id: int) -> Any:
    query = select(_MEETING).where(_MEETING.c.reservation_id == reservation_id)
    return session.connection().execute(query).one()


def _offering(session: Session, *, office: str, procedure: str) -> int:
    query = (
        select(_OFFER.c.id)
        .join(_OFFICE, _OFFICE.c.id == _OFFER.c.office_id)
        .join(_PROCEDURE, _PROCEDURE.c.id == _OFFER.c.procedure_id)
        .where(_OFFICE.c.code == office, _PROCEDURE.c.code == procedure)
    )
    return session.connection().execute(query).scalar_one()


def _full_slot(session: Session, *, office: str, now: Any) -> Any:
    """Return a full slot of a day that has free ones too."""
    offering = _offering(session, office=office, procedure=COUNSELLING)
    rows = _coming(session, offering, now)
    free = {row.on_day for row in rows if row.taken < row.capacity}
    return next(row for row in rows if row.taken >= row.capacity > 0 and row.on_day in free)


def _full_day(session: Session, *, offering_id: int, now: Any) -> date:
    """Return a day on which every seat is taken."""
    rows = [row for row in _coming(session, offering_id, now) if row.capacity]
    free = {row.on_day for row in rows if row.taken < row.capacity}
    return next(row.on_day for row in rows if row.on_day not in free)


def _coming(session: Session, offering_id: int, now: Any) -> list[Any]:
    soon = now + timedelta(days=1)
    query = select(_SLOT).where(_SLOT.c.offering_id == offering_id, _SLOT.c.starts_at > soon)
    return list(session.connection().execute(query.order_by(_SLOT.c.starts_at)))


def _register_link(session: Session, *, now: Any) -> str:
    mail = f"gallery-{secrets.token_hex(4)}@example.jp"
    return registration._issue(session, mail, "ja", "", now)


def _reset_link(session: Session, *, mail: str, applicant_id: int, now: Any) -> str:
    life = timedelta(hours=1)
    return links.issue_link(session, links.RESET, mail, life=life, now=now, applicant_id=applicant_id)
