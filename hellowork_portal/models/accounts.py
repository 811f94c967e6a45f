"""What happens around an account: sign-ins, a new address, help at the counter."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant


class SignInOutcome(StrEnum):
    """How an attempt to sign in ended."""

    GOOD = "good"
    WRONG = "wrong"
    LOCKED = "locked"


class SignIn(SQLModel, table=True):
    """One attempt to sign in to a known account, as its owner may see it."""

    __tablename__ = "sign_in"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    applicant_id: int = Field(foreign_key="applicant.id", index=True)
    session_id: int | None = None
    at: datetime = Field(sa_column=instant())
    outcome: SignInOutcome = Field(sa_column=code_column(SignInOutcome))
    browser: str = Field(default="", max_length=120)
    disowned_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class AddressChange(SQLModel, table=True):
    """A new 利用者ID: confirmed by the new address, open to objection by the old (decision 11)."""

    __tablename__ = "address_change"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    applicant_id: int = Field(foreign_key="applicant.id", index=True)
    old_address: str = Field(max_length=254)
    new_address: str = Field(max_length=254)
    asked_at: datetime = Field(sa_column=instant())
    confirmed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    objection_ends_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    objected_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class CounterCode(SQLModel, table=True):
    """A one-time code handed out at the counter after staff have verified who stands there.

    `made_by` names who verified; the code itself stands here only as a hash. A code for a
    claimant's record (`claimant_id`) belongs to no account before somebody has typed it.
    """

    __tablename__ = "counter_code"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    applicant_id: int | None = Field(default=None, foreign_key="applicant.id", index=True)
    claimant_id: int | None = Field(default=None, foreign_key="claimant.id", index=True)
    purpose: str = Field(max_length=16)
    code_hash: str = Field(unique=True, max_length=64)
    made_by: str = Field(max_length=120)
    made_at: datetime = Field(sa_column=instant())
    expires_at: datetime = Field(sa_column=instant())
    used_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
