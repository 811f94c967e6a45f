"""Applications (申請): drafted, submitted, returned, decided; with what happened and what was attached."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant, long_text, stored_default


class ApplicationState(StrEnum):
    """The states of product.md decision 10; transitions stand in services/applications/rules."""

    DRAFT = "draft"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    CERTIFIED = "certified"
    PARTLY_CERTIFIED = "partly_certified"
    NOT_CERTIFIED = "not_certified"
    WITHDRAWN = "withdrawn"


DECIDED_STATES = (
    ApplicationState.CERTIFIED,
    ApplicationState.PARTLY_CERTIFIED,
    ApplicationState.NOT_CERTIFIED,
)
"""States that a decision brings; a correction of it goes from one of them to another."""

_STANDING = text("state != 'withdrawn'")


class Application(SQLModel, table=True):
    """One application of one person, for one 認定日 where it is a declaration.

    `draft_sealed` is what is being typed (raw, by field), `answers_sealed` what was last submitted
    (checked). `number` is the 受付番号, given at the first submission. `revision` counts what was
    done to the row: who acts on an older one is told. `findings` are the rules' doubts about the
    submitted answers: rule, level, place; their figures are the person's and lie sealed (`values`).
    `accepted` are rules whose warning the person has read and accepted.
    """

    __table_args__ = (
        UniqueConstraint("number"),
        Index(
            "uq_application_standing",
            "applicant_id",
            "procedure_id",
            "certification_on",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        Index("ix_application_inbox", "office_id", "state", "certification_on", "id"),
        Index("ix_application_claimant", "claimant_id", "certification_on"),
        {"sqlite_autoincrement": True},  # a tab of a draft that was discarded never types into another
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str | None = Field(default=None, max_length=16)
    applicant_id: int = Field(foreign_key="applicant.id", index=True)
    claimant_id: int | None = Field(default=None, foreign_key="claimant.id")
    office_id: int = Field(foreign_key="office.id")
    procedure_id: int = Field(foreign_key="procedure.id")
    procedure_version_id: int = Field(foreign_key="procedure_version.id")
    state: ApplicationState = Field(sa_column=code_column(ApplicationState))
    certification_on: date
    period_first: date
    period_last: date
    is_unconfirmed_claim: bool = False
    language: str = Field(default="ja", max_length=8)
    draft_sealed: str = Field(default="", sa_column=long_text())
    answers_sealed: str = Field(default="", sa_column=long_text())
    findings: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    accepted: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    revision: int = Field(default=0, sa_column_kwargs=stored_default("0"))
    created_at: datetime = Field(sa_column=instant())
    saved_at: datetime = Field(sa_column=instant())
    terms_agreed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    submitted_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    opened_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    assigned_to_id: int | None = Field(default=None, foreign_key="staff_member.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class ApplicationSubmission(SQLModel, table=True):
    """What was submitted each time, with the statement that was agreed to; append-only.

    `statement_hash` is the SHA-256 of the statement's text in the language it was read in.
    """

    __tablename__ = "application_submission"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("application_id", "turn"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    turn: int
    answers_sealed: str = Field(sa_column=long_text())
    statement_hash: str = Field(max_length=64)
    language: str = Field(max_length=8)
    network: str = Field(default="", max_length=64)
    submitted_at: datetime = Field(sa_column=instant())


class ApplicationEvent(SQLModel, table=True):
    """One thing that happened, as the timeline tells it; append-only.

    `details` are codes and figures; `message_sealed` is what staff or the person have written.
    `is_for_staff`: never shown to the person.
    """

    __tablename__ = "application_event"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_application_event", "application_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    kind: str = Field(max_length=32)
    at: datetime = Field(sa_column=instant())
    staff_member_id: int | None = Field(default=None, foreign_key="staff_member.id")
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    message_sealed: str = Field(default="", sa_column=long_text())
    is_for_staff: bool = Field(default=False, sa_column_kwargs=stored_default(false()))


class CorrectionRequest(SQLModel, table=True):
    """A 返却: which fields are to be corrected and why; `fields` are ids of the form's fields."""

    __tablename__ = "correction_request"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    asked_by_id: int = Field(foreign_key="staff_member.id")
    asked_at: datetime = Field(sa_column=instant())
    fields: list[Any] = Field(sa_column=Column(JSON, nullable=False))
    notes_sealed: str = Field(sa_column=long_text())
    """JSON, sealed: `message`, and `fields`: field id → what is to be corrected there."""
    due_on: date | None = None
    answered_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class AttachmentState(StrEnum):
    """`quarantined` until a scanner has looked."""

    QUARANTINED = "quarantined"
    CLEAN = "clean"
    REFUSED = "refused"


class Attachment(SQLModel, table=True):
    """A file that a person has added to an application or to a request; its bytes lie in the file store."""

    __table_args__ = (
        Index("ix_attachment_application", "application_id"),
        Index("ix_attachment_change", "day_change_request_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    applicant_id: int = Field(foreign_key="applicant.id", index=True)
    application_id: int | None = Field(default=None, foreign_key="application.id")
    day_change_request_id: int | None = Field(default=None, foreign_key="day_change_request.id")
    store_key: str = Field(unique=True, max_length=64)
    name_sealed: str = Field(sa_column=long_text())
    media_type: str = Field(max_length=40)
    size: int
    page_count: int = 0
    content_hash: str = Field(max_length=64)
    state: AttachmentState = Field(sa_column=code_column(AttachmentState))
    added_at: datetime = Field(sa_column=instant())
    removed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
