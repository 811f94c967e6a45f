"""What the adapter makes of a Zoom that is away, slow, strict or forgetful."""

import dataclasses
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hellowork_portal.adapters.zoom import ZoomMeetings
from hellowork_portal.adapters.zoom_breaker import Breaker
from hellowork_portal.adapters.zoom_limits import retry_at
from hellowork_portal.kit.settings import ZoomSettings
from hellowork_portal.ports.meetings import MeetingPlan, MeetingsRefused, MeetingsUnavailable

AccountAt = Callable[[str, str], ZoomSettings]


@pytest.fixture
def dead_address() -> Iterator[str]:
    """An address whose port is ours but where nobody listens."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{holder.getsockname()[1]}"


def test_making_the_adapter_calls_nobody(stand_in: Any, clock: Any) -> None:
    ZoomMeetings(stand_in.account, clock)
    assert stand_in.api.tokens_issued == 0


def test_an_expired_token_is_renewed_before_it_is_used(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan, clock: Any
) -> None:
    room = meetings.create(plan)
    clock.forward(seconds=3600 - 121)
    meetings.start_url(room.provider_id)
    assert stand_in.api.tokens_issued == 1
    clock.forward(seconds=1)
    meetings.start_url(room.provider_id)
    assert stand_in.api.tokens_issued == 2


def test_a_token_that_zoom_forgot_is_replaced_once(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    room = meetings.create(plan)
    stand_in.api.tokens.clear()
    assert meetings.start_url(room.provider_id)
    assert stand_in.api.tokens_issued == 2


def test_a_create_refused_for_its_token_makes_one_meeting(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    stand_in.order("bad_token")
    meetings.create(plan)
    assert len(stand_in.kept()) == 1


def test_a_token_refused_twice_is_a_matter_of_credentials(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    stand_in.order("bad_token", 2)
    with pytest.raises(MeetingsRefused) as refused:
        meetings.create(plan)
    assert refused.value.reason == "credentials"


@pytest.mark.parametrize("secret", ["wrong", "秘密", ""])
def test_a_wrong_secret_is_refused_at_once(
    stand_in: Any, other_account: AccountAt, plan: MeetingPlan, clock: Any, secret: str
) -> None:
    account = other_account(stand_in.url, secret)
    with pytest.raises(MeetingsRefused) as refused:
        ZoomMeetings(account, clock).create(plan)
    assert refused.value.reason == "credentials"
    assert stand_in.api.tokens_issued == 0


@pytest.mark.parametrize("form", ["seconds", "iso", "http_date"])
def test_a_limit_per_second_says_when_to_come_again(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan, clock: Any, form: str
) -> None:
    room = meetings.create(plan)
    stand_in.order("429", retry_after=form, seconds=7)
    with pytest.raises(MeetingsUnavailable) as busy:
        meetings.delete(room.provider_id)
    assert busy.value.retry_at == clock() + timedelta(seconds=7)
    assert not busy.value.outcome_unknown
    meetings.delete(room.provider_id)


def test_the_daily_limit_ends_at_midnight_utc_even_without_a_header(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan, clock: Any
) -> None:
    clock.forward(hours=14)
    stand_in.order("429_daily", on="create")
    with pytest.raises(MeetingsUnavailable) as busy:
        meetings.create(plan)
    assert busy.value.retry_at == datetime(2026, 12, 5, 0, 0, tzinfo=UTC)
    assert stand_in.kept() == []


@pytest.mark.parametrize(
    ("header", "message", "seconds"),
    [
        ("", "You have reached the maximum per-second rate limit for this API.", 2),
        ("soon", "", 2),
        ("-5", "", 2),
        ("1.5", "", 1.5),
        ("2026-12-04T00:01:00Z", "", 60),
        ("2026-12-04T00:01:00", "", 60),
        ("2020-05-31T00:00:00Z", "", 0),
        ("Fri, 04 Dec 2026 00:02:00 GMT", "", 120),
        ("", "The meeting create/update operation has reached the DAILY limit of 100.", 86400),
        ("", "You have reached the maximum per-day rate limit for this API.", 86400),
        ("3", "daily", 3),
    ],
)
def test_every_form_of_a_limit_is_read(header: str, message: str, seconds: float, clock: Any) -> None:
    headers = {"Retry-After": header} if header else {}
    assert retry_at(headers, message, clock()) == clock() + timedelta(seconds=seconds)


def test_a_late_answer_to_create_leaves_exactly_one_meeting(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    stand_in.order("timeout_after_create", seconds=2)
    with pytest.raises(MeetingsUnavailable) as lost:
        meetings.create(plan)
    assert lost.value.outcome_unknown
    room = meetings.create(plan, may_exist=True)
    [(number, kept)] = stand_in.kept()
    assert (room.provider_id, room.passcode) == (str(number), kept["password"])


@pytest.mark.parametrize("kind", ["500", "refuse"])
def test_a_create_without_a_clear_answer_is_not_repeated_blindly(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan, kind: str
) -> None:
    meetings.host_ids()
    stand_in.order(kind, 2)
    with pytest.raises(MeetingsUnavailable) as lost:
        meetings.create(plan)
    assert lost.value.outcome_unknown
    assert [fault.count for fault in stand_in.api.faults.waiting()] == [1]


@pytest.mark.parametrize("kind", ["500", "refuse"])
def test_calls_that_do_no_harm_twice_are_repeated(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan, kind: str
) -> None:
    room = meetings.create(plan)
    stand_in.order(kind, 2)
    meetings.move(room.provider_id, dataclasses.replace(plan, minutes=45))
    [(_, kept)] = stand_in.kept()
    assert kept["duration"] == 45
    stand_in.order(kind, 3)
    with pytest.raises(MeetingsUnavailable):
        meetings.delete(room.provider_id)


def test_a_refused_connection_surely_made_nothing(
    other_account: AccountAt, dead_address: str, plan: MeetingPlan, clock: Any
) -> None:
    dead = ZoomMeetings(other_account(dead_address, "any"), clock)
    with pytest.raises(MeetingsUnavailable) as away:
        dead.create(plan)
    assert not away.value.outcome_unknown


def test_a_connection_refused_after_the_token_surely_made_nothing(
    stand_in: Any, dead_address: str, plan: MeetingPlan, clock: Any
) -> None:
    account = stand_in.account.model_copy(update={"base_uri": f"{dead_address}/v2"})
    with pytest.raises(MeetingsUnavailable) as away:
        ZoomMeetings(account, clock).create(plan)
    assert not away.value.outcome_unknown
    assert stand_in.api.tokens_issued == 1


@pytest.mark.parametrize("on", ["token", "create"])
def test_nobody_waits_longer_than_the_time_limit(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan, on: str
) -> None:
    stand_in.order("slow", seconds=8, on=on)
    begun = time.monotonic()
    with pytest.raises(MeetingsUnavailable) as late:
        meetings.create(plan)
    assert time.monotonic() - begun < 4
    assert late.value.outcome_unknown == (on == "create")


def test_the_breaker_opens_after_five_failures_and_closes_after_a_good_probe(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan, clock: Any
) -> None:
    room = meetings.create(plan)
    stand_in.order("500", 6)
    for _ in range(5):
        with pytest.raises(MeetingsUnavailable) as failed:
            meetings.create(plan)
        assert failed.value.retry_at is None
    with pytest.raises(MeetingsUnavailable) as blocked:
        meetings.start_url(room.provider_id)
    assert blocked.value.retry_at == clock() + timedelta(seconds=30)
    assert [fault.count for fault in stand_in.api.faults.waiting()] == [1]

    clock.forward(seconds=30)
    with pytest.raises(MeetingsUnavailable):
        meetings.start_url(room.provider_id)
    assert stand_in.api.faults.waiting() == []
    with pytest.raises(MeetingsUnavailable) as blocked:
        meetings.create(plan)
    assert blocked.value.retry_at == clock() + timedelta(seconds=30)

    clock.forward(seconds=30)
    assert meetings.start_url(room.provider_id)
    assert meetings.create(plan)


def test_refusals_and_limits_do_not_open_the_breaker(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    meetings.host_ids()
    stand_in.order("429", 12, seconds=1)
    for _ in range(12):
        with pytest.raises(MeetingsUnavailable):
            meetings.create(plan)
    assert meetings.create(plan)


def test_a_good_answer_starts_the_count_of_failures_anew(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    for _ in range(2):
        meetings.create(plan)
        stand_in.order("500", 4)
        for _ in range(4):
            with pytest.raises(MeetingsUnavailable):
                meetings.create(plan)
    assert meetings.create(plan)


def test_only_one_call_at_a_time_tries_whether_zoom_is_back(clock: Any) -> None:
    breaker = Breaker(clock)
    for _ in range(5):
        breaker.failed()
    clock.forward(seconds=30)
    assert breaker.blocked_until() is None
    assert breaker.blocked_until() == clock() + timedelta(seconds=30)
    breaker.answered()
    assert breaker.blocked_until() is None
