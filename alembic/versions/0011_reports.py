"""Days are looked for in the whole country: an index by day on slots and on refused demand."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_slot_on_day", "slot", ["on_day", "offering_id"])
    op.create_index("ix_demand_refused_wanted_on", "demand_refused", ["wanted_on", "offering_id"])


def downgrade() -> None:
    op.drop_index("ix_demand_refused_wanted_on", table_name="demand_refused")
    op.drop_index("ix_slot_on_day", table_name="slot")
