"""A new 利用者ID (decision 11): the new address confirms, nobody learns whose addresses are known."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import AddressChange, Applicant, AuditEntry, OneTimeLink
from hellowork_portal.services.access import links, registration, reset
from hellowork_portal.services.access.errors import LinkProblem, WrongPassword
from hellowork_portal.services.accounts import address_change
from hellowork_portal.services.accounts.errors import AddressChangeOpen, AddressTaken
from tests.factories import NOW, Desk, make_applicant
from tests.services.accounts.conftest import (
    ANYBODY,
    HASH,
    HOUR,
    NEW,
    OLD,
    ask,
    confirm,
    letters,
    signed_in,
    token,
)

DAY = timedelta(hours=24)


def address(desk: Desk, owner: Principal) -> str:
    return desk.row(Applicant, id=owner.id).mail_address


def test_asking_changes_nothing_and_writes_to_the_new_address_alone(desk: Desk, owner: Principal) -> None:
    ask(desk, owner, " Taro.NEW@example.jp ")
    assert address(desk, owner) == OLD
    assert [(job["mail"], job["to"]) for job in desk.jobs("mail")] == [("address_link", NEW)]
    view = desk.see(address_change.address_view, principal=owner, now=NOW)
    assert (view.present, view.pending, view.is_open) == (OLD, NEW, False)


def test_confirming_makes_the_new_address_the_id_and_tells_the_old_one(desk: Desk, owner: Principal) -> None:
    confirm(desk, ask(desk, owner))
    assert address(desk, owner) == NEW
    (told,) = letters(desk, "address_changed")
    assert (told["to"], told["applicant_id"], told["language"]) == (OLD, owner.id, "ja-easy")
    assert told["new_address"] == "t•••@example.jp", "the former mailbox does not learn the new address"
    view = desk.see(address_change.address_view, principal=owner, now=NOW)
    assert (view.pending, view.is_open) == ("", True)
    assert [entry.action for entry in desk.rows(AuditEntry)][-1] == "address.changed"


def test_a_known_address_gets_another_mail_and_the_person_the_same_answer(
    desk: Desk, owner: Principal
) -> None:
    desk.do(make_applicant, "jiro@example.jp")
    seen = []
    for mail in ("jiro@example.jp", "nobody@example.jp"):
        desk.do(
            address_change.request_change, principal=owner, mail_address=mail, verified_hash=HASH, now=NOW
        )
        view = desk.see(address_change.address_view, principal=owner, now=NOW)
        seen.append((view.pending == mail, view.pending_until))
    assert seen[0] == seen[1]
    assert [(job["mail"], job["to"], "link_sealed" in job) for job in desk.jobs("mail")] == [
        ("address_known", "jiro@example.jp", False),
        ("address_link", "nobody@example.jp", True),
    ]


def test_a_wrong_or_changed_password_asks_for_nothing(desk: Desk, owner: Principal) -> None:
    with pytest.raises(WrongPassword):
        desk.do(
            address_change.request_change,
            principal=owner,
            mail_address=NEW,
            verified_hash="hash of the former password",
            now=NOW,
        )
    assert desk.jobs("mail") == []


def test_strangers_can_ask_for_nothing(desk: Desk, owner: Principal) -> None:
    gone = Principal(owner.kind, 4711)
    with pytest.raises(NotAllowed):
        desk.do(address_change.resend_change, principal=gone, now=NOW)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "field.required"),
        ("x" * 10_000, "field.not_mail"),
        ("😀@example.jp", "field.not_mail"),
        ("taro@😀.jp", "field.not_mail"),
        ("a@b@example.jp", "field.not_mail"),
        (f" {OLD.upper()}", "field.same_address"),
    ],
)
def test_an_address_that_cannot_be_one_is_told_so(
    desk: Desk, owner: Principal, typed: str, code: str
) -> None:
    with pytest.raises(Invalid) as told:
        ask(desk, owner, typed)
    assert {name: error.code for name, error in told.value.fields.items()} == {"mail_address": code}


def test_a_later_request_takes_the_place_of_an_earlier_one(desk: Desk, owner: Principal) -> None:
    first = ask(desk, owner, "first@example.jp")
    second = ask(desk, owner, "second@example.jp", now=NOW + HOUR)
    with pytest.raises(LinkProblem, match="link_used"):
        confirm(desk, first, now=NOW + HOUR)
    confirm(desk, second, now=NOW + HOUR)
    assert address(desk, owner) == "second@example.jp"


def test_a_change_that_was_given_up_cannot_be_confirmed(desk: Desk, owner: Principal) -> None:
    signed = ask(desk, owner)
    desk.do(address_change.withdraw_change, principal=owner, now=NOW)
    with pytest.raises(LinkProblem, match="link_used"):
        confirm(desk, signed)
    assert address(desk, owner) == OLD


def test_the_mail_comes_again_and_either_of_the_two_links_works_once(desk: Desk, owner: Principal) -> None:
    first = ask(desk, owner)
    desk.do(address_change.resend_change, principal=owner, now=NOW + HOUR)
    assert len(letters(desk, "address_link")) == 2
    confirm(desk, first, now=NOW + 2 * HOUR)
    with pytest.raises(LinkProblem, match="link_used"):
        confirm(desk, token(desk, "address_link"), now=NOW + 2 * HOUR)


def test_links_are_refused_altered_foreign_expired_and_used(desk: Desk, owner: Principal) -> None:
    signed = ask(desk, owner)
    foreign = desk.do(links.issue_link, "reset", OLD, life=HOUR, now=NOW, applicant_id=owner.id)
    for wrong, after, why in (
        (signed[:-3], timedelta(), "altered"),
        (signed.swapcase(), timedelta(), "altered"),
        ("", timedelta(), "altered"),
        (foreign, timedelta(), "foreign"),
        (signed, DAY, "expired"),
    ):
        with pytest.raises(LinkProblem, match=f"link_{why}"):
            confirm(desk, wrong, now=NOW + after)
        with pytest.raises(LinkProblem, match=f"link_{why}"):
            desk.see(address_change.linked_change, signed=wrong, now=NOW + after)
    confirm(desk, signed)
    with pytest.raises(LinkProblem, match="link_used"):
        confirm(desk, signed)
    assert desk.see(links.was_done, purpose=links.ADDRESS, signed=signed)


def test_looking_at_a_link_changes_no_row(desk: Desk, owner: Principal) -> None:
    signed = ask(desk, owner)
    before = desk.everything()
    view = desk.see(address_change.linked_change, signed=signed, now=NOW)
    assert (view.old, view.new) == ("t•••@example.jp", NEW)
    assert desk.everything() == before


def test_another_persons_link_changes_that_persons_account_only(desk: Desk, owner: Principal) -> None:
    other = signed_in(desk, "jiro@example.jp")
    confirm(desk, ask(desk, other, "jiro.new@example.jp"))
    assert address(desk, owner) == OLD
    assert address(desk, other) == "jiro.new@example.jp"


def test_eight_clicks_at_once_change_it_once(desk: Desk, owner: Principal) -> None:
    signed = ask(desk, owner)

    def press(_turn: int) -> str:
        try:
            confirm(desk, signed)
        except LinkProblem as problem:
            return problem.reason
        return "changed"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(press, range(8))) == ["changed"] + ["used"] * 7
    assert len(letters(desk, "address_changed")) == 1


def test_an_address_that_is_registered_meanwhile_is_not_taken_away(desk: Desk, owner: Principal) -> None:
    signed = ask(desk, owner)
    desk.do(make_applicant, NEW)
    with pytest.raises(AddressTaken):
        confirm(desk, signed)
    assert address(desk, owner) == OLD
    assert desk.row(OneTimeLink, purpose="address").used_at is None, "what failed has used nothing up"


def test_of_eight_people_who_want_one_address_at_once_one_gets_it(desk: Desk, owner: Principal) -> None:
    others = [signed_in(desk, f"person{number}@example.jp") for number in range(7)]
    signed = [ask(desk, person) for person in (owner, *others)]
    together = Barrier(len(signed))

    def press(token: str) -> str:
        together.wait()
        try:
            confirm(desk, token)
        except AddressTaken:
            return "taken"
        return "changed"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(press, signed)) == ["changed", *["taken"] * 7]
    assert sorted(row.mail_address for row in desk.rows(Applicant)).count(NEW) == 1


def test_an_address_that_somebody_may_still_take_back_is_given_to_nobody(
    desk: Desk, owner: Principal
) -> None:
    signed = ask(desk, owner)
    other = signed_in(desk, NEW)
    confirm(desk, ask(desk, other, "elsewhere@example.jp"))
    with pytest.raises(AddressTaken):
        confirm(desk, signed)


def test_while_the_old_address_can_object_there_is_no_second_change(desk: Desk, owner: Principal) -> None:
    confirm(desk, ask(desk, owner))
    with pytest.raises(AddressChangeOpen):
        ask(desk, owner, "third@example.jp", now=NOW + timedelta(hours=71))
    ask(desk, owner, "third@example.jp", now=NOW + timedelta(hours=72))


def test_nobody_registers_the_old_address_while_it_may_come_back(desk: Desk, owner: Principal) -> None:
    confirm(desk, ask(desk, owner))
    ways = (
        (timedelta(hours=71), "register_known"),
        (timedelta(hours=72), "register_link"),
    )
    for after, mail in ways:
        desk.do(registration.request_registration, principal=ANYBODY, mail_address=OLD, now=NOW + after)
        assert desk.jobs("mail")[-1]["mail"] == mail


def test_a_reset_mailed_to_the_old_address_is_worth_nothing_after_the_change(
    desk: Desk, owner: Principal
) -> None:
    desk.do(reset.request_reset, principal=ANYBODY, mail_address=OLD, now=NOW)
    mailed = token(desk, "reset_link")
    confirm(desk, ask(desk, owner))
    with pytest.raises(LinkProblem, match="link_used"):
        desk.do(reset.complete_reset, signed=mailed, password_hash="thief's", now=NOW)
    late = desk.do(links.issue_link, "reset", OLD, life=HOUR, now=NOW, applicant_id=owner.id)
    with pytest.raises(LinkProblem, match="link_used"):
        desk.do(reset.complete_reset, signed=late, password_hash="thief's", now=NOW)


def test_no_token_and_nothing_personal_stands_where_it_should_not(desk: Desk, owner: Principal) -> None:
    signed = ask(desk, owner)
    confirm(desk, signed)
    assert signed.rsplit(".", 1)[0] not in desk.everything()
    told = str([tuple(entry) for entry in desk.rows(AuditEntry)])
    assert NEW not in told
    assert OLD not in told
    assert len(desk.rows(AddressChange)) == 1
