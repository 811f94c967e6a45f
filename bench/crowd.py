"""P9 with company: four people who book on SQLite at the same time, and how long the last one waits."""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles

from bench.booking import Service, holds_of
from bench.goals import Figure
from bench.ground import Ground, fill_in, lay_out
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.faults import Fault

BOOKERS = 4


def measure(ground: Ground, rounds: int, each: int) -> list[Figure]:
    """Measure the slowest hundredth of holds and confirmations, and how many met a locked database."""
    url = ground.database("sqlite")
    lay_out(url, rounds * each)
    slowest, typical, failed = [], [], 0
    for begin in range(0, rounds * each, each):
        took, faults = book(url, range(begin, begin + each))
        failed += faults
        slowest.append(quantiles(took, n=100)[98])
        typical.append(median(took))
    notes = [f"p50 {median(typical):.1f} ms"]
    return [
        Figure("P9b", f"{BOOKERS} at a time, p99", slowest, notes),
        Figure("P9c", f"{BOOKERS} at a time, faults", [failed]),
    ]


def book(url: str, places: range) -> tuple[list[float], int]:
    """Let people book; return how many milliseconds each call took, and how many failed."""
    service, faults = Service(), []

    def timed(work: object, *args: int) -> float:
        began = time.perf_counter()
        try:
            work(*args)  # type: ignore[operator]
        except (Fault, PortalError) as error:
            faults.append(error)
        return 1000 * (time.perf_counter() - began)

    with ThreadPoolExecutor(BOOKERS) as pool:
        took = list(pool.map(lambda place: timed(service.hold, place), places))
        fill_in(url)
        holds = holds_of(url, places)
        took += list(pool.map(lambda place: timed(service.confirm, place, holds[place]), places))
    return took, len(faults)
