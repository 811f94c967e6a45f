"""The job table as a queue: claimed under a lease, every later word fenced by the claim.

The statements are portable; `FOR UPDATE SKIP LOCKED` is left out by SQLAlchemy
on SQLite, where BEGIN IMMEDIATE lets one claimer in at a time.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, delete, or_, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Job, JobState
from hellowork_portal.services.audit.service import record

JOB = table_of(Job)
LEASE = timedelta(seconds=60)
KEPT_WHEN_DONE = timedelta(days=7)
LONGEST_BACK_OFF = timedelta(hours=1)
_DICE = secrets.SystemRandom()


@dataclass(frozen=True)
class Claim:
    """A job that is ours until the lease ends; `token` and `attempt` prove it."""

    id: int
    kind: str
    key: str
    args: dict[str, Any]
    attempt: int
    max_attempts: int
    created_at: datetime
    token: str


def _due(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Ready and due, or running under a lease that its worker let lapse."""
    return or_(
        and_(JOB.c.state == JobState.READY, JOB.c.run_at <= now),
        and_(JOB.c.state == JobState.RUNNING, JOB.c.lease_ends_at < now),
    )


def look_for(takes: ColumnElement[bool]) -> Select[tuple[int]]:
    """Return the statement of `has_due`; built once, because every thread asks it five times a second."""
    now = bindparam("now", type_=JOB.c.run_at.type)
    return select(JOB.c.id).where(takes, _due(now)).limit(1)


def has_due(session: Session, look: Select[tuple[int]], *, now: datetime) -> bool:
    """Whether there is anything to claim (`look_for`); it locks nothing, so polling is cheap."""
    return session.connection().execute(look, {"now": now}).first() is not None


def claim(
    session: Session, takes: ColumnElement[bool], *, token: str, limit: int, now: datetime
) -> list[Claim]:
    """Lease up to `limit` due jobs, oldest first; each claim is one more attempt.

    The choice is a CTE, because PostgreSQL may run a bare subquery twice and
    then lease more than `limit`.
    """
    due = (
        select(JOB.c.id)
        .where(takes, _due(now))
        .order_by(JOB.c.run_at, JOB.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    lease = {"state": JobState.RUNNING, "worker": token, "lease_ends_at": now + LEASE}
    statement = (
        update(JOB)
        .where(JOB.c.id.in_(select(due.c.id)))
        .values(attempt=JOB.c.attempt + 1, **lease)
        .returning(*(JOB.c[name] for name in _COLUMNS), JOB.c.run_at)
    )
    rows = sorted(session.connection().execute(statement), key=lambda row: (row.run_at, row.id))
    return [Claim(*row[: len(_COLUMNS)], token=token) for row in rows]


_COLUMNS = ("id", "kind", "key", "args", "attempt", "max_attempts", "created_at")


def extend(session: Session, token: str, *, now: datetime) -> int:
    """Prolong the lease of everything still running under one token; return how many."""
    running = and_(JOB.c.worker == token, JOB.c.state == JobState.RUNNING)
    return session.connection().execute(update(JOB).where(running).values(lease_ends_at=now + LEASE)).rowcount


def finish(session: Session, job: Claim, *, now: datetime) -> bool:
    """Mark a job as done; False where somebody else owns it by now."""
    return _put(session, job, state=JobState.DONE, done_at=now, error="")


def postpone(session: Session, job: Claim, run_at: datetime, reason: str) -> bool:
    """Put a job back without spending its attempt; False where it is no longer ours.

    Taking the attempt back keeps the fence sound, because the token of a claim
    is never used again.
    """
    return _put(session, job, state=JobState.READY, run_at=run_at, attempt=job.attempt - 1, error=reason)


def retry(session: Session, job: Claim, error: str, *, now: datetime) -> bool:
    """Put a failed job back with a growing delay; False where it is no longer ours."""
    return _put(session, job, state=JobState.READY, run_at=now + back_off(job.attempt), error=error)


def bury(session: Session, job: Claim, error: str, *, now: datetime) -> bool:
    """Give a job up: it stays visible to staff as dead, and the audit says so."""
    buried = _put(session, job, state=JobState.DEAD, done_at=now, error=error)
    if buried:
        record(session, SYSTEM, "job.died", ("job", job.id), now=now, kind=job.kind, error=error)
    return buried


def _put(session: Session, job: Claim, **values: Any) -> bool:
    """Change a job if the claim still holds, and end the lease."""
    ours = and_(
        JOB.c.id == job.id,
        JOB.c.attempt == job.attempt,
        JOB.c.worker == job.token,
        JOB.c.state == JobState.RUNNING,
    )
    statement = update(JOB).where(ours).values(lease_ends_at=None, **values)
    return session.connection().execute(statement).rowcount == 1


def hasten(session: Session, key: str, *, now: datetime) -> None:
    """Let a waiting job run now, because what it waits for has come."""
    waits = and_(JOB.c.key == key, JOB.c.state == JobState.READY, JOB.c.run_at > now)
    session.connection().execute(update(JOB).where(waits).values(run_at=now))


def prune(session: Session, *, now: datetime) -> int:
    """Forget jobs done a week ago; dead ones stay until somebody has seen to them."""
    old = and_(JOB.c.state == JobState.DONE, JOB.c.done_at < now - KEPT_WHEN_DONE)
    return session.connection().execute(delete(JOB).where(old)).rowcount


def back_off(attempt: int) -> timedelta:
    """Return the wait after a failed attempt: 2^attempt seconds, an hour at most, ±20 %.

    The spread keeps jobs that failed together from coming back together.
    """
    seconds = min(LONGEST_BACK_OFF.total_seconds(), 2 ** min(attempt, 16))
    return timedelta(seconds=seconds * _DICE.uniform(0.8, 1.2))
