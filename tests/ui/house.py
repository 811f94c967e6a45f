"""The app's own event processor with the websocket taken off, one person's belongings, and an attacker."""

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

from reflex.event import Event
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State, StateUpdate
from reflex_base.event.processor import BaseStateEventProcessor
from sqlalchemy import select

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, Reservation, Session
from hellowork_portal.services.access.sessions import start_session
from hellowork_portal.services.reservations.holds import hold_seat
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
        await self.deliver(tab, name, payload, cookie, "/x", wanted)

    async def deliver(
        self, tab: str, name: str, payload: dict[str, Any], cookie: str, path: str, query: dict[str, str]
    ) -> None:
        """Send an event from a page's address, and wait for what follows from it."""
        router = {
            "pathname": path,
            "asPath": f"{path}?{urlencode(query)}",
            "query": query,
            "headers": {"origin": "http://127.0.0.1:3000", "cookie": cookie},
            "token": tab,
            "sid": f"sid-{tab}",
            "ip": "192.0.2.1",
        }
        future = await self.processor.enqueue(tab, Event(name=name, payload=payload, router_data=router))
        await asyncio.wait_for(asyncio.gather(future.wait_all(), return_exceptions=True), 30)

    async def state_of(self, tab: str) -> SessionState:
        """Return the session state that the server keeps for a tab."""
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
                    first: Any = step[0]
                    await (self.send(*step) if isinstance(first, str) else first())

        asyncio.run(play())
