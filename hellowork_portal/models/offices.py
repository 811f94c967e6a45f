"""Hello Work offices and the days they are closed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, false
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import instant, stored_default


class Prefecture(SQLModel, table=True):
    """One of the 47 prefectures; `latin` is its English name."""

    code: str = Field(primary_key=True, max_length=2)
    name: str = Field(max_length=8)
    kana: str = Field(max_length=16)
    latin: str = Field(max_length=16)


class Office(SQLModel, table=True):
    """A Hello Work office (公共職業安定所, 出張所, 分室).

    Names occur twice in Japan, so people always see the prefecture with them
    (product.md decision 13). An empty address or telephone is unknown.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=16)
    name: str = Field(max_length=60)
    formal_name: str = Field(default="", max_length=80)
    kana: str = Field(max_length=80)
    kind: str = Field(max_length=16)
    prefecture_code: str = Field(foreign_key="prefecture.code", index=True, max_length=2)
    is_prefecture_main_office: bool = False
    postal_code: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=20)
    jurisdiction: str = Field(default="", max_length=1000)
    name_certainty: str = Field(default="A", max_length=1)


class OfficePage(SQLModel, table=True):
    """What an office says of itself; texts are written by staff: language → words.

    `has_own_reach`: address and telephone are the office's own word, and a list that is
    imported leaves them alone. `interpreters` are codes of languages.
    """

    __tablename__ = "office_page"  # pyright: ignore[reportAssignmentType]

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    access: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    opening_hours: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    announcement: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    interpreters: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    has_own_reach: bool = False
    changed_at: datetime = Field(sa_column=instant())
    changed_by: int


class OfficeClosure(SQLModel, table=True):
    """A day on which one office (or, without an office, every office) is closed.

    Weekends, national holidays and 12/29–1/3 are closed by rule
    (services/schedules/rules) and need no row. With `is_open` the row says the opposite:
    the office opens on that day in spite of the rule.
    """

    __tablename__ = "office_closure"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_office_closure_day", "on_day", "office_id"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int | None = Field(default=None, foreign_key="office.id")
    on_day: date
    reason: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    is_open: bool = Field(default=False, sa_column_kwargs=stored_default(false()))
