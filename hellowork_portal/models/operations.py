"""What works behind the screens: jobs, deliveries, audit, refused demand."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant


class JobState(StrEnum):
    """`ready` → `running` (leased) → `done`, or `dead` after the last attempt."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


_TROUBLED = text("error != '' AND state != 'done'")
"""Jobs that have been tried and are still here: what staff look for among many that only wait."""


class Job(SQLModel, table=True):
    """Work that leaves the house, written with the fact that causes it.

    The row is the outbox and the queue: claimed under a lease, fenced by
    `attempt`, unique by `key` (libraries.md §1).
    """

    __table_args__ = (
        Index("ix_job_due", "state", "run_at", "id"),
        Index("ix_job_trouble", "run_at", sqlite_where=_TROUBLED, postgresql_where=_TROUBLED),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    key: str = Field(unique=True, max_length=120)
    args: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    state: JobState = Field(default=JobState.READY, sa_column=code_column(JobState))
    run_at: datetime = Field(sa_column=instant())
    attempt: int = 0
    max_attempts: int = 12
    lease_ends_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    worker: str = Field(default="", max_length=80)
    error: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_column=instant())
    done_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class DeliveryState(StrEnum):
    """Whether a letter has left."""

    QUEUED = "queued"
    SENT = "sent"
    REFUSED = "refused"


class Delivery(SQLModel, table=True):
    """One letter to one person; `message_id` is the same at every attempt."""

    __table_args__ = (Index("ix_delivery_created", "created_at", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True, max_length=120)
    kind: str = Field(max_length=40)
    recipient: str = Field(max_length=254)
    applicant_id: int | None = Field(default=None, foreign_key="applicant.id", index=True)
    reservation_id: int | None = Field(default=None, foreign_key="reservation.id", index=True)
    state: DeliveryState = Field(default=DeliveryState.QUEUED, sa_column=code_column(DeliveryState))
    error: str = Field(default="", max_length=500)
    created_at: datetime = Field(sa_column=instant())
    sent_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class AuditEntry(SQLModel, table=True):
    """Who did or saw what, when; append-only (the database refuses changes)."""

    __tablename__ = "audit_entry"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_audit_entry_subject", "subject_kind", "subject_id"),
        Index("ix_audit_entry_actor", "actor_kind", "actor_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_column=instant(index=True))
    actor_kind: str = Field(max_length=16)
    actor_id: int | None = None
    action: str = Field(max_length=60)
    subject_kind: str = Field(max_length=40)
    subject_id: int | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class AuditSeal(SQLModel, table=True):
    """One link of the audit's chain (decision 0018); append-only as the entries are.

    `number` runs from 1 without a gap, and its uniqueness keeps two sealers from making a fork.
    The next seal takes entries whose `at` is not before `next_from`.
    """

    __tablename__ = "audit_seal"  # pyright: ignore[reportAssignmentType]

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    form: int
    """Which rules its hashes follow (services/audit/chain.FORM)."""
    entry_count: int
    next_from: datetime = Field(sa_column=instant())
    previous_hash: str = Field(unique=True, max_length=64)
    hash: str = Field(unique=True, max_length=64)
    sealed_at: datetime = Field(sa_column=instant())


class AuditLeaf(SQLModel, table=True):
    """An entry's hash under its seal: what is kept of an entry when the law wants it erased.

    Hence no foreign key to the entry.
    """

    __tablename__ = "audit_leaf"  # pyright: ignore[reportAssignmentType]

    entry_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    seal_number: int = Field(foreign_key="audit_seal.number", index=True)
    hash: str = Field(max_length=64)


class DemandRefused(SQLModel, table=True):
    """A day or slot opened while full, once per person and day (decision 15)."""

    __tablename__ = "demand_refused"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("person", "offering_id", "wanted_on", "slot_id", "seen_on"),
        Index("ix_demand_refused_wanted_on", "wanted_on", "offering_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person: str = Field(max_length=64)
    offering_id: int = Field(foreign_key="offering.id", index=True)
    wanted_on: date
    slot_id: int = 0
    seen_on: date


class BannerKind(StrEnum):
    """What a banner tells of."""

    MAINTENANCE = "maintenance"
    INCIDENT = "incident"
    NOTICE = "notice"


class Banner(SQLModel, table=True):
    """A notice above every page from `starts_at` to `ends_at`; with an office, on that office's pages.

    `texts` is written by staff: language → words.
    """

    __table_args__ = (Index("ix_banner_time", "starts_at", "ends_at"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: BannerKind = Field(sa_column=code_column(BannerKind))
    office_id: int | None = Field(default=None, foreign_key="office.id")
    texts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    starts_at: datetime = Field(sa_column=instant())
    ends_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    made_at: datetime = Field(sa_column=instant())
    taken_down_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
