"""Files on the disk: sealed, whole, for the portal alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hellowork_portal.adapters import disk_files
from hellowork_portal.adapters.disk_files import DiskFiles
from hellowork_portal.kit.settings import ROOT, Settings
from hellowork_portal.ports.file_store import FileMissing

WORDS = "受験票 髙橋".encode()
SOON = datetime(2100, 1, 1, tzinfo=UTC)


def test_a_file_comes_back_and_nobody_else_reads_it(tmp_path: Path) -> None:
    store = DiskFiles(tmp_path / "files")
    key = store.put(WORDS)
    assert store.get(key) == WORDS
    (path,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert path.name == key
    assert WORDS not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "files").stat().st_mode & 0o777 == 0o700
    assert store.put(WORDS) != key


def test_what_is_deleted_is_gone_and_a_second_time_is_no_mistake(tmp_path: Path) -> None:
    store = DiskFiles(tmp_path)
    key = store.put(WORDS)
    store.delete(key)
    store.delete(key)
    with pytest.raises(FileMissing):
        store.get(key)


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "a" * 39, "/" + "a" * 39, "A" * 40, "a" * 41])
def test_only_keys_are_keys(tmp_path: Path, key: str) -> None:
    for act in (DiskFiles(tmp_path).get, DiskFiles(tmp_path).delete):
        with pytest.raises(FileMissing):
            act(key)


def test_a_crash_in_mid_write_leaves_a_draft_that_is_tidied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DiskFiles(tmp_path)
    kept = store.put(WORDS)

    def die(_descriptor: int) -> None:
        raise OSError

    monkeypatch.setattr(disk_files.os, "fsync", die)
    with pytest.raises(OSError):  # noqa: PT011
        store.put(WORDS)
    monkeypatch.undo()
    assert len(list(tmp_path.rglob("*.part"))) == 1
    assert list(store.keys(SOON)) == [kept]
    assert list(tmp_path.rglob("*.part")) == []


def test_keys_are_those_of_older_files(tmp_path: Path) -> None:
    store = DiskFiles(tmp_path)
    store.put(WORDS)
    assert list(store.keys(datetime.now(UTC) - timedelta(hours=1))) == []


def test_the_folder_lies_outside_what_is_served() -> None:
    folder = Settings(data_dir=ROOT / ".portal").file_folder
    assert folder == ROOT / ".portal" / "files"
    assert not any(folder.is_relative_to(ROOT / served) for served in (".web", "assets"))
