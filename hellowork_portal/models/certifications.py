"""認定日 and decisions: the offices' calendars, requests to change a day, what was decided, dated amounts."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant, long_text, stored_default


class CertificationDate(SQLModel, table=True):
    """One day of an office's calendar of 認定日, for one type (1–4) and weekday (0 = Monday).

    `cycle_on` is the day by the 28-day rule, `on_day` the day that holds: moved off holidays and
    closures when it was made, or by the office (`is_edited`).
    """

    __tablename__ = "certification_calendar"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        UniqueConstraint("office_id", "cycle_on"),
        Index("ix_certification_calendar_day", "office_id", "on_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    fiscal_year: int
    day_type: int
    weekday: int
    cycle_on: date
    on_day: date
    is_edited: bool = Field(default=False, sa_column_kwargs=stored_default(false()))
    changed_at: datetime = Field(sa_column=instant())


class DayChangeState(StrEnum):
    """How a request to change a 認定日 stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_ASKED = text("state = 'asked'")


class DayChangeRequest(SQLModel, table=True):
    """A request to move a 認定日 (domain.md §1): reason by code, words of both sides sealed."""

    __tablename__ = "day_change_request"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index(
            "uq_day_change_request_asked",
            "claimant_id",
            "from_day",
            unique=True,
            sqlite_where=_ASKED,
            postgresql_where=_ASKED,
        ),
        Index("ix_day_change_request_office", "office_id", "state", "from_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    claimant_id: int = Field(foreign_key="claimant.id", index=True)
    applicant_id: int = Field(foreign_key="applicant.id", index=True)
    office_id: int = Field(foreign_key="office.id")
    from_day: date
    wished_on: date | None = None
    reason: str = Field(max_length=32)
    note_sealed: str = Field(default="", sa_column=long_text())
    state: DayChangeState = Field(sa_column=code_column(DayChangeState))
    asked_at: datetime = Field(sa_column=instant())
    decided_by_id: int | None = Field(default=None, foreign_key="staff_member.id")
    decided_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    new_day: date | None = None
    answer_sealed: str = Field(default="", sa_column=long_text())


class CertificationDecision(SQLModel, table=True):
    """What was decided about an application; append-only: a correction is a new row with the next `turn`.

    Sealed as JSON: `working_sealed` the proposal as it was computed, `decided_sealed` what was
    decided (days, reductions, reasons, message). `needs_approval`: without force until a
    `DecisionApproval` says yes.
    """

    __tablename__ = "certification_decision"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("application_id", "turn"),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id")
    turn: int
    outcome: str = Field(max_length=32)
    certified_days: int
    payable_yen: int | None = None
    next_certification_on: date | None = None
    is_overridden: bool = False
    is_bulk: bool = False
    needs_approval: bool = False
    working_sealed: str = Field(sa_column=long_text())
    decided_sealed: str = Field(sa_column=long_text())
    decided_by_id: int = Field(foreign_key="staff_member.id")
    decided_at: datetime = Field(sa_column=instant())


class DecisionApproval(SQLModel, table=True):
    """The second person's yes or no to a decision; one per decision, append-only."""

    __tablename__ = "decision_approval"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="certification_decision.id", unique=True)
    is_approved: bool
    reason_sealed: str = Field(default="", sa_column=long_text())
    by_id: int = Field(foreign_key="staff_member.id")
    at: datetime = Field(sa_column=instant())


class OfficeCertification(SQLModel, table=True):
    """How an office certifies; an office without a row follows the defaults.

    Minutes after midnight in Japan on the 認定日; `sample_percent` of a bulk approval is to be opened.
    """

    __tablename__ = "office_certification"  # pyright: ignore[reportAssignmentType]

    office_id: int = Field(foreign_key="office.id", primary_key=True)
    needs_two_persons: bool = False
    sample_percent: int = 10
    drafts_days_before: int = 3
    files_from_minute: int = 0
    files_until_minute: int = 1035
    changed_at: datetime = Field(sa_column=instant())
    changed_by_id: int | None = Field(default=None, foreign_key="staff_member.id")


class DatedSetting(SQLModel, table=True):
    """An amount or rule of the law with the day from which it holds (domain.md: CONFIG)."""

    __tablename__ = "dated_setting"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=40)
    valid_from: date
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    set_at: datetime = Field(sa_column=instant())


class ClaimantBenefit(SQLModel, table=True):
    """What the core system says of a claimant's benefit; what is unknown is empty (domain.md §2).

    `daily_wage` W, `daily_allowance` B in yen; `day_type` and `weekday` are the 認定日の型;
    `restricted_*` is the 給付制限; `benefit_ends_on` the last day of the 受給期間; `has_difficulty`
    就職困難者; `training_*` the days in 公共職業訓練, whose end may be open.
    """

    __tablename__ = "claimant_benefit"  # pyright: ignore[reportAssignmentType]

    claimant_id: int = Field(foreign_key="claimant.id", primary_key=True)
    day_type: int | None = None
    weekday: int | None = None
    sought_on: date | None = None
    waiting_ends_on: date | None = None
    restricted_from: date | None = None
    restricted_until: date | None = None
    benefit_ends_on: date | None = None
    daily_wage: int | None = None
    daily_allowance: int | None = None
    total_days: int | None = None
    remaining_days: int | None = None
    has_difficulty: bool = Field(default=False, sa_column_kwargs=stored_default(false()))
    training_from: date | None = None
    training_until: date | None = None
    revision: int = Field(default=0, sa_column_kwargs=stored_default("0"))
    changed_at: datetime = Field(sa_column=instant())
