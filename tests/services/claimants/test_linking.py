"""Linking accounts to records, and codes from the counter: by the office's own staff, each once."""

from datetime import timedelta
from typing import Any

import pytest

from hellowork_portal.kit.errors import Invalid, NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import Principal
from hellowork_portal.models import Applicant, AuditEntry, Claimant, CounterCode
from hellowork_portal.services.accounts.counter_codes import live_code
from hellowork_portal.services.accounts.rules import CounterPurpose
from hellowork_portal.services.claimants import codes, errors, people, records
from tests.factories import NOW, make_applicant, principal_of
from tests.services.claimants.conftest import HANAKO, NUMBER, OFFICE, OTHER, TARO, Counter


@pytest.fixture
def hanako(counter: Counter) -> int:
    """The record of a claimant; two people are on the office's list."""
    counter.bring(HANAKO, TARO)
    return counter.claimants()[0].id


@pytest.fixture
def account(counter: Counter) -> Principal:
    """Somebody who states that record's number."""
    return principal_of(counter.do(make_applicant, number=NUMBER))


def link(counter: Counter, claimant_id: int, applicant_id: int | None, **named: Any) -> bool:
    given = {"principal": counter.counsellor, "is_checked": True} | named
    return counter.do(
        records.link_claimant, claimant_id=claimant_id, applicant_id=applicant_id or 0, now=NOW, **given
    )


def code_for(counter: Counter, claimant_id: int, **named: Any) -> str:
    given = {"principal": counter.counsellor, "document": "passport"} | named
    return counter.do(codes.claimant_code, claimant_id=claimant_id, now=NOW, **given)


def claim(counter: Counter, who: Principal, typed: str, now: Any = NOW) -> None:
    counter.do(codes.claim_record, principal=who, typed=typed, now=now)


def view(counter: Counter, claimant_id: int, who: Principal | None = None) -> Any:
    given = {"principal": who or counter.counsellor, "claimant_id": claimant_id}
    return counter.do(records.claimant_view, now=NOW, **given)


def find(counter: Counter, words: str, **named: Any) -> list[str]:
    given = {"principal": counter.counsellor, "office_code": OFFICE, "words": words} | named
    return [row.name for row in counter.do(records.search_claimants, now=NOW, **given).rows]


def test_records_are_found_by_number_name_and_reading_in_ones_own_office(
    counter: Counter, hanako: int
) -> None:
    assert find(counter, "") == ["職安 花子", "髙橋 太郎"]
    for typed in ("13010-26-000001-7", "花子", "しょくあん", "職安花子"):
        assert find(counter, typed) == ["職安 花子"]
    assert find(counter, "高橋") == ["髙橋 太郎"]
    for typed in ("1301026", "あ" * 10_000, "😀", "%", "' OR 1=1"):
        assert find(counter, typed) == []
    assert find(counter, "", principal=counter.of_other, office_code=OTHER) == []
    with pytest.raises(NotAllowed):
        find(counter, "", principal=counter.of_other)
    assert counter.rows(AuditEntry, action="claimant.searched")[0].details == {"shown": 2}


def test_a_record_shows_who_may_be_it_with_what_fits(
    counter: Counter, hanako: int, account: Principal
) -> None:
    twin = counter.do(make_applicant, "twin@example.jp", number=NUMBER, name="別人 一郎")
    seen = view(counter, hanako)
    assert [(one.applicant_id, one.fits_name, one.fits_birth) for one in seen.candidates] == [
        (account.id, True, True), (twin.id, False, True),
    ]  # fmt: skip
    assert seen.masked_number.endswith("-7")
    assert NUMBER not in str(seen)
    with pytest.raises(errors.ClaimantUnknown):
        view(counter, hanako, counter.of_other)
    with pytest.raises(errors.ClaimantUnknown):
        view(counter, 2**31 - 1)
    with pytest.raises(SignInNeeded):
        view(counter, hanako, account)


def test_linking_needs_a_look_at_the_person_and_the_same_number(
    counter: Counter, hanako: int, account: Principal
) -> None:
    stranger = counter.do(make_applicant, "stranger@example.jp")
    with pytest.raises(errors.IdentityUnchecked):
        link(counter, hanako, account.id, is_checked=False)
    for other in (stranger.id, 0, 2**31 - 1):
        with pytest.raises(errors.NumberDiffers):
            link(counter, hanako, other)
    with pytest.raises(errors.ClaimantUnknown):
        link(counter, hanako, account.id, principal=counter.of_other)
    assert link(counter, hanako, account.id)
    assert not link(counter, hanako, account.id), "a second click"
    assert counter.row(Claimant, id=hanako).applicant_id == account.id
    assert counter.row(AuditEntry, action="claimant.linked").details == {
        "applicant": account.id, "by": "staff",
    }  # fmt: skip


def test_one_record_has_one_account_and_one_account_one_record(
    counter: Counter, hanako: int, account: Principal
) -> None:
    twin = principal_of(counter.do(make_applicant, "twin@example.jp", number=NUMBER))
    link(counter, hanako, account.id)
    with pytest.raises(errors.ClaimantLinked):
        link(counter, hanako, twin.id)
    taro = counter.claimants()[1].id
    with pytest.raises(Invalid) as refused:
        claim(counter, account, code_for(counter, taro))
    assert refused.value.fields["code"].code == "field.record_linked"
    assert counter.do(records.unlink_claimant, principal=counter.counsellor, claimant_id=hanako, now=NOW)
    assert link(counter, hanako, twin.id)


