"""A plan carried out: slots, and each stranded reservation as the manager decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words
from hellowork_portal.models import Slot, SlotState
from hellowork_portal.services.reservations.by_office import cancel_by_office, move_by_office
from hellowork_portal.services.schedule_changes import errors
from hellowork_portal.services.schedule_changes.plan import ChangePlan
from hellowork_portal.services.schedule_changes.proposals import Stranded
from hellowork_portal.services.schedules.slot_rows import close, resize, write_times

_slot = table_of(Slot)


class What(StrEnum):
    """What becomes of a stranded reservation."""

    MOVE = "move"
    CANCEL = "cancel"
    KEEP = "keep"


@dataclass(frozen=True)
class Decision:
    """A manager's word on one reservation: moved `to` a time, cancelled with a letter, or kept."""

    what: What
    to: datetime | None = None


def check_decisions(plan: ChangePlan, decisions: Mapping[int, Decision]) -> frozenset[int]:
    """Return the reservations that stay; raises StrandedUndecided, StrandedOnlyKept."""
    missing = [one for one in plan.stranded if one.reservation_id not in decisions]
    if missing:
        raise errors.StrandedUndecided(count=len(missing))
    for one in plan.stranded:
        decision = decisions[one.reservation_id]
        if decision.what is not What.KEEP and not one.can_move:
            raise errors.StrandedOnlyKept(number=one.number)
        if decision.what is What.MOVE and decision.to is None:
            raise errors.StrandedUndecided(count=1)
    return frozenset(
        one.reservation_id for one in plan.stranded if decisions[one.reservation_id].what is What.KEEP
    )


def carry_out(
    session: Session,
    plan: ChangePlan,
    decisions: Mapping[int, Decision],
    *,
    principal: Principal,
    reason: Words,
    now: datetime,
) -> None:
    """Change the slots and move, cancel or keep who is in them; the caller holds the locks.

    New times come first, so that people can be moved into them; a new time in the row of
    an old one comes when that is empty. Seats get fewer last.
    """
    going = {slot.id for day in plan.days for slot in day.removed}
    added = [one for day in plan.days for one in day.added]
    seats = [one for day in plan.days for one in day.wanted]
    write_times(session, [one for one in added if one.slot_id not in going])
    close(session, sorted(going))
    resize(session, seats)
    _settle(session, plan.stranded, decisions, principal=principal, reason=reason, now=now)
    write_times(session, [one for one in added if one.slot_id in going])
    resize(session, seats)


def _settle(
    session: Session,
    stranded: Iterable[Stranded],
    decisions: Mapping[int, Decision],
    **told: Any,
) -> None:
    """Cancel before anybody moves, so that the seats given up can be had."""
    order = (What.CANCEL, What.MOVE)
    decided = [(decisions[one.reservation_id], one) for one in stranded]
    for what in order:
        for decision, one in decided:
            if decision.what is what:
                _do(session, one, decision, **told)


def _do(session: Session, one: Stranded, decision: Decision, **told: Any) -> None:
    if decision.what is What.CANCEL:
        cancel_by_office(session, reservation_id=one.reservation_id, **told)
        return
    slot_id = _slot_at(session, one.offering_id, decision.to)
    try:
        move_by_office(session, reservation_id=one.reservation_id, slot_id=slot_id, **told)
    except PortalError as error:
        raise errors.StrandedMoveFailed(number=one.number) from error


def _slot_at(session: Session, offering_id: int, starts_at: datetime | None) -> int:
    its = (_slot.c.offering_id == offering_id) & (_slot.c.starts_at == starts_at)
    open_one = select(_slot.c.id).where(its, _slot.c.state == SlotState.OPEN)
    return session.connection().execute(open_one).scalar() or 0
