"""The guard as a browser meets it: events go through the app's own processor, anything may be sent."""

import asyncio
import inspect
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import structlog
from reflex.event import Event
from reflex.state import State, StateUpdate
from reflex_base.event.processor import BaseStateEventProcessor
from sqlalchemy import select
from structlog.testing import capture_logs

from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Reservation, Session
from hellowork_portal.services.access.sessions import end_session, start_session
from hellowork_portal.services.reservations.holds import hold_seat
from hellowork_portal.ui.shell import guard, session, session_watch
from hellowork_portal.ui.shell.rights import APPLICANT, PUBLIC
from hellowork_portal.ui.shell.session import SessionState
from tests.factories import (
    NOW,
    Desk,
    at,
    make_applicant,
    make_offering,
    make_office,
    make_procedure,
    make_slot,
    principal_of,
)

NUMBER = "K7M2P9Q4R6"
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


class Wire:
    """Stands where the websocket does: keeps what would be sent to which tab."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, StateUpdate]] = []

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        self.sent.append((token, update))

    @property
    def text(self) -> str:
        """Everything that a browser would have received."""
        return json.dumps(
            [[update.delta, [event.name for event in update.events]] for _, update in self.sent],
            default=str,
            ensure_ascii=False,
        )

    def redirects(self) -> list[str]:
        """Return where browsers were led to."""
        events = [event for _, update in self.sent for event in update.events]
        return [event.payload["path"] for event in events if event.name == "_redirect"]


class House:
    """The portal's event processor with one person, their seat, and somebody who wishes them ill."""

    def __init__(self, app: Any, url: str) -> None:
        self.desk, self.app, self.wire, self.faults = Desk(url), app, Wire(), list[Exception]()
        self.owner, self.attacker, self.hold = self.desk.do(self._furnish)
        self.processor = BaseStateEventProcessor(middleware=app, backend_exception_handler=self._failed)

    def _furnish(self, db: Any) -> tuple[int, int, int]:
        offering = make_offering(db, make_office(db), make_procedure(db))
        slot = make_slot(db, offering, at(1), capacity=5)
        owner = make_applicant(db, "victim@example.jp", name="被害 花子", number="13010260000001")
        hold = hold_seat(db, principal=principal_of(owner), slot_id=slot.id or 0, now=NOW)
        db.get_one(Reservation, hold).number = NUMBER
        return owner.id or 0, make_applicant(db, "other@example.jp", name="他人 太郎").id or 0, hold

    def _failed(self, error: Exception) -> None:
        self.faults.append(error)

    def sign_in(self, applicant_id: int) -> str:
        """Open a session; return the browser's cookie header."""
        return f"session={self.desk.do(start_session, applicant_id=applicant_id, now=NOW)}"

    async def send(
        self, tab: str, name: str, payload: dict[str, Any], cookie: str = "", numbers: str = ""
    ) -> None:
        """Send an event as a tab's browser does, and wait for what follows from it.

        The address names the owner's rows, or `numbers` for every one.
        """
        wanted = dict.fromkeys(("hold", "offering", "slot", "office", "page"), numbers or "1")
        wanted |= {"number": numbers or NUMBER, "day": numbers or "2026-12-02", "month": numbers}
        wanted["hold"] = numbers or str(self.hold)
        address = f"/x?{urlencode(wanted)}"
        router = {
            "pathname": "/x",
            "asPath": address,
            "query": wanted,
            "headers": {"origin": "http://127.0.0.1:3000", "cookie": cookie},
            "token": tab,
            "sid": f"sid-{tab}",
            "ip": "192.0.2.1",
        }
        future = await self.processor.enqueue(tab, Event(name=name, payload=payload, router_data=router))
        await asyncio.wait_for(asyncio.gather(future.wait_all(), return_exceptions=True), 30)

    async def state_of(self, tab: str) -> SessionState:
        """Return the session state that the server keeps for a tab."""
        from reflex.istate.manager.token import BaseStateToken

        context: Any = self.processor._root_context
        root = await context.state_manager.get_state(BaseStateToken(ident=tab, cls=State))
        return await root.get_state(SessionState)

    def belongings(self) -> str:
        """Return every row of the owner, as one text."""
        tables = [table_of(model) for model in (Reservation, Session)]
        with_id = [(table, table.c.applicant_id) for table in tables]
        with_id.append((table_of(Applicant), table_of(Applicant).c.id))
        rows = [
            self.desk.see(
                lambda db, table=table, column=column: [
                    tuple(row) for row in db.connection().execute(select(table).where(column == self.owner))
                ]
            )
            for table, column in with_id
        ]
        return json.dumps(rows, default=str)

    def run(self, *steps: tuple[Any, ...]) -> None:
        """Send events one after the other."""

        async def play() -> None:
            async with self.processor.configure(event_namespace=self.wire):  # type: ignore[arg-type]
                for step in steps:
                    if callable(step[0]):
                        await step[0]()
                    else:
                        await self.send(*step)

        asyncio.run(play())


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
def test_every_handler_bears_absurd_arguments_and_touches_nobody_elses_rows(house: House, who: str) -> None:
    house.sign_in(house.owner)
    cookie = house.sign_in(house.attacker) if who == "attacker" else ""
    before, handlers = house.belongings(), ours()
    assert len(handlers) > 30, "the search has lost its way"
    assert {right for _, right, _ in handlers} == {PUBLIC, APPLICANT}
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
        ("tab", f"{SESSION}.leave", {}, ""),
        (look,),
    )
    assert names == [("被害 花子", house.owner), ("他人 太郎", house.attacker), ("", 0)]
    assert house.wire.redirects()[-1] == routes.SIGNED_OUT


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
    house.run(*[("busy", f"{SESSION}.leave", {}) for _ in range(9)], ("calm", f"{SESSION}.stay", {}, cookie))
    assert house.wire.redirects() == [routes.SIGNED_OUT] * 5
    assert house.faults == []
