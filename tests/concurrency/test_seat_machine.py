"""Whatever people do in whatever order, the portal does what a page of plain rules says."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Offering, Reservation, Slot
from hellowork_portal.services.reservations import confirmation, holds
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.reservations.changes import change_reservation
from tests.concurrency.herd import ids, signed_in
from tests.concurrency.office_rules import Office
from tests.concurrency.seat_model import SLOTS, TEN, Model, Seat
from tests.concurrency.waitlist_rules import Waits
from tests.factories import (
    NOW,
    Desk,
    at,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
)

PEOPLE = 2
EXAMPLES, SOAKING_EXAMPLES, STEPS = 40, 625, 20
"""Sequences on each database, at every test and in `make soak` (25,000 steps on both), and their length."""
_worlds = count()


class Seats(RuleBasedStateMachine):
    """Two people, six slots, and a model that is simple because nobody else is there."""

    people = st.integers(0, PEOPLE - 1)
    slots = st.integers(0, len(SLOTS) - 1)
    choices = st.integers(0, 1000)

    def __init__(self, desk: Desk, procedure) -> None:
        super().__init__()
        self.desk, self.now, self.model = desk, NOW, Model()
        self.seats = self.model.seats
        world = next(_worlds)
        self.people_ids = [self._person(f"{world}-{turn}") for turn in range(PEOPLE)]
        offices = {slot[2] for slot in SLOTS}
        offerings = [self._offering(procedure, f"{world}-{turn}") for turn in sorted(offices)]
        self.slot_ids = [self._slot(offerings[office], wall, seats) for wall, seats, office in SLOTS]

    def _person(self, name: str) -> Principal:
        return signed_in(ids(self.desk.do(make_applicant, f"{name}@example.jp")))

    def _offering(self, procedure, code: str) -> Offering:
        def make(session) -> Offering:
            return make_offering(session, make_office(session, code), procedure, mode="telephone")

        return self.desk.do(make)

    def _slot(self, offering: Offering, wall: str, seats: int) -> int:
        return self.desk.do(lambda session: ids(make_slot(session, offering, at(7, wall), capacity=seats)))

    def do(self, command, who: int, **named) -> object:
        """Return a command's value, or its error's code."""
        try:
            return self.desk.do(command, principal=self.people_ids[who], now=self.now, **named)
        except PortalError as error:
            return error.code

    def asked_once(self, command, who: int, offer: int, **named) -> tuple[object, bool]:
        """Do what may end an offer: where it is refused for that, give the offer up by name."""
        said = self.do(command, who, **named)
        if said != "offer_kept":
            return said, False
        return self.do(command, who, gives_up=offer, **named), True

    # --- what people do

    @initialize(wishes=st.lists(st.tuples(people, slots), min_size=5, max_size=10))
    def a_busy_morning(self, wishes: list[tuple[int, int]]) -> None:
        """Begin where it gets narrow: several tabs each, most of them replaced by the next."""
        for who, slot in wishes:
            self.hold(who, slot)

    @rule(who=people, slot=slots)
    def hold(self, who: int, slot: int) -> None:
        offer = self.model.offer_lost(who, slot, self.now)
        said, was_asked = self.asked_once(holds.hold_seat, who, offer, slot_id=self.slot_ids[slot])
        freed = self.model.after_freeing(who, slot, slot, self.now)
        same = [
            hold
            for hold, seat in self.seats.items()
            if (seat.who, seat.slot, seat.state) == (who, slot, "held") and hold not in freed
        ]
        refused = self.model.refusal(who, slot, freed)
        if same:
            assert said == same[0]
        elif refused or self.model.is_full(slot, freed):
            assert said == (refused or "slot_full")
            return
        else:
            assert isinstance(said, int)
            assert said not in self.seats
            assert was_asked is bool(offer)
            self.seats[said] = Seat(who, slot, "held", self.now + TEN)
        self.model.free(freed)

    @rule(choice=choices)
    def confirm(self, choice: int) -> None:
        if self.seats:
            self.press(*self.chosen(choice))

    @rule()
    def confirm_all(self) -> None:
        """Press the button in every tab there ever was."""
        for hold, seat in list(self.seats.items()):
            self.press(hold, seat)

    def press(self, hold: int, seat: Seat) -> None:
        """Agree, fill in, and press 「申込み」."""
        self.do(holds.agree_terms, seat.who, hold_id=hold)
        self.do(holds.keep_draft, seat.who, hold_id=hold, typed={"wish": "a talk"})
        offer = self.model.offer_lost(seat.who, seat.slot, self.now)
        said, was_asked = self.asked_once(confirmation.confirm_reservation, seat.who, offer, hold_id=hold)
        if seat.number:
            assert said == seat.number
            return
        is_late = seat.state == "expired"
        freed = self.model.after_freeing(seat.who, seat.slot, None, self.now) if is_late else set()
        refused = self.model.refusal(seat.who, seat.slot, freed | {hold})
        if refused or (is_late and self.model.is_full(seat.slot, freed)):
            assert said == (refused or "seat_lost")
            return
        self.model.free(freed)
        assert isinstance(said, str)
        assert was_asked is bool(is_late and offer)
        seat.state, seat.number = "confirmed", said

    @rule(choice=choices)
    def extend(self, choice: int) -> None:
        if not self.seats:
            return
        hold, seat = self.chosen(choice)
        said = self.do(holds.extend_hold, seat.who, hold_id=hold)
        if seat.state != "held" or seat.ends <= self.now:
            assert said == "hold_gone"
        elif seat.extended == 2:
            assert said == "no_more_extensions"
        else:
            assert said is None
            if seat.ends < self.now + TEN:
                seat.extended, seat.ends = seat.extended + 1, self.now + TEN

    @rule(choice=choices)
    def release(self, choice: int) -> None:
        if not self.seats:
            return
        hold, seat = self.chosen(choice)
        assert self.do(holds.release_hold, seat.who, hold_id=hold) is None
        if seat.state == "held":
            seat.state = "expired"

    @rule(choice=choices, slot=slots, is_stale=st.booleans())
    def change(self, choice: int, slot: int, is_stale: bool) -> None:
        """Try to move a reservation to one slot after the other; one tab may be behind."""
        numbered = [one for one in self.seats.values() if one.number]
        for turn in range(len(SLOTS) if numbered else 0):
            seat = numbered[choice % len(numbered)]
            self.move(seat, (slot + turn) % len(SLOTS), is_stale=is_stale and turn == 0)

    def move(self, seat: Seat, slot: int, *, is_stale: bool) -> None:
        """Press 「この日時に変更する」."""
        asked = {"number": seat.number, "slot_id": self.slot_ids[slot]}
        said = self.do(change_reservation, seat.who, revision=seat.revision + is_stale, **asked)
        freed = self.model.before_changing(seat.who, slot, self.now)
        this = {hold for hold, one in self.seats.items() if one is seat}
        refused = self.model.refusal(seat.who, slot, freed | this)
        if seat.state == "cancelled":
            assert said == "reservation_cancelled"
        elif seat.slot == slot:
            assert said == seat.revision
        elif is_stale:
            assert said == "reservation_moved"
        elif SLOTS[seat.slot][2] != SLOTS[slot][2]:
            assert said == "slot_not_offered"
        elif refused or self.model.is_full(slot, freed):
            assert said == (refused or "slot_full")
        else:
            assert said == seat.revision + 1
            self.model.free(freed)
            seat.slot, seat.revision = slot, seat.revision + 1

    @rule(choice=choices)
    def cancel(self, choice: int) -> None:
        """Cancel a reservation, also one that is cancelled already."""
        numbered = [one for one in self.seats.values() if one.number]
        if not numbered:
            return
        seat = numbered[choice % len(numbered)]
        assert self.do(cancel_reservation, seat.who, number=seat.number) is None
        if seat.state != "cancelled":
            seat.state, seat.revision = "cancelled", seat.revision + 1

    @rule(choice=choices, who=people)
    def meddle(self, choice: int, who: int) -> None:
        """Reach for somebody else's hold."""
        if not self.seats or self.chosen(choice)[1].who == who:
            return
        hold = self.chosen(choice)[0]
        for command in (holds.release_hold, holds.extend_hold, confirmation.confirm_reservation):
            assert self.do(command, who, hold_id=hold) == "hold_gone"
        number = self.seats[hold].number
        assert self.do(cancel_reservation, who, number=number) == "reservation_not_found"
        moved = {"number": number, "slot_id": self.slot_ids[0], "revision": 0}
        assert self.do(change_reservation, who, **moved) == "reservation_not_found"

    @rule()
    def tidy(self) -> None:
        run_out = self.model.run_out(self.now)
        assert self.desk.do(holds.free_expired_holds, now=self.now) == len(run_out)
        self.model.free(run_out)

    @rule(minutes=st.integers(1, 15))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    def chosen(self, choice: int) -> tuple[int, Seat]:
        """Return one of the holds there have been."""
        return list(self.seats.items())[choice % len(self.seats)]

    # --- what must hold at all times

    @invariant()
    def rows_are_as_the_rules_say(self) -> None:
        rows = [row for row in self.desk.rows(Reservation) if row.slot_id in self.slot_ids]
        found = {row.id: (row.state, row.number or "", row.extended_count, row.revision) for row in rows}
        wanted = {
            hold: (seat.state, seat.number, seat.extended, seat.revision) for hold, seat in self.seats.items()
        }
        assert {row.id: self.slot_ids.index(row.slot_id) for row in rows} == {
            hold: seat.slot for hold, seat in self.seats.items()
        }
        assert found == wanted

    @invariant()
    def seats_add_up(self) -> None:
        rows = {row.id: (row.taken, row.capacity) for row in self.desk.rows(Slot)}
        assert [rows[slot] for slot in self.slot_ids] == [
            (self.model.live(turn), seats) for turn, seats in enumerate(self.model.capacity)
        ]
        assert all(self.model.live(turn) <= seats for turn, seats in enumerate(self.model.capacity))

    def teardown(self) -> None:
        """Let the holds of this world go, so that the next one tidies its own alone."""
        self.desk.do(holds.free_expired_holds, now=self.now + timedelta(days=1))


def test_seats_follow_the_rules_in_every_order(database_url: str, request: pytest.FixtureRequest) -> None:
    is_soaking = request.config.getoption("--soak")
    desk = Desk(database_url)
    procedure = desk.do(make_procedure)

    class Here(Office, Waits, Seats):
        changes_seen, offers_seen = [], []

        def __init__(self) -> None:
            super().__init__(desk, procedure)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=SOAKING_EXAMPLES if is_soaking else EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=(Phase.generate, Phase.shrink) if is_soaking else (Phase.generate,),
            database=None,
            derandomize=not is_soaking,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
    assert len(Here.offers_seen) > 20, "the waitlist was hardly tried"
    tried = {"narrowed", "resized", "closed", "closed with people", "reopened", "reopened with people"}
    assert set(Here.changes_seen) == tried, "the office hardly did anything"
