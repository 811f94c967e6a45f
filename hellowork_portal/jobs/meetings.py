"""Makes and removes meetings: read the plan, call the provider outside any transaction, write back fenced."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog
from sqlmodel import Session

from hellowork_portal.jobs.kinds import RetryAt, Tools, patience
from hellowork_portal.jobs.queue import Claim, hasten
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import MeetingState
from hellowork_portal.ports.meetings import (
    MeetingMissing,
    MeetingPlan,
    MeetingRoom,
    MeetingsRefused,
    MeetingsUnavailable,
)
from hellowork_portal.services.meetings.moving import move_job, renew_room
from hellowork_portal.services.meetings.plans import MeetingWork, host_for, plan_of, work_of
from hellowork_portal.services.meetings.service import free_host, move_state, moved, store_room
from hellowork_portal.services.notices.service import meeting_mail, news_key, owes_link
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
    return replace(work, host_id=host_id), plan_of(session, work, host_id)


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
        if standing is None or standing.host_id != work.host_id:
            return
        if standing.state is MeetingState.UNKNOWN:
            move_state(session, work.id, MeetingState.PENDING, now=tools.now())


def _arrived(session: Session, work: MeetingWork, room: MeetingRoom, *, now: datetime) -> None:
    """Store the room and bring its address to the applicant by exactly one letter.

    News that still waits goes out now and carries it; news that went without is followed
    by a second mail. A room made for a time that has changed meanwhile is moved after it.
    """
    standing = work_of(session, work.reservation_id)
    is_wanted = standing is not None and standing.host_id == work.host_id
    if standing is None or not is_wanted or not store_room(session, work.id, room, now=now):
        return _superfluous(session, standing, room, work.reservation_id, now=now)
    if standing.revision != work.revision:
        enqueue(session, [move_job(standing.reservation_id, standing.revision)], now=now)
    hasten(session, news_key(standing.reservation_id, standing.revision), now=now)
    if owes_link(session, standing.reservation_id, standing.revision, settings().smtp.sender):
        letter = meeting_mail(standing.reservation_id, standing.revision, standing.language)
        enqueue(session, [letter], now=now)
    return None


def _superfluous(
    session: Session, standing: MeetingWork | None, room: MeetingRoom, reservation_id: int, *, now: datetime
) -> None:
    """Have a room removed that came too late: another one is stored or to be made, or none is wanted."""
    if standing is None or standing.provider_id != room.provider_id:
        args = {"reservation_id": reservation_id, "provider_id": room.provider_id}
        job = NewJob("meeting.delete", f"meeting:delete:{reservation_id}:{room.provider_id}", args)
        enqueue(session, [job], now=now)


def move(job: Claim, tools: Tools) -> None:
    """Tell the provider a meeting's new time; tries on until the interview is over, like `create`.

    Fenced by the revision: an older job leaves the work to the newer one, and what was
    overtaken while it called is followed by another call, so that the newest time is the
    last one told. A room that is gone at the provider is made anew.
    """
    told: MeetingPlan | None = None
    while standing := _to_move(job, tools, told):
        work, plan = standing
        try:
            _calling(job, tools, partial(tools.meetings.move, work.provider_id, plan))
        except MeetingMissing:
            return _make_anew(tools, work)
        told = plan
        with tools.writing() as session:
            moved(session, work.id, work.revision, now=tools.now())
    return None


def _to_move(job: Claim, tools: Tools, told: MeetingPlan | None) -> tuple[MeetingWork, MeetingPlan] | None:
    """Return the room that stands and the time it shall have; nothing where no call is due (any more)."""
    with tools.writing() as session:
        work = work_of(session, job.args["reservation_id"])
        if work is None or not work.is_standing or work.host_id is None or work.ends_at <= tools.now():
            return None
        is_overtaken = told is None and work.revision != job.args["revision"]
        plan = plan_of(session, work, work.host_id)
    return None if is_overtaken or plan == told else (work, plan)


def _make_anew(tools: Tools, work: MeetingWork) -> None:
    """Have another room made for one that somebody has removed at the provider."""
    with tools.writing() as session:
        standing = work_of(session, work.reservation_id)
        if standing is not None and standing.provider_id == work.provider_id and standing.is_standing:
            place = (standing.id, standing.reservation_id, standing.host_id, standing.revision)
            renew_room(session, *place, now=tools.now())


def delete(job: Claim, tools: Tools) -> None:
    """Remove a meeting of a cancelled reservation, or a room that nobody wants any more.

    Such a room is named by `provider_id`, or by the host (`host_id`) where only the
    provider can know of it; one that has come to be wanted again stays. Given up a day
    after the interview: the provider forgets such rooms itself.
    """
    now = tools.now()
    with tools.writing() as session:
        work = work_of(session, job.args["reservation_id"])
        plan = _plan_to_find(session, work, job.args.get("host_id"))
    if work is None or work.ends_at + DELETES_UNTIL <= now or _is_wanted_again(work, job):
        return
    provider_id = job.args.get("provider_id") or ("" if "host_id" in job.args else work.provider_id)
    if not provider_id and plan is not None:
        found = plan
        room = _calling(job, tools, lambda: tools.meetings.create(found, may_exist=True))
        provider_id = room.provider_id
    if provider_id:
        _calling(job, tools, lambda: tools.meetings.delete(provider_id))
    if "provider_id" not in job.args and "host_id" not in job.args:
        with tools.writing() as session:
            free_host(session, work.reservation_id)
            move_state(session, work.id, MeetingState.DELETED, now=now)


def _is_wanted_again(work: MeetingWork, job: Claim) -> bool:
    """Whether the room to be removed is the one that a living reservation has now, or may have."""
    is_its_room = bool(work.provider_id) and work.provider_id == job.args.get("provider_id")
    is_at_its_host = work.host_id is not None and work.host_id == job.args.get("host_id")
    return work.is_live and (is_its_room or is_at_its_host)


def _plan_to_find(session: Session, work: MeetingWork | None, host_id: int | None) -> MeetingPlan | None:
    """Return the plan by which a room of unknown fate is adopted, so that it can be removed."""
    if work is not None and host_id is not None:
        return plan_of(session, work, host_id)
    if work is None or work.state is not MeetingState.UNKNOWN or work.host_id is None:
        return None
    return plan_of(session, work, work.host_id)
