"""The staff side as a forger meets it: citizens, colleagues of other offices, cookies that are over."""

import asyncio
import inspect
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import Principal, PrincipalKind, Role
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import StaffRole
from hellowork_portal.services.staff.leaving import end_role
from hellowork_portal.services.staff.rules import IDLE
from hellowork_portal.services.staff.sessions import end_session, recognise
from hellowork_portal.ui.shell import guard, session, session_watch, staff_session
from hellowork_portal.ui.shell.rights import STAFF
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.shell.staff_session import StaffState
from hellowork_portal.ui.staff.people.state import PeopleState
from tests.factories import NOW, give_role
from tests.ui.staff_house import A, B, StaffHouse
from tests.ui.test_guard import ABSURD

STAY, CHECK = f"{StaffState.get_full_name()}.stay", f"{StaffState.get_full_name()}.check"
PEOPLE = PeopleState.get_full_name()
AT_A, AT_B = {"office": A}, {"office": B}


@pytest.fixture(autouse=True)
def _at_the_tests_moment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    for tabs in (session.watched, staff_session.watched_staff):
        tabs.clear()
    yield
    for tabs in (session.watched, staff_session.watched_staff):
        tabs.clear()


@pytest.fixture
def house(app: Any, database_url: str) -> StaffHouse:
    return StaffHouse(app, database_url)


def staff_handlers() -> list[tuple[str, Any]]:
    """Return name and function of every handler for staff alone."""
    rights = guard.declared_rights()
    return [(name, function) for name, function in guard.handlers() if rights.get(name) == STAFF]


def play(house: StaffHouse, *steps: tuple[str, str, dict[str, Any], str, str, dict[str, str]]) -> None:
    """Send events from pages: tab, name, payload, cookie, path, query."""
    house.run(*[((lambda step=step: house.deliver(*step)),) for step in steps])


def attempts(
    tab: str, cookie: str, path: str, query: dict[str, str], *values: Any
) -> Iterator[tuple[str, str, dict[str, Any], str, str, dict[str, str]]]:
    """Yield every staff handler with each value for all of its arguments."""
    for number, (name, function) in enumerate(staff_handlers()):
        names = list(inspect.signature(function).parameters)[1:]
        for value in values if names else (None,):
            yield f"{tab}-{number}", name, dict.fromkeys(names, value), cookie, path, query


@pytest.mark.parametrize("path", [routes.STAFF_PEOPLE, "/my"])
def test_a_citizen_calls_nothing_of_the_staffs(house: StaffHouse, path: str) -> None:
    cookie, before = house.sign_in(house.owner), house.there()
    forged = cookie.replace("session=", "staff=")
    assert len(staff_handlers()) > 8, "the search has lost its way"
    ids = (house.counsellor, house.role_of(house.counsellor))
    form = {"mail_address": "evil@example.jp", "role": "system_administrator", "code": "1"}
    steps = [
        step
        for tab, worn in (("citizen", cookie), ("forged", forged), ("nobody", ""))
        for step in attempts(tab, worn, path, AT_A, *ids, form)
    ]
    play(house, *steps)
    assert house.faults == []
    assert house.there() == before
    assert "counsellor@example.jp" not in house.wire.text
    assert {where.split("?")[0] for where in house.wire.redirects()} == {routes.STAFF_SIGN_IN}


def test_the_staffs_cookie_opens_nothing_of_a_citizens(house: StaffHouse) -> None:
    cookie = house.enter(house.counsellor)
    stay = f"{SessionState.get_full_name()}.stay"
    worn = (cookie, cookie.replace("staff=", "session="))
    play(house, *[(f"tab-{turn}", stay, {}, one, "/my", {}) for turn, one in enumerate(worn)])
    assert all(where.startswith(routes.SIGN_IN) for where in house.wire.redirects())
    assert len(house.wire.redirects()) == 2


