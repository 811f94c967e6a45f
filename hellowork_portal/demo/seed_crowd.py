"""A crowd for the days just ahead: every taken seat is somebody's reservation.

One invented person has one reservation, so every limit per person holds by itself. Host time
is taken as in a real confirmation. There are no mails, and no meetings but where the demonstration's
staff work (seed_meetings): nobody can sign in as the crowd, and thousands of meetings at the
provider would show nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlmodel import Session

from hellowork_portal.demo.people import applicant_row
from hellowork_portal.demo.seed_hosts import take_hosts
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import (
    Applicant,
    Offering,
    Office,
    Procedure,
    ProcedureVersion,
    Reservation,
    ReservationState,
    Slot,
    SlotState,
)
from hellowork_portal.services.reservations.drafts import closed
from hellowork_portal.services.reservations.rules import CERTIFICATION, new_number

_DAYS_AHEAD = 6
_FULL_DAYS, _NEARLY_FULL_DAYS = 0.03, 0.07
_FULL_TIMES, _HALF_TIMES = 0.03, 0.05
_slot, _offering, _office = table_of(Slot), table_of(Offering), table_of(Office)
_procedure, _version = table_of(Procedure), table_of(ProcedureVersion)
_applicant, _reservation = table_of(Applicant), table_of(Reservation)
_MAIL = "crowd-{day}-{number}@example.jp"


@dataclass(frozen=True)
class _Seat:
    """One seat to be taken: the `nth` of its slot."""

    slot: Row[Any]
    nth: int

    @property
    def is_certification(self) -> bool:
        """Whether its person needs a 支給番号."""
        return self.slot.purpose == CERTIFICATION


def seed_crowd(session: Session, data: dict[str, Any], now: datetime) -> int:
    """Take seats on each of the days just ahead that has no crowd yet; return how many."""
    today = day_in_japan(now)
    days = [today + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD)]
    return sum(_crowd_of(session, data, day, now) for day in days if not _has_crowd(session, day))


def _has_crowd(session: Session, day: date) -> bool:
    first = _MAIL.format(day=day.isoformat(), number=1)
    known = select(_applicant.c.id).where(_applicant.c.mail_address == first)
    return session.connection().execute(known).first() is not None


def _crowd_of(session: Session, data: dict[str, Any], day: date, now: datetime) -> int:
    random = Random(f"crowd {day.isoformat()}")  # noqa: S311 (the same data every time)
    seats = list(_chosen(random, _free_slots(session, data, day), data, day))
    numbers = [_claimant_number(random, seat) for seat in seats]
    people = _people(session, random, data["crowd"], day, numbers, now)
    answers = _answers(data["crowd"]["answers"], seats, numbers)
    reservations = _reservations(session, answers, seats, people, now)
    take_hosts(session, [(seat.slot, seat.nth) for seat in seats], reservations)
    _count(session, seats)
    return len(seats)


def _free_slots(session: Session, data: dict[str, Any], day: date) -> list[Row[Any]]:
    newest = (
        select(func.max(_version.c.id)).where(_version.c.procedure_id == _procedure.c.id).scalar_subquery()
    )
    statement = (
        select(
            _slot,
            _office.c.code.label("office"),
            _procedure.c.code.label("procedure"),
            _procedure.c.purpose,
            _offering.c.mode,
            newest.label("version_id"),
        )
        .join(_offering, _offering.c.id == _slot.c.offering_id)
        .join(_office, _office.c.id == _offering.c.office_id)
        .join(_procedure, _procedure.c.id == _offering.c.procedure_id)
        .where(
            _slot.c.on_day == day, _slot.c.state == SlotState.OPEN, _slot.c.taken == 0, _slot.c.capacity > 0
        )
        .where(_procedure.c.code.in_(list(data["crowd"]["answers"])))
        .order_by(_office.c.code, _procedure.c.code, _slot.c.starts_at)
    )
    return list(session.connection().execute(statement))


def _chosen(random: Random, slots: Iterable[Row[Any]], data: dict[str, Any], day: date) -> Iterator[_Seat]:
    """Choose seats offering by offering: some whole days, some times of the others.

    The calm offerings, at which the demonstration's people book, are never full.
    """
    days: dict[int, list[Row[Any]]] = {}
    for slot in slots:
        days.setdefault(slot.offering_id, []).append(slot)
    for times in days.values():
        offered = {"office": times[0].office, "procedure": times[0].procedure}
        chance = _rush(random, day) if offered in data["busy"] else random.random()
        yield from _seats_of_day(random, times, 1.0 if offered in data["calm"] else chance)


def _rush(random: Random, day: date) -> float:
    """Return the chance value of a busy office: full, nearly full and ordinary days by turns."""
    return (0.0, _FULL_DAYS, random.random())[day.toordinal() % 3]


def _seats_of_day(random: Random, times: list[Row[Any]], chance: float) -> Iterator[_Seat]:
    seats = [_Seat(slot, nth) for slot in times for nth in range(slot.capacity)]
    if chance < _FULL_DAYS:
        yield from seats
    elif chance < _NEARLY_FULL_DAYS:
        left = random.randrange(len(times))
        yield from (seat for seat in seats if seat.slot.id != times[left].id)
    else:
        for slot in times:
            yield from (_Seat(slot, nth) for nth in range(_taken(random, slot.capacity)))


def _taken(random: Random, capacity: int) -> int:
    chance = random.random()
    if chance < _FULL_TIMES:
        return capacity
    return capacity // 2 if chance < _FULL_TIMES + _HALF_TIMES else 0


def _claimant_number(random: Random, seat: _Seat) -> str:
    return f"{seat.slot.office[2:4]}{random.randrange(10**12):012}" if seat.is_certification else ""


def _answers(answers: dict[str, Any], seats: list[_Seat], numbers: list[str]) -> list[str]:
    """Return each seat's answers, sealed as a confirmation seals them."""
    alike = {code: closed(given) for code, given in answers.items()}
    return [
        closed(answers[seat.slot.procedure] | {"claimant_number": number})
        if number
        else alike[seat.slot.procedure]
        for seat, number in zip(seats, numbers, strict=True)
    ]


