"""`audit-verify`, as it is typed, and the head where everybody can read it."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from hellowork_portal import runtime
from hellowork_portal.cli.commands import app
from hellowork_portal.jobs.duties import duties_at
from hellowork_portal.jobs.registry import FAMILIES
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.kit import routes
from hellowork_portal.kit.faults import Fault
from hellowork_portal.kit.i18n import LANGUAGES, catalogue
from hellowork_portal.services.audit import verifying
from hellowork_portal.web.routes import make_routes
from tests.factories import Desk
from tests.factories.audit import sealed, tamper, write_entries
from tests.integration.jobs.families import NOON, Watch, put, tools


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def verify(*words: str, language: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(app, ["audit-verify", *words], env={"LANG": language, "LC_ALL": ""})


def test_a_sound_audit_is_told_with_its_head(desk: Desk) -> None:
    assert "Nothing has been sealed yet" in verify().stdout
    sealed(desk, 3, 2)
    desk.do(write_entries, 4)
    result = verify()
    assert result.exit_code == 0, result.output
    assert "seals 2, entries 5." in result.stdout
    assert "next seal: 4." in result.stdout
    head = re.search(r"seal 2 \(\S+\): ([0-9a-f]{64})", result.stdout)
    assert head
    since = verify("--from-head", head[1])
    assert since.exit_code == 0
    assert "after seal 2" in since.stdout


def test_what_is_wrong_is_said_in_a_sentence_with_exit_code_1(desk: Desk) -> None:
    ids = sealed(desk, 3)
    tamper(desk, f"UPDATE audit_entry SET action = 'x' WHERE id = {ids[1]}")
    result = verify()
    assert result.exit_code == 1
    assert f"Entry {ids[1]} has been changed since seal 1 (" in result.stdout
    assert f"記録 {ids[1]} が" in verify(language="ja_JP.UTF-8").stdout
    unknown = verify("--from-head", "ab" * 32)
    assert unknown.exit_code == 1
    assert "The head you kept is not in this chain" in unknown.stdout


def test_of_many_findings_the_first_are_named_and_all_are_counted(desk: Desk) -> None:
    sealed(desk, 30)
    tamper(desk, "DELETE FROM audit_entry")
    result = verify()
    assert "Findings: 30." in result.stdout
    assert result.stdout.count("has been removed") == verifying.MOST_NAMED
    assert result.stdout.count("and 10 more") == 1


def test_keys_of_another_house_are_suspected(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed(desk, 1, 1)
    monkeypatch.setattr(verifying, "CHAIN_KEY", "another key")
    assert "other keys" in verify().stdout


def test_every_finding_has_a_sentence() -> None:
    code = Path(verifying.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'\.add\(\s*"(\w+)"', code))
    assert {"entry_changed", "entry_removed", "entry_added", "fork", "head_unknown"} <= codes
    for language in LANGUAGES:
        assert {one for one in codes if f"cli.audit.found.{one}" not in catalogue(language)} == set()


def test_the_worker_seals_each_minute_and_the_head_is_public(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    with TestClient(make_routes()) as client:
        assert client.get(routes.AUDIT_HEAD).json() == {"number": None, "hash": None, "sealed_at": None}
        desk.do(write_entries, 3)
        put(desk.url, *(one for one in duties_at(NOON) if one.kind == "upkeep.audit"))
        Runner(FAMILIES[-1], tools(desk.url, Watch())).run_once()
        answer = client.get(routes.AUDIT_HEAD)
    assert answer.headers["cache-control"] == "public, max-age=0, s-maxage=10"
    assert answer.json()["number"] == 1
    assert answer.json()["hash"] in capsys.readouterr().out
    assert answer.json()["hash"] in verify().stdout


def test_while_the_database_is_away_the_head_is_unknown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_args: object, **_named: object) -> None:
        raise Fault("ABCDEFGH")

    monkeypatch.setattr(runtime, "read", fail)
    with TestClient(make_routes()) as client:
        answer = client.get(routes.AUDIT_HEAD)
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
