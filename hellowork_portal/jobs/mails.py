"""Sends letters: gather in one transaction, speak to the server outside, note the outcome in another."""

from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from hellowork_portal.jobs.kinds import GiveUp, RetryAt, Tools, patience
from hellowork_portal.jobs.letter_plans import PLANS
from hellowork_portal.jobs.letters import Content, compose
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.kit.i18n import known_language
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import Applicant, DeliveryState, MeetingState
from hellowork_portal.ports.mailer import Letter, MailerAway, MailPostponed, MailRefused
from hellowork_portal.services.meetings.service import lock_meeting, meeting_of
from hellowork_portal.services.meetings.views import MeetingView
from hellowork_portal.services.notices import service as notices
from hellowork_portal.services.notices.facts import facts_of
from hellowork_portal.services.notices.service import Addressed
from hellowork_portal.services.notices.views import ReservationFacts

log = structlog.get_logger("jobs.mails")
WAIT_FOR_MEETING = timedelta(seconds=60)
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=10)
PATIENCE_WITH_SERVER = timedelta(days=3)


def deliver(job: Claim, tools: Tools) -> None:
    """Send one letter, at most once as far as SMTP allows.

    The letter's row decides: once it says sent or refused, a second run does
    nothing. Only a death between the server's yes and the next commit sends it
    twice, under the same Message-ID.
    """
    with tools.writing() as session:
        content = _gather(session, job, now=tools.now())
    if content is None or content.letter.state is not DeliveryState.QUEUED:
        return
    letter = compose(content, settings())
    try:
        tools.mailer.send(letter)
    except MailRefused as refused:
        log.warning("mail_refused", job=job.id, mail=content.letter.kind, reason=refused.reason)
        with tools.writing() as session:
            notices.mark_refused(session, letter.message_id, refused.reason)
    except (MailPostponed, MailerAway) as waiting:
        _wait(job, tools, letter, waiting)
    else:
        with tools.writing() as session:
            notices.mark_sent(session, letter.message_id, now=tools.now())


def _wait(job: Claim, tools: Tools, letter: Letter, waiting: MailPostponed | MailerAway) -> None:
    """Note why the letter is still here and raise for another try.

    A server that is away costs no attempt for three days, so a night without
    mail loses nothing; a 4xx for this very letter spends attempts.
    """
    reason = waiting.reason if isinstance(waiting, MailerAway) else waiting.code
    with tools.writing() as session:
        notices.mark_waiting(session, letter.message_id, reason)
    now = tools.now()
    if isinstance(waiting, MailPostponed):
        raise waiting
    if now - job.created_at > PATIENCE_WITH_SERVER:
        raise GiveUp(f"mailer_away {reason}")
    when = patience(job, now=now, shortest=SHORTEST_WAIT, longest=LONGEST_WAIT)
    raise RetryAt(when, f"mailer_away {reason}")


def _gather(session: Session, job: Claim, *, now: datetime) -> Content | None:
    """Collect what the letter says and write its row; None where there is nothing to say any more."""
    mail = job.args.get("mail", "")
    if mail not in PLANS:
        raise GiveUp("unknown_mail")
    if "reservation_id" in job.args:
        return _of_reservation(session, job, mail, now=now)
    if "applicant_id" in job.args:
        return _of_applicant(session, job, mail, now=now)
    return _content(session, job, _addressed(job, mail, job.args["to"]), now=now)


def _of_applicant(session: Session, job: Claim, mail: str, *, now: datetime) -> Content | None:
    person = session.get(Applicant, job.args["applicant_id"])
    if person is None:
        return None
    letter = _addressed(job, mail, person.mail_address, applicant_id=person.id)
    return _content(session, job, letter, now=now, name=person.name)


def _of_reservation(session: Session, job: Claim, mail: str, *, now: datetime) -> Content | None:
    """Gather a letter about a reservation; one that was cancelled meanwhile gets none."""
    facts = facts_of(session, job.args["reservation_id"])
    if facts is None or not facts.is_live:
        return None
    earlier = notices.delivery_of(session, _message_id(job))
    kind = earlier.kind if earlier else _variant(session, job, mail, facts, now=now)
    meeting = None if kind == notices.WITHOUT_LINK else meeting_of(session, facts.reservation_id)
    if kind == notices.MEETING_READY and (meeting is None or not meeting.is_ready):
        return None
    letter = _addressed(
        job, kind, facts.mail_address, applicant_id=facts.applicant_id, reservation_id=facts.reservation_id
    )
    return _content(session, job, letter, now=now, name=facts.name, facts=facts, meeting=meeting)


def _variant(session: Session, job: Claim, mail: str, facts: ReservationFacts, *, now: datetime) -> str:
    """Decide once which confirmation this is: with the meeting's address, without, or for no meeting.

    Waits for the meeting at most a minute from the confirmation (product.md
    decision 7). The meeting's row is locked, so that the decision and the
    meeting's arrival come one after the other.
    """
    if mail != notices.CONFIRMED:
        return mail
    state = lock_meeting(session, facts.reservation_id) if facts.is_online else None
    if state is None:
        return notices.NO_MEETING
    if state is MeetingState.READY:
        return mail
    deadline = facts.confirmed_at + WAIT_FOR_MEETING
    if state is MeetingState.FAILED or now >= deadline:
        return notices.WITHOUT_LINK
    waited = max(SHORTEST_WAIT, now - facts.confirmed_at)
    raise RetryAt(min(deadline, now + waited), "meeting_awaited")


def _content(
    session: Session,
    job: Claim,
    letter: Addressed,
    *,
    now: datetime,
    name: str = "",
    facts: ReservationFacts | None = None,
    meeting: MeetingView | None = None,
) -> Content:
    """Write the letter's row, or take the one of an earlier attempt, and open the sealed link."""
    sealed = job.args.get("link_sealed", "")
    return Content(
        letter=notices.begin_delivery(session, letter, now=now),
        language=known_language(job.args.get("language")),
        happened_at=job.created_at,
        name=name,
        link=unseal(sealed) if sealed else "",
        facts=facts,
        meeting=meeting,
    )


def _addressed(
    job: Claim, kind: str, to: str, *, applicant_id: int | None = None, reservation_id: int | None = None
) -> Addressed:
    return Addressed(
        message_id=_message_id(job),
        kind=kind,
        recipient=to,
        applicant_id=applicant_id,
        reservation_id=reservation_id,
    )


def _message_id(job: Claim) -> str:
    return notices.message_id_of(job.key, settings().smtp.sender)


def hang_up(tools: Tools) -> None:
    """End the conversation that a batch of letters shared."""
    tools.mailer.hang_up()
