"""Online meetings and the hosts who can hold them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant


class MeetingState(StrEnum):
    """How far the provider has got; `unknown`: a create whose answer was lost."""

    PENDING = "pending"
    UNKNOWN = "unknown"
    READY = "ready"
    FAILED = "failed"
    DELETED = "deleted"


class MeetingHost(SQLModel, table=True):
    """A licensed user of the meeting provider, lent to one offering.

    `lanes` meetings may run at once (1 or 2 by licence). Seats of an offering
    never exceed its active lanes, so a seat shown is a seat with a host.
    """

    __tablename__ = "meeting_host"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (CheckConstraint("lanes IN (1, 2)", name="lanes"),)

    id: int | None = Field(default=None, primary_key=True)
    provider_user_id: str = Field(unique=True, max_length=120)
    offering_id: int = Field(foreign_key="offering.id", index=True)
    lanes: int = 1
    is_active: bool = True


class MeetingHostTime(SQLModel, table=True):
    """Five minutes of one host's lane, taken; the key forbids a second taker.

    `bucket` counts five-minute steps since 1970-01-01 UTC; the slot's buffer is
    included.
    """

    __tablename__ = "meeting_host_time"  # pyright: ignore[reportAssignmentType]

    host_id: int = Field(primary_key=True, foreign_key="meeting_host.id")
    lane: int = Field(primary_key=True)
    bucket: int = Field(primary_key=True)
    reservation_id: int = Field(foreign_key="reservation.id", index=True)


class Meeting(SQLModel, table=True):
    """The meeting of one reservation; `start_url` is never stored."""

    id: int | None = Field(default=None, primary_key=True)
    reservation_id: int = Field(foreign_key="reservation.id", unique=True)
    host_id: int | None = Field(default=None, foreign_key="meeting_host.id")
    provider_id: str = Field(default="", max_length=40)
    join_url_sealed: str = ""
    passcode_sealed: str = Field(default="", max_length=200)
    state: MeetingState = Field(default=MeetingState.PENDING, sa_column=code_column(MeetingState))
    requested_at: datetime = Field(sa_column=instant())
    ready_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