def _people(
    session: Session, random: Random, crowd: dict[str, Any], day: date, numbers: list[str], now: datetime
) -> list[int]:
    """Make a person for each seat, with or without a 支給番号; return their ids in the same order."""
    rows = []
    for number, claimant_number in enumerate(numbers, start=1):
        family, given = random.choice(crowd["family_names"]), random.choice(crowd["given_names"])
        person = {
            "mail": _MAIL.format(day=day.isoformat(), number=number),
            "name": f"{family[0]} {given[0]}",
            "reading": f"{family[1]} {given[1]}",
            "born_on": date(random.randrange(1962, 2006), random.randrange(1, 13), 1).isoformat(),
            "phone": "03-0000-0000",
        }
        rows.append(applicant_row(person, claimant_number, now))
    insert_new(session, Applicant, rows)
    made = select(_applicant.c.mail_address, _applicant.c.id).where(
        _applicant.c.mail_address.like(_MAIL.format(day=day.isoformat(), number="%"))
    )
    ids = {row[0]: row[1] for row in session.connection().execute(made)}
    return [ids[row["mail_address"]] for row in rows]


def _reservations(
    session: Session, answers: list[str], seats: list[_Seat], people: list[int], now: datetime
) -> list[int]:
    """Confirm each person's seat; return the reservations' ids in the same order."""
    rows = [
        {
            "number": new_number(),
            "slot_id": seat.slot.id,
            "applicant_id": applicant_id,
            "procedure_version_id": seat.slot.version_id,
            "state": ReservationState.CONFIRMED,
            "starts_at": seat.slot.starts_at,
            "ends_at": seat.slot.ends_at,
            "answers_sealed": sealed,
            "language": "ja",
            "certification_on": seat.slot.on_day if seat.is_certification else None,
            "is_unconfirmed_claim": seat.is_certification,
            "extended_count": 0,
            "revision": 0,
            "held_at": now,
            "expires_at": None,
            "terms_agreed_at": now,
            "confirmed_at": now,
        }
        for seat, sealed, applicant_id in zip(seats, answers, people, strict=True)
    ]
    insert_new(session, Reservation, rows)
    if not people:
        return []
    made = select(_reservation.c.applicant_id, _reservation.c.id).where(
        _reservation.c.applicant_id.between(min(people), max(people))
    )
    ids = {row[0]: row[1] for row in session.connection().execute(made)}
    return [ids[applicant_id] for applicant_id in people]


def _count(session: Session, seats: list[_Seat]) -> None:
    taken: dict[int, int] = {}
    for seat in seats:
        taken[seat.slot.id] = taken.get(seat.slot.id, 0) + 1
    if taken:
        statement = (
            update(_slot)
            .where(_slot.c.id == bindparam("slot"))
            .values(taken=_slot.c.taken + bindparam("seats"))
        )
        session.connection().execute(statement, [{"slot": id_, "seats": n} for id_, n in taken.items()])
