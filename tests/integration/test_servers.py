"""The ground of the tests itself: both databases are what production is."""

from redis import Redis
from sqlalchemy import text

from hellowork_portal.adapters.database import engine_for, reading, transaction
from hellowork_portal.kit.settings import settings
from tests.servers import PostgreSQL

_ROW = (
    "INSERT INTO audit_entry (at, actor_kind, action, subject_kind, details)"
    " VALUES ('2026-11-23', 'system', 'tested', 'nothing', '{}')"
)


def test_a_database_is_migrated_and_the_settings_point_to_it(database_url: str) -> None:
    with transaction(settings().database) as session:
        session.connection().execute(text(_ROW))
    with reading(database_url) as session:
        assert session.connection().scalar(text("SELECT count(*) FROM audit_entry")) == 1
        assert session.connection().scalar(text("SELECT count(*) FROM alembic_version")) == 1


def test_no_row_is_left_to_the_next_test(database_url: str) -> None:
    with transaction(database_url) as session:
        assert session.connection().scalar(text("SELECT count(*) FROM audit_entry")) == 0
        session.connection().execute(text(_ROW))


def test_no_row_is_left_whichever_test_came_first(database_url: str) -> None:
    with transaction(database_url) as session:
        assert session.connection().scalar(text("SELECT count(*) FROM audit_entry")) == 0
        session.connection().execute(text(_ROW))


def test_postgresql_sorts_and_searches_japanese(postgresql_server: PostgreSQL) -> None:
    assert postgresql_server.column(
        "SELECT datlocprovider::text FROM pg_database WHERE datname = 'postgres'"
    ) == ["i"]
    assert postgresql_server.column(
        "SELECT name FROM (VALUES ('い'), ('ア'), ('う')) AS t(name) ORDER BY name"
    ) == [
        "ア",
        "い",
        "う",
    ]


def test_sqlite_checks_foreign_keys_and_writes_ahead(sqlite_url: str) -> None:
    with engine_for(sqlite_url).connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"


def test_redis_takes_and_keeps_within_a_test(redis_url: str) -> None:
    client = Redis.from_url(redis_url)
    assert client.dbsize() == 0
    client.set("key", "value")
    assert client.get("key") == b"value"
    client.close()
