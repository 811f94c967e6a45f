"""Makes and removes meetings: read the plan, call the provider outside any transaction, write back fenced."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlmodel import Session

from hellowork_portal.jobs.kinds import RetryAt, Tools, patience
from hellowork_portal.jobs.queue import Claim, hasten
from hellowork_portal.models import MeetingState
from hellowork_portal.ports.meetings import MeetingPlan, MeetingRoom, MeetingsRefused, MeetingsUnavailable
from hellowork_portal.services.meetings.plans import MeetingWork, host_for, plan_of, work_of
from hellowork_portal.services.meetings.service import move_state, store_room
from hellowork_portal.services.notices.service import confirmation_key, meeting_mail, owes_link
from hellowork_portal.services.outbox.service import NewJob, enqueue

log = structlog.get_logger("jobs.meetings")
T = TypeVar("T")
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=5)
WAIT_AFTER_REFUSAL = timedelta(minutes=10)
WAIT_FOR_HOST = timedelta(minutes=1)
DELETES_UNTIL = timedelta(days=1)


def create(job: Claim, tools: Tools) -> None:
    """Make a reservation's meeting; tries on until the interview is over, never spending an attempt.

    The row says `unknown` before the call, so that a death in the midst of it is
    followed by a search for the room instead of a second room.
    """
    with tools.writing() as session:
        work, plan = _begin(session, job, now=tools.now())
    if work is None:
        return
    if plan is None:
        raise RetryAt(tools.now() + WAIT_FOR_HOST, "no_host_free")
    try:
        room = _calling(job, tools, lambda: tools.meetings.create(plan, may_exist=work.may_exist))
    except RetryAt as later:
        _back_to_pending(tools, work, later)
        raise
    with tools.writing() as session:
        _arrived(session, work, room, now=tools.now())


def _begin(session: Session, job: Claim, *, now: datetime) -> tuple[MeetingWork | None, MeetingPlan | None]:
    """Return what is to be made (None: nothing any more) and its plan (None: no host is free)."""
    work = work_of(session, job.args["reservation_id"])
    if work is None or not work.is_wanted:
        return None, None
    if work.ends_at <= now:
        move_state(session, work.id, MeetingState.FAILED, now=now)
        return None, None
    host_id = host_for(session, work)
    if host_id is None:
        return work, None
    move_state(session, work.id, MeetingState.UNKNOWN, now=now)
    return work, plan_of(session, work, host_id)


def _calling(job: Claim, tools: Tools, call: Callable[[], T]) -> T:
    """Call the provider; what it cannot do now becomes RetryAt, with its own time where it names one."""
    try:
        return call()
    except MeetingsUnavailable as away:
        now = tools.now()
        when = patience(job, now=now, shortest=SHORTEST_WAIT, longest=LONGEST_WAIT)
        reason = "outcome_unknown" if away.outcome_unknown else away.code
        raise RetryAt(max(now, away.retry_at) if away.retry_at else when, reason) from None
    except MeetingsRefused as refused:
        log.error("meetings_refused", job=job.id, reason=refused.reason)
        raise RetryAt(tools.now() + WAIT_AFTER_REFUSAL, f"meetings_refused {refused.reason}") from None


def _back_to_pending(tools: Tools, work: MeetingWork, later: RetryAt) -> None:
    """Take `unknown` back where the provider certainly made nothing, now or before."""
    if work.may_exist or later.reason == "outcome_unknown":
        return
    with tools.writing() as session:
        standing = work_of(session, work.reservation_id)
        if standing is not None and standing.state is MeetingState.UNKNOWN:
            move_state(session, work.id, MeetingState.PENDING, now=tools.now())


def _arrived(session: Session, work: MeetingWork, room: MeetingRoom, *, now: datetime) -> None:
    """Store the room and bring its address to the applicant by exactly one letter.

    A confirmation that still waits goes out now and carries it; one that went
    without is followed by a second mail.
    """
    if not store_room(session, work.id, room, now=now):
        return _superfluous(session, work, room, now=now)
    standing = work_of(session, work.reservation_id) or work
    hasten(session, confirmation_key(standing.reservation_id, standing.revision), now=now)
    if owes_link(session, standing.reservation_id):
        letter = meeting_mail(standing.reservation_id, standing.revision, standing.language)
        enqueue(session, [letter], now=now)
    return None


def _superfluous(session: Session, work: MeetingWork, room: MeetingRoom, *, now: datetime) -> None:
    """Have a room removed that came too late: another one is stored, or none is wanted."""
    standing = work_of(session, work.reservation_id)
    if standing is None or standing.provider_id != room.provider_id:
        args = {"reservation_id": work.reservation_id, "provider_id": room.provider_id}
        job = NewJob("meeting.delete", f"meeting:delete:{work.reservation_id}:{room.provider_id}", args)
        enqueue(session, [job], now=now)


def delete(job: Claim, tools: Tools) -> None:
    """Remove a meeting of a cancelled reservation, or a room that nobody wants (`provider_id`).

    Given up a day after the interview: the provider forgets such rooms itself.
    """
    now = tools.now()
    with tools.writing() as session:
        work = work_of(session, job.args["reservation_id"])
        plan = _plan_to_find(session, work)
    if work is None or work.ends_at + DELETES_UNTIL <= now:
        return
    provider_id = job.args.get("provider_id") or work.provider_id
    if not provider_id and plan is not None:
        found = plan
        room = _calling(job, tools, lambda: tools.meetings.create(found, may_exist=True))
        provider_id = room.provider_id
    if provider_id:
        _calling(job, tools, lambda: tools.meetings.delete(provider_id))
    if "provider_id" not in job.args:
        with tools.writing() as session:
            move_state(session, work.id, MeetingState.DELETED, now=now)


def _plan_to_find(session: Session, work: MeetingWork | None) -> MeetingPlan | None:
    """Return the plan by which a room of unknown fate is adopted, so that it can be removed."""
    if work is None or work.state is not MeetingState.UNKNOWN or work.host_id is None:
        return None
    return plan_of(session, work, work.host_id)
