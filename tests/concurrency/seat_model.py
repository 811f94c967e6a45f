"""What a page of plain rules says of seats: simple, because nobody else is there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.factories import at

TEN = timedelta(minutes=10)
SLOTS = (
    ("10:00", 1, 0), ("10:00", 2, 1), ("10:15", 1, 0), ("11:00", 1, 1), ("12:00", 2, 0), ("13:00", 1, 1)
)  # fmt: skip
"""Start (half an hour long), seats and office: the first three overlap; within an office one may move."""
GONE = ("expired", "cancelled")


@dataclass
class Seat:
    """What a hold or reservation should be."""

    who: int
    slot: int
    state: str
    ends: datetime
    extended: int = 0
    number: str = ""
    revision: int = 0
    is_offer: bool = False


@dataclass
class Model:
    """All holds there ever were, by id, and what the office says of each slot."""

    seats: dict[int, Seat] = field(default_factory=dict)
    capacity: list[int] = field(default_factory=lambda: [seats for _, seats, _ in SLOTS])
    kept: list[int] = field(default_factory=lambda: [0] * len(SLOTS))
    closed: set[int] = field(default_factory=set)

    def online(self, slot: int) -> int:
        """Return the seats that citizens can have: nobody of these people telephones."""
        return self.capacity[slot] - self.kept[slot]

    def live(self, slot: int) -> int:
        """Return how many hold or have a seat."""
        return sum(seat.slot == slot and seat.state not in GONE for seat in self.seats.values())

    def after_freeing(self, who: int, slot: int, kept: int | None, now: datetime) -> set[int]:
        """Return the holds that taking a seat first frees."""
        return {
            hold
            for hold, seat in self.seats.items()
            if seat.state == "held"
            and (
                ((seat.slot == slot or seat.who == who) and seat.ends <= now)
                or (seat.who == who and seat.slot != kept)
            )
        }

    def refusal(self, who: int, slot: int, apart_from: set[int]) -> str:
        """Return why a person may not have a slot, empty where they may."""
        if slot in self.closed:
            return "slot_not_offered"
        others = [
            seat
            for hold, seat in self.seats.items()
            if seat.who == who and seat.state not in GONE and hold not in apart_from
        ]
        if any(overlap(seat.slot, slot) for seat in others):
            return "overlaps"
        return "too_many_reservations" if len(others) >= 2 else ""

    def before_changing(self, who: int, slot: int, now: datetime) -> set[int]:
        """Return the holds that a change to a slot first frees: run out, or one's own of that very slot."""
        return {
            hold
            for hold, seat in self.seats.items()
            if seat.state == "held"
            and (
                (seat.slot == slot and (seat.ends <= now or seat.who == who))
                or (seat.who == who and seat.ends <= now)
            )
        }

    def offer_lost(self, who: int, slot: int, now: datetime) -> int:
        """Return the live offer that taking another slot would end, 0 where there is none."""
        lost = [
            hold
            for hold, seat in self.seats.items()
            if (seat.who, seat.state, seat.is_offer) == (who, "held", True) and seat.ends > now
        ]
        return next((hold for hold in lost if self.seats[hold].slot != slot), 0)

    def free(self, hold_ids: set[int]) -> None:
        """Let holds go."""
        for hold in hold_ids:
            self.seats[hold].state = "expired"

    def is_full(self, slot: int, freed: set[int]) -> bool:
        """Whether no seat is left once these holds are gone."""
        return self.live(slot) - sum(self.seats[hold].slot == slot for hold in freed) >= self.online(slot)

    def run_out(self, now: datetime) -> set[int]:
        """Return the holds whose time is over."""
        return {hold for hold, seat in self.seats.items() if seat.state == "held" and seat.ends <= now}


def overlap(one: int, other: int) -> bool:
    """Whether two slots share a moment."""
    starts = [at(7, SLOTS[slot][0]) for slot in (one, other)]
    return abs(starts[0] - starts[1]) < timedelta(minutes=30)
