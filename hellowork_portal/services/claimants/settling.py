"""That a 認定日 was settled outside the portal: the person came, declared on paper, was certified there.

Nothing is decided by it. The office then waits for no declaration, and no letter asks for one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.text import normalise
from hellowork_portal.models import CertificationDay, SettledHow
from hellowork_portal.services.audit.service import private, record
from hellowork_portal.services.certifications.absence import days_at_hand, due_on
from hellowork_portal.services.certifications.due_letters import tell_after_all
from hellowork_portal.services.claimants import errors
from hellowork_portal.services.claimants.records import claimant_at, locked_claimant

_DAY = table_of(CertificationDay)
LONGEST_NOTE = 200
_NOTHING = {"settled_how": None, "settled_note": ""}


@dataclass(frozen=True)
class _Typed:
    how: SettledHow
    note: str


def settle_day(
    session: Session, *, principal: Principal, claimant_id: int, form: Mapping[str, Any], now: datetime
) -> bool:
    """Note how a day of one of the office's claimants was settled, before it or after it.

    The day is over for eight weeks at most, or the next one. Return False where it is noted so already,
    as by a second click. Raises Invalid with each error at its box, DayNotDue where no declaration is
    waited for, DaySettled where a colleague has noted something else, ClaimantUnknown.
    """
    claimant_at(session, principal, claimant_id)
    typed, day = _read(form), str(form.get("settled_day", ""))
    locked_claimant(session, claimant_id)
    found = days_at_hand(session, claimant_id, now=now)
    one = next((known for known in found if known.day.isoformat() == day), None)
    if one is None:
        raise errors.DayNotDue
    if one.settled is not None:
        if (one.settled.how, one.settled.note) == (typed.how, typed.note):
            return False
        raise errors.DaySettled
    _write(session, claimant_id, one.day, typed, settled_by_id=principal.staff_id, settled_at=now)
    told = _told(typed.how, typed.note)
    about = private(before={name: _NOTHING[name] for name in told}, after=told)
    record(session, principal, "claimant.day_settled", ("claimant", claimant_id), now=now, day=day, **about)
    return True


def unsettle_day(
    session: Session, *, principal: Principal, claimant_id: int, day: str, seen: str, now: datetime
) -> bool:
    """Take back that a day was settled; False where it is not. A letter that was left out is written now.

    Raises DaySettled where it was settled anew since the page was drawn (`seen`), ClaimantUnknown.
    """
    claimant_at(session, principal, claimant_id)
    locked_claimant(session, claimant_id)
    one = due_on(session, claimant_id, _day(day))
    if one is None or one.settled is None:
        return False
    if one.settled.at.isoformat() != seen:
        raise errors.DaySettled
    _write(session, claimant_id, one.day, None)
    told = _told(one.settled.how, one.settled.note)
    about = private(before=told, after={name: _NOTHING[name] for name in told})
    record(session, principal, "claimant.day_unsettled", ("claimant", claimant_id), now=now, day=day, **about)
    tell_after_all(session, claimant_id, one.day, one.settled.at, now=now)
    return True


def _write(session: Session, claimant_id: int, day: date, typed: _Typed | None, **by: Any) -> None:
    values = {
        "settled_how": typed.how if typed else None,
        "settled_note_sealed": seal(typed.note) if typed and typed.note else "",
        "settled_by_id": None,
        "settled_at": None,
    }
    its = update(_DAY).where(_DAY.c.claimant_id == claimant_id, _DAY.c.on_day == day)
    session.connection().execute(its.values(**values | by))


def _told(how: SettledHow, note: str) -> dict[str, str]:
    """Return what the record of it says."""
    return {"settled_how": how.value} | ({"settled_note": note} if note else {})


def _read(form: Mapping[str, Any]) -> _Typed:
    """Return the way and the note; "other" needs one. Raises Invalid."""
    typed = str(form.get("settled_how", ""))
    note = normalise(str(form.get("settled_note", ""))[: LONGEST_NOTE * 2])
    wrong: dict[str, PortalError] = {}
    if typed not in set(SettledHow):
        wrong["settled_how"] = errors.BoxWrong("settled_how")
    if len(note) > LONGEST_NOTE:
        wrong["settled_note"] = errors.BoxWrong("settled_long", most=LONGEST_NOTE)
    if typed == SettledHow.OTHER and not note:
        wrong["settled_note"] = errors.BoxWrong("settled_note")
    if wrong:
        raise Invalid(wrong)
    return _Typed(SettledHow(typed), note)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
