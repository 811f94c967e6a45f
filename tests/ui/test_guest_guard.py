"""A guest at the guard: one reservation, the handlers that allow a guest, and nothing that stays behind."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import Reservation, ReservationState
from hellowork_portal.services.guests import asking, opening, rules
from hellowork_portal.services.reservations.rules import new_number
from hellowork_portal.ui.citizen.change.cancel_state import CancelState
from hellowork_portal.ui.citizen.guest.states import ClaimState, GuestCodeState
from hellowork_portal.ui.citizen.lookup.states import DetailState, LookupState
from hellowork_portal.ui.citizen.my.states import MyState
from hellowork_portal.ui.citizen.reserve.states import ConfirmState, TermsState
from hellowork_portal.ui.shell import guard, session, session_watch
from hellowork_portal.ui.shell.rights import APPLICANT, GUEST
from hellowork_portal.ui.shell.session import SessionState
from tests.factories import NOW
from tests.services.guests.conftest import ANYBODY
from tests.ui.house import House

OFFICE = "新宿"


@pytest.fixture(scope="module")
def app() -> Iterator[Any]:
    """The real app, whose import takes hold of all logging; that is given back."""
    records = logging.getLogRecordFactory()
    from hellowork_portal.hellowork_portal import app

    guard.declared_rights.cache_clear()
    yield app
    logging.setLogRecordFactory(records)
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def house(app: Any, database_url: str) -> House:
    house = House(app, database_url)
    house.desk.do(confirm, house)
    return house


def confirm(db: Any, house: House) -> None:
    """Give the owner's seat a number that can be one, and let it stand."""
    row = db.get_one(Reservation, house.hold)
    row.number, row.state, row.expires_at = new_number(), ReservationState.CONFIRMED, None


def number_of(house: House) -> str:
    return house.desk.row(Reservation, id=house.hold).number


def guest_in(house: House) -> str:
    """Look the owner's reservation up; return the token of the browser's cookie."""
    asked = {"typed": number_of(house), "token": "", "mark": "", "now": NOW}
    token = house.desk.do(asking.ask_for_code, principal=ANYBODY, **asked)
    code = rules.code_of(token_hash(token))
    house.desk.do(opening.open_access, principal=ANYBODY, token=token, typed=code, now=NOW)
    return rules.pass_token(token)


def of(state: type, handler: str) -> str:
    return f"{state.get_full_name()}.{handler}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_own", [True, False])
def test_a_guest_opens_the_one_reservation_and_no_other(house: House, is_own: bool) -> None:
    cookie, number = f"guest={guest_in(house)}", number_of(house)
    house.run(("tab", of(DetailState, "open"), {}, cookie, number if is_own else new_number()))
    assert (OFFICE in house.wire.text) == is_own
    assert house.wire.redirects() == []
    assert "被害" not in house.wire.text


def test_every_handler_of_applicants_leads_a_guest_to_the_sign_in(house: House) -> None:
    cookie, number = f"guest={guest_in(house)}", number_of(house)
    before = house.belongings()
    calls = [
        (of(MyState, "open"), {}),
        (of(LookupState, "search"), {"form": {}}),
        (of(TermsState, "open"), {}),
        (of(ConfirmState, "submit"), {"gives_up": 0}),
        (of(ClaimState, "open"), {}),
        (of(DetailState, "open_own"), {}),
    ]
    house.run(*[(f"tab-{turn}", name, given, cookie, number) for turn, (name, given) in enumerate(calls)])
    assert len(house.wire.redirects()) == len(calls)
    assert all(path.startswith(routes.SIGN_IN) for path in house.wire.redirects())
    assert house.belongings() == before
    rights = guard.declared_rights()
    assert {rights[of(ClaimState, "claim")], rights[of(DetailState, "open")]} == {APPLICANT, GUEST}


def test_who_has_no_pass_or_an_ended_one_is_led_away_and_sees_nothing(house: House) -> None:
    number, token = number_of(house), guest_in(house)
    house.desk.do(opening.end_guest, token=token, now=NOW)
    house.run(
        ("nobody", of(DetailState, "open"), {}, "", number),
        ("made-up", of(CancelState, "open"), {}, "guest=made-up", number),
        ("stolen", of(DetailState, "open"), {}, f"guest={token}", number),
    )
    ended = routes.with_query(routes.LOOKUP, number=number, ended=1)
    assert house.wire.redirects()[0].startswith(routes.SIGN_IN)
    assert house.wire.redirects()[1:] == [ended, ended]
    assert OFFICE not in house.wire.text


