"""The day of an interview as the office lives it: who came when, who was recognised how, what was noted."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import false
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import instant, stored_default


class IdentityMethod(StrEnum):
    """By what a counsellor has recognised somebody; no number of any paper is ever kept."""

    MY_NUMBER_CARD = "my_number_card"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_CARD = "residence_card"
    CLAIMANT_CARD = "claimant_card"
    QUESTIONS = "questions"


class IdentityResult(StrEnum):
    """What came of it."""

    CONFIRMED = "confirmed"
    DOUBTFUL = "doubtful"


class Interview(SQLModel, table=True):
    """What the office knows of a reservation's interview beside its state; written with the first deed.

    `revision` counts what staff have done, so that of two who press at once the second one is
    told. `checked_in_by_id` is empty where the person opened the meeting. `is_our_side`: what
    went wrong is the office's, so nobody is called absent.
    """

    id: int | None = Field(default=None, primary_key=True)
    reservation_id: int = Field(foreign_key="reservation.id", unique=True)
    counsellor_id: int | None = Field(default=None, foreign_key="staff_member.id", index=True)
    waiting_since: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    checked_in_by_id: int | None = Field(default=None, foreign_key="staff_member.id")
    identity_method: str = Field(default="", max_length=32, sa_column_kwargs=stored_default(""))
    identity_result: str = Field(default="", max_length=32, sa_column_kwargs=stored_default(""))
    identity_by_id: int | None = Field(default=None, foreign_key="staff_member.id")
    identity_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    started_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    started_by_id: int | None = Field(default=None, foreign_key="staff_member.id")
    ended_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    ended_by_id: int | None = Field(default=None, foreign_key="staff_member.id")
    is_our_side: bool = Field(default=False, sa_column_kwargs=stored_default(false()))
    revision: int = Field(default=0, sa_column_kwargs=stored_default("0"))


class InterviewNote(SQLModel, table=True):
    """What a counsellor has written down about an interview; never changed, sealed like answers."""

    __tablename__ = "interview_note"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    reservation_id: int = Field(foreign_key="reservation.id", index=True)
    author_id: int = Field(foreign_key="staff_member.id")
    at: datetime = Field(sa_column=instant())
    text_sealed: str
