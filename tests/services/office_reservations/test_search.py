"""Finding reservations: by what people say at the counter, in one's own office alone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from hellowork_portal.kit.errors import NotAllowed, SignInNeeded
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.sealing import fingerprint
from hellowork_portal.models import Applicant, AuditEntry
from hellowork_portal.services.office_reservations.rules import Wanted, claimant_hash, wanted_of
from hellowork_portal.services.office_reservations.search import offerings_at, search_reservations
from hellowork_portal.services.office_reservations.views import FoundPage
from tests.factories import NOW, TODAY
from tests.services.office_reservations.conftest import book
from tests.services.schedule_changes.conftest import THURSDAY, Bureau, staff

OFFICE = "13010"
NUMBER = "13010260000017"


def find(bureau: Bureau, who: Principal | None = None, office: str = OFFICE, **asked: Any) -> FoundPage:
    names = {"first": "from", "last": "to"}
    wanted = wanted_of({names.get(name, name): value for name, value in asked.items()}, TODAY)
    return bureau.do(
        search_reservations,
        principal=who or staff(bureau.office_id, Role.COUNSELLOR),
        office_code=office,
        wanted=wanted,
        now=NOW,
    )


def numbers(found: FoundPage) -> list[str]:
    return [row.number for row in found.rows]


@pytest.fixture
def booked(bureau: Bureau) -> dict[str, str]:
    """Two people with a reservation each; the second one states a 支給番号."""
    first, second = bureau.slots()[:2]
    taro = {"name": "髙橋 太郎", "reading": "タカハシ タロウ", "number": NUMBER}
    return {
        "hanako@example.jp": book(bureau, first.id, "hanako@example.jp"),
        "taro@example.jp": book(bureau, second.id, "taro@example.jp", **taro),
    }


def test_without_a_question_what_lies_ahead_in_order_of_time(bureau: Bureau, booked: dict[str, str]) -> None:
    assert numbers(find(bureau)) == [booked["hanako@example.jp"], booked["taro@example.jp"]]


@pytest.mark.parametrize(
    "typed", ["髙橋太郎", "高橋", "たかはし", "ﾀｶﾊｼ ﾀﾛｳ", "太郎", "タロウ", " 高橋　太郎 "]
)
def test_a_name_is_found_by_any_part_in_any_kana_and_any_form_of_its_signs(
    bureau: Bureau, booked: dict[str, str], typed: str
) -> None:
    assert numbers(find(bureau, q=typed)) == [booked["taro@example.jp"]]


def test_a_number_is_found_as_people_write_it(bureau: Bureau, booked: dict[str, str]) -> None:
    number = booked["hanako@example.jp"]
    for typed in (number, f"{number[:5]}-{number[5:]}", number.lower()):
        assert numbers(find(bureau, q=typed)) == [number]


def test_a_claimant_number_is_found_by_its_fingerprint(bureau: Bureau, booked: dict[str, str]) -> None:
    assert claimant_hash("13010-26-000001-7") == fingerprint(NUMBER)
    assert claimant_hash("1301026000001") == ""
    assert numbers(find(bureau, claimant=claimant_hash(NUMBER))) == [booked["taro@example.jp"]]
    assert numbers(find(bureau, claimant="0" * 64)) == []


def test_days_states_and_procedures_narrow(bureau: Bureau, booked: dict[str, str]) -> None:
    day = THURSDAY.isoformat()
    assert len(numbers(find(bureau, first=day, last=day))) == 2
    assert numbers(find(bureau, first=(THURSDAY + timedelta(days=1)).isoformat())) == []
    assert numbers(find(bureau, state="cancelled")) == []
    assert numbers(find(bureau, offering=str(bureau.phone_id))) == []
    assert len(numbers(find(bureau, offering=str(bureau.offering_id), state="confirmed"))) == 2


def test_what_makes_no_sense_in_an_address_narrows_nothing(bureau: Bureau, booked: dict[str, str]) -> None:
    absurd: dict[str, Any] = {
        "first": "2026-99-99",
        "last": "yesterday",
        "state": "held",
        "offering": "9" * 40,
    }
    assert len(numbers(find(bureau, **absurd, page="0", order="'", claimant="x"))) == 2


@pytest.mark.parametrize("typed", ["あ" * 10_000, "😀😀", "%", "_", "' OR 1=1 --", "\x00\ud800"])
def test_nonsense_finds_nobody_and_breaks_nothing(bureau: Bureau, booked: dict[str, str], typed: str) -> None:
    assert numbers(find(bureau, q=typed)) in ([], [*booked.values()] if not typed.strip("\x00\ud800") else [])


def test_another_office_finds_nothing_of_it_and_others_may_not_look(
    bureau: Bureau, booked: dict[str, str]
) -> None:
    other = staff(bureau.other_office_id, Role.OFFICE_MANAGER)
    number = booked["hanako@example.jp"]
    assert numbers(find(bureau, other, "13020", q=number)) == []
    for who, office in ((other, OFFICE), (other, "HW99-999"), (staff(0, Role.SYSTEM_ADMINISTRATOR), OFFICE)):
        with pytest.raises(NotAllowed):
            find(bureau, who, office, q=number)
    with pytest.raises(SignInNeeded):
        find(bureau, Principal(), q=number)


def test_a_search_is_recorded_without_what_was_typed(bureau: Bureau, booked: dict[str, str]) -> None:
    find(bureau, q="高橋", state="confirmed")
    entry = bureau.rows(AuditEntry, action="reservation.searched")[-1]
    assert (entry.subject_kind, entry.subject_id) == ("office", bureau.office_id)
    assert entry.details == {"shown": 1, "by": ["name", "state"]}


def test_pages_follow_each_other(
    bureau: Bureau, booked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from hellowork_portal.services.office_reservations import search

    monkeypatch.setattr(search, "PAGE", 1)
    first, second = find(bureau), find(bureau, page="2")
    assert (first.has_more, second.has_more) == (True, False)
    assert numbers(first) + numbers(second) == [*booked.values()]


def test_offerings_are_those_of_the_office(bureau: Bureau) -> None:
    found = bureau.see(offerings_at, principal=staff(bureau.office_id, Role.COUNSELLOR), office_code=OFFICE)
    assert [one.offering_id for one in found] == [bureau.offering_id, bureau.phone_id]


def test_a_changed_name_is_searched_by_what_it_is_now(bureau: Bureau, booked: dict[str, str]) -> None:
    row = bureau.row(Applicant, mail_address="taro@example.jp")
    assert (row.name_key, row.reading_key) == ("高橋太郎", "たかはしたろう")


def test_one_statement_finds_with_an_index(bureau: Bureau, dialect: str) -> None:
    """A part of a name is looked for in the index of names, not in the people's whole rows."""
    if dialect == "sqlite":
        plan = bureau.see(
            lambda session: (
                session.connection()
                .execute(text("EXPLAIN QUERY PLAN SELECT id FROM applicant WHERE name_key LIKE '%a%'"))
                .all()
            )
        )
        assert "ix_applicant_keys" in str(plan)
    assert Wanted(words="K7M2P9Q4R6").words
