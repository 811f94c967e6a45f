"""Weekly hours, what differs from them on a day, and the slots made of both."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant, stored_default


class ScheduleTemplate(SQLModel, table=True):
    """One stretch of a weekday in which an offering has seats.

    Minutes count from midnight in Japan; a slot takes `slot_minutes` and is
    followed by `buffer_minutes` in which its host rests. `held_back` of its seats are
    kept for those who telephone.
    """

    __tablename__ = "schedule_template"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440", name="hours"),
        CheckConstraint("slot_minutes > 0 AND buffer_minutes >= 0 AND seats >= 0", name="lengths"),
        CheckConstraint("0 <= held_back AND held_back <= seats", name="held_back"),
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
    held_back: int = Field(default=0, sa_column_kwargs=stored_default("0"))


class ExceptionKind(StrEnum):
    """How a stretch of one day differs from the week.

    `closed`: nothing is held. `seats`: its times have other seats. `away`: so many people
    are away, so there are as many seats fewer. `extra`: times beside the week's.
    """

    CLOSED = "closed"
    SEATS = "seats"
    AWAY = "away"
    EXTRA = "extra"


class ScheduleException(SQLModel, table=True):
    """A stretch of one day that differs from the week, of one offering or of a whole office.

    `seats` are the seats of `seats` and `extra`, and the people of `away`; `slot_minutes`
    and `buffer_minutes` belong to `extra`.
    """

    __tablename__ = "schedule_exception"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440", name="hours"),
        CheckConstraint("slot_minutes >= 0 AND buffer_minutes >= 0 AND seats >= 0", name="lengths"),
        CheckConstraint("0 <= held_back AND held_back <= seats", name="held_back"),
        Index("ix_schedule_exception_day", "on_day", "office_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    offering_id: int | None = Field(default=None, foreign_key="offering.id")
    on_day: date
    kind: ExceptionKind = Field(sa_column=code_column(ExceptionKind))
    from_minute: int
    to_minute: int
    seats: int = 0
    held_back: int = 0
    slot_minutes: int = 0
    buffer_minutes: int = 0
    reason: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class DutyStretch(SQLModel, table=True):
    """How many counsellors are on duty in a stretch of a weekday."""

    __tablename__ = "duty_stretch"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440", name="hours"),
        CheckConstraint("people >= 0", name="people"),
        Index("ix_duty_stretch_office", "office_id", "weekday"),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    weekday: int
    from_minute: int
    to_minute: int
    people: int
    valid_from: date
    valid_to: date | None = None


class ScheduleChange(SQLModel, table=True):
    """What a manager changed of an office's schedule, with all that undoing it needs.

    `change` is what was asked for; `removed` and `added` are the rows of the schedule that
    it took and gave, as values.
    """

    __tablename__ = "schedule_change"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_schedule_change_office", "office_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    made_at: datetime = Field(sa_column=instant())
    made_by: int
    kind: str = Field(max_length=32)
    change: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    removed: list[Any] = Field(sa_column=Column(JSON, nullable=False))
    added: list[Any] = Field(sa_column=Column(JSON, nullable=False))
    undoes_id: int | None = Field(default=None, foreign_key="schedule_change.id")
    undone_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class ScheduleDraft(SQLModel, table=True):
    """A change that a manager is preparing: nothing in it holds until it is applied.

    `subject` names the week that is being drawn (`set_week:12`), so that it is found again;
    `decisions` are those on reservations that the change would strand, by their ids.
    """

    __tablename__ = "schedule_draft"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_schedule_draft_owner", "office_id", "made_by", "subject"),
        {"sqlite_autoincrement": True},  # an address of a draft that is gone never leads to another
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    made_by: int
    subject: str = Field(max_length=40)
    change: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    decisions: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    reason: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    made_at: datetime = Field(sa_column=instant())


class SlotState(StrEnum):
    """Whether a slot takes reservations."""

    OPEN = "open"
    CLOSED = "closed"


class Slot(SQLModel, table=True):
    """A time at an office with seats; `taken` counts its live reservations.

    `on_day` is the day in Japan, so that both databases group alike. `held_back` seats are
    kept for those who telephone: bookings by staff, `taken_by_staff` of those taken, use
    them up first. `buffer_minutes` of rest follow the end. `added_seats` of its seats a manager
    has added to what the schedule plans.
    """

    __table_args__ = (
        UniqueConstraint("offering_id", "starts_at"),
        CheckConstraint("0 <= taken AND taken <= capacity", name="seats"),
        CheckConstraint("0 <= held_back AND held_back <= capacity", name="held_back"),
        CheckConstraint("0 <= taken_by_staff AND taken_by_staff <= taken", name="taken_by_staff"),
        CheckConstraint("starts_at < ends_at", name="times"),
        CheckConstraint("buffer_minutes >= 0", name="buffer"),
        CheckConstraint("added_seats >= 0", name="added_seats"),
        Index("ix_slot_day", "offering_id", "on_day"),
        Index("ix_slot_on_day", "on_day", "offering_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    offering_id: int = Field(foreign_key="offering.id")
    on_day: date
    starts_at: datetime = Field(sa_column=instant())
    ends_at: datetime = Field(sa_column=instant())
    capacity: int
    taken: int = 0
    state: SlotState = Field(default=SlotState.OPEN, sa_column=code_column(SlotState))
    held_back: int = Field(default=0, sa_column_kwargs=stored_default("0"))
    taken_by_staff: int = Field(default=0, sa_column_kwargs=stored_default("0"))
    buffer_minutes: int = Field(default=0, sa_column_kwargs=stored_default("0"))
    added_seats: int = Field(default=0, sa_column_kwargs=stored_default("0"))
