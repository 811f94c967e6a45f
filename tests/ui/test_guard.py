"""The guard as a browser meets it: events go through the app's own processor, anything may be sent."""

import inspect
import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import structlog
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State
from reflex_base.event.processor import BaseStateEventProcessor
from sqlalchemy import text
from structlog.testing import capture_logs

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.services.access.rules import IDLE
from hellowork_portal.services.access.sessions import end_session, recognise
from hellowork_portal.ui.citizen.calendar.state import CalendarState
from hellowork_portal.ui.citizen.register.state import MailState
from hellowork_portal.ui.citizen.waitlist.state import WaitlistState
from hellowork_portal.ui.shell import guard, session, session_watch
from hellowork_portal.ui.shell.fault_state import FaultState, on_fault
from hellowork_portal.ui.shell.rights import APPLICANT, GUEST, PUBLIC
from hellowork_portal.ui.shell.session import SessionState
from tests.factories import (
    NOW,
)
from tests.ui.house import House

SESSION = SessionState.get_full_name()
ABSURD: list[Any] = [
    None,
    "",
    "あ" * 10_000,
    "\x00\ud83d' OR 1=1 --",
    -1,
    2**70,
    1.5,
    True,
    ["x", None, ["y"]],
    {"number": None, "agree": ["on"], "mail_address": 7, "name": {"a": []}, "": "", "x" * 500: "y"},
]


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
    return House(app, database_url)


def ours() -> list[tuple[str, str, Any]]:
    """Return name, right and function of every declared handler of the portal."""
    rights = guard.declared_rights()
    return [
        (name, rights[name], function)
        for name, function in guard.handlers()
        if name in rights and name not in guard._FRAMEWORK
    ]


def payloads(function: Any) -> Iterator[dict[str, Any]]:
    """Yield absurd arguments of the right names."""
    names = list(inspect.signature(function).parameters)[1:]
    for value in ABSURD if names else [None]:
        yield dict.fromkeys(names, value)


def test_an_undeclared_handler_does_nothing_and_is_logged_by_its_name_alone(house: House) -> None:
    setter = f"{SESSION}.setvar"
    assert setter in dict(guard.handlers())
    with capture_logs() as lines:
        house.run(("tab", setter, {"var_name": "is_signed_in", "value": "secret-argument"}))
    assert [line for line in lines if line["event"] == "event_refused"] == [
        {"event": "event_refused", "log_level": "warning", "name": setter}
    ]
    assert "secret-argument" not in json.dumps(lines, default=str)
    assert house.wire.sent == []
    assert house.faults == []


def test_what_needs_a_person_leads_strangers_to_the_sign_in_page(house: House) -> None:
    house.run(("tab", f"{SESSION}.stay", {}), ("tab", f"{SESSION}.stay", {}, "session=made-up"))
    there = house.wire.redirects()
    assert len(there) == 2
    assert all(path.startswith(routes.SIGN_IN) for path in there)


