"""The parts find each other by settings; what the operator has set himself stands."""

from pathlib import Path

import pytest

from hellowork_portal.start.addresses import Addresses
from hellowork_portal.start.children import parts, settings_of

ADDRESSES = Addresses(portal=3000, smtp=8025, mailbox=8026, zoom=8027)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("PORTAL_MODE")


def test_the_parts_are_told_where_the_others_are() -> None:
    settings = settings_of(ADDRESSES)
    assert settings["PORTAL_MODE"] == "demonstration"
    assert settings["PORTAL_PUBLIC_URL"] == "http://127.0.0.1:3000"
    assert settings["PORTAL_SMTP__PORT"] == "8025"
    assert settings["PORTAL_MAILBOX_URL"] == "http://127.0.0.1:8026"
    assert settings["PORTAL_ZOOM__BASE_URI"] == "http://127.0.0.1:8027/v2"
    assert settings["PORTAL_ZOOM__OAUTH_URI"] == "http://127.0.0.1:8027/oauth/token"


def test_the_operators_own_settings_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SMTP__HOST", "mail.example.jp")
    monkeypatch.setenv("PORTAL_DATABASE_URL", "postgresql://db.example.jp/portal")
    settings = settings_of(ADDRESSES)
    assert settings["PORTAL_SMTP__HOST"] == "mail.example.jp"
    assert settings["PORTAL_DATABASE_URL"] == "postgresql://db.example.jp/portal"


def test_the_stand_ins_account_is_invented_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    first, second = settings_of(ADDRESSES), settings_of(ADDRESSES)
    names = [f"PORTAL_ZOOM__{name}" for name in ("ACCOUNT_ID", "CLIENT_ID", "CLIENT_SECRET")]
    assert [first[name] for name in names] == [second[name] for name in names]
    assert len({first[name] for name in names}) == 3
    assert (tmp_path / "data" / "zoom.json").stat().st_mode & 0o777 == 0o600


def test_every_listening_part_is_on_loopback_and_keeps_no_log_of_addresses() -> None:
    commands = {part.name: [str(word) for word in part.command] for part in parts(ADDRESSES)}
    assert set(commands) == {"portal", "worker", "mailbox", "zoom"}
    for name in ("portal", "zoom"):
        assert commands[name][commands[name].index("--host") + 1] == "127.0.0.1"
        assert "--no-access-log" in commands[name]


def test_the_websocket_is_not_compressed_because_that_triples_its_memory() -> None:
    portal = next(part for part in parts(ADDRESSES) if part.name == "portal")
    words = [str(word) for word in portal.command]
    assert words[words.index("--ws") + 1] == "websockets-sansio"
    assert words[words.index("--ws-per-message-deflate") + 1] == "false"
