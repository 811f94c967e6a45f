"""P1: five hundred people on ten seats; what counts is what the database holds afterwards."""

from bench.goals import Figure
from bench.ground import Ground
from hellowork_portal.adapters.database import engine_for
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.models import AuditEntry, Reservation, Slot
from hellowork_portal.services.reservations import holds
from tests.concurrency.herd import Town, at_once, codes, hold_all, in_processes, make_town, outcome, signed_in
from tests.factories import NOW

PEOPLE, SEATS = 500, 10
EXPECTED = {"done", "slot_full"}


WAYS = (("postgresql", "threads"), ("postgresql", "processes"), ("sqlite", "threads"))


def measure(ground: Ground, way: tuple[str, str], repeats: int, people: int = PEOPLE) -> list[Figure]:
    """Run the stampede on a database, in threads or in two processes; later ones with a change of mind."""
    dialect, spread = way
    url = ground.database(dialect)
    town = make_town(url)
    crowd, slots = town.people(people), town.slots(repeats, capacity=SEATS)
    wrong = [_wrong(town, crowd, slot, spread) for slot in slots]
    mixed = [_mixed(town, crowd[:60], slot) for slot in slots[1:]]
    engine_for(url).dispose()
    return [Figure("P1", f"{dialect}, {spread}, {people} people", [*wrong, *mixed])]


def _wrong(town: Town, people: list[int], slot: int, spread: str) -> float:
    """Let everybody hold the slot; return how far the rows are from ten seats, ten people, no fault."""
    run = in_processes if spread == "processes" else hold_all
    answers = codes(run(people, [slot] * len(people)))
    faults = sum(count for code, count in answers.items() if code not in EXPECTED)
    return _off(town, slot) + faults


def _off(town: Town, slot: int) -> int:
    live = [row.applicant_id for row in town.rows(Reservation, slot_id=slot) if row.state == "held"]
    taken = town.row(Slot, id=slot).taken
    entries = [row.subject_id for row in town.rows(AuditEntry, action="reservation.held")]
    held = {row.id for row in town.rows(Reservation, slot_id=slot)}
    unwritten = len(held) - len(held & set(entries))
    return abs(taken - SEATS) + abs(len(set(live)) - SEATS) + len(live) - len(set(live)) + unwritten


def _mixed(town: Town, people: list[int], slot: int) -> float:
    """Let people let go and take again while others come; at the end all who still want one try once more."""

    def restless(who: int) -> str | int:
        held = outcome(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)
        if isinstance(held, int) and who % 3 == 0:
            try:
                town.do(holds.release_hold, principal=signed_in(who), hold_id=held, now=NOW)
            except PortalError as error:
                return error.code
            return outcome(holds.hold_seat, principal=signed_in(who), slot_id=slot, now=NOW)
        return held

    answers = codes(at_once([lambda who=who: restless(who) for who in people]))
    hold_all(people, [slot] * len(people))
    return _off(town, slot) + sum(count for code, count in answers.items() if code not in EXPECTED)
