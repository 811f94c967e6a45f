"""What the office does to its times, for the seat machine: more or fewer seats, held back, closed, reopened.

By the statements that schedules' changes and releases run; who is in a time stays there, as a
manager may decide.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from sqlmodel import Session

from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.models import Slot
from hellowork_portal.services.reservations.by_office import end_holds
from hellowork_portal.services.reservations.holds import release_hold
from hellowork_portal.services.schedules.day_plan import PlannedTime
from hellowork_portal.services.schedules.slot_rows import NewTime, close, resize, resized_to, write_times
from hellowork_portal.services.vacancies.service import tell_released
from tests.concurrency.seat_model import SLOTS

_slots, _people, _seats = st.integers(0, len(SLOTS) - 1), st.integers(0, 1), st.integers(0, 3)
_more, _kept = st.integers(0, 2), st.integers(0, 1)
_MANAGER = Principal(PrincipalKind.STAFF, 7, grants=frozenset({Grant(Role.OFFICE_MANAGER, 1)}))


class Office:
    """Mixin of the seat machine: capacity changes under everybody's hands."""

    changes_seen: list[str] = []
    """Of all worlds: that seats were taken away from under people, and times closed with people in them."""

    @initialize(who=_people, slot=_slots, more=_more, keeps=st.booleans(), closes=st.booleans())
    def a_change_at_the_door(self: Any, who: int, slot: int, more: int, keeps: bool, closes: bool) -> None:
        """Begin with a line at a time that changes, so that the rest has something to do with it."""
        self.change_before_a_line(who, slot, more, keeps, closes)

    @rule(who=_people, slot=_slots, more=_more, keeps=st.booleans(), closes=st.booleans())
    def change_before_a_line(self: Any, who: int, slot: int, more: int, keeps: bool, closes: bool) -> None:
        """Fill a time, let the other person wait, give it more seats, and perhaps close it.

        Of one more that is kept for the telephone nobody here has anything.
        """
        self.hold(who, slot)
        self.resize(slot, 0, 0)
        for hold in self._held(1 - who):
            assert self.do(release_hold, 1 - who, hold_id=hold) is None
            self.seats[hold].state = "expired"
        for hold, seat in list(self.seats.items()):
            if (seat.who, seat.slot) == (who, slot):
                self.press(hold, seat)
        self.join(1 - who, slot)
        self.resize(slot, self.model.live(slot) + more, int(keeps))
        self.serve()
        if closes:
            self.close(slot)
            self.settle()

    @rule(slot=_slots, seats=_seats, kept=_kept)
    def resize(self: Any, slot: int, seats: int, kept: int) -> None:
        """Give a time other seats, never fewer than are taken, some of them kept for the telephone."""

        def change(session: Session) -> None:
            resize(session, [resized_to(session.get_one(Slot, self.slot_ids[slot]), seats, kept)])
            tell_released(session, now=self.now)

        self.desk.do(change)
        taken = self.model.live(slot)
        self.model.capacity[slot] = max(taken, seats)
        self.model.kept[slot] = min(kept, self.model.capacity[slot])
        self.changes_seen.append("narrowed" if taken > seats else "resized")

    @rule(slot=_slots)
    def close(self: Any, slot: int) -> None:
        """Close a time: holds end, whoever has booked stays."""
        held = {hold for hold, seat in self.seats.items() if (seat.slot, seat.state) == (slot, "held")}

        def change(session: Session) -> None:
            ended = end_holds(session, principal=_MANAGER, reservation_ids=held, now=self.now)
            assert ended == held
            close(session, [self.slot_ids[slot]])

        self.desk.do(change)
        self.model.free(held)
        self.model.closed.add(slot)
        self.changes_seen.append("closed with people" if self.model.live(slot) else "closed")

    @rule(seats=st.integers(1, 3))
    def reopen(self: Any, seats: int) -> None:
        """Open closed times again; whoever is still in one keeps the seat, however few are planned."""
        for slot in sorted(self.model.closed):
            self.desk.do(lambda session, slot=slot: write_times(session, [self._again(session, slot, seats)]))
            self.model.closed.remove(slot)
            taken = self.model.live(slot)
            self.model.capacity[slot], self.model.kept[slot] = max(taken, seats), 0
            self.changes_seen.append("reopened with people" if taken else "reopened")

    @rule(slot=_slots, seats=st.integers(1, 3))
    def close_and_reopen(self: Any, slot: int, seats: int) -> None:
        """Think better of it: by chance alone a closed time is seldom idle when it is opened again."""
        self.close(slot)
        self.reopen(seats)

    def _again(self: Any, session: Session, slot: int, seats: int) -> NewTime:
        row = session.get_one(Slot, self.slot_ids[slot])
        time = PlannedTime(
            starts_at=row.starts_at, ends_at=row.ends_at, capacity=seats, held_back=0, buffer_minutes=0
        )
        return NewTime(row.offering_id, row.on_day, time, row.id)
