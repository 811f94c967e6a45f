"""People and how they are let in."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, true
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant, key_column, long_text, stored_default


class Applicant(SQLModel, table=True):
    """A person with an account (利用者); `mail_address` is the 利用者ID.

    Mails are written in `language`: what pages were read in at the last sign-in, until
    the person chooses one (`follows_page_language` is False then). `closed_at`: the
    account is closed, and nothing personal stands here any more.

    `claimant_number_*` is what the person states (a claim, never a key,
    product.md decision 3): sealed, with a keyed fingerprint to search by. `*_key`: names as
    staff search by them.
    """

    __table_args__ = (Index("ix_applicant_keys", "name_key", "reading_key"),)

    id: int | None = Field(default=None, primary_key=True)
    mail_address: str = Field(unique=True, max_length=254)
    password_hash: str = Field(max_length=200)
    name: str = Field(max_length=200)
    reading: str = Field(max_length=200)
    born_on: date
    phone: str = Field(max_length=20)
    postal_code: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    claimant_number_sealed: str = Field(default="", max_length=200)
    claimant_number_fingerprint: str = Field(default="", max_length=64, index=True)
    language: str = Field(default="ja", max_length=8)
    own_office_id: int | None = Field(default=None, foreign_key="office.id")
    follows_page_language: bool = Field(default=True, sa_column_kwargs=stored_default(true()))
    wants_reminders: bool = Field(default=True, sa_column_kwargs=stored_default(true()))
    terms_version: str = Field(max_length=16)
    terms_agreed_at: datetime = Field(sa_column=instant())
    created_at: datetime = Field(sa_column=instant())
    closed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    name_key: str | None = Field(default=None, sa_column=key_column("name"))
    reading_key: str | None = Field(default=None, sa_column=key_column("reading"))


class ClaimantKind(StrEnum):
    """Which online procedures a claimant may use (domain.md §1)."""

    NONE = "none"
    INTERVIEW_AND_FORM = "a"
    FORM_ONLY = "b"


class Claimant(SQLModel, table=True):
    """What the office knows of a 受給資格者; linked to an account by staff alone.

    Name, reading and birth come with the office's file and help to see who it is; rows that
    are older than the first file have none.
    """

    __table_args__ = (Index("ix_claimant_keys", "office_id", "name_key", "reading_key"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    applicant_id: int | None = Field(default=None, foreign_key="applicant.id", unique=True)
    number_sealed: str = Field(max_length=200)
    number_fingerprint: str = Field(max_length=64, unique=True)
    online_kind: ClaimantKind = Field(sa_column=code_column(ClaimantKind))
    online_from: date | None = None
    online_until: date | None = None
    name: str = Field(default="", max_length=200, sa_column_kwargs=stored_default(""))
    reading: str = Field(default="", max_length=200, sa_column_kwargs=stored_default(""))
    born_on: date | None = None
    name_key: str | None = Field(default=None, sa_column=key_column("name"))
    reading_key: str | None = Field(default=None, sa_column=key_column("reading"))


class ClaimantImport(SQLModel, table=True):
    """An office's file of claimants, shown before it is taken; sealed, and emptied once it has served."""

    __tablename__ = "claimant_import"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    made_by_id: int = Field(foreign_key="staff_member.id")
    made_at: datetime = Field(sa_column=instant())
    file_name: str = Field(max_length=120)
    content_sealed: str = Field(sa_column=long_text())
    taken_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class Session(SQLModel, table=True):
    """One signed-in browser; its token stands here only as a hash."""

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    applicant_id: int = Field(foreign_key="applicant.id", index=True)
    created_at: datetime = Field(sa_column=instant())
    seen_at: datetime = Field(sa_column=instant())
    idle_ends_at: datetime = Field(sa_column=instant())
    ends_at: datetime = Field(sa_column=instant())
    browser: str = Field(default="", max_length=120)


class OneTimeLink(SQLModel, table=True):
    """A mail link: used up by the POST it leads to, never by a GET (decision 8).

    `details_sealed` keeps what the person has typed behind the link so far.
    """

    __tablename__ = "one_time_link"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_one_time_link_mail", "mail_address", "purpose"),)

    id: int | None = Field(default=None, primary_key=True)
    purpose: str = Field(max_length=16)
    token_hash: str = Field(unique=True, max_length=64)
    cookie_hash: str = Field(default="", max_length=64, index=True)
    mail_address: str = Field(max_length=254)
    applicant_id: int | None = Field(default=None, foreign_key="applicant.id")
    language: str = Field(default="ja", max_length=8)
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    details_sealed: str = Field(default="")
    created_at: datetime = Field(sa_column=instant())
    expires_at: datetime = Field(sa_column=instant())
    used_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class GuestAccess(SQLModel, table=True):
    """A browser that asked to see one reservation without signing in (services/guests).

    `number` is what was typed, whether or not there is such a reservation: nobody has looked
    when the row is written. `cookie_hash` knows the browser that asked; `pass_hash` and whose
    reservation it is come with the right code. The code itself stands nowhere.
    """

    __tablename__ = "guest_access"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (Index("ix_guest_access_number", "number", "created_at"),)

    id: int | None = Field(default=None, primary_key=True)
    cookie_hash: str = Field(unique=True, max_length=64)
    pass_hash: str | None = Field(default=None, unique=True, max_length=64)
    number: str = Field(max_length=20)
    is_known_browser: bool = False
    language: str = Field(default="ja", max_length=8)
    tries: int = 0
    sent_count: int = 1
    created_at: datetime = Field(sa_column=instant())
    code_ends_at: datetime = Field(sa_column=instant())
    reservation_id: int | None = Field(default=None, foreign_key="reservation.id", index=True)
    applicant_id: int | None = Field(default=None, foreign_key="applicant.id", index=True)
    opened_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    seen_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    idle_ends_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    ends_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
