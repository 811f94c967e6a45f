"""States of tabs that were closed go after some minutes; the framework alone keeps them for an hour.

Tabs that are open keep theirs, however long nobody touches them. With Redis the states lie there
and end by themselves. The framework's names that this stands on are checked by
tests/ui/test_left_states.py.
"""

import asyncio
import time

import structlog
from reflex.app import App
from reflex.istate.manager.memory import StateManagerMemory

from hellowork_portal.kit.settings import settings

EVERY_SECONDS = 60
log = structlog.get_logger("portal.states")


def left_states(app: App):
    """Return the task that forgets left states, as long as the process lives."""

    async def forget_left_states() -> None:
        after = settings().left_state_seconds
        while True:
            await asyncio.sleep(min(EVERY_SECONDS, after))
            forgotten = forget(app, left_before=time.time() - after)
            if forgotten:
                log.info("states_forgotten", count=forgotten)

    return forget_left_states


def forget(app: App, *, left_before: float) -> int:
    """Forget states that nobody has used since an instant (seconds since 1970); return how many.

    An open tab counts as used now; a state in the middle of an event stays.
    """
    manager, namespace = app.state_manager, app.event_namespace
    if namespace is None or not isinstance(manager, StateManagerMemory):
        return 0
    connected = namespace._token_manager.token_to_socket
    left = []
    for ends_at, token in list(manager._token_expires_at.values()):
        if token.ident in connected:
            manager._track_token(token)
        elif ends_at - manager.token_expiration <= left_before and not _is_busy(manager, token.lock_key):
            left.append(token)
    for token in left:
        manager._purge_token(token)
    return len(left)


def _is_busy(manager: StateManagerMemory, lock_key: str) -> bool:
    lock = manager._states_locks.get(lock_key)
    return lock is not None and lock.locked()
