"""Reminders: queued with the reservation, moved with it, dropped with it."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import Settings, settings
from hellowork_portal.models import Job
from hellowork_portal.services.reservations import cancellation, changes, letters
from tests.factories import NOW, at
from tests.services.reservations.conftest import Scene


def waiting(scene: Scene) -> dict[int, object]:
    """Return the reminders that wait: how many minutes before, and when they run."""
    return {row.args["minutes"]: row.run_at for row in scene.rows(Job, kind="reminder")}


def test_a_reservation_is_remembered_a_day_and_an_hour_before(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    assert waiting(scene) == {1440: at(6), 60: at(7, "9:00")}
    first = scene.rows(Job, kind="reminder")[0]
    assert (first.args["mail"], first.args["revision"]) == ("reservation_reminder", 0)
    assert number not in str(first.args)


def test_only_those_still_ahead_are_queued(scene: Scene, hanako: Principal) -> None:
    scene.reserve(hanako, scene.slot(at(0, "15:00")))
    assert waiting(scene) == {60: at(0, "14:00")}


def test_they_move_with_the_reservation(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    asked = {"principal": hanako, "number": number, "revision": 0, "now": NOW}
    scene.do(changes.change_reservation, slot_id=scene.slot(at(9, "15:00")), **asked)
    assert waiting(scene) == {1440: at(8, "15:00"), 60: at(9, "14:00")}
    assert {row.args["revision"] for row in scene.rows(Job, kind="reminder")} == {1}


def test_they_go_with_the_reservation(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot(at(7)))
    scene.do(cancellation.cancel_reservation, principal=hanako, number=number, now=NOW)
    assert waiting(scene) == {}


def test_confirming_twice_queues_them_once(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot(at(7)))
    scene.fill_in(hanako, hold)
    for _ in range(3):
        scene.confirm(hanako, hold)
    assert len(scene.rows(Job, kind="reminder")) == 2


def test_the_house_decides_when(scene: Scene, hanako: Principal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_REMINDER_MINUTES", "[4320, 30]")
    settings.cache_clear()
    scene.reserve(hanako, scene.slot(at(7)))
    assert waiting(scene) == {4320: at(4), 30: at(7, "9:30")}


def test_a_house_may_do_without(scene: Scene, hanako: Principal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_REMINDER_MINUTES", "[]")
    settings.cache_clear()
    scene.reserve(hanako, scene.slot(at(7)))
    assert waiting(scene) == {}


@pytest.mark.parametrize("minutes", ["[0]", "[-5]", "[50000]", '["soon"]', "[1, 2, 3, 4, 5, 6]"])
def test_absurd_times_are_refused_at_the_start(minutes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_REMINDER_MINUTES", minutes)
    with pytest.raises(ValueError, match="reminder_minutes"):
        Settings()


@pytest.mark.parametrize(
    ("minutes", "before", "is_said"),
    [(1440, 1440, True), (1440, 61, True), (1440, 60, False), (60, 60, True), (60, 1, True), (60, 0, False)],
)
def test_a_late_one_gives_way_to_the_next_and_none_comes_after_the_start(
    minutes: int, before: int, is_said: bool
) -> None:
    now = at(7) - timedelta(minutes=before)
    assert letters.is_timely(minutes, at(7), now=now) is is_said
