"""失業認定: the time may move, the 認定日 not (product.md decision 4)."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant, Claimant, Offering, ProcedureVersion
from tests.factories import at, make_claimant
from tests.services.reservations.conftest import Scene
from tests.services.reservations.test_changes import change, refused, row_of

DAY = date(2026, 12, 8)


def _move_within_day(session, offering: Offering) -> None:
    """Let the procedure allow another time of the day until half an hour before."""
    for version in session.exec(
        select(ProcedureVersion).where(ProcedureVersion.procedure_id == offering.procedure_id)
    ):
        slots = version.definition["slots"] | {"move_within_day_minutes_before": 30}
        version.definition = version.definition | {"slots": slots}
        version.digest = "moves within the day"


@pytest.fixture
def claimant(scene: Scene) -> Principal:
    who = scene.person("claim@example.jp", number="13010121234561")
    person = scene.see(lambda session: session.get_one(Applicant, who.id))
    scene.do(make_claimant, scene.office, person, days=[DAY, DAY + timedelta(days=28)])
    return who


def reserve(scene: Scene, who: Principal) -> str:
    return scene.reserve(who, scene.slot(at(7), scene.certification))


def test_another_time_of_the_day_is_taken(scene: Scene, claimant: Principal) -> None:
    number = reserve(scene, claimant)
    assert change(scene, claimant, number, scene.slot(at(7, "15:00"), scene.certification)) == 1
    row = row_of(scene, number)
    assert (row.certification_on, row.is_unconfirmed_claim) == (DAY, False)


def test_another_day_is_refused(scene: Scene, claimant: Principal) -> None:
    number = reserve(scene, claimant)
    for days in (8, 6):
        slot = scene.slot(at(days), scene.certification)
        assert refused(scene, claimant, number, slot) == "day_may_not_change"


def test_without_a_record_the_day_stays_too(scene: Scene) -> None:
    who = scene.person("new@example.jp", number="13010121234561")
    number = reserve(scene, who)
    assert refused(scene, who, number, scene.slot(at(8), scene.certification)) == "day_may_not_change"
    assert change(scene, who, number, scene.slot(at(7, "15:00"), scene.certification)) == 1
    assert row_of(scene, number).is_unconfirmed_claim


def test_on_the_day_itself_a_time_half_an_hour_ahead_is_still_to_be_had(
    scene: Scene, claimant: Principal
) -> None:
    """A new booking would need two hours; and a seat nearer than that is not given."""
    scene.do(_move_within_day, scene.certification)
    number = reserve(scene, claimant)
    soon = scene.slot(at(7, "9:50"), scene.certification)
    sooner = scene.slot(at(7, "9:25"), scene.certification)
    now = at(7, "9:15")
    assert refused(scene, claimant, number, sooner, now=now) == "slot_not_offered"
    assert change(scene, claimant, number, soon, now=now) == 1
    assert refused(scene, claimant, number, sooner, 1, at(7, "9:21")) == "too_late_to_change"


def test_a_record_that_bars_online_interviews_now_bars_the_change(scene: Scene, claimant: Principal) -> None:
    number, its = reserve(scene, claimant), scene.row(Claimant, applicant_id=claimant.id).id
    scene.do(lambda session: setattr(session.get_one(Claimant, its), "online_kind", "b"))
    slot = scene.slot(at(7, "15:00"), scene.certification)
    assert refused(scene, claimant, number, slot) == "not_eligible_form_only"
