"""A 認定日 knows how it was settled outside the portal; the id of an application is never used again."""

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_COLUMNS = ("settled_at", "settled_by_id", "settled_note_sealed", "settled_how")


def upgrade() -> None:
    with op.batch_alter_table("certification_day", schema=None) as batch_op:
        batch_op.add_column(sa.Column("settled_how", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("settled_note_sealed", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("settled_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("settled_at", columns.UtcDateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_certification_day_settled_by_id"), "staff_member", ["settled_by_id"], ["id"]
        )
    _number_anew(is_used_once=True)


def downgrade() -> None:
    _number_anew(is_used_once=False)
    with op.batch_alter_table("certification_day", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_certification_day_settled_by_id"), type_="foreignkey")
        for name in _COLUMNS:
            batch_op.drop_column(name)


def _number_anew(*, is_used_once: bool) -> None:
    """Let SQLite give the ids of applications as sequences of PostgreSQL do: none a second time."""
    if op.get_bind().dialect.name != "sqlite":
        return
    kept = {"sqlite_autoincrement": is_used_once}
    with op.batch_alter_table("application", schema=None, recreate="always", table_kwargs=kept):
        pass
