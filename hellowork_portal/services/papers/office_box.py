"""The office's box on the paper (※公共職業安定所記載欄): what record, answers and decision know."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.papers import PaperPlan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, of_span
from hellowork_portal.models import StaffMember
from hellowork_portal.services.applications.decision import decision_row, decision_view, not_certified_days
from hellowork_portal.services.certifications.facts import facts_of, hours_of
from hellowork_portal.services.certifications.periods import window_of
from hellowork_portal.services.papers.drawing import Drawing
from hellowork_portal.services.papers.sayings import picked, said, said_list

_MEMBER = table_of(StaffMember)
_ROWS = (
    "unpaid",
    "waiting_ends",
    "paid_period",
    "side_work",
    "paid_days",
    "refused",
    "next_day",
    "notes",
    "clerk",
)
"""What the office's box asks, as the paper has it; number and period stand before and after."""


def office_box(
    session: Session, row: Row[Any], drawing: Drawing, plan: PaperPlan, period: list[str], *, is_office: bool
) -> dict[str, Any]:
    """Return the box: empty until a decision is in force; who decided stands on the office's copy alone.

    未支給区分 stays empty: the portal does not know it.
    """
    language, decided = drawing.language, decision_row(session, row.id)
    number = [drawing.bare_label(plan.number), drawing.said(plan.number)]
    known = _known(session, row, decided, drawing, plan, is_office=is_office) if decided else {}
    rows = [[said(language, f"paper.office.{name}"), known.get(name, "")] for name in _ROWS]
    if decided is None:
        number, period, note = [number[0], ""], [period[0], ""], ""
    else:
        when = picked(decision_view(session, row.id).decided, language)
        note = said(language, "paper.office.decided", when=when)
    return {"title": said(language, "paper.office.title"), "rows": [number, *rows, period], "note": note}


def _known(
    session: Session, row: Row[Any], decided: Row[Any], drawing: Drawing, plan: PaperPlan, *, is_office: bool
) -> dict[str, str]:
    view, language = decision_view(session, row.id), drawing.language
    waiting_ends = facts_of(session, row.claimant_id).waiting_ends_on
    next_on = decided.next_certification_on
    return {
        "waiting_ends": picked(of_day(waiting_ends), language) if waiting_ends else "",
        "paid_period": _stretch(row, not_certified_days(decided), language) if view.days else "",
        "side_work": _side_work(drawing, plan),
        "paid_days": str(view.paid_days),
        "refused": said_list([picked(one, language) for one in view.reasons], language),
        "next_day": _with_times(session, row.office_id, next_on, language) if next_on else "",
        "notes": view.message,
        "clerk": _name(session, decided.decided_by_id) if is_office else "",
    }


def _stretch(row: Row[Any], refused: set[date], language: str) -> str:
    """Return the first and the last day of the period that were certified."""
    days = (row.period_last - row.period_first).days + 1
    certified = [day for turn in range(days) if (day := row.period_first + timedelta(turn)) not in refused]
    if not certified:
        return ""
    first, last = (picked(of_day(day), language) for day in (certified[0], certified[-1]))
    return said(language, "paper.office.paid_period_value", first=first, last=last)


def _side_work(drawing: Drawing, plan: PaperPlan) -> str:
    """Return for how many days which income was declared; empty where none was."""
    if plan.incomes is None:
        return ""
    rows, days, yen = plan.incomes
    lines = [one for one in drawing.answers.get(rows) or [] if isinstance(one, dict)]
    total, of_days = (sum(int(one.get(name) or 0) for one in lines) for name in (yen, days))
    values = {"days": of_days, "yen": f"{total:,}"}
    return said(drawing.language, "paper.office.side_work_value", **values) if lines else ""


def _with_times(session: Session, office_id: int, day: date, language: str) -> str:
    window = window_of(day, hours_of(session, office_id))
    return picked(of_span(window.files_from, window.files_until), language)


def _name(session: Session, staff_id: int) -> str:
    return session.connection().scalar(select(_MEMBER.c.name).where(_MEMBER.c.id == staff_id)) or ""
