"""Keeps the 認定日 of the next twelve weeks there."""

import structlog

from hellowork_portal.jobs.kinds import Tools
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.services.certifications.days import fill_days

log = structlog.get_logger("jobs.certification_days")


def fill(_job: Claim, tools: Tools) -> None:
    """Write the days that claimants lack; a second run finds none."""
    with tools.writing() as session:
        written = fill_days(session, now=tools.now())
    log.info("certification_days_filled", count=written)
