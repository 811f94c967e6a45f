"""A person's applications as one's own data: what was declared, what was decided, what happened."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.confirm import confirm_view
from hellowork_portal.kit import i18n
from hellowork_portal.kit.words import staff_written
from hellowork_portal.services.accounts.own_values import Code, Record
from hellowork_portal.services.applications.decision import decision_row
from hellowork_portal.services.applications.own import history_of
from hellowork_portal.services.applications.rows import APPLICATION, opened
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.procedures.definitions import definition_of


def applications(session: Session, applicant_id: int, language: str) -> Iterator[Record]:
    """Yield all of a person's applications, drafts included."""
    own = select(APPLICATION).where(APPLICATION.c.applicant_id == applicant_id).order_by(APPLICATION.c.id)
    for row in session.connection().execute(own).all():
        office, decision = office_of(session, row.office_id), decision_row(session, row.id)
        yield {
            "number": row.number,
            "procedure": staff_written(definition_of(session, row.procedure_version_id).name),
            "office": office.words if office else None,
            "certification_on": row.certification_on,
            "period_first": row.period_first,
            "period_last": row.period_last,
            "state": Code(row.state, f"status.application.{row.state}"),
            "is_unconfirmed_claim": row.is_unconfirmed_claim,
            "created_at": row.created_at,
            "terms_agreed_at": row.terms_agreed_at,
            "submitted_at": row.submitted_at,
            "decided_at": row.decided_at,
            "certified_days": decision.certified_days if decision else None,
            "payable_yen": decision.payable_yen if decision else None,
            "answers": list(_answers(session, row, language)),
            "history": list(_history(session, row.id, language)),
        }


def _answers(session: Session, row: Row[Any], language: str) -> Iterator[Record]:
    """Yield what was declared in words; of a draft, its boxes as typed."""
    if not row.answers_sealed:
        kept = opened(row.draft_sealed)
        yield from ({"question": str(box), "answer": str(text)} for box, text in kept.items() if text)
        return
    definition = definition_of(session, row.procedure_version_id)
    for section in confirm_view(definition, opened(row.answers_sealed), language):
        for one in section.rows:
            answer = i18n.with_readings(one.words) if one.has_marks else one.words
            yield {"question": i18n.with_readings(one.label), "answer": answer}


def _history(session: Session, application_id: int, language: str) -> Iterator[Record]:
    for line in history_of(session, application_id):
        event = i18n.say_in_mail(language, f"application.event.{line.kind}")
        when = i18n.with_readings(line.when[language])
        yield {"question": when, "answer": f"{event} {line.message}".strip()}
