"""Decided cases for the core system: CSV and JSON of one documented shape (docs/core-system.md)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import at_japan, in_japan
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sheets import Cell
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.reviews.decided import Decided, opened
from hellowork_portal.services.reviews.errors import ExportDaysWrong
from hellowork_portal.services.reviews.rows import APPLICATION, APPROVAL, CLAIMANT, DECISION, MEMBER
from hellowork_portal.services.staff.offices import office_for

FORM, MOST_DAYS = 1, 366
COLUMNS = (
    "number", "turn", "replaces_turn", "claimant_number", "office_code", "certification_on", "period_first",
    "period_last", "outcome", "certified_days", "consumed_days", "not_certified", "reduced_days",
    "reduction_yen", "deferred_days", "payable_yen", "daily_wage", "daily_allowance", "remaining_before",
    "reason", "next_certification_on", "in_force_at", "decided_by", "approved_by",
)  # fmt: skip
"""The fields of a decided case in their order: columns of CSV, members of JSON."""
_BY, _ALSO = MEMBER.alias("decider"), MEMBER.alias("approver")
_at = func.coalesce(APPROVAL.c.at, DECISION.c.decided_at)


def decided_cases(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    first: date | None,
    last: date | None,
    now: datetime,
) -> dict[str, Any]:
    """Return what came into force on these days (both included), as the JSON document; recorded.

    A correction is a record of its own that names the turn it replaces. For the office's manager.
    Raises ExportDaysWrong, NotAllowed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=(Role.OFFICE_MANAGER,))
    if first is None or last is None or not _may_export(first, last):
        raise ExportDaysWrong(most=MOST_DAYS)
    cases = [_case(row, office.code) for row in _rows(session, office.id, first, last)]
    days = {"first": first.isoformat(), "last": last.isoformat()}
    record(
        session, principal, "application.exported", ("office", office.id), now=now, count=len(cases), **days
    )
    made = in_japan(now).isoformat(timespec="seconds")
    return {"form": FORM, "office_code": office.code, "days": days, "made_at": made, "cases": cases}


def _may_export(first: date, last: date) -> bool:
    """Whether the days are in order, not too many, and such that there are days before and after them."""
    is_known = date.min.year < first.year and last.year < date.max.year
    return is_known and timedelta() <= last - first < timedelta(days=MOST_DAYS)


def as_rows(document: Mapping[str, Any]) -> Iterator[list[Cell]]:
    """Return the document as a table; days that are not certified stand as `reason:day day; reason:day`."""
    yield list(COLUMNS)
    for one in document["cases"]:
        days = "; ".join(f"{why}:{' '.join(some)}" for why, some in one["not_certified"].items())
        yield [days if name == "not_certified" else one[name] for name in COLUMNS]


def _rows(session: Session, office_id: int, first: date, last: date) -> list[Row[Any]]:
    has_force = or_(~DECISION.c.needs_approval, APPROVAL.c.is_approved)
    query = (
        select(
            DECISION,
            APPLICATION.c.number,
            APPLICATION.c.certification_on,
            APPLICATION.c.period_first,
            APPLICATION.c.period_last,
            CLAIMANT.c.number_sealed,
            _BY.c.name.label("decided_by"),
            _ALSO.c.name.label("approved_by"),
            _at.label("in_force_at"),
            _replaced().label("replaces_turn"),
        )
        .join(APPLICATION, APPLICATION.c.id == DECISION.c.application_id)
        .join(_BY, _BY.c.id == DECISION.c.decided_by_id)
        .outerjoin(CLAIMANT, CLAIMANT.c.id == APPLICATION.c.claimant_id)
        .outerjoin(APPROVAL, APPROVAL.c.decision_id == DECISION.c.id)
        .outerjoin(_ALSO, _ALSO.c.id == APPROVAL.c.by_id)
        .where(APPLICATION.c.office_id == office_id, has_force)
        .where(_at >= at_japan(first, 0), _at < at_japan(last + timedelta(days=1), 0))
        .order_by(_at, DECISION.c.id)
    )
    return list(session.connection().execute(query).all())


def _replaced() -> Any:
    """Select the turn that a decision took the place of, nothing for the first with force."""
    former, answer = DECISION.alias("former"), APPROVAL.alias("former_approval")
    return (
        select(func.max(former.c.turn))
        .outerjoin(answer, answer.c.decision_id == former.c.id)
        .where(former.c.application_id == DECISION.c.application_id, former.c.turn < DECISION.c.turn)
        .where(or_(~former.c.needs_approval, answer.c.is_approved))
        .scalar_subquery()
    )


def _case(row: Row[Any], office_code: str) -> dict[str, Any]:
    said: Decided = opened(row.decided_sealed)
    values: dict[str, Any] = {
        "number": row.number,
        "turn": row.turn,
        "replaces_turn": row.replaces_turn,
        "claimant_number": unseal(row.number_sealed) if row.number_sealed else None,
        "office_code": office_code,
        "certification_on": row.certification_on.isoformat(),
        "period_first": row.period_first.isoformat(),
        "period_last": row.period_last.isoformat(),
        "outcome": row.outcome,
        "certified_days": said.certified_days,
        "consumed_days": said.consumed_days,
        "not_certified": {why: list(days) for why, days in said.not_certified.items()},
        "reduced_days": said.reduced_days,
        "reduction_yen": said.reduction_yen,
        "deferred_days": said.deferred_days,
        "payable_yen": said.payable_yen,
        "daily_wage": said.daily_wage,
        "daily_allowance": said.daily_allowance,
        "remaining_before": said.remaining_before,
        "reason": said.reason,
        "next_certification_on": _iso(row.next_certification_on),
        "in_force_at": in_japan(row.in_force_at).isoformat(timespec="seconds"),
        "decided_by": row.decided_by,
        "approved_by": row.approved_by,
    }
    return {name: values[name] for name in COLUMNS}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
