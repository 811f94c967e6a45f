"""The command for people who have lost their mailbox, as it is typed."""

import re

import pytest
from typer.testing import CliRunner, Result

from hellowork_portal.cli.commands import app
from hellowork_portal.kit import clock
from hellowork_portal.kit.i18n import say
from hellowork_portal.models import AuditEntry, CounterCode
from hellowork_portal.services.accounts.counter_codes import live_code
from hellowork_portal.services.accounts.rules import CounterPurpose
from tests.factories import Desk, make_applicant

MAIL = "taro@example.jp"


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def counter_code(*words: str) -> Result:
    return CliRunner().invoke(app, ["counter-code", *words], env={"LANG": "en_GB.UTF-8", "LC_ALL": ""})


def test_a_code_is_shown_once_with_where_to_enter_it(desk: Desk) -> None:
    applicant = desk.do(make_applicant, MAIL)
    result = counter_code("--account", MAIL, "--verified-by", "職員 一郎")
    assert result.exit_code == 0, result.output
    found = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", result.output)
    assert found
    assert "http://127.0.0.1:3000/recover" in result.output
    code = desk.see(live_code, found[0], CounterPurpose.RECOVERY, now=clock.now())
    assert code is not None
    assert (code.applicant_id, code.made_by) == (applicant.id, "職員 一郎")
    assert MAIL not in str([tuple(entry) for entry in desk.rows(AuditEntry)])


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (("--account", "nobody@example.jp", "--verified-by", "N"), 1, "No account has this"),
        (("--reservation", "22222-22222", "--verified-by", "N"), 1, "No account has this"),
        (("--verified-by", "N"), 1, "either --reservation (number) or --account"),
        (("--account", MAIL, "--reservation", "x", "--verified-by", "N"), 1, "either --reservation"),
        (("--account", MAIL, "--verified-by", " "), 1, say("en", "error.not_allowed")),
        (("--account", MAIL), 2, "--verified-by"),
    ],
)
def test_what_is_missing_or_unknown_is_said_and_makes_no_code(
    desk: Desk, words: tuple[str, ...], exit_code: int, said: str
) -> None:
    desk.do(make_applicant, MAIL)
    result = counter_code(*words)
    assert (result.exit_code, said in re.sub(r"\s+", " ", result.output)) == (exit_code, True), result.output
    assert desk.rows(CounterCode) == []
