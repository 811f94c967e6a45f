"""The whole of `make run`: what it needs, and what it says once everything answers."""

import json
from pathlib import Path

import pytest

from hellowork_portal.start import environment, run
from hellowork_portal.start.addresses import Addresses
from hellowork_portal.start.household import Household
from hellowork_portal.start.words import Stop, words

ADDRESSES = Addresses(3000, 3025, 3080, 3090)


def test_too_old_a_python_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(environment.sys, "version_info", (3, 10, 4))
    with Household() as house, pytest.raises(Stop) as stopped:
        environment.make(house, environment.RUNNING)
    assert stopped.value.element == "python_too_old"
    assert "3.10.4" in words("python_too_old", **stopped.value.values)


def test_a_python_without_venv_is_one_sentence_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(environment, "find_spec", lambda name: None if name == "ensurepip" else name)
    with Household() as house, pytest.raises(Stop) as stopped:
        environment.make(house, environment.RUNNING)
    version = environment.sys.version_info
    said = words("venv_missing", **stopped.value.values)
    assert f"apt-get install python{version.major}.{version.minor}-venv" in said


def test_who_started_it_is_told_where_it_is_and_as_whom_to_sign_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "data_dir", lambda: tmp_path)
    hanako = {"mail": "hanako@example.jp", "password": "Aa1!aaaa", "who": "認定日が今日の方"}
    member = {"mail": "sato@example.jp", "password": "Bb2?bbbb", "secret": "JBSWY3DP", "who": "所長"}
    (tmp_path / "demonstration.json").write_text(json.dumps([hanako]), encoding="utf-8")
    (tmp_path / "demonstration-staff.json").write_text(json.dumps([member]), encoding="utf-8")
    run._announce(ADDRESSES)
    said = capsys.readouterr().out
    for part in (ADDRESSES.public_url, ":3080", *hanako.values(), *member.values(), "/staff"):
        assert part in said


def test_it_is_ready_when_every_part_listens_and_the_portal_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    listening = {3000, 3025, 3080}
    monkeypatch.setattr(run, "answers", lambda port: port in listening)
    assert not run.is_ready(ADDRESSES)
