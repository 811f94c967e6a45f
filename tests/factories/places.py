"""Offices, what they offer, and when."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from hellowork_portal.forms.catalogue_files import digest, load_catalogue
from hellowork_portal.forms.definition import ProcedureDefinition
from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import insert_new
from hellowork_portal.models import (
    MeetingHost,
    Mode,
    Offering,
    Office,
    Prefecture,
    Procedure,
    ProcedureVersion,
    ScheduleTemplate,
    Slot,
)
from tests.factories.times import NOW, TODAY

Row = TypeVar("Row", bound=SQLModel)
TOKYO = {"code": "13", "name": "東京都", "kana": "とうきょうと", "latin": "Tokyo"}


def kept(session: Session, model: type[Row], **facts: Any) -> Row:
    """Write a row and return it with its id."""
    row = model(**facts)
    session.add(row)
    session.flush()
    return row


def make_office(session: Session, code: str = "13010", **changes: Any) -> Office:
    """An office in Tokyo."""
    insert_new(session, Prefecture, [TOKYO])
    facts = {"name": "新宿", "kana": "しんじゅく", "kind": "main", "prefecture_code": "13"}
    return kept(session, Office, code=code, **facts | changes)


@cache
def shipped_catalogue() -> tuple[ProcedureDefinition, ...]:
    """The catalogue as it is shipped: read once, nobody can change a definition."""
    return tuple(load_catalogue())


@cache
def make_definition(code: str, purpose: str, *, needs_claimant_number: bool = False) -> ProcedureDefinition:
    """A procedure that asks one thing (`wish`, at most 50 signs) and says no more than it must."""
    words = {"ja": "面談"}
    wish = {"id": "wish", "type": "text", "label": words, "required": True, "settings": {"max_length": 50}}
    section = {"id": "all", "title": words, "fields": [wish]}
    hours = [{"weekdays": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}]
    data = {
        "schema_version": 1,
        "code": code,
        "kind": "interview",
        "purpose": purpose,
        "needs_claimant_number": needs_claimant_number,
        "slots": {
            "slot_minutes": 30,
            "hours": hours,
            "future_reservations": 2 if purpose == "counselling" else None,
        },
        "form": {"pages": [{"id": "one", "title": words, "sections": [section]}]},
    }
    texts = dict.fromkeys(("name", "summary", "what_to_bring", "terms", "mail_notes"), words)
    return ProcedureDefinition.model_validate(data | texts)


def make_procedure(
    session: Session,
    code: str = "counselling",
    purpose: str = "counselling",
    *,
    needs_claimant_number: bool = False,
) -> Procedure:
    """A published procedure with its first version."""
    definition = make_definition(code, purpose, needs_claimant_number=needs_claimant_number)
    procedure = kept(session, Procedure, code=code, kind=definition.kind, purpose=purpose)
    version = {
        "number": 1,
        "digest": digest(definition),
        "definition": definition.model_dump(mode="json", by_alias=True),
        "published_at": NOW - timedelta(days=100),
    }
    kept(session, ProcedureVersion, procedure_id=procedure.id, **version)
    return procedure


def make_offering(session: Session, office: Office, procedure: Procedure, **changes: Any) -> Offering:
    """A procedure at an office, online, 28 days ahead until two hours before."""
    return kept(
        session, Offering, office_id=office.id, procedure_id=procedure.id, **{"mode": Mode.ONLINE} | changes
    )


def make_template(session: Session, offering: Offering, **changes: Any) -> ScheduleTemplate:
    """Tuesdays from nine to five, one seat each half-hour and five minutes of rest."""
    facts = {
        "weekday": 1,
        "from_minute": 540,
        "to_minute": 1020,
        "slot_minutes": 30,
        "buffer_minutes": 5,
        "seats": 1,
        "valid_from": TODAY - timedelta(days=100),
    }
    return kept(session, ScheduleTemplate, offering_id=offering.id, **facts | changes)


def make_slot(
    session: Session, offering: Offering, starts_at: datetime, *, minutes: int = 30, **changes: Any
) -> Slot:
    """An open slot with one seat."""
    facts = {
        "capacity": 1,
        "buffer_minutes": 5,
        "on_day": day_in_japan(starts_at),
        "ends_at": starts_at + timedelta(minutes=minutes),
    }
    return kept(session, Slot, offering_id=offering.id, starts_at=starts_at, **facts | changes)


def make_host(session: Session, offering: Offering, name: str = "host-1", *, lanes: int = 1) -> MeetingHost:
    """A host lent to an offering."""
    return kept(session, MeetingHost, provider_user_id=name, offering_id=offering.id, lanes=lanes)
