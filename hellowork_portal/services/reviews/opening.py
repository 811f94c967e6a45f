"""A case is opened for review, given to somebody, returned to its person with marks on its fields."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select, update
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.field_types import type_of
from hellowork_portal.forms.fields import FormField
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import seal
from hellowork_portal.kit.sql import id_of
from hellowork_portal.kit.text import clean_name
from hellowork_portal.models import ApplicationState, CorrectionRequest
from hellowork_portal.services.applications.drafts import unstated
from hellowork_portal.services.applications.rows import tell
from hellowork_portal.services.assignments.errors import NoCounsellor
from hellowork_portal.services.assignments.service import check_counsellor
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.procedures.definitions import definition_of
from hellowork_portal.services.reviews import errors, letters
from hellowork_portal.services.reviews.rows import (
    APPLICATION,
    OPEN_STATES,
    REVIEWING,
    bring,
    decisions_of,
    is_pending,
    locked_case,
)
from hellowork_portal.services.staff.offices import office_for

LONGEST_MESSAGE, LONGEST_NOTE, MOST_AT_ONCE = 1000, 200, 200


def open_for_review(session: Session, *, principal: Principal, number: str, seen: int, now: datetime) -> None:
    """Begin the review: from now on the person cannot submit another in its place (V20).

    A case of nobody becomes the reader's. Raises CaseChanged, CaseUnknown.
    """
    row = locked_case(session, principal, number, seen)
    own = row.assigned_to_id or principal.staff_id
    bring(session, row, ApplicationState.IN_REVIEW, opened_at=now, assigned_to_id=own)
    tell(session, principal, row.id, "opened", now=now)
    record(session, principal, "application.opened", ("application", row.id), now=now)


def assign(
    session: Session,
    *,
    principal: Principal,
    office_code: str,
    numbers: Sequence[str],
    staff_id: int,
    now: datetime,
) -> int:
    """Give open cases of an office to one of its staff, or with 0 to nobody; return how many moved.

    Numbers that are not the office's, or decided, are left alone. Raises NobodyChosen, NotAllowed.
    """
    office = office_for(session, principal=principal, code=office_code, roles=REVIEWING)
    if staff_id:
        _check_reviewer(session, office.id, staff_id)
    its = APPLICATION.c.number.in_(sorted(set(numbers))[:MOST_AT_ONCE])
    here = (APPLICATION.c.office_id == office.id) & APPLICATION.c.state.in_(OPEN_STATES)
    query = select(APPLICATION.c.id, APPLICATION.c.assigned_to_id).where(its, here).order_by(APPLICATION.c.id)
    found = session.connection().execute(query.with_for_update()).all()
    if not found:
        raise errors.NobodyChosen
    moved = [row for row in found if row.assigned_to_id != (staff_id or None)]
    ids = [row.id for row in moved]
    session.connection().execute(
        update(APPLICATION).where(APPLICATION.c.id.in_(ids)).values(assigned_to_id=staff_id or None)
    )
    for row in moved:
        about = {"from_staff": row.assigned_to_id, "to_staff": staff_id or None}
        record(session, principal, "application.assigned", ("application", row.id), now=now, **about)
    return len(moved)


def _check_reviewer(session: Session, office_id: int, staff_id: int) -> None:
    try:
        check_counsellor(session, office_id, staff_id)
    except NoCounsellor:
        raise errors.NobodyChosen from None


def return_case(
    session: Session,
    *,
    principal: Principal,
    number: str,
    seen: int,
    fields: Mapping[str, str],
    message: str,
    due_on: date | None = None,
    now: datetime,
) -> None:
    """Give a case back to its person: `fields` are those to correct, each with a word or none.

    Raises NotInReview, AwaitsApproval, FieldsMissing, MessageMissing, CaseChanged, CaseUnknown.
    """
    row = locked_case(session, principal, number, seen)
    if row.state != ApplicationState.IN_REVIEW:
        raise errors.NotInReview
    if any(is_pending(one) for one in decisions_of(session, row.id)):
        raise errors.AwaitsApproval
    definition = definition_of(session, row.procedure_version_id)
    marked = _marked(definition, fields)
    said = "\n".join(clean_name(line) for line in message.splitlines()).strip()
    if not said or len(said) > LONGEST_MESSAGE:
        raise errors.MessageMissing(most=LONGEST_MESSAGE)
    due = due_on if due_on and due_on >= day_in_japan(now) else None
    asked = _ask(session, row.id, principal.staff_id, marked, said, due, now)
    bring(session, row, ApplicationState.RETURNED, draft_sealed=unstated(definition, row.draft_sealed))
    about = {"fields": list(marked), "due": due.isoformat() if due else None}
    tell(session, principal, row.id, "returned", now=now, message=said, **about)
    letters.send(session, row, letters.RETURNED, asked, now=now)
    record(session, principal, "application.returned", ("application", row.id), now=now, **about)


def correctable(definition: ProcedureDefinition) -> list[str]:
    """Return the fields that a person can be asked to correct: not what the service gives."""
    return [field.id for field in definition.form.fields.values() if not field.staff_only and is_asked(field)]


def is_asked(field: FormField) -> bool:
    """Whether a field is answered by the person: no heading, and not filled in by the service."""
    return type_of(field).is_answerable and not getattr(field, "given", False)


def _marked(definition: ProcedureDefinition, fields: Mapping[str, str]) -> dict[str, str]:
    known = [one for one in correctable(definition) if one in fields]
    if not known:
        raise errors.FieldsMissing
    return {one: clean_name(str(fields[one]))[:LONGEST_NOTE] for one in known}


def _ask(
    session: Session,
    application_id: int,
    staff_id: int,
    marked: Mapping[str, str],
    message: str,
    due: date | None,
    now: datetime,
) -> int:
    """Write the request; return its id."""
    notes = {"message": message, "fields": {one: note for one, note in marked.items() if note}}
    values = {
        "application_id": application_id,
        "asked_by_id": staff_id,
        "asked_at": now,
        "fields": list(marked),
        "notes_sealed": seal(json.dumps(notes)),
        "due_on": due,
    }
    row = CorrectionRequest(**values)
    session.add(row)
    session.flush()
    return id_of(row)
