"""A person with an account, and the links and letters that a test follows as the person would."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import Offering, Office, ProcedureVersion, Reservation, ReservationState
from hellowork_portal.models import Session as BrowserSession
from hellowork_portal.services.access.sessions import start_session
from hellowork_portal.services.accounts import address_change
from hellowork_portal.services.reservations.drafts import closed
from hellowork_portal.services.reservations.rules import new_number
from tests.factories import (
    NOW,
    Desk,
    at,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
)
from tests.factories.places import kept

OLD, NEW = "taro@example.jp", "taro.new@example.jp"
HASH = "hash of the present password"
ANYBODY = Principal(language="en", address="192.0.2.1")
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def owner(desk: Desk) -> Principal:
    """Somebody who is signed in."""
    return signed_in(desk, OLD, name="髙橋 太郎", language="ja-easy")


def signed_in(desk: Desk, mail: str, **changes: Any) -> Principal:
    """Make an account with one open session."""
    person = desk.do(make_applicant, mail, password_hash=HASH, **changes)
    assert person.id is not None
    return Principal(PrincipalKind.APPLICANT, person.id, session_of(desk, person.id), language="ja")


def session_of(desk: Desk, applicant_id: int, agent: str = "", now: datetime = NOW) -> int:
    """Sign a person in at another browser; return the session's id."""
    desk.do(start_session, applicant_id=applicant_id, browser=agent, now=now)
    return desk.rows(BrowserSession, applicant_id=applicant_id)[-1].id


def ask(desk: Desk, owner: Principal, mail: str = NEW, *, now: datetime = NOW) -> str:
    """Ask for a new address; return the token in the mail to it."""
    desk.do(
        address_change.request_change,
        principal=owner,
        mail_address=mail,
        verified_hash=HASH,
        now=now,
    )
    return token(desk, "address_link")


def confirm(desk: Desk, signed: str, *, now: datetime = NOW) -> None:
    """Press the button behind the new address's mail."""
    desk.do(address_change.confirm_change, signed=signed, now=now)


def letters(desk: Desk, kind: str) -> list[dict[str, Any]]:
    """Return the letters of a kind that were asked for, sealed words opened."""
    found = [job for job in desk.jobs("mail") if job["mail"] == kind]
    return [
        job | json.loads(unseal(job.get("values_sealed", "")) if "values_sealed" in job else "{}")
        for job in found
    ]


def token(desk: Desk, kind: str) -> str:
    """Return the token in the newest letter of a kind."""
    link = unseal(letters(desk, kind)[-1]["link_sealed"])
    found = re.fullmatch(r"http://127\.0\.0\.1:3000/links/\w+\?token=(\S+)", link)
    assert found, link
    return found[1]


def book(session: Session, applicant_id: int, days: int = 3, **changes: Any) -> Reservation:
    """Write a confirmed counselling reservation some days ahead, with its seat."""
    office = session.exec(select(Office)).first() or make_office(session)
    offering = session.exec(select(Offering)).first() or make_offering(
        session, office, make_procedure(session)
    )
    slot = make_slot(session, offering, at(days), taken=1)
    version = session.exec(select(ProcedureVersion)).one()
    facts = {
        "number": new_number(),
        "slot_id": slot.id,
        "applicant_id": applicant_id,
        "procedure_version_id": version.id,
        "state": ReservationState.CONFIRMED,
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "answers_sealed": closed({"wish": "面談の希望"}),
        "held_at": NOW - HOUR,
        "confirmed_at": NOW - HOUR,
    }
    return kept(session, Reservation, **facts | changes)
