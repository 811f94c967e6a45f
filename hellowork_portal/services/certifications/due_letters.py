"""Letters about a 認定日 with nothing filed: reminders before it, after it when to come (domain.md §1).

Whether a letter is still true is asked anew when it leaves; each is written once for a claimant and day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan, day_in_japan
from hellowork_portal.kit.words import Words, of_day, of_moment
from hellowork_portal.models import Applicant
from hellowork_portal.services.certifications.absence import Due, due_between, due_on
from hellowork_portal.services.certifications.facts import hours_of
from hellowork_portal.services.certifications.periods import window_of
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.outbox.service import NewJob, enqueue

REMINDER, ABSENT, ABSENT_UNDATED = "declaration_reminder", "declaration_absent", "declaration_absent_undated"
EVE, MORNING = "eve", "morning"
_EVE_AT, _MORNING_AT, _ABSENT_AT = 12 * 60, 8 * 60, 8 * 60 + 30
"""Minutes of the day in Japan at which they leave."""
_MADE_UP_FOR = timedelta(days=5)
"""A worker that stood still writes the letters of so many days; done jobs are known for a week."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DueFacts:
    """What a letter says of a 認定日, nothing of the declaration itself; an unknown `phone` is empty."""

    applicant_id: int
    kind: str
    language: str
    name: str = field(repr=False)
    mail_address: str = field(repr=False)
    phone: str
    words: Mapping[str, Words]


def queue_letters(session: Session, *, now: datetime) -> int:
    """Write the letters that today asks for; a second run finds them written. Returns how many were new."""
    today = day_in_japan(now)
    coming = due_between(session, today, today + _ONE_DAY)
    over = due_between(session, today - _MADE_UP_FOR, today - _ONE_DAY)
    jobs = [*_reminders(coming, today), *(_absent(one, today) for one in over if one.is_missed(today))]
    return enqueue(session, jobs, now=now) if jobs else 0


def tell_after_all(
    session: Session, claimant_id: int, day: date, settled_at: datetime, *, now: datetime
) -> None:
    """Write the letter that was left out because the day was settled, once that is taken back.

    One that was sent, or that is still to leave, is not written a second time.
    """
    one, left_at = due_on(session, claimant_id, day), at_japan(day + _ONE_DAY, _ABSENT_AT)
    if one is not None and one.waits(day_in_japan(now)) and settled_at <= left_at < now:
        enqueue(session, [_job("mail", ABSENT, one, settled_at.isoformat(), now)], now=now)


def _reminders(coming: list[Due], today: date) -> Iterator[NewJob]:
    for one in coming:
        if one.day > today:
            yield _job("reminder", REMINDER, one, EVE, at_japan(one.day - _ONE_DAY, _EVE_AT))
        yield _job("reminder", REMINDER, one, MORNING, at_japan(one.day, _MORNING_AT))


def _absent(one: Due, today: date) -> NewJob:
    return _job("mail", ABSENT, one, "", at_japan(today, _ABSENT_AT))


def _job(kind: str, mail: str, one: Due, turn: str, at: datetime) -> NewJob:
    day = one.day.isoformat()
    args = {"mail": mail, "claimant_id": one.claimant_id, "day": day, "turn": turn}
    return NewJob(kind, f"mail:{mail}:{one.claimant_id}:{day}:{turn}", args, at)


def facts_of_letter(session: Session, args: Mapping[str, Any], *, now: datetime) -> DueFacts | None:
    """Return what a letter says, None where it says nothing true any more, is settled or not wanted."""
    day, today = date.fromisoformat(args["day"]), day_in_japan(now)
    one = due_on(session, args["claimant_id"], day)
    if one is None or one.settled is not None:
        return None
    person = session.get_one(Applicant, one.applicant_id)
    window = window_of(day, hours_of(session, one.office_id))
    if args["mail"] == REMINDER:
        is_its_turn = args["turn"] == MORNING or today < day
        is_true = person.wants_reminders and is_its_turn and now <= window.files_until
    else:
        is_true = one.waits(today)
    office = office_of(session, one.office_id)
    if not is_true or office is None:
        return None
    opens, until = of_moment(window.files_from), of_moment(window.files_until)
    words = {"day": of_day(day), "opens": opens, "until": until, "office": office.words}
    last = {"last": of_day(one.last_day)} if one.last_day else {}
    return DueFacts(
        applicant_id=one.applicant_id,
        kind=ABSENT_UNDATED if args["mail"] == ABSENT and one.last_day is None else args["mail"],
        language=person.language,
        name=person.name,
        mail_address=person.mail_address,
        phone=office.phone,
        words=words | last,
    )
