"""The rules of a booking where they bite: on rows, at both ends, in two offices."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_error
from hellowork_portal.models import ClaimantKind, Offering, Procedure, Reservation
from hellowork_portal.services.reservations import errors
from tests.factories import (
    NOW,
    TODAY,
    assert_seats_add_up,
    at,
    make_claimant,
    make_offering,
    make_office,
    make_procedure,
)
from tests.services.reservations.conftest import Scene, applicant_of

WEEK = timedelta(days=7)
NUMBER = "12345121234561"


def elsewhere(scene: Scene, procedure_of: Offering) -> Offering:
    """Offer the same procedure at a second office."""

    def make(session) -> Offering:
        procedure = session.get_one(Procedure, procedure_of.procedure_id)
        return make_offering(session, make_office(session, "27010", name="大阪東"), procedure)

    return scene.do(make)


def tried(scene: Scene, who: Principal, slot_id: int) -> str:
    """Hold a seat and return what came of it."""
    try:
        scene.hold(who, slot_id)
    except PortalError as error:
        assert_seats_add_up(scene)
        return error.code
    assert_seats_add_up(scene)
    return "held"


@pytest.mark.parametrize(
    ("days", "wall", "result"),
    [
        (28, "16:30", "held"),
        (29, "09:00", "slot_not_offered"),
        (0, "12:00", "held"),
        (0, "11:55", "slot_not_offered"),
    ],
)
def test_the_window_of_the_offering(
    scene: Scene, hanako: Principal, days: int, wall: str, result: str
) -> None:
    assert tried(scene, hanako, scene.slot(at(days, wall))) == result


@pytest.mark.parametrize("changes", [{"is_open": False}, {"opens_days_ahead": 6}])
def test_the_window_is_the_offerings_own(scene: Scene, hanako: Principal, changes: dict) -> None:
    def change(session) -> None:
        offering = session.get_one(Offering, scene.counselling.id)
        for name, value in changes.items():
            setattr(offering, name, value)

    slot = scene.slot()
    scene.do(change)
    assert tried(scene, hanako, slot) == "slot_not_offered"


def test_a_procedure_that_was_withdrawn_is_not_offered(scene: Scene, hanako: Principal) -> None:
    def withdraw(session) -> None:
        session.get_one(Procedure, scene.counselling.procedure_id).is_published = False

    scene.do(withdraw)
    assert tried(scene, hanako, scene.slot()) == "slot_not_offered"


@pytest.mark.parametrize(
    ("wall", "result"), [("10:15", "overlaps"), ("10:30", "held"), ("09:30", "held"), ("09:31", "overlaps")]
)
def test_no_two_interviews_overlap_whatever_the_office(
    scene: Scene, hanako: Principal, wall: str, result: str
) -> None:
    scene.reserve(hanako, scene.slot())
    other = elsewhere(scene, scene.counselling)
    assert tried(scene, hanako, scene.slot(at(7, wall), other)) == result


def test_a_hold_is_replaced_and_so_never_overlaps(scene: Scene, hanako: Principal) -> None:
    scene.hold(hanako, scene.slot())
    other = elsewhere(scene, scene.counselling)
    assert tried(scene, hanako, scene.slot(at(7, "10:15"), other)) == "held"


def test_a_reserved_slot_cannot_be_reserved_again_by_the_same_person(scene: Scene, hanako: Principal) -> None:
    slot = scene.slot(capacity=5)
    scene.reserve(hanako, slot)
    assert tried(scene, hanako, slot) == "overlaps"
    assert scene.taken(slot) == 1


def test_two_counselling_reservations_and_no_third_wherever(scene: Scene, hanako: Principal) -> None:
    scene.reserve(hanako, scene.slot(at(1)))
    scene.reserve(hanako, scene.slot(at(2), elsewhere(scene, scene.counselling)))
    assert tried(scene, hanako, scene.slot(at(3))) == "too_many_reservations"
    assert tried(scene, hanako, scene.slot(at(4), scene.certification)) == "held"


def test_a_past_counselling_makes_room_for_the_next(scene: Scene, hanako: Principal) -> None:
    scene.reserve(hanako, scene.slot(at(1)))
    scene.reserve(hanako, scene.slot(at(2)))
    assert scene.reserve(hanako, scene.slot(at(9)), NOW + timedelta(days=2))


def test_a_third_counselling_held_before_the_second_was_confirmed_is_refused_at_the_end(
    scene: Scene, hanako: Principal
) -> None:
    lost = scene.hold(hanako, scene.slot(at(1)))
    scene.fill_in(hanako, lost)
    later = NOW + timedelta(minutes=11)
    for days in (2, 3):
        scene.reserve(hanako, scene.slot(at(days)), later)
    with pytest.raises(errors.TooManyReservations):
        scene.confirm(hanako, lost, later)
    assert_seats_add_up(scene)


def test_one_certification_a_day_and_another_on_another(scene: Scene) -> None:
    who = scene.person("certified@example.jp", number=NUMBER)
    scene.reserve(who, scene.slot(at(7), scene.certification))
    assert tried(scene, who, scene.slot(at(7, "15:00"), scene.certification)) == "already_reserved"
    assert tried(scene, who, scene.slot(at(8, "15:00"), scene.certification)) == "held"


@pytest.mark.parametrize(
    ("kind", "days", "changes", "result"),
    [
        (ClaimantKind.INTERVIEW_AND_FORM, [7], {}, "held"),
        (ClaimantKind.INTERVIEW_AND_FORM, [6, 8], {}, "not_eligible_not_your_day"),
        (ClaimantKind.INTERVIEW_AND_FORM, [7], {"online_until": TODAY}, "not_eligible_not_online"),
        (
            ClaimantKind.INTERVIEW_AND_FORM,
            [7],
            {"online_from": TODAY + WEEK, "online_until": TODAY + WEEK},
            "held",
        ),
        (ClaimantKind.FORM_ONLY, [7], {}, "not_eligible_form_only"),
        (ClaimantKind.NONE, [7], {}, "not_eligible_not_online"),
    ],
)
def test_a_record_decides_on_certification_and_never_on_counselling(
    scene: Scene, hanako: Principal, kind: ClaimantKind, days: list[int], changes: dict, result: str
) -> None:
    on = [TODAY + timedelta(days=day) for day in days]
    scene.do(make_claimant, scene.office, applicant_of(scene, hanako), kind, on, **changes)
    assert tried(scene, hanako, scene.slot(at(7), scene.certification)) == result
    assert tried(scene, hanako, scene.slot(at(7, "15:00"))) == "held"


def test_certification_is_at_ones_own_office_alone_and_counselling_anywhere(
    scene: Scene, hanako: Principal
) -> None:
    scene.do(make_claimant, scene.office, applicant_of(scene, hanako), days=[TODAY + WEEK])
    with pytest.raises(errors.NotEligible) as told:
        scene.hold(hanako, scene.slot(at(7), elsewhere(scene, scene.certification)))
    assert told.value.code == "not_eligible_other_office"
    said = of_error(told.value)
    assert "新宿（東京都）" in said["ja"]
    assert "Shinjuku (Tokyo)" in said["en"]


def test_a_record_linked_meanwhile_is_looked_at_again_at_the_end(scene: Scene) -> None:
    who = scene.person("certified@example.jp", number=NUMBER)
    hold = scene.hold(who, scene.slot(at(7), scene.certification))
    scene.fill_in(who, hold)
    scene.do(make_claimant, scene.office, applicant_of(scene, who), ClaimantKind.FORM_ONLY)
    with pytest.raises(errors.NotEligible):
        scene.confirm(who, hold)
    assert scene.reservation(hold).state == "held"


def test_a_record_of_kind_a_is_a_confirmed_claim(scene: Scene) -> None:
    who = scene.person("certified@example.jp", number=NUMBER)
    scene.do(make_claimant, scene.office, applicant_of(scene, who), days=[TODAY + WEEK])
    scene.reserve(who, scene.slot(at(7), scene.certification))
    assert scene.row(Reservation).is_unconfirmed_claim is False


def test_a_typed_number_is_a_claim_and_never_a_key_to_a_record(scene: Scene, hanako: Principal) -> None:
    """Stating the number of somebody's record opens and closes nothing (decision 3)."""
    owner = applicant_of(scene, hanako)
    scene.do(make_claimant, scene.office, owner, ClaimantKind.NONE)
    stranger = scene.person("stranger@example.jp", number=f"1301026{owner.id:07}")
    assert tried(scene, stranger, scene.slot(at(7), scene.certification)) == "held"


