"""What taking a file would do to an office's records; shown and done by the same plan."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sealing import fingerprint, seal
from hellowork_portal.kit.sql import insert_new, table_of
from hellowork_portal.kit.text import search_key
from hellowork_portal.models import (
    LIVE_STATES,
    Application,
    ApplicationState,
    CertificationDay,
    Claimant,
    Reservation,
)
from hellowork_portal.services.certification_days.replacing import replaced_days
from hellowork_portal.services.claimants.benefits import benefits_of, changes_of, write_benefits
from hellowork_portal.services.claimants.file_rows import COLUMNS, ClaimantFile, ClaimantLine, Fault
from hellowork_portal.services.claimants.online import loses_days, right_of

_CLAIMANT, _DAY, _RES = table_of(Claimant), table_of(CertificationDay), table_of(Reservation)
_APPLICATION = table_of(Application)
_AT_ONCE = 500
FACTS = ("name", "reading", "born_on", "online_kind", "online_from", "online_until")
_KEYS = ("name_key", "reading_key")
_UPDATE = (
    update(_CLAIMANT)
    .where(_CLAIMANT.c.id == bindparam("its"))
    .values({name: bindparam(f"to_{name}") for name in (*FACTS, *_KEYS)})
)


@dataclass(frozen=True)
class TakingPlan:
    """Lines by what they do; `known` are rows by fingerprint, `days` and `benefits` what each has.

    `losing` counts those who could file online on fewer days than now. `settled` are days that the
    office has decided about: approved ones, and those they stand for.
    """

    new: list[ClaimantLine] = field(default_factory=list)
    changed: list[ClaimantLine] = field(default_factory=list)
    same: int = 0
    losing: int = 0
    faults: list[Fault] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict, repr=False)
    known: dict[str, Row[Any]] = field(default_factory=dict, repr=False)
    days: dict[int, set[date]] = field(default_factory=dict, repr=False)
    settled: dict[int, set[date]] = field(default_factory=dict, repr=False)
    benefits: dict[int, Row[Any]] = field(default_factory=dict, repr=False)


def plan_of(session: Session, office_id: int, file: ClaimantFile, today: date) -> TakingPlan:
    """Return what the lines do: unknown numbers are new, those of other offices a fault."""
    hashes = {one.number: fingerprint(one.number) for one in file.lines}
    known = {row.number_fingerprint: row for row in _known(session, list(hashes.values()))}
    own = [row.id for row in known.values() if row.office_id == office_id]
    plan = TakingPlan(
        hashes=hashes,
        known=known,
        days=_days(session, own, today),
        settled=_settled(session, own),
        benefits=benefits_of(session, own),
        faults=list(file.faults),
    )
    same = losing = 0
    for one in file.lines:
        row = known.get(hashes[one.number])
        if row is None:
            plan.new.append(one)
        elif row.office_id != office_id:
            plan.faults.append(Fault(one.line, "number", "elsewhere"))
        elif _differs(row, one, plan, today):
            plan.changed.append(one)
            losing += loses_days(right_of(row, {}), right_of(row, facts_of_line(one)), today)
        else:
            same += 1
    plan.faults.sort(key=lambda fault: fault.line)
    return TakingPlan(**{**plan.__dict__, "same": same, "losing": losing})


def write(session: Session, office_id: int, plan: TakingPlan, now: datetime) -> dict[str, int]:
    """Carry the plan out; the caller holds the office's row. Return the records by 支給番号."""
    today = day_in_japan(now)
    insert_new(session, Claimant, [_new_row(office_id, one, plan.hashes) for one in plan.new])
    changes = sorted((_change(plan, one) for one in plan.changed), key=lambda one: one["its"])
    if changes:
        session.connection().execute(_UPDATE, changes)
    written = [*plan.new, *plan.changed]
    ids = {
        row.number_fingerprint: row.id
        for row in _known(session, [plan.hashes[one.number] for one in written])
    }
    write_benefits(session, {ids[plan.hashes[one.number]]: one.benefit for one in written}, now)
    _write_days(
        session, {ids[plan.hashes[one.number]]: set(one.days) for one in written if one.days}, plan, today
    )
    return {one.number: ids[plan.hashes[one.number]] for one in written}


def _change(plan: TakingPlan, one: ClaimantLine) -> dict[str, Any]:
    row, facts = plan.known[plan.hashes[one.number]], facts_of_line(one)
    values = {f"to_{name}": facts.get(name, getattr(row, name)) for name in (*FACTS, *_KEYS)}
    return {"its": row.id} | values


