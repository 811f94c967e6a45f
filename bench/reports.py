"""P21: the country's report and an office's over half a million reservations, on both databases."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from bench.goals import Figure
from bench.ground import Ground, learn, put, put_procedure
from bench.replay import play, raw_connection, recorded
from hellowork_portal.adapters.database import engine_for, reading, transaction
from hellowork_portal.kit.clock import at_japan
from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import Applicant, DemandRefused, Offering, Office, Prefecture, Procedure, Slot
from hellowork_portal.services.reports.service import AskedReport, report_of
from tests.factories import NOW

OFFICES, PROCEDURES, DAYS, TIMES, SEATS, TAKEN = 100, 2, 250, 5, 3, 2
"""250,000 slots over a year of working days, two of three seats booked: half a million reservations."""
PEOPLE, WISHES = 2_000, 50_000
FIRST = date(2025, 12, 1)
YEAR = AskedReport(FIRST.isoformat(), (FIRST + timedelta(days=365)).isoformat())
MONTH = AskedReport("2026-06-01", "2026-06-30")
ADMINISTRATOR = Principal(PrincipalKind.STAFF, 1, grants=frozenset({Grant(Role.SYSTEM_ADMINISTRATOR)}))
CASES = {
    "the country, a year": (YEAR, ""),
    "the country, a month": (MONTH, ""),
    "an office, a year": (YEAR, "R7"),
}
_BOOK = """INSERT INTO reservation
    (id, number, slot_id, applicant_id, procedure_version_id, state, starts_at, ends_at, answers_sealed,
     language, is_unconfirmed_claim, extended_count, revision, held_at, confirmed_at)
    SELECT slot.id * 2 + seat.n, 'R' || (slot.id * 2 + seat.n), slot.id,
           (slot.id * 2 + seat.n) % {people} + 1, 1,
           CASE WHEN (slot.id * 13 + seat.n * 7) % 100 < 70 THEN 'completed'
                WHEN (slot.id * 13 + seat.n * 7) % 100 < 78 THEN 'no_show'
                WHEN (slot.id * 13 + seat.n * 7) % 100 < 88 THEN 'cancelled' ELSE 'confirmed' END,
           slot.starts_at, slot.ends_at, '', 'ja', false, 0, 0, {booked_at}, {booked_at}
    FROM slot CROSS JOIN (SELECT 0 AS n UNION ALL SELECT 1) seat ORDER BY {order}"""
_BOOKED_AT = {
    "postgresql": "slot.starts_at - ((slot.id * 7 + seat.n * 11) % 29) * interval '1 day'",
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', slot.starts_at,"
    " '-' || ((slot.id * 7 + seat.n * 11) % 29) || ' days')",
}
_ORDER = "(slot.id * 7919 + seat.n * 104729) % 500009"
"""As people book: neighbours in time lie far apart in the table."""


def fill(url: str) -> int:
    """Write a year of interviews; return how many reservations there are."""
    with transaction(url) as session:
        _places(session)
        put(session, Applicant, [_person(turn) for turn in range(PEOPLE)])
        days = [day for day in (FIRST + timedelta(days=turn) for turn in range(360)) if day.weekday() < 5][
            :DAYS
        ]
        for turn, day in enumerate(days):
            put(session, Slot, _slots(turn, day))
        put(session, DemandRefused, [_wish(turn, days) for turn in range(WISHES)])
    _book(url)
    learn(url)
    return OFFICES * PROCEDURES * DAYS * TIMES * TAKEN


def _book(url: str) -> None:
    dialect = engine_for(url).dialect.name
    statement = _BOOK.format(people=PEOPLE, booked_at=_BOOKED_AT[dialect], order=_ORDER)
    with transaction(url) as session:
        if dialect == "postgresql":
            session.connection().execute(text("SET LOCAL statement_timeout = 0"))
        session.connection().exec_driver_sql(
            statement.replace("%", "%%") if dialect == "postgresql" else statement
        )


def _places(session: Session) -> None:
    put_procedure(session)
    put(session, Prefecture, [{"code": "13", "name": "東京都", "kana": "とうきょうと", "latin": "Tokyo"}])
    office = {"name": "ハローワーク", "kana": "ばしょ", "kind": "main", "prefecture_code": "13"}
    put(session, Office, [office | {"id": one, "code": f"R{one}"} for one in range(1, OFFICES + 1)])
    put(session, Procedure, [{"id": 2, "code": "P2", "kind": "interview", "purpose": "certification"}])
    rows: list[dict[str, Any]] = [
        {"id": turn + 1, "office_id": turn // 2 + 1, "procedure_id": turn % 2 + 1, "mode": "online"}
        for turn in range(OFFICES * PROCEDURES)
    ]
    put(session, Offering, rows)


def _slots(turn: int, day: date) -> list[dict[str, Any]]:
    """Return a day's slots of all offerings."""
    rows, number = [], turn * OFFICES * PROCEDURES * TIMES
    for offering in range(OFFICES * PROCEDURES):
        for hour in range(TIMES):
            starts_at = at_japan(day, (9 + 2 * hour - hour // 3) * 60)
            number += 1
            rows.append(
                {"id": number, "offering_id": offering + 1, "on_day": day, "starts_at": starts_at}
                | {"ends_at": starts_at + timedelta(minutes=30), "capacity": SEATS, "state": "open"}
            )
    return rows


def _person(turn: int) -> dict[str, Any]:
    return {
        "id": turn + 1, "mail_address": f"p{turn}@example.jp", "password_hash": "-", "name": "職安 花子",
        "reading": "ショクアン ハナコ", "born_on": date(1990, 4, 1), "phone": "0312345678",
        "terms_version": "1", "terms_agreed_at": NOW, "created_at": NOW,
    }  # fmt: skip


def _wish(turn: int, days: list[date]) -> dict[str, Any]:
    day = days[turn * 7 % len(days)]
    offering = turn % (OFFICES * PROCEDURES)
    slot = (days.index(day) * OFFICES * PROCEDURES + offering) * TIMES + 1
    return {
        "person": f"p{turn // 3}", "offering_id": offering + 1, "wanted_on": day,
        "slot_id": slot * (turn % 2), "seen_on": day - timedelta(days=turn % 20),
    }  # fmt: skip


def measure(ground: Ground, dialect: str, rounds: int) -> list[Figure]:
    """Measure one database: how long a report takes, and how that compares to its statements alone."""
    url = ground.database(dialect)
    rows = fill(url)
    connection = raw_connection(url)
    figures = []
    for case, asked in CASES.items():
        draw(url, *asked)
        with recorded(url) as statements:
            draw(url, *asked)
        ours = [timed(lambda asked=asked: draw(url, *asked)) for _ in range(rounds)]
        raw = [timed(lambda statements=statements: play(connection, statements)) for _ in range(rounds)]
        notes = [
            f"its {len(statements)} statements alone: {1000 * median(raw):.0f} ms of {rows:,} reservations"
        ]
        name = f"{dialect}, {case}"
        figures.append(Figure("P21", name, [1000 * one for one in ours], notes))
        figures.append(Figure("P21b", name, [one / median(raw) for one in ours], notes))
    connection.close()
    return figures


def draw(url: str, asked: AskedReport, office: str) -> object:
    """Draw a report as its page does."""
    with reading(url) as session:
        return report_of(session, principal=ADMINISTRATOR, asked=asked, office_code=office, now=NOW)


def timed(work: Callable[[], Any]) -> float:
    """Return how long work takes, in seconds of the clock: the database's part counts."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
