"""What was typed behind a hold: sealed, carried on, forgotten in time, and nobody else's."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.reservations import drafts, holds
from tests.factories import NOW, at
from tests.services.reservations.conftest import ANSWERS, Scene

MINUTE = timedelta(minutes=1)
TEN = 10 * MINUTE


def test_old_drafts_are_forgotten_after_a_day_and_never_before(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, hold)
    day = timedelta(hours=24)
    scene.do(holds.free_expired_holds, now=NOW + day)
    assert scene.reservation(hold).answers_sealed != ""
    scene.do(holds.free_expired_holds, now=NOW + day + MINUTE)
    assert scene.reservation(hold).answers_sealed == ""


def test_what_was_typed_goes_to_the_next_hold_of_the_procedure_and_to_no_other(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    first = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, first)
    elsewhere = scene.hold(hanako, scene.slot(at(8), scene.certification))
    again = scene.hold(hanako, scene.slot(at(9)))
    others = scene.hold(taro, scene.slot(at(10)))
    assert scene.reservation(elsewhere).answers_sealed == ""
    assert drafts.opened(scene.reservation(again).answers_sealed) == ANSWERS
    assert scene.reservation(others).answers_sealed == ""


def test_a_draft_grows_box_by_box_also_behind_a_hold_that_has_run_out(
    scene: Scene, hanako: Principal
) -> None:
    hold = scene.hold(hanako, scene.slot())
    late = NOW + 2 * TEN
    scene.do(holds.free_expired_holds, now=late)
    for typed in ({"wish": "a"}, {"other": "b"}, {"wish": "c"}, {"wish": "x" * 30_000}):
        scene.do(holds.keep_draft, principal=hanako, hold_id=hold, typed=typed, now=late)
    assert drafts.opened(scene.reservation(hold).answers_sealed) == {"wish": "c", "other": "b"}


@pytest.mark.parametrize("absurd", ["\ud83d", "\x00", "\u202e", "𠮷" * 30])
def test_no_sign_is_too_strange_to_be_kept_and_booked(scene: Scene, hanako: Principal, absurd: str) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, hold, {"wish": f"相談{absurd}"})
    assert drafts.opened(scene.reservation(hold).answers_sealed) == {"wish": f"相談{absurd}"}
    assert scene.confirm(hanako, hold)
    assert drafts.opened(scene.reservation(hold).answers_sealed)["wish"].encode().startswith("相談".encode())


def test_what_was_typed_is_sealed_at_rest(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold)
    assert ANSWERS["wish"] not in scene.everything()
    scene.confirm(hanako, hold)
    assert ANSWERS["wish"] not in scene.everything()
    assert drafts.opened(scene.reservation(hold).answers_sealed) == ANSWERS