@pytest.mark.parametrize("office", [AT_A, AT_B, {"office": "HW99-999"}, {"scope": "national"}, {}])
def test_a_counsellor_does_nothing_to_people(house: StaffHouse, office: dict[str, str]) -> None:
    cookie, before = house.enter(house.counsellor), house.there()
    steps = [
        ("tab", f"{PEOPLE}.open", {}, cookie, routes.STAFF_PEOPLE, office),
        ("tab", f"{PEOPLE}.end_role", {"role_id": house.role_of(house.other)}, cookie, "/staff", office),
        ("tab", f"{PEOPLE}.begin_anew", {"staff_id": house.manager}, cookie, "/staff", office),
        ("tab", f"{PEOPLE}.close", {"staff_id": house.other}, cookie, "/staff", office),
        ("tab", f"{PEOPLE}.invite", {"form": {"mail_address": "x@example.jp"}}, cookie, "/staff", office),
    ]
    play(house, *steps)
    assert house.there() == before
    assert house.wire.redirects() == ["/staff?error=not_allowed"] * len(steps)
    assert "manager@example.jp" not in house.wire.text


def test_a_manager_sees_and_changes_no_other_offices_people(house: StaffHouse) -> None:
    cookie, before = house.enter(house.manager), house.there()
    forged = {"mail_address": "x@example.jp", "role": "system_administrator"}
    steps: list[tuple[Any, ...]] = [
        ("tab", f"{PEOPLE}.open", {}, cookie, routes.STAFF_PEOPLE, office)
        for office in (AT_A, AT_B, {"scope": "national"})
    ]
    for name, payload in (
        ("end_role", {"role_id": house.role_of(house.other)}),
        ("begin_anew", {"staff_id": house.other}),
        ("close", {"staff_id": house.other}),
        ("invite", {"form": forged}),
        ("invite", {"form": {**forged, "role": "nonsense", "mail_address": "あ" * 10_000}}),
        ("find", {"form": {"q": "大阪"}}),
    ):
        steps.append(("tab", f"{PEOPLE}.{name}", payload, cookie, routes.STAFF_PEOPLE, AT_A))
    play(house, *steps)
    assert house.faults == []
    assert house.there() == before
    assert "counsellor@example.jp" in house.wire.text
    assert "other-office@example.jp" not in house.wire.text


def test_every_staff_handler_bears_absurd_arguments(
    house: StaffHouse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, logger="reflex_base")
    cookie, before = house.enter(house.manager), house.there()
    absurd = [{"office": one, "q": one, "done": one} for one in ("あ" * 300, "' OR 1=1", "-1")]
    steps = [
        step
        for turn, query in enumerate([AT_A, *absurd])
        for step in attempts(f"tab{turn}", cookie, routes.STAFF_PEOPLE, query, *ABSURD)
    ]
    play(house, *steps)
    assert [repr(error) for error in house.faults] == []
    assert house.there() == before


def test_a_session_that_is_over_leaves_nothing_in_the_tab(house: StaffHouse) -> None:
    cookie = house.enter(house.manager)
    names: list[tuple[str, int, str]] = []

    async def look() -> None:
        state = await house.staff_state_of("tab")
        people = await state.get_state(PeopleState)
        names.append((state.name, state._staff_id, str(people.view.members)[:1]))

    async def sign_out() -> None:
        house.desk.do(end_session, token=cookie.removeprefix("staff="), now=NOW)

    async def come(name: str) -> None:
        await house.deliver("tab", name, {}, cookie, routes.STAFF_PEOPLE, AT_A)

    opened = f"{PEOPLE}.open"
    house.run(((lambda: come(opened)),), (look,), (sign_out,), ((lambda: come(opened)),), (look,))
    assert names == [("所長 花子", house.manager, "["), ("", 0, "[")]
    assert house.wire.redirects() == [routes.staff_sign_in_and_return(f"{routes.STAFF_PEOPLE}?office={A}")]


def test_a_role_counts_with_the_next_click_and_no_longer(house: StaffHouse) -> None:
    cookie = house.enter(house.counsellor)
    given: list[int] = []

    async def come() -> None:
        await house.deliver("tab", f"{PEOPLE}.open", {}, cookie, routes.STAFF_PEOPLE, AT_A)

    async def give() -> None:
        office_id = house.desk.rows(StaffRole, staff_member_id=house.counsellor)[0].office_id
        given.append(house.desk.do(give_role, house.counsellor, Role.OFFICE_MANAGER, office_id).id or 0)

    async def take() -> None:
        assert "manager@example.jp" in house.wire.text
        actor = Principal(PrincipalKind.STAFF, house.manager)
        house.desk.do(end_role, principal=actor, role_id=given[0], now=NOW)

    house.run((come,), (give,), (come,), (take,), (come,))
    assert [where.split("?")[0] for where in house.wire.redirects()] == ["/staff", routes.STAFF_SIGN_IN]


