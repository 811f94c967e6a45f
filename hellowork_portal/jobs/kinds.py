"""What a handler is, what it is given, and how it says that it cannot."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.adapters.disk_files import DiskFiles
from hellowork_portal.adapters.trusting_scanner import TrustingScanner
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.kit.settings import settings
from hellowork_portal.ports.file_scanner import FileScanner
from hellowork_portal.ports.file_store import FileStore
from hellowork_portal.ports.mailer import Mailer
from hellowork_portal.ports.meetings import Meetings

Clock = Callable[[], datetime]


def _own_files() -> FileStore:
    return DiskFiles(settings().file_folder)


@dataclass(frozen=True)
class Tools:
    """What handlers work with: the database, the clock and the ports that leave the house.

    A handler opens its own short transactions, because no network call may
    happen inside one.
    """

    database: str
    now: Clock
    mailer: Mailer
    meetings: Meetings
    files: FileStore = field(default_factory=_own_files)
    scanner: FileScanner = field(default_factory=TrustingScanner)

    def writing(self) -> AbstractContextManager[Session]:
        """Open a transaction that changes rows."""
        return transaction(self.database)

    def reading(self) -> AbstractContextManager[Session]:
        """Open a transaction that only reads."""
        return reading(self.database)


Handler = Callable[[Claim, Tools], None]


def _nothing(_tools: Tools) -> None:
    """Leave the tools as they are."""


@dataclass(frozen=True)
class Family:
    """Kinds that share threads, so that slow Zoom calls never hold up a mail.

    `takes` chooses the family's rows; `batch` (5 at most) is how many are leased
    at once, small where a job is slow, because a crash delays the whole batch by
    one lease.
    """

    name: str
    handlers: Mapping[str, Handler]
    takes: ColumnElement[bool]
    batch: int = 5
    threads: int = 1
    after_batch: Callable[[Tools], None] = _nothing


class RetryAt(Exception):
    """Run the job again at `when` without spending an attempt; `reason` is a code."""

    def __init__(self, when: datetime, reason: str) -> None:
        super().__init__(reason)
        self.when = when
        self.reason = reason


class GiveUp(Exception):
    """Trying again is of no use; `reason` is a code for staff."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def patience(job: Claim, *, now: datetime, shortest: timedelta, longest: timedelta) -> datetime:
    """Return when to try again while somebody else is away.

    The wait is half of the job's age within the two limits: quick at first,
    seldom later, and independent of how often others made it run.
    """
    return now + min(longest, max(shortest, (now - job.created_at) / 2))
