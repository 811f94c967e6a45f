"""An application on its official paper, for its person and for its office."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session

from hellowork_portal.forms.definition import Purpose
from hellowork_portal.forms.eras import era_words
from hellowork_portal.forms.papers import PaperPlan
from hellowork_portal.kit import i18n
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import ApplicationSubmission
from hellowork_portal.services.applications.rows import application_at, opened, own_application
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.certifications.declaration_paper import DECLARATION
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.papers.drawing import Drawing
from hellowork_portal.services.papers.office_box import office_box
from hellowork_portal.services.papers.sayings import picked, said, said_to
from hellowork_portal.services.papers.views import Paper
from hellowork_portal.services.procedures.definitions import definition_of

_SUBMISSION = table_of(ApplicationSubmission)
_PLANS = {Purpose.CERTIFICATION: DECLARATION}


def own_paper(session: Session, *, principal: Principal, number: str) -> Paper:
    """Return one's own submitted application in the language of the page; raises ApplicationUnknown."""
    row = own_application(session, principal, number)
    return _paper(session, row, principal.language, is_office=False)


def office_paper(session: Session, *, principal: Principal, number: str, now: datetime) -> Paper:
    """Return an application of the reader's office, in Japanese, and record it; raises ApplicationUnknown."""
    row = application_at(session, principal, number)
    record(session, principal, "paper.made", ("application", row.id), now=now, paper="application")
    return _paper(session, row, i18n.DEFAULT_LANGUAGE, is_office=True)


def _paper(session: Session, row: Row[Any], language: str, *, is_office: bool) -> Paper:
    definition = definition_of(session, row.procedure_version_id)
    plan = _PLANS[definition.purpose]
    drawing = Drawing(definition, opened(row.answers_sealed), language)
    submitted_at = submitted_last(session, row.id) or row.submitted_at
    office, period = office_of(session, row.office_id), _period(drawing, plan, row)
    words = {
        "language": i18n.HTML_LANG[language],
        "title": i18n.without_readings(i18n.pick(definition.name, language)),
        "form": i18n.say(language, plan.form),
        "incomplete": said(language, "paper.incomplete"),
        "footer": footer(language, row.number),
        "head": _head(drawing, plan, row, period, submitted_at),
        "questions": drawing.questions(plan),
        "statement": drawing.label(plan.statement),
        "signed_on": era_words(day_in_japan(submitted_at), language),
        "addressee": said_to(
            language, "paper.addressee", office.formal_name if office else "", drawing.said(plan.office)
        ),
        "signed": [[drawing.bare_label(one), drawing.said(one)] for one in (plan.name, plan.number)],
        "staff": office_box(session, row, drawing, plan, period, is_office=is_office),
    }
    return Paper("declaration", words, f"{definition.code}-{row.number}")


def submitted_last(session: Session, application_id: int) -> datetime | None:
    """Return when an application was submitted as it is now."""
    last = select(func.max(_SUBMISSION.c.submitted_at)).where(_SUBMISSION.c.application_id == application_id)
    return session.connection().scalar(last)


def _period(drawing: Drawing, plan: PaperPlan, row: Row[Any]) -> list[str]:
    first, last = (drawing.said(one) for one in plan.period)
    days = (row.period_last - row.period_first).days + 1
    stretch = i18n.say(drawing.language, "paper.period", first=first, last=last, days=days)
    return [i18n.say(drawing.language, "paper.period_label"), stretch]


def _head(
    drawing: Drawing, plan: PaperPlan, row: Row[Any], period: list[str], submitted_at: datetime
) -> list[list[str]]:
    language = drawing.language
    return [
        *([drawing.bare_label(one), drawing.said(one)] for one in plan.head),
        period,
        [i18n.say(language, "paper.number"), number_shown(row.number)],
        [i18n.say(language, "paper.submitted"), picked(of_moment(submitted_at), language)],
    ]


def footer(language: str, number: str) -> str:
    """Return the line at the foot of every page."""
    return said(
        language, "paper.footer", service=i18n.say(language, "frame.service"), number=number_shown(number)
    )
