"""Applications and what belongs to them."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.sql import id_of
from hellowork_portal.models import (
    Applicant,
    Application,
    ApplicationState,
    Claimant,
    ClaimantBenefit,
    Office,
    Procedure,
    ProcedureVersion,
)
from hellowork_portal.services.applications.rows import closed
from tests.factories.places import kept
from tests.factories.times import NOW, TODAY


def make_application(
    session: Session,
    office: Office,
    applicant: Applicant,
    version: ProcedureVersion,
    answers: dict[str, Any] | None = None,
    **changes: Any,
) -> Application:
    """A declaration for today's 認定日 over 28 days: a draft, or received where it has answers."""
    facts = {
        "applicant_id": id_of(applicant),
        "office_id": id_of(office),
        "procedure_id": version.procedure_id,
        "procedure_version_id": id_of(version),
        "certification_on": TODAY,
        "period_first": TODAY - timedelta(days=28),
        "period_last": TODAY - timedelta(days=1),
        "created_at": NOW,
        "saved_at": NOW,
        "state": ApplicationState.DRAFT,
    }
    if answers is not None:
        facts |= {
            "state": ApplicationState.RECEIVED,
            "number": f"10000000{id_of(applicant):04}",
            "answers_sealed": closed(answers),
            "submitted_at": NOW,
        }
    return kept(session, Application, **facts | changes)


def make_benefit(session: Session, claimant: Claimant, **changes: Any) -> ClaimantBenefit:
    """What the core system says: W 7,000, B 4,946, 90 days left."""
    facts = {"daily_wage": 7000, "daily_allowance": 4946, "total_days": 90, "remaining_days": 90}
    return kept(session, ClaimantBenefit, claimant_id=id_of(claimant), changed_at=NOW, **facts | changes)


def version_of(session: Session, procedure: Procedure) -> ProcedureVersion:
    """The newest version of a procedure."""
    from sqlmodel import select

    its = select(ProcedureVersion).where(ProcedureVersion.procedure_id == procedure.id)
    return session.exec(its.order_by(ProcedureVersion.number.desc())).first()  # type: ignore[attr-defined,return-value]
