"""The host's way into a meeting: asked for at the click, for the office's own, and kept nowhere."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from starlette.testclient import TestClient

from hellowork_portal import runtime
from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.kit.principal import Role
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import AuditEntry, Meeting, MeetingState, ProcedureVersion, Reservation
from hellowork_portal.ports.meetings import MeetingMissing, MeetingsUnavailable
from hellowork_portal.services.reservations.rules import new_number
from hellowork_portal.services.staff import sessions
from hellowork_portal.web.routes import make_routes
from tests.factories import (
    NOW,
    Desk,
    at,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    make_staff,
)

ORIGIN, HOST = "http://127.0.0.1:3000", "https://zoom.example.jp/s/1?zak=secret"


class Provider:
    """The meetings port: gives the host's address, or fails as it is told to."""

    def __init__(self) -> None:
        self.asked, self.fault = list[str](), None

    def start_url(self, provider_id: str) -> str:
        self.asked.append(provider_id)
        if self.fault is not None:
            raise self.fault
        return HOST


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    provider = Provider()
    monkeypatch.setattr(runtime, "_meetings", lambda: provider)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return provider


@pytest.fixture
def place(database_url: str) -> tuple[Desk, int, dict[str, str]]:
    """A reservation of today with its room, and the cookies of two counsellors."""
    desk = Desk(database_url)
    return desk, *desk.do(_furnish)


def _furnish(db: Any) -> tuple[int, dict[str, str]]:
    office, other = make_office(db), make_office(db, "HW27-001", name="大阪東")
    slot = make_slot(db, make_offering(db, office, make_procedure(db)), at(0, "10:30"))
    version = db.connection().execute(table_of(ProcedureVersion).select()).first()
    times = {"starts_at": slot.starts_at, "ends_at": slot.starts_at + timedelta(minutes=30)}
    who = {"slot_id": slot.id, "applicant_id": make_applicant(db).id, "procedure_version_id": version.id}
    row = {"number": new_number(), "state": "confirmed", "held_at": NOW, **times, **who}
    written = insert(table_of(Reservation)).values(**row).returning(table_of(Reservation).c.id)
    one = db.connection().execute(written).scalar_one()
    db.add(Meeting(reservation_id=one, provider_id="77", state=MeetingState.READY, requested_at=NOW))
    staff = {
        "own": make_staff(db, "own@example.jp", Role.COUNSELLOR, office.id),
        "other": make_staff(db, "other@example.jp", Role.COUNSELLOR, other.id),
    }
    tokens = {
        name: sessions.open_session(db, member.id or 0, old_token="", agent="", now=NOW)[0]
        for name, member in staff.items()
    }
    return one, tokens


@pytest.fixture
def browser() -> Iterator[TestClient]:
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as client:
        yield client


def ask(browser: TestClient, which: object, cookie: str = "") -> Any:
    browser.cookies.clear()
    if cookie:
        browser.cookies.set(cookies.staff_name(), cookie)
    answer = browser.get(routes.STAFF_HOST, params={"interview": str(which)})
    assert answer.status_code == 303
    return answer


def test_the_offices_own_is_led_into_the_room(
    browser: TestClient, provider: Provider, place: tuple[Desk, int, dict[str, str]]
) -> None:
    desk, one, tokens = place
    answer = ask(browser, one, tokens["own"])
    assert (answer.headers["location"], provider.asked) == (HOST, ["77"])
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert len(desk.rows(AuditEntry, action="interview.room_opened")) == 1
    assert "zak" not in desk.everything()


def test_others_and_forged_numbers_never_reach_the_provider(
    browser: TestClient, provider: Provider, place: tuple[Desk, int, dict[str, str]]
) -> None:
    _, one, tokens = place
    for which in (one, one + 1000, "", "-1", "9" * 40, "１", "'; --"):
        nobody = ask(browser, which)
        assert nobody.headers["location"].startswith(routes.STAFF_SIGN_IN)
        assert ask(browser, which, tokens["other"]).headers["location"] == "/staff?error=not_allowed"
    assert provider.asked == []


@pytest.mark.parametrize("fault", [MeetingsUnavailable(), MeetingMissing()])
def test_what_the_provider_cannot_do_is_told_on_the_board(
    browser: TestClient, provider: Provider, place: tuple[Desk, int, dict[str, str]], fault: Any
) -> None:
    _, one, tokens = place
    provider.fault = fault
    answer = ask(browser, one, tokens["own"])
    assert answer.headers["location"] == f"{routes.STAFF_DAY}?office=13010&error={fault.code}"
