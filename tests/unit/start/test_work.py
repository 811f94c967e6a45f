"""Work is quiet when it succeeds and shows its last words when it fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hellowork_portal.start import debian, environment
from hellowork_portal.start.household import Household
from hellowork_portal.start.places import VENV
from hellowork_portal.start.words import Stop
from hellowork_portal.start.work import Work, do, surroundings, try_all


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))


def work(name: str, code: str, *, is_shown: bool = False) -> Work:
    return Work(name, [sys.executable, "-c", code], os.environ, is_shown=is_shown)


def test_only_what_is_to_be_shown_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with Household() as house:
        do(house, work("lint", "print('hidden')"), work("types", "print('shown')", is_shown=True))
    said = capsys.readouterr().out
    assert "    shown" in said
    assert "hidden" not in said


def test_failing_work_stops_and_shows_its_last_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with Household() as house, pytest.raises(Stop, match="work_failed") as stopped:
        do(
            house,
            work("lint", "print('the cause'); raise SystemExit(4)"),
            work("types", "import time; time.sleep(60)"),
        )
    assert "    the cause" in capsys.readouterr().out
    assert stopped.value.values["what"] == work("lint", "").title


def test_a_command_that_refuses_is_quoted_and_nothing_else_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    refusing = Work(
        "prepare", [sys.executable, "-c", "print('broken'); raise SystemExit(2)"], os.environ, refusal=2
    )
    with Household() as house, pytest.raises(Stop, match="setting_broken") as stopped:
        do(house, refusing)
    assert stopped.value.values == {"said": "broken"}
    assert stopped.value.code == 2
    assert "broken" not in capsys.readouterr().out


def test_checks_all_come_to_their_end_before_one_stops(capsys: pytest.CaptureFixture[str]) -> None:
    with Household() as house, pytest.raises(Stop, match="failed") as stopped:
        try_all(
            house, work("lint", "raise SystemExit(1)"), work("types", "print('also'); raise SystemExit(1)")
        )
    assert set(str(stopped.value.values["what"]).split(", ")) == {"lint", "types"}
    assert "    also" in capsys.readouterr().out


def test_missing_packages_stop_with_the_line_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(debian, "_SIGNS", {"chromium": ("/nowhere/chromium",), "sh": ("/bin/sh",)})
    with pytest.raises(Stop, match="packages_missing") as stopped:
        debian.need_packages()
    assert stopped.value.values == {"packages": "chromium"}


def test_changed_requirements_are_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path)
    file = tmp_path / "requirements.txt"
    file.write_text("reflex==0.10.1\n")
    assert not environment._is_stamped(file)
    environment._stamp(file).write_text(environment._mark(file))
    assert environment._is_stamped(file)
    file.write_text("reflex==0.10.2\n")
    assert not environment._is_stamped(file)


def test_what_python_compiles_is_kept_beside_the_environment_whatever_the_machine_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "small.py").write_text("SAID = 1")
    kept = surroundings(PYTHONPYCACHEPREFIX=str(tmp_path / "kept"))
    subprocess.run([sys.executable, "-c", "import small"], env=kept, cwd=tmp_path, check=True)
    assert [path.name.split(".")[0] for path in (tmp_path / "kept").rglob("small*.pyc")] == ["small"]
    assert surroundings()["PYTHONPYCACHEPREFIX"] == str(VENV / "bytecode")
