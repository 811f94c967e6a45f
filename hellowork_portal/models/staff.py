"""Members of staff: who they are, what they may do where, and how they are let in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from hellowork_portal.kit.columns import code_column, instant
from hellowork_portal.kit.principal import Role

_LIVE = "ended_at IS NULL"
_LIVE_AT_OFFICE, _LIVE_EVERYWHERE = text(_LIVE), text(f"{_LIVE} AND office_id IS NULL")


class StaffMember(SQLModel, table=True):
    """A member of staff (職員); never deleted, because what they did keeps their name.

    Invited: `activated_at` is empty and no password fits. Closed: `closed_at` is set; an
    invitation to the same address opens the row again.
    """

    __tablename__ = "staff_member"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    mail_address: str = Field(unique=True, max_length=254)
    password_hash: str = Field(default="", max_length=200)
    name: str = Field(default="", max_length=100)
    language: str = Field(default="ja", max_length=8)
    created_at: datetime = Field(sa_column=instant())
    activated_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    closed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class StaffRole(SQLModel, table=True):
    """A role that was granted; it ends, and is never deleted.

    Two roles hold for the whole country and have no office, two hold at one office.
    """

    __tablename__ = "staff_role"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        CheckConstraint(
            "(office_id IS NULL) = (role IN ('system_administrator', 'policy_designer'))",
            name="office_fits_role",
        ),
        Index(
            "uq_staff_role_live",
            "staff_member_id",
            "role",
            "office_id",
            unique=True,
            sqlite_where=_LIVE_AT_OFFICE,
            postgresql_where=_LIVE_AT_OFFICE,
        ),
        Index(
            "uq_staff_role_live_everywhere",
            "staff_member_id",
            "role",
            unique=True,
            sqlite_where=_LIVE_EVERYWHERE,
            postgresql_where=_LIVE_EVERYWHERE,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    staff_member_id: int = Field(foreign_key="staff_member.id")
    role: Role = Field(sa_column=code_column(Role))
    office_id: int | None = Field(default=None, foreign_key="office.id", index=True)
    granted_by_id: int | None = Field(default=None, foreign_key="staff_member.id")
    """None: the operator, by a command."""
    granted_at: datetime = Field(sa_column=instant())
    ended_by_id: int | None = Field(default=None, foreign_key="staff_member.id")
    ended_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class SecondFactorKind(StrEnum):
    """What somebody has beside the password; passkeys come into the same table."""

    TOTP = "totp"


class SecondFactor(SQLModel, table=True):
    """An authenticator; `last_step` is the newest time step whose code was used, so that none works twice.

    Without `confirmed_at` it is being set up and opens nothing.
    """

    __tablename__ = "second_factor"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    kind: SecondFactorKind = Field(sa_column=code_column(SecondFactorKind))
    secret_sealed: str = Field(max_length=400)
    made_at: datetime = Field(sa_column=instant())
    confirmed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    last_step: int = 0


class RecoveryCode(SQLModel, table=True):
    """One of ten codes for the day on which the authenticator is lost; kept as a keyed hash, used once."""

    __tablename__ = "recovery_code"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    code_hash: str = Field(unique=True, max_length=64)
    made_at: datetime = Field(sa_column=instant())
    used_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))


class StaffSession(SQLModel, table=True):
    """One browser of a member of staff; without `passed_at` it waits for the second step, opening nothing."""

    __tablename__ = "staff_session"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    created_at: datetime = Field(sa_column=instant())
    seen_at: datetime = Field(sa_column=instant())
    idle_ends_at: datetime = Field(sa_column=instant())
    ends_at: datetime = Field(sa_column=instant())
    passed_at: datetime | None = Field(default=None, sa_column=instant(nullable=True))
    browser: str = Field(default="", max_length=120)


class StaffSignInOutcome(StrEnum):
    """How a try of a member of staff to sign in ended."""

    GOOD = "good"
    RECOVERED = "recovered"
    WRONG = "wrong"
    WRONG_CODE = "wrong_code"
    LOCKED = "locked"


class StaffSignIn(SQLModel, table=True):
    """One try to sign in to a known account of the staff side, as its owner may see it."""

    __tablename__ = "staff_sign_in"  # pyright: ignore[reportAssignmentType]

    id: int | None = Field(default=None, primary_key=True)
    staff_member_id: int = Field(foreign_key="staff_member.id", index=True)
    staff_session_id: int | None = None
    at: datetime = Field(sa_column=instant())
    outcome: StaffSignInOutcome = Field(sa_column=code_column(StaffSignInOutcome))
    browser: str = Field(default="", max_length=120)
