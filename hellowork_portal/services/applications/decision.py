"""What was decided about an application, as its person is told (services/reviews writes the rows)."""

import json
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, catalogue
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_day
from hellowork_portal.models import CertificationDecision, DecisionApproval
from hellowork_portal.services.applications.views import DecisionView
from hellowork_portal.services.certifications.contract import Outcome

_DECISION, _APPROVAL = table_of(CertificationDecision), table_of(DecisionApproval)


def decision_row(session: Session, application_id: int) -> Row[Any] | None:
    """Return the newest decision that is in force: approved where it needed to be."""
    its = _DECISION.c.application_id == application_id
    in_force = ~_DECISION.c.needs_approval | _APPROVAL.c.is_approved
    query = (
        select(_DECISION)
        .join(_APPROVAL, _APPROVAL.c.decision_id == _DECISION.c.id, isouter=True)
        .where(its, in_force)
        .order_by(_DECISION.c.turn.desc())
    )
    return session.connection().execute(query).first()


def decision_view(session: Session, application_id: int) -> DecisionView:
    """Return the decision in words; empty where there is none in force."""
    row = decision_row(session, application_id)
    if row is None:
        return DecisionView()
    said = json.loads(unseal(row.decided_sealed))
    return DecisionView(
        outcome=row.outcome,
        days=row.certified_days,
        yen="" if row.payable_yen is None else f"{row.payable_yen:,}",
        reasons=_reasons(said.get("not_certified") or {}),
        reason=str(said.get("reason") or ""),
        message=str(said.get("message") or ""),
        decided=of_day(day_in_japan(row.decided_at)),
        next_day=of_day(row.next_certification_on) if row.next_certification_on else {},
        is_negative=row.outcome != Outcome.CERTIFIED,
    )


def _reasons(days_by_reason: dict[str, Any]) -> list[Words]:
    """Return each reason with how many days it concerns; one without words is told as another reason."""
    return [
        in_all("apply.decision.reason", reason=in_all(_key(code)), days=len(days))
        for code, days in days_by_reason.items()
        if days
    ]


def _key(code: str) -> str:
    known = f"apply.not_certified.{code}"
    return known if known in catalogue(DEFAULT_LANGUAGE) else "apply.not_certified.other"
