"""Meetings are made exactly once, found again, and removed, whatever the provider does."""

from datetime import timedelta

import pytest
from sqlmodel import select

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.jobs import meetings
from hellowork_portal.jobs.kinds import Family, Tools
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.models import (
    AuditEntry,
    JobState,
    MeetingHost,
    MeetingHostTime,
    MeetingState,
    Reservation,
    ReservationState,
)
from hellowork_portal.ports.meetings import MeetingPlan, MeetingRoom, MeetingsRefused, MeetingsUnavailable
from hellowork_portal.services.meetings.service import cancel_meeting
from tests.integration.jobs.families import NOON, Watch, job, tools
from tests.integration.mail.ground import Ground, lay, meeting
from tests.integration.mail.rooms import Rooms, away

FAMILY = Family(
    "meeting",
    {"meeting.create": meetings.create, "meeting.delete": meetings.delete},
    JOB.c.kind.in_(["meeting.create", "meeting.delete"]),
)


@pytest.fixture
def ground(database_url: str) -> Ground:
    return lay(database_url)


def work(url: str, rooms: Rooms, clock: Watch | None = None) -> None:
    runner = Runner(FAMILY, tools(url, clock or Watch(), meetings=rooms))
    while runner.run_once():
        pass


def create_job(ground: Ground) -> str:
    return f"meeting:create:{ground.reservation_id}"


def audited(url: str) -> list[str]:
    with reading(url) as session:
        return [row.action for row in session.exec(select(AuditEntry).order_by(AuditEntry.id))]  # type: ignore[arg-type]


def cancel(url: str, ground: Ground) -> None:
    with transaction(url) as session:
        session.get_one(Reservation, ground.reservation_id).state = ReservationState.CANCELLED
        cancel_meeting(session, ground.reservation_id, now=NOON)


def test_a_room_is_stored_sealed_and_audited(database_url: str, ground: Ground) -> None:
    work(database_url, Rooms())
    row = meeting(database_url, ground)
    assert (row.state, row.provider_id, row.ready_at) == (MeetingState.READY, "room-1", NOON)
    assert "zoom" not in row.join_url_sealed
    assert audited(database_url) == ["meeting.created"]


def test_a_provider_that_is_away_is_asked_again_without_spending_attempts(
    database_url: str, ground: Ground
) -> None:
    rooms, clock = Rooms(troubles=away(30)), Watch()
    for _ in range(40):
        work(database_url, rooms, clock)
        clock.pass_by(minutes=5)
    assert meeting(database_url, ground).state == MeetingState.READY
    assert (job(database_url, create_job(ground)).attempt, rooms.made) == (1, 1)


def test_between_two_tries_the_meeting_is_pending_again(database_url: str, ground: Ground) -> None:
    rooms = Rooms(troubles=away(1))
    work(database_url, rooms)
    assert meeting(database_url, ground).state == MeetingState.PENDING
    waiting = job(database_url, create_job(ground))
    assert (waiting.error, waiting.run_at) == ("meetings_unavailable", NOON + timedelta(seconds=5))


def test_the_providers_own_time_is_kept(database_url: str, ground: Ground) -> None:
    midnight = NOON + timedelta(hours=21)
    work(database_url, Rooms(troubles=[MeetingsUnavailable(midnight)]))
    assert job(database_url, create_job(ground)).run_at == midnight


def test_a_lost_answer_is_followed_by_a_search_and_no_second_room(database_url: str, ground: Ground) -> None:
    rooms, clock = Rooms(lost=[MeetingsUnavailable(outcome_unknown=True)]), Watch()
    work(database_url, rooms, clock)
    assert meeting(database_url, ground).state == MeetingState.UNKNOWN
    rooms.troubles = away(1)
    clock.pass_by(minutes=5)
    work(database_url, rooms, clock)
    assert meeting(database_url, ground).state == MeetingState.UNKNOWN
    clock.pass_by(minutes=5)
    work(database_url, rooms, clock)
    assert rooms.calls == ["create", "create may_exist", "create may_exist"]
    assert (rooms.made, meeting(database_url, ground).provider_id) == (1, "room-1")


def test_a_death_after_the_call_is_followed_by_a_search(database_url: str, ground: Ground) -> None:
    rooms, clock = Rooms(lost=[KeyboardInterrupt()]), Watch()  # type: ignore[list-item]
    with pytest.raises(KeyboardInterrupt):
        work(database_url, rooms, clock)
    clock.pass_by(seconds=61)
    work(database_url, rooms, clock)
    assert rooms.calls == ["create", "create may_exist"]
    assert (rooms.made, meeting(database_url, ground).state) == (1, MeetingState.READY)


def test_a_refusal_is_retried_slowly(database_url: str, ground: Ground) -> None:
    work(database_url, Rooms(troubles=[MeetingsRefused("credentials")]))
    waiting = job(database_url, create_job(ground))
    assert (waiting.error, waiting.run_at) == ("meetings_refused credentials", NOON + timedelta(minutes=10))
    assert meeting(database_url, ground).state == MeetingState.PENDING


