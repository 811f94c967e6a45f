"""P8 and P14: reading a month, and searching, on data as the demonstration has it."""

import time
from collections.abc import Callable, Sequence
from statistics import median

from sqlmodel import Session

from bench.goals import Figure
from bench.ground import demonstrate
from bench.replay import Statement, play, raw_connection, recorded
from hellowork_portal.adapters.database import reading
from hellowork_portal.models import Offering
from hellowork_portal.services.procedures.search import search
from hellowork_portal.services.schedules.calendar import month_of
from tests.factories import NOW, Desk

QUERIES = ("", "新宿", "職業相談", "しんじゅく 失業認定", "東京都", "osaka", "ハローワーク札幌")


def measure(url: str, rounds: int, each: int) -> list[Figure]:
    """Measure month and search on one database."""
    demonstrate(url)
    dialect = url.split(":", 1)[0].split("+")[0]
    offerings = [row.id for row in Desk(url).rows(Offering)]
    step = max(1, len(offerings) // each)
    return [_month(url, dialect, rounds, offerings[::step][:each]), _search(url, dialect, rounds)]


def _month(url: str, dialect: str, rounds: int, offerings: Sequence[int]) -> Figure:
    def show(session: Session, offering: int) -> object:
        return month_of(session, offering_id=offering, year=2026, month=12, now=NOW)

    recorded_: list[list[Statement]] = []
    for offering in offerings:
        with recorded(url) as statements:
            _read(url, show, offering)
        recorded_.append(statements)
    connection = raw_connection(url)
    samples = []
    for _ in range(rounds):
        ours = median(_timed(lambda one=one: _read(url, show, one)) for one in offerings)
        theirs = median(_timed(lambda one=one: play(connection, one)) for one in recorded_)
        samples.append(ours / theirs)
    connection.close()
    return Figure("P8", dialect, samples, [one.head for one in recorded_[0]])


def _search(url: str, dialect: str, rounds: int) -> Figure:
    def find(session: Session, query: str) -> object:
        return search(session, query=query, now=NOW)

    first = [1000 * _timed(lambda query=query: _read(url, find, query)) for query in QUERIES]
    samples = [
        median(1000 * _timed(lambda query=query: _read(url, find, query)) for query in QUERIES)
        for _ in range(rounds)
    ]
    return Figure("P14", dialect, samples, [f"index built and a first word: {max(first):.0f} ms"])


def _read(url: str, query: Callable[..., object], *args: object) -> object:
    with reading(url) as session:
        return query(session, *args)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
