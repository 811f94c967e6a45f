"""The number and the code: alike for every number, hopeless to guess, good in one browser alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, update
from sqlmodel import Session

from hellowork_portal.adapters.database import engine_for
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Applicant, AuditEntry, GuestAccess, Job, Reservation
from hellowork_portal.services.access.owners import closed_address
from hellowork_portal.services.guests import asking, rules
from hellowork_portal.services.guests.errors import GuestOver
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.reservations.rules import new_number
from tests.factories import NOW, at
from tests.services.guests.conftest import (
    ANYBODY,
    MINUTE,
    ask,
    code,
    letter,
    seen_as,
    tried,
    wrong,
)
from tests.services.reservations.conftest import Scene

DAY = timedelta(days=1)


@contextmanager
def statements(url: str) -> Iterator[list[str]]:
    """Collect what is said to the database."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    engine = engine_for(url)
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def cancelled_long_ago(scene: Scene, who: Principal) -> str:
    number = scene.reserve(who, scene.slot(at(9)))
    scene.do(cancel_reservation, principal=who, number=number, now=NOW - 30 * DAY)
    return number


def numbers_of(scene: Scene, hanako: Principal, taro: Principal) -> dict[str, str]:
    """Return a number of every kind that somebody could type."""
    return {
        "own": scene.reserve(hanako, scene.slot(at(7))),
        "foreign": scene.reserve(taro, scene.slot(at(8))),
        "cancelled": cancelled_long_ago(scene, taro),
        "absent": new_number(),
        "wrong": "AAAAA-AAAAA",
        "nonsense": "予約'; -- " * 1000,
    }


