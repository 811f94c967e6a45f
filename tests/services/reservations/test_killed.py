"""Killed at any moment of a press: all of it or nothing, and pressing again does it once."""

from functools import partial

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Reservation
from tests.factories import assert_seats_add_up, at
from tests.killing import killed_until_done
from tests.services.reservations.conftest import Scene
from tests.services.reservations.test_cancellation import cancel
from tests.services.reservations.test_changes import change


def kill_each(scene: Scene, press, **pressed) -> None:
    """Kill a press before each of its changes, of which nothing may be seen; let it end; press again."""
    before = scene.everything()

    def nothing_happened() -> None:
        assert scene.everything() == before

    killed_until_done(scene.url, nothing_happened, press, **pressed)
    done = scene.everything()
    assert done != before
    press(**pressed)
    assert scene.everything() == done, "who did not see the answer presses again"
    assert_seats_add_up(scene)


def test_a_seat_is_held_wholly_or_not_at_all(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    before = scene.everything()

    def nothing_happened() -> None:
        assert scene.everything() == before

    killed_until_done(scene.url, nothing_happened, scene.hold, who=hanako, slot_id=slot)
    assert scene.hold(hanako, slot) == scene.row(Reservation, state="held").id
    assert scene.taken(slot) == 1
    assert_seats_add_up(scene)


def test_an_application_is_booked_wholly_and_once(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, hold)
    kill_each(scene, scene.confirm, who=hanako, hold_id=hold)
    assert [job["mail"] for job in scene.jobs("mail")] == ["reservation_confirmed"]
    assert len(scene.jobs("meeting.create")) == 1


def test_a_time_is_changed_wholly_and_once(scene: Scene, hanako: Principal) -> None:
    number, new = scene.reserve(hanako, scene.slot()), scene.slot(at(8))
    kill_each(scene, partial(change, scene), who=hanako, number=number, slot=new)
    assert scene.row(Reservation, number=number).slot_id == new


def test_a_reservation_is_cancelled_wholly_and_once(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    number = scene.reserve(hanako, slot)
    kill_each(scene, partial(cancel, scene), who=hanako, number=number)
    assert scene.taken(slot) == 0
