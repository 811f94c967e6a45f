"""Applications and their decisions, attachments, the calendar of 認定日, dated amounts."""

import sqlalchemy as sa
from alembic import op

from hellowork_portal.kit import columns

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


_APPEND_ONLY = ("application_submission", "application_event", "certification_decision", "decision_approval")
_REFUSE_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_FUNCTION = """
CREATE FUNCTION application_record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
_REFUSE_POSTGRESQL = """
CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION application_record_is_append_only()
"""


def _refuse_changes() -> None:
    """Let nobody change what was submitted or decided; rows go only when the law lets them go."""
    if op.get_bind().dialect.name == "sqlite":
        for table in _APPEND_ONLY:
            op.execute(_REFUSE_SQLITE.format(table=table, verb="UPDATE"))
        return
    op.execute(_FUNCTION)
    for table in _APPEND_ONLY:
        op.execute(_REFUSE_POSTGRESQL.format(table=table))


def upgrade() -> None:
    op.create_table(
        "dated_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("set_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dated_setting")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_dated_setting_code_valid_from")),
    )
    op.create_table(
        "certification_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("day_type", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("cycle_on", sa.Date(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("is_edited", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_certification_calendar_office_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_calendar")),
        sa.UniqueConstraint(
            "office_id", "cycle_on", name=op.f("uq_certification_calendar_office_id_cycle_on")
        ),
    )
    with op.batch_alter_table("certification_calendar", schema=None) as batch_op:
        batch_op.create_index("ix_certification_calendar_day", ["office_id", "on_day"], unique=False)

    op.create_table(
        "office_certification",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("needs_two_persons", sa.Boolean(), nullable=False),
        sa.Column("sample_percent", sa.Integer(), nullable=False),
        sa.Column("drafts_days_before", sa.Integer(), nullable=False),
        sa.Column("files_from_minute", sa.Integer(), nullable=False),
        sa.Column("files_until_minute", sa.Integer(), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["staff_member.id"], name=op.f("fk_office_certification_changed_by_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_certification_office_id")),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_office_certification")),
    )
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=True),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("claimant_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=False),
        sa.Column("procedure_version_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("certification_on", sa.Date(), nullable=False),
        sa.Column("period_first", sa.Date(), nullable=False),
        sa.Column("period_last", sa.Date(), nullable=False),
        sa.Column("is_unconfirmed_claim", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("draft_sealed", sa.Text(), nullable=False),
        sa.Column("answers_sealed", sa.Text(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("accepted", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("saved_at", columns.UtcDateTime(), nullable=False),
        sa.Column("terms_agreed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("submitted_at", columns.UtcDateTime(), nullable=True),
        sa.Column("opened_at", columns.UtcDateTime(), nullable=True),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name=op.f("fk_application_applicant_id")),
        sa.ForeignKeyConstraint(
            ["assigned_to_id"], ["staff_member.id"], name=op.f("fk_application_assigned_to_id")
        ),
        sa.ForeignKeyConstraint(["claimant_id"], ["claimant.id"], name=op.f("fk_application_claimant_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_application_office_id")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_application_procedure_id")),
        sa.ForeignKeyConstraint(
            ["procedure_version_id"],
            ["procedure_version.id"],
            name=op.f("fk_application_procedure_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("number", name=op.f("uq_application_number")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_applicant_id"), ["applicant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_application_assigned_to_id"), ["assigned_to_id"], unique=False)
        batch_op.create_index("ix_application_claimant", ["claimant_id", "certification_on"], unique=False)
        batch_op.create_index(
            "ix_application_inbox", ["office_id", "state", "certification_on", "id"], unique=False
        )
        batch_op.create_index(
            "uq_application_standing",
            ["applicant_id", "procedure_id", "certification_on"],
            unique=True,
            sqlite_where=sa.text("state != 'withdrawn'"),
            postgresql_where=sa.text("state != 'withdrawn'"),
        )

    op.create_table(
        "claimant_benefit",
        sa.Column("claimant_id", sa.Integer(), nullable=False),
        sa.Column("day_type", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("sought_on", sa.Date(), nullable=True),
        sa.Column("waiting_ends_on", sa.Date(), nullable=True),
        sa.Column("restricted_from", sa.Date(), nullable=True),
        sa.Column("restricted_until", sa.Date(), nullable=True),
        sa.Column("benefit_ends_on", sa.Date(), nullable=True),
        sa.Column("daily_wage", sa.Integer(), nullable=True),
        sa.Column("daily_allowance", sa.Integer(), nullable=True),
        sa.Column("total_days", sa.Integer(), nullable=True),
        sa.Column("remaining_days", sa.Integer(), nullable=True),
        sa.Column("has_difficulty", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_claimant_benefit_claimant_id")
        ),
        sa.PrimaryKeyConstraint("claimant_id", name=op.f("pk_claimant_benefit")),
    )
    op.create_table(
        "day_change_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claimant_id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("wished_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("note_sealed", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", columns.UtcDateTime(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", columns.UtcDateTime(), nullable=True),
        sa.Column("new_day", sa.Date(), nullable=True),
        sa.Column("answer_sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_day_change_request_applicant_id")
        ),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["claimant.id"], name=op.f("fk_day_change_request_claimant_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff_member.id"], name=op.f("fk_day_change_request_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_day_change_request_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_change_request")),
    )
    with op.batch_alter_table("day_change_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_day_change_request_applicant_id"), ["applicant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_day_change_request_claimant_id"), ["claimant_id"], unique=False)
        batch_op.create_index(
            "ix_day_change_request_office", ["office_id", "state", "from_day"], unique=False
        )
        batch_op.create_index(
            "uq_day_change_request_asked",
            ["claimant_id", "from_day"],
            unique=True,
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )

    op.create_table(
        "application_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("staff_member_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("message_sealed", sa.Text(), nullable=False),
        sa.Column("is_for_staff", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_event_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["staff_member_id"], ["staff_member.id"], name=op.f("fk_application_event_staff_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_event")),
    )
    with op.batch_alter_table("application_event", schema=None) as batch_op:
        batch_op.create_index("ix_application_event", ["application_id", "id"], unique=False)

    op.create_table(
        "application_submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("answers_sealed", sa.Text(), nullable=False),
        sa.Column("statement_hash", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_application_submission_application_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_submission")),
        sa.UniqueConstraint(
            "application_id", "turn", name=op.f("uq_application_submission_application_id_turn")
        ),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("day_change_request_id", sa.Integer(), nullable=True),
        sa.Column("store_key", sa.String(length=64), nullable=False),
        sa.Column("name_sealed", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("added_at", columns.UtcDateTime(), nullable=False),
        sa.Column("removed_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name=op.f("fk_attachment_applicant_id")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_attachment_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["day_change_request_id"],
            ["day_change_request.id"],
            name=op.f("fk_attachment_day_change_request_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("store_key", name=op.f("uq_attachment_store_key")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_applicant_id"), ["applicant_id"], unique=False)
        batch_op.create_index("ix_attachment_application", ["application_id"], unique=False)
        batch_op.create_index("ix_attachment_change", ["day_change_request_id"], unique=False)

    op.create_table(
        "certification_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("certified_days", sa.Integer(), nullable=False),
        sa.Column("payable_yen", sa.Integer(), nullable=True),
        sa.Column("next_certification_on", sa.Date(), nullable=True),
        sa.Column("is_overridden", sa.Boolean(), nullable=False),
        sa.Column("is_bulk", sa.Boolean(), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), nullable=False),
        sa.Column("working_sealed", sa.Text(), nullable=False),
        sa.Column("decided_sealed", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_certification_decision_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff_member.id"], name=op.f("fk_certification_decision_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification_decision")),
        sa.UniqueConstraint(
            "application_id", "turn", name=op.f("uq_certification_decision_application_id_turn")
        ),
    )
    op.create_table(
        "correction_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", columns.UtcDateTime(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("notes_sealed", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_correction_request_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["staff_member.id"], name=op.f("fk_correction_request_asked_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_request")),
    )
    with op.batch_alter_table("correction_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_correction_request_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "decision_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("is_approved", sa.Boolean(), nullable=False),
        sa.Column("reason_sealed", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["staff_member.id"], name=op.f("fk_decision_approval_by_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["certification_decision.id"], name=op.f("fk_decision_approval_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_approval")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_decision_approval_decision_id")),
    )
    _refuse_changes()


def downgrade() -> None:
    op.drop_table("decision_approval")
    with op.batch_alter_table("correction_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_request_application_id"))

    op.drop_table("correction_request")
    op.drop_table("certification_decision")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index("ix_attachment_change")
        batch_op.drop_index("ix_attachment_application")
        batch_op.drop_index(batch_op.f("ix_attachment_applicant_id"))

    op.drop_table("attachment")
    op.drop_table("application_submission")
    with op.batch_alter_table("application_event", schema=None) as batch_op:
        batch_op.drop_index("ix_application_event")

    op.drop_table("application_event")
    with op.batch_alter_table("day_change_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_day_change_request_asked",
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )
        batch_op.drop_index("ix_day_change_request_office")
        batch_op.drop_index(batch_op.f("ix_day_change_request_claimant_id"))
        batch_op.drop_index(batch_op.f("ix_day_change_request_applicant_id"))

    op.drop_table("day_change_request")
    op.drop_table("claimant_benefit")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_application_standing",
            sqlite_where=sa.text("state != 'withdrawn'"),
            postgresql_where=sa.text("state != 'withdrawn'"),
        )
        batch_op.drop_index("ix_application_inbox")
        batch_op.drop_index("ix_application_claimant")
        batch_op.drop_index(batch_op.f("ix_application_assigned_to_id"))
        batch_op.drop_index(batch_op.f("ix_application_applicant_id"))

    op.drop_table("application")
    op.drop_table("office_certification")
    with op.batch_alter_table("certification_calendar", schema=None) as batch_op:
        batch_op.drop_index("ix_certification_calendar_day")

    op.drop_table("certification_calendar")
    op.drop_table("dated_setting")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION application_record_is_append_only")
