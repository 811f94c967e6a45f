"""A page's state as the framework would make it: an address, a browser, somebody signed in or not."""

import asyncio
import inspect
from collections.abc import Coroutine
from typing import Any, TypeVar

import reflex as rx
from reflex.event import EventSpec
from reflex.istate.data import ReflexURL, RouterData, SessionData
from reflex.state import State

from hellowork_portal.models import Applicant
from hellowork_portal.ui.shell.session import SessionState

Page = TypeVar("Page", bound=rx.State)
ORIGIN = "http://127.0.0.1:3000"


def opened(
    page: type[Page], address: str, person: Applicant | None = None, browser: str = "browser-1"
) -> Page:
    """Return a fresh tree's state of a page; `person` is whom the guard would have found."""
    root = State(_reflex_internal_init=True)  # type: ignore[call-arg]
    root.router = RouterData(url=ReflexURL(ORIGIN + address), session=SessionData(client_token=browser))
    if person is not None:
        session: Any = root.get_substate(SessionState.get_full_name().split("."))
        session.is_signed_in, session._applicant_id = True, person.id
    return root.get_substate(page.get_full_name().split("."))  # type: ignore[return-value]


def go(state: rx.State, address: str) -> None:
    """Bring the browser of a state to another address."""
    state._get_root_state().router = RouterData(url=ReflexURL(ORIGIN + address), session=state.router.session)


def events_of(handled: Coroutine[Any, Any, Any] | Any) -> list[EventSpec]:
    """Run a handler to its end and return the events that it sent to the browser."""
    return asyncio.run(_gathered(handled))


async def _gathered(handled: Any) -> list[Any]:
    if inspect.isasyncgen(handled):
        return [event async for event in handled if event is not None]
    given = await handled
    if given is None:
        return []
    return [*given] if isinstance(given, list) else [given]


def address_of(events: list[EventSpec]) -> str:
    """Return where a handler leads to; exactly one of its events must lead anywhere."""
    (path,) = [value_of(value) for event in events for name, value in event.args if str(name) == "path"]
    return path


def value_of(literal: Any) -> Any:
    """Return what an argument of an event stands for."""
    return literal._var_value
