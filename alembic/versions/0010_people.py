"""people at the office: names to search by, claimants and their files, codes, troubles"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns
from hellowork_portal.kit.text import search_key

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TROUBLED = sa.text("error != '' AND state != 'done'")
_KEYS = ("name_key", "reading_key")
_AT_ONCE = 2000


def upgrade() -> None:
    """Bring the schema forward."""
    _name_keys("applicant", [])
    particulars = [
        sa.Column("name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("reading", sa.String(length=200), server_default="", nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
    ]
    _name_keys("claimant", particulars)
    _fill_keys()
    op.create_index("ix_applicant_keys", "applicant", list(_KEYS), unique=False)
    op.create_index("ix_claimant_keys", "claimant", ["office_id", *_KEYS], unique=False)
    op.create_table(
        "claimant_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("content_sealed", sa.Text(), nullable=False),
        sa.Column("taken_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["staff_member.id"], name=op.f("fk_claimant_import_made_by_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_claimant_import_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claimant_import")),
    )
    op.create_index(op.f("ix_claimant_import_office_id"), "claimant_import", ["office_id"], unique=False)
    with op.batch_alter_table("counter_code", schema=None) as batch_op:
        batch_op.alter_column("applicant_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("claimant_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_counter_code_claimant_id"), "claimant", ["claimant_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_counter_code_claimant_id"), ["claimant_id"], unique=False)
    op.create_index("ix_job_trouble", "job", ["run_at"], sqlite_where=_TROUBLED, postgresql_where=_TROUBLED)
    op.create_index("ix_delivery_created", "delivery", ["created_at", "id"], unique=False)


def _name_keys(table: str, more: list[sa.Column[Any]]) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in more:
            batch_op.add_column(column)
        for key in _KEYS:
            batch_op.add_column(sa.Column(key, sa.String(length=200), server_default="", nullable=False))


def _fill_keys() -> None:
    """Write the keys of people who are there already, some thousands at a time."""
    people = sa.table("applicant", *(sa.column(name) for name in ("id", "name", "reading", *_KEYS)))
    write = (
        sa.update(people)
        .where(people.c.id == sa.bindparam("person"))
        .values(name_key=sa.bindparam("folded_name"), reading_key=sa.bindparam("folded_reading"))
    )
    last = 0
    while True:
        some = sa.select(people.c.id, people.c.name, people.c.reading).where(people.c.id > last)
        rows = op.get_bind().execute(some.order_by(people.c.id).limit(_AT_ONCE)).all()
        if not rows:
            return
        keys = [(row.id, search_key(row.name), search_key(row.reading)) for row in rows]
        names = ("person", "folded_name", "folded_reading")
        op.get_bind().execute(write, [dict(zip(names, one, strict=True)) for one in keys])
        last = rows[-1].id


def downgrade() -> None:
    """Take the change back; codes for claimants without an account go with it."""
    op.drop_index("ix_delivery_created", table_name="delivery")
    op.drop_index("ix_job_trouble", table_name="job")
    op.execute("DELETE FROM counter_code WHERE applicant_id IS NULL")
    with op.batch_alter_table("counter_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counter_code_claimant_id"))
        batch_op.drop_constraint(batch_op.f("fk_counter_code_claimant_id"), type_="foreignkey")
        batch_op.drop_column("claimant_id")
        batch_op.alter_column("applicant_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("claimant_import")
    for table, more in (("claimant", ("name", "reading", "born_on")), ("applicant", ())):
        op.drop_index(f"ix_{table}_keys", table_name=table)
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in (*_KEYS, *more):
                batch_op.drop_column(name)
