"""Cases without a doubt decided together: listed first, a sample looked at, then exactly those.

Only what the portal proposes to certify in full can be here; whatever is flagged, warned of,
「未確認」 or without amounts is decided alone, and nothing is ever refused together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day
from hellowork_portal.models import ApplicationState, ApplicationSubmission
from hellowork_portal.services.applications.rows import tell
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.contract import Outcome
from hellowork_portal.services.certifications.reduction import OLD_AMOUNT
from hellowork_portal.services.reviews import errors
from hellowork_portal.services.reviews.decided import Decided
from hellowork_portal.services.reviews.deciding import write_decision
from hellowork_portal.services.reviews.figures import Typed
from hellowork_portal.services.reviews.inbox import NO_DOUBTS
from hellowork_portal.services.reviews.overlaps import days_are_free, record_waits
from hellowork_portal.services.reviews.proposing import Proposed, proposed_for
from hellowork_portal.services.reviews.rows import (
    APPLICATION,
    PERSON,
    REVIEWING,
    awaits_approval,
    bring,
    case_at,
    office_rules,
)
from hellowork_portal.services.reviews.sampling import (
    MOST,
    UNDONE,
    check_opened,
    check_same,
    lock_open_cases,
    opened_since,
    sample_of,
)
from hellowork_portal.services.reviews.views import BulkLine, BulkView
from hellowork_portal.services.reviews.wording import yen
from hellowork_portal.services.staff.offices import office_for

_TURN = table_of(ApplicationSubmission)


@dataclass(frozen=True)
class _Ready:
    """A case that may be decided together with others, and what would be decided."""

    row: Row[Any]
    proposed: Proposed

    @property
    def stamp(self) -> str:
        """What the list rests on: the case as it is, and each figure of its proposal."""
        one = self.proposed.proposal
        figures = (one.certified_days, one.reduction_yen, one.payable_yen, one.remaining_days)
        return ".".join(map(str, (self.row.id, self.row.revision, *figures, self.proposed.next_on)))


def bulk_list(session: Session, *, principal: Principal, office_code: str, now: datetime) -> BulkView:
    """Return the office's cases that may be decided together, with the sample; that it was read is recorded.

    Raises NotAllowed, SignInNeeded.
    """
    office = office_for(session, principal=principal, code=office_code, roles=REVIEWING)
    ready, left = _ready(session, office.id, principal.staff_id, now)
    needs_two, percent = office_rules(session, office.id)
    fingerprint = _fingerprint(ready)
    sample = sample_of(principal.staff_id, fingerprint, [one.row.id for one in ready], percent)
    seen = opened_since(session, principal.staff_id, _submitted(session, ready, sample))
    record(
        session,
        principal,
        "application.searched",
        ("office", office.id),
        now=now,
        shown=len(ready),
        by=["bulk"],
    )
    return BulkView(
        lines=[_line(one, one.row.id in sample, one.row.id in seen) for one in ready],
        count=len(ready),
        sample=len(sample),
        unseen=len(sample - seen),
        left=left,
        fingerprint=fingerprint,
        needs_two=needs_two,
    )


def approve_list(
    session: Session, *, principal: Principal, office_code: str, fingerprint: str, now: datetime
) -> int:
    """Decide everything on the list that was shown as it was proposed; return how many.

    All of it or nothing: raises BulkStale where any case has come, gone or changed since,
    SampleUnseen, BulkEmpty, NotAllowed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=REVIEWING)
    lock_open_cases(session, office.id)
    ready, _ = _ready(session, office.id, principal.staff_id, now)
    check_same(fingerprint, [one.stamp for one in ready])
    if not ready:
        raise errors.BulkEmpty
    _, percent = office_rules(session, office.id)
    sample = sample_of(principal.staff_id, _fingerprint(ready), [one.row.id for one in ready], percent)
    check_opened(session, principal.staff_id, _submitted(session, ready, sample))
    for one in ready:
        _decide(session, principal, one, now)
    about = {"count": len(ready), "sample": len(sample)}
    record(session, principal, "application.bulk_decided", ("office", office.id), now=now, **about)
    return len(ready)


