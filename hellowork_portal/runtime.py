"""Composition root: a command, one transaction, the chosen adapters."""

import asyncio
import inspect
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import cache, partial
from typing import Any, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from hellowork_portal.adapters import seat_changes
from hellowork_portal.adapters.argon2_passwords import Argon2Passwords
from hellowork_portal.adapters.checked_files import FileChecks
from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.adapters.disk_files import DiskFiles
from hellowork_portal.adapters.house_in_memory import MemoryHouse
from hellowork_portal.adapters.house_rules import HouseRules
from hellowork_portal.adapters.rate_limits import Limits
from hellowork_portal.adapters.typst_papers import TypstPapers
from hellowork_portal.adapters.xlsx_workbooks import XlsxWorkbooks
from hellowork_portal.kit import clock
from hellowork_portal.kit.errors import Busy, PortalError, TooMany
from hellowork_portal.kit.faults import new_fault
from hellowork_portal.kit.seat_notes import OnChange
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.together import Together
from hellowork_portal.ports.house import House
from hellowork_portal.ports.meetings import Meetings
from hellowork_portal.ports.rate_limiter import RateLimiter
from hellowork_portal.services.access.limits import LIMITS

T = TypeVar("T")
_THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="portal")
_TOGETHER = Together()
_TRIES = 3
_PASSING = ("40P01", "40001", "55P03")
"""PostgreSQL's deadlock, serialisation failure and lock time-out: worth another try."""
_OVERLOAD = ("55P03", "57014", "53300", "SQLITE_BUSY")
"""Lock and statement time-outs, no connection left, SQLite's lock: people are asked to try again."""
log = structlog.get_logger("portal.runtime")


@cache
def _ports() -> dict[str, Any]:
    """Adapters by the parameter name under which a service asks for them."""
    limiter = Limits(LIMITS, settings().redis_url)
    files = {"papers": TypstPapers(), "workbooks": XlsxWorkbooks()}
    files |= {"file_store": DiskFiles(settings().file_folder), "file_checker": FileChecks(settings().files)}
    return {"limiter": limiter, "passwords": Argon2Passwords(), **files}


@cache
def _meetings() -> Meetings:
    """Return the process's own way to the provider of meetings."""
    from hellowork_portal.adapters.zoom import ZoomMeetings  # loaded by the few processes that ask it

    return ZoomMeetings(settings().zoom, clock.now)


def house() -> House | None:
    """Return who counts the visitors, None where their number has no limit (PORTAL_MOST_VISITORS)."""
    configured = settings()
    if not configured.most_visitors:
        return None
    rules = HouseRules(configured.most_visitors)
    if not configured.redis_url:
        return MemoryHouse(rules)
    from hellowork_portal.adapters.house_in_redis import RedisHouse  # a tenth of every process's start

    return RedisHouse(rules, configured.redis_url)


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
        except PoolTimeout as error:
            raise _busy(error, command) from error
        except DBAPIError as error:
            state = getattr(error.orig, "sqlstate", "") or getattr(error.orig, "sqlite_errorname", "")
            if attempt + 1 < _TRIES and state in _PASSING:
                continue
            if state in _OVERLOAD:
                raise _busy(error, command) from error
            raise new_fault(error, command.__qualname__) from error
        except Exception as error:
            raise new_fault(error, command.__qualname__) from error
    raise AssertionError("unreachable")


def _busy(error: Exception, command: Callable[..., Any]) -> Busy:
    log.warning("busy", command=command.__qualname__, error=type(error).__name__)
    return Busy()


def run_now(command: Callable[..., T], /, **args: Any) -> T:
    """Run a command in a writing transaction on this thread (jobs, cli, routes).

    PortalError passes through after the rollback; a database that is overloaded
    raises Busy, and anything else becomes a Fault.
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


async def read_together(query: Callable[..., T], /, **args: Any) -> T:
    """Run a query that asks for nobody once for all who want the same; all get the one value.

    Never one that had begun before the call (`kit/together`): what somebody has just lost can
    not show as free.
    """
    if "principal" in wishes(query):
        raise TypeError(f"{query.__qualname__} is one person's")
    about = (query, *sorted(args.items()))
    return await _TOGETHER.ask(about, partial(read, query, **args))


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
    """Count tries, off the event loop where that is a network call; raises TooMany."""
    if port("limiter").is_far:
        await off_loop(spend_now, limits)
    else:
        spend_now(limits)


def port(name: str) -> Any:
    """Return an adapter by its port's name.

    `limiter`, `passwords`, `papers`, `workbooks`, `file_store`, `file_checker`, `meetings`.
    """
    return _meetings() if name == "meetings" else _ports()[name]


def listening_to_seats(on_change: OnChange) -> AbstractContextManager[None]:
    """Call `on_change`, on a thread of its own, whenever any process has changed seats."""
    return seat_changes.listening(settings().database, on_change)
