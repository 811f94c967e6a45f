"""From a commit that changed seats to every process that shows them (patterns.md §A).

`tell` is called by `transaction` after the commit and never waits: threads of their own do
the rest. What is lost on the way shows when the watchers look by themselves, half a minute on.
"""

import os
from contextlib import AbstractContextManager
from functools import cache
from typing import Protocol

from sqlalchemy import make_url

from hellowork_portal.adapters.seat_changes_postgresql import PostgresqlSeatChanges
from hellowork_portal.adapters.seat_changes_sqlite import SqliteSeatChanges
from hellowork_portal.kit.seat_notes import OnChange, SeatNotes


class SeatChanges(Protocol):
    """How one database carries word of changed seats between processes."""

    def tell(self, notes: SeatNotes) -> None:
        """Pass on what a committed transaction noted; returns at once and never raises."""
        ...

    def listening(self, on_change: OnChange) -> AbstractContextManager[None]:
        """Call `on_change` on a thread of its own, whichever process changed seats; first with None."""
        ...


def tell(url: str, notes: SeatNotes) -> None:
    """Pass on what a committed transaction noted."""
    _changes(url, os.getpid()).tell(notes)


def listening(url: str, on_change: OnChange) -> AbstractContextManager[None]:
    """Hear of changed seats for as long as the block runs."""
    return _changes(url, os.getpid()).listening(on_change)


@cache
def _changes(url: str, _process: int) -> SeatChanges:
    """Return the process's own: threads do not survive a fork."""
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    return SqliteSeatChanges(url) if is_sqlite else PostgresqlSeatChanges(url)