def test_a_new_version_is_for_new_holds_and_the_old_one_stays_with_its_reservation(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    from hellowork_portal.models import ProcedureVersion

    old = scene.hold(hanako, scene.slot(capacity=2))

    def publish(session) -> None:
        first = session.get_one(ProcedureVersion, scene.reservation(old).procedure_version_id)
        changed = first.definition | {"needs_claimant_number": True}
        newer = {"number": 2, "digest": "2" * 64, "definition": changed, "published_at": NOW}
        session.add(ProcedureVersion(procedure_id=first.procedure_id, **newer))

    scene.do(publish)
    new = scene.hold(taro, scene.slot(at(9)))
    assert scene.reservation(old).procedure_version_id != scene.reservation(new).procedure_version_id
    for who, hold in ((hanako, old), (taro, new)):
        scene.fill_in(who, hold)
    assert scene.confirm(hanako, old)
    with pytest.raises(errors.ClaimantNumberNeeded):
        scene.confirm(taro, new)


def test_a_procedure_of_another_purpose_knows_no_such_limits(scene: Scene, hanako: Principal) -> None:
    def make(session) -> Offering:
        office = make_office(session, "14010", name="横浜")
        return make_offering(session, office, make_procedure(session, "training", "other"))

    other = scene.do(make)
    for days in (1, 2, 3):
        scene.reserve(hanako, scene.slot(at(days), other))
    assert_seats_add_up(scene)
