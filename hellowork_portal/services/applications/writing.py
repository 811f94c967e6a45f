"""The pages on which an application is written: its head, its form, its check page."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from hellowork_portal.forms.confirm import confirm_view, form_view
from hellowork_portal.forms.errors import FieldError, FoundError
from hellowork_portal.forms.schema import validate
from hellowork_portal.forms.views import ConfirmSection
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.kit.words import of_time, staff_written
from hellowork_portal.models import ApplicationState
from hellowork_portal.services.applications import boxes, drafts
from hellowork_portal.services.applications.asked import asked_view
from hellowork_portal.services.applications.cases import Standing, standing_in, window_for
from hellowork_portal.services.applications.drafts import Draft
from hellowork_portal.services.applications.lines import day_line, office_line
from hellowork_portal.services.applications.purposes import OfferedRow
from hellowork_portal.services.applications.rows import opened
from hellowork_portal.services.applications.rules import number_shown
from hellowork_portal.services.applications.views import CheckPage, Doubt, DraftView, FormPage, OfferView
from hellowork_portal.services.certifications.contract import Finding, Level
from hellowork_portal.services.certifications.wording import finding_words

_WAYS = {
    ApplicationState.DRAFT: "draft",
    ApplicationState.RECEIVED: "replacing",
    ApplicationState.RETURNED: "correcting",
}


def draft_head(session: Session, *, principal: Principal, application_id: int, now: datetime) -> DraftView:
    """Return whose, which and until when; raises ApplicationUnknown, ApplicationOpened."""
    draft = drafts.own_draft(session, principal, application_id)
    row, window = draft.row, window_for(session, draft.row)
    standing = Standing.OPEN if draft.is_correction else standing_in(window, now)
    return DraftView(
        application_id=row.id,
        number=row.number or "",
        number_shown=number_shown(row.number) if row.number else "",
        way=_WAYS[ApplicationState(row.state)],
        standing=standing.value,
        procedure=staff_written(draft.definition.name),
        dates=day_line(row.certification_on, row.period_first, row.period_last, window),
        office=office_line(session, row.office_id),
        is_unconfirmed_claim=row.is_unconfirmed_claim,
        saved=of_time(row.saved_at) if row.draft_sealed else "",
        minutes_left=_minutes_left(row, window.files_until, now),
        asked=asked_view(session, row.id, draft.definition) if draft.is_correction else DraftView().asked,
    )


def _minutes_left(row: Row[Any], until: datetime, now: datetime) -> int:
    """Return the minutes to the deadline once it is near; a 返却 has none of this kind."""
    left = int((until - now).total_seconds() // 60)
    return left if row.state != ApplicationState.RETURNED and 0 <= left < 60 else 0


def draft_form(
    session: Session,
    *,
    principal: Principal,
    application_id: int,
    wrong: Mapping[str, FieldError],
    now: datetime,
) -> FormPage:
    """Return the form with what was typed; in a correction only what may be changed, the rest beside it."""
    draft = drafts.own_draft(session, principal, application_id)
    raw = draft.answers(session)
    view = form_view(draft.definition, raw, wrong, principal.language, day_in_japan(now))
    offers = [_offer(one, raw) for one in draft.rules.offers(session, draft.row)]
    fixed: list[ConfirmSection] = []
    if draft.allowed is not None:
        view, fixed, offers = (
            boxes.narrowed(view, draft.allowed, principal.language),
            _fixed(draft, principal.language),
            [],
        )
    return FormPage(view, fixed, offers, boxes.as_drawn(draft.kept, view), draft.row.revision)


def _offer(one: OfferedRow, raw: Mapping[str, Any]) -> OfferView:
    is_there = boxes.has_row(raw, one.field_id, one.cells)
    return OfferView(one.id, one.field_id, one.words, one.add, is_there)


def _fixed(draft: Draft, language: str) -> list[ConfirmSection]:
    stored = opened(draft.row.answers_sealed)
    kept = {name: value for name, value in stored.items() if name not in (draft.allowed or ())}
    return confirm_view(draft.definition, kept, language)


def checked_draft(session: Session, draft: Draft, now: datetime) -> tuple[dict[str, Any], list[Finding]]:
    """Return normalised answers with what the rules find, errors excepted: those are raised as Invalid.

    V20: the service decides, whatever a page has checked before.
    """
    checked = validate(draft.definition, draft.answers(session), day_in_japan(now))
    if not checked.is_valid:
        raise Invalid(checked.errors)
    found = draft.rules.findings(session, draft.row, checked.answers, now)
    wrong = {place_of(one): FoundError(f"finding.{one.key}", **_values(one)) for one in _errors(found)}
    if wrong:
        raise Invalid(wrong)
    return checked.answers, found


def _errors(found: list[Finding]) -> list[Finding]:
    return [one for one in reversed(found) if one.level is Level.ERROR]


def _values(finding: Finding) -> dict[str, object]:
    """Return figures in groups and days as days, for the error's sentence."""
    return {name: _shown(value) for name, value in finding.values.items()}


def _shown(value: object) -> object:
    if isinstance(value, int):
        return f"{value:,}"
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return value


def place_of(finding: Finding) -> str:
    """Return where a finding stands, as the form names its places."""
    parts = [finding.field_id, "" if finding.row is None else str(finding.row), finding.column]
    return ".".join(part for part in parts if part)


def check_draft(
    session: Session,
    *,
    principal: Principal,
    application_id: int,
    drawn: int | None = None,
    now: datetime,
) -> None:
    """Raise Invalid with an error for each place where the draft cannot be filed as it is.

    Raises MovedMeanwhile where the page (`drawn`) shows what stood before a filing.
    """
    checked_draft(session, drafts.own_draft(session, principal, application_id, drawn=drawn), now)


def check_page(session: Session, *, principal: Principal, application_id: int, now: datetime) -> CheckPage:
    """Return all that would be filed, with the doubts to be accepted; raises Invalid."""
    draft = drafts.own_draft(session, principal, application_id)
    answers, found = checked_draft(session, draft, now)
    sections = confirm_view(draft.definition, answers, principal.language)
    return CheckPage(sections, doubts_of(found), mark_of(answers))


def mark_of(answers: Mapping[str, Any]) -> str:
    """Return what stands for these answers (or figures) and no others; it tells nothing about them."""
    return fingerprint(f"application.answers.{json.dumps(dict(answers), sort_keys=True)}")


def doubts_of(found: list[Finding]) -> list[Doubt]:
    """Return the warnings."""
    return [
        Doubt(rule=tick_of(one), words=finding_words(one), field_id=one.field_id)
        for one in found
        if one.level is Level.WARNING
    ]


def tick_of(finding: Finding) -> str:
    """Return the name under which a warning is accepted: rule, place, and a mark of what it says there.

    Where the figures change, nobody has read the sentence yet; a tick that a page gives back is not its.
    """
    name = f"{finding.key}-{place_of(finding).replace('.', '-')}"
    return f"{name}-{mark_of(finding.values)[:12]}" if finding.values else name
