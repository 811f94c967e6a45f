"""A person decides a case: 認定, 一部認定 or 不認定; a second one approves where the office wants it.

A decision is a row that nobody can change. One without force yet waits for its approval; a
correction is another row that takes the place of the one before. Nothing here decides by itself.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import insert_new
from hellowork_portal.kit.text import clean_name
from hellowork_portal.models import DECIDED_STATES, ApplicationState, DecisionApproval
from hellowork_portal.services.applications.rows import tell
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.contract import Period
from hellowork_portal.services.reviews import errors
from hellowork_portal.services.reviews.decided import Decided, closed, closed_working, opened
from hellowork_portal.services.reviews.effect import give_force
from hellowork_portal.services.reviews.figures import LONGEST, Typed, read_decision
from hellowork_portal.services.reviews.overlaps import check_days_free
from hellowork_portal.services.reviews.proposing import Proposed, facts_for, proposed_for
from hellowork_portal.services.reviews.rows import (
    DECISION,
    case_of_record,
    count_up,
    decisions_of,
    is_pending,
    office_rules,
)


def decide(
    session: Session, *, principal: Principal, number: str, seen: int, form: Mapping[str, Any], now: datetime
) -> bool:
    """Decide a case, or correct what was decided by another decision; False: it waits for approval.

    Raises Invalid with each error at its box, NotInReview, AwaitsApproval, Unconfirmed,
    DaysDecided, CaseChanged, CaseUnknown.
    """
    row = case_of_record(session, principal, number)
    if row.revision != seen:
        raise errors.CaseChanged
    check_decidable(session, row)
    proposed = proposed_for(session, row, now)
    period, left = Period(row.period_first, row.period_last), proposed.context.facts.remaining_days
    typed = read_decision(form, period, proposed.proposal, row.certification_on, left)
    return write_decision(session, principal, row, proposed, typed, now=now)


def check_decidable(session: Session, row: Row[Any]) -> None:
    """Raise where a locked case cannot be decided just now.

    NotInReview, AwaitsApproval, Unconfirmed, DaysDecided (V01).
    """
    if row.state not in (ApplicationState.IN_REVIEW, *DECIDED_STATES):
        raise errors.NotInReview
    if any(is_pending(one) for one in decisions_of(session, row.id)):
        raise errors.AwaitsApproval
    _check_settled(session, row)


def _check_settled(session: Session, row: Row[Any]) -> None:
    """Raise where nobody knows whose days these are, or they are decided about elsewhere."""
    if row.claimant_id is None or row.is_unconfirmed_claim:
        raise errors.Unconfirmed
    check_days_free(session, row)


def write_decision(
    session: Session,
    principal: Principal,
    row: Row[Any],
    proposed: Proposed,
    typed: Typed,
    *,
    is_bulk: bool = False,
    now: datetime,
) -> bool:
    """Append a decision to a locked case that was checked; False where a second person has to agree."""
    needs_approval, _ = office_rules(session, row.office_id)
    earlier = decisions_of(session, row.id)
    decided = _with_facts(typed.decided, row, proposed)
    turn = earlier[-1].turn + 1 if earlier else 1
    values = {
        "application_id": row.id,
        "turn": turn,
        "outcome": decided.outcome.value,
        "certified_days": decided.certified_days,
        "payable_yen": decided.payable_yen,
        "next_certification_on": typed.next_on,
        "is_overridden": typed.is_overridden,
        "is_bulk": is_bulk,
        "needs_approval": needs_approval,
        "working_sealed": closed_working(proposed.proposal),
        "decided_sealed": closed(decided),
        "decided_by_id": principal.staff_id,
        "decided_at": now,
    }
    session.connection().execute(insert(DECISION).values(**values))
    about = {"turn": turn, "outcome": decided.outcome.value, "bulk": is_bulk}
    _follow(session, principal, row, about, now, needs_approval=needs_approval)
    return not needs_approval


def _follow(
    session: Session,
    principal: Principal,
    row: Row[Any],
    about: dict[str, Any],
    now: datetime,
    *,
    needs_approval: bool,
) -> None:
    """Give the decision that was just written its force, or let it wait for the second person."""
    subject = ("application", row.id)
    if needs_approval:
        count_up(session, row)
        tell(session, principal, row.id, "decision_proposed", now=now, is_for_staff=True, **about)
        record(session, principal, "application.decision_proposed", subject, now=now, **about)
    else:
        give_force(session, principal, row, decisions_of(session, row.id), now=now)
        record(session, principal, "application.decided", subject, now=now, **about)


def _with_facts(decided: Decided, row: Row[Any], proposed: Proposed) -> Decided:
    """Keep with a decision what it was computed by; the record may say something else tomorrow."""
    facts = proposed.context.facts
    return replace(
        decided,
        claimant_id=row.claimant_id,
        remaining_before=facts.remaining_days,
        daily_wage=facts.daily_wage,
        daily_allowance=facts.daily_allowance,
    )


def answer_decision(
    session: Session,
    *,
    principal: Principal,
    number: str,
    turn: int,
    is_approved: bool,
    reason: str = "",
    now: datetime,
) -> bool:
    """Approve the decision that waits, or send it back to who decided, with a reason; return which.

    What is approved is what was decided: raises DecisionOutdated where the record says something
    else by now, Unconfirmed, DaysDecided; such a decision can be sent back. Raises NothingToApprove
    where it waits no longer, SamePerson, MessageMissing, CaseChanged, CaseUnknown.
    """
    row = case_of_record(session, principal, number)
    decisions = decisions_of(session, row.id)
    waiting = decisions[-1] if decisions and is_pending(decisions[-1]) else None
    if waiting is None or waiting.turn != turn:
        raise errors.NothingToApprove
    if waiting.decided_by_id == principal.staff_id:
        raise errors.SamePerson
    said = clean_name(reason)
    if not is_approved and (not said or len(said) > LONGEST):
        raise errors.MessageMissing(most=LONGEST)
    if is_approved:
        _check_still_holds(session, row, opened(waiting.decided_sealed), now)
    _answer(session, principal, waiting, said[:LONGEST], now, is_approved=is_approved)
    about = {"turn": turn, "outcome": waiting.outcome}
    if is_approved:
        give_force(session, principal, row, decisions_of(session, row.id), now=now)
        record(session, principal, "application.decision_approved", ("application", row.id), now=now, **about)
    else:
        _send_back(session, principal, row, said, about, now)
    return is_approved


def _check_still_holds(session: Session, row: Row[Any], said: Decided, now: datetime) -> None:
    """Raise where a decision would have force over another record, or other figures, than it was made by."""
    _check_settled(session, row)
    facts = facts_for(session, row, now)
    kept = (said.claimant_id or row.claimant_id, said.daily_wage, said.daily_allowance, said.remaining_before)
    if kept != (row.claimant_id, facts.daily_wage, facts.daily_allowance, facts.remaining_days):
        raise errors.DecisionOutdated


def _send_back(
    session: Session, principal: Principal, row: Row[Any], said: str, about: dict[str, Any], now: datetime
) -> None:
    """Let the case be decided anew; only staff read why."""
    count_up(session, row)
    subject = ("application", row.id)
    told = {"message": said, "is_for_staff": True}
    tell(session, principal, row.id, "decision_sent_back", now=now, **told, **about)
    record(session, principal, "application.decision_sent_back", subject, now=now, **about)


def _answer(
    session: Session,
    principal: Principal,
    decision: Row[Any],
    reason: str,
    now: datetime,
    *,
    is_approved: bool,
) -> None:
    values = {
        "decision_id": decision.id,
        "is_approved": is_approved,
        "reason_sealed": seal(reason) if reason else "",
        "by_id": principal.staff_id,
        "at": now,
    }
    if not insert_new(session, DecisionApproval, [values]):
        raise errors.NothingToApprove
