"""Confirmation mail and meeting: whoever comes first, the address arrives exactly once."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.demo.mailbox_smtp import FaultKind
from hellowork_portal.demo.mailbox_store import Caught
from hellowork_portal.jobs import mails, meetings
from hellowork_portal.jobs.kinds import Family
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.models import DeliveryState, JobState, MeetingState, Mode, Reservation, ReservationState
from hellowork_portal.services.meetings.service import meeting_of
from tests.integration.jobs.families import Watch, job, tools
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import NAME, Ground, deliveries, lay
from tests.integration.mail.rooms import Rooms, away

SUBJECT, SECOND = "ハローワーク：予約を確定しました", "ハローワーク：会議情報のお知らせ"
FAMILY = Family(
    "both",
    {"mail": mails.deliver, "meeting.create": meetings.create, "meeting.delete": meetings.delete},
    JOB.c.kind != "",
    after_batch=mails.hang_up,
)


@dataclass
class House:
    """A worker with a clock that only the test moves."""

    url: str
    post: Post
    rooms: Rooms
    clock: Watch
    ground: Ground

    def work(self) -> None:
        """Run everything that is due now, and what follows from it."""
        runner = Runner(FAMILY, tools(self.url, self.clock, self.post.mailer, self.rooms))
        while runner.run_once():
            pass

    def later(self, **time: float) -> None:
        """Let time pass in small steps, working all the while."""
        end = self.clock.now + timedelta(**time)
        while self.clock.now < end:
            self.clock.pass_by(seconds=1)
            self.work()

    def mails(self) -> list[Caught]:
        return self.post.mails()

    def addresses(self) -> int:
        """Return how many of the caught mails bring the meeting's address."""
        return sum("/j/room" in mail.body("plain") for mail in self.mails())


@pytest.fixture
def house(database_url: str, post: Post) -> House:
    return House(database_url, post, Rooms(), Watch(), lay(database_url))


def test_a_meeting_that_is_quick_stands_in_the_confirmation(house: House) -> None:
    house.work()
    house.later(seconds=3)
    [mail] = house.mails()
    assert mail.subject == SUBJECT
    assert "https://zoom.example.jp/j/room-1?pwd=x" in mail.body("plain")
    assert f"{NAME} 様" in mail.body("plain")
    assert b"METHOD:PUBLISH" in mail.calendar()
    [row] = deliveries(house.url)
    assert (row.kind, row.state, row.recipient) == ("reservation_confirmed", "sent", mail.recipient)


def test_the_provider_learns_nothing_personal(house: House) -> None:
    house.work()
    [plan] = house.rooms.rooms.values()
    assert (plan.topic, plan.host, plan.minutes) == ("面談予約 ABCDE23456", "host-0", 30)
    assert NAME not in repr(plan)


def test_without_a_meeting_the_mail_goes_after_a_minute_and_says_so(house: House) -> None:
    house.rooms.troubles = away(1000)
    house.work()
    house.later(seconds=59)
    assert house.mails() == []
    house.later(seconds=1)
    [mail] = house.mails()
    assert mail.subject == SUBJECT
    assert "URLは別のメールでお知らせします" in mail.body("plain")
    assert house.addresses() == 0


def test_the_second_mail_brings_the_address_once_the_provider_is_back(house: House) -> None:
    house.rooms.troubles = away(1000)
    house.work()
    house.later(minutes=2)
    house.rooms.troubles = []
    house.later(minutes=10)
    assert [mail.subject for mail in house.mails()] == [SUBJECT, SECOND]
    assert house.addresses() == 1
    assert "/j/room-1?pwd=x" in house.mails()[1].body("plain")
    key = f"mail:meeting_ready:{house.ground.reservation_id}:0"
    assert job(house.url, key).state == JobState.DONE
    assert [row.kind for row in deliveries(house.url)] == [
        "reservation_confirmed_without_link",
        "meeting_ready",
    ]


