"""The operator's commands, as they are typed."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select
from typer.testing import CliRunner, Result

from hellowork_portal.cli.commands import app
from hellowork_portal.cli.talk import setting_problems
from hellowork_portal.kit import sealing
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import (
    MeetingHost,
    MeetingHostTime,
    Office,
    ProcedureVersion,
    Reservation,
    ReservationState,
    Slot,
)
from hellowork_portal.services.offices.rows import LONGEST, REQUIRED
from hellowork_portal.services.procedures.service import load_procedures
from tests.factories import (
    NOW,
    Desk,
    make_applicant,
    make_definition,
    make_offering,
    make_office,
    make_procedure,
)

OFFICES = "code,name,kana,kind,prefecture_code\nA,ハローワーク甲,こう,main,13\n"
HOSTS = "provider_user_id,office_code,procedure_code,lanes\n"


def cli(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"LANG": "en_GB.UTF-8", "LC_ALL": ""})


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.csv"


@pytest.fixture(autouse=True)
def _settings_of_each_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    settings.cache_clear()
    sealing._keys.cache_clear()


def broken(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    sealing._keys.cache_clear()
    return setting_problems()


def test_good_settings_pass():
    assert cli("check-settings").exit_code == 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"PORTAL_WEB_WORKERS": "many"}, "PORTAL_WEB_WORKERS cannot be used: a whole number is needed."),
        ({"PORTAL_MODE": "play"}, "PORTAL_MODE cannot be used: choose one of"),
        (
            {"PORTAL_SMTP__START_TLS": "perhaps"},
            "PORTAL_SMTP__START_TLS cannot be used: write true or false.",
        ),
        ({"PORTAL_WEB_WORKERS": "2"}, "PORTAL_WEB_WORKERS above 1 needs PORTAL_REDIS_URL"),
        (
            {"PORTAL_DATABASE_URL": "mysql://u:secret@db/x"},
            "PORTAL_DATABASE_URL cannot be used: it must begin",
        ),
        ({"PORTAL_KEYS": "{}"}, "The keys cannot be read"),
        ({"PORTAL_KEYS": "", "PORTAL_MODE": "production"}, "No keys are set"),
        ({"PORTAL_MODE": "production"}, "PORTAL_CONTACT__PHONE is needed"),
        ({"PORTAL_SMTP__HOSTS": "secret"}, "There is no setting PORTAL_SMTP__HOSTS"),
        ({"PORTAL_REDIS": "secret"}, "There is no setting PORTAL_REDIS:"),
    ],
)
def test_a_broken_setting_is_one_sentence_without_its_value(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], said: str
):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    (problem,) = broken(monkeypatch, **values)
    assert problem.startswith(said)
    assert "secret" not in problem


def test_a_misspelt_setting_of_the_file_is_told_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("PORTAL_MAIL=x\nOTHER=y\nPORTAL_STAND_IN_HOSTS=3\n")
    (problem,) = broken(monkeypatch)
    assert "PORTAL_MAIL" in problem


def test_check_settings_ends_with_code_2(monkeypatch: pytest.MonkeyPatch):
    broken(monkeypatch, PORTAL_WEB_WORKERS="many")
    assert cli("check-settings").exit_code == 2
    assert cli("prepare").exit_code == 2


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path):
    path = tmp_path / "keys" / "portal.json"
    assert cli("make-keys", path).exit_code == 0
    made = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(json.loads(made)) == {"seal", "fingerprint"}
    assert cli("make-keys", path).exit_code == 1
    assert path.read_text() == made


def test_preparing_a_house_that_is_no_demonstration_brings_no_invented_people(desk: Desk):
    first = cli("prepare")
    assert first.exit_code == 0, first.output
    assert "Slots released (new: 0)." in first.output
    assert desk.rows(Office) == []
    assert cli("prepare").exit_code == 0
    assert not (settings().data_dir / "demonstration.json").exists()


def test_offices_are_shown_first_and_imported_only_when_told_to(desk: Desk, file: Path):
    file.write_text(OFFICES, encoding="utf-8-sig")
    shown = cli("import-offices", file)
    assert "new A ハローワーク甲" in shown.output
    assert "Nothing has been changed yet" in shown.output
    assert desk.rows(Office) == []
    done = cli("import-offices", file, "--apply")
    assert (done.exit_code, len(desk.rows(Office))) == (0, 1)


def test_importing_offices_says_its_columns_and_needs_no_keys(
    desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
):
    told = cli("import-offices", "--help").output
    assert [column for column in (*REQUIRED, *LONGEST) if column not in told] == []
    for name in ("PORTAL_KEYS", "PORTAL_KEY_FILE", "PORTAL_CONTACT__PHONE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PORTAL_MODE", "production")
    settings.cache_clear()
    sealing._keys.cache_clear()
    file.write_text(OFFICES, encoding="utf-8")
    done = cli("import-offices", file, "--apply")
    assert done.exit_code == 0, done.output
    assert "invite its manager" in done.output


def test_a_faulty_file_is_named_line_by_line_and_nothing_happens(desk: Desk, file: Path):
    file.write_text(OFFICES + "B,,おつ,main,99\n", encoding="utf-8")
    done = cli("import-offices", file, "--apply")
    assert done.exit_code == 1
    assert "Line 3: name is empty." in done.output
    assert desk.rows(Office) == []
    file.write_bytes("code,name\nA,甲".encode("shift_jis"))
    assert cli("import-offices", file).exit_code == 1
    assert cli("import-offices", file.with_name("none.csv")).exit_code == 1


def test_hosts_are_lent_by_a_file_and_their_seats_follow(desk: Desk, file: Path):
    desk.do(make_office)
    desk.do(load_procedures, [make_definition("counselling", "counselling")], now=NOW)
    file.write_text(HOSTS + "host-1,13010,counselling,2\n")
    assert cli("assign-hosts", file).exit_code == 0
    assert desk.rows(MeetingHost) == []
    assert cli("assign-hosts", file, "--apply").exit_code == 0
    assert desk.row(MeetingHost).lanes == 2
    assert len(desk.rows(Slot)) > 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("host-1,13010,other,1", "this office does not offer that procedure"),
        ("host-1,13010,counselling,3", "lanes must be 1 or 2"),
        (",13010,counselling,1", "provider_user_id is empty"),
    ],
)
def test_a_line_about_hosts_that_cannot_be_taken_is_named(desk: Desk, file: Path, line: str, said: str):
    desk.do(lambda session: make_offering(session, make_office(session), make_procedure(session)))
    file.write_text(HOSTS + line)
    done = cli("assign-hosts", file, "--apply")
    assert (done.exit_code, said in done.output) == (1, True)
    assert desk.rows(MeetingHost) == []


def test_a_host_with_interviews_to_come_keeps_its_offering_and_its_lane(desk: Desk, file: Path):
    desk.do(make_office)
    desk.do(load_procedures, [make_definition("counselling", "counselling")], now=NOW)
    desk.do(load_procedures, [make_definition("other", "other")], now=NOW)
    file.write_text(HOSTS + "host-1,13010,counselling,2\n")
    cli("assign-hosts", file, "--apply")
    desk.do(_book_second_lane)
    for line in ("host-1,13010,counselling,1", "host-1,13010,other,2"):
        file.write_text(HOSTS + line)
        done = cli("assign-hosts", file, "--apply")
        assert (done.exit_code, "interviews to come" in done.output) == (1, True)
    assert desk.row(MeetingHost).lanes == 2


def _book_second_lane(session: Session) -> None:
    slot = session.exec(select(Slot).order_by(col(Slot.starts_at).desc())).all()[0]
    version = session.exec(select(ProcedureVersion)).all()[0]
    reservation = Reservation(
        slot_id=id_of(slot),
        applicant_id=id_of(make_applicant(session)),
        procedure_version_id=id_of(version),
        state=ReservationState.CONFIRMED,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        held_at=NOW,
    )
    session.add(reservation)
    session.flush()
    slot.taken = 1
    host = session.exec(select(MeetingHost)).one()
    bucket = int(slot.starts_at.timestamp()) // 300
    time = {"host_id": id_of(host), "lane": 2, "bucket": bucket, "reservation_id": id_of(reservation)}
    session.add(MeetingHostTime(**time))


def id_of(row: Any) -> int:
    assert row.id is not None
    return row.id