@pytest.mark.parametrize("who", ["anonymous", "attacker"])
def test_every_handler_bears_absurd_arguments_and_touches_nobody_elses_rows(
    house: House, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    # The framework warns of each argument with its value, and half a sign cannot be reported.
    caplog.set_level(logging.ERROR, logger="reflex_base")
    house.sign_in(house.owner)
    cookie = house.sign_in(house.attacker) if who == "attacker" else ""
    before, handlers = house.belongings(), ours()
    assert len(handlers) > 30, "the search has lost its way"
    assert {right for _, right, _ in handlers} == {PUBLIC, GUEST, APPLICANT}
    steps: list[tuple[Any, ...]] = [
        (f"tab-{number}", name, payload, cookie)
        for number, (name, _, function) in enumerate(handlers)
        for payload in payloads(function)
    ]
    steps += [
        (f"tab-{absurd}", name, {}, cookie, absurd)
        for name, _, function in handlers
        for absurd in ("99999999999", "-1", "2026-99-99", "あ" * 300)
        if len(inspect.signature(function).parameters) == 1
    ]
    with capture_logs() as lines:
        house.run(*steps)
    assert [repr(error) for error in house.faults] == []
    assert [line for line in lines if line["event"] == "fault"] == []
    assert house.belongings() == before
    for secret in ("被害", "victim@example.jp", "13010260000001"):
        assert secret not in house.wire.text


def test_a_tree_filled_by_one_session_is_emptied_for_another(house: House) -> None:
    owners, others = house.sign_in(house.owner), house.sign_in(house.attacker)
    names: list[tuple[str, int]] = []

    async def look() -> None:
        state = await house.state_of("tab")
        names.append((state.name, state._applicant_id))

    stay = f"{SESSION}.stay"
    language = "reflex___state____state.hellowork_portal___ui___shell___language____language.choose"
    assert language in guard.declared_rights()
    house.run(
        ("tab", stay, {}, owners),
        ("tab", language, {"language": "en"}, owners),
        (look,),
        ("tab", stay, {}, others),
        (look,),
        ("tab", f"{SESSION}.check", {}, ""),
        (look,),
    )
    assert names == [("被害 花子", house.owner), ("他人 太郎", house.attacker), ("", 0)]
    assert house.wire.redirects()[-1] == routes.SIGNED_OUT


def test_what_was_typed_behind_a_mail_link_is_gone_with_the_link_s_cookie(house: House) -> None:
    mail_state = "reflex___state____state.hellowork_portal___ui___citizen___register___state____mail_state"
    typed: list[str] = []

    async def look() -> None:
        context: Any = house.processor._root_context
        root = await context.state_manager.get_state(BaseStateToken(ident="tab", cls=State))
        typed.append((await root.get_state(MailState)).mail_address)

    send = f"{mail_state}.send"
    choose = "reflex___state____state.hellowork_portal___ui___shell___language____language.choose"
    house.run(
        ("tab", send, {"form": {"mail_address": "not an address"}}, "link=first"),
        (look,),
        ("tab", choose, {"language": "en"}, "link=first"),
        (look,),
        ("tab", choose, {"language": "ja"}, ""),
        (look,),
    )
    assert typed == ["not an address", "not an address", ""]


def test_tabs_of_an_ended_session_are_told_and_no_others(house: House) -> None:
    ended, alive = house.sign_in(house.owner), house.sign_in(house.attacker)
    told: list[int] = []
    session.watched.clear()

    class Connected:
        token_to_socket = {"tab-1": 1, "tab-2": 1, "tab-3": 1}

    class Namespace:
        _token_manager = Connected

    class App:
        event_namespace, event_processor = Namespace, house.processor

    async def tell() -> None:
        told.append(await session_watch.tell_ended(App))  # type: ignore[arg-type]
        await house.processor.join(10)

    async def sign_out() -> None:
        house.desk.do(end_session, token=ended.removeprefix("session="), now=NOW + timedelta(minutes=1))

    stay = f"{SESSION}.stay"
    tabs = [("tab-1", stay, {}, ended), ("tab-2", stay, {}, ended), ("tab-3", stay, {}, alive)]
    house.run(*tabs, (tell,), (sign_out,), (tell,), (tell,))
    assert told == [0, 2, 0]
    assert set(session.watched.values()) == {token_hash(alive.removeprefix("session="))}
    session.watched.clear()


def test_a_tab_that_sends_without_end_is_not_listened_to(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hellowork_portal.services.access import limits

    monkeypatch.setitem(limits.LIMITS, "events_per_browser", "5 per minute")
    cookie = house.sign_in(house.owner)
    house.run(*[("busy", f"{SESSION}.check", {}) for _ in range(9)], ("calm", f"{SESSION}.stay", {}, cookie))
    assert house.wire.redirects() == [routes.SIGNED_OUT] * 5
    assert house.faults == []


def test_a_fault_that_cannot_be_told_without_a_fault_is_told_once(app: Any, house: House) -> None:
    house.processor = BaseStateEventProcessor(middleware=app, backend_exception_handler=on_fault)
    cookie = house.sign_in(house.owner)
    house.desk.do(lambda db: db.connection().execute(text("ALTER TABLE session RENAME TO away")))
    try:
        with capture_logs() as lines:
            house.run(("tab", f"{SESSION}.stay", {}, cookie))
    finally:
        house.desk.do(lambda db: db.connection().execute(text("ALTER TABLE away RENAME TO session")))
    assert [line["event"] for line in lines].count("fault") <= 2, "the failed query, the failed event"
    assert house.wire.text.count(FaultState.get_full_name()) >= 1


def test_what_a_page_asks_by_itself_does_not_extend_a_session_and_what_a_person_does_does(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = house.sign_in(house.owner)
    later = NOW + timedelta(minutes=28)
    monkeypatch.setattr(clock, "now", lambda: later)
    ends: list[datetime] = []

    async def look() -> None:
        [view] = house.desk.see(lambda db: [recognise(db, hashed=token_hash(cookie[8:]), now=later)])
        ends.append(view.idle_ends_at if view else later)

    house.run(
        ("tab", f"{SESSION}.check", {}, cookie),
        ("tab", f"{WaitlistState.get_full_name()}.look", {}, cookie),
        ("tab", f"{CalendarState.get_full_name()}.look_for_seat", {}, cookie),
        (look,),
        ("tab", f"{SESSION}.stay", {}, cookie),
        (look,),
    )
    assert ends == [NOW + IDLE, later + IDLE]
    assert house.wire.redirects() == []