def test_every_number_is_asked_about_by_the_same_statements(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    said: dict[str, list[str]] = {}
    rows: dict[str, tuple[object, ...]] = {}
    for kind, number in numbers_of(scene, hanako, taro).items():
        with statements(scene.url) as said[kind]:
            token = ask(scene, number)
        row = scene.row(GuestAccess, cookie_hash=token_hash(token))
        rows[kind] = (len(token), row.reservation_id, row.applicant_id, row.tries, row.sent_count)
        assert len(row.number) <= 20
    assert len(set(map(tuple, said.values()))) == 1, said
    assert len(set(rows.values())) == 1
    assert not any("FROM reservation" in one for one in said["own"]), "nobody looks it up here"
    assert len({job["mail"] for job in scene.jobs("mail") if "guest_access_id" in job}) == 1


def test_every_number_counts_against_the_same_limits(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    spent = {
        kind: [
            rule for rule, _ in asking.asking_limits(ANYBODY, typed=number, token="cookie", mark="made up")
        ]
        for kind, number in numbers_of(scene, hanako, taro).items()
    }
    assert set(map(tuple, spent.values())) == {
        ("guest_code_per_network", "guest_code_per_browser", "guest_code_per_number")
    }


def test_a_wrong_code_is_answered_by_the_same_statements_whatever_the_number(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    said: dict[str, list[str]] = {}
    told = {}
    for kind, number in numbers_of(scene, hanako, taro).items():
        token = ask(scene, number)
        with statements(scene.url) as said[kind]:
            told[kind] = tried(scene, token, wrong(scene, token))
    assert len(set(map(tuple, said.values()))) == 1, said
    assert len(set(told.values())) == 1


def test_the_right_digits_open_nothing_where_there_is_nothing(
    scene: Scene, hanako: Principal, taro: Principal
) -> None:
    """Whoever held the key could make the code: it must not make a reservation."""
    for kind, number in numbers_of(scene, hanako, taro).items():
        token = ask(scene, number)
        right = rules.code_of(token_hash(token))
        there = kind in ("own", "foreign")
        assert (letter(scene, token) is not None) == there
        assert tried(scene, token, right).outcome == ("open" if there else "wrong"), kind


def test_only_who_reads_the_owners_mail_gets_the_code(scene: Scene, hanako: Principal) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    told = letter(scene, token)
    assert told is not None
    assert (told.recipient, told.applicant_id) == ("hanako@example.jp", hanako.id)
    assert told.values["code"] not in scene.everything().replace(token, "")
    assert told.recipient not in repr(told)
    assert told.values["code"] not in repr(told)


@pytest.mark.parametrize("spelling", ["{a} {b}", " {a}-{b}\n", "{code}", "{wide}", "{a}　{b}"])
def test_the_code_is_taken_as_people_type_and_paste_it(
    scene: Scene, hanako: Principal, spelling: str
) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    digits = code(scene, token)
    wide = digits.translate({ord(str(one)): chr(0xFF10 + one) for one in range(10)})
    typed = spelling.format(a=digits[:3], b=digits[3:], code=digits, wide=wide)
    assert tried(scene, token, typed).outcome == "open"


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "１２３４５", "0" * 10_000, "🎌" * 6, "²²²²²²"]
)
def test_what_is_no_code_is_a_wrong_one(scene: Scene, hanako: Principal, typed: str) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    assert tried(scene, token, typed).outcome == "wrong"


def test_five_wrong_tries_end_a_code_and_the_right_one_comes_too_late(
    scene: Scene, hanako: Principal
) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    ends = [tried(scene, token, wrong(scene, token)).outcome for _ in range(6)]
    assert ends == ["wrong"] * 4 + ["spent"] * 2
    assert tried(scene, token, code(scene, token)).outcome == "spent"
    assert seen_as(scene, token) is None
    assert len(scene.rows(AuditEntry, action="guest.code_refused")) == 5


def test_asking_again_brings_the_same_code_and_no_new_tries(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    token = ask(scene, number)
    first = code(scene, token)
    for _ in range(3):
        tried(scene, token, wrong(scene, token))
    assert ask(scene, number.lower(), token=token, now=NOW + 10 * MINUTE) == token
    assert code(scene, token, NOW + 20 * MINUTE) == first
    assert scene.see(asking.code_view, token=token, now=NOW + 20 * MINUTE).tries_left == 2
    keys = [row.key for row in scene.rows(Job) if row.args.get("mail") == asking.MAIL]
    assert len(set(keys)) == 2
    tried(scene, token, wrong(scene, token), NOW + 20 * MINUTE)
    assert tried(scene, token, wrong(scene, token), NOW + 20 * MINUTE).outcome == "spent"
    fresh = ask(scene, number, token=token, now=NOW + 21 * MINUTE)
    assert fresh != token
    assert code(scene, fresh, NOW + 21 * MINUTE)


def test_a_code_lasts_fifteen_minutes(scene: Scene, hanako: Principal) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    digits, late = code(scene, token), NOW + rules.CODE_LIFE
    assert tried(scene, token, digits, late).outcome == "spent"
    assert letter(scene, token, late) is None, "a late mail would bring a dead code"
    assert tried(scene, token, digits, late - MINUTE).outcome == "open"


def test_a_code_is_worth_nothing_in_another_browser(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    owners, attackers = ask(scene, number), ask(scene, number)
    phished = code(scene, owners)
    assert code(scene, attackers) != phished
    assert tried(scene, attackers, phished).outcome == "wrong"
    assert tried(scene, "", phished).outcome == "over"
    assert tried(scene, "made up", phished).outcome == "over"
    assert tried(scene, owners, phished).outcome == "open", "the attacker's tries cost the owner none"


def test_a_cookie_planted_before_the_code_opens_nothing(scene: Scene, hanako: Principal) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    assert tried(scene, token, code(scene, token)).outcome == "open"
    row = scene.row(GuestAccess)
    assert row.pass_hash not in (None, row.cookie_hash)
    assert rules.pass_token(token) != token
    with pytest.raises(GuestOver):
        scene.see(asking.code_view, token=token, now=NOW)


def test_the_second_of_two_clicks_ends_where_the_first_did(scene: Scene, hanako: Principal) -> None:
    token = ask(scene, scene.reserve(hanako, scene.slot()))
    digits = code(scene, token)
    first, second = tried(scene, token, digits), tried(scene, token, digits)
    assert first == second
    assert len(scene.rows(AuditEntry, action="reservation.opened_by_guest")) == 1


def test_the_day_has_six_codes_of_a_number_even_if_the_limiter_forgot(
    scene: Scene, hanako: Principal
) -> None:
    number = scene.reserve(hanako, scene.slot())
    tokens = [ask(scene, number) for _ in range(8)]
    assert [letter(scene, token) is not None for token in tokens] == [True] * 6 + [False] * 2
    assert tried(scene, tokens[-1], rules.code_of(token_hash(tokens[-1]))).outcome == "wrong"
    known = ask(scene, number, mark=asking.known_mark(number))
    assert letter(scene, known) is not None, "the owner's own browser is not shut out"
    tomorrow = ask(scene, number, now=NOW + DAY + MINUTE)
    assert letter(scene, tomorrow, NOW + DAY + MINUTE) is not None


def test_a_known_browser_has_an_allowance_of_its_own(scene: Scene, hanako: Principal) -> None:
    number = scene.reserve(hanako, scene.slot())
    mark = asking.known_mark(number)
    own = asking.asking_limits(ANYBODY, typed=number, token="", mark=mark)
    assert [rule for rule, _ in own] == ["guest_code_per_network", "guest_code_known_browser"]
    for foreign in (asking.known_mark(new_number()), "made up", mark[:-1]):
        rules_of = [rule for rule, _ in asking.asking_limits(ANYBODY, typed=number, token="", mark=foreign)]
        assert "guest_code_per_number" in rules_of
    assert number not in mark


def _close(session: Session, person_id: int) -> None:
    person = session.get_one(Applicant, person_id)
    person.mail_address, person.closed_at = closed_address(person_id), NOW


def _set(scene: Scene, number: str, **values: object) -> None:
    res = table_of(Reservation)
    change = update(res).where(res.c.number == number).values(**values)
    scene.do(lambda session: session.connection().execute(change))


@pytest.mark.parametrize(
    ("make", "is_shown"),
    [
        (lambda scene, number: _set(scene, number, state="in_progress"), True),
        (lambda scene, number: _set(scene, number, state="completed", ends_at=NOW - 23 * 60 * MINUTE), True),
        (lambda scene, number: _set(scene, number, state="no_show", ends_at=NOW - 25 * 60 * MINUTE), False),
        (lambda scene, number: _set(scene, number, state="cancelled", cancelled_at=NOW - MINUTE), True),
        (lambda scene, number: _set(scene, number, state="cancelled", cancelled_at=NOW - 2 * DAY), False),
        (lambda scene, number: _set(scene, number, state="held"), False),
        (lambda scene, _: scene.do(_close, 1), False),
    ],
)
def test_what_is_over_for_a_day_is_shown_to_nobody(
    scene: Scene, make: Callable[[Scene, str], None], is_shown: bool
) -> None:
    who = scene.person(id=1)
    number = scene.reserve(who, scene.slot())
    make(scene, number)
    assert (letter(scene, ask(scene, number)) is not None) == is_shown


def test_the_mail_speaks_the_language_that_its_owner_chose(scene: Scene) -> None:
    who = scene.person(language="ja-easy", follows_page_language=False)
    told = letter(scene, ask(scene, scene.reserve(who, scene.slot())))
    assert told is not None
    assert told.language == "ja-easy"
