"""「申込み」: one number, one meeting, one mail, however often and however late it is pressed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.models import (
    Applicant,
    AuditEntry,
    Meeting,
    MeetingHostTime,
    Mode,
    Offering,
    Reservation,
)
from hellowork_portal.services.reservations import drafts, errors, holds, rules
from tests.factories import NOW, assert_seats_add_up, at
from tests.services.reservations.conftest import ANSWERS, Scene

TEN = timedelta(minutes=10)


def set_number(scene: Scene, who: Principal) -> None:
    def change(session) -> None:
        session.get_one(Applicant, who.id).claimant_number_fingerprint = fingerprint("12345121234561")

    scene.do(change)


def test_a_hold_becomes_a_reservation_with_a_number(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot()
    hold = scene.hold(hanako, slot)
    scene.fill_in(hanako, hold, {"wish": "  相談\t"})
    later = NOW + timedelta(minutes=5)
    number = scene.confirm(hanako, hold, later)
    row = scene.reservation(hold)
    assert rules.number_typed(number) == number
    assert (row.number, row.state, row.confirmed_at, row.expires_at) == (number, "confirmed", later, None)
    assert drafts.opened(row.answers_sealed) == {"wish": "相談"}
    assert scene.taken(slot) == 1
    assert_seats_add_up(scene)


def test_later_letters_speak_the_language_in_which_was_confirmed(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(replace(hanako, language="ja"), scene.slot())
    scene.fill_in(hanako, hold)
    scene.confirm(replace(hanako, language="en"), hold)
    assert scene.reservation(hold).language == "en"


def test_pressing_again_returns_the_same_number_and_makes_nothing_twice(
    scene: Scene, hanako: Principal
) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, hold)
    numbers = {scene.confirm(hanako, hold, NOW + timedelta(minutes=turn * 7)) for turn in range(4)}
    assert len(numbers) == 1
    assert scene.jobs("mail") == [{"mail": "reservation_confirmed", "reservation_id": hold, "language": "en"}]
    assert scene.jobs("meeting.create") == [{"reservation_id": hold}]
    assert scene.row(Meeting).reservation_id == hold
    assert len(scene.rows(AuditEntry, action="reservation.confirmed")) == 1
    assert_seats_add_up(scene)


def test_a_confirmation_takes_one_lane_of_a_host_with_its_rest(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, hold)
    for _ in range(2):
        scene.confirm(hanako, hold)
    times = scene.rows(MeetingHostTime)
    assert len(times) == 35 // 5
    assert {(row.reservation_id, row.host_id, row.lane) for row in times} == {
        (hold, scene.row(Meeting).host_id, 1)
    }


def test_two_interviews_at_once_lie_on_two_lanes(scene: Scene, hanako: Principal, taro: Principal) -> None:
    slot = scene.slot(capacity=2)
    for who in (hanako, taro):
        scene.reserve(who, slot)
    lanes = {(row.reservation_id, row.lane) for row in scene.rows(MeetingHostTime)}
    assert sorted(lane for _, lane in lanes) == [1, 2]


def test_a_reservation_without_a_free_host_stands_and_its_job_seeks_one(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    slot = scene.slot(capacity=3)
    third = scene.person("third@example.jp")
    for who in (hanako, taro, third):
        scene.reserve(who, slot)
    assert [row.host_id is None for row in scene.rows(Meeting)] == [False, False, True]
    assert len(scene.jobs("meeting.create")) == 3
    assert_seats_add_up(scene)


def test_an_interview_in_person_needs_neither_host_nor_meeting(scene: Scene, hanako: Principal) -> None:
    def meet_in_person(session) -> None:
        session.get_one(Offering, scene.counselling.id).mode = Mode.IN_PERSON

    scene.do(meet_in_person)
    scene.reserve(hanako, scene.slot())
    assert scene.rows(Meeting) == []
    assert scene.rows(MeetingHostTime) == []
    assert [job["mail"] for job in scene.jobs("mail")] == ["reservation_confirmed"]


def test_terms_come_first(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.do(holds.keep_draft, principal=hanako, hold_id=hold, typed=ANSWERS, now=NOW)
    with pytest.raises(errors.TermsNotAgreed):
        scene.confirm(hanako, hold)
    assert scene.reservation(hold).state == "held"


@pytest.mark.parametrize("typed", [{}, {"wish": ""}, {"wish": "x" * 51}, {"wish": ["a"]}, {"other": "a"}])
def test_a_form_that_is_wrong_is_refused_and_kept(scene: Scene, hanako: Principal, typed: dict) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, hold, typed)
    with pytest.raises(Invalid) as told:
        scene.confirm(hanako, hold)
    assert list(told.value.fields) == ["wish"]
    row = scene.reservation(hold)
    assert (row.state, drafts.opened(row.answers_sealed)) == ("held", typed)
    assert scene.jobs("mail") == []
    assert_seats_add_up(scene)


def test_a_claimant_number_can_be_added_on_the_way(scene: Scene, hanako: Principal) -> None:
    hold = scene.hold(hanako, scene.slot(offering=scene.certification))
    scene.fill_in(hanako, hold)
    with pytest.raises(errors.ClaimantNumberNeeded):
        scene.confirm(hanako, hold)
    set_number(scene, hanako)
    assert scene.confirm(hanako, hold)


def test_a_certification_without_a_record_is_marked_as_unconfirmed_and_counselling_is_not(
    scene: Scene, hanako: Principal
) -> None:
    set_number(scene, hanako)
    scene.reserve(hanako, scene.slot(offering=scene.certification))
    scene.reserve(hanako, scene.slot(at(8)))
    marks = [(row.certification_on, row.is_unconfirmed_claim) for row in scene.rows(Reservation)]
    assert marks == [(at(7).date(), True), (None, False)]


def test_another_persons_hold_cannot_be_confirmed_and_looks_like_none(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    hold = scene.hold(hanako, scene.slot())
    scene.fill_in(hanako, hold)
    before = scene.everything()
    said = []
    for hold_id in (hold, hold + 1000):
        with pytest.raises(errors.HoldGone) as told:
            scene.confirm(taro, hold_id)
        said.append((told.value.code, told.value.values))
    assert said[0] == said[1]
    assert scene.everything() == before


def test_the_audit_of_a_booking_holds_nothing_personal(scene: Scene, taro: Principal) -> None:
    number = scene.reserve(taro, scene.slot())
    told = str([tuple(row) for row in scene.rows(AuditEntry)])
    assert "reservation.confirmed" in told
    for personal in (number, "taro", "髙橋", ANSWERS["wish"]):
        assert personal not in told
