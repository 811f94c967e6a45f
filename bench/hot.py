"""P7: everybody wants the same slot; the row that all wait for must stay quick, also after a minute."""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from bench.booking import THREADS, Service, person, seconds_of
from bench.goals import Figure
from bench.ground import SLOT, Ground, lay_out
from hellowork_portal import runtime
from hellowork_portal.models import LIVE_STATES, Reservation, Slot
from hellowork_portal.services.reservations.holds import hold_seat, release_hold
from tests.factories import NOW, Desk

_PLENTY = 1_000_000
_AFTER = 5


class OneSlot(Service):
    """Books the slot of place 0, whoever comes."""

    def hold(self, place: int) -> int:
        """Hold a seat of the one slot."""
        return runtime.run_now(hold_seat, principal=person(place), slot_id=SLOT, now=NOW)


def measure(ground: Ground, rounds: int, each: int, seconds: float) -> list[Figure]:
    """Measure bookings of one slot against bookings of many, then again after hammering.

    Interviews are at the office, so that there is a seat for everybody and no host to wait for.
    After the hammering, too, many slots take turns with the one: a minute later a machine that is
    shared may be another, and what grew besides the slot's row slows both.
    """
    url = ground.database("postgresql")
    lay_out(url, THREADS + (2 * rounds + 2 + 2 * _AFTER) * each, capacity=_PLENTY, mode="in_person")
    begins = iter(range(THREADS, 10**9, each))

    def rate(way: Service) -> float:
        begin = next(begins)
        return each / seconds_of(url, way, range(begin, begin + each), THREADS)

    def pairs(count: int) -> list[tuple[float, float]]:
        return [(rate(Service()), rate(OneSlot())) for _ in range(count)]

    pairs(1)
    before = pairs(rounds)
    count = hammer(seconds)
    after = pairs(_AFTER)
    _check(url)
    share = median(one / many for many, one in before)
    note = f"{_told(before)}; after {count} holds given and taken back in {seconds:.0f} s: {_told(after)}"
    return [
        Figure("P7", "one slot / many", [one / many for many, one in before], [note]),
        Figure("P7b", "after hammering / before", [one / many / share for many, one in after], [note]),
    ]


def _told(pairs: list[tuple[float, float]]) -> str:
    many, one = (median(pair[way] for pair in pairs) for way in (0, 1))
    return f"one slot {one:.0f}/s, many {many:.0f}/s"


def hammer(seconds: float) -> int:
    """Let eight people take and give back seats of the one slot without a pause; return how many."""
    until = time.monotonic() + seconds

    def wear(place: int) -> int:
        count = 0
        while time.monotonic() < until:
            hold_id = OneSlot().hold(place)
            runtime.run_now(release_hold, principal=person(place), hold_id=hold_id, now=NOW)
            count += 1
        return count

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(wear, range(THREADS)))


def _check(url: str) -> None:
    """The seats of the one slot must be those of its live reservations."""
    desk = Desk(url)
    live = sum(row.state in LIVE_STATES for row in desk.rows(Reservation, slot_id=SLOT))
    if desk.row(Slot, id=SLOT).taken != live:
        raise RuntimeError(f"{desk.row(Slot, id=SLOT).taken} seats taken by {live} people")