def _known(session: Session, hashes: Sequence[str]) -> Iterator[Row[Any]]:
    for some in _chunks(hashes):
        query = select(_CLAIMANT).where(_CLAIMANT.c.number_fingerprint.in_(some))
        yield from session.connection().execute(query)


def _days(session: Session, ids: Sequence[int], today: date) -> dict[int, set[date]]:
    """Return the coming 認定日 of the office's calendar; approved changes are not the file's matter."""
    found: dict[int, set[date]] = {}
    for some in _chunks(ids):
        coming = _DAY.c.claimant_id.in_(some) & (_DAY.c.on_day >= today) & ~_DAY.c.is_approved_change
        for row in session.connection().execute(select(_DAY.c.claimant_id, _DAY.c.on_day).where(coming)):
            found.setdefault(row.claimant_id, set()).add(row.on_day)
    return found


def _settled(session: Session, ids: Sequence[int]) -> dict[int, set[date]]:
    """Return the days that no file changes: approved 認定日, and those in whose place they stand."""
    found: dict[int, set[date]] = {}
    for some in _chunks(ids):
        approved = _DAY.c.claimant_id.in_(some) & _DAY.c.is_approved_change
        rows = session.connection().execute(select(_DAY.c.claimant_id, _DAY.c.on_day).where(approved)).all()
        for claimant_id, day in [*rows, *replaced_days(session, some)]:
            found.setdefault(claimant_id, set()).add(day)
    return found


def _chunks(values: Sequence[Any]) -> Iterator[list[Any]]:
    left = iter(values)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def facts_of_line(one: ClaimantLine) -> dict[str, Any]:
    """Return what a line says of a person, as the columns of the record; nothing of what its file lacks."""
    by_column = {
        "name": {"name": one.name, "name_key": search_key(one.name)},
        "reading": {"reading": one.reading, "reading_key": search_key(one.reading)},
        "born_on": {"born_on": one.born_on},
        "kind": {"online_kind": one.kind},
        "first": {"online_from": one.first},
        "last": {"online_until": one.last},
    }
    return {
        name: value for column in by_column if column in one.said for name, value in by_column[column].items()
    }


def _new_row(office_id: int, one: ClaimantLine, hashes: dict[str, str]) -> dict[str, Any]:
    number = {"number_sealed": seal(one.number), "number_fingerprint": hashes[one.number]}
    facts = facts_of_line(replace(one, said=frozenset(COLUMNS)))
    return {"office_id": office_id, "applicant_id": None, **number, **facts}


def _differs(row: Row[Any], one: ClaimantLine, plan: TakingPlan, today: date) -> bool:
    facts, days = facts_of_line(one), plan.days.get(row.id, set())
    is_other = any(getattr(row, name) != value for name, value in facts.items())
    if is_other or changes_of(one.benefit, plan.benefits.get(row.id)):
        return True
    said = set(one.days) - plan.settled.get(row.id, set())
    return bool(one.days) and {day for day in said if day >= today} != days


def _write_days(session: Session, wanted: dict[int, set[date]], plan: TakingPlan, today: date) -> None:
    """Bring the coming 認定日 to what the file says; one that is booked or applied for stays."""
    rows = [
        {"claimant_id": its, "on_day": day, "is_approved_change": False}
        for its, days in wanted.items()
        for day in sorted(days - plan.settled.get(its, set()))
    ]
    insert_new(session, CertificationDay, rows)
    gone = {its: plan.days.get(its, set()) - days for its, days in wanted.items()}
    for its, days in gone.items():
        if days:
            _drop(session, its, days)


def _drop(session: Session, claimant_id: int, days: Iterable[date]) -> None:
    booked = (
        select(_RES.c.certification_on)
        .join(_CLAIMANT, _CLAIMANT.c.applicant_id == _RES.c.applicant_id)
        .where(_CLAIMANT.c.id == claimant_id, _RES.c.state.in_(LIVE_STATES))
        .where(_RES.c.certification_on.is_not(None))
    )
    applied = select(_APPLICATION.c.certification_on).where(
        _APPLICATION.c.claimant_id == claimant_id, _APPLICATION.c.state != ApplicationState.WITHDRAWN
    )
    its = (_DAY.c.claimant_id == claimant_id) & _DAY.c.on_day.in_(sorted(days))
    gone = delete(_DAY).where(its, _DAY.c.on_day.not_in(booked), _DAY.c.on_day.not_in(applied))
    session.connection().execute(gone)
