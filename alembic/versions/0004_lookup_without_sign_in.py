"""lookup without sign-in"""

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEXED = ("reservation_id", "applicant_id")


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "guest_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cookie_hash", sa.String(length=64), nullable=False),
        sa.Column("pass_hash", sa.String(length=64), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("is_known_browser", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_count", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("code_ends_at", columns.UtcDateTime(), nullable=False),
        sa.Column("reservation_id", sa.Integer(), nullable=True),
        sa.Column("applicant_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", columns.UtcDateTime(), nullable=True),
        sa.Column("seen_at", columns.UtcDateTime(), nullable=True),
        sa.Column("idle_ends_at", columns.UtcDateTime(), nullable=True),
        sa.Column("ends_at", columns.UtcDateTime(), nullable=True),
        sa.Column("ended_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_guest_access_applicant_id")
        ),
        sa.ForeignKeyConstraint(
            ["reservation_id"], ["reservation.id"], name=op.f("fk_guest_access_reservation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_access")),
        sa.UniqueConstraint("cookie_hash", name=op.f("uq_guest_access_cookie_hash")),
        sa.UniqueConstraint("pass_hash", name=op.f("uq_guest_access_pass_hash")),
    )
    with op.batch_alter_table("guest_access", schema=None) as batch_op:
        batch_op.create_index("ix_guest_access_number", ["number", "created_at"], unique=False)
        for name in _INDEXED:
            batch_op.create_index(batch_op.f(f"ix_guest_access_{name}"), [name], unique=False)


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("guest_access")
