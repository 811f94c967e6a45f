"""the audit's chain: seals and leaves, append-only; who did it can be searched"""

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = ("audit_leaf", "audit_seal")
_REFUSE_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_FUNCTION = """
CREATE FUNCTION audit_chain_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
_REFUSE_POSTGRESQL = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION audit_chain_is_append_only()
"""


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "audit_seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("next_from", columns.UtcDateTime(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("sealed_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_seal_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_audit_seal_previous_hash")),
    )
    op.create_table(
        "audit_leaf",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seal_number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["seal_number"], ["audit_seal.number"], name=op.f("fk_audit_leaf_seal_number")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_audit_leaf")),
    )
    op.create_index(op.f("ix_audit_leaf_seal_number"), "audit_leaf", ["seal_number"], unique=False)
    op.create_index("ix_audit_entry_actor", "audit_entry", ["actor_kind", "actor_id", "at"], unique=False)
    _refuse_changes()


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            op.execute(_REFUSE_SQLITE.format(table=table, verb="UPDATE"))
            op.execute(_REFUSE_SQLITE.format(table=table, verb="DELETE"))
        return
    op.execute(_FUNCTION)
    for table in _TABLES:
        op.execute(_REFUSE_POSTGRESQL.format(table=table))


def downgrade() -> None:
    """Take the change back; triggers go with their tables."""
    op.drop_index("ix_audit_entry_actor", table_name="audit_entry")
    for table in _TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_chain_is_append_only")