def test_a_code_links_the_account_of_who_types_it_and_brings_the_number(
    counter: Counter, hanako: int
) -> None:
    who = principal_of(counter.do(make_applicant))
    code = code_for(counter, hanako)
    assert code not in counter.everything()
    claim(counter, who, f" {code[:5].lower()}-{code[5:]} ")
    assert counter.row(Claimant, id=hanako).applicant_id == who.id
    person = counter.row(Applicant, id=who.id)
    assert person.claimant_number_fingerprint == counter.row(Claimant, id=hanako).number_fingerprint
    assert counter.row(CounterCode).applicant_id == who.id
    with pytest.raises(Invalid):
        claim(counter, principal_of(counter.do(make_applicant, "late@example.jp")), code)


@pytest.mark.parametrize("typed", ["", "x", "あ" * 10_000, "😀", "K7M2P9Q4R6"])
def test_a_wrong_code_links_nothing(counter: Counter, hanako: int, typed: str) -> None:
    code_for(counter, hanako)
    with pytest.raises(Invalid) as refused:
        claim(counter, principal_of(counter.do(make_applicant)), typed)
    assert set(refused.value.fields) == {"code"}
    assert counter.row(Claimant, id=hanako).applicant_id is None


def test_a_code_lasts_a_day_and_a_new_one_takes_its_place(counter: Counter, hanako: int) -> None:
    who = principal_of(counter.do(make_applicant))
    first, second = code_for(counter, hanako), code_for(counter, hanako)
    for typed, now in ((first, NOW), (second, NOW + timedelta(hours=24))):
        with pytest.raises(Invalid):
            claim(counter, who, typed, now)
    claim(counter, who, second)


def test_no_code_without_a_document_or_for_another_office(counter: Counter, hanako: int) -> None:
    for document in ("", "a friend", "x" * 10_000):
        with pytest.raises(errors.IdentityUnchecked):
            code_for(counter, hanako, document=document)
    with pytest.raises(errors.ClaimantUnknown):
        code_for(counter, hanako, principal=counter.of_other)
    assert counter.rows(CounterCode) == []


def test_tries_are_limited_per_person_and_network() -> None:
    who = Principal(kind=principal_of(Applicant(id=5)).kind, id=5, address="192.0.2.1")  # type: ignore[call-arg]
    limits = codes.claim_limits(who)
    assert limits == [("claimant_code_per_person", "5"), ("code_per_network", "192.0.2.1")]


def recover(counter: Counter, applicant_id: int | None, **named: Any) -> str:
    given = {"principal": counter.counsellor, "document": "driving_licence"} | named
    return counter.do(codes.recovery_code, applicant_id=applicant_id or 0, now=NOW, **given)


def test_a_lost_mailbox_is_helped_at_an_office_that_knows_the_person(
    counter: Counter, hanako: int, account: Principal
) -> None:
    code = recover(counter, account.id)
    row = counter.see(live_code, code, CounterPurpose.RECOVERY, now=NOW)
    assert row
    assert (row.applicant_id, row.made_by) == (account.id, "職員 一郎")
    entry = counter.row(AuditEntry, action="counter_code.made")
    assert (entry.actor_kind, entry.details["document"]) == ("staff", "driving_licence")
    with pytest.raises(errors.PersonUnknown):
        recover(counter, account.id, principal=counter.of_other)
    with pytest.raises(errors.IdentityUnchecked):
        recover(counter, account.id, document="")


def people_found(
    counter: Counter, words: str, who: Principal | None = None, office: str = OFFICE
) -> list[int]:
    given = {"principal": who or counter.counsellor, "office_code": office, "words": words}
    return [row.applicant_id for row in counter.do(people.search_people, now=NOW, **given).rows]


def test_people_are_found_by_what_they_say_where_the_office_knows_them(
    counter: Counter, hanako: int, account: Principal
) -> None:
    stranger = counter.do(make_applicant, "stranger@example.jp", name="職安 知らず")
    for typed in ("職安", "しょくあん", "hanako@example.jp", NUMBER):
        assert people_found(counter, typed) == [account.id]
    for typed in ("", "   ", "stranger@example.jp", "あ" * 10_000, "😀", "%"):
        assert people_found(counter, typed) == []
    assert people_found(counter, "職安", counter.of_other, OTHER) == []
    for applicant_id in (stranger.id, 0):
        with pytest.raises(errors.PersonUnknown):
            counter.do(people.person_page, principal=counter.counsellor, applicant_id=applicant_id, now=NOW)
    page = counter.do(people.person_page, principal=counter.counsellor, applicant_id=account.id, now=NOW)
    assert (page.may_claim_id, page.claimant_id, page.person.name) == (hanako, 0, "職安 花子")
    assert counter.row(AuditEntry, action="applicant.viewed").details == {"office": counter.office_id}
