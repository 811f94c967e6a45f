"""Changing an office's schedule: shown first, then carried out by the same function (S2)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words
from hellowork_portal.models import Office, Procedure, ScheduleChange, Slot
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.reservations.by_office import end_holds, lock_reservations
from hellowork_portal.services.schedule_changes.carrying_out import (
    Decision,
    What,
    carry_out,
    check_decisions,
)
from hellowork_portal.services.schedule_changes.checks import check_reason
from hellowork_portal.services.schedule_changes.draft import Change, SetRelease
from hellowork_portal.services.schedule_changes.ground import Ground, ground_of
from hellowork_portal.services.schedule_changes.plan import ChangePlan, Fingerprint, plan_change
from hellowork_portal.services.schedule_changes.stale import Difference, MadeMeanwhile, PreviewStale
from hellowork_portal.services.schedule_changes.writing import keep_change, write_schedule
from hellowork_portal.services.vacancies.service import tell_released

_office, _procedure, _slot = table_of(Office), table_of(Procedure), table_of(Slot)
_change = table_of(ScheduleChange)
_BESIDE_RELEASE = select(_procedure.c.id).order_by(_procedure.c.id).limit(1).with_for_update(read=True)
"""Waits for a release of slots, and holds the next one off; other offices' changes go on."""


def preview_change(
    session: Session, *, principal: Principal, office_id: int, change: Change, now: datetime
) -> ChangePlan:
    """Return what a change would do, changing nothing.

    Only an office's own manager may ask. Raises NotAllowed for others and for offerings of
    other offices, and an error of errors.py for what cannot be.
    """
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    return plan_change(ground_of(session, office_id, now), change)


def apply_change(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    change: Change,
    fingerprint: Fingerprint,
    decisions: Mapping[int, Decision],
    reason: Words,
    now: datetime,
) -> ChangePlan:
    """Carry a previewed change out, with a decision on each reservation it strands.

    All of it or nothing. Raises PreviewStale with the difference where something it rests on
    has changed since, a reservation that has arrived among it; StrandedUndecided,
    StrandedMoveFailed, and what `preview_change` raises. `reason` is read by those who are
    moved or cancelled.
    """
    made_by = principal.check_at(office_id, Role.OFFICE_MANAGER)
    ground, plan = _locked_plan(session, office_id, change, decisions, now)
    _check_fresh(session, ground, plan, fingerprint)
    kept = check_decisions(plan, decisions)
    if len(kept) < len(plan.stranded):
        check_reason(tuple(reason.items()))
    final = plan_change(ground, change, kept)
    if end_holds(session, principal=principal, reservation_ids=plan.holds, now=now) != set(plan.holds):
        later = plan_change(ground_of(session, office_id, now), change)
        raise PreviewStale(_difference(session, ground, later, fingerprint), later)
    write_schedule(session, office_id, final)
    carry_out(session, final, decisions, principal=principal, reason=reason, now=now)
    if final.days:
        tell_released(session, now=now)
    change_id = keep_change(session, office_id, made_by, final, now)
    _record(session, principal, office_id, change_id, final, decisions, now)
    return final


def _locked_plan(
    session: Session, office_id: int, change: Change, decisions: Mapping[int, Decision], now: datetime
) -> tuple[Ground, ChangePlan]:
    """Lock all that a change touches, persons first, then slots by id; plan it anew as it stands then.

    Who books meanwhile has either come before the lock, and is seen, or waits for it and
    finds the slot closed.
    """
    office = select(_office.c.id).where(_office.c.id == office_id).with_for_update(key_share=True)
    session.connection().execute(_BESIDE_RELEASE)
    if session.connection().execute(office).first() is None:
        raise NotAllowed
    seen = ground_of(session, office_id, now)
    first = plan_change(seen, change)
    booked = {*first.holds, *(one.reservation_id for one in first.stranded)}
    slots = lock_reservations(session, booked) | _slots_touched(seen, first, decisions)
    if slots:
        locked = select(_slot.c.id).where(_slot.c.id.in_(sorted(slots))).order_by(_slot.c.id)
        session.connection().execute(locked.with_for_update(key_share=True)).all()
    ground = ground_of(session, office_id, now)
    return ground, plan_change(ground, change)


def _slots_touched(ground: Ground, plan: ChangePlan, decisions: Mapping[int, Decision]) -> set[int]:
    """Return the slots that a change writes, and those that people are moved to."""
    ids = {slot.id for day in plan.days for slot in (*day.removed, *day.resized)}
    ids |= {one.slot_id for day in plan.days for one in day.added if one.slot_id is not None}
    times = {decision.to for decision in decisions.values() if decision.what is What.MOVE}
    places = {one.offering_id for one in plan.stranded}
    return ids | {
        slot.id
        for (offering_id, _day), slots in ground.slots.items()
        if offering_id in places
        for slot in slots
        if slot.starts_at in times
    }


def _check_fresh(session: Session, ground: Ground, plan: ChangePlan, seen: Fingerprint) -> None:
    now = plan.fingerprint
    if (now.shape, now.stranded) != (seen.shape, seen.stranded):
        raise PreviewStale(_difference(session, ground, plan, seen), plan)


def _difference(session: Session, ground: Ground, plan: ChangePlan, seen: Fingerprint) -> Difference:
    since = (_change.c.office_id == ground.office_id) & (_change.c.id > seen.newest)
    columns = select(_change.c.id, _change.c.made_by, _change.c.made_at, _change.c.kind)
    rows = session.connection().execute(columns.where(since).order_by(_change.c.id))
    before, after = set(seen.stranded), set(plan.fingerprint.stranded)
    return Difference(
        tuple(MadeMeanwhile(*row) for row in rows),
        tuple(sorted(one[0] for one in after - before)),
        tuple(sorted(one[0] for one in before - after)),
        plan.fingerprint.shape != seen.shape,
    )


def _record(
    session: Session,
    principal: Principal,
    office_id: int,
    change_id: int,
    plan: ChangePlan,
    decisions: Mapping[int, Decision],
    now: datetime,
) -> None:
    """Write down what was changed in numbers; settings that the search keeps are told to it."""
    words = [decisions[one.reservation_id].what for one in plan.stranded]
    counts = {
        "slots_added": plan.slots_added,
        "slots_removed": plan.slots_removed,
        "slots_resized": plan.slots_resized,
        "holds_ended": len(plan.holds),
        **{f"reservations_{what}": words.count(what) for what in What},
    }
    subject = ("office", office_id)
    about = {"change": change_id, "kind": plan.change.kind}
    record(session, principal, "schedule.changed", subject, now=now, **about, **counts)
    if isinstance(plan.change, SetRelease):
        about |= {"offering": plan.change.offering_id, "office": office_id}
        record(session, principal, "offering.changed", ("catalogue", None), now=now, **about)
