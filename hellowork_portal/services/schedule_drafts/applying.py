"""A change shown, decided on, and applied: what a manager does between drawing it and its being so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.text import clean_name
from hellowork_portal.kit.words import Words, in_all, of_moment
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.schedule_changes.carrying_out import Decision, What
from hellowork_portal.services.schedule_changes.checks import LONGEST_REASON
from hellowork_portal.services.schedule_changes.draft import Change
from hellowork_portal.services.schedule_changes.errors import ScheduleReasonMissing
from hellowork_portal.services.schedule_changes.ground import ground_of
from hellowork_portal.services.schedule_changes.plan import ChangePlan, Fingerprint, plan_change
from hellowork_portal.services.schedule_changes.proposals import Asked
from hellowork_portal.services.schedule_changes.service import apply_change
from hellowork_portal.services.schedule_changes.stale import Difference
from hellowork_portal.services.schedule_drafts import rules, store
from hellowork_portal.services.schedule_drafts.names import offering_words, reserved_names, staff_names
from hellowork_portal.services.schedule_drafts.showing import decided, page_of, plan_view
from hellowork_portal.services.schedule_drafts.views import PlanView

MOST_TIMES = 60
"""How many times one reservation is offered where the nearest do not suit."""


@dataclass(frozen=True)
class Shown:
    """A plan as it was shown, with what it rests on."""

    view: PlanView
    seen: Fingerprint


def begin_change(
    session: Session, *, principal: Principal, office_id: int, change: Change, now: datetime
) -> int:
    """Keep a change that was typed in one go and return the id under which it is shown.

    Raises what `preview_change` raises; an error that belongs to a box as Invalid.
    """
    check_change(session, principal=principal, office_id=office_id, change=change, now=now)
    return store.write_draft(session, principal, office_id, change, now=now)


def check_change(
    session: Session, *, principal: Principal, office_id: int, change: Change, now: datetime
) -> None:
    """Raise what `begin_change` raises, and keep nothing."""
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    try:
        plan_change(ground_of(session, office_id, now), change)
    except PortalError as error:
        raise rules.at_field(error) from error


def show_change(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    draft_id: int,
    now: datetime,
    first: int = 0,
    wide: int = 0,
) -> Shown:
    """Return what one's own change would do now, and what was decided on already.

    `first` is where the page of stranded reservations begins, `wide` the one that is offered
    many times. Raises DraftGone, and what `preview_change` raises.
    """
    draft = store.draft_of(session, principal, office_id, draft_id)
    plan = _plan(session, office_id, draft, now, wide)
    people = reserved_names(session, [one.reservation_id for one in page_of(plan, first)[1]])
    view = plan_view(draft, plan, offering_words(session, office_id), people, first)
    return Shown(view, plan.fingerprint)


def open_change(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    draft_id: int,
    now: datetime,
    first: int = 0,
    wide: int = 0,
    known: Collection[int] = (),
) -> Shown:
    """Return a change as `show_change` does, and record that names are read.

    `known` are the reservations whose names the reader has before them: those are not read anew.
    """
    which = {"office_id": office_id, "draft_id": draft_id, "first": first, "wide": wide}
    shown = show_change(session, principal=principal, now=now, **which)
    if seen := sum(one.reservation_id not in known for one in shown.view.stranded):
        subject = ("office", office_id)
        record(session, principal, "schedule.stranded_viewed", subject, now=now, seen=seen)
    return shown


def _plan(session: Session, office_id: int, draft: store.Draft, now: datetime, wide: int = 0) -> ChangePlan:
    moves = {number: one.to for number, one in draft.decisions.items() if one.to is not None}
    asked = Asked(moves, wide, MOST_TIMES)
    return plan_change(ground_of(session, office_id, now), draft.change, asked=asked)


def decide(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    draft_id: int,
    reservation_id: int,
    what: str,
    to: str = "",
) -> None:
    """Keep a decision on one reservation; nonsense from a browser decides nothing. Raises DraftGone."""
    store.draft_of(session, principal, office_id, draft_id)
    decision = _decision(what, to)
    if decision is not None and reservation_id:
        store.add_decisions(session, draft_id, {reservation_id: decision})


def _decision(what: str, to: str) -> Decision | None:
    if what not in tuple(What):
        return None
    if what != What.MOVE:
        return Decision(What(what))
    try:
        moment = datetime.fromisoformat(to)
    except ValueError:
        return None
    return Decision(What.MOVE, moment) if moment.tzinfo else None


def decide_all(
    session: Session, *, principal: Principal, office_id: int, draft_id: int, what: str, now: datetime
) -> None:
    """Decide alike on all that have no decision yet: moved to the nearest free time, cancelled or kept.

    Who has no free time stays undecided when all are moved. Raises DraftGone.
    """
    draft = store.draft_of(session, principal, office_id, draft_id)
    if what not in tuple(What):
        return
    plan = _plan(session, office_id, draft, now)
    known = decided(plan, draft.decisions)
    new: dict[int, Decision] = {}
    for one in plan.stranded:
        if one.reservation_id in known:
            continue
        if what != What.MOVE:
            new[one.reservation_id] = Decision(What(what))
        elif one.nearest:
            new[one.reservation_id] = Decision(What.MOVE, one.nearest[0])
    store.add_decisions(session, draft_id, new)


def keep_reason(
    session: Session, *, principal: Principal, office_id: int, draft_id: int, form: Mapping[str, Any]
) -> None:
    """Keep what those who are moved or cancelled will read, in each language. Raises DraftGone."""
    store.draft_of(session, principal, office_id, draft_id)
    store.write_reason(session, draft_id, reason_in(form))


def reason_in(form: Mapping[str, Any]) -> dict[str, str]:
    """Return the reason that a form states, language → words; empty ones are left out."""
    said = {language: form.get(f"reason_{language}", "") for language in ("ja", "en")}
    texts = {
        language: clean_name(text)[: LONGEST_REASON + 1]
        for language, text in said.items()
        if isinstance(text, str)
    }
    return {language: text for language, text in texts.items() if text}


def apply_draft(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    draft_id: int,
    seen: Fingerprint,
    form: Mapping[str, Any],
    now: datetime,
) -> PlanView:
    """Carry one's own change out as it was shown and decided on; the draft goes with it.

    Raises DraftGone, Invalid for the reason, PreviewStale, StrandedUndecided and what else
    `apply_change` raises; nothing is done then, and no decision is lost.
    """
    draft = store.draft_of(session, principal, office_id, draft_id)
    begun = {number: Decision(What.KEEP) for number, _, state in seen.stranded if state != "confirmed"}
    reason = reason_in(form)
    try:
        plan = apply_change(
            session,
            principal=principal,
            office_id=office_id,
            change=draft.change,
            fingerprint=seen,
            decisions=draft.decisions | begun,
            reason=reason,
            now=now,
        )
    except ScheduleReasonMissing as error:
        raise rules.at_field(error) from error
    store.drop_drafts(session, principal, office_id, draft_id=draft_id)
    return plan_view(draft, plan, offering_words(session, office_id), {})


def drop_change(session: Session, *, principal: Principal, office_id: int, draft_id: int) -> None:
    """Throw one's own change away."""
    store.drop_drafts(session, principal, office_id, draft_id=draft_id)


def difference_words(
    session: Session, *, principal: Principal, office_id: int, difference: Difference
) -> list[Words]:
    """Return how things differ from what was shown: who has changed what when, who has come and gone."""
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    names = staff_names(session, [one.made_by for one in difference.made])
    said = [
        in_all(
            "staff.preview.meanwhile",
            who=names.get(one.made_by, ""),
            when=of_moment(one.made_at),
            what=in_all(f"staff.schedule.kind.{one.kind}"),
        )
        for one in difference.made
    ]
    counts = {"arrived": len(difference.arrived), "gone": len(difference.gone)}
    said += [in_all(f"staff.preview.{name}", count=count) for name, count in counts.items() if count]
    if difference.slots_differ and not said:
        said.append(in_all("staff.preview.slots_differ"))
    return said
