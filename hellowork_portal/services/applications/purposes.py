"""What belongs to one purpose of applications: the one door to rules that know a form's own fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.forms.definition import Purpose
from hellowork_portal.services.certifications import declared
from hellowork_portal.services.certifications.contract import Finding
from hellowork_portal.services.certifications.declaration_rules import findings
from hellowork_portal.services.certifications.declared import OfferedRow
from hellowork_portal.services.certifications.service import context_of

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class PurposeRules:
    """What a purpose puts into a form, finds in its answers, and offers to put in."""

    given: Callable[[Session, Row[Any]], dict[str, str]]
    findings: Callable[[Session, Row[Any], Answers, datetime], list[Finding]]
    offers: Callable[[Session, Row[Any]], list[OfferedRow]]


def _of_declaration(session: Session, row: Row[Any], answers: Answers, now: datetime) -> list[Finding]:
    return findings(answers, context_of(session, row, now=now))


_NONE = PurposeRules(lambda *_: {}, lambda *_: [], lambda *_: [])
PURPOSES: dict[str, PurposeRules] = {
    Purpose.CERTIFICATION: PurposeRules(declared.given_facts, _of_declaration, declared.offered_rows),
}


def rules_for(purpose: str) -> PurposeRules:
    """Return the rules of a purpose; one without any gives nothing, finds nothing, offers nothing."""
    return PURPOSES.get(purpose, _NONE)
