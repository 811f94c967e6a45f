"""Composition root: a command, one transaction, the chosen adapters."""

import asyncio
import inspect
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache, partial
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from hellowork_portal.adapters.argon2_passwords import Argon2Passwords
from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.adapters.rate_limits import Limits
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import PortalError, TooMany
from hellowork_portal.kit.faults import new_fault
from hellowork_portal.kit.settings import settings
from hellowork_portal.ports.rate_limiter import RateLimiter
from hellowork_portal.services.access.limits import LIMITS

T = TypeVar("T")
_THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="portal")
_TRIES = 3
_PASSING = ("40P01", "40001", "55P03")
"""PostgreSQL's deadlock, serialisation failure and lock time-out: worth another try."""


@cache
def _ports() -> dict[str, Any]:
    """Adapters by the parameter name under which a service asks for them."""
    return {"limiter": Limits(LIMITS, settings().redis_url), "passwords": Argon2Passwords()}


@cache
def wishes(command: Callable[..., Any]) -> frozenset[str]:
    """Return the parameter names of a command: which of `now`, `principal` and the ports it asks for."""
    return frozenset(inspect.signature(command).parameters)


def _call(
    opened: Callable[[str], AbstractContextManager[Session]], command: Callable[..., T], args: dict[str, Any]
) -> T:
    given = {name: port for name, port in _ports().items() if name in wishes(command)} | args
    if "now" in wishes(command):
        given.setdefault("now", clock.now())
    for attempt in range(_TRIES):
        try:
            with opened(settings().database) as session:
                return command(session, **given)
        except PortalError:
            raise
        except DBAPIError as error:
            if attempt + 1 < _TRIES and getattr(error.orig, "sqlstate", "") in _PASSING:
                continue
            raise new_fault(error, command.__qualname__) from error
        except Exception as error:
            raise new_fault(error, command.__qualname__) from error
    raise AssertionError("unreachable")


def run_now(command: Callable[..., T], /, **args: Any) -> T:
    """Run a command in a writing transaction on this thread (jobs, cli, routes).

    PortalError passes through after the rollback; anything else becomes a Fault.
    """
    return _call(transaction, command, args)


def read_now(query: Callable[..., T], /, **args: Any) -> T:
    """Run a query in a transaction that only reads, on this thread."""
    return _call(reading, query, args)


async def run(command: Callable[..., T], /, **args: Any) -> T:
    """Run a command off the event loop, in the bounded pool of database threads."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, partial(run_now, command, **args))


async def read(query: Callable[..., T], /, **args: Any) -> T:
    """Run a query off the event loop, in the bounded pool of database threads."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, partial(read_now, query, **args))


async def off_loop(work: Callable[..., T], *args: Any) -> T:
    """Run slow work that needs no database (a password hash) off the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, partial(work, *args))


def spend_now(limits: Sequence[tuple[str, str]]) -> None:
    """Count one try against each (rule, key) before a transaction opens; raises TooMany.

    Never inside a command: with Redis this is a network call.
    """
    limiter: RateLimiter = port("limiter")
    for rule, key in limits:
        if not limiter.allow(rule, key):
            raise TooMany(minutes=limiter.minutes_left(rule, key))


async def spend(limits: Sequence[tuple[str, str]]) -> None:
    """Count tries off the event loop; raises TooMany."""
    await off_loop(spend_now, limits)


def port(name: str) -> Any:
    """Return an adapter by its port's name (`limiter`, `passwords`)."""
    return _ports()[name]
