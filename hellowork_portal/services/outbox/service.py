"""Jobs written in the transaction of the fact that causes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, union_all
from sqlmodel import Session

from hellowork_portal.kit.sql import Dialect, Part, insert_new, new_places, placed, places, table_of
from hellowork_portal.models import Job, JobState

_JOB = table_of(Job)
_COLUMNS, _COMMON = ("kind", "key", "args", "run_at", "max_attempts"), ("created_at",)
_NEW = {"state": JobState.READY, "attempt": 0, "worker": "", "error": ""}


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
    return insert_new(session, Job, [_row(job, now) | _NEW | {"created_at": now} for job in jobs])


def jobs_part(count: int) -> Part:
    """Return so many jobs as a part of `Writes`, left out where their keys exist."""

    def write(dialect: Dialect) -> Any:
        common = places(_JOB, "jobs", _COMMON)
        rows = [new_places(_JOB, f"job{turn}", _COLUMNS, **_NEW) | common for turn in range(count)]
        # Not VALUES with many rows: SQLAlchemy would compile it anew at every call.
        said = union_all(*(select(*row.values()) for row in rows))
        written = dialect.insert(_JOB).from_select(list(rows[0]), said, include_defaults=False)
        return written.on_conflict_do_nothing()

    return Part("jobs", write)


def jobs_values(jobs: Sequence[NewJob], *, now: datetime) -> dict[str, Any]:
    """Return what `jobs_part` is to say."""
    rows = (placed(f"job{turn}", _row(job, now)) for turn, job in enumerate(jobs))
    return {name: value for row in rows for name, value in row.items()} | {"jobs_created_at": now}


def _row(job: NewJob, now: datetime) -> dict[str, Any]:
    values = (job.kind, job.key, job.args, job.run_at or now, job.max_attempts)
    return dict(zip(_COLUMNS, values, strict=True))


def withdraw(session: Session, key: str) -> None:
    """Drop a job that has not begun; one that runs or has run stays."""
    session.connection().execute(delete(_JOB).where(_JOB.c.key == key, _JOB.c.state == JobState.READY))
