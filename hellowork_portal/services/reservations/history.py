"""What happened to one's own reservation, as its owner reads it: the record of it, and its letters."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_moment
from hellowork_portal.models import Delivery, DeliveryState
from hellowork_portal.services.audit.trail import Happened, trail_of
from hellowork_portal.services.reservations import letters
from hellowork_portal.services.reservations.views import HistoryLine

_DELIVERY = table_of(Delivery)
_ACTIONS = {
    "reservation.held": "held",
    "reservation.terms_agreed": "terms_agreed",
    "reservation.confirmed": "confirmed",
    "reservation.changed": "changed",
    "reservation.cancelled": "cancelled",
    "reservation.opened_by_guest": "looked_up",
    "reservation.claimed": "claimed",
}
_ONCE = frozenset({"terms_agreed", "confirmed", "cancelled"})
"""Events of which the last one counts; the row knows them too, for rows older than the record."""
_LETTERS = {
    letters.CONFIRMED: "mail_confirmed",
    letters.CHANGED: "mail_changed",
    letters.CANCELLED: "mail_cancelled",
    letters.MEETING_READY: "mail_link",
    letters.REMINDER: "mail_reminder",
}
EVENTS = (*_ACTIONS.values(), *_LETTERS.values(), "mail_refused")
"""Everything that a line can say (locales key `detail.event.<event>`)."""


def history_of(session: Session, row: Row[Any]) -> list[HistoryLine]:
    """Return what happened to a reservation, oldest first; the caller has checked whose it is."""
    trail = trail_of(session, "reservation", row.id, list(_ACTIONS))
    told = {_ACTIONS[one.action]: (one.at, _ACTIONS[one.action], {}) for one in trail if _is_once(one)}
    for event, at in (("terms_agreed", row.terms_agreed_at), ("confirmed", row.confirmed_at)):
        if at is not None:
            told.setdefault(event, (at, event, {}))
    many = [(one.at, _ACTIONS[one.action], _note(one)) for one in trail if not _is_once(one)]
    lines = [*told.values(), *many, *_sent(session, row.id)]
    return [HistoryLine(event, of_moment(at), note) for at, event, note in sorted(lines, key=_order)]


def _is_once(one: Happened) -> bool:
    return _ACTIONS[one.action] in _ONCE


def _note(one: Happened) -> Words:
    """Return from when to when a reservation moved."""
    if one.action != "reservation.changed":
        return {}
    before, after = (datetime.fromisoformat(one.details[name]) for name in ("from_at", "to_at"))
    return in_all("detail.event.from_to", before=of_moment(before), after=of_moment(after))


def _sent(session: Session, reservation_id: int) -> list[tuple[datetime, str, Words]]:
    """Return the letters that have left, and those that the person's mail server refused."""
    query = select(_DELIVERY.c.kind, _DELIVERY.c.state, _DELIVERY.c.sent_at, _DELIVERY.c.created_at)
    rows = session.connection().execute(query.where(_DELIVERY.c.reservation_id == reservation_id))
    return [
        (row.sent_at or row.created_at, event, {})
        for row in rows
        if row.state != DeliveryState.QUEUED and (event := _letter(row.kind, row.state))
    ]


def _letter(kind: str, state: str) -> str:
    """Return the event of a letter; its variants begin with the name of its kind."""
    if state == DeliveryState.REFUSED:
        return "mail_refused"
    return next((event for name, event in _LETTERS.items() if kind.startswith(name)), "")


def _order(line: tuple[datetime, str, Words]) -> tuple[datetime, int]:
    """Order by the moment, and within one as things follow from each other."""
    return line[0], EVENTS.index(line[1])
