"""Runs the jobs of one family: claim, work, say how it went."""

import os
import secrets
import socket
from collections.abc import Callable
from threading import Event, Thread

import structlog
from sqlalchemy.exc import SQLAlchemyError

from hellowork_portal.jobs import queue
from hellowork_portal.jobs.kinds import Family, GiveUp, RetryAt, Tools
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.faults import new_fault

log = structlog.get_logger("jobs")
POLL_SECONDS = 0.2
PAUSE_AFTER_A_FAULT_SECONDS = 5.0
HEARTBEAT_SECONDS = 20.0
_MACHINE = socket.gethostname()[:40]


class Heartbeat:
    """Beats at intervals from its own thread while a block runs."""

    def __init__(self, beat: Callable[[], object], every: float = HEARTBEAT_SECONDS) -> None:
        self._beat = beat
        self._every = every
        self._end = Event()
        self._thread = Thread(target=self._run, name="heartbeat", daemon=True)

    def __enter__(self) -> None:
        """Start beating."""
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        """Stop beating; a beat under way is waited for."""
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._end.wait(self._every):
            try:
                self._beat()
            except SQLAlchemyError as error:
                # The next beat tries again; if all fail the lease ends and another worker takes over.
                log.warning("heartbeat_failed", error=type(error).__name__)


class Runner:
    """One thread's work on one family of jobs."""

    def __init__(self, family: Family, tools: Tools, stop: Event | None = None) -> None:
        self._family = family
        self._look = queue.look_for(family.takes)
        self._tools = tools
        self._stop = stop or Event()

    def run_until_stopped(self) -> None:
        """Work until told to stop; a database that is away is waited for."""
        while not self._stop.is_set():
            try:
                pause = 0.0 if self.run_once() else POLL_SECONDS
            except Exception as error:
                new_fault(error, f"jobs.{self._family.name}")
                pause = PAUSE_AFTER_A_FAULT_SECONDS
            self._stop.wait(pause)

    def run_once(self) -> int:
        """Claim one batch and run it; return how many jobs were claimed."""
        claims = self._claim()
        if not claims:
            return 0
        with Heartbeat(lambda: self._extend(claims[0].token)):
            for job in claims:
                if self._stop.is_set():
                    self._release(job)
                else:
                    self._run(job)
        self._family.after_batch(self._tools)
        return len(claims)

    def _claim(self) -> list[Claim]:
        """Look first without a lock, then lease; the token is new for every batch."""
        family, now = self._family, self._tools.now()
        with self._tools.reading() as session:
            if not queue.has_due(session, self._look, now=now):
                return []
        token = f"{_MACHINE}:{os.getpid()}:{family.name}:{secrets.token_hex(4)}"
        with self._tools.writing() as session:
            return queue.claim(session, family.takes, token=token, limit=family.batch, now=now)

    def _extend(self, token: str) -> None:
        with self._tools.writing() as session:
            queue.extend(session, token, now=self._tools.now())

    def _run(self, job: Claim) -> None:
        """Call the handler and write down its outcome: codes and class names, never values."""
        try:
            self._work(job)
        except RetryAt as later:
            self._write(queue.postpone, job, later.when, later.reason)
        except GiveUp as hopeless:
            self._bury(job, hopeless.reason)
        except PortalError as error:
            self._failed(job, error.code)
        except Exception as error:
            fault = new_fault(error, f"job.{job.kind}")
            self._failed(job, f"{type(error).__name__} {fault.reference}")
        else:
            self._write(queue.finish, job, now=self._tools.now())

    def _work(self, job: Claim) -> None:
        """Hand the job to its handler, unless it has none or killed too many workers."""
        handler = self._family.handlers.get(job.kind)
        if handler is None:
            raise GiveUp("unknown_kind")
        if job.attempt > job.max_attempts:
            raise GiveUp("worker_lost")
        handler(job, self._tools)

    def _failed(self, job: Claim, error: str) -> None:
        if job.attempt >= job.max_attempts:
            self._bury(job, error)
            return
        log.warning("job_failed", id=job.id, kind=job.kind, attempt=job.attempt, error=error)
        self._write(queue.retry, job, error, now=self._tools.now())

    def _bury(self, job: Claim, error: str) -> None:
        log.error("job_died", id=job.id, kind=job.kind, attempt=job.attempt, error=error)
        self._write(queue.bury, job, error, now=self._tools.now())

    def _release(self, job: Claim) -> None:
        """Give a leased job back untouched, so that a stopping worker delays nobody."""
        self._write(queue.postpone, job, self._tools.now(), "")

    def _write(self, outcome: Callable[..., bool], job: Claim, *args: object, **values: object) -> None:
        """Write an outcome down; a claim that was lost meanwhile changes nothing."""
        with self._tools.writing() as session:
            if not outcome(session, job, *args, **values):
                log.warning("job_fenced", id=job.id, kind=job.kind, attempt=job.attempt)
