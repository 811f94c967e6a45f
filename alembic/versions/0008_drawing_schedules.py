"""changes of schedules that are being prepared; what an office says of itself"""

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "schedule_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("decisions", sa.JSON(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_schedule_draft_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_draft")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_schedule_draft_owner", "schedule_draft", ["office_id", "made_by", "subject"], unique=False
    )
    op.create_table(
        "office_page",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("access", sa.JSON(), nullable=False),
        sa.Column("opening_hours", sa.JSON(), nullable=False),
        sa.Column("announcement", sa.JSON(), nullable=False),
        sa.Column("interpreters", sa.JSON(), nullable=False),
        sa.Column("has_own_reach", sa.Boolean(), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_page_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_office_page")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("office_page")
    op.drop_index("ix_schedule_draft_owner", table_name="schedule_draft")
    op.drop_table("schedule_draft")
