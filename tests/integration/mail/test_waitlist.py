"""The letters of the waitlist: who, what, when, until when; sent once, and never after the seat has gone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.jobs import mails, waitlist
from hellowork_portal.jobs.duties import duties_at
from hellowork_portal.jobs.kinds import Family
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.models import Applicant, Delivery, Reservation, Slot, WaitlistEntry
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.reservations.changes import change_reservation
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.services.waitlist import service
from tests.integration.jobs.families import NOON, tools
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import applicant, confirm
from tests.integration.mail.household import NUMBER, TOMORROW, Household, settle
from tests.integration.mail.rooms import Rooms

OTHERS = "ABCDE2346X"
OFFERED, ENDED = "ハローワーク：席が空きました", "ハローワーク：順番待ちを終了しました"
EVERYTHING = Family(
    "all",
    {
        "mail": mails.deliver,
        "reminder": mails.deliver,
        "waitlist.offer": waitlist.offer,
        "waitlist.lapse": waitlist.lapse,
        "waitlist.sweep": waitlist.sweep,
    },
    JOB.c.kind.in_(["mail", "waitlist.offer", "waitlist.lapse", "waitlist.sweep"]),
    after_batch=mails.hang_up,
)


class Waiting(Household):
    """The household, somebody who waits for its seat, and a worker that serves the line."""

    waits: int = 0

    @property
    def waiter(self) -> Principal:
        return Principal(PrincipalKind.APPLICANT, self.waits, language=self.language)

    def do(self, command: Any, **named: Any) -> Any:
        with transaction(self.url) as session:
            return command(session, now=self.clock.now, **named)

    def work(self) -> None:
        runner = Runner(EVERYTHING, tools(self.url, self.clock, self.post.mailer, Rooms()))
        while runner.run_once():
            pass

    def letters(self) -> list[str]:
        return [mail.subject for mail in self.mails() if mail.recipient == "waits@example.jp"]

    def entry(self) -> WaitlistEntry:
        with reading(self.url) as session:
            return session.exec(select(WaitlistEntry)).one()


@pytest.fixture
def house(database_url: str, post: Post) -> Waiting:
    made = settle(database_url, post)
    house = Waiting(made.url, made.post, made.ground)
    with transaction(database_url) as session:
        house.waits = _keep(session, applicant("waits@example.jp"))
    return house


def _keep(session: Session, row: Any) -> int:
    session.add(row)
    session.flush()
    return row.id


def join(house: Waiting) -> int:
    house.clock.now = NOON - timedelta(hours=3)
    entry = house.do(service.join_slot, principal=house.waiter, slot_id=house.ground.slot_id)
    house.work()
    return entry


def free(house: Waiting) -> None:
    house.do(cancel_reservation, principal=house.who, number=NUMBER)
    house.work()


def newest(house: Waiting) -> Any:
    return [mail for mail in house.mails() if mail.recipient == "waits@example.jp"][-1]


def test_the_letter_says_what_when_and_until_when(house: Waiting) -> None:
    join(house)
    free(house)
    [subject] = house.letters()
    assert subject.startswith(OFFERED)
    assert "9:30まで" in subject
    for body in ("plain", "html"):
        said = newest(house).body(body)
        for words in ("2026年11月25日（水） 12:00〜12:30", "9:30", "新宿", "/waitlist"):
            assert words in said, words
    house.work()
    assert len(house.letters()) == 1


def test_nothing_is_sent_once_the_seat_is_passed_on_or_taken(house: Waiting) -> None:
    entry = join(house)
    house.do(cancel_reservation, principal=house.who, number=NUMBER)
    Runner(
        Family("line", EVERYTHING.handlers, JOB.c.kind == "waitlist.offer"), tools(house.url, house.clock)
    ).run_once()
    house.do(service.refuse, principal=house.waiter, entry_id=entry)
    house.work()
    assert house.letters() == []
    with reading(house.url) as session:
        assert session.exec(select(Delivery).where(Delivery.applicant_id == house.waits)).all() == []


def test_an_unanswered_offer_ends_with_a_letter_and_the_seat_is_free(house: Waiting) -> None:
    join(house)
    free(house)
    house.later(60, minutes=31)
    assert [subject.split("（")[0] for subject in house.letters()] == [OFFERED, ENDED]
    assert house.entry().state == "over"
    with reading(house.url) as session:
        assert session.get_one(Slot, house.ground.slot_id).taken == 0


def test_the_worker_s_clock_finds_a_seat_that_nobody_told_of(house: Waiting) -> None:
    join(house)
    with transaction(house.url) as session:
        session.get_one(Slot, house.ground.slot_id).capacity = 2
        enqueue(session, duties_at(house.clock.now), now=house.clock.now)
    house.work()
    assert len(house.letters()) == 1


def test_an_earlier_time_has_a_letter_of_its_own_and_is_taken_by_the_change(house: Waiting) -> None:
    house.clock.now = NOON - timedelta(hours=3)
    with transaction(house.url) as session:
        late = confirm(
            session, house.ground.offering_id, number=OTHERS, starts_at=TOMORROW + timedelta(days=2)
        )
    with reading(house.url) as session:
        mail = session.get_one(Applicant, late.applicant_id).mail_address
    who = Principal(PrincipalKind.APPLICANT, late.applicant_id)
    house.do(service.join_earlier, principal=who, number=OTHERS)
    free(house)
    [told] = [one for one in house.mails() if one.recipient == mail]
    assert told.subject.startswith(OFFERED)
    assert "今のご予約より早い日時" in told.body("plain")
    assert "今の予約の日時: 2026年11月27日（金）" in told.body("plain")
    moved = {"number": OTHERS, "slot_id": house.ground.slot_id, "revision": 0}
    house.do(change_reservation, principal=who, **moved)
    assert house.entry().state == "booked"


def test_a_seat_given_up_for_another_hold_is_followed_by_no_reproach(house: Waiting) -> None:
    join(house)
    free(house)
    other = house.slot(TOMORROW + timedelta(hours=3))
    kept = house.entry().offered_reservation_id
    house.do(hold_seat, principal=house.waiter, slot_id=other, gives_up=kept)
    with transaction(house.url) as session:
        enqueue(session, duties_at(house.clock.now), now=house.clock.now)
    house.work()
    assert (len(house.letters()), house.entry().state) == (1, "left")
    with reading(house.url) as session:
        held = session.exec(select(Reservation).where(Reservation.state == "held")).one()
        assert held.slot_id == other
