"""Serves those who wait for a seat: one offer a transaction, until no free seat suits anybody."""

import structlog

from hellowork_portal.jobs.kinds import RetryAt, Tools
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.services.waitlist import offering
from hellowork_portal.services.waitlist.offering import Turn

log = structlog.get_logger("jobs.waitlist")
MOST_TURNS = 200
"""Offers of one job; a longer line goes on in its next run."""


def offer(job: Claim, tools: Tools) -> None:
    """Offer an offering's free seats to its line; what a dead worker left undone is offered by the next."""
    offered = 0
    for _turn in range(MOST_TURNS):
        turn = _turn_of(job.args["offering_id"], tools)
        offered += turn is Turn.OFFERED
        if turn is Turn.NOTHING:
            break
    else:
        raise RetryAt(tools.now(), "more_to_offer")
    if offered:
        log.info("seats_offered", offering=job.args["offering_id"], count=offered)


def _turn_of(offering_id: int, tools: Tools) -> Turn:
    """Make one offer; where somebody was quicker nothing has happened, and the line is read anew."""
    try:
        with tools.writing() as session:
            return offering.offer_next(session, offering_id=offering_id, now=tools.now())
    except PortalError:
        return Turn.AGAIN


def lapse(job: Claim, tools: Tools) -> None:
    """See what an offer has come to at its end; one that was extended is looked at again."""
    with tools.writing() as session:
        again = offering.settle(session, entry_id=job.args["entry_id"], now=tools.now())
    if again is not None:
        raise RetryAt(again, "offer_extended")


def sweep(_job: Claim, tools: Tools) -> None:
    """Look at every line and every offer; each entry in a transaction of its own."""
    with tools.writing() as session:
        ended = offering.sweep(session, now=tools.now())
    for entry_id in ended:
        with tools.writing() as session:
            offering.settle(session, entry_id=entry_id, now=tools.now())
