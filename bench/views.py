"""P8 in small, and P14: reading a month, and searching, on data as the demonstration has it."""

import time
from collections.abc import Callable
from statistics import median

from bench.booking import WARM
from bench.goals import Figure
from bench.ground import demonstrate
from bench.millions import against_replay
from hellowork_portal.adapters.database import reading
from hellowork_portal.models import Offering
from hellowork_portal.services.procedures import search as searching
from tests.factories import NOW, Desk

QUERIES = ("", "新宿", "職業相談", "しんじゅく 失業認定", "東京都", "osaka", "ハローワーク札幌")


def measure(url: str, rounds: int, each: int) -> list[Figure]:
    """Measure month and search on one database."""
    demonstrate(url)
    offerings = [row.id for row in Desk(url).rows(Offering)]
    step = max(1, len(offerings) // each)
    ratios, _, heads = against_replay(url, rounds, offerings[::step][:each])
    return [Figure("P8", "demonstration data", ratios, heads), *search(url, rounds)]


def search(url: str, rounds: int) -> list[Figure]:
    """Measure searches, words that nobody has typed before among them.

    The connection has met the statements before: until then PostgreSQL plans each anew.
    """
    built = 1000 * timed(lambda: find(url, ""))
    for _ in range(WARM):
        for query in QUERIES:
            find(url, query)
    known, new = [], []
    for _ in range(rounds + 1):
        searching._worths.cache_clear()
        new.append(median(1000 * timed(lambda query=query: find(url, query)) for query in QUERIES[1:]))
        known.append(median(1000 * timed(lambda query=query: find(url, query)) for query in QUERIES))
    notes = [f"the index was built within {built:.0f} ms; words typed before take {median(known):.2f} ms"]
    return [Figure("P14", "new words, PostgreSQL", new[1:], notes)]


def find(url: str, query: str) -> object:
    """Search as the page does."""
    with reading(url) as session:
        return searching.search(session, query=query, now=NOW)


def timed(work: Callable[[], object]) -> float:
    """Return how long work takes, in seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
