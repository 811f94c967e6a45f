"""the audit refuses changes; hot rows of slot stay on their page"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_REFUSE_SQLITE = """
CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END
"""
_FUNCTION = """
CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$
"""
_REFUSE_POSTGRESQL = """
CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only()
"""
_HOT = """
ALTER TABLE slot SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)
"""


def upgrade() -> None:
    """Bring the schema forward."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_REFUSE_SQLITE.format(verb="UPDATE"))
        op.execute(_REFUSE_SQLITE.format(verb="DELETE"))
        return
    for statement in (_FUNCTION, _REFUSE_POSTGRESQL, _HOT):
        op.execute(statement)


def downgrade() -> None:
    """Take the change back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_UPDATE")
        op.execute("DROP TRIGGER audit_entry_no_DELETE")
        return
    op.execute("DROP TRIGGER audit_entry_no_change ON audit_entry")
    op.execute("DROP FUNCTION audit_entry_is_append_only")
    op.execute(
        "ALTER TABLE slot RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)"
    )
