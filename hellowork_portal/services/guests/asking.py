"""Asking for a code: written down alike for every number, because nobody looks it up here."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint, new_token, sign, token_hash, unsign
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import GuestAccess
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.guests import rules
from hellowork_portal.services.guests.errors import GuestOver
from hellowork_portal.services.guests.views import CodeView
from hellowork_portal.services.outbox.service import NewJob, enqueue

MAIL = "lookup_code"
_ASKED = table_of(GuestAccess)
_KNOWN = "guest-browser"


def known_mark(number: str) -> str:
    """Return what a browser keeps that has opened this number once."""
    return sign(_KNOWN, fingerprint(f"number:{number}"))


def is_known(mark: str, typed: str) -> bool:
    """Whether a browser's mark is of the number typed."""
    return unsign(_KNOWN, mark) == fingerprint(f"number:{rules.number_asked(typed)}")


def asking_limits(principal: Principal, *, typed: str, token: str, mark: str) -> list[tuple[str, str]]:
    """Return the limits that a question counts against, the same for every number.

    A browser that has opened this number before has an allowance of its own, so that
    strangers who know the number cannot shut the owner out by asking for codes.
    """
    number = fingerprint(f"number:{rules.number_asked(typed)}")
    network = ("guest_code_per_network", principal.address)
    browser = [("guest_code_per_browser", token_hash(token))] if token else []
    if is_known(mark, typed):
        return [network, *browser, ("guest_code_known_browser", f"{number}:{token_hash(mark)}")]
    return [network, *browser, ("guest_code_per_number", number)]


def trying_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limit that a try at a code counts against; the code's own five tries stand in its row."""
    return [("guest_try_per_network", principal.address)]


def ask_for_code(
    session: Session, *, principal: Principal, typed: str, token: str, mark: str, now: datetime
) -> str:
    """Note that a browser wants to see a number, have the code mailed, and return the browser's token.

    Whether there is such a reservation is looked up by the mail's job alone. The same number
    asked again from the same browser brings the same code once more, with the tries it has left.
    """
    number = rules.number_asked(typed)
    seen = session.connection().execute(_of(token_hash(token)).with_for_update()).first()
    if seen is not None and seen.number == number and _is_waited_for(seen):
        values = {"sent_count": seen.sent_count + 1, "code_ends_at": now + rules.CODE_LIFE}
        session.connection().execute(update(_ASKED).where(_ASKED.c.id == seen.id).values(**values))
        _send(session, principal, seen.id, seen.cookie_hash, seen.sent_count + 1, now)
        return token
    token = new_token()
    row = {
        "cookie_hash": token_hash(token),
        "number": number,
        "is_known_browser": is_known(mark, typed),
        "language": principal.language,
        "tries": 0,
        "sent_count": 1,
        "created_at": now,
        "code_ends_at": now + rules.CODE_LIFE,
    }
    made = session.connection().execute(insert(_ASKED).values(**row).returning(_ASKED.c.id)).scalar_one()
    _send(session, principal, made, row["cookie_hash"], 1, now)
    return token


def _of(cookie_hash: str) -> Select[Any]:
    return select(_ASKED).where(_ASKED.c.cookie_hash == cookie_hash)


def _is_waited_for(row: Row[Any]) -> bool:
    return row.opened_at is None and row.ended_at is None and row.tries < rules.TRIES


def _send(
    session: Session, principal: Principal, row_id: int, cookie_hash: str, turn: int, now: datetime
) -> None:
    args = {"mail": MAIL, "guest_access_id": row_id, "language": principal.language}
    enqueue(session, [NewJob("mail", f"mail:{MAIL}:{cookie_hash[:32]}:{turn}", args)], now=now)
    record(session, principal, "guest.code_asked", ("guest_access", row_id), now=now, turn=turn)


def code_view(session: Session, *, token: str, now: datetime) -> CodeView:
    """Return the code that a browser waits for; raises GuestOver where it waits for none."""
    row = session.connection().execute(_of(token_hash(token))).first()
    if row is None or row.opened_at is not None or row.ended_at is not None:
        raise GuestOver
    left = max(0, rules.TRIES - row.tries)
    is_live = left > 0 and row.code_ends_at > now
    return CodeView(rules.shown(row.number), of_moment(row.code_ends_at), left, is_live)
