"""What a 返却 asks for."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlmodel import Session

from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.forms.words import is_japanese
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, of_day, same, staff_written
from hellowork_portal.models import ApplicationState, CorrectionRequest
from hellowork_portal.services.applications.views import AskedField, AskedView

_REQUEST = table_of(CorrectionRequest)


def open_request(session: Session, application_id: int) -> Row[Any] | None:
    """Return the newest request that has not been answered."""
    its = (_REQUEST.c.application_id == application_id) & _REQUEST.c.answered_at.is_(None)
    return session.connection().execute(select(_REQUEST).where(its).order_by(_REQUEST.c.id.desc())).first()


def asked_fields(session: Session, application_id: int) -> list[str]:
    """Return the ids of the fields that are to be corrected."""
    request = open_request(session, application_id)
    return [str(one) for one in request.fields] if request else []


def asked_view(session: Session, application_id: int, definition: ProcedureDefinition) -> AskedView:
    """Return what is asked for, in words."""
    request = open_request(session, application_id)
    if request is None:
        return AskedView()
    notes = json.loads(unseal(request.notes_sealed))
    known = definition.form.fields
    fields = [
        AskedField(
            staff_written(known[one].label) if one in known else same(one),
            notes.get("fields", {}).get(one, ""),
        )
        for one in request.fields
    ]
    message = notes.get("message", "")
    wrote = is_japanese("".join([message, *(one.note for one in fields)]))
    return AskedView(message, fields, due_words(request), wrote)


def due_words(request: Row[Any] | None) -> Words:
    """Return the day by which a 返却 is to be answered, in words; empty where the office set none."""
    return of_day(request.due_on) if request is not None and request.due_on else {}


def returned_until(session: Session, row: Row[Any]) -> Words:
    """Return the same for an application, empty unless it is returned."""
    is_returned = row.state == ApplicationState.RETURNED
    return due_words(open_request(session, row.id)) if is_returned else {}


def answer_requests(session: Session, application_id: int, now: datetime) -> None:
    """Note that what was asked for has been submitted."""
    its = (_REQUEST.c.application_id == application_id) & _REQUEST.c.answered_at.is_(None)
    session.connection().execute(update(_REQUEST).where(its).values(answered_at=now))
