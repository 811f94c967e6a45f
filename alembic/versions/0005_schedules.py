"""schedules: exceptions, duty, changes that can be undone, seats held back"""

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_HOURS = "0 <= from_minute AND from_minute < to_minute AND to_minute <= 1440"
_BUFFERS = """
UPDATE slot SET buffer_minutes = COALESCE(
    (SELECT MAX(t.buffer_minutes) FROM schedule_template t WHERE t.offering_id = slot.offering_id), 0)
"""


def upgrade() -> None:
    """Bring the schema forward; slots that are there rest as long as their offering's templates said."""
    _exceptions()
    _duty()
    _changes()
    with op.batch_alter_table("office_closure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_open", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("reservation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_by_staff", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("schedule_template", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_back", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(
            batch_op.f("ck_schedule_template_held_back"), "0 <= held_back AND held_back <= seats"
        )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        for name in ("held_back", "taken_by_staff", "buffer_minutes"):
            batch_op.add_column(sa.Column(name, sa.Integer(), server_default="0", nullable=False))
        batch_op.create_check_constraint(
            batch_op.f("ck_slot_held_back"), "0 <= held_back AND held_back <= capacity"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_slot_taken_by_staff"), "0 <= taken_by_staff AND taken_by_staff <= taken"
        )
        batch_op.create_check_constraint(batch_op.f("ck_slot_buffer"), "buffer_minutes >= 0")
    op.execute(_BUFFERS)


def _exceptions() -> None:
    op.create_table(
        "schedule_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("offering_id", sa.Integer(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("from_minute", sa.Integer(), nullable=False),
        sa.Column("to_minute", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("held_back", sa.Integer(), nullable=False),
        sa.Column("slot_minutes", sa.Integer(), nullable=False),
        sa.Column("buffer_minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.CheckConstraint(_HOURS, name=op.f("ck_schedule_exception_hours")),
        sa.CheckConstraint(
            "slot_minutes >= 0 AND buffer_minutes >= 0 AND seats >= 0",
            name=op.f("ck_schedule_exception_lengths"),
        ),
        sa.CheckConstraint(
            "0 <= held_back AND held_back <= seats", name=op.f("ck_schedule_exception_held_back")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_schedule_exception_office_id")),
        sa.ForeignKeyConstraint(
            ["offering_id"], ["offering.id"], name=op.f("fk_schedule_exception_offering_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_exception")),
    )
    with op.batch_alter_table("schedule_exception", schema=None) as batch_op:
        batch_op.create_index("ix_schedule_exception_day", ["on_day", "office_id"], unique=False)


def _duty() -> None:
    op.create_table(
        "duty_stretch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("from_minute", sa.Integer(), nullable=False),
        sa.Column("to_minute", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_duty_stretch_weekday")),
        sa.CheckConstraint(_HOURS, name=op.f("ck_duty_stretch_hours")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_duty_stretch_people")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_duty_stretch_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_stretch")),
    )
    with op.batch_alter_table("duty_stretch", schema=None) as batch_op:
        batch_op.create_index("ix_duty_stretch_office", ["office_id", "weekday"], unique=False)


def _changes() -> None:
    op.create_table(
        "schedule_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.Column("added", sa.JSON(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_schedule_change_office_id")),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["schedule_change.id"], name=op.f("fk_schedule_change_undoes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_change")),
    )
    with op.batch_alter_table("schedule_change", schema=None) as batch_op:
        batch_op.create_index("ix_schedule_change_office", ["office_id", "id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("slot", schema=None) as batch_op:
        for name in ("ck_slot_buffer", "ck_slot_taken_by_staff", "ck_slot_held_back"):
            batch_op.drop_constraint(batch_op.f(name), type_="check")
        for name in ("buffer_minutes", "taken_by_staff", "held_back"):
            batch_op.drop_column(name)
    with op.batch_alter_table("schedule_template", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_schedule_template_held_back"), type_="check")
        batch_op.drop_column("held_back")
    with op.batch_alter_table("reservation", schema=None) as batch_op:
        batch_op.drop_column("is_by_staff")
    with op.batch_alter_table("office_closure", schema=None) as batch_op:
        batch_op.drop_column("is_open")
    with op.batch_alter_table("schedule_change", schema=None) as batch_op:
        batch_op.drop_index("ix_schedule_change_office")
    op.drop_table("schedule_change")
    with op.batch_alter_table("duty_stretch", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_stretch_office")
    op.drop_table("duty_stretch")
    with op.batch_alter_table("schedule_exception", schema=None) as batch_op:
        batch_op.drop_index("ix_schedule_exception_day")
    op.drop_table("schedule_exception")
