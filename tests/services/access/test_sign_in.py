"""Signing in (C2): slow for an attacker, never shut for the owner, the same for everybody else."""

import pytest

from hellowork_portal import runtime
from hellowork_portal.kit.errors import TooMany
from hellowork_portal.models import AuditEntry
from hellowork_portal.services.access import sign_in
from hellowork_portal.services.access.errors import WrongCredentials
from hellowork_portal.services.access.limits import LIMITS
from tests.factories import NOW, Desk, make_applicant
from tests.services.access.conftest import ANYBODY, HASH, MAIL, PASSWORD, PASSWORDS

OWN_TRIES, KNOWN_TRIES = (
    int(LIMITS[f"sign_in_{who}"].split()[0]) for who in ("per_account", "known_browser")
)


class Counting:
    """Passwords that remember what they were asked, in place of the slow hash."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def hash(self, password: str) -> str:
        return f"hash of {password}"

    def matches(self, stored: str, password: str) -> bool:
        self.asked.append((stored, password))
        return stored == self.hash(password)


@pytest.fixture
def owner(desk: Desk) -> int:
    """An account of the address MAIL."""
    applicant = desk.do(make_applicant, MAIL, password_hash=HASH, language="ja-easy")
    assert applicant.id is not None
    return applicant.id


def who(desk: Desk, mail: str) -> sign_in.Candidate:
    return desk.see(sign_in.candidate, mail_address=mail)


@pytest.mark.parametrize("typed", [MAIL, "TARO@Example.jp", " ｔａｒｏ＠example.jp "])
def test_the_owner_signs_in_however_the_address_is_written(desk: Desk, owner: int, typed: str) -> None:
    assert sign_in.check_password(PASSWORDS, who(desk, typed), PASSWORD) == owner


@pytest.mark.parametrize("mail", [MAIL, "nobody@example.jp", "no address", ""])
def test_wrong_password_and_unknown_address_are_one_error_after_the_same_work(
    desk: Desk, owner: int, mail: str
) -> None:
    passwords = Counting()
    with pytest.raises(WrongCredentials) as told:
        sign_in.check_password(passwords, who(desk, mail), "Wrong-1-Gorilla")
    assert (told.value.code, told.value.values) == ("wrong_credentials", {})
    assert len(passwords.asked) == 1, "one hash is compared, account or none"


def test_the_real_hash_takes_as_long_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    verify = type(PASSWORDS._hasher).verify
    monkeypatch.setattr(
        type(PASSWORDS._hasher),
        "verify",
        lambda self, stored, password: compared.append(stored) or verify(self, stored, password),
    )
    for stored in (HASH, ""):
        assert not PASSWORDS.matches(stored, "Wrong-1-Gorilla")
    known, nobody = (one.rsplit("$", 2)[0] for one in compared)
    assert known == nobody, "the same parameters cost the same time"


def spend(desk: Desk, mail: str, *, network: str = "192.0.2.1", known: str = "") -> bool:
    """Count one try; False once tries are slowed."""
    try:
        runtime.spend_now(sign_in.tries(mail, network, known, who(desk, mail)))
    except TooMany:
        return False
    return True


@pytest.mark.parametrize("mail", [MAIL, "nobody@example.jp"])
def test_tries_are_slowed_alike_for_known_and_unknown_addresses(desk: Desk, owner: int, mail: str) -> None:
    networks = [f"192.0.2.{host}" for host in range(OWN_TRIES + 1)]
    assert [spend(desk, mail, network=one) for one in networks] == [True] * OWN_TRIES + [False]
    with pytest.raises(TooMany) as told:
        runtime.spend_now(sign_in.tries(mail, "192.0.2.99", "", who(desk, mail)))
    assert told.value.values == {"minutes": 15}


@pytest.mark.parametrize(
    "variant",
    [
        "TARO@example.jp",
        "ｔａｒｏ@example.jp",
        " taro@example.jp",
        "taro@example。jp",
        "taro@exam\u00adple.jp",
        "taro@EXAMPLE.JP",
    ],
)
def test_another_spelling_of_the_address_gives_no_fresh_tries(desk: Desk, owner: int, variant: str) -> None:
    for _ in range(OWN_TRIES):
        spend(desk, MAIL)
    candidate = who(desk, variant)
    assert candidate.applicant_id in (owner, None)
    assert candidate.applicant_id is None or not spend(desk, variant)


def test_strangers_cannot_use_up_the_tries_of_a_browser_the_owner_knows(desk: Desk, owner: int) -> None:
    known = sign_in.browser_token(owner)
    while spend(desk, MAIL, network="198.51.100.1"):
        pass
    assert [spend(desk, MAIL, known=known) for _ in range(KNOWN_TRIES)] == [True] * KNOWN_TRIES
    assert not spend(desk, MAIL, known=known), "a stolen browser is slowed, too"


@pytest.mark.parametrize("forged", ["1", "browser.1", "1.AAAA", ""])
def test_a_forged_or_foreign_browser_token_is_a_strangers(desk: Desk, owner: int, forged: str) -> None:
    other = desk.do(make_applicant, "jiro@example.jp")
    assert other.id is not None
    for token in (forged, sign_in.browser_token(other.id), sign_in.browser_token(owner)[:-1]):
        rules = [rule for rule, _ in sign_in.tries(MAIL, "", token, who(desk, MAIL))]
        assert rules == ["sign_in_per_network", "sign_in_per_account"]


def test_one_network_cannot_try_all_addresses(desk: Desk) -> None:
    allowed = int(LIMITS["sign_in_per_network"].split()[0])
    tried = [spend(desk, f"person{number}@example.jp") for number in range(allowed + 1)]
    assert tried == [True] * allowed + [False]


def test_the_owner_is_told_once_a_day_that_tries_were_slowed(desk: Desk, owner: int) -> None:
    for slowed in (False, True, True):
        desk.do(sign_in.note_failure, principal=ANYBODY, who=who(desk, MAIL), slowed=slowed, now=NOW)
    assert desk.jobs("mail") == [{"mail": "sign_in_locked", "applicant_id": owner, "language": "ja-easy"}]
    entries = desk.rows(AuditEntry, action="session.refused")
    assert [(entry.subject_id, entry.details) for entry in entries] == [
        (owner, {"slowed": slowed}) for slowed in (False, True, True)
    ]


def test_nobody_is_told_of_tries_at_an_address_without_account(desk: Desk) -> None:
    desk.do(sign_in.note_failure, principal=ANYBODY, who=who(desk, "nobody@example.jp"), slowed=True, now=NOW)
    assert desk.jobs("mail") == []
    assert "nobody@example.jp" not in desk.everything()


def test_a_neighbour_in_the_same_network_cannot_shut_a_known_browser_out(desk: Desk, owner: int) -> None:
    known = sign_in.browser_token(owner)
    for number in range(int(LIMITS["sign_in_per_network"].split()[0]) + 1):
        spend(desk, f"person{number}@example.jp", network="192.0.2.1")
    assert spend(desk, MAIL, network="192.0.2.1", known=known)
