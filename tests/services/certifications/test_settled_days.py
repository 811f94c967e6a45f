"""A 認定日 that the office has settled outside the portal: no letter asks for it; it can be taken back."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Grant, Principal, Role
from hellowork_portal.models import ApplicationState, AuditEntry, CertificationDecision, SettledHow
from hellowork_portal.services.certification_days.replacing import replace_day
from hellowork_portal.services.certifications.absence import absence_of
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.records import claimant_view
from hellowork_portal.services.claimants.settling import LONGEST_NOTE, settle_day, unsettle_day
from hellowork_portal.services.claimants.views import ClaimantView
from tests.factories import TODAY, at, make_office, make_staff, staff_principal
from tests.services.certifications.test_absence import (
    AFTER,
    EVE,
    MORNING,
    NEXT,
    ONE_DAY,
    absent,
    file,
    queued,
    sent,
    somebody,
)
from tests.services.reservations.conftest import Scene, scene

__all__ = ["scene"]
DAWN, LETTER = at(1, "0:25"), at(1, "8:30")


@pytest.fixture
def counsellor(scene: Scene) -> Principal:
    return member(scene, scene.office.id or 0)


def member(scene: Scene, office_id: int, mail: str = "counsellor@example.jp") -> Principal:
    role = Role.COUNSELLOR
    return scene.do(
        lambda session: staff_principal(make_staff(session, mail, role, office_id), Grant(role, office_id))
    )


def settle(
    scene: Scene, who: Principal, claimant_id: int, now: datetime, day: Any = TODAY, **typed: str
) -> bool:
    form = {"settled_day": str(day), "settled_how": "visited", "settled_note": ""} | typed
    return scene.do(settle_day, principal=who, claimant_id=claimant_id, form=form, now=now)


def undo(scene: Scene, who: Principal, claimant_id: int, now: datetime, seen: str = "") -> bool:
    shown = seen or next((one.seen for one in view(scene, who, claimant_id, now).due if one.seen), "")
    about = {"claimant_id": claimant_id, "day": str(TODAY), "seen": shown, "now": now}
    return scene.do(unsettle_day, principal=who, **about)


def view(scene: Scene, who: Principal, claimant_id: int, now: datetime) -> ClaimantView:
    return scene.do(claimant_view, principal=who, claimant_id=claimant_id, now=now)


def test_who_came_before_the_day_is_neither_reminded_nor_told_nor_on_the_list(
    scene: Scene, counsellor: Principal
) -> None:
    claimant_id = somebody(scene)
    queued(scene, at(-1, "0:25"))
    assert settle(scene, counsellor, claimant_id, at(-1, "11:00"), settled_how="paper")
    assert sent(scene, EVE) == sent(scene, MORNING) == []
    queued(scene, DAWN)
    assert sent(scene, LETTER) == []
    [one] = absent(scene)
    assert one.settled is not None
    assert (one.settled.how, one.settled.at, one.waits(TODAY + ONE_DAY)) == (
        SettledHow.PAPER,
        at(-1, "11:00"),
        False,
    )
    assert scene.see(absence_of, one.applicant_id, now=AFTER) is None
    assert scene.rows(CertificationDecision) == []


def test_whoever_is_settled_before_the_letter_leaves_gets_none(scene: Scene, counsellor: Principal) -> None:
    claimant_id = somebody(scene)
    assert ("declaration_absent", "", LETTER) in queued(scene, DAWN)
    assert settle(scene, counsellor, claimant_id, at(1, "8:29"))
    assert sent(scene, LETTER) == []


@pytest.mark.parametrize(
    ("settled", "undone", "letters"),
    [
        (at(-1, "9:00"), at(-1, "10:00"), [0, 1]),
        (at(1, "8:00"), at(1, "8:20"), [0, 1]),
        (at(1, "8:00"), at(1, "10:00"), [0, 1]),
        (at(1, "9:00"), at(1, "10:00"), [1, 0]),
    ],
    ids=["before the day", "before the letter", "after the letter was left out", "after it was sent"],
)
def test_what_is_taken_back_is_told_after_all_and_once(
    scene: Scene, counsellor: Principal, settled: datetime, undone: datetime, letters: list[int]
) -> None:
    claimant_id = somebody(scene, wants_reminders=False)
    if settled > DAWN:
        queued(scene, DAWN)
    first = sent(scene, settled)
    assert settle(scene, counsellor, claimant_id, settled)
    left_out = sent(scene, undone)
    assert undo(scene, counsellor, claimant_id, undone)
    assert not undo(scene, counsellor, claimant_id, undone), "a second click"
    if settled < DAWN:
        queued(scene, DAWN)
    after = sent(scene, max(undone, LETTER))
    assert left_out == []
    assert [len(first), len(after)] == letters
    assert sent(scene, at(2)) == []


def test_it_is_told_with_before_and_after_on_the_record_alone(scene: Scene, counsellor: Principal) -> None:
    claimant_id = somebody(scene)
    note = "体調が悪く、電話で聞き取り"
    assert settle(scene, counsellor, claimant_id, AFTER, settled_how="other", settled_note=f"　{note} ")
    assert not settle(scene, counsellor, claimant_id, AFTER, settled_how="other", settled_note=note)
    [one] = [one for one in view(scene, counsellor, claimant_id, AFTER).due if one.settled_how]
    assert (one.iso, one.settled_how, one.settled_note) == (TODAY.isoformat(), "other", note)
    undo(scene, counsellor, claimant_id, at(1, "11:00"))
    history = view(scene, counsellor, claimant_id, AFTER).history
    back, done = [
        {told.label["ja"]: (told.was.get("ja"), told.value["ja"]) for told in line.told}
        for line in history[:2]
    ]
    assert done["手続きの方法"] == ("なし", "そのほかの方法")
    assert (done["理由・メモ"], back["理由・メモ"]) == (("なし", note), (note, "なし"))
    assert done["日"] == (None, "2026年12月1日（火）")
    entries = [row for row in scene.rows(AuditEntry) if row.action.startswith("claimant.day_")]
    assert [row.actor_id for row in entries] == [counsellor.staff_id] * 2
    assert note not in scene.everything(), "a reason may say how somebody is"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"settled_how": ""}, ["settled_how"]),
        ({"settled_how": "😀"}, ["settled_how"]),
        ({"settled_how": "other", "settled_note": " 　"}, ["settled_note"]),
        ({"settled_note": "あ" * (LONGEST_NOTE + 1)}, ["settled_note"]),
        ({"settled_note": "あ" * 10_000}, ["settled_note"]),
    ],
)
def test_what_is_wrong_is_said_at_its_box(
    scene: Scene, counsellor: Principal, typed: dict[str, str], wrong: list[str]
) -> None:
    claimant_id = somebody(scene)
    with pytest.raises(Invalid) as refused:
        settle(scene, counsellor, claimant_id, AFTER, **typed)
    assert list(refused.value.fields) == wrong
    assert [one.settled for one in absent(scene)] == [None]


@pytest.mark.parametrize("day", ["", "いつか", str(TODAY - timedelta(days=400)), NEXT])
def test_only_a_day_that_is_waited_for_is_settled(scene: Scene, counsellor: Principal, day: Any) -> None:
    claimant_id = somebody(scene)
    with pytest.raises(errors.DayNotDue):
        settle(scene, counsellor, claimant_id, at(-1), day)
    file(scene, claimant_id, ApplicationState.RECEIVED)
    with pytest.raises(errors.DayNotDue):
        settle(scene, counsellor, claimant_id, AFTER)
    assert not undo(scene, counsellor, claimant_id, AFTER, seen="x" * 10_000)


def test_another_office_neither_settles_nor_takes_back(scene: Scene, counsellor: Principal) -> None:
    other = scene.do(lambda session: make_office(session, "HW27-001", name="大阪東").id or 0)
    stranger, claimant_id = member(scene, other, "other@example.jp"), somebody(scene)
    for attempt in (settle, undo):
        with pytest.raises(errors.ClaimantUnknown):
            attempt(scene, stranger, claimant_id, AFTER)
    assert settle(scene, counsellor, claimant_id, AFTER)
    with pytest.raises(errors.ClaimantUnknown):
        undo(scene, stranger, claimant_id, AFTER, seen=AFTER.isoformat())
    assert absent(scene)[0].settled is not None


def test_what_a_colleague_has_noted_is_not_overwritten_by_an_older_page(
    scene: Scene, counsellor: Principal
) -> None:
    claimant_id = somebody(scene)
    assert settle(scene, counsellor, claimant_id, AFTER)
    for typed in ({"settled_how": "paper"}, {"settled_note": "面談した"}):
        with pytest.raises(errors.DaySettled):
            settle(scene, counsellor, claimant_id, at(1, "9:30"), **typed)
    undo(scene, counsellor, claimant_id, at(1, "9:40"))
    settle(scene, counsellor, claimant_id, at(1, "9:50"), settled_how="paper")
    with pytest.raises(PortalError) as stale:
        undo(scene, counsellor, claimant_id, at(1, "9:55"), seen=AFTER.isoformat())
    assert isinstance(stale.value, errors.DaySettled)
    [one] = absent(scene)
    assert one.settled is not None
    assert one.settled.how is SettledHow.PAPER


def test_a_day_in_anothers_place_is_to_be_settled_anew(scene: Scene, counsellor: Principal) -> None:
    claimant_id, moved = somebody(scene), TODAY + 2 * ONE_DAY
    settle(scene, counsellor, claimant_id, at(-1))
    scene.do(replace_day, claimant_id, TODAY, moved, is_approved=True)
    assert [(one.day, one.settled) for one in absent(scene, at(3))] == [(moved, None)]
