"""People who wait for a seat, and what they say on the day."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant


class WaitlistKind(StrEnum):
    """What somebody waits for: one slot, any slot of a day, or any time earlier than a reservation's."""

    SLOT = "slot"
    DAY = "day"
    EARLIER = "earlier"


class WaitlistState(StrEnum):
    """`offered`: a seat is held for the person; `over`: what was waited for has passed."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"
    OVER = "over"


_ACTIVE = "state IN ('waiting', 'offered')"


class WaitlistEntry(SQLModel, table=True):
    """A wish for a seat. An offer is a reservation in state `held`, never a second mechanism.

    `wanted` spells what is waited for (`slot:12`, `day:2026-12-01`, `earlier:7`), so
    that nobody waits twice for the same; `reservation_id` is the one to be moved.
    """

    __tablename__ = "waitlist_entry"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(
            "uq_waitlist_entry_active",
            "applicant_id",
            "offering_id",
            "wanted",
            unique=True,
            sqlite_where=text(_ACTIVE),
            postgresql_where=text(_ACTIVE),
        ),
        Index("ix_waitlist_entry_queue", "offering_id", "state", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    applicant_id: int = Field(foreign_key="applicant.id", index=True)
    offering_id: int = Field(foreign_key="offering.id")
    kind: WaitlistKind = Field(sa_column=code_column(WaitlistKind))
    wanted: str = Field(max_length=40)
    slot_id: int | None = Field(default=None, foreign_key="slot.id")
    on_day: date | None = None
    reservation_id: int | None = Field(default=None, foreign_key="reservation.id")
    state: WaitlistState = Field(default=WaitlistState.WAITING, sa_column=code_column(WaitlistState))
    language: str = Field(default="ja", max_length=8)
    created_at: datetime = Field(sa_column=instant())
    offered_reservation_id: int | None = Field(default=None, foreign_key="reservation.id")
    offer_ends_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    offers_made: int = 0


class DayNoticeKind(StrEnum):
    """What a citizen says with one tap (product.md decision 12)."""

    CANNOT_CONNECT = "cannot_connect"
    LATE = "late"


class DayNotice(SQLModel, table=True):
    """「つながらない」 or 「遅れます」 on the day; `minutes` is how late, where said."""

    __tablename__ = "day_notice"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    reservation_id: int = Field(foreign_key="reservation.id", index=True)
    kind: DayNoticeKind = Field(sa_column=code_column(DayNoticeKind))
    minutes: int | None = None
    at: datetime = Field(sa_column=instant())
    answer: str = Field(default="", max_length=40)
    answered_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
