"""The notice of a decision (処分の通知) on paper: what was decided, why, and how to object."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.kit import i18n
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_day
from hellowork_portal.services.applications.decision import decision_view
from hellowork_portal.services.applications.decision_views import DecisionView
from hellowork_portal.services.applications.errors import ApplicationUnknown
from hellowork_portal.services.applications.rows import application_at, opened, own_application
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.offices.service import office_of
from hellowork_portal.services.papers.drawing import Drawing
from hellowork_portal.services.papers.sayings import picked, said, said_to
from hellowork_portal.services.papers.service import _PLANS, footer
from hellowork_portal.services.papers.views import Paper
from hellowork_portal.services.procedures.definitions import definition_of

_APPEAL = ("paper.notice.appeal", "paper.notice.appeal_court")
"""What a person is told about objecting (教示): the review, then the courts."""


def own_notice(session: Session, *, principal: Principal, number: str) -> Paper:
    """Return the notice of the decision about one's own application.

    Raises ApplicationUnknown, also where no decision is in force.
    """
    return _notice(session, own_application(session, principal, number), principal.language)


def office_notice(session: Session, *, principal: Principal, number: str, now: datetime) -> Paper:
    """Return the same for the office, in Japanese, and record it."""
    row = application_at(session, principal, number)
    notice = _notice(session, row, i18n.DEFAULT_LANGUAGE)
    record(session, principal, "paper.made", ("application", row.id), now=now, paper="decision")
    return notice


def _notice(session: Session, row: Row[Any], language: str) -> Paper:
    decision = decision_view(session, row.id)
    if not decision.outcome:
        raise ApplicationUnknown
    definition = definition_of(session, row.procedure_version_id)
    plan = _PLANS[definition.purpose]
    drawing = Drawing(definition, opened(row.answers_sealed), language)
    office = office_of(session, row.office_id)
    words = {
        "language": i18n.HTML_LANG[language],
        "title": said(language, "paper.notice.title"),
        "incomplete": said(language, "paper.incomplete"),
        "footer": footer(language, row.number),
        "dated": picked(decision.decided, language),
        "to": said(language, "paper.notice.to", name=drawing.said(plan.name)),
        "from": said_to(
            language, "paper.notice.from", office.formal_name if office else "", drawing.said(plan.office)
        ),
        "lead": said(language, f"paper.notice.lead.{decision.outcome}"),
        "rows": _rows(drawing, row, decision, [drawing.bare_label(plan.number), drawing.said(plan.number)]),
        "reasons_title": said(language, "paper.notice.reasons"),
        "reasons": [*(picked(one, language) for one in decision.reasons), *filter(None, [decision.reason])],
        "message_title": said(language, "paper.notice.message"),
        "message": decision.message,
        "appeal_title": said(language, "paper.notice.appeal_title"),
        "appeal": [said(language, one) for one in _APPEAL] if decision.is_negative else [],
        "contact": said(
            language, "paper.notice.contact", office=drawing.said(plan.office), phone=office.phone
        )
        if office and office.phone
        else "",
    }
    return Paper("decision", words, f"decision-{row.number}")


def _rows(drawing: Drawing, row: Row[Any], decision: DecisionView, number: list[str]) -> list[list[str]]:
    language = drawing.language
    day = of_day(row.certification_on)
    period = {
        "first": picked(of_day(row.period_first), language),
        "last": picked(of_day(row.period_last), language),
    }
    days = (row.period_last - row.period_first).days + 1
    rows = [
        number,
        [said(language, "paper.number"), number_shown(row.number)],
        [said(language, "paper.certification_on"), picked(day, language)],
        [said(language, "paper.period_label"), said(language, "paper.period", days=days, **period)],
        [said(language, "paper.notice.outcome"), said(language, f"paper.notice.outcome.{decision.outcome}")],
        [said(language, "paper.notice.days"), said(language, "paper.days", days=decision.days)],
        [said(language, "paper.notice.next"), picked(decision.next_day, language)],
        [said(language, "paper.notice.next_window"), picked(decision.next_window, language)],
    ]
    rows[6:6] = _paid(decision, language)
    return [pair for pair in rows if pair[1]]


def _paid(decision: DecisionView, language: str) -> list[list[str]]:
    """Return what of the certified days is paid: less for income, put off, and the sum."""
    cut = {"days": decision.reduced_days, "yen": decision.reduction}
    off = {"days": decision.deferred_days}
    told = {
        "reduced": said(language, "paper.notice.reduced_value", **cut) if decision.reduction else "",
        "deferred": said(language, "paper.notice.deferred_value", **off) if decision.deferred_days else "",
        "yen": said(language, "paper.yen", yen=decision.yen) if decision.yen else "",
    }
    return [[said(language, f"paper.notice.{name}"), value] for name, value in told.items()]
