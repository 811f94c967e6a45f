"""Commands in processes that are killed before each of their changes, the commit included."""

import os
import signal
import traceback
from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy import Engine, event

from hellowork_portal.adapters.database import engine_for

_WRITING = ("INSERT", "UPDATE", "DELETE", "WITH")


def killed_until_done(url: str, check: Callable[[], None], command: Callable[..., Any], **args: Any) -> None:
    """Kill it before its first change, its second, …; `check` what holds each time, until it is done."""
    for word in count(1):
        if not _is_killed(url, word, command, **args):
            assert word > 2, "its changes were counted"
            return
        check()


def _is_killed(url: str, word: int, command: Callable[..., Any], **args: Any) -> bool:
    """Whether a process was killed before its n-th change; otherwise it came to its end."""
    engine_for(url).dispose()
    child = os.fork()
    if not child:
        code = 1
        try:
            _die_before(word)
            command(**args)
            code = 0
        except BaseException:
            traceback.print_exc()
        os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status == signal.SIGKILL


def _die_before(word: int) -> None:
    said = count(1)

    def commit(*_: object) -> None:
        if next(said) == word:
            os.kill(os.getpid(), signal.SIGKILL)

    def say(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(_WRITING):
            commit()

    event.listen(Engine, "before_cursor_execute", say)
    event.listen(Engine, "commit", commit)
