"""Keeps the next 28 days of slots there."""

import structlog

from hellowork_portal.jobs.kinds import Tools
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.services.schedules.release import release_slots

log = structlog.get_logger("jobs.slots")


def release(_job: Claim, tools: Tools) -> None:
    """Write the slots that are missing; a second run finds none."""
    with tools.writing() as session:
        written = release_slots(session, now=tools.now())
    log.info("slots_released", count=written)
