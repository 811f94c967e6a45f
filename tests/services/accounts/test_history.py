"""Sign-ins as their owner sees them, and 「自分ではない」."""

from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import AuditEntry, Session, SignIn
from hellowork_portal.services.access import sign_in
from hellowork_portal.services.access.browsers import browser_name
from hellowork_portal.services.accounts import history
from hellowork_portal.services.accounts.erasing import tidy_accounts
from hellowork_portal.services.accounts.views import SignInLine
from tests.factories import NOW, Desk
from tests.services.accounts.conftest import ANYBODY, HOUR, OLD, letters, session_of, signed_in

_WEBKIT, _APPLE = "AppleWebKit/537.36 (KHTML, like Gecko)", "AppleWebKit/605.1.15 (KHTML, like Gecko)"
_IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) {_APPLE}"
_WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Chrome/120.0.0.0 Safari/537.36"
PHONE = f"Mozilla/5.0 (Linux; Android 10; K) {_WEBKIT} Chrome/120.0.0.0 Mobile Safari/537.36"
MINUTE = timedelta(minutes=1)


def fail(desk: Desk, *, slowed: bool = False, after: timedelta = MINUTE, mail: str = OLD) -> None:
    who = desk.see(sign_in.candidate, mail_address=mail)
    desk.do(sign_in.note_failure, principal=ANYBODY, who=who, slowed=slowed, browser=PHONE, now=NOW + after)


def lines(desk: Desk, owner: Principal, after: timedelta = HOUR) -> list[SignInLine]:
    return desk.see(history.sign_ins, principal=owner, now=NOW + after)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (PHONE, "Chrome · Android"),
        (f"{_IPHONE} Version/17.0 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
        (f"{_IPHONE} CriOS/120.0.0.0 Mobile/15E148 Safari/604.1", "Chrome · iPhone"),
        (f"{_WINDOWS} Edg/120.0.0.0", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox · Linux"),
        ("", ""),
        ("curl/8\x00\u202e" + "x" * 10_000, "curl/8" + "x" * 32),
    ],
)
def test_a_browser_is_named_in_words_its_owner_knows(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def test_good_and_failed_tries_are_listed_newest_first_with_this_browser_marked(
    desk: Desk, owner: Principal
) -> None:
    session_of(desk, owner.applicant_id, PHONE, NOW + MINUTE)
    fail(desk, after=2 * MINUTE)
    fail(desk, slowed=True, after=3 * MINUTE)
    assert [(one.outcome, one.browser, one.is_here, one.can_disown) for one in lines(desk, owner)] == [
        ("locked", "Chrome · Android", False, False),
        ("wrong", "Chrome · Android", False, False),
        ("good", "Chrome · Android", False, True),
        ("good", "", True, False),
    ]


def test_a_run_of_failures_is_one_line_that_says_how_many(desk: Desk, owner: Principal) -> None:
    for turn in range(5):
        fail(desk, after=(turn + 1) * MINUTE)
    session_of(desk, owner.applicant_id, PHONE, NOW + 10 * MINUTE)
    fail(desk, after=11 * MINUTE)
    found = lines(desk, owner)
    assert [(one.outcome, one.count) for one in found] == [
        ("wrong", 1),
        ("good", 1),
        ("wrong", 5),
        ("good", 1),
    ]
    assert "10:01" in found[2].when["en"]
    assert "10:05" in found[2].when["en"]


def test_twenty_lines_of_the_last_90_days_are_shown(desk: Desk, owner: Principal) -> None:
    for turn in range(25):
        session_of(desk, owner.applicant_id, PHONE, NOW + turn * MINUTE)
    assert len(lines(desk, owner)) == 20
    assert len(lines(desk, owner, timedelta(days=90) + 20 * MINUTE)) == 4


def test_an_address_without_account_leaves_nothing(desk: Desk, owner: Principal) -> None:
    fail(desk, mail="nobody@example.jp")
    assert len(desk.rows(SignIn)) == 1, "the owner's own sign-in"


def test_nobody_sees_or_disowns_other_peoples_sign_ins(desk: Desk, owner: Principal) -> None:
    other = signed_in(desk, "jiro@example.jp")
    theirs = desk.row(SignIn, applicant_id=other.id).id
    assert theirs not in [one.sign_in_id for one in lines(desk, owner)]
    for wrong in (theirs, 0, 2**31 - 1):
        with pytest.raises(NotAllowed):
            desk.do(history.disown, principal=owner, sign_in_id=wrong, now=NOW)
    assert len(desk.rows(Session)) == 2


def test_disowning_ends_that_session_and_all_others_but_this_one(desk: Desk, owner: Principal) -> None:
    stranger = session_of(desk, owner.applicant_id, PHONE)
    session_of(desk, owner.applicant_id)
    other = signed_in(desk, "jiro@example.jp")
    theirs = desk.row(SignIn, session_id=stranger).id
    for _ in range(2):
        desk.do(history.disown, principal=owner, sign_in_id=theirs, now=NOW + HOUR)
    assert {row.id for row in desk.rows(Session)} == {owner.session_id, other.session_id}
    marked = [one for one in lines(desk, owner, 2 * HOUR) if one.is_disowned]
    assert [(one.sign_in_id, one.can_disown) for one in marked] == [(theirs, False)]
    (told,) = letters(desk, "sign_in_disowned")
    assert told["applicant_id"] == owner.id
    assert [entry.details for entry in desk.rows(AuditEntry, action="session.disowned")] == [
        {"sign_in": theirs}
    ]


def test_this_browser_and_failed_tries_cannot_be_disowned(desk: Desk, owner: Principal) -> None:
    fail(desk)
    for row in desk.rows(SignIn, applicant_id=owner.id):
        with pytest.raises(NotAllowed):
            desk.do(history.disown, principal=owner, sign_in_id=row.id, now=NOW + HOUR)
    assert len(desk.rows(Session)) == 1


def test_sign_ins_are_kept_for_a_year(desk: Desk, owner: Principal) -> None:
    assert desk.do(tidy_accounts, now=NOW + timedelta(days=364))["sign_ins"] == 0
    assert desk.do(tidy_accounts, now=NOW + timedelta(days=365))["sign_ins"] == 1
    assert desk.rows(SignIn) == []
