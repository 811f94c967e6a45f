"""A handler that reads one row through a thread: what Reflex and PostgreSQL themselves cost an event."""

import asyncio
import os
from functools import cache

import reflex as rx
from psycopg_pool import ConnectionPool


class Reading(rx.State):
    """One row's name."""

    name: str = ""

    @rx.event
    async def read(self, row: int):
        """Read a row by its key."""
        self.name = await asyncio.to_thread(_name_of, row)


@cache
def _pool() -> ConnectionPool:
    address = os.environ["BENCH_DATABASE"]
    return ConnectionPool(address, min_size=8, max_size=8, kwargs={"autocommit": True}, open=True)


def _name_of(row: int) -> str:
    with _pool().connection() as connection:
        found = connection.execute("SELECT name FROM office WHERE id = %s", (row,)).fetchone()
    return f"{found[0]} {row}" if found else ""


@rx.page("/")
def index() -> rx.Component:
    """Return the page that nobody opens."""
    return rx.el.p(Reading.name)


app = rx.App(toaster=None)
