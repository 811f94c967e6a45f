"""What is done by the clock, once per period, however many workers there are."""

from datetime import UTC, datetime, timedelta

from hellowork_portal.adapters.database import transaction
from hellowork_portal.jobs.duties import duties_at
from hellowork_portal.jobs.registry import FAMILIES
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.models import JobState, Reservation, ReservationState, Slot
from tests.integration.jobs.families import Watch, job, jobs, put, tools
from tests.integration.mail.ground import NOON, confirm, make_offering

UPKEEP = FAMILIES[-1]
MIDNIGHT_IN_JAPAN = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def test_each_duty_has_a_handler() -> None:
    assert {one.kind for one in duties_at(NOON)} == {*UPKEEP.handlers, "waitlist.sweep"}


def test_slots_are_released_five_minutes_into_japans_day() -> None:
    before, after = (
        {one.key: one.run_at for one in duties_at(MIDNIGHT_IN_JAPAN + timedelta(minutes=step))}
        for step in (-1, 1)
    )
    assert after["upkeep:slots:2026-11-24"] == MIDNIGHT_IN_JAPAN + timedelta(minutes=5)
    assert "upkeep:slots:2026-11-23" in before


def test_two_workers_and_two_looks_at_the_clock_make_one_job_each(database_url: str) -> None:
    for seconds in (0, 1, 30, 59, 60):
        put(database_url, *duties_at(NOON + timedelta(seconds=seconds)))
    kinds = sorted(row.kind for row in jobs(database_url))
    daily = [
        "upkeep.accounts", "upkeep.days", "upkeep.declarations", "upkeep.files", "upkeep.prune",
        "upkeep.slots",
    ]  # fmt: skip
    each_minute = ["upkeep.audit", "upkeep.holds", "waitlist.sweep"]
    assert kinds == sorted([*daily, *each_minute, *each_minute])


def test_families_share_all_kinds_and_no_two_take_the_same(database_url: str) -> None:
    kinds = [*(kind for family in FAMILIES for kind in family.handlers), "unheard.of"]
    for family in FAMILIES:
        assert family.batch <= 5
    put(database_url, *duties_at(NOON))
    assert len(kinds) == len(set(kinds))


def test_an_expired_hold_gives_its_seat_back(database_url: str) -> None:
    with transaction(database_url) as session:
        ground = confirm(
            session,
            make_offering(session),
            state=ReservationState.HELD,
            confirmed_at=None,
            expires_at=NOON - timedelta(seconds=1),
        )
    put(database_url, *duties_at(NOON))
    worker = Runner(UPKEEP, tools(database_url, Watch()))
    while worker.run_once():
        pass
    with transaction(database_url) as session:
        assert session.get_one(Reservation, ground.reservation_id).state == ReservationState.EXPIRED
        assert session.get_one(Slot, ground.slot_id).taken == 0
    assert job(database_url, "upkeep:slots:2026-11-24").state == JobState.DONE
