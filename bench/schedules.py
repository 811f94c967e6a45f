"""P18, P19: showing and carrying out a change of a large office's schedule."""

import time
from datetime import timedelta
from statistics import median
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from bench.goals import Figure
from bench.ground import Ground, learn, put
from bench.millions import _offerings
from bench.replay import recorded
from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Mode, Offering, Reservation, ScheduleTemplate, Slot
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.draft import Change, CloseDays, CopyWeek, Hours, SetWeek
from hellowork_portal.services.schedule_changes.plan import ChangePlan
from hellowork_portal.services.schedule_changes.service import apply_change, preview_change
from hellowork_portal.services.schedules.release import release_slots
from tests.factories import NOW, TODAY

OFFICE, OFFERINGS, BOOKED = 1, 10, 2_000
MANAGER = Principal(PrincipalKind.STAFF, 1, grants=frozenset({Grant(Role.OFFICE_MANAGER, OFFICE)}))
FROM = TODAY + timedelta(days=1)
ALL = CloseDays(FROM, TODAY + timedelta(days=28), (("ja", "点検"),))
"""Closing every released day: each slot goes, and everybody is stranded."""


def measure(ground: Ground, dialect: str, rounds: int) -> list[Figure]:
    """Measure one database: 10,000 slots and 2,000 people; then a year's week for all offerings."""
    url = ground.database(dialect)
    slots = fill(url)
    preview(url, ALL)
    with recorded(url) as statements:
        plan = preview(url, ALL)
    shown = [1000 * _timed(lambda: preview(url, ALL)) for _ in range(rounds)]
    notes = [f"{len(plan.stranded)} stranded, {plan.slots_removed} of {slots} slots removed"]
    written = [1000 * _timed(lambda turn=turn: year(url, 20 + 5 * (turn % 2))) for turn in range(rounds)]
    about = [f"median {median(written):.0f} ms with its preview"]
    return [
        Figure("P18", f"{dialect}, {slots} slots, {BOOKED} people", shown, notes),
        Figure("P18b", dialect, [float(len(statements))], [one.head for one in statements]),
        Figure("P19", f"{dialect}, {OFFERINGS} offerings", written, about),
    ]


def fill(url: str) -> int:
    """Make an office with ten offerings of fifty times a day, a fifth of them booked; return the slots."""
    with transaction(url) as session:
        _offerings(session, 1)
        offering, slot = table_of(Offering), table_of(Slot)
        session.connection().execute(update(offering).values(mode=Mode.TELEPHONE))
        put(session, ScheduleTemplate, [_stretch(one, day) for one in range(1, 11) for day in range(5)])
        release_slots(session, now=NOW)
        ahead = slot.c.starts_at > NOW + timedelta(days=1)
        rows = session.connection().execute(select(slot).where(ahead).order_by(slot.c.id)).all()
        booked = rows[:: max(1, len(rows) // BOOKED)][:BOOKED]
        put(session, Applicant, [_person(turn) for turn in range(len(booked))])
        put(session, Reservation, [_reservation(turn, row) for turn, row in enumerate(booked)])
        taken = update(slot).where(slot.c.id.in_(select(table_of(Reservation).c.slot_id)))
        session.connection().execute(taken.values(taken=1))
        slots = len(session.connection().execute(select(slot.c.id)).all())
    learn(url)
    return slots


def _stretch(offering: int, weekday: int) -> dict[str, Any]:
    hours = {"from_minute": 540, "to_minute": 1040, "slot_minutes": 10, "buffer_minutes": 0}
    return {"offering_id": offering, "weekday": weekday, "seats": 2, "valid_from": TODAY} | hours


def _person(turn: int) -> dict[str, Any]:
    return {
        "id": turn + 1, "mail_address": f"p{turn}@example.jp", "password_hash": "-", "name": "職安 花子",
        "reading": "ショクアン ハナコ", "born_on": TODAY.replace(year=1990), "phone": "0312345678",
        "terms_version": "1", "terms_agreed_at": NOW, "created_at": NOW,
    }  # fmt: skip


def _reservation(turn: int, slot: Any) -> dict[str, Any]:
    return {
        "slot_id": slot.id, "applicant_id": turn + 1, "procedure_version_id": 1, "state": "confirmed",
        "number": f"B{turn}", "starts_at": slot.starts_at, "ends_at": slot.ends_at, "held_at": NOW,
        "confirmed_at": NOW,
    }  # fmt: skip


def preview(url: str, change: Change) -> ChangePlan:
    """Ask what a change would do, as the manager's page does."""
    with reading(url) as session:
        return _preview(session, change)


def _preview(session: Session, change: Change) -> ChangePlan:
    return preview_change(session, principal=MANAGER, office_id=OFFICE, change=change, now=NOW)


def year(url: str, minutes: int) -> None:
    """Give an offering another week for a year from a month ahead, and copy it to all the others."""
    first = TODAY + timedelta(days=2)
    week = tuple(Hours(day, 540, 1040, minutes, 5, 2) for day in range(5))
    last = first + timedelta(days=365)
    others = tuple(range(2, OFFERINGS + 1))
    for change in (SetWeek(1, week, first, last), CopyWeek(1, first, others, first, last)):
        plan = preview(url, change)
        with transaction(url) as session:
            _keep(session, change, plan)


def _keep(session: Session, change: Change, plan: ChangePlan) -> None:
    """Carry out, everybody kept where they are."""
    named = {"principal": MANAGER, "office_id": OFFICE, "change": change, "fingerprint": plan.fingerprint}
    kept = {one.reservation_id: Decision(What.KEEP) for one in plan.stranded}
    apply_change(session, **named, decisions=kept, reason={}, now=NOW)


def _timed(work: Any) -> float:
    """Return the processor time of this process: other work on the machine weighs less in it."""
    began = time.process_time()
    work()
    return time.process_time() - began
