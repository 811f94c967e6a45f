"""A lost mailbox: staff see who it is, a code starts a new address, the old one is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.kit.principal import SYSTEM, Principal
from hellowork_portal.models import Applicant, AuditEntry, CounterCode, Session
from hellowork_portal.services.access import links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.accounts import address_change, objection, recovery
from hellowork_portal.services.accounts.counter_codes import account_of, make_counter_code
from hellowork_portal.services.accounts.errors import AccountNotFound, AddressTaken
from hellowork_portal.services.accounts.rules import CounterPurpose
from hellowork_portal.services.reservations.rules import new_number, number_shown
from tests.factories import NOW, Desk, make_applicant
from tests.services.accounts.conftest import (
    ANYBODY,
    HOUR,
    NEW,
    OLD,
    ask,
    book,
    confirm,
    letters,
    signed_in,
    token,
)

DAY = timedelta(hours=24)
NEW_HASH = "hash of the recovered password"
GOOD = {"mail_address": NEW, "password": "Banana-9-Panda", "password_again": "Banana-9-Panda"}


def make_code(desk: Desk, owner: Principal, purpose: CounterPurpose = CounterPurpose.RECOVERY) -> str:
    return desk.do(
        make_counter_code,
        principal=SYSTEM,
        applicant_id=owner.applicant_id,
        purpose=purpose,
        made_by="職員 一郎",
        now=NOW,
    )


@pytest.fixture
def code(desk: Desk, owner: Principal) -> str:
    """What the person was handed at the counter."""
    return make_code(desk, owner)


def request(desk: Desk, code: str, mail: str = NEW, *, after: timedelta = HOUR) -> None:
    desk.do(
        recovery.request_recovery,
        principal=ANYBODY,
        code=code,
        mail_address=mail,
        password_hash=NEW_HASH,
        now=NOW + after,
    )


def finish(desk: Desk, signed: str, *, after: timedelta = 2 * HOUR) -> int:
    return desk.do(recovery.confirm_recovery, signed=signed, now=NOW + after)


def wrong_fields(desk: Desk, typed: dict[str, str], *, after: timedelta = timedelta()) -> dict[str, str]:
    with pytest.raises(Invalid) as told:
        desk.see(recovery.check_recovery, typed=typed, now=NOW + after)
    return {name: error.code for name, error in told.value.fields.items()}


def test_a_code_is_short_without_look_alikes_and_stands_nowhere_in_clear(
    desk: Desk, owner: Principal, code: str
) -> None:
    assert len(code) == 10
    assert not set(code) & set("0O1IL")
    assert code not in desk.everything()
    row = desk.row(CounterCode)
    assert (row.applicant_id, row.purpose, row.made_by) == (owner.id, "recovery", "職員 一郎")
    assert row.expires_at == NOW + DAY


def test_only_the_portals_own_commands_make_codes_and_somebody_has_verified(
    desk: Desk, owner: Principal
) -> None:
    for principal, name in ((owner, "職員 一郎"), (ANYBODY, "職員 一郎"), (SYSTEM, "  ")):
        with pytest.raises(NotAllowed):
            desk.do(
                make_counter_code,
                principal=principal,
                applicant_id=owner.applicant_id,
                purpose=CounterPurpose.RECOVERY,
                made_by=name,
                now=NOW,
            )
    with pytest.raises(AccountNotFound):
        make_code(desk, Principal(owner.kind, 4711))


def test_a_new_code_takes_the_place_of_an_unused_one(desk: Desk, owner: Principal, code: str) -> None:
    newer = make_code(desk, owner)
    assert wrong_fields(desk, {**GOOD, "code": code}) == {"code": "field.code_wrong"}
    desk.see(recovery.check_recovery, typed={**GOOD, "code": newer}, now=NOW)


@pytest.mark.parametrize("spelt", ["{0}", " {1} ", "{2}", "{3}"])
def test_a_code_is_taken_however_it_is_typed(desk: Desk, code: str, spelt: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    typed = spelt.format(code, number_shown(code), code.lower(), wide)
    desk.see(recovery.check_recovery, typed={**GOOD, "code": typed}, now=NOW)


def test_everything_that_is_wrong_is_said_at_once(desk: Desk, owner: Principal, code: str) -> None:
    assert wrong_fields(desk, {}) == {
        "code": "field.required",
        "mail_address": "field.required",
        "password": "field.required",
    }
    typed = {"code": "ABCDE", "mail_address": "😀", "password": "short", "password_again": "short"}
    assert wrong_fields(desk, typed) == {
        "code": "field.code_wrong",
        "mail_address": "field.not_mail",
        "password": "field.password_conditions",
    }
    named = {**GOOD, "code": code, "password": "My-髙橋-No1x", "password_again": "My-髙橋-No1x"}
    assert wrong_fields(desk, named) == {"password": "field.password_own_words"}
    other = {**GOOD, "code": code, "password_again": "Banana-8-Panda"}
    assert wrong_fields(desk, other) == {"password_again": "field.passwords_differ"}


def test_a_code_for_another_purpose_or_too_old_opens_nothing(desk: Desk, owner: Principal) -> None:
    claimant = make_code(desk, owner, CounterPurpose.CLAIMANT)
    assert wrong_fields(desk, {**GOOD, "code": claimant}) == {"code": "field.code_wrong"}
    recover = make_code(desk, owner)
    assert wrong_fields(desk, {**GOOD, "code": recover}, after=DAY) == {"code": "field.code_wrong"}
    with pytest.raises(Invalid):
        request(desk, recover, after=DAY)


def test_until_the_new_address_confirms_nothing_has_changed(desk: Desk, owner: Principal, code: str) -> None:
    request(desk, code)
    person = desk.row(Applicant, id=owner.id)
    assert (person.mail_address, len(desk.rows(Session))) == (OLD, 1)
    assert [(job["mail"], job["to"]) for job in desk.jobs("mail")] == [("recovery_link", NEW)]
    view = desk.see(recovery.linked_recovery, signed=token(desk, "recovery_link"), now=NOW + HOUR)
    assert (view.old, view.new) == ("t•••@example.jp", NEW)


def test_confirming_gives_address_and_password_ends_sessions_and_tells_the_old_address(
    desk: Desk, owner: Principal, code: str
) -> None:
    request(desk, code)
    assert finish(desk, token(desk, "recovery_link")) == owner.id
    person = desk.row(Applicant, id=owner.id)
    assert (person.mail_address, person.password_hash) == (NEW, NEW_HASH)
    assert desk.rows(Session) == []
    (told,) = letters(desk, "recovered")
    assert (told["to"], told["new_address"]) == (OLD, "t•••@example.jp")
    assert desk.row(CounterCode).used_at == NOW + 2 * HOUR


def test_a_used_code_opens_nothing_more(desk: Desk, owner: Principal, code: str) -> None:
    request(desk, code)
    finish(desk, token(desk, "recovery_link"))
    assert wrong_fields(desk, {**GOOD, "code": code}, after=3 * HOUR) == {"code": "field.code_wrong"}


def test_a_slip_in_the_address_is_mended_with_the_same_code(desk: Desk, owner: Principal, code: str) -> None:
    request(desk, code, "taro.slip@example.jp")
    slip = token(desk, "recovery_link")
    request(desk, code, NEW, after=2 * HOUR)
    with pytest.raises(LinkProblem, match="link_used"):
        finish(desk, slip)
    finish(desk, token(desk, "recovery_link"))
    assert desk.row(Applicant, id=owner.id).mail_address == NEW


def test_a_new_code_voids_the_mail_that_an_earlier_one_had_sent(
    desk: Desk, owner: Principal, code: str
) -> None:
    request(desk, code)
    make_code(desk, owner)
    with pytest.raises(LinkProblem, match="link_used"):
        finish(desk, token(desk, "recovery_link"))
    assert desk.row(Applicant, id=owner.id).mail_address == OLD


def test_an_address_with_an_account_is_told_so_and_gets_no_link(desk: Desk, code: str) -> None:
    desk.do(make_applicant, NEW)
    request(desk, code)
    (job,) = desk.jobs("mail")
    assert (job["mail"], job["to"], "link_sealed" in job) == ("address_known", NEW, False)


def test_an_address_that_is_registered_meanwhile_is_not_taken(
    desk: Desk, owner: Principal, code: str
) -> None:
    request(desk, code)
    desk.do(make_applicant, NEW)
    with pytest.raises(AddressTaken):
        finish(desk, token(desk, "recovery_link"))
    assert desk.row(Applicant, id=owner.id).mail_address == OLD
    assert desk.row(CounterCode).used_at is None


def test_the_same_address_with_a_new_password_is_fine_and_needs_no_warning(
    desk: Desk, owner: Principal, code: str
) -> None:
    request(desk, code, OLD)
    finish(desk, token(desk, "recovery_link"))
    assert desk.row(Applicant, id=owner.id).password_hash == NEW_HASH
    assert letters(desk, "recovered") == []


def test_the_office_has_the_last_word_over_whoever_holds_a_former_mailbox(
    desk: Desk, owner: Principal
) -> None:
    confirm(desk, ask(desk, owner, "thief@example.jp"))
    mailed = token(desk, "address_changed")
    request(desk, make_code(desk, owner))
    finish(desk, token(desk, "recovery_link"))
    with pytest.raises(LinkProblem, match="link_used"):
        desk.do(objection.object_to_change, signed=mailed, now=NOW + 3 * HOUR)
    view = desk.see(address_change.address_view, principal=owner, now=NOW + 3 * HOUR)
    assert (view.present, view.is_open) == (NEW, False)


def test_eight_clicks_at_once_recover_once(desk: Desk, owner: Principal, code: str) -> None:
    request(desk, code)
    signed = token(desk, "recovery_link")

    def press(_turn: int) -> str:
        try:
            finish(desk, signed)
        except LinkProblem as problem:
            return problem.reason
        return "recovered"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(press, range(8))) == ["recovered"] + ["used"] * 7
    assert desk.see(links.was_done, purpose=links.RECOVERY, signed=signed)


def test_an_account_is_found_by_number_or_by_id(desk: Desk, owner: Principal) -> None:
    number = desk.do(book, owner.applicant_id).number or ""
    assert desk.see(account_of, reservation=number_shown(number).lower()) == owner.id
    assert desk.see(account_of, mail_address=" TARO@example.jp ") == owner.id
    for named in ({"mail_address": "nobody@example.jp"}, {"reservation": new_number()}, {"reservation": "x"}):
        with pytest.raises(AccountNotFound):
            desk.see(account_of, **named)


def test_the_audit_says_which_code_and_nothing_personal(desk: Desk, owner: Principal, code: str) -> None:
    request(desk, code)
    finish(desk, token(desk, "recovery_link"))
    entries = desk.rows(AuditEntry)
    assert [entry.action for entry in entries][1:] == [
        "counter_code.made",
        "recovery.requested",
        "account.recovered",
    ]
    assert {entry.details["code"] for entry in entries[1:]} == {desk.row(CounterCode).id}
    assert "職員" not in str([tuple(entry) for entry in entries])
    assert signed_in(desk, "jiro@example.jp").id != owner.id
