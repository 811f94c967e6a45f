"""A claimant's record knows when its person is in public vocational training (公共職業訓練)."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_COLUMNS = ("training_from", "training_until")


def upgrade() -> None:
    with op.batch_alter_table("claimant_benefit", schema=None) as batch_op:
        for name in _COLUMNS:
            batch_op.add_column(sa.Column(name, sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("claimant_benefit", schema=None) as batch_op:
        for name in _COLUMNS:
            batch_op.drop_column(name)
