"""Keeps the tables tidy; nothing depends on it having run."""

import structlog

from hellowork_portal.jobs import queue
from hellowork_portal.jobs.kinds import Tools
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.services.accounts import erasing
from hellowork_portal.services.applications.erasing import let_go as let_applications_go
from hellowork_portal.services.certifications.erasing import let_changes_go
from hellowork_portal.services.claimants.importing import forget_files
from hellowork_portal.services.reservations.erasing import let_days_go
from hellowork_portal.services.reservations.holds import free_expired_holds
from hellowork_portal.services.staff.tidying import tidy_staff

log = structlog.get_logger("jobs.tidying")


def free_holds(_job: Claim, tools: Tools) -> None:
    """Give back the seats of holds that have run out; whoever takes a seat does not wait for this."""
    with tools.writing() as session:
        freed = free_expired_holds(session, now=tools.now())
    if freed:
        log.info("holds_freed", count=freed)


def prune(_job: Claim, tools: Tools) -> None:
    """Forget jobs that were done a week ago."""
    with tools.writing() as session:
        forgotten = queue.prune(session, now=tools.now())
    log.info("jobs_pruned", count=forgotten)


def tidy_accounts(_job: Claim, tools: Tools) -> None:
    """Erase what has served around accounts, and say how much went."""
    with tools.writing() as session:
        erased = erasing.tidy_accounts(session, now=tools.now()) | tidy_staff(session, now=tools.now())
        erased["applications"] = let_applications_go(session, now=tools.now())
        erased["reservations"] = let_days_go(session, now=tools.now())
        erased["day_changes"] = let_changes_go(session, now=tools.now())
        erased["claimant_files"] = forget_files(session, now=tools.now())
    log.info("accounts_tidied", **erased)
