"""What the office types of a claimant's amounts where the core system's file lacks them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.text import normalise
from hellowork_portal.models import Claimant, ClaimantBenefit
from hellowork_portal.services.audit.service import private, record
from hellowork_portal.services.reviews import errors
from hellowork_portal.services.reviews.rows import case_at

BOXES = {"daily_wage": 99_999, "daily_allowance": 99_999, "total_days": 999, "remaining_days": 999}
"""Boxes with their greatest values; yen a day, and days."""


def save_amounts(
    session: Session, *, principal: Principal, number: str, seen: int, form: Mapping[str, Any], now: datetime
) -> None:
    """Keep what was typed in the claimant's record; an empty box is unknown.

    `seen` is the record's revision that the page had. Raises NoRecord, Invalid, CaseChanged, CaseUnknown.
    """
    row = case_at(session, principal, number)
    if row.claimant_id is None:
        raise errors.NoRecord
    values = read_amounts(form)
    session.get_one(Claimant, row.claimant_id, with_for_update=True)
    benefit = session.get(ClaimantBenefit, row.claimant_id, with_for_update=True, populate_existing=True)
    if (benefit.revision if benefit else 0) != seen:
        raise errors.CaseChanged
    benefit = benefit or ClaimantBenefit(claimant_id=row.claimant_id, changed_at=now)
    changed = [name for name, value in values.items() if getattr(benefit, name) != value]
    if not changed:
        return
    before = {name: getattr(benefit, name) for name in changed}
    for name in changed:
        setattr(benefit, name, values[name])
    benefit.revision, benefit.changed_at = seen + 1, now
    session.add(benefit)
    session.flush()
    subject = ("claimant", row.claimant_id)
    told = private(before=before, after={name: values[name] for name in changed})
    record(session, principal, "claimant.amounts_changed", subject, now=now, **told)


def read_amounts(form: Mapping[str, Any]) -> dict[str, int | None]:
    """Return what stands in the boxes. Raises Invalid with each error at its box."""
    values: dict[str, int | None] = {}
    wrong: dict[str, PortalError] = {}
    for name, most in BOXES.items():
        typed = normalise(str(form.get(name, ""))[:40]).replace(",", "")
        if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= most):
            wrong[name] = errors.BoxWrong("number", most=f"{most:,}")
        values[name] = int(typed) if typed and name not in wrong else None
    wrong |= _against_each_other(values)
    if wrong:
        raise Invalid(wrong)
    return values


def _against_each_other(values: Mapping[str, int | None]) -> dict[str, PortalError]:
    wage, allowance = values["daily_wage"], values["daily_allowance"]
    total, left = values["total_days"], values["remaining_days"]
    wrong: dict[str, PortalError] = {}
    if wage is not None and allowance is not None and allowance > wage:
        wrong["daily_allowance"] = errors.BoxWrong("above_wage")
    if total is not None and left is not None and left > total:
        wrong["remaining_days"] = errors.BoxWrong("above_total")
    return wrong
