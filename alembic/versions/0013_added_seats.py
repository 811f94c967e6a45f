"""seats that a manager has added to a slot"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("added_seats", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(batch_op.f("ck_slot_added_seats"), "added_seats >= 0")


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_slot_added_seats"), type_="check")
        batch_op.drop_column("added_seats")
