"""The tables: one line of migrations, and it makes exactly what the models say, on both databases."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

import hellowork_portal.models  # noqa: F401  (registers the tables)
from hellowork_portal.adapters.database import engine_for
from tests import servers
from tests.factories import Desk
from tests.servers import PostgreSQL

Facts = dict[str, set[str]]
_AUDITED = (
    "INSERT INTO audit_entry (at, actor_kind, action, subject_kind, details)"
    " VALUES ('2026-11-23', 'system', 'tested', 'nothing', '{}')"
)
_BOOKED = (
    "INSERT INTO prefecture (code, name, kana, latin) VALUES ('13', '東京都', 'とうきょうと', 'Tokyo')",
    (
        "INSERT INTO office (id, code, name, formal_name, kana, kind, prefecture_code,"
        " is_prefecture_main_office, postal_code, address, phone, jurisdiction, name_certainty)"
        " VALUES (1, '13010', '飯田橋', '', 'いいだばし', 'main', '13', TRUE, '', '', '', '', 'A')"
    ),
    "INSERT INTO procedure (id, code, kind, purpose, is_published) VALUES (1, 'p', 'interview', 'c', TRUE)",
    (
        "INSERT INTO procedure_version (id, procedure_id, number, digest, definition, published_at)"
        " VALUES (1, 1, 1, 'd', '{}', '2026-11-01')"
    ),
    (
        "INSERT INTO offering (id, office_id, procedure_id, mode, is_open, opens_days_ahead,"
        " closes_minutes_before) VALUES (1, 1, 1, 'online', TRUE, 28, 120)"
    ),
    (
        "INSERT INTO slot (id, offering_id, on_day, starts_at, ends_at, capacity, taken, state)"
        " VALUES (1, 1, '2026-12-01', '2026-12-01 01:00', '2026-12-01 01:15', 1, 1, 'open')"
    ),
    (
        "INSERT INTO applicant (id, mail_address, password_hash, name, reading, born_on, phone, postal_code,"
        " address, claimant_number_sealed, claimant_number_fingerprint, language, terms_version,"
        " terms_agreed_at, created_at) VALUES (1, 'a@example.jp', 'h', '髙橋', 'たかはし', '1980-01-01', '0',"
        " '', '', '', '', 'ja', '1', '2026-11-01', '2026-11-01')"
    ),
    (
        "INSERT INTO reservation (id, number, slot_id, applicant_id, procedure_version_id, state, starts_at,"
        " ends_at, answers_sealed, language, is_unconfirmed_claim, extended_count, revision, held_at)"
        " VALUES (1, 'ABCDE23456', 1, 1, 1, 'confirmed', '2026-12-01 01:00', '2026-12-01 01:15', '', 'ja',"
        " FALSE, 0, 0, '2026-11-01')"
    ),
    (
        "INSERT INTO meeting (reservation_id, provider_id, join_url_sealed, passcode_sealed, state,"
        " requested_at) VALUES (1, '', '', '', 'pending', '2026-11-01')"
    ),
)
_KEPT = (
    "SELECT number FROM reservation JOIN meeting ON meeting.reservation_id = reservation.id"
    " JOIN applicant ON applicant.id = reservation.applicant_id"
    " WHERE NOT is_offer AND cancelled_by = '' AND wants_reminders"
)
_CATALOGUE = {
    "columns": "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,"
    " column_default FROM information_schema.columns WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def configured(url: str) -> Config:
    """Return Alembic's settings for a database."""
    config = Config(servers.ROOT / "alembic.ini")
    config.set_main_option("script_location", str(servers.ROOT / "alembic"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def postgresql_facts(connection: Connection) -> Facts:
    """Return what PostgreSQL's own catalogue says of columns, constraints and indexes."""
    return {
        kind: {
            line
            for row in connection.execute(text(query))
            if "alembic_version" not in (line := str(tuple(row)))
        }
        for kind, query in _CATALOGUE.items()
    }


def sqlite_facts(connection: Connection) -> Facts:
    """Return columns, keys, CHECKs and indexes as SQLite knows them; the order in a table does not count."""
    inspector = inspect(connection)
    facts: Facts = {"columns": set(), "constraints": set(), "indexes": set()}
    for table in set(inspector.get_table_names()) - {"alembic_version"}:
        for column in inspector.get_columns(table):
            named = {name: str(column[name]) for name in ("name", "type", "nullable", "default")}
            facts["columns"].add(f"{table} {named}")
        for constraint in (
            *inspector.get_check_constraints(table),
            *inspector.get_unique_constraints(table),
            *inspector.get_foreign_keys(table),
            inspector.get_pk_constraint(table),
        ):
            facts["constraints"].add(f"{table} {sorted(constraint.items(), key=str)}")
    numbered = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
    facts["constraints"] |= {f"{name} gives no id twice" for name in connection.scalars(text(numbered))}
    made = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    facts["indexes"] = {" ".join(sql.split()) for sql in connection.scalars(text(made))}
    return facts


def facts_of(url: str) -> Facts:
    """Return what a database knows of its tables."""
    engine = engine_for(url)
    read = sqlite_facts if engine.dialect.name == "sqlite" else postgresql_facts
    with engine.connect() as connection:
        return read(connection)


@pytest.fixture
def bare_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables."""
    if dialect == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql_server")
    name = f"portal_bare_{secrets.token_hex(4)}"
    server.execute(f"CREATE DATABASE {name}")
    yield server.url(name)
    engine_for(server.url(name)).dispose()
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_migrations_have_one_head() -> None:
    script = ScriptDirectory.from_config(configured("sqlite://"))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_models_are_what_migrations_make(bare_url: str, database_url: str) -> None:
    engine = create_engine(engine_for(bare_url).url)
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    modelled, migrated = facts_of(bare_url), facts_of(database_url)
    for kind in modelled:
        assert modelled[kind], f"no {kind} were found at all"
        assert sorted(modelled[kind] - migrated[kind]) == [], f"{kind} in models alone"
        assert sorted(migrated[kind] - modelled[kind]) == [], f"{kind} in migrations alone"


def test_the_comparison_sees_checks_and_predicates(database_url: str) -> None:
    facts = facts_of(database_url)
    assert any("taken" in line and "capacity" in line for line in facts["constraints"])
    partial = [line for line in facts["indexes"] if "uq_reservation_live_seat" in line]
    assert len(partial) == 1
    assert "checked_in" in partial[0]


def test_every_migration_can_be_taken_back_and_made_again(bare_url: str) -> None:
    config = configured(bare_url)
    command.upgrade(config, "head")
    first = facts_of(bare_url)
    command.downgrade(config, "base")
    assert facts_of(bare_url) == {"columns": set(), "constraints": set(), "indexes": set()}
    command.upgrade(config, "head")
    assert facts_of(bare_url) == first
    engine_for(bare_url).dispose()


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_audit_can_only_grow(database_url: str, change: str) -> None:
    desk = Desk(database_url)
    desk.do(lambda session: session.connection().execute(text(_AUDITED)))
    with pytest.raises(DBAPIError, match="append-only"):
        desk.do(lambda session: session.connection().execute(text(change)))
    assert "tested" in desk.everything()


def test_a_migration_keeps_what_people_have_entered(bare_url: str) -> None:
    config = configured(bare_url)
    command.upgrade(config, "0002")
    desk = Desk(bare_url)
    for statement in _BOOKED:
        desk.do(lambda session, statement=statement: session.connection().execute(text(statement)))
    command.upgrade(config, "head")
    assert desk.do(lambda session: session.connection().scalars(text(_KEPT)).all()) == ["ABCDE23456"]
    orphan = "INSERT INTO day_notice (reservation_id, kind, at, answer) VALUES (99, 'late', '2026-11-23', '')"
    with pytest.raises(DBAPIError):
        desk.do(lambda session: session.connection().execute(text(orphan)))
    engine_for(bare_url).dispose()
