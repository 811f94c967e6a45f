"""Time that passes behind the pages: what a row says of when is moved, nothing else."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlmodel import Session as Db

from hellowork_portal import runtime
from hellowork_portal.kit import clock
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Job, JobState, Reservation, Session
from hellowork_portal.services.notices.service import CONFIRMED

_SESSION, _JOB, _RESERVATION = table_of(Session), table_of(Job), table_of(Reservation)


def session_of(applicant_id: int) -> Any:
    """Return the row of a person's only session, None where it has none."""
    return runtime.read_now(_session_of, applicant_id=applicant_id)


def seconds_left(applicant_id: int) -> float:
    """Return after how many seconds a person's only session ends if nothing happens."""
    return (session_of(applicant_id).idle_ends_at - clock.now()).total_seconds()


def set_session(applicant_id: int, **seconds: float) -> None:
    """Let instants of a person's sessions (`seen_at`, `idle_ends_at`, `ends_at`) be so far from now."""
    runtime.run_now(_set_session, applicant_id=applicant_id, seconds=seconds)


def age_reservation(reservation_id: int, seconds: float) -> None:
    """Let a reservation have been confirmed so much earlier, and what waits for its meeting be due."""
    runtime.run_now(_age_reservation, reservation_id=reservation_id, seconds=seconds)


def jobs_of(reservation_id: int) -> list[tuple[str, str, str]]:
    """Return what is done for a reservation behind the pages: key, state and last error."""
    return runtime.read_now(_jobs_of, reservation_id=reservation_id)


def hasten_jobs(reservation_id: int) -> None:
    """Let a reservation's waiting confirmation and the making of its meeting be due now."""
    runtime.run_now(_hasten_jobs, reservation_id=reservation_id)


def _session_of(db: Db, *, applicant_id: int) -> Any:
    return db.connection().execute(select(_SESSION).where(_SESSION.c.applicant_id == applicant_id)).first()


def _set_session(db: Db, *, applicant_id: int, seconds: dict[str, float], now: datetime) -> None:
    values = {name: now + timedelta(seconds=far) for name, far in seconds.items()}
    own = update(_SESSION).where(_SESSION.c.applicant_id == applicant_id)
    db.connection().execute(own.values(**values))


def _age_reservation(db: Db, *, reservation_id: int, seconds: float, now: datetime) -> None:
    own = update(_RESERVATION).where(_RESERVATION.c.id == reservation_id)
    db.connection().execute(own.values(confirmed_at=now - timedelta(seconds=seconds)))
    _hasten_jobs(db, reservation_id=reservation_id, now=now)


def _hasten_jobs(db: Db, *, reservation_id: int, now: datetime) -> None:
    waiting = update(_JOB).where(_JOB.c.state == JobState.READY, _JOB.c.run_at > now)
    of_it = _JOB.c.args["reservation_id"].as_integer() == reservation_id
    wanted = or_(_JOB.c.kind == "meeting.create", _JOB.c.args["mail"].as_string() == CONFIRMED)
    db.connection().execute(waiting.where(of_it, wanted).values(run_at=now))


def _jobs_of(db: Db, *, reservation_id: int) -> list[tuple[str, str, str]]:
    of_it = _JOB.c.args["reservation_id"].as_integer() == reservation_id
    rows = db.connection().execute(select(_JOB.c.key, _JOB.c.state, _JOB.c.error).where(of_it))
    return [(row.key, str(row.state), row.error) for row in rows]
