"""the day of an interview: who came, was recognised, began and ended; notes"""

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_BY = ("counsellor_id", "checked_in_by_id", "identity_by_id", "started_by_id", "ended_by_id")


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reservation_id", sa.Integer(), nullable=False),
        sa.Column("counsellor_id", sa.Integer(), nullable=True),
        sa.Column("waiting_since", columns.UtcDateTime(), nullable=True),
        sa.Column("checked_in_by_id", sa.Integer(), nullable=True),
        sa.Column("identity_method", sa.String(length=32), server_default="", nullable=False),
        sa.Column("identity_result", sa.String(length=32), server_default="", nullable=False),
        sa.Column("identity_by_id", sa.Integer(), nullable=True),
        sa.Column("identity_at", columns.UtcDateTime(), nullable=True),
        sa.Column("started_at", columns.UtcDateTime(), nullable=True),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", columns.UtcDateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("is_our_side", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["reservation_id"], ["reservation.id"], name=op.f("fk_interview_reservation_id")
        ),
        *[
            sa.ForeignKeyConstraint([column], ["staff_member.id"], name=op.f(f"fk_interview_{column}"))
            for column in _BY
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("reservation_id", name=op.f("uq_interview_reservation_id")),
    )
    op.create_index(op.f("ix_interview_counsellor_id"), "interview", ["counsellor_id"], unique=False)
    op.create_table(
        "interview_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reservation_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("text_sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["staff_member.id"], name=op.f("fk_interview_note_author_id")),
        sa.ForeignKeyConstraint(
            ["reservation_id"], ["reservation.id"], name=op.f("fk_interview_note_reservation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_note")),
    )
    op.create_index(
        op.f("ix_interview_note_reservation_id"), "interview_note", ["reservation_id"], unique=False
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("interview_note")
    op.drop_table("interview")
