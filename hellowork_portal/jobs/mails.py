"""Sends letters: gather in one transaction, speak to the server outside, note the outcome in another."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from hellowork_portal.jobs.kinds import GiveUp, RetryAt, Tools, patience
from hellowork_portal.jobs.letter_choice import SHORTEST_WAIT, is_still_true, variant_of
from hellowork_portal.jobs.letter_parts import AGAIN, in_language
from hellowork_portal.jobs.letter_plans import PLANS
from hellowork_portal.jobs.letters import Content, compose
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import known_language
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import Applicant, DeliveryState
from hellowork_portal.ports.mailer import Letter, MailerAway, MailPostponed, MailRefused
from hellowork_portal.services.access.owners import is_closed_address
from hellowork_portal.services.applications import letters as applications
from hellowork_portal.services.certifications import due_letters as due
from hellowork_portal.services.guests.numbers import code_letter
from hellowork_portal.services.meetings.service import meeting_of
from hellowork_portal.services.meetings.views import MeetingView
from hellowork_portal.services.notices import service as notices
from hellowork_portal.services.notices.facts import facts_of
from hellowork_portal.services.notices.service import Addressed
from hellowork_portal.services.notices.views import ReservationFacts
from hellowork_portal.services.waitlist.letters import GONE_MAIL, OFFERED_EARLIER, OFFERED_MAIL
from hellowork_portal.services.waitlist.own import ended_facts, gone_facts, offer_facts
from hellowork_portal.services.waitlist.views import OfferFacts

log = structlog.get_logger("jobs.mails")
LONGEST_WAIT = timedelta(minutes=10)
_NEEDS_NO_ADDRESS = {notices.WITHOUT_LINK, notices.CHANGED_WITHOUT_LINK, notices.CANCELLED}
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
    if "application_id" in job.args:
        return _of_application(session, job, mail, now=now)
    if "claimant_id" in job.args:
        return _of_day(session, job, now=now)
    if "guest_access_id" in job.args:
        return _of_guest(session, job, mail, now=now)
    if "entry_id" in job.args:
        return _of_waiting(session, job, mail, now=now)
    if "applicant_id" in job.args:
        return _of_applicant(session, job, mail, now=now)
    return _content(session, job, _addressed(job, mail, job.args["to"]), now=now)


def _of_applicant(session: Session, job: Claim, mail: str, *, now: datetime) -> Content | None:
    """Gather a letter about an account: to its address, or to the one that the job names."""
    person = session.get(Applicant, job.args["applicant_id"])
    to = job.args.get("to", person.mail_address if person else "")
    if person is None or is_closed_address(to):
        notices.forget_unsent(session, _message_id(job))
        return None
    letter = _addressed(job, mail, to, applicant_id=person.id)
    return _content(session, job, letter, now=now, name=person.name)


def _of_application(session: Session, job: Claim, mail: str, *, now: datetime) -> Content | None:
    """Gather a letter about an application: by what it is found again, and nothing of what it says."""
    facts = applications.facts_of(session, job.args["application_id"])
    if facts is None or is_closed_address(facts.mail_address):
        notices.forget_unsent(session, _message_id(job))
        return None
    letter = _addressed(job, mail, facts.mail_address, applicant_id=facts.applicant_id)
    content = _content(session, job, letter, now=now, language=facts.chosen_language, name=facts.name)
    values = {"number": facts.number_shown} | in_language(
        content.language, day=facts.day, office=facts.office
    )
    if mail == applications.RECEIVED and job.args.get("turn", 1) > 1:
        values[AGAIN] = facts.number_shown
    page = routes.APPLY if mail == applications.WITHDRAWN else routes.application(facts.number)
    return replace(content, values=values, page=page)


def _of_day(session: Session, job: Claim, *, now: datetime) -> Content | None:
    """Gather a letter about a 認定日 with nothing filed; once something is, it says nothing true."""
    facts = due.facts_of_letter(session, job.args, now=now)
    if facts is None or is_closed_address(facts.mail_address):
        notices.forget_unsent(session, _message_id(job))
        return None
    letter = _addressed(job, facts.kind, facts.mail_address, applicant_id=facts.applicant_id)
    content = _content(session, job, letter, now=now, language=facts.language, name=facts.name)
    values = in_language(content.language, **facts.words) | {"phone": facts.phone or "―"}
    return replace(content, values=values, page=routes.APPLY)


def _of_guest(session: Session, job: Claim, mail: str, *, now: datetime) -> Content | None:
    """Gather a letter with a code: to whom the number typed leads, and to nobody where it leads nowhere."""
    told = code_letter(session, access_id=job.args["guest_access_id"], now=now)
    if told is None or is_closed_address(told.recipient):
        notices.forget_unsent(session, _message_id(job))
        return None
    letter = _addressed(job, mail, told.recipient, applicant_id=told.applicant_id)
    content = _content(session, job, letter, now=now, name=told.name, language=told.language)
    return replace(content, values=told.values)


def _of_reservation(session: Session, job: Claim, mail: str, *, now: datetime) -> Content | None:
    """Gather a letter about a reservation; one that events have overtaken is not sent any more."""
    facts = facts_of(session, job.args["reservation_id"])
    if facts is None or not is_still_true(job, mail, facts, now=now):
        notices.forget_unsent(session, _message_id(job))
        return None
    earlier = notices.delivery_of(session, _message_id(job))
    kind = earlier.kind if earlier else variant_of(session, job, mail, facts, now=now)
    meeting = None if kind in _NEEDS_NO_ADDRESS else meeting_of(session, facts.reservation_id)
    if kind == notices.MEETING_READY and (meeting is None or not meeting.is_ready):
        return None
    letter = _addressed(
        job, kind, facts.mail_address, applicant_id=facts.applicant_id, reservation_id=facts.reservation_id
    )
    language = facts.chosen_language or (facts.person_language if mail == notices.REMINDER else "")
    about = {"name": facts.name, "facts": facts, "meeting": meeting}
    return _content(session, job, letter, now=now, language=language, **about)


def _of_waiting(session: Session, job: Claim, mail: str, *, now: datetime) -> Content | None:
    """Gather a letter about a seat that was offered; an offer that is taken or over needs none."""
    about = (job.args["entry_id"], job.args["hold_id"])
    if mail == OFFERED_MAIL:
        seat = offer_facts(session, *about, now=now)
    else:
        seat = gone_facts(session, *about) if mail == GONE_MAIL else ended_facts(session, *about)
    if seat is None or is_closed_address(seat.mail_address):
        notices.forget_unsent(session, _message_id(job))
        return None
    kind = OFFERED_EARLIER if mail == OFFERED_MAIL and seat.before else mail
    letter = _addressed(job, kind, seat.mail_address, applicant_id=seat.applicant_id)
    return _content(session, job, letter, now=now, language=seat.chosen_language, name=seat.name, seat=seat)


def _content(
    session: Session,
    job: Claim,
    letter: Addressed,
    *,
    now: datetime,
    language: str = "",
    name: str = "",
    facts: ReservationFacts | None = None,
    meeting: MeetingView | None = None,
    seat: OfferFacts | None = None,
) -> Content:
    """Write the letter's row, or take the one of an earlier attempt, and open the sealed link."""
    sealed, before = job.args.get("link_sealed", ""), job.args.get("before", "")
    values = _opened(job.args.get("values_sealed", ""))
    return Content(
        letter=notices.begin_delivery(session, letter, now=now),
        language=known_language(language or job.args.get("language")),
        happened_at=job.created_at,
        worded_at=now,
        before=datetime.fromisoformat(before) if before else None,
        name=values.pop("name", name),
        link=unseal(sealed) if sealed else "",
        values=values,
        facts=facts,
        meeting=meeting,
        reason=job.args.get("reason", {}),
        page=job.args.get("page", ""),
        seat=seat,
    )


def _opened(sealed: str) -> dict[str, str]:
    """Return the personal words of a letter, which lie sealed in its job."""
    return json.loads(unseal(sealed)) if sealed else {}


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
