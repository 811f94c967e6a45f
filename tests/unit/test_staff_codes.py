"""Codes of authenticators and recovery codes, without a database."""

import pytest

from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role
from hellowork_portal.services.staff import codes
from hellowork_portal.services.staff.rules import is_possible, may_close, may_grant, may_reset
from tests.factories.staff import SECRET, totp_code
from tests.factories.times import NOW

MANAGER = Principal(PrincipalKind.STAFF, 1, grants=frozenset({Grant(Role.OFFICE_MANAGER, 7)}))


def test_the_code_of_the_standard_is_ours() -> None:
    """RFC 6238, appendix B: the secret 12345678901234567890 at 59 seconds, six of its eight digits."""
    from datetime import UTC, datetime

    at = datetime.fromtimestamp(59, UTC)
    assert codes.code_now("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", now=at) == "287082"


def test_a_step_is_spent_with_all_older_ones() -> None:
    present = codes.step_at(NOW)
    for steps in (-1, 0, 1):
        step = codes.used_step(SECRET, totp_code(steps=steps), now=NOW, after=present - 2)
        assert step == present + steps
        assert codes.used_step(SECRET, totp_code(steps=steps), now=NOW, after=present + steps) is None


def test_an_authenticator_is_told_issuer_and_account() -> None:
    address = codes.otpauth("ABC", "a@example.jp", "ハローワーク職員")
    assert address.startswith("otpauth://totp/a%40example.jp?secret=ABC&issuer=%E3%83%8F")
    path, width = codes.qr_path(address)
    assert path.startswith("M4 4h1v1h-1z"), "the first corner stands behind a margin of four"
    assert 40 < width < 70


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "１２３４５６", "123-456"])
def test_six_digits_are_read_as_people_type_them(typed: str) -> None:
    assert codes.code_typed(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "١٢٣٤٥٦", "abcdef", "1" * 10_000])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.code_typed(typed) == ""


def test_recovery_codes_are_ten_and_read_in_any_spelling() -> None:
    made = codes.new_recovery_codes()
    assert len(set(made)) == 10
    for code in made:
        assert codes.recovery_typed(code.lower().replace("-", " ")) == code
    assert codes.recovery_hash(1, made[0]) != codes.recovery_hash(2, made[0])
    assert codes.recovery_typed("ABCDE-FGHI0") == ""


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("office", [None, 7, 8])
def test_a_manager_gives_what_holds_at_the_own_office(role: Role, office: int | None) -> None:
    grant = Grant(role, office)
    is_own = office == 7
    assert may_grant(MANAGER, grant) is is_own
    assert may_close(MANAGER, [grant]) is is_own
    assert may_reset(MANAGER, [grant]) is is_own
    assert not may_reset(MANAGER, [grant, Grant(Role.POLICY_DESIGNER)])
    assert not may_close(MANAGER, [grant, Grant(Role.COUNSELLOR, 8)])
    assert is_possible(grant) is (
        (office is None) == (role in (Role.SYSTEM_ADMINISTRATOR, Role.POLICY_DESIGNER))
    )
