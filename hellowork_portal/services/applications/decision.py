"""What was decided about an application, as its person is told (services/reviews writes the rows)."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.forms.words import is_japanese
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, LANGUAGES, catalogue, say
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_day, of_moment
from hellowork_portal.models import CertificationDecision, DecisionApproval
from hellowork_portal.services.applications.decision_views import DecisionView
from hellowork_portal.services.applications.rows import APPLICATION
from hellowork_portal.services.certifications.contract import Outcome
from hellowork_portal.services.certifications.facts import hours_of
from hellowork_portal.services.certifications.periods import window_of

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
    said, next_on = json.loads(unseal(row.decided_sealed)), row.next_certification_on
    reason, message = str(said.get("reason") or ""), str(said.get("message") or "")
    reduced, cut, deferred = (
        int(said.get(name) or 0) for name in ("reduced_days", "reduction_yen", "deferred_days")
    )
    return DecisionView(
        outcome=row.outcome,
        days=row.certified_days,
        yen="" if row.payable_yen is None else f"{row.payable_yen:,}",
        reasons=_reasons(said.get("not_certified") or {}),
        reason=reason,
        message=message,
        is_japanese=is_japanese(reason + message),
        decided=of_day(day_in_japan(row.decided_at)),
        next_day=of_day(next_on) if next_on else {},
        next_window=_window(session, application_id, next_on) if next_on else {},
        paid_days=max(0, row.certified_days - deferred),
        reduced_days=reduced,
        reduction=f"{cut:,}" if cut else "",
        deferred_days=deferred,
        is_negative=row.outcome != Outcome.CERTIFIED or cut > 0 or deferred > 0,
    )


def not_certified_days(row: Row[Any]) -> set[date]:
    """Return the days that a decision's row does not certify."""
    days = json.loads(unseal(row.decided_sealed)).get("not_certified") or {}
    return {date.fromisoformat(day) for some in days.values() for day in some}


def _window(session: Session, application_id: int, day: date) -> Words:
    """Return when the next declaration is filed."""
    office = select(APPLICATION.c.office_id).where(APPLICATION.c.id == application_id)
    hours = hours_of(session, session.connection().execute(office).scalar_one())
    window = window_of(day, hours)
    return in_all(
        "apply.next.window", opens=of_moment(window.files_from), until=of_moment(window.files_until)
    )


def _reasons(days_by_reason: dict[str, Any]) -> list[Words]:
    """Return each reason with the days it concerns; one without words is told as another reason."""
    return [
        in_all("apply.decision.reason", reason=in_all(_key(code)), days=len(days), which=_which(days))
        for code, days in days_by_reason.items()
        if days
    ]


def _which(days: Iterable[str]) -> Words:
    """Return days (ISO) in words, those in a row as one stretch."""
    some: list[Words] = []
    for first, last in _stretches(sorted(date.fromisoformat(one) for one in days)):
        whole = in_all("apply.decision.stretch", first=of_day(first), last=of_day(last))
        some.append(of_day(first) if first == last else whole)
    return {
        language: say(language, "form.list_comma").join(one[language] for one in some)
        for language in LANGUAGES
    }


def _stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for day in days:
        if found and found[-1][1] + timedelta(days=1) == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _key(code: str) -> str:
    known = f"apply.not_certified.{code}"
    return known if known in catalogue(DEFAULT_LANGUAGE) else "apply.not_certified.other"
