"""Jobs written in the transaction of the fact that causes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session

from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.models import Job, JobState


@dataclass(frozen=True)
class NewJob:
    """Work to do once: `key` makes a second request for the same thing vanish."""

    kind: str
    key: str
    args: dict[str, Any] = field(default_factory=dict)
    run_at: datetime | None = None
    max_attempts: int = 12


def enqueue(session: Session, jobs: Sequence[NewJob], *, now: datetime) -> int:
    """Write jobs that do not exist yet; return how many were new. Handlers live in jobs/."""
    rows = [
        {
            "kind": job.kind,
            "key": job.key,
            "args": job.args,
            "state": JobState.READY,
            "run_at": job.run_at or now,
            "attempt": 0,
            "max_attempts": job.max_attempts,
            "worker": "",
            "error": "",
            "created_at": now,
        }
        for job in jobs
    ]
    return insert_new(session, Job, rows)


def withdraw(session: Session, key: str) -> None:
    """Drop a job that has not begun; one that runs or has run stays."""
    table = table_of(Job)
    session.connection().execute(delete(table).where(table.c.key == key, table.c.state == JobState.READY))
