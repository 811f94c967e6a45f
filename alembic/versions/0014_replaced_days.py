"""A 認定日 knows the one in whose place it stands; requests that were approved say it of theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_FROM_REQUESTS = """
UPDATE certification_day SET instead_of = (
    SELECT MIN(asked.from_day) FROM day_change_request AS asked
    WHERE asked.claimant_id = certification_day.claimant_id
      AND asked.new_day = certification_day.on_day AND asked.state = 'approved'
)
WHERE is_approved_change
"""


def upgrade() -> None:
    with op.batch_alter_table("certification_day", schema=None) as batch_op:
        batch_op.add_column(sa.Column("instead_of", sa.Date(), nullable=True))
    op.execute(_FROM_REQUESTS)


def downgrade() -> None:
    with op.batch_alter_table("certification_day", schema=None) as batch_op:
        batch_op.drop_column("instead_of")
