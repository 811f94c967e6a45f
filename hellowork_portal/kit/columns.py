"""Column types and the naming convention that both databases share."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from hellowork_portal.kit.text import search_key

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware on the way in, UTC on the way out, on both dialects.

    SQLite drops the time zone of `DateTime(timezone=True)`; a naive value is
    refused, because nobody can say what it means.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give UTC back, whatever the driver made of it."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def instant(*, nullable: bool = False, index: bool = False) -> Any:
    """Return a column for an instant (`_at`)."""
    return Column(UtcDateTime(), nullable=nullable, index=index)


def code_column(enum: type[StrEnum], *, nullable: bool = False) -> Any:
    """Return a text column wide enough for the codes of `enum`."""
    return Column(String(max(32, *(len(code) for code in enum))), nullable=nullable)


def key_column(source: str) -> Any:
    """Return a column by which the text of another one is searched (kit/text.search_key).

    A new row fills it by itself; who changes the text changes it too.
    """

    def made(context: Any) -> str:
        return search_key(context.get_current_parameters()[source] or "")

    return Column(String(200), nullable=False, default=made, server_default="")


def long_text() -> Any:
    """Return a column for a text without a limit."""
    return Column(Text(), nullable=False)


def stored_default(value: Any) -> dict[str, Any]:
    """Return Field's `sa_column_kwargs` for a default that the database itself knows.

    Needed for a column that comes to rows which are there already; statements
    that do not name the column get it too.
    """
    return {"server_default": value}
