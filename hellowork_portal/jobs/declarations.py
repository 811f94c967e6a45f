"""Writes the letters of 認定日 that come or are over with nothing filed."""

import structlog

from hellowork_portal.jobs.kinds import Tools
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.services.certifications.due_letters import queue_letters

log = structlog.get_logger("jobs.declarations")


def remind(_job: Claim, tools: Tools) -> None:
    """Write them; a second run finds them written."""
    with tools.writing() as session:
        written = queue_letters(session, now=tools.now())
    log.info("declaration_letters_queued", count=written)
