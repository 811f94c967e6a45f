"""An application on its official paper, for its person and for its office."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from hellowork_portal.forms.definition import Purpose
from hellowork_portal.forms.papers import PaperPlan
from hellowork_portal.kit import i18n
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, of_day, of_moment
from hellowork_portal.models import ApplicationSubmission
from hellowork_portal.services.applications.decision import decision_view
from hellowork_portal.services.applications.rows import application_at, opened, own_application
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.applications.views import DecisionView
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.declaration_paper import DECLARATION
from hellowork_portal.services.papers.drawing import Drawing
from hellowork_portal.services.papers.views import Paper
from hellowork_portal.services.procedures.definitions import definition_of

_SUBMISSION = table_of(ApplicationSubmission)
_PLANS = {Purpose.CERTIFICATION: DECLARATION}
_OF_OFFICE = (
    "waiting_ends",
    "paid_period",
    "side_work",
    "paid_days",
    "refused",
    "next_day",
    "notes",
    "clerk",
)
"""What the office's box asks, as the paper has it; what the portal knows is filled in."""


def own_paper(session: Session, *, principal: Principal, number: str) -> Paper:
    """Return one's own submitted application in the language of the page; raises ApplicationUnknown."""
    row = own_application(session, principal, number)
    return _paper(session, row, principal.language)


def office_paper(session: Session, *, principal: Principal, number: str, now: datetime) -> Paper:
    """Return an application of the reader's office, in Japanese, and record it; raises ApplicationUnknown."""
    row = application_at(session, principal, number)
    record(session, principal, "paper.made", ("application", row.id), now=now, paper="application")
    return _paper(session, row, i18n.DEFAULT_LANGUAGE)


def _paper(session: Session, row: Row[Any], language: str) -> Paper:
    definition = definition_of(session, row.procedure_version_id)
    plan = _PLANS[definition.purpose]
    drawing = Drawing(definition, opened(row.answers_sealed), language)
    submitted_at = submitted_last(session, row.id) or row.submitted_at
    decision = decision_view(session, row.id)
    words = {
        "language": i18n.HTML_LANG[language],
        "title": i18n.without_readings(i18n.pick(definition.name, language)),
        "form": i18n.say(language, plan.form),
        "incomplete": said(language, "paper.incomplete"),
        "footer": footer(language, row.number),
        "head": _head(drawing, plan, row, submitted_at),
        "questions": drawing.questions(plan),
        "statement": drawing.label(plan.statement),
        "signed_on": picked(of_day(day_in_japan(submitted_at)), language),
        "addressee": said(language, "paper.addressee", office=drawing.said(plan.office)),
        "signed": [[drawing.bare_label(one), drawing.said(one)] for one in (plan.name, plan.number)],
        "staff": _staff_box(decision, language),
    }
    return Paper("declaration", words, f"{definition.code}-{row.number}")


def submitted_last(session: Session, application_id: int) -> datetime | None:
    """Return when an application was submitted as it is now."""
    last = select(func.max(_SUBMISSION.c.submitted_at)).where(_SUBMISSION.c.application_id == application_id)
    return session.connection().scalar(last)


def _head(drawing: Drawing, plan: PaperPlan, row: Row[Any], submitted_at: datetime) -> list[list[str]]:
    language = drawing.language
    first, last = (drawing.said(one) for one in plan.period)
    period = i18n.say(
        language, "paper.period", first=first, last=last, days=(row.period_last - row.period_first).days + 1
    )
    return [
        *([drawing.bare_label(one), drawing.said(one)] for one in plan.head),
        [i18n.say(language, "paper.period_label"), period],
        [i18n.say(language, "paper.number"), number_shown(row.number)],
        [i18n.say(language, "paper.submitted"), picked(of_moment(submitted_at), language)],
    ]


def _staff_box(decision: DecisionView, language: str) -> dict[str, Any]:
    """Return the box that is the office's: empty until a decision is in force."""
    known = {"paid_days": str(decision.paid_days), "next_day": picked(decision.next_day, language)}
    known["refused"] = said_list([picked(one, language) for one in decision.reasons], language)
    known["notes"] = decision.message
    filled = known if decision.outcome else {}
    rows = [[said(language, f"paper.office.{name}"), filled.get(name, "")] for name in _OF_OFFICE]
    note = said(language, "paper.office.decided", when=picked(decision.decided, language)) if filled else ""
    return {"title": said(language, "paper.office.title"), "rows": rows, "note": note}


def footer(language: str, number: str) -> str:
    """Return the line at the foot of every page."""
    return said(
        language, "paper.footer", service=i18n.say(language, "frame.service"), number=number_shown(number)
    )


def said(language: str, key: str, **values: object) -> str:
    """Return a text for a paper: readings in brackets."""
    return i18n.say_in_mail(language, key, **values)


def said_list(texts: list[str], language: str) -> str:
    """Return several texts as one."""
    return i18n.say(language, "form.list_comma").join(texts)


def picked(words: Words, language: str) -> str:
    """Return run-time words for a paper, readings dropped; empty for none."""
    return i18n.without_readings(words.get(language, ""))
