"""Reservations: a seat held, confirmed, lived through or given back."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Column, Index, Text, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant, stored_default


class ReservationState(StrEnum):
    """The states of architecture.md; transitions stand in services/reservations/rules."""

    HELD = "held"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


LIVE_STATES = (
    ReservationState.HELD,
    ReservationState.CONFIRMED,
    ReservationState.CHECKED_IN,
    ReservationState.IN_PROGRESS,
)
"""States that hold a seat: `slot.taken` counts exactly these."""

_LIVE = "state IN ('held', 'confirmed', 'checked_in', 'in_progress')"


def _unique_where(name: str, *columns: str, where: str) -> Index:
    """Return a partial unique index with its predicate for both dialects."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Reservation(SQLModel, table=True):
    """A person's seat in a slot; `answers_sealed` is the form's answers, encrypted.

    `number` is given at confirmation. `is_offer` marks a hold that the waitlist
    offered; `replaces_id` is the reservation that such an offer would move.
    `is_unconfirmed_claim` marks a 失業認定 of somebody without a claimant record
    (「未確認」, product.md decision 4). `is_by_staff` marks one that staff booked for somebody,
    who may have telephoned: `slot.taken_by_staff` counts exactly these.
    """

    __table_args__ = (
        _unique_where("uq_reservation_live_seat", "applicant_id", "slot_id", where=_LIVE),
        _unique_where("uq_reservation_one_hold", "applicant_id", where="state = 'held'"),
        _unique_where(
            "uq_reservation_certification_day",
            "applicant_id",
            "certification_on",
            where=f"certification_on IS NOT NULL AND {_LIVE}",
        ),
        Index("ix_reservation_slot_state", "slot_id", "state", "expires_at"),
        Index("ix_reservation_applicant", "applicant_id", "starts_at"),
        UniqueConstraint("number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str | None = Field(default=None, max_length=16)
    slot_id: int = Field(foreign_key="slot.id")
    applicant_id: int = Field(foreign_key="applicant.id")
    procedure_version_id: int = Field(foreign_key="procedure_version.id")
    state: ReservationState = Field(sa_column=code_column(ReservationState))
    starts_at: datetime = Field(sa_column=instant())
    ends_at: datetime = Field(sa_column=instant())
    answers_sealed: str = ""
    language: str = Field(default="ja", max_length=8)
    certification_on: date | None = None
    is_unconfirmed_claim: bool = False
    extended_count: int = 0
    revision: int = 0
    held_at: datetime = Field(sa_column=instant())
    expires_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    terms_agreed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    confirmed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    is_offer: bool = Field(default=False, sa_column_kwargs=stored_default(false()))
    replaces_id: int | None = Field(default=None, foreign_key="reservation.id")
    cancelled_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    cancelled_by: str = Field(default="", max_length=16, sa_column_kwargs=stored_default(""))
    cancel_reason: str = Field(default="", max_length=40, sa_column_kwargs=stored_default(""))
    is_by_staff: bool = Field(default=False, sa_column_kwargs=stored_default(false()))


class SettledHow(StrEnum):
    """How a 認定日 was settled outside the portal, so that no declaration is waited for."""

    VISITED = "visited"
    PAPER = "paper"
    OTHER = "other"


class CertificationDay(SQLModel, table=True):
    """A claimant's 認定日: by the office's calendar, or approved on request.

    `instead_of` is the day in whose place it stands (services/certification_days). `settled_*` is by
    whom, when and how the office says that it was settled without the portal, all or none.
    """

    __tablename__ = "certification_day"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("claimant_id", "on_day"),)

    id: int | None = Field(default=None, primary_key=True)
    claimant_id: int = Field(foreign_key="claimant.id")
    on_day: date
    is_approved_change: bool = False
    instead_of: date | None = None
    settled_how: SettledHow | None = Field(default=None, sa_column=code_column(SettledHow, nullable=True))
    settled_note_sealed: str = Field(default="", sa_column=Column(Text(), nullable=False, server_default=""))
    settled_by_id: int | None = Field(default=None, foreign_key="staff_member.id")
    settled_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
