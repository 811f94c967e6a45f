"""The guard before every event, `hydrate` included (architecture.md, Security)."""

import inspect
from collections.abc import Iterator
from functools import cache
from typing import Any, get_origin, get_type_hints

import reflex as rx
import structlog
from reflex.app import App
from reflex.event import Event
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, State, StateUpdate

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import TooMany
from hellowork_portal.kit.network import network_of
from hellowork_portal.kit.principal import Role
from hellowork_portal.ui.shell.fault_state import FaultState
from hellowork_portal.ui.shell.language import Language
from hellowork_portal.ui.shell.loaders import loader_of
from hellowork_portal.ui.shell.rights import (
    APPLICANT,
    GUEST,
    PUBLIC,
    STAFF,
    comes_by_itself,
    right_of,
    roles_of,
)
from hellowork_portal.ui.shell.session import SessionState
from hellowork_portal.ui.shell.staff_session import StaffState

log = structlog.get_logger("portal.guard")

_FRAMEWORK = frozenset(
    {
        "reflex___state____state.hydrate",
        "reflex___state____state.hydrate_and_load",
        "reflex___state____state.set_is_hydrated",
        "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal",
        "reflex___state____state.reflex___state____on_load_internal_state.set_is_hydrated",
        "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal",
        "reflex___state____state.reflex___state____frontend_event_exception_state.handle_frontend_exception",
    }
)
"""The framework's own handlers that a browser needs; everything else must be declared."""
_FIRST = frozenset({"reflex___state____state.hydrate", "reflex___state____state.hydrate_and_load"})
"""What a browser begins with; any other first event means that its tree was forgotten."""

LARGEST_ID = 2**31 - 1
"""What a key of our tables can hold; PostgreSQL refuses to compare with more."""


def handlers() -> Iterator[tuple[str, Any]]:
    """Yield every event handler of every state: full name and function."""
    pending: list[type[BaseState]] = [State]
    while pending:
        state = pending.pop()
        pending.extend(state.get_substates())
        for name, handler in state.event_handlers.items():
            yield f"{state.get_full_name()}.{name}", handler.fn


@cache
def declared_rights() -> dict[str, str]:
    """Return event name → right for the framework's allowed handlers and all declared ones."""
    declared = {name: right for name, function in handlers() if (right := right_of(function))}
    return dict.fromkeys(_FRAMEWORK, PUBLIC) | declared


@cache
def declared_roles() -> dict[str, tuple[Role, ...]]:
    """Return event name → the roles of which it needs one, for handlers of staff."""
    return {name: roles_of(function) for name, function in handlers() if right_of(function) == STAFF}


@cache
def _signatures() -> dict[str, tuple[inspect.Signature, frozenset[str]]]:
    """Return event name → signature and the arguments that are whole forms, for our own handlers."""
    return {
        name: (inspect.signature(function), _forms(function))
        for name, function in handlers()
        if right_of(function)
    }


def _forms(function: Any) -> frozenset[str]:
    return frozenset(name for name, hint in get_type_hints(function).items() if get_origin(hint) is dict)


def fits(event: Event) -> bool:
    """Whether the arguments have the handler's names, forms are mappings, and no id is beyond all measure."""
    if event.name not in _signatures():
        return True
    signature, forms = _signatures()[event.name]
    try:
        signature.bind(None, **event.payload)
    except TypeError:
        return False
    if any(type(value) is int and abs(value) > LARGEST_ID for value in event.payload.values()):
        return False
    return all(isinstance(event.payload.get(name), dict) for name in forms)


class Guard(Middleware):
    """Refuses undeclared handlers, knows the session, resets a tree that was somebody else's."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:
        """Return an update to stop the event, None to let it pass."""
        right = declared_rights().get(event.name)
        if right is None or not fits(event):
            log.warning("event_refused", name=event.name[:200])
            return StateUpdate()
        if event.name == _tells_of_a_fault():
            return None  # where the database is away, what follows would be the next fault, and so on
        session = await state._get_root_state().get_state(SessionState)
        try:
            await runtime.spend(_event_limits(session))
        except TooMany:
            return StateUpdate()
        await session._recognise(is_activity=event.name not in _asked_by_pages())
        if refusal := await _refuse(session, right, event.name):
            return refusal
        is_fresh, session._is_known = not session._is_known, True
        if is_fresh and event.name not in _FIRST:
            await _load_what_was_lost(session)
        return None


@cache
def _tells_of_a_fault() -> str:
    """Return the event that shows a fault to the person concerned; anybody may send it."""
    return f"{FaultState.get_full_name()}.show"


@cache
def _asked_by_pages() -> frozenset[str]:
    """Return the events that pages send without a person: they do not extend the session."""
    return frozenset(name for name, function in handlers() if comes_by_itself(function))


def _event_limits(session: SessionState) -> list[tuple[str, str]]:
    """Return what an event counts against: its tab (whose token a browser chooses) and its network."""
    router = session.rx_router_session
    return [
        ("events_per_browser", router.client_token[:64]),
        ("events_per_network", network_of(router.client_ip)),
    ]


async def _load_what_was_lost(session: SessionState) -> None:
    """Load the page of a tree that was forgotten before the framework sends it to the browser.

    It answers the first event of a fresh tree with all values; unloaded ones would take the
    form off the screen in which somebody is typing, and turn the page back into Japanese.
    """
    root = session._get_root_state()
    load = loader_of(session.router.url.path)
    (await root.get_state(Language))._recall()
    if load is not None and await _may_load(session, load.fn):
        await load.fn(await root.get_state(State.get_class_substate(load.state_full_name)))


async def _may_load(session: SessionState, function: Any) -> bool:
    if right_of(function) == STAFF:
        staff = await session.get_state(StaffState)
        return staff.is_signed_in and staff._may(roles_of(function))
    return _may(right_of(function), session)


def _may(right: str | None, session: SessionState) -> bool:
    """Whether who is at hand on the citizens' side has a right; an applicant may what a guest may."""
    if right == GUEST:
        return session.is_signed_in or session.is_guest
    return right == PUBLIC or (right == APPLICANT and session.is_signed_in)


async def _refuse(session: SessionState, right: str, event_name: str) -> StateUpdate | None:
    """Return where a browser is sent that lacks the right to an event, None where it has it."""
    if right == STAFF:
        return await _refuse_staff(session, declared_roles()[event_name])
    return None if _may(right, session) else _to_the_door(session, right)


async def _refuse_staff(session: SessionState, roles: tuple[Role, ...]) -> StateUpdate | None:
    """Lead strangers to the staff's sign-in and those without a role to where they see what they have."""
    staff = await session.get_state(StaffState)
    if not staff.is_signed_in:
        return _go(routes.staff_sign_in_and_return(_here(session)))
    if staff._may(roles):
        return None
    return _go(routes.with_query(routes.STAFF, error="not_allowed"))


def _to_the_door(session: SessionState, right: str) -> StateUpdate:
    """Send the browser to where it can get the right.

    That is the sign-in page, which leads back to where it was; whose lookup without sign-in
    has ended goes where a new one begins.
    """
    if right == GUEST and session._was_guest():
        number = str(session.router.url.query_parameters.get("number", ""))[:60]
        return _go(routes.with_query(routes.LOOKUP, number=number, ended=1))
    return _go(routes.sign_in_and_return(_here(session)))


def _here(session: SessionState) -> str:
    url = session.router.url
    return f"{url.path}?{url.query}" if url.query else url.path


def _go(path: str) -> StateUpdate:
    return StateUpdate(events=Event.from_event_type(rx.redirect(path)))
