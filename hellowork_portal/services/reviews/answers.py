"""The answers of a declaration in words, each beside the same one of an earlier declaration."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.forms.confirm import confirm_view
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.fields import Audience
from hellowork_portal.forms.views import ConfirmRow
from hellowork_portal.forms.words import marked_text
from hellowork_portal.services.applications.rows import opened
from hellowork_portal.services.certifications.contract import Finding
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reviews.opening import correctable
from hellowork_portal.services.reviews.proposing import kept_findings
from hellowork_portal.services.reviews.views import AnswerLine, AnswerSection, Doubt
from hellowork_portal.services.reviews.wording import of_finding


def sections_of(
    session: Session, row: Row[Any], earlier: Row[Any] | None, language: str
) -> tuple[list[AnswerSection], list[Doubt]]:
    """Return the answers section by section with the doubts at each, and all doubts in the form's order."""
    definition = definition_of(session, row.procedure_version_id)
    before = _rows_of(session, earlier, language)
    doubts = _doubts(definition, kept_findings(row), language)
    asked = set(correctable(definition))
    sections = [
        AnswerSection(
            section.id,
            section.title,
            [
                _line(one, before.get(one.field_id), doubts.get(one.field_id, []), one.field_id in asked)
                for one in section.rows
            ],
        )
        for section in confirm_view(definition, opened(row.answers_sealed), language, Audience.STAFF)
    ]
    order = {field_id: turn for turn, field_id in enumerate(definition.form.fields)}
    listed = sorted(doubts, key=lambda field_id: order.get(field_id, len(order)))
    return sections, [one for field_id in listed for one in doubts[field_id]]


def _rows_of(session: Session, row: Row[Any] | None, language: str) -> dict[str, ConfirmRow]:
    """Return the answers of an earlier declaration by field, each in the words of its own version."""
    if row is None:
        return {}
    definition = definition_of(session, row.procedure_version_id)
    sections = confirm_view(definition, opened(row.answers_sealed), language, Audience.STAFF)
    return {one.field_id: one for section in sections for one in section.rows}


def _doubts(
    definition: ProcedureDefinition, findings: Sequence[Finding], language: str
) -> Mapping[str, list[Doubt]]:
    found: dict[str, list[Doubt]] = {}
    for finding in findings:
        field = definition.form.fields.get(finding.field_id)
        label = marked_text(field.label, language) if field else finding.field_id
        doubt = Doubt(finding.field_id, label, finding.rule, finding.level, of_finding(finding))
        found.setdefault(finding.field_id, []).append(doubt)
    return found


def _line(row: ConfirmRow, earlier: ConfirmRow | None, doubts: list[Doubt], is_asked: bool) -> AnswerLine:
    return AnswerLine(
        field_id=row.field_id,
        label=row.label,
        words=row.words,
        has_marks=row.has_marks,
        earlier=earlier.words if earlier else "",
        earlier_has_marks=earlier.has_marks if earlier else False,
        is_same=earlier is not None and earlier.words == row.words,
        is_asked=is_asked,
        doubts=doubts,
    )