def test_a_pass_that_ends_in_mid_form_cancels_nothing_and_empties_the_screen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, cookie = number_of(house), f"guest={guest_in(house)}"
    seen: list[tuple[bool, str]] = []

    async def look() -> None:
        state = await house.state_of("tab")
        detail = await state.get_state(CancelState)
        seen.append((state.is_guest, detail.detail.number))

    async def wait() -> None:
        monkeypatch.setattr(clock, "now", lambda: NOW + rules.IDLE)

    press = ("tab", of(CancelState, "cancel"), {"form": {"number": number}}, cookie, number)
    house.run(("tab", of(CancelState, "open"), {}, cookie, number), (look,), (wait,), press, (look,))
    assert seen == [(True, number), (False, "")]
    assert house.wire.redirects() == [routes.with_query(routes.LOOKUP, number=number, ended=1)]
    assert house.desk.row(Reservation, id=house.hold).state == ReservationState.CONFIRMED


def test_a_guest_cancels_by_the_same_screen(house: House) -> None:
    number, cookie = number_of(house), f"guest={guest_in(house)}"
    house.run(("tab", of(CancelState, "cancel"), {"form": {"number": number}}, cookie, number))
    row = house.desk.row(Reservation, id=house.hold)
    assert (row.state, row.cancelled_by) == (ReservationState.CANCELLED, "guest")


def test_who_signs_in_is_the_person_and_the_pass_is_only_for_the_claim(house: House) -> None:
    number, pass_ = number_of(house), guest_in(house)
    both = f"{house.sign_in(house.attacker)}; guest={pass_}"
    states: list[str] = []

    async def look() -> None:
        states.append(house.desk.row(Reservation, id=house.hold).state)

    house.run(
        ("one", of(DetailState, "open"), {}, both, number),
        ("two", of(CancelState, "cancel"), {"form": {"number": number}}, both, number),
        (look,),
        ("three", of(ClaimState, "claim"), {"shown": number}, both, number),
    )
    there = [routes.with_query(page, number=number) for page in (routes.CLAIM, routes.CLAIMED)]
    assert (states, house.wire.redirects()) == (["confirmed"], there)
    assert house.desk.row(Reservation, id=house.hold).applicant_id == house.attacker


def test_the_owner_who_signs_in_sees_it_as_always(house: House) -> None:
    number, pass_ = number_of(house), guest_in(house)
    both = f"{house.sign_in(house.owner)}; guest={pass_}"
    house.run(
        ("tab", of(DetailState, "open"), {}, both, number),
        ("tab", of(ClaimState, "open"), {}, both, number),
    )
    assert OFFICE in house.wire.text
    assert house.wire.redirects() == [routes.with_query(routes.RESERVATION, number=number)]


def test_tabs_of_an_ended_pass_are_told_within_seconds(house: House) -> None:
    token, told = guest_in(house), list[int]()
    session.watched.clear()

    class Connected:
        token_to_socket = {"tab": 1}

    class Namespace:
        _token_manager = Connected

    class App:
        event_namespace, event_processor = Namespace, house.processor

    async def tell() -> None:
        told.append(await session_watch.tell_ended(App))  # type: ignore[arg-type]

    async def end() -> None:
        house.desk.do(opening.end_guest, token=token, now=NOW)

    house.run(("tab", f"{SessionState.get_full_name()}.stay", {}, f"guest={token}"), (tell,), (end,), (tell,))
    assert told == [0, 1]


def test_a_browser_that_waits_for_no_code_is_led_to_where_it_can_ask(house: House) -> None:
    house.run(
        ("nobody", of(GuestCodeState, "open"), {}, ""),
        ("guest", of(GuestCodeState, "open"), {}, f"guest={guest_in(house)}"),
    )
    assert house.wire.redirects()[0] == routes.LOOKUP
    assert house.wire.redirects()[1].startswith(routes.RESERVATION)


def test_the_lookup_shows_strangers_the_two_ways(house: House) -> None:
    house.run(("tab", of(LookupState, "open"), {}, "", new_number()))
    assert house.wire.redirects() == []
    assert 'is_stranger_rx_state_": true' in house.wire.text
