"""The second step: a code of the authenticator, or one of ten recovery codes. Only this opens a session."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlmodel import Session
from sqlmodel import select as rows_of

from hellowork_portal.kit.errors import SignInNeeded
from hellowork_portal.kit.i18n import known_language
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import token_hash, unseal
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import RecoveryCode, SecondFactor, StaffMember, StaffSession, StaffSignInOutcome
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.staff.codes import code_typed, recovery_hash, recovery_typed, used_step
from hellowork_portal.services.staff.errors import WrongCode
from hellowork_portal.services.staff.rows import lock_members
from hellowork_portal.services.staff.sessions import open_session
from hellowork_portal.services.staff.sign_in import knows, note_try

_FACTOR, _CODE, _SESSION = table_of(SecondFactor), table_of(RecoveryCode), table_of(StaffSession)


@dataclass(frozen=True)
class Passed:
    """Who has passed, and the token of the session that was opened."""

    staff_id: int
    token: str


def waiting_member(session: Session, *, token: str, now: datetime) -> int | None:
    """Return whose second step a browser's token waits for, None where the ten minutes are over."""
    row = _waiting(session, token, now)
    return row.staff_member_id if row else None


def _waiting(session: Session, token: str, now: datetime) -> StaffSession | None:
    row = session.exec(rows_of(StaffSession).where(StaffSession.token_hash == token_hash(token))).first()
    return row if row is not None and row.passed_at is None and row.ends_at > now else None


def give_up(session: Session, *, waiting_token: str) -> None:
    """End what waits for a code behind a browser's token; a session that has passed stays."""
    waits = (_SESSION.c.token_hash == token_hash(waiting_token)) & _SESSION.c.passed_at.is_(None)
    session.connection().execute(delete(_SESSION).where(waits))


def code_tries(staff_id: int, known: str) -> list[tuple[str, str]]:
    """Return the limits that a code counts against: ten in fifteen minutes, thirty a day.

    Thirty guesses of a million, three of which fit: one day in eleven thousand. The owner's own browser
    has an allowance of its own.
    """
    key = f"{staff_id}:{known}" if knows(known, staff_id) else str(staff_id)
    return [("staff_code", key), ("staff_code_per_day", key)]


def pass_second_step(
    session: Session,
    *,
    waiting_token: str,
    code: str,
    old_token: str = "",
    browser: str = "",
    language: str = "",
    now: datetime,
) -> Passed:
    """Open a session for whoever types a right code; raises WrongCode, SignInNeeded (too late).

    `language` is what the pages are read in: mails are written in it from now on.
    """
    waiting = _waiting(session, waiting_token, now)
    if waiting is None:
        raise SignInNeeded
    member = lock_members(session, [waiting.staff_member_id])[waiting.staff_member_id]
    if member.closed_at or not member.activated_at or _waiting(session, waiting_token, now) is None:
        raise SignInNeeded  # closed, or let in by another click, while this one waited
    outcome = _use(session, member, code, now)
    session.delete(waiting)
    session.flush()
    staff_id = id_of(member)
    member.language = known_language(language or member.language)
    token, session_id = open_session(session, staff_id, old_token=old_token, agent=browser, now=now)
    actor = Principal(PrincipalKind.STAFF, staff_id, session_id)
    subject = ("staff_session", session_id)
    record(session, actor, "staff.session_started", subject, now=now, way=outcome.value)
    note_try(session, staff_id, outcome, agent=browser, now=now, session_id=session_id)
    return Passed(staff_id, token)


def _use(session: Session, member: StaffMember, typed: str, now: datetime) -> StaffSignInOutcome:
    """Spend the code that was typed and return by which way it let in; raises WrongCode."""
    if code := code_typed(typed):
        use_authenticator(session, id_of(member), code, now=now)
        return StaffSignInOutcome.GOOD
    _use_recovery_code(session, member, recovery_typed(typed), now)
    return StaffSignInOutcome.RECOVERED


def use_authenticator(session: Session, staff_id: int, typed: str, *, now: datetime) -> None:
    """Spend an authenticator's code: its time step and all older ones open nothing again.

    Raises WrongCode, for a code that was used before as for a wrong one.
    """
    code = code_typed(typed)
    confirmed = (_FACTOR.c.staff_member_id == staff_id) & _FACTOR.c.confirmed_at.is_not(None)
    own = session.connection().execute(select(_FACTOR).where(confirmed))
    for factor in own.all() if code else ():
        step = used_step(unseal(factor.secret_sealed), code, now=now, after=factor.last_step)
        if step is not None and _spend(session, factor.id, step):
            return
    raise WrongCode


def _spend(session: Session, factor_id: int, step: int) -> bool:
    """Move the newest used step on; False where another browser has used it at this moment."""
    unused = (_FACTOR.c.id == factor_id) & (_FACTOR.c.last_step < step)
    return session.connection().execute(update(_FACTOR).where(unused).values(last_step=step)).rowcount == 1


def _use_recovery_code(session: Session, member: StaffMember, code: str, now: datetime) -> None:
    """Spend a recovery code and tell its owner how many are left; raises WrongCode."""
    staff_id = id_of(member)
    fits = (_CODE.c.code_hash == recovery_hash(staff_id, code)) & _CODE.c.used_at.is_(None)
    if not code or session.connection().execute(update(_CODE).where(fits).values(used_at=now)).rowcount != 1:
        raise WrongCode
    left = str(codes_left(session, staff_id))
    told = letter(
        "staff_recovered",
        staff_id,
        now=now,
        to=member.mail_address,
        language=member.language,
        name=member.name,
        left=left,
    )
    enqueue(session, [told], now=now)
    actor = Principal(PrincipalKind.STAFF, staff_id)
    record(session, actor, "staff.recovery_code_used", ("staff_member", staff_id), now=now, left=left)


def codes_left(session: Session, staff_id: int) -> int:
    """Return how many recovery codes a member can still use."""
    unused = select(func.count()).where(_CODE.c.staff_member_id == staff_id, _CODE.c.used_at.is_(None))
    return session.connection().execute(unused).scalar_one()
