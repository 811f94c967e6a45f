"""Sessions: rotated, hashed, ended by time, by hand, everywhere."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import AuditEntry, Session
from hellowork_portal.services.access import sessions
from hellowork_portal.services.access.rules import IDLE, LONGEST, TOUCH_EVERY
from hellowork_portal.services.access.views import SessionView
from tests.factories import NOW, Desk, make_applicant
from tests.services.access.conftest import MAIL

MOMENT = timedelta(seconds=1)


@pytest.fixture
def owner(desk: Desk) -> int:
    """A person with an account."""
    applicant = desk.do(make_applicant, MAIL, name="髙橋 太郎")
    assert applicant.id is not None
    return applicant.id


def start(desk: Desk, applicant_id: int, old: str = "", *, after: timedelta = timedelta()) -> str:
    return desk.do(
        sessions.start_session,
        applicant_id=applicant_id,
        old_token=old,
        browser="Firefox " * 40,
        now=NOW + after,
    )


def seen(desk: Desk, token: str, after: timedelta = timedelta()) -> SessionView | None:
    return desk.see(sessions.recognise, hashed=token_hash(token), now=NOW + after)


def touch(desk: Desk, token: str, after: timedelta) -> SessionView | None:
    return desk.do(sessions.touch, hashed=token_hash(token), now=NOW + after)


def test_a_session_knows_whose_it_is_and_when_it_ends(desk: Desk, owner: int) -> None:
    view = seen(desk, start(desk, owner))
    assert view is not None
    assert (view.applicant_id, view.name, view.idle_ends_at) == (owner, "髙橋 太郎", NOW + IDLE)
    assert view.needs_touch is False


def test_a_token_stands_nowhere_in_clear_and_no_other_opens(desk: Desk, owner: int) -> None:
    token = start(desk, owner)
    held = desk.everything()
    assert token not in held
    assert token_hash(token) in held
    for other in ("", token[:-1], token_hash(token), token.swapcase()):
        assert seen(desk, other) is None


def test_tokens_never_repeat(desk: Desk, owner: int) -> None:
    tokens = {start(desk, owner) for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 43


def test_signing_in_again_ends_the_browsers_former_session_and_no_other(desk: Desk, owner: int) -> None:
    phone, old = start(desk, owner), start(desk, owner)
    new = start(desk, owner, old)
    assert seen(desk, old) is None
    assert seen(desk, new) is not None
    assert seen(desk, phone) is not None


def test_a_session_ends_when_nothing_happens(desk: Desk, owner: int) -> None:
    token = start(desk, owner)
    assert seen(desk, token, IDLE - MOMENT) is not None
    assert seen(desk, token, IDLE) is None
    assert touch(desk, token, IDLE) is None, "what has ended cannot be woken"


def test_a_touch_moves_the_idle_end_and_is_asked_for_once_a_minute(desk: Desk, owner: int) -> None:
    token = start(desk, owner)
    before, due = seen(desk, token, TOUCH_EVERY - MOMENT), seen(desk, token, TOUCH_EVERY)
    assert before is not None
    assert due is not None
    assert (before.needs_touch, due.needs_touch) == (False, True)
    touched = touch(desk, token, IDLE - MOMENT)
    assert touched is not None
    assert (touched.idle_ends_at, touched.needs_touch) == (NOW + 2 * IDLE - MOMENT, False)
    assert seen(desk, token, 2 * IDLE - 2 * MOMENT) is not None
    assert seen(desk, token, 2 * IDLE) is None


def test_no_touch_leads_beyond_the_absolute_end(desk: Desk, owner: int) -> None:
    token, after = start(desk, owner), timedelta()
    while after + IDLE / 2 < LONGEST:
        after += IDLE / 2
        view = touch(desk, token, after)
        if view is not None:
            assert view.idle_ends_at <= NOW + LONGEST
    last = seen(desk, token, LONGEST - MOMENT)
    assert last is not None
    assert last.idle_ends_at == NOW + LONGEST
    assert seen(desk, token, LONGEST) is None


def test_signing_out_here_leaves_other_browsers_in(desk: Desk, owner: int) -> None:
    here, there = start(desk, owner), start(desk, owner)
    desk.do(sessions.end_session, token=here, now=NOW)
    assert seen(desk, here) is None
    assert seen(desk, there) is not None


def test_signing_out_everywhere_ends_all_of_ones_own_and_nobody_elses(desk: Desk, owner: int) -> None:
    other = desk.do(make_applicant, "jiro@example.jp")
    assert other.id is not None
    mine, theirs = [start(desk, owner) for _ in range(3)], start(desk, other.id)
    desk.do(sessions.end_session, token=mine[1], everywhere=True, now=NOW)
    assert [seen(desk, token) for token in mine] == [None] * 3
    assert seen(desk, theirs) is not None


def test_an_ended_session_can_end_nothing(desk: Desk, owner: int) -> None:
    gone, alive = start(desk, owner), start(desk, owner, after=IDLE)
    desk.do(sessions.end_session, token=gone, everywhere=True, now=NOW + IDLE)
    assert seen(desk, alive, IDLE) is not None


def test_a_touch_that_meets_a_sign_out_is_no_fault(desk: Desk, owner: int) -> None:
    tokens = [start(desk, owner) for _ in range(40)]
    later = NOW + TOUCH_EVERY

    def touch_or_end(turn: int) -> None:
        token = tokens[turn // 2]
        if turn % 2:
            desk.do(sessions.end_session, token=token, now=later)
        else:
            desk.do(sessions.touch, hashed=token_hash(token), now=later)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(touch_or_end, range(80)))
    assert desk.rows(Session) == []


def test_starting_and_ending_are_audited_without_anything_personal(desk: Desk, owner: int) -> None:
    token = start(desk, owner)
    desk.do(sessions.end_session, token=token, everywhere=True, now=NOW)
    entries = desk.rows(AuditEntry)
    assert [(entry.action, entry.actor_id) for entry in entries] == [
        ("session.started", owner),
        ("session.ended", owner),
    ]
    assert "Firefox" not in str([tuple(entry) for entry in entries])
    assert len(desk.rows(Session)) == 0