def test_a_page_left_while_it_learnt_the_rights_leaves_a_tab_that_has_them(
    house: StaffHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie, offices = house.enter(house.manager), staff_session.own_offices
    roles: list[list[str]] = []

    def left(*_: Any, **__: Any) -> None:
        monkeypatch.setattr(staff_session, "own_offices", offices)
        raise asyncio.CancelledError  # as Reflex ends a page's loading when its websocket goes

    async def look() -> None:
        roles.append(list((await house.staff_state_of("tab")).roles_here))

    async def come() -> None:
        await house.deliver("tab", f"{PEOPLE}.open", {}, cookie, routes.STAFF_PEOPLE, AT_A)

    monkeypatch.setattr(staff_session, "own_offices", left)
    house.run((come,), (look,), (come,), (look,))
    assert roles == [[], ["office_manager"]]
    assert house.wire.redirects() == []


def test_a_tab_that_changes_sides_is_emptied(house: StaffHouse) -> None:
    both = f"{house.enter(house.manager)}; {house.sign_in(house.owner)}"
    seen: list[tuple[str, str]] = []

    async def look() -> None:
        staff = await house.staff_state_of("tab")
        seen.append((staff.name, (await house.state_of("tab")).name))

    def come(path: str, name: str) -> tuple[Any, ...]:
        return ((lambda: house.deliver("tab", name, {}, both, path, {})),)

    stay = f"{SessionState.get_full_name()}.stay"
    house.run(come("/staff", STAY), (look,), come("/my", stay), (look,), come("/staff", STAY), (look,))
    assert seen == [("所長 花子", ""), ("", "被害 花子"), ("所長 花子", "")]
    assert house.wire.redirects() == []
    assert "/staffing" not in [path for path in ("/staff", "/staff/people") if routes.is_staff_side(path)]
    assert not routes.is_staff_side("/staffing")


def test_tabs_of_staff_are_told_when_their_session_has_ended(house: StaffHouse) -> None:
    ended, alive = house.enter(house.manager), house.enter(house.counsellor)
    told: list[int] = []

    class Connected:
        token_to_socket = {"tab-1": 1, "tab-2": 1}

    class Namespace:
        _token_manager = Connected

    class App:
        event_namespace, event_processor = Namespace, house.processor

    async def tell() -> None:
        told.append(await session_watch.tell_ended(App))  # type: ignore[arg-type]
        await house.processor.join(10)

    async def sign_out() -> None:
        house.desk.do(end_session, token=ended.removeprefix("staff="), now=NOW)

    tabs = [
        ((lambda tab=tab, worn=worn: house.deliver(tab, STAY, {}, worn, "/staff", {})),)
        for tab, worn in (("tab-1", ended), ("tab-2", alive))
    ]

    async def look_once_more() -> None:
        await house.deliver("tab-1", CHECK, {}, "", "/staff", {})

    house.run(*tabs, (tell,), (sign_out,), (tell,), (tell,), (look_once_more,))
    assert told == [0, 1, 0]
    assert house.wire.redirects() == [routes.STAFF_SIGNED_OUT] * 2, (
        "what it was told, and what it asked itself"
    )


def test_what_a_page_asks_by_itself_is_no_activity(
    house: StaffHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie, later = house.enter(house.manager), NOW + timedelta(minutes=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    ends: list[datetime] = []

    async def look() -> None:
        view = house.desk.see(recognise, hashed=token_hash(cookie[6:]), now=later)
        ends.append(view.idle_ends_at if view else later)

    def come(name: str) -> tuple[Any, ...]:
        return ((lambda: house.deliver("tab", name, {}, cookie, "/staff", {})),)

    house.run(come(CHECK), (look,), come(STAY), (look,))
    assert ends == [NOW + IDLE, later + IDLE]
