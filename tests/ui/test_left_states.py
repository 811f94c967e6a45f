"""Closed tabs leave nothing behind; open ones and those at work lose nothing."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
import structlog
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State
from reflex.utils.token_manager import LocalTokenManager

from hellowork_portal.kit.settings import settings
from hellowork_portal.ui.shell import left_states
from hellowork_portal.ui.shell.left_states import forget

LONG_AGO, JUST_NOW = 600.0, 0.0


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The real app with an empty memory, and without anybody connected."""
    records = logging.getLogRecordFactory()
    from hellowork_portal.hellowork_portal import app

    monkeypatch.setattr(app, "_state_manager", StateManagerMemory())
    monkeypatch.setattr(app.event_namespace, "_token_manager", LocalTokenManager())
    yield app
    logging.setLogRecordFactory(records)
    structlog.reset_defaults()


def token_of(tab: str) -> BaseStateToken:
    return BaseStateToken(ident=tab, cls=State)


async def visit(app: Any, tab: str, ago: float) -> None:
    """Leave a state behind that was used so many seconds ago."""
    manager = app.state_manager
    await manager.get_state(token_of(tab))
    key = token_of(tab).cache_key
    ends_at, token = manager._token_expires_at[key]
    manager._token_expires_at[key] = (ends_at - ago, token)


def played(app: Any, story: Callable[[], Awaitable[Any]]) -> Any:
    async def play() -> Any:
        try:
            return await story()
        finally:
            await app.state_manager.close()

    return asyncio.run(play())


def kept(app: Any) -> set[str]:
    return {token.ident for _, token in app.state_manager._token_expires_at.values()}


def test_the_task_runs_with_the_app(app: Any) -> None:
    assert "forget_left_states" in {task.__name__ for task in app.get_lifespan_tasks()}
    assert isinstance(app.state_manager, StateManagerMemory)


def test_a_closed_tab_is_forgotten_and_one_just_closed_is_not(app: Any) -> None:
    async def story() -> int:
        await visit(app, "left", LONG_AGO)
        await visit(app, "leaving", JUST_NOW)
        return forget(app, left_before=time.time() - 300)

    assert played(app, story) == 1
    assert kept(app) == {"leaving"}
    assert set(app.state_manager.states) == {token_of("leaving").cache_key}
    assert "left" not in app.state_manager._states_locks


def test_an_open_tab_keeps_its_state_longer_than_the_framework_would(app: Any) -> None:
    async def story() -> int:
        await app.event_namespace._token_manager.link_token_to_sid("open", "sid")
        await visit(app, "open", LONG_AGO)
        forgotten = forget(app, left_before=time.time() - 300)
        ends_at, _ = app.state_manager._token_expires_at[token_of("open").cache_key]
        assert ends_at > time.time() + app.state_manager.token_expiration - 5
        return forgotten

    assert played(app, story) == 0
    assert kept(app) == {"open"}


def test_a_state_at_work_is_left_alone(app: Any) -> None:
    async def story() -> list[int]:
        async with app.state_manager.modify_state(token_of("busy")):
            key = token_of("busy").cache_key
            ends_at, token = app.state_manager._token_expires_at[key]
            app.state_manager._token_expires_at[key] = (ends_at - LONG_AGO, token)
            during = forget(app, left_before=time.time() - 300)
        return [during, forget(app, left_before=time.time() + 1)]

    assert played(app, story) == [0, 1]


def test_the_age_is_a_setting(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    ages: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) > 2:
            raise asyncio.CancelledError

    def forgetting(_app: Any, *, left_before: float) -> int:
        ages.append(time.time() - left_before)
        return 0

    monkeypatch.setattr(left_states.asyncio, "sleep", pause)
    monkeypatch.setattr(left_states, "forget", forgetting)
    monkeypatch.setenv("PORTAL_LEFT_STATE_SECONDS", "7")
    settings.cache_clear()
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(left_states.left_states(app)())
    settings.cache_clear()
    assert pauses == [7, 7, 7]
    assert [round(age) for age in ages] == [7, 7]
