"""the service in depth"""

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "banner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("starts_at", columns.UtcDateTime(), nullable=False),
        sa.Column("ends_at", columns.UtcDateTime(), nullable=True),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("taken_down_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_banner_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_banner")),
    )
    with op.batch_alter_table("banner", schema=None) as batch_op:
        batch_op.create_index("ix_banner_time", ["starts_at", "ends_at"], unique=False)

    op.create_table(
        "address_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("old_address", sa.String(length=254), nullable=False),
        sa.Column("new_address", sa.String(length=254), nullable=False),
        sa.Column("asked_at", columns.UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("objection_ends_at", columns.UtcDateTime(), nullable=True),
        sa.Column("objected_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_address_change_applicant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_change")),
    )
    with op.batch_alter_table("address_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_change_applicant_id"), ["applicant_id"], unique=False)

    op.create_table(
        "counter_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("expires_at", columns.UtcDateTime(), nullable=False),
        sa.Column("used_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_counter_code_applicant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_counter_code_code_hash")),
    )
    with op.batch_alter_table("counter_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counter_code_applicant_id"), ["applicant_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("browser", sa.String(length=120), nullable=False),
        sa.Column("disowned_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name=op.f("fk_sign_in_applicant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_applicant_id"), ["applicant_id"], unique=False)

    op.create_table(
        "day_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reservation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("answered_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reservation_id"], ["reservation.id"], name=op.f("fk_day_notice_reservation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_notice")),
    )
    with op.batch_alter_table("day_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_day_notice_reservation_id"), ["reservation_id"], unique=False)

    op.create_table(
        "waitlist_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("offering_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("wanted", sa.String(length=40), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("reservation_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("offered_reservation_id", sa.Integer(), nullable=True),
        sa.Column("offer_ends_at", columns.UtcDateTime(), nullable=True),
        sa.Column("offers_made", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_waitlist_entry_applicant_id")
        ),
        sa.ForeignKeyConstraint(
            ["offered_reservation_id"],
            ["reservation.id"],
            name=op.f("fk_waitlist_entry_offered_reservation_id"),
        ),
        sa.ForeignKeyConstraint(["offering_id"], ["offering.id"], name=op.f("fk_waitlist_entry_offering_id")),
        sa.ForeignKeyConstraint(
            ["reservation_id"], ["reservation.id"], name=op.f("fk_waitlist_entry_reservation_id")
        ),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_waitlist_entry_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waitlist_entry")),
    )
    with op.batch_alter_table("waitlist_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_waitlist_entry_applicant_id"), ["applicant_id"], unique=False)
        batch_op.create_index("ix_waitlist_entry_queue", ["offering_id", "state", "created_at"], unique=False)
        batch_op.create_index(
            "uq_waitlist_entry_active",
            ["applicant_id", "offering_id", "wanted"],
            unique=True,
            sqlite_where=sa.text("state IN ('waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('waiting', 'offered')"),
        )

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_applicant_id"), ["applicant_id"], unique=False)

    with op.batch_alter_table("applicant", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("follows_page_language", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(
            sa.Column("wants_reminders", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
        batch_op.add_column(sa.Column("closed_at", columns.UtcDateTime(), nullable=True))

    with op.batch_alter_table("offering", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opens_at_minute", sa.Integer(), server_default="0", nullable=False))

    with op.batch_alter_table("reservation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_offer", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("replaces_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("cancelled_at", columns.UtcDateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("cancelled_by", sa.String(length=16), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("cancel_reason", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_reservation_replaces_id"), "reservation", ["replaces_id"], ["id"]
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("reservation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_reservation_replaces_id"), type_="foreignkey")
        batch_op.drop_column("cancel_reason")
        batch_op.drop_column("cancelled_by")
        batch_op.drop_column("cancelled_at")
        batch_op.drop_column("replaces_id")
        batch_op.drop_column("is_offer")

    with op.batch_alter_table("offering", schema=None) as batch_op:
        batch_op.drop_column("opens_at_minute")

    with op.batch_alter_table("applicant", schema=None) as batch_op:
        batch_op.drop_column("closed_at")
        batch_op.drop_column("wants_reminders")
        batch_op.drop_column("follows_page_language")

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_applicant_id"))

    with op.batch_alter_table("waitlist_entry", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_waitlist_entry_active",
            sqlite_where=sa.text("state IN ('waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('waiting', 'offered')"),
        )
        batch_op.drop_index("ix_waitlist_entry_queue")
        batch_op.drop_index(batch_op.f("ix_waitlist_entry_applicant_id"))

    op.drop_table("waitlist_entry")
    with op.batch_alter_table("day_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_day_notice_reservation_id"))

    op.drop_table("day_notice")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_applicant_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("counter_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counter_code_applicant_id"))

    op.drop_table("counter_code")
    with op.batch_alter_table("address_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_change_applicant_id"))

    op.drop_table("address_change")
    with op.batch_alter_table("banner", schema=None) as batch_op:
        batch_op.drop_index("ix_banner_time")

    op.drop_table("banner")
