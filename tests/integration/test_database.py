"""Connections that die while nobody looks, and writes that are said together."""

from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from hellowork_portal.adapters import database
from hellowork_portal.adapters.database import transaction
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sql import Dialect, Part, Told, Writes, new_places, spelt, table_of
from hellowork_portal.models import AuditEntry, Prefecture
from hellowork_portal.services.audit.service import entry_part, entry_values
from tests.factories import NOW, Desk
from tests.servers import PostgreSQL

PREFECTURE = table_of(Prefecture)
TOKYO = {"of_code": "13", "of_name": "東京都", "of_kana": "とうきょうと", "of_latin": "Tokyo"}


def hang_up(server: PostgreSQL, url: str) -> None:
    """End every session of a database, as a server that starts anew does."""
    name = url.rsplit("/", 1)[1]
    server.column(f"SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = '{name}'")


def ask(url: str) -> Any:
    with transaction(url) as session:
        return session.connection().scalar(text("SELECT 1"))


def test_a_connection_that_died_while_it_rested_is_replaced_unseen(
    postgresql_url: str, postgresql_server: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(postgresql_url) == 1
    hang_up(postgresql_server, postgresql_url)
    monkeypatch.setattr(database, "_REST_SECONDS", 0.0)
    assert ask(postgresql_url) == 1


def test_with_one_dead_connection_its_sisters_are_replaced_too(
    postgresql_url: str, postgresql_server: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(postgresql_url) as one, transaction(postgresql_url) as other:
        assert one.connection().scalar(text("SELECT 1")) == other.connection().scalar(text("SELECT 1"))
    hang_up(postgresql_server, postgresql_url)
    monkeypatch.setattr(database, "_REST_SECONDS", 0.0)
    assert ask(postgresql_url) == 1
    monkeypatch.setattr(database, "_REST_SECONDS", 60.0)
    assert [ask(postgresql_url) for _ in range(3)] == [1, 1, 1]


def test_a_connection_that_died_at_work_is_an_error_once(
    postgresql_url: str, postgresql_server: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_REST_SECONDS", 60.0)
    assert ask(postgresql_url) == 1
    hang_up(postgresql_server, postgresql_url)
    with pytest.raises(OperationalError):
        ask(postgresql_url)
    assert ask(postgresql_url) == 1


def _put(dialect: Dialect) -> Any:
    row = new_places(PREFECTURE, "of", ("code", "name", "kana", "latin"))
    return dialect.row(PREFECTURE, row).on_conflict_do_nothing().returning(spelt(13).label("told"))


@pytest.fixture
def put() -> Writes:
    return Writes(Part("put", _put, tells=True), entry_part(about="put"))


def test_what_one_part_tells_stands_in_the_next(database_url: str, put: Writes) -> None:
    desk, entry = Desk(database_url), entry_values(SYSTEM, "tested", ("prefecture", None), now=NOW, why="so")
    assert desk.do(put.run, TOKYO | entry) == {"put": Told(1, 13)}
    assert [row.name for row in desk.rows(Prefecture)] == ["東京都"]
    written = desk.row(AuditEntry)
    assert (written.subject_kind, written.subject_id, written.details) == ("prefecture", 13, {"why": "so"})


def test_a_part_is_left_out_where_the_one_it_needs_wrote_nothing(database_url: str, put: Writes) -> None:
    desk, entry = Desk(database_url), entry_values(SYSTEM, "tested", ("prefecture", None), now=NOW)
    desk.do(put.run, TOKYO | entry)
    assert desk.do(put.run, TOKYO | entry) == {"put": Told(0, None)}
    assert len(desk.rows(Prefecture)) == len(desk.rows(AuditEntry)) == 1


def test_postgresql_hears_them_as_one_statement(postgresql_url: str, put: Writes) -> None:
    heard: list[str] = []
    with transaction(postgresql_url) as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *args: heard.append(args[2]))
        put.run(session, TOKYO | entry_values(SYSTEM, "tested", ("prefecture", None), now=NOW))
    assert len(heard) == 1
    assert len(Desk(postgresql_url).rows(AuditEntry)) == 1


def test_nothing_but_a_code_is_spelt_into_a_statement() -> None:
    with pytest.raises(ValueError, match="no code"):
        spelt("x' OR '1'='1")
