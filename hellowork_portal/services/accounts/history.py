"""Sign-ins of the last 90 days, and 「自分ではない」 (C2)."""

from datetime import datetime
from itertools import islice

from sqlalchemy import Row, Select, select
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.kit.words import Words, in_all, of_moment
from hellowork_portal.models import SignIn, SignInOutcome
from hellowork_portal.services.access.sessions import end_all_sessions
from hellowork_portal.services.accounts.person import own_person
from hellowork_portal.services.accounts.rules import HISTORY, HISTORY_LINES, Attempt, runs
from hellowork_portal.services.accounts.views import SignInLine
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue

_TRY = table_of(SignIn)
_MOST_READ = 1000
"""Rows looked at for twenty lines: a run of failed tries is one line."""


def sign_ins(session: Session, *, principal: Principal, now: datetime) -> list[SignInLine]:
    """Return the last tries to sign in, newest first, runs of failed ones joined."""
    rows = session.connection().execute(_recent(principal.applicant_id, now))
    lines = islice(runs(map(_attempt, rows)), HISTORY_LINES)
    return [_line(attempt, principal.session_id) for attempt in lines]


def _recent(applicant_id: int, now: datetime) -> Select[tuple[object, ...]]:
    own = select(_TRY).where(_TRY.c.applicant_id == applicant_id, _TRY.c.at > now - HISTORY)
    return own.order_by(_TRY.c.id.desc()).limit(_MOST_READ)


def _attempt(row: Row[tuple[object, ...]]) -> Attempt:
    return Attempt(
        id=row.id,
        session_id=row.session_id,
        at=row.at,
        outcome=SignInOutcome(row.outcome),
        browser=row.browser,
        is_disowned=row.disowned_at is not None,
        since=row.at,
    )


def _line(attempt: Attempt, here: int | None) -> SignInLine:
    is_good, is_here = attempt.outcome is SignInOutcome.GOOD, attempt.session_id == here
    return SignInLine(
        sign_in_id=attempt.id,
        when=_when(attempt),
        outcome=attempt.outcome,
        count=attempt.count,
        browser=attempt.browser,
        is_here=is_good and is_here,
        is_disowned=attempt.is_disowned,
        can_disown=is_good and not is_here and not attempt.is_disowned,
    )


def _when(attempt: Attempt) -> Words:
    if attempt.count == 1:
        return of_moment(attempt.at)
    return in_all("account.security.span", first=of_moment(attempt.since), last=of_moment(attempt.at))


def disown(session: Session, *, principal: Principal, sign_in_id: int, now: datetime) -> None:
    """「自分ではない」: end that session and all others but this one, and tell the owner by mail.

    Only a sign-in of one's own account that went through, and not of this browser:
    NotAllowed otherwise. Harmless when repeated.
    """
    person = own_person(session, principal)
    row = session.get(SignIn, sign_in_id)
    if row is None or row.applicant_id != person.id or row.outcome != SignInOutcome.GOOD:
        raise NotAllowed
    if row.session_id == principal.session_id:
        raise NotAllowed
    end_all_sessions(session, id_of(person), but=principal.session_id)
    if row.disowned_at is not None:
        return
    row.disowned_at = now
    told = letter("sign_in_disowned", row.id, now=now, language=person.language, applicant_id=person.id)
    enqueue(session, [told], now=now)
    record(session, principal, "session.disowned", ("applicant", person.id), now=now, sign_in=row.id)
