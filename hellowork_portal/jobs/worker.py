"""The worker process: a few threads per family, and the clock's duties."""

import signal
from collections.abc import Sequence
from threading import Event, Thread, current_thread, main_thread

import structlog

from hellowork_portal.adapters.smtp import SmtpMailer
from hellowork_portal.adapters.zoom import ZoomMeetings
from hellowork_portal.jobs.duties import duties_at
from hellowork_portal.jobs.kinds import Family, Tools
from hellowork_portal.jobs.registry import FAMILIES
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.kit import clock
from hellowork_portal.kit.faults import new_fault
from hellowork_portal.kit.settings import settings
from hellowork_portal.services.outbox.service import enqueue

log = structlog.get_logger("jobs.worker")
DUTY_SECONDS = 1.0
PATIENCE_AT_THE_END_SECONDS = 5.0


def run_worker(stop: Event | None = None) -> None:
    """Work until `stop` is set, or SIGTERM or SIGINT comes where no `stop` is given.

    What runs at that moment is finished if it takes less than five seconds; the
    rest comes back when its lease ends.
    """
    if stop is None:
        stop = Event()
        _stop_by_signal(stop)
    meetings = ZoomMeetings(settings().zoom, clock.now)
    tools = Tools(settings().database, clock.now, SmtpMailer(settings().smtp), meetings)
    threads = start_threads(FAMILIES, tools, stop)
    log.info("worker_started", threads=len(threads))
    _mind_the_clock(tools, stop)
    for thread in threads:
        thread.join(PATIENCE_AT_THE_END_SECONDS)
    log.info("worker_stopped")


def start_threads(families: Sequence[Family], tools: Tools, stop: Event) -> list[Thread]:
    """Start every family's threads; daemons, so that a hanging call cannot keep the process."""
    threads = [
        Thread(
            target=Runner(family, tools, stop).run_until_stopped, name=f"{family.name}-{number}", daemon=True
        )
        for family in families
        for number in range(family.threads)
    ]
    for thread in threads:
        thread.start()
    return threads


def _mind_the_clock(tools: Tools, stop: Event) -> None:
    """Enqueue the duties of each new minute until told to stop."""
    last = ""
    while not stop.wait(0 if not last else DUTY_SECONDS):
        minute = f"{tools.now():%Y-%m-%dT%H:%M}"
        if minute != last:
            last = minute if _enqueue_duties(tools) else last or "none"


def _enqueue_duties(tools: Tools) -> bool:
    """Write the duties; False (and one log line) while the database is away."""
    try:
        with tools.writing() as session:
            enqueue(session, duties_at(tools.now()), now=tools.now())
    except Exception as error:
        new_fault(error, "jobs.duties")
        return False
    return True


def _stop_by_signal(stop: Event) -> None:
    if current_thread() is main_thread():
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_: stop.set())