def test_a_meeting_that_comes_while_the_mail_waits_calls_it_forward(house: House) -> None:
    house.rooms.troubles = away(2)
    house.work()
    house.later(seconds=40)
    assert len(house.mails()) == 1
    arrived = job(house.url, f"meeting:create:{house.ground.reservation_id}").done_at
    [row] = deliveries(house.url)
    assert arrived is not None
    assert row.sent_at == arrived
    assert house.addresses() == 1


def test_a_letter_written_without_the_address_stays_so_when_the_server_was_away(house: House) -> None:
    """It may have been sent before the worker died; the second mail brings the address in any case."""
    house.rooms.troubles = away(1000)
    house.post.spoil(FaultKind.AWAY, count=1000)
    house.work()
    house.later(seconds=70)
    house.rooms.troubles = []
    house.later(minutes=3)
    house.post.faults.set(None)
    house.later(minutes=15)
    assert sorted(mail.subject for mail in house.mails()) == sorted([SUBJECT, SECOND])
    assert house.addresses() == 1


def test_a_night_without_mail_loses_nothing(house: House) -> None:
    house.post.spoil(FaultKind.AWAY, count=100_000)
    house.work()
    for _ in range(60):
        house.clock.pass_by(minutes=10)
        house.work()
    [row] = deliveries(house.url)
    assert (row.state, row.error) == (DeliveryState.QUEUED, "smtp_421")
    house.post.faults.set(None)
    house.clock.pass_by(minutes=10)
    house.work()
    assert [mail.subject for mail in house.mails()] == [SUBJECT]
    assert job(house.url, house.ground.confirmation_key).state == JobState.DONE
    assert deliveries(house.url)[0].state == DeliveryState.SENT


def test_a_refused_address_is_told_to_staff_and_never_tried_again(house: House) -> None:
    house.post.spoil(FaultKind.REFUSE)
    house.work()
    house.later(minutes=5)
    [row] = deliveries(house.url)
    assert (row.state, row.error) == (DeliveryState.REFUSED, "smtp_550")
    assert house.mails() == []
    assert job(house.url, house.ground.confirmation_key).state == JobState.DONE


def test_a_postponed_letter_spends_attempts_and_arrives(house: House) -> None:
    house.post.spoil(FaultKind.POSTPONE, count=2)
    house.work()
    house.later(seconds=30)
    assert len(house.mails()) == 1
    assert job(house.url, house.ground.confirmation_key).attempt == 3


def test_a_second_run_after_sending_sends_nothing(house: House) -> None:
    """As after a death between the letter's row and the end of the job."""
    house.work()
    house.later(seconds=3)
    with transaction(house.url) as session:
        changes = {"state": JobState.READY, "run_at": house.clock.now}
        session.connection().execute(
            JOB.update().where(JOB.c.key == house.ground.confirmation_key).values(**changes)
        )
    house.work()
    assert job(house.url, house.ground.confirmation_key).state == JobState.DONE
    assert len(house.mails()) == 1
    assert len(deliveries(house.url)) == 1


def test_a_cancelled_reservation_is_not_confirmed_by_mail(house: House) -> None:
    with transaction(house.url) as session:
        session.get_one(Reservation, house.ground.reservation_id).state = ReservationState.CANCELLED
    house.work()
    house.later(minutes=2)
    assert house.mails() == []
    assert house.rooms.rooms == {}


def test_in_person_nobody_waits_for_a_meeting(database_url: str, post: Post) -> None:
    house = House(database_url, post, Rooms(), Watch(), lay(database_url, mode=Mode.IN_PERSON))
    house.work()
    [mail] = house.mails()
    assert mail.subject == SUBJECT
    assert "パスコード" not in mail.body("plain")
    assert house.rooms.calls == []


def test_the_lookup_shows_the_address_only_when_it_is_there(house: House) -> None:
    with reading(house.url) as session:
        waiting = meeting_of(session, house.ground.reservation_id)
        assert meeting_of(session, 0) is None
    house.work()
    with reading(house.url) as session:
        ready = meeting_of(session, house.ground.reservation_id)
    assert waiting is not None
    assert (waiting.state, waiting.join_url) == (MeetingState.PENDING, "")
    assert ready is not None
    assert (ready.is_ready, ready.passcode) == (True, "123456")
    assert ready.join_url not in repr(ready)
