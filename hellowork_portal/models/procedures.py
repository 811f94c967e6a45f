"""Procedures as data, and which office offers them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant, stored_default


class Procedure(SQLModel, table=True):
    """A procedure people can find, such as 面談予約（失業認定）."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=64)
    kind: str = Field(max_length=16)
    purpose: str = Field(max_length=16)
    is_published: bool = True


class ProcedureVersion(SQLModel, table=True):
    """A published definition; immutable, so that old answers stay readable."""

    __tablename__ = "procedure_version"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("procedure_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id")
    number: int
    digest: str = Field(max_length=64)
    definition: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    published_at: datetime = Field(sa_column=instant())


class Mode(StrEnum):
    """How an interview is held (product.md decision 6)."""

    ONLINE = "online"
    IN_PERSON = "in_person"
    TELEPHONE = "telephone"


class Offering(SQLModel, table=True):
    """A procedure at an office, with the settings of that pair.

    A new day opens `opens_days_ahead` days before, at `opens_at_minute` after midnight
    in Japan: offices take turns, so that not everybody comes at once.
    """

    __table_args__ = (UniqueConstraint("office_id", "procedure_id"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    mode: Mode = Field(sa_column=code_column(Mode))
    is_open: bool = True
    opens_days_ahead: int = 28
    closes_minutes_before: int = 120
    opens_at_minute: int = Field(default=0, sa_column_kwargs=stored_default("0"))
