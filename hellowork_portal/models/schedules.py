"""Weekly hours and the slots made of them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant


class ScheduleTemplate(SQLModel, table=True):
    """One stretch of a weekday in which an offering has seats.

    Minutes count from midnight in Japan; a slot takes `slot_minutes` and is
    followed by `buffer_minutes` in which its host rests.
    """

    __tablename__ = "schedule_template"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440", name="hours"),
        CheckConstraint("slot_minutes > 0 AND buffer_minutes >= 0 AND seats >= 0", name="lengths"),
        Index("ix_schedule_template_offering", "offering_id", "weekday"),
    )

    id: int | None = Field(default=None, primary_key=True)
    offering_id: int = Field(foreign_key="offering.id")
    weekday: int
    from_minute: int
    to_minute: int
    slot_minutes: int
    buffer_minutes: int
    seats: int
    valid_from: date
    valid_to: date | None = None


class SlotState(StrEnum):
    """Whether a slot takes reservations."""

    OPEN = "open"
    CLOSED = "closed"


class Slot(SQLModel, table=True):
    """A time at an office with seats; `taken` counts its live reservations.

    `on_day` is the day in Japan, so that both databases group alike.
    """

    __table_args__ = (
        UniqueConstraint("offering_id", "starts_at"),
        CheckConstraint("0 <= taken AND taken <= capacity", name="seats"),
        CheckConstraint("starts_at < ends_at", name="times"),
        Index("ix_slot_day", "offering_id", "on_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    offering_id: int = Field(foreign_key="offering.id")
    on_day: date
    starts_at: datetime = Field(sa_column=instant())
    ends_at: datetime = Field(sa_column=instant())
    capacity: int
    taken: int = 0
    state: SlotState = Field(default=SlotState.OPEN, sa_column=code_column(SlotState))
