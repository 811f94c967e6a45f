"""Seals the audit each minute and tells the head, so that it lies in logs too (decision 0018)."""

import structlog

from hellowork_portal.jobs.kinds import Tools
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.services.audit.sealing import seal_entries

log = structlog.get_logger("jobs.auditing")


def seal(_job: Claim, tools: Tools) -> None:
    """Seal all that waits, seal after seal, each in a transaction of its own."""
    while True:
        with tools.writing() as session:
            head = seal_entries(session, now=tools.now())
        if head is None:
            return
        log.info("audit_sealed", number=head.number, hash=head.hash, sealed_at=head.sealed_at.isoformat())
