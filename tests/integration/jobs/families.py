"""Jobs that write down what happened to them; this file run as a program is a worker that dies."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any, NoReturn

from sqlmodel import select

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.jobs.kinds import Family, GiveUp, Handler, RetryAt, Tools
from hellowork_portal.jobs.queue import JOB, Claim
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.sql import insert_new
from hellowork_portal.models import Job, OfficeClosure
from hellowork_portal.services.outbox.service import NewJob, enqueue

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


class Nowhere:
    """Ports of families that never leave the house."""

    def __getattr__(self, name: str) -> NoReturn:
        raise AssertionError(f"nobody should have called {name}")


class Watch:
    """A clock that tests set."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


def tools(url: str, now: Callable[[], datetime], mailer: Any = None, meetings: Any = None) -> Tools:
    nowhere: Any = Nowhere()
    return Tools(url, now, mailer or nowhere, meetings or nowhere)


def family(**handlers: Handler) -> Family:
    """Return a family that takes everything."""
    return Family("tests", handlers, JOB.c.kind != "")


def put(url: str, *jobs: NewJob, now: datetime = NOON) -> None:
    with transaction(url) as session:
        enqueue(session, jobs, now=now)


def job(url: str, key: str) -> Job:
    with reading(url) as session:
        return session.exec(select(Job).where(Job.key == key)).one()


def jobs(url: str) -> list[Job]:
    with reading(url) as session:
        return list(session.exec(select(Job).order_by(Job.id)))  # type: ignore[arg-type]


def leave_trace(claim: Claim, tools: Tools) -> None:
    """The effect: a row of a table that has no unique key of its own."""
    with tools.writing() as session:
        row = {"on_day": NOON.date(), "reason": {"key": claim.key, "attempt": claim.attempt}}
        insert_new(session, OfficeClosure, [row])


def traces(url: str) -> list[tuple[str, int]]:
    with reading(url) as session:
        reasons = [row.reason for row in session.exec(select(OfficeClosure))]
    return sorted((reason["key"], reason["attempt"]) for reason in reasons)


def hang(_claim: Claim, _tools: Tools) -> None:
    sys.stdout.write("working\n")
    sys.stdout.flush()
    Event().wait(600)


def wait_until(when: datetime) -> Handler:
    def handler(_claim: Claim, tools: Tools) -> None:
        if tools.now() < when:
            raise RetryAt(when, "not_yet")

    return handler


def give_up(_claim: Claim, _tools: Tools) -> None:
    raise GiveUp("hopeless")


def fail(_claim: Claim, _tools: Tools) -> None:
    raise PortalError


if __name__ == "__main__":
    Runner(family(hang=hang), tools(sys.argv[1], lambda: NOON)).run_once()
