"""Whatever changes a slot's seats notes it, so that open calendars are told after the commit."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.adapters import seat_changes
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.seat_notes import SeatNotes
from hellowork_portal.models import Slot
from hellowork_portal.services.reservations import errors, holds
from hellowork_portal.services.schedules.release import release_slots
from tests.factories import NOW, Desk, at
from tests.services.reservations.conftest import Scene

LATE = NOW + timedelta(minutes=11)


class Watch:
    """Compares what was told with what the rows say."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.told = desk, SeatNotes()

    def tell(self, _url: str, notes: SeatNotes) -> None:
        self.told.add(notes)

    def during(self, action: Callable[[], Any]) -> set[int]:
        """Return the slots that an action changed; what was told must be about exactly their days."""
        before, self.told = self._slots(), SeatNotes()
        action()
        after = self._slots()
        changed = {slot for slot, now in after.items() if before.get(slot) != now}
        days = {(after[slot][0], after[slot][1]) for slot in self.told.slots} | self.told.days
        assert days == {(after[slot][0], after[slot][1]) for slot in changed}
        return changed

    def _slots(self) -> dict[int, tuple[Any, ...]]:
        return {
            row.id: (row.offering_id, row.on_day, row.taken, row.capacity, row.state)
            for row in self.desk.rows(Slot)
        }


@pytest.fixture
def watch(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch(scene)
    monkeypatch.setattr(seat_changes, "tell", watch.tell)
    return watch


def test_a_hold_its_release_and_its_tidying_are_told(scene: Scene, hanako: Principal, watch: Watch) -> None:
    slot = scene.slot()
    held: list[int] = []
    assert watch.during(lambda: held.append(scene.hold(hanako, slot))) == {slot}
    assert watch.during(lambda: scene.hold(hanako, slot)) == set()
    assert watch.during(lambda: scene.do(holds.release_hold, principal=hanako, hold_id=held[0], now=NOW)) == {
        slot
    }
    scene.hold(hanako, slot)
    assert watch.during(lambda: scene.do(holds.free_expired_holds, now=LATE)) == {slot}


def test_a_hold_that_replaces_another_tells_of_both(scene: Scene, hanako: Principal, watch: Watch) -> None:
    one, other = scene.slot(), scene.slot(at(8))
    scene.hold(hanako, other)
    assert watch.during(lambda: scene.hold(hanako, one)) == {one, other}
    assert watch.during(lambda: scene.hold(hanako, other)) == {one, other}


def test_a_late_confirmation_tells_of_the_seat_that_it_takes_again(
    scene: Scene, hanako: Principal, watch: Watch
) -> None:
    slot = scene.slot()
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    scene.do(holds.free_expired_holds, now=LATE)
    assert watch.during(lambda: scene.confirm(hanako, hold, LATE)) == {slot}


def test_a_seat_that_was_not_to_be_had_is_not_told(
    scene: Scene, hanako: Principal, taro: Principal, watch: Watch
) -> None:
    slot = scene.slot()
    scene.hold(taro, slot)

    def too_late() -> None:
        with pytest.raises(errors.SlotFull):
            scene.hold(hanako, slot)

    assert watch.during(too_late) == set()
    assert not watch.told


def test_slots_that_are_released_are_told(scene: Scene, watch: Watch) -> None:
    assert len(watch.during(lambda: scene.do(release_slots, now=NOW))) > 20
