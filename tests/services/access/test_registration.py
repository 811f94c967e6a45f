"""Registering (C1): one mail, one form, one account; nothing told, nothing lost, nothing in clear."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.sealing import unseal
from hellowork_portal.models import Applicant, AuditEntry, Job, OneTimeLink
from hellowork_portal.services.access import links, registration
from hellowork_portal.services.access.errors import LinkProblem
from tests.factories import NOW, Desk, make_applicant
from tests.services.access.conftest import (
    ANYBODY,
    HASH,
    MAIL,
    PASSWORD,
    PERSON,
    ask,
    check,
    complete,
    register,
)

DAY = timedelta(hours=24)


def test_the_whole_way_makes_an_account_with_what_was_typed(desk: Desk) -> None:
    later = NOW + timedelta(minutes=20)
    signed = ask(desk)
    check(desk, signed, now=later)
    applicant_id = complete(desk, signed, now=later)
    row = desk.row(Applicant)
    assert row.id == applicant_id
    assert (row.mail_address, row.name, row.reading) == (MAIL, "髙橋 太郎", "タカハシ タロウ")
    assert (str(row.born_on), row.phone, row.postal_code) == ("1988-02-29", "0312345678", "1600021")
    assert unseal(row.claimant_number_sealed) == "12345121234561"
    assert row.password_hash == HASH
    assert (row.terms_version, row.terms_agreed_at) == (registration.TERMS_VERSION, NOW)
    assert (row.language, row.created_at) == ("en", later)


def test_each_step_writes_its_mail_and_its_audit_entry(desk: Desk) -> None:
    applicant_id = register(desk)
    assert [job["mail"] for job in desk.jobs("mail")] == ["register_link", "register_done"]
    entries = desk.rows(AuditEntry)
    assert [entry.action for entry in entries] == ["registration.requested", "applicant.registered"]
    assert (entries[1].actor_id, entries[1].subject_id) == (applicant_id, applicant_id)


def test_a_known_address_gets_the_same_answer_and_another_mail(desk: Desk) -> None:
    desk.do(make_applicant, MAIL)
    answers = [
        desk.do(registration.request_registration, principal=ANYBODY, mail_address=mail, now=NOW)
        for mail in ("Taro@Example.JP", "jiro@example.jp")
    ]
    assert answers == [MAIL, "jiro@example.jp"]
    known, unknown = desk.jobs("mail")
    assert known == {"to": MAIL, "language": "en", "mail": "register_known"}
    assert unknown["mail"] == "register_link"
    assert [link.mail_address for link in desk.rows(OneTimeLink)] == ["jiro@example.jp"]


@pytest.mark.parametrize(
    "typed", ["", "  ", "taro", "taro@", "taro@example..jp", "タロウ@example.jp", "a" * 300 + "@example.jp"]
)
def test_what_is_no_address_gets_no_mail(desk: Desk, typed: str) -> None:
    with pytest.raises(Invalid) as told:
        desk.do(registration.request_registration, principal=ANYBODY, mail_address=typed, now=NOW)
    assert list(told.value.fields) == ["mail_address"]
    assert desk.rows(Job) == []


def test_full_width_and_spaces_in_an_address_are_understood(desk: Desk) -> None:
    typed = " ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ "
    assert desk.do(registration.request_registration, principal=ANYBODY, mail_address=typed, now=NOW) == MAIL


def test_a_draft_waits_behind_the_link_without_its_passwords(desk: Desk) -> None:
    signed = ask(desk, return_to="/calendar?offering=3")
    for boxes in (
        {"name": "髙橋"},
        {"name": "髙橋 太郎", "phone": "03", "password": "x", "password_again": "y"},
    ):
        desk.do(registration.keep_registration_draft, signed=signed, boxes=boxes, now=NOW)
    view = desk.see(links.check_link, purpose="register", signed=signed, now=NOW)
    assert view.typed == {"boxes": {"name": "髙橋 太郎", "phone": "03"}}
    assert (view.language, view.return_to) == ("en", "/calendar?offering=3")


def test_half_a_surrogate_pair_in_a_draft_is_no_fault(desk: Desk) -> None:
    signed = ask(desk)
    desk.do(registration.keep_registration_draft, signed=signed, boxes={"name": "\ud83d"}, now=NOW)
    view = desk.see(links.check_link, purpose="register", signed=signed, now=NOW)
    assert view.typed == {"boxes": {"name": "\ud83d"}}


def test_an_absurd_draft_is_dropped_and_the_one_before_stays(desk: Desk) -> None:
    signed = ask(desk)
    for boxes in ({"name": "髙橋"}, {"name": "x" * 1_000_000}):
        desk.do(registration.keep_registration_draft, signed=signed, boxes=boxes, now=NOW)
    view = desk.see(links.check_link, purpose="register", signed=signed, now=NOW)
    assert view.typed == {"boxes": {"name": "髙橋"}}


def test_nothing_typed_stands_in_clear_before_there_is_an_account(desk: Desk) -> None:
    signed = ask(desk)
    desk.do(registration.keep_registration_draft, signed=signed, boxes=PERSON, now=NOW)
    check(desk, signed)
    held = desk.everything()
    for secret in (
        "髙橋",
        "太郎",
        "タカハシ",
        "1988-02-29",
        "12345678",
        "歌舞伎町",
        "123456-1",
        "12345121234561",
    ):
        assert secret not in held
    assert HASH not in held


def test_neither_token_nor_password_nor_number_stands_in_clear_anywhere(desk: Desk) -> None:
    signed = ask(desk)
    check(desk, signed)
    complete(desk, signed)
    held = desk.everything()
    assert signed not in held
    assert signed.rsplit(".", 1)[0] not in held
    assert PASSWORD not in held
    assert "12345121234561" not in held
    assert desk.row(OneTimeLink).details_sealed == ""


def test_the_form_is_checked_on_the_server_and_nothing_typed_is_lost(desk: Desk) -> None:
    signed = ask(desk)
    desk.do(registration.keep_registration_draft, signed=signed, boxes=PERSON, now=NOW)
    with pytest.raises(Invalid) as told:
        check(desk, signed, PERSON | {"born_on": "2988-02-29", "reading": "太郎", "claimant_number": "1"})
    assert set(told.value.fields) == {"born_on", "reading", "claimant_number"}
    assert desk.see(links.check_link, purpose="register", signed=signed, now=NOW).typed == {"boxes": PERSON}


def test_a_form_without_a_password_is_refused_and_one_chosen_before_is_kept(desk: Desk) -> None:
    signed = ask(desk)
    with pytest.raises(Invalid):
        desk.do(registration.check_registration, signed=signed, typed=PERSON, password_hash=None, now=NOW)
    check(desk, signed)
    desk.do(registration.check_registration, signed=signed, typed=PERSON, password_hash=None, now=NOW)
    complete(desk, signed)
    assert desk.row(Applicant).password_hash == HASH


def test_an_account_needs_the_check_page_first(desk: Desk) -> None:
    signed = ask(desk)
    desk.do(registration.keep_registration_draft, signed=signed, boxes=PERSON, now=NOW)
    with pytest.raises(Invalid):
        complete(desk, signed)
    assert desk.rows(Applicant) == []


def test_a_second_click_makes_no_second_account(desk: Desk) -> None:
    signed = ask(desk)
    check(desk, signed)
    complete(desk, signed)
    with pytest.raises(LinkProblem, match="link_used"):
        complete(desk, signed)
    assert len(desk.rows(Applicant)) == 1


def test_two_mails_of_one_address_make_one_account(desk: Desk) -> None:
    first, second = ask(desk), ask(desk, now=NOW + timedelta(seconds=1))
    assert first != second
    for signed in (first, second):
        check(desk, signed)
    complete(desk, second)
    with pytest.raises(LinkProblem, match="link_used"):
        complete(desk, first)
    assert len(desk.rows(Applicant)) == 1


def test_many_last_buttons_at_once_make_one_account_and_no_fault(desk: Desk) -> None:
    signed = [ask(desk, now=NOW + timedelta(seconds=turn)) for turn in range(4)]
    for one in signed:
        check(desk, one)

    def press(one: str) -> str:
        try:
            complete(desk, one)
        except PortalError as error:
            return error.code
        return "made"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, [*signed, *signed]))
    assert sorted(answers) == ["link_used"] * 7 + ["made"]
    assert len(desk.rows(Applicant)) == 1
    assert [job["mail"] for job in desk.jobs("mail")].count("register_done") == 1


@pytest.mark.parametrize(
    "name",
    [
        "髙橋 一郎",
        "山﨑 一郎",
        "𠮷野 一郎",
        "葛\U000e0100城 一郎",
        "葛\U000e0101城 一郎",
        "Nguyễn Văn A",
        "神\ufa19 一郎",
    ],
)
def test_a_name_survives_sign_for_sign(desk: Desk, name: str) -> None:
    signed = ask(desk)
    check(desk, signed, PERSON | {"name": name})
    complete(desk, signed)
    assert desk.row(Applicant).name.encode() == name.encode()


def test_two_people_may_state_one_claimant_number_and_neither_learns_of_it(desk: Desk) -> None:
    register(desk, "taro@example.jp")
    register(desk, "jiro@example.jp", now=NOW + timedelta(minutes=1))
    first, second = desk.rows(Applicant)
    assert first.claimant_number_fingerprint == second.claimant_number_fingerprint
    assert first.claimant_number_sealed != second.claimant_number_sealed


def test_the_audit_of_a_registration_holds_nothing_personal(desk: Desk) -> None:
    register(desk)
    told = " ".join(str(tuple(entry)) for entry in desk.rows(AuditEntry))
    for personal in (MAIL, "taro", "髙橋", "タカハシ", "1988", "0312345678", "123451"):
        assert personal not in told
