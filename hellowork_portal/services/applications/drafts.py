"""An application as it is written: begun once for each 認定日, kept box by box, on any device."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.schema import overlay
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.words import of_time
from hellowork_portal.models import ApplicationState
from hellowork_portal.services.applications import boxes, errors
from hellowork_portal.services.applications.asked import asked_fields
from hellowork_portal.services.applications.purposes import PurposeRules, rules_for
from hellowork_portal.services.applications.rows import APPLICATION, closed, opened
from hellowork_portal.services.procedures.definitions import definition_of

_OPEN_TO_ITS_PERSON = (ApplicationState.DRAFT, ApplicationState.RECEIVED, ApplicationState.RETURNED)


@dataclass(frozen=True)
class Draft:
    """A row with its form, what was typed into it, and which fields may be changed (None: all)."""

    row: Row[Any]
    definition: ProcedureDefinition
    kept: dict[str, Any]
    allowed: frozenset[str] | None

    @property
    def rules(self) -> PurposeRules:
        """The rules of its purpose."""
        return rules_for(self.definition.purpose)

    @property
    def is_correction(self) -> bool:
        """Whether it answers a 返却."""
        return self.row.state == ApplicationState.RETURNED

    def answers(self, session: Session) -> dict[str, Any]:
        """Return raw answers by field: what is given, what was typed, and the rest as it was submitted."""
        raw = boxes.raw_answers(self.definition, self.kept)
        if self.allowed is not None:
            stored = opened(self.row.answers_sealed)
            typed = {name: value for name, value in raw.items() if name in self.allowed}
            raw = {name: value for name, value in stored.items() if name not in self.allowed} | typed
        return overlay(self.definition, raw, self.rules.given(session, self.row))


def own_draft(
    session: Session,
    principal: Principal,
    application_id: int,
    *,
    lock: bool = False,
    drawn: int | None = None,
) -> Draft:
    """Return one's own application to write on.

    `drawn` is the revision that the page shows: a filing names its boxes anew, so that what an older
    page types would go nowhere or into another row. Raises MovedMeanwhile for such a page,
    ApplicationUnknown for others' and none, ApplicationOpened once staff have opened it.
    """
    mine = (APPLICATION.c.id == application_id) & (APPLICATION.c.applicant_id == principal.applicant_id)
    query = select(APPLICATION).where(mine)
    row = session.connection().execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise errors.ApplicationUnknown
    if row.state not in _OPEN_TO_ITS_PERSON:
        raise errors.ApplicationOpened
    if drawn is not None and row.revision != drawn:
        raise errors.MovedMeanwhile(revision=row.revision)
    return draft_in(session, row)


def draft_in(session: Session, row: Row[Any]) -> Draft:
    """Return the draft of a row: what is being typed, else what was submitted, to be stated anew."""
    definition = definition_of(session, row.procedure_version_id)
    anew = boxes.statements(definition)
    filed = {name: value for name, value in opened(row.answers_sealed).items() if name not in anew}
    kept = opened(row.draft_sealed) or boxes.boxes_of(definition, filed)
    allowed = None
    if row.state == ApplicationState.RETURNED:
        allowed = boxes.correctable(definition, asked_fields(session, row.id)) | anew
    return Draft(row, definition, kept, allowed)


def unstated(definition: ProcedureDefinition, sealed: str) -> str:
    """Return a sealed draft without what was stated in it: typed before a 返却, it was of another filing."""
    kept, anew = opened(sealed), boxes.statements(definition)
    return closed({name: value for name, value in kept.items() if name not in anew}) if kept else ""


def keep(
    session: Session,
    *,
    principal: Principal,
    application_id: int,
    typed: Mapping[str, Any],
    seen: Mapping[str, Any] = {},
    drawn: int | None = None,
    now: datetime,
) -> str:
    """Keep what was typed into some boxes; return the time that the page shows.

    The other boxes stay as they are, whoever typed them; `seen` is how the page knew its lists of
    rows, `drawn` its revision. Raises MovedMeanwhile, FieldFixed for what a 返却 did
    not ask for, DraftTooLarge, ApplicationUnknown, ApplicationOpened; then nothing is kept.
    """
    draft = own_draft(session, principal, application_id, lock=True, drawn=drawn)
    if draft.allowed is not None and {boxes.field_in(str(name)) for name in typed} - draft.allowed:
        raise errors.FieldFixed
    write(session, draft, typed, now, seen)
    return of_time(now)


def write(
    session: Session, draft: Draft, typed: Mapping[str, Any], now: datetime, seen: Mapping[str, Any] = {}
) -> None:
    """Write newly typed boxes into a locked draft."""
    sealed = closed(boxes.merged(draft.kept, typed, seen))
    its = update(APPLICATION).where(APPLICATION.c.id == draft.row.id)
    session.connection().execute(its.values(draft_sealed=sealed, saved_at=now))


def add_offer(
    session: Session,
    *,
    principal: Principal,
    application_id: int,
    offer_id: str,
    drawn: int | None = None,
    now: datetime,
) -> bool:
    """Add one of the rows that records know, because the person asked for it; whether one was added.

    An unknown one does nothing, nor does one that stands there already: two presses are one wish.
    """
    draft = own_draft(session, principal, application_id, lock=True, drawn=drawn)
    found = next((one for one in draft.rules.offers(session, draft.row) if one.id == offer_id), None)
    if found is None or boxes.has_row(draft.answers(session), found.field_id, found.cells):
        return False
    if draft.allowed is not None and found.field_id not in draft.allowed:
        raise errors.FieldFixed
    row = boxes.with_row(draft.definition, draft.kept, found.field_id, found.cells)
    write(session, draft, row, now)
    return True