def _candidates(office_id: int, staff_id: int, today: date) -> Any:
    """Select cases of nobody or one's own, due, of a known person, without a doubt and without a decision."""
    whose = APPLICATION.c.assigned_to_id.is_(None) | (APPLICATION.c.assigned_to_id == staff_id)
    known = APPLICATION.c.claimant_id.is_not(None) & ~APPLICATION.c.is_unconfirmed_claim
    return (
        select(APPLICATION, PERSON.c.name)
        .join(PERSON, PERSON.c.id == APPLICATION.c.applicant_id)
        .where(APPLICATION.c.office_id == office_id, APPLICATION.c.state.in_(UNDONE), whose, known)
        .where(days_are_free(), ~record_waits())
        .where(NO_DOUBTS, ~awaits_approval(), APPLICATION.c.certification_on <= today)
        .order_by(APPLICATION.c.certification_on, APPLICATION.c.id)
    )


def _ready(session: Session, office_id: int, staff_id: int, now: datetime) -> tuple[list[_Ready], int]:
    """Return the first cases that may be decided together, and how many without a doubt have to be alone.

    One of each claimant: what is left for the next one follows from its decision.
    """
    rows = session.connection().execute(_candidates(office_id, staff_id, day_in_japan(now)).limit(MOST)).all()
    firsts = {row.claimant_id: row for row in reversed(rows)}
    found = [_Ready(row, proposed_for(session, row, now)) for row in rows if firsts[row.claimant_id] is row]
    ready = [one for one in found if _is_plain(one.proposed)]
    return ready, len(rows) - len(ready)


def _is_plain(proposed: Proposed) -> bool:
    """Whether nothing is left to judge: certified in full, with amounts that hold and a next 認定日."""
    one = proposed.proposal
    is_known = one.payable_yen is not None and one.remaining_days is not None
    is_current = all(line.code != OLD_AMOUNT for line in one.working)
    return one.outcome is Outcome.CERTIFIED and is_known and is_current and proposed.next_on is not None


def _submitted(session: Session, ready: Iterable[_Ready], sample: set[int]) -> dict[int, datetime]:
    """Return the sample's cases with the moment since which each has the answers that it has now."""
    query = select(_TURN.c.application_id, func.max(_TURN.c.submitted_at))
    its = query.where(_TURN.c.application_id.in_(sample)).group_by(_TURN.c.application_id)
    known = {one.row.id: one.row.submitted_at for one in ready if one.row.id in sample}
    return known | {row[0]: row[1] for row in session.connection().execute(its)}


def _fingerprint(ready: Iterable[_Ready]) -> str:
    return ",".join(one.stamp for one in ready)


def _decide(session: Session, principal: Principal, one: _Ready, now: datetime) -> None:
    row = one.row
    if row.state == ApplicationState.RECEIVED:
        own = row.assigned_to_id or principal.staff_id
        bring(session, row, ApplicationState.IN_REVIEW, opened_at=now, assigned_to_id=own)
        tell(session, principal, row.id, "opened", now=now)
        row = case_at(session, principal, row.number)
    proposal = one.proposed.proposal
    decided = Decided(
        Outcome.CERTIFIED,
        proposal.certified_days,
        reduced_days=proposal.reduced_days,
        reduction_yen=proposal.reduction_yen,
        deferred_days=proposal.deferred_days,
        payable_yen=proposal.payable_yen,
    )
    typed = Typed(decided, one.proposed.next_on, is_overridden=False)
    write_decision(session, principal, row, one.proposed, typed, is_bulk=True, now=now)


def _line(one: _Ready, is_sample: bool, is_seen: bool) -> BulkLine:
    proposal = one.proposed.proposal
    return BulkLine(
        number=one.row.number,
        number_shown=number_shown(one.row.number),
        name=one.row.name,
        certification=of_day(one.row.certification_on),
        certified_days=proposal.certified_days,
        payable=yen(proposal.payable_yen),
        next_on=of_day(one.proposed.next_on) if one.proposed.next_on else {},
        is_sample=is_sample,
        is_seen=is_seen,
    )
