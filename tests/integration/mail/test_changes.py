"""A change and a cancelling reach mailbox, calendar and provider, whatever is away meanwhile."""

from datetime import timedelta

import pytest

from hellowork_portal.demo.mailbox_smtp import FaultKind
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.models import JobState, MeetingHostTime, MeetingState
from hellowork_portal.ports.meetings import MeetingPlan, MeetingRoom, MeetingsUnavailable
from hellowork_portal.services.reservations.rules import number_shown
from tests.factories import Desk
from tests.integration.jobs.families import NOON, job
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import confirm, deliveries
from tests.integration.mail.household import NUMBER, TOMORROW, Household, entry, settle
from tests.integration.mail.rooms import Rooms, away

CONFIRMED, CHANGED = "ハローワーク：予約を確定しました", "ハローワーク：予約の日時を変更しました"
CANCELLED, LINK = "ハローワーク：予約を取り消しました", "ハローワーク：会議情報のお知らせ"
LATER, LATEST = TOMORROW + timedelta(hours=2), TOMORROW + timedelta(days=2)


@pytest.fixture
def house(database_url: str, post: Post) -> Household:
    house = settle(database_url, post)
    for starts_at in (LATER, LATEST):
        house.slot(starts_at)
    return house


def text(house: Household) -> str:
    """Return the newest mail."""
    return house.mails()[-1].body("plain")


def test_a_change_keeps_the_room_moves_it_and_tells_the_new_time(house: Household) -> None:
    house.work()
    house.later(seconds=3)
    house.change(LATER)
    house.later(seconds=3)
    assert house.subjects() == [CONFIRMED, CHANGED]
    assert (house.rooms.made, [plan.starts_at for plan in house.rooms.rooms.values()]) == (1, [LATER])
    for said in (
        "14:00〜14:30",
        "変更前の日時: 2026年11月25日（水） 12:00",
        "/j/room-1?pwd=x",
        number_shown(NUMBER),
    ):
        assert said in text(house)
    before, after = (entry(mail) for mail in house.mails())
    assert (before[0], after[0]) == ("PUBLISH", "PUBLISH")
    assert before[1]["UID"] == after[1]["UID"]
    assert [before[1]["SEQUENCE"], after[1]["SEQUENCE"]] == [0, 1]
    assert after[1].start == LATER
    assert before[1]["DTSTAMP"].dt < after[1]["DTSTAMP"].dt
    assert after[1]["ORGANIZER"].startswith("mailto:")


def test_a_provider_that_is_away_delays_nothing_but_its_own_knowledge(house: Household) -> None:
    house.work()
    house.later(seconds=3)
    house.rooms.troubles = away(1000)
    house.change(LATER)
    house.later(seconds=3)
    assert house.subjects() == [CONFIRMED, CHANGED]
    assert [plan.starts_at for plan in house.rooms.rooms.values()] == [TOMORROW]
    house.rooms.troubles = []
    house.later(minutes=5)
    assert [plan.starts_at for plan in house.rooms.rooms.values()] == [LATER]
    moved = job(house.url, f"meeting:move:{house.ground.reservation_id}:1")
    assert (moved.state, moved.attempt) == (JobState.DONE, 1)
    assert house.subjects() == [CONFIRMED, CHANGED]


def test_a_change_before_the_room_is_made_has_it_made_once_for_the_new_time(house: Household) -> None:
    house.rooms.troubles = away(1000)
    house.work()
    house.later(seconds=5)
    house.change(LATER)
    house.rooms.troubles = []
    house.later(seconds=30)
    assert house.subjects() == [CHANGED]
    assert "/j/room-1?pwd=x" in text(house)
    assert [plan.starts_at for plan in house.rooms.rooms.values()] == [LATER]
    assert "move room-1" not in house.rooms.calls


def test_news_without_an_address_are_followed_by_exactly_one_that_brings_it(house: Household) -> None:
    """Confirmed and changed while the provider is away: only the newest letter's debt counts."""
    house.rooms.troubles = away(100_000)
    house.work()
    house.later(seconds=62)
    house.change(LATER)
    house.later(seconds=62)
    assert house.subjects() == [CONFIRMED, CHANGED]
    assert "URLは別のメールでお知らせします" in text(house)
    house.rooms.troubles = []
    house.later(minutes=5)
    assert house.subjects() == [CONFIRMED, CHANGED, LINK]
    assert sum("/j/room" in mail.body("plain") for mail in house.mails()) == 1


class Slow(Rooms):
    """While an answer travels, something happens."""

    def create(self, plan: MeetingPlan, *, may_exist: bool = False) -> MeetingRoom:
        room = super().create(plan, may_exist=may_exist)
        self.meanwhile()
        return room

    def move(self, provider_id: str, plan: MeetingPlan) -> None:
        super().move(provider_id, plan)
        self.meanwhile()

    def meanwhile(self) -> None:
        """Nothing, until a test says otherwise."""


def once(rooms: Slow, deed) -> None:
    """Let something happen at the next call alone."""

    def meanwhile() -> None:
        rooms.meanwhile = lambda: None  # type: ignore[method-assign]
        deed()

    rooms.meanwhile = meanwhile  # type: ignore[method-assign]


def test_a_room_made_while_the_time_changed_is_moved_after_it(house: Household) -> None:
    house.rooms = Slow()
    once(house.rooms, lambda: house.change(LATER))
    house.work()
    house.later(seconds=5)
    assert [plan.starts_at for plan in house.rooms.rooms.values()] == [LATER]
    assert house.rooms.calls == ["create", "move room-1"]
    assert house.subjects() == [CHANGED]


