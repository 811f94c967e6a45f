"""Demonstration data: real offices, invented people; the same again at every start."""

import json
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.demo.people import Account, seed_people
from hellowork_portal.demo.seed_crowd import seed_crowd
from hellowork_portal.demo.seed_hosts import lend_hosts
from hellowork_portal.demo.seed_meetings import request_meetings
from hellowork_portal.forms.catalogue_files import load_catalogue
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import Office, OfficeClosure
from hellowork_portal.ports.passwords import Passwords
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.offices.rows import read_office_file
from hellowork_portal.services.offices.service import DATA, import_offices, prefecture_names
from hellowork_portal.services.procedures.service import load_procedures
from hellowork_portal.services.schedules.release import release_slots
from hellowork_portal.services.schedules.rules import closure_of

_CLOSURES_AHEAD_DAYS = 70
_office = table_of(Office)


@cache
def demonstration_data() -> dict[str, Any]:
    """Return who and what is invented."""
    return json.loads((DATA / "demonstration.json").read_text(encoding="utf-8"))


def seed(session: Session, *, known: list[Account], passwords: Passwords, now: datetime) -> list[Account]:
    """Make or complete the demonstration data; return the accounts with their passwords.

    Idempotent, and made for being called weeks later: then there are 28 days again, the days
    just ahead are crowded, and the claimant of kind a has a 認定日 today. `known` are the
    accounts of earlier starts, whose passwords stay.
    """
    seed_ground(session, now=now)
    release_slots(session, now=now)
    accounts = seed_people(session, demonstration_data()["people"], known, passwords, now)
    seated = seed_crowd(session, demonstration_data(), now)
    request_meetings(session, staff=demonstration_data()["staff"], now=now)
    record(session, SYSTEM, "demonstration.seeded", ("demonstration", None), now=now, seated=seated)
    return accounts


def seed_ground(session: Session, *, now: datetime) -> None:
    """Offices, procedures, hosts and closures: everything that slots are made of."""
    text = (DATA / "offices.csv").read_text(encoding="utf-8-sig")
    import_offices(session, read_office_file(text, prefecture_names()), now=now)
    load_procedures(session, load_catalogue(), now=now)
    lend_hosts(session)
    _close_days(session, day_in_japan(now))


def _close_days(session: Session, today: date) -> None:
    """Close some offices on fixed days of the month, well before the slots of those days exist."""
    closure = table_of(OfficeClosure)
    there = {
        (row[0], row[1])
        for row in session.connection().execute(select(closure.c.office_id, closure.c.on_day))
    }
    ids = {row[0]: row[1] for row in session.connection().execute(select(_office.c.code, _office.c.id))}
    rows = [
        {"office_id": ids[wish["office"]], "on_day": day, "reason": wish["reason"]}
        for wish in demonstration_data()["closures"]
        for day in (today + timedelta(days=ahead) for ahead in range(_CLOSURES_AHEAD_DAYS))
        if _is_nth(day, wish["weekday"], wish["nth"]) and closure_of(day) is None
    ]
    insert_new(
        session, OfficeClosure, [row for row in rows if (row["office_id"], row["on_day"]) not in there]
    )


def _is_nth(day: date, weekday: int, nth: int) -> bool:
    return day.weekday() == weekday and (day.day - 1) // 7 + 1 == nth
