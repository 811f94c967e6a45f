"""What people do at the waitlist, for the seat machine; beside it what plain rules say of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from hellowork_portal.models import Reservation, Slot, WaitlistEntry
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.waitlist import offering, service
from hellowork_portal.services.waitlist.rules import MOST_WISHES, offer_ends
from tests.concurrency.seat_model import SLOTS, Seat
from tests.factories import at

_CLOSES = timedelta(minutes=120)
_ACTIVE = ("waiting", "offered")
_slots, _people, _choices = st.integers(0, len(SLOTS) - 1), st.integers(0, 1), st.integers(0, 1000)

_narrow = st.sampled_from([turn for turn, slot in enumerate(SLOTS) if slot[1] == 1])


@dataclass
class Wish:
    """A wish for one slot; `hold` is what it was offered last, until `ends`."""

    who: int
    slot: int
    since: datetime
    state: str = "waiting"
    offers: int = 0
    hold: int = 0
    ends: datetime | None = None
    offered: set[int] = field(default_factory=set)


class Waits:
    """Mixin of the seat machine: join, leave, refuse, the worker's turns and the ends of offers."""

    offers_seen: list[int] = []
    """Of all worlds: that seats were offered at all, and whether each was taken is in the rules."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.wishes: dict[int, Wish] = {}

    @initialize(who=_people, slot=_narrow, other=_slots, is_typing=st.booleans())
    def a_line_at_the_door(self: Any, who: int, slot: int, other: int, is_typing: bool) -> None:
        """Begin with somebody in the line, so that the rest has something to do with it."""
        self.line_up(who, slot, other, is_typing)

    @rule(who=_people, slot=_narrow, other=_slots, is_typing=st.booleans())
    def line_up(self: Any, who: int, slot: int, other: int, is_typing: bool) -> None:
        """Fill a slot, let the other person wait for it, perhaps while holding another, and free it again."""
        self.hold(who, slot)
        mine = [(hold, seat) for hold, seat in self.seats.items() if (seat.who, seat.slot) == (who, slot)]
        for hold, seat in mine[-1:]:
            self.press(hold, seat)
        self.join(1 - who, slot)
        if is_typing:
            self.hold(1 - who, other)
        for seat in [seat for _, seat in mine[-1:] if seat.number and seat.state == "confirmed"]:
            self.give_back(seat)
        self.serve()

    def give_back(self: Any, seat: Seat) -> None:
        assert self.do(cancel_reservation, seat.who, number=seat.number) is None
        seat.state, seat.revision = "cancelled", seat.revision + 1

    @rule(who=_people, slot=_slots)
    def join(self: Any, who: int, slot: int) -> None:
        said = self.do(service.join_slot, who, slot_id=self.slot_ids[slot])
        mine = [
            (entry, wish) for entry, wish in self.wishes.items() if wish.who == who and wish.state in _ACTIVE
        ]
        same = [entry for entry, wish in mine if wish.slot == slot]
        refused = self.model.refusal(who, slot, self._held(who))
        if refused or not self.model.online(slot):
            assert said == ("slot_not_offered" if not self.model.online(slot) else refused)
        elif self.model.live(slot) < self.model.online(slot):
            assert said == "waitlist_seats_free"
        elif same:
            assert said == same[0]
        elif len(mine) >= MOST_WISHES:
            assert said == "waitlist_too_many"
        else:
            assert isinstance(said, int)
            self.wishes[said] = Wish(who, slot, self.now)

    @rule(choice=_choices, who=_people)
    def leave(self: Any, choice: int, who: int) -> None:
        if not self.wishes:
            return
        entry, wish = self._wish(choice)
        said = self.do(service.leave, who, entry_id=entry)
        assert said == (None if wish.who == who else "waitlist_gone")
        if said is None and wish.state in _ACTIVE:
            self._let_go(wish)
            wish.state = "left"

    @rule(choice=_choices)
    def refuse(self: Any, choice: int) -> None:
        """「この席は見送る」, also where nothing is offered."""
        if not self.wishes:
            return
        entry, wish = self._wish(choice)
        assert self.do(service.refuse, wish.who, entry_id=entry) is None
        if wish.state == "offered":
            self._let_go(wish)
            wish.state, wish.offers = "left", wish.offers - 1

    @rule()
    def serve(self: Any) -> None:
        """Let the worker serve every line until nothing suits anybody."""
        for office in sorted({slot[2] for slot in SLOTS}):
            turns = 0
            while (wanted := self._next(office)) is not None:
                assert self._turn(office) is offering.Turn.OFFERED
                self._offer(*wanted)
                turns += 1
                assert turns <= len(self.wishes)
            assert self._turn(office) is offering.Turn.NOTHING

    def _turn(self: Any, office: int) -> offering.Turn:
        slot = next(turn for turn, slot in enumerate(SLOTS) if slot[2] == office)
        offering_id = self.desk.row(Slot, id=self.slot_ids[slot]).offering_id
        return self.desk.do(offering.offer_next, offering_id=offering_id, now=self.now)

    def _next(self: Any, office: int) -> tuple[int, Wish] | None:
        """Return who is next by the plain rules."""
        line = sorted(self.wishes.items(), key=lambda one: (one[1].offers, one[1].since, one[0]))
        for entry, wish in line:
            if wish.state == "waiting" and SLOTS[wish.slot][2] == office and self._may_have(wish):
                return entry, wish
        return None

    def _may_have(self: Any, wish: Wish) -> bool:
        held = self._held(wish.who)
        is_free = self.model.live(wish.slot) < self.model.online(wish.slot)
        holds_now = any(self.seats[hold].ends > self.now for hold in held)
        before = [one for one in self.wishes.values() if one.who == wish.who and one.slot == wish.slot]
        was_offered = any(since >= wish.since for one in before for since in one.offered)
        return (
            is_free
            and not holds_now
            and not was_offered
            and not self.model.refusal(wish.who, wish.slot, held)
        )

    def _offer(self: Any, entry: int, wish: Wish) -> None:
        self.model.free(self.model.after_freeing(wish.who, wish.slot, None, self.now))
        ends = offer_ends(self.now, at(7, SLOTS[wish.slot][0]) - _CLOSES, 30)
        row = self.desk.row(WaitlistEntry, id=entry)
        assert ends is not None
        assert row.offer_ends_at == ends
        self.seats[row.offered_reservation_id] = Seat(wish.who, wish.slot, "held", ends, is_offer=True)
        wish.state, wish.offers = "offered", wish.offers + 1
        wish.hold, wish.ends = row.offered_reservation_id, ends
        wish.offered.add(self.now)
        self.offers_seen.append(entry)

    @rule()
    def settle(self: Any) -> None:
        """See what every offer has come to."""
        for entry, wish in self.wishes.items():
            again = self.desk.do(offering.settle, entry_id=entry, now=self.now)
            if wish.state != "offered":
                assert again is None
                continue
            seat = self.seats[wish.hold]
            if seat.state == "held" and seat.ends > self.now:
                assert again == seat.ends
                continue
            assert again is None
            said = self.desk.row(Reservation, id=wish.hold).expires_at
            self._let_go(wish)
            is_missed = wish.ends <= said <= self.now
            wish.state = "over" if is_missed or wish.slot in self.model.closed else "left"
            wish.offers -= not is_missed

    def press(self: Any, hold: int, seat: Seat) -> None:
        """A booking ends the wishes that it fulfils."""
        was = seat.number
        super().press(hold, seat)  # type: ignore[misc]
        if seat.number and not was:
            self._booked(seat)

    def move(self: Any, seat: Seat, slot: int, *, is_stale: bool) -> None:
        """So does a change."""
        was = seat.revision
        super().move(seat, slot, is_stale=is_stale)  # type: ignore[misc]
        if seat.revision != was:
            self._booked(seat)

    def _booked(self: Any, seat: Seat) -> None:
        for wish in self.wishes.values():
            if (wish.who, wish.slot) == (seat.who, seat.slot) and wish.state in _ACTIVE:
                wish.state = "booked"

    def _let_go(self: Any, wish: Wish) -> None:
        seat = self.seats.get(wish.hold)
        if wish.state == "offered" and seat is not None and seat.state == "held":
            seat.state = "expired"

    def _held(self: Any, who: int) -> set[int]:
        return {hold for hold, seat in self.seats.items() if seat.who == who and seat.state == "held"}

    def _wish(self: Any, choice: int) -> tuple[int, Wish]:
        return list(self.wishes.items())[choice % len(self.wishes)]

    @invariant()
    def wishes_are_as_the_rules_say(self: Any) -> None:
        rows = {row.id: (row.state, row.offers_made) for row in self.desk.rows(WaitlistEntry)}
        assert {entry: rows[entry] for entry in self.wishes} == {
            entry: (wish.state, wish.offers) for entry, wish in self.wishes.items()
        }