def test_the_newest_time_is_the_last_one_told_though_an_older_call_was_under_way(house: Household) -> None:
    house.rooms = Slow()
    house.work()
    house.later(seconds=3)
    house.change(LATER)
    once(house.rooms, lambda: house.change(LATEST))
    house.later(seconds=3)
    assert [plan.starts_at for plan in house.rooms.rooms.values()] == [LATEST]
    assert house.reservation().revision == 2


def test_an_older_move_leaves_the_work_to_the_newer_one(house: Household) -> None:
    house.work()
    house.later(seconds=3)
    house.change(LATER)
    house.change(LATEST)
    house.later(seconds=3)
    assert house.rooms.calls == ["create", "move room-1"]
    assert house.subjects() == [CONFIRMED, CHANGED]
    assert "11月27日" in text(house)


def busy_host(house: Household) -> None:
    """Let somebody else have the first host at the later time."""
    desk = Desk(house.url)
    host_id = house.meeting().host_id

    def write(session) -> None:
        other = confirm(
            session, house.ground.offering_id, number="FGHJK23456", starts_at=LATER + timedelta(hours=1)
        )
        bucket = int(LATER.timestamp()) // 300
        row = {"host_id": host_id, "lane": 1, "bucket": bucket, "reservation_id": other.reservation_id}
        session.add(MeetingHostTime(**row))

    desk.do(write)


def test_another_host_means_another_room_and_the_letter_says_so(database_url: str, post: Post) -> None:
    house = settle(database_url, post, hosts=2)
    house.slot(LATER)
    house.work()
    house.later(seconds=3)
    busy_host(house)
    house.change(LATER)
    house.later(seconds=5)
    assert {name: plan.host for name, plan in house.rooms.rooms.items()} == {"room-2": "host-1"}
    assert "delete room-1" in house.rooms.calls
    assert house.subjects() == [CONFIRMED, CHANGED]
    assert "/j/room-2?pwd=x" in text(house)
    assert "前のURLは使えません" in text(house)
    assert house.meeting().provider_id == "room-2"


def test_without_any_free_host_the_room_goes_and_its_successor_is_sought(house: Household) -> None:
    house.work()
    house.later(seconds=3)
    busy_host(house)
    house.change(LATER)
    house.later(seconds=62)
    assert (house.rooms.rooms, house.meeting().state) == ({}, MeetingState.PENDING)
    assert house.subjects() == [CONFIRMED, CHANGED]
    assert "前にお知らせしたURLがあるときは、そのURLは使わないでください" in text(house)
    house.cancel()
    house.later(seconds=5)
    assert house.subjects()[-1] == CANCELLED


def test_a_room_of_unknown_fate_at_the_former_host_is_found_and_removed(
    database_url: str, post: Post
) -> None:
    house = settle(database_url, post, hosts=2)
    house.slot(LATER)
    house.rooms.lost = [MeetingsUnavailable(outcome_unknown=True)]
    house.work()
    assert house.meeting().state == MeetingState.UNKNOWN
    busy_host(house)
    house.change(LATER)
    house.later(seconds=30)
    assert [plan.host for plan in house.rooms.rooms.values()] == ["host-1"]
    assert (house.meeting().state, house.subjects()) == (MeetingState.READY, [CHANGED])


@pytest.mark.parametrize("is_late", [0, 1])
def test_a_room_that_somebody_removed_at_the_provider_is_made_anew(house: Household, is_late: int) -> None:
    """If that is found out after the letter has left, a second one brings the new address."""
    house.work()
    house.later(seconds=3)
    house.rooms.rooms.clear()
    house.rooms.troubles = away(is_late)
    house.change(LATER)
    house.later(seconds=15)
    assert list(house.rooms.rooms) == ["room-2"]
    assert house.subjects() == [CONFIRMED, CHANGED, *([LINK] if is_late else [])]
    assert "/j/room-2?pwd=x" in text(house)


def test_a_letter_that_a_change_has_overtaken_is_never_sent_nor_counted_as_waiting(house: Household) -> None:
    house.post.spoil(FaultKind.AWAY, count=1000)
    house.work()
    house.later(seconds=5)
    assert [row.kind for row in deliveries(house.url)] == ["reservation_confirmed"]
    house.change(LATER)
    house.post.faults.set(None)
    house.later(minutes=1)
    assert house.subjects() == [CHANGED]


def test_a_letter_that_runs_while_the_change_is_written_forgets_itself(house: Household) -> None:
    """A running job cannot be withdrawn; at its next try it finds itself overtaken."""
    house.post.spoil(FaultKind.AWAY, count=1000)
    house.work()
    key = house.ground.confirmation_key
    desk = Desk(house.url)
    desk.do(lambda session: session.execute(JOB.update().where(JOB.c.key == key).values(state="running")))
    house.change(LATER)
    desk.do(
        lambda session: session.execute(
            JOB.update().where(JOB.c.key == key).values(state="ready", run_at=house.clock.now)
        )
    )
    house.post.faults.set(None)
    house.later(seconds=10)
    assert house.subjects() == [CHANGED]
    assert [row.kind for row in deliveries(house.url)] == ["reservation_changed"]


def test_the_letters_of_a_change_speak_the_persons_language(house: Household) -> None:
    house.language = "en"
    house.work()
    house.change(LATER)
    house.later(seconds=3)
    house.cancel()
    house.later(seconds=3)
    assert house.subjects()[-1] == "Hello Work: your reservation has been cancelled"
    assert "Time before: Wednesday 25 November 2026 at 12:00" in house.mails()[-2].body("plain")


def test_nothing_in_a_changed_mail_names_more_than_it_must(house: Household) -> None:
    house.work()
    house.change(LATER)
    house.later(seconds=3)
    calendar = house.mails()[-1].calendar().decode()
    assert "/j/" not in calendar
    assert NUMBER in calendar
    assert NOON < LATER
