"""P8: one month among five million slots, against its own statements and against a small table."""

import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from bench.goals import Figure
from bench.ground import Ground, learn, put, put_procedure
from bench.replay import Statement, play, raw_connection, recorded
from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.models import Offering, Office, Prefecture, Procedure
from hellowork_portal.services.schedules.calendar import month_of
from tests.factories import NOW, TODAY

OFFICES, PROCEDURES, DAYS, TIMES = 100, 10, 313, 16
"""5,008,000 slots: a hundred offices with ten offerings each, over a year of working days."""
_SLOTS = """INSERT INTO slot (offering_id, on_day, starts_at, ends_at, capacity, taken, state)
    SELECT f, d, begin, begin + interval '30 minutes', 10, (f * 7 + n * 3 + t * 5) % 11, 'open'
    FROM (SELECT day::date AS d, row_number() OVER (ORDER BY day) AS n
          FROM generate_series(CAST(:first AS date), CAST(:first AS date) + 500, interval '1 day') day
          WHERE extract(isodow FROM day) < 6 ORDER BY day LIMIT :days) days,
         generate_series(1, :offerings) f, generate_series(0, :times - 1) t,
         LATERAL (SELECT (d + interval '9 hours' + t * interval '30 minutes')
                  AT TIME ZONE 'Asia/Tokyo' AS begin) b
    ORDER BY d, f, t"""
"""Day after day, as releasing slots writes them; about half of the seats are taken."""


def fill(ground: Ground, offices: int) -> str:
    """Fill a database with the slots of so many offices; return its address."""
    url = ground.database("postgresql")
    size = {"offerings": offices * PROCEDURES, "days": DAYS, "times": TIMES, "first": TODAY}
    with transaction(url) as session:
        _offerings(session, offices)
        session.connection().execute(text("SET LOCAL statement_timeout = 0"))
        session.connection().execute(text(_SLOTS), size)
    learn(url)
    return url


def _offerings(session: Session, offices: int) -> None:
    """Write offices that offer ten procedures each; the offerings' ids count from 1."""
    put_procedure(session)
    put(session, Prefecture, [{"code": "13", "name": "東京都", "kana": "とうきょうと", "latin": "Tokyo"}])
    office = {"name": "ハローワーク", "kana": "ばしょ", "kind": "main", "prefecture_code": "13"}
    put(session, Office, [office | {"id": one, "code": f"M{one}"} for one in range(1, offices + 1)])
    kinds = {"kind": "interview", "purpose": "counselling"}
    put(session, Procedure, [kinds | {"id": one, "code": f"P{one}"} for one in range(2, PROCEDURES + 1)])
    rows: list[dict[str, Any]] = [
        {"id": turn + 1, "office_id": turn // PROCEDURES + 1, "procedure_id": turn % PROCEDURES + 1}
        | {"mode": "online"}
        for turn in range(offices * PROCEDURES)
    ]
    put(session, Offering, rows)


def measure(ground: Ground, rounds: int, each: int) -> list[Figure]:
    """Measure months of a large and of a small table."""
    large, small = fill(ground, OFFICES), fill(ground, 1)
    offerings = [1 + turn * (OFFICES * PROCEDURES // each) for turn in range(each)]
    ratios, spreads, heads = against_replay(large, rounds, offerings)
    few = [1 + turn % PROCEDURES for turn in range(each)]
    growth = [median(times(large, offerings)) / median(times(small, few)) for _ in range(rounds)]
    slots = OFFICES * PROCEDURES * DAYS * TIMES
    return [
        Figure("P8", f"{slots / 1e6:.1f} million slots", ratios, heads),
        Figure("P8b", "p99 / p50", spreads),
        Figure("P8c", "5 million / 50 thousand", growth),
    ]


def against_replay(
    url: str, rounds: int, offerings: Sequence[int]
) -> tuple[list[float], list[float], list[str]]:
    """Return service time ÷ replay time of the months (medians), p99 ÷ p50, and the statements."""
    statements: list[list[Statement]] = []
    for offering in offerings:
        with recorded(url) as found:
            show(url, offering)
        statements.append(found)
    connection = raw_connection(url)
    ratios, spreads = [], []
    for turn in range(rounds + 1):
        ours = times(url, offerings)
        theirs = [_timed(lambda one=one: play(connection, one)) for one in statements]
        if turn:
            ratios.append(median(ours) / median(theirs))
            spreads.append(quantiles(ours, n=100)[98] / median(ours))
    connection.close()
    return ratios, spreads, [one.head for one in statements[0]]


def times(url: str, offerings: Sequence[int]) -> list[float]:
    """Return how long each month takes, in seconds."""
    return [_timed(lambda offering=offering: show(url, offering)) for offering in offerings]


def show(url: str, offering: int) -> object:
    """Read December of an offering as its calendar does."""
    with reading(url) as session:
        return _month(session, offering)


def _month(session: Session, offering: int) -> object:
    return month_of(session, offering_id=offering, year=2026, month=12, now=NOW)


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
