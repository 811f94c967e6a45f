"""The reservation behind a number that a browser asked for; the only place that looks it up."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, GuestAccess, Reservation
from hellowork_portal.services.guests import rules

_ASKED, _RES, _PERSON = table_of(GuestAccess), table_of(Reservation), table_of(Applicant)
_DAY = rules.SHOWN_AFTER
_FOUND = (
    select(
        _RES.c.id, _RES.c.number, _RES.c.applicant_id, _RES.c.state, _RES.c.ends_at, _RES.c.cancelled_at,
        _PERSON.c.name, _PERSON.c.mail_address, _PERSON.c.language, _PERSON.c.follows_page_language,
    )
    .join(_PERSON, _PERSON.c.id == _RES.c.applicant_id)
    .where(_PERSON.c.closed_at.is_(None))
)  # fmt: skip


@dataclass(frozen=True)
class CodeLetter:
    """What the letter with a code says, and to whom."""

    applicant_id: int
    recipient: str = field(repr=False)
    name: str = field(repr=False)
    language: str
    """The language that the owner has chosen for mails; empty where pages decide."""
    values: dict[str, str] = field(repr=False)


def found(session: Session, asked: Row[Any], now: datetime) -> Any:
    """Return the reservation that a question was about, None where it may not be shown.

    The same two statements run for every number.
    """
    row: Any = session.connection().execute(_FOUND.where(_RES.c.number == asked.number)).first()
    is_too_many = _is_one_too_many(session, asked)
    if row is None or is_too_many or not rules.may_be_shown(row.state, row.ends_at, row.cancelled_at, now):
        return None
    return row


def _is_one_too_many(session: Session, asked: Row[Any]) -> bool:
    """Whether the day's codes of this number were asked for already, whatever the limiter has forgotten."""
    before = select(func.count()).where(
        _ASKED.c.number == asked.number,
        _ASKED.c.created_at > asked.created_at - _DAY,
        _ASKED.c.id < asked.id,
        ~_ASKED.c.is_known_browser,
    )
    count = session.connection().execute(before).scalar_one()
    return not asked.is_known_browser and count >= rules.CODES_A_DAY


def code_letter(session: Session, *, access_id: int, now: datetime) -> CodeLetter | None:
    """Return the letter with a code; None where the number leads nowhere or nobody waits for it any more."""
    asked = session.connection().execute(select(_ASKED).where(_ASKED.c.id == access_id)).first()
    if asked is None or asked.opened_at is not None or asked.code_ends_at <= now:
        return None
    row = found(session, asked, now)
    if row is None:
        return None
    values = {
        "number": rules.shown(row.number),
        "code": rules.code_of(asked.cookie_hash),
        "code_minutes": str(int(rules.CODE_LIFE.total_seconds()) // 60),
    }
    chosen = "" if row.follows_page_language else row.language
    return CodeLetter(row.applicant_id, row.mail_address, row.name, chosen, values)
