"""What was prepared from these very sources lets the portal start beside the next preparation."""

from pathlib import Path

import pytest

from hellowork_portal.start import frontend, prepared
from hellowork_portal.start.addresses import Addresses
from hellowork_portal.start.children import parts
from hellowork_portal.start.prepared import is_prepared, note_prepared
from hellowork_portal.start.run import _divided

SETTINGS = {"PORTAL_DATABASE_URL": "postgresql://one", "PORTAL_DATA_DIR": "/data"}


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("rxconfig.py", "requirements.txt", "hellowork_portal/models.py", "alembic/versions/0001.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    monkeypatch.setattr(prepared, "_MIGRATIONS", tmp_path / "alembic")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def test_nothing_is_prepared_until_it_was_noted() -> None:
    assert not is_prepared(SETTINGS)
    note_prepared(SETTINGS)
    assert is_prepared(SETTINGS)


@pytest.mark.parametrize("name", ["hellowork_portal/models.py", "alembic/versions/0002.py"])
def test_other_sources_or_migrations_need_a_preparation_first(name: str, root: Path) -> None:
    note_prepared(SETTINGS)
    (root / name).write_text("changed")
    assert not is_prepared(SETTINGS)


def test_another_database_does_too() -> None:
    note_prepared(SETTINGS)
    assert not is_prepared(SETTINGS | {"PORTAL_DATABASE_URL": "postgresql://two"})


@pytest.mark.parametrize(
    ("has_tables", "waiting"), [(True, []), (False, ["portal", "worker"])], ids=["prepared", "not prepared"]
)
def test_only_what_needs_tables_waits_for_them(has_tables: bool, waiting: list[str]) -> None:
    early, later = _divided(parts(Addresses(1, 2, 3, 4)), has_tables)
    assert [part.name for part in later] == waiting
    assert len(early) + len(later) == 4
