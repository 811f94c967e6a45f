"""How staff begin: the operator's command for the first administrator, and the demonstration's members."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from hellowork_portal.adapters.argon2_passwords import Argon2Passwords
from hellowork_portal.cli.commands import app
from hellowork_portal.demo.seed import demonstration_data
from hellowork_portal.demo.staff import StaffAccount, seed_staff
from hellowork_portal.kit.settings import settings
from hellowork_portal.models import AuditEntry, SecondFactor, StaffMember, StaffRole
from hellowork_portal.services.staff.codes import code_now, code_typed
from hellowork_portal.services.staff.second_step import pass_second_step
from hellowork_portal.services.staff.sign_in import begin_second_step, candidate, check_password
from tests.factories import NOW, Desk, make_office

PASSWORDS = Argon2Passwords()
STAFF = demonstration_data()["staff"]


@pytest.fixture
def desk(database_url: str) -> Desk:
    desk = Desk(database_url)
    desk.do(make_office, "HW13-006")
    return desk


def command(*words: str) -> Result:
    return CliRunner().invoke(app, [*words], env={"LANG": "en_GB.UTF-8", "LC_ALL": ""})


def test_the_first_administrator_is_invited_and_may_be_invited_anew(desk: Desk) -> None:
    first = command("staff-invite", "--administrator", "First@example.jp")
    assert first.exit_code == 0, first.output
    assert "72 hours" in first.output
    row = desk.row(StaffRole)
    assert (row.role, row.office_id, row.granted_by_id) == ("system_administrator", None, None)
    entry = desk.row(AuditEntry, action="staff.role_granted")
    assert (entry.actor_kind, entry.details["by_operator"]) == ("system", True)
    assert "already" in command("staff-invite", "--administrator", "first@example.jp").output
    assert [job["to"] for job in desk.jobs("mail")] == ["first@example.jp"] * 2
    assert "token" not in first.output


def test_what_is_no_address_is_told(desk: Desk) -> None:
    refused = command("staff-invite", "--administrator", "nonsense")
    assert (refused.exit_code, "name@example.jp" in refused.output) == (1, True)
    assert desk.rows(StaffMember) == []


def seeded(desk: Desk, known: list[StaffAccount], days: int = 0) -> list[StaffAccount]:
    now = NOW + timedelta(days=days)
    return desk.do(seed_staff, staff=STAFF, known=known, passwords=PASSWORDS, now=now)


def test_the_demonstrations_members_can_sign_in_and_stay_the_same(desk: Desk) -> None:
    accounts = seeded(desk, [])
    assert [one.code for one in accounts] == ["administrator", "manager", "counsellor"]
    before = desk.everything()
    assert seeded(desk, accounts, days=3) == accounts
    assert desk.everything() == before
    for account in accounts:
        who = desk.see(candidate, mail_address=account.mail)
        staff_id = check_password(PASSWORDS, who, account.password)
        step = {"staff_id": staff_id, "verified_hash": who.password_hash, "browser": "", "now": NOW}
        waiting = desk.do(begin_second_step, **step)
        code = code_now(account.secret, now=NOW)
        assert code_typed(code) == code
        assert desk.do(pass_second_step, waiting_token=waiting, code=code, now=NOW).staff_id == staff_id


def test_a_lost_password_or_secret_is_replaced_and_a_closed_account_opened(desk: Desk) -> None:
    first = seeded(desk, [])

    def close(session: Session) -> None:
        for member in session.exec(select(StaffMember)):
            member.closed_at = NOW

    desk.do(close)
    again = seeded(desk, [])
    assert {one.password for one in first} & {one.password for one in again} == set()
    assert len(desk.rows(SecondFactor)) == len(desk.rows(StaffRole)) == 3
    assert [row.closed_at for row in desk.rows(StaffMember)] == [None] * 3


def test_codes_are_shown_in_demonstrations_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert command("demonstration-codes").exit_code == 1
    monkeypatch.setenv("PORTAL_MODE", "demonstration")
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    assert command("demonstration-codes").output == ""
