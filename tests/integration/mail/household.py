"""A portal at work for one reservation: services, jobs, a provider of meetings, a mailbox, a clock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar
from sqlmodel import Session, select

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.demo.mailbox_store import Caught
from hellowork_portal.jobs import mails, meetings
from hellowork_portal.jobs.kinds import Family
from hellowork_portal.jobs.queue import JOB
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.models import Meeting, Reservation, Slot
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.reservations import letters
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.reservations.changes import change_reservation
from hellowork_portal.services.reservations.rules import SIGNS, number_typed
from tests.integration.jobs.families import NOON, Watch, tools
from tests.integration.mail.conftest import Post
from tests.integration.mail.ground import Ground, lay, meeting
from tests.integration.mail.rooms import Rooms

NUMBER = next(number for sign in SIGNS if (number := number_typed(f"ABCDE2345{sign}")))
"""A number that could have been given: its last sign checks the others."""
FAMILY = Family(
    "all",
    {
        "mail": mails.deliver,
        "reminder": mails.deliver,
        "meeting.create": meetings.create,
        "meeting.move": meetings.move,
        "meeting.delete": meetings.delete,
    },
    JOB.c.kind != "",
    after_batch=mails.hang_up,
)


@dataclass
class Household:
    """What a person does at the portal, and a worker whose clock only the test moves."""

    url: str
    post: Post
    ground: Ground
    rooms: Rooms = field(default_factory=Rooms)
    clock: Watch = field(default_factory=Watch)
    language: str = "ja"

    @property
    def who(self) -> Principal:
        return Principal(PrincipalKind.APPLICANT, self.ground.applicant_id, language=self.language)

    def work(self) -> None:
        """Run everything that is due now, and what follows from it."""
        runner = Runner(FAMILY, tools(self.url, self.clock, self.post.mailer, self.rooms))
        while runner.run_once():
            pass

    def later(self, step: float = 1, **time: float) -> None:
        """Let time pass in steps of so many seconds, working all the while."""
        end = self.clock.now + timedelta(**time)
        while self.clock.now < end:
            self.clock.pass_by(seconds=step)
            self.work()

    def slot(self, starts_at: datetime) -> int:
        """Make a free slot of the same offering."""
        row = Slot(
            offering_id=self.ground.offering_id,
            on_day=day_in_japan(starts_at),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
            capacity=1,
        )
        with transaction(self.url) as session:
            session.add(row)
            session.flush()
            assert row.id is not None
            return row.id

    def change(self, starts_at: datetime) -> None:
        """Move the reservation, whatever its revision."""
        revision = self.reservation().revision
        with transaction(self.url) as session:
            wanted = {"slot_id": self._slot_at(session, starts_at), "revision": revision}
            change_reservation(session, principal=self.who, number=NUMBER, now=self.clock.now, **wanted)

    def _slot_at(self, session: Session, starts_at: datetime) -> int:
        found = session.exec(select(Slot.id).where(Slot.starts_at == starts_at)).first()
        assert found is not None, "make the slot first"
        return found

    def cancel(self) -> None:
        with transaction(self.url) as session:
            cancel_reservation(session, principal=self.who, number=NUMBER, now=self.clock.now)

    def remember(self) -> None:
        """Queue the reminders as a confirmation does."""
        row = self.reservation()
        with transaction(self.url) as session:
            jobs = letters.reminders(row.id or 0, row.revision, row.starts_at, now=self.clock.now)
            enqueue(session, jobs, now=self.clock.now)

    def reservation(self) -> Reservation:
        with reading(self.url) as session:
            return session.get_one(Reservation, self.ground.reservation_id)

    def meeting(self) -> Meeting:
        return meeting(self.url, self.ground)

    def write(self, model: Any, row_id: int, **values: Any) -> None:
        """Change columns of a row."""
        with transaction(self.url) as session:
            row = session.get_one(model, row_id)
            for name, value in values.items():
                setattr(row, name, value)

    def mails(self) -> list[Caught]:
        return self.post.mails()

    def subjects(self) -> list[str]:
        return [mail.subject for mail in self.mails()]


def settle(url: str, post: Post, **laid: Any) -> Household:
    """Begin with a confirmed reservation for tomorrow noon."""
    house = Household(url, post, lay(url, **laid))
    house.write(Reservation, house.ground.reservation_id, number=NUMBER)
    return house


def entry(mail: Caught) -> tuple[str, Any]:
    """Return what a mail's calendar file asks for, and its one event."""
    calendar = Calendar.from_ical(mail.calendar())
    [event] = calendar.events
    return str(calendar["METHOD"]), event


TOMORROW = NOON + timedelta(days=1)
"""When `ground.lay` lets the interview begin."""