def test_it_is_tried_until_the_interview_is_over_and_then_given_up(database_url: str, ground: Ground) -> None:
    rooms, clock = Rooms(troubles=away(10_000)), Watch()
    clock.now = NOON + timedelta(days=1, minutes=29)
    work(database_url, rooms, clock)
    assert job(database_url, create_job(ground)).state == JobState.READY
    clock.pass_by(minutes=6)
    work(database_url, rooms, clock)
    assert job(database_url, create_job(ground)).state == JobState.DONE
    assert meeting(database_url, ground).state == MeetingState.FAILED
    assert audited(database_url) == ["meeting.failed"]


def test_a_host_who_gets_free_is_taken_by_the_job(database_url: str) -> None:
    ground, rooms, clock = lay(database_url, hosts=0), Rooms(), Watch()
    work(database_url, rooms, clock)
    assert (rooms.calls, job(database_url, create_job(ground)).error) == ([], "no_host_free")
    with transaction(database_url) as session:
        session.add(MeetingHost(provider_user_id="new", offering_id=ground.offering_id))
    clock.pass_by(minutes=1)
    work(database_url, rooms, clock)
    assert [plan.host for plan in rooms.rooms.values()] == ["new"]
    with reading(database_url) as session:
        assert len(session.exec(select(MeetingHostTime)).all()) == 6


def test_a_cancelled_meeting_is_removed_at_the_provider(database_url: str, ground: Ground) -> None:
    rooms = Rooms()
    work(database_url, rooms)
    cancel(database_url, ground)
    work(database_url, rooms)
    assert rooms.rooms == {}
    assert meeting(database_url, ground).state == MeetingState.DELETED
    assert audited(database_url)[-1] == "meeting.deleted"
    with reading(database_url) as session:
        assert session.exec(select(MeetingHostTime)).all() == []


def test_a_meeting_cancelled_before_it_was_made_is_never_made(database_url: str, ground: Ground) -> None:
    cancel(database_url, ground)
    rooms = Rooms()
    work(database_url, rooms)
    assert (rooms.calls, meeting(database_url, ground).state) == ([], MeetingState.DELETED)


def test_a_room_of_unknown_fate_is_found_to_be_removed(database_url: str, ground: Ground) -> None:
    rooms, clock = Rooms(lost=[MeetingsUnavailable(outcome_unknown=True)]), Watch()
    work(database_url, rooms, clock)
    cancel(database_url, ground)
    clock.pass_by(minutes=1)
    work(database_url, rooms, clock)
    assert (rooms.made, rooms.rooms) == (1, {})
    assert meeting(database_url, ground).state == MeetingState.DELETED


def test_a_removal_that_fails_is_tried_again(database_url: str, ground: Ground) -> None:
    rooms, clock = Rooms(), Watch()
    work(database_url, rooms)
    cancel(database_url, ground)
    rooms.troubles = away(3)
    for _ in range(8):
        work(database_url, rooms, clock)
        clock.pass_by(minutes=5)
    assert (rooms.rooms, meeting(database_url, ground).state) == ({}, MeetingState.DELETED)


class SlowRooms(Rooms):
    """While its first answer travels, the reservation is cancelled and everything is tidied away."""

    def create(self, plan: MeetingPlan, *, may_exist: bool = False) -> MeetingRoom:
        room = super().create(plan, may_exist=may_exist)
        if self.made == 1 and not may_exist:
            self.rooms[room.provider_id] = MeetingPlan(
                "elsewhere", "x", plan.starts_at, 30, "not to be found"
            )
            self.meanwhile()
        return room

    def meanwhile(self) -> None:
        raise NotImplementedError


def test_a_room_that_arrives_after_the_removal_is_removed_too(database_url: str, ground: Ground) -> None:
    rooms, clock = SlowRooms(), Watch()

    def meanwhile() -> None:
        cancel(database_url, ground)
        Runner(FAMILY, tools(database_url, clock, meetings=rooms)).run_once()

    rooms.meanwhile = meanwhile  # type: ignore[method-assign]
    work(database_url, rooms, clock)
    assert rooms.rooms == {}
    assert meeting(database_url, ground).state == MeetingState.DELETED


def test_no_call_happens_inside_a_transaction(database_url: str, ground: Ground) -> None:
    class Jealous(Rooms):
        def create(self, plan: MeetingPlan, *, may_exist: bool = False) -> MeetingRoom:
            with transaction(database_url) as session:
                session.get_one(Reservation, ground.reservation_id).extended_count += 1
            return super().create(plan, may_exist=may_exist)

    rooms = Jealous()
    our_tools: Tools = tools(database_url, Watch(), meetings=rooms)
    Runner(FAMILY, our_tools).run_once()
    assert meeting(database_url, ground).state == MeetingState.READY
