"""Making, moving and removing meetings through zoomus."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
import structlog.testing

from hellowork_portal.adapters.zoom import ZoomMeetings
from hellowork_portal.ports.meetings import MeetingMissing, MeetingPlan, MeetingRoom, MeetingsRefused


def test_a_made_meeting_has_a_number_an_address_and_ten_digits(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    room = meetings.create(plan)
    [(number, kept)] = stand_in.kept()
    assert (room.provider_id, room.host, room.passcode) == (str(number), plan.host, kept["password"])
    assert room.join_url == f"{stand_in.url}/j/{number}?pwd={kept['pwd']}"
    assert len(room.passcode) == 10
    assert room.passcode.isdecimal()


def test_the_room_is_guarded_and_never_recorded(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    meetings.create(plan)
    [(_, kept)] = stand_in.kept()
    rules = kept["settings"]
    assert rules["waiting_room"] is True
    assert rules["join_before_host"] is False
    assert rules["mute_upon_entry"] is True
    assert rules["auto_recording"] == "none"


def test_ten_in_japan_reaches_zoom_as_one_in_utc(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    in_japan = datetime(2026, 12, 4, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    meetings.create(dataclasses.replace(plan, starts_at=in_japan))
    [(_, kept)] = stand_in.kept()
    assert kept["start_time"] == "2026-12-04T01:00:00Z"
    assert kept["timezone"] == "Asia/Tokyo"
    assert kept["duration"] == 30


def test_a_start_without_a_time_zone_is_refused(plan: MeetingPlan) -> None:
    naive = datetime(2026, 12, 4, 10, 0, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        dataclasses.replace(plan, starts_at=naive)


def test_a_move_changes_time_and_length_and_keeps_number_address_and_passcode(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    room = meetings.create(plan)
    later = dataclasses.replace(plan, starts_at=plan.starts_at + timedelta(hours=5), minutes=60)
    meetings.move(room.provider_id, later)
    [(number, kept)] = stand_in.kept()
    assert (kept["start_time"], kept["duration"]) == ("2026-12-04T06:00:00Z", 60)
    assert (str(number), kept["password"]) == (room.provider_id, room.passcode)
    assert kept["pwd"] in room.join_url
    assert kept["settings"]["waiting_room"] is True


def test_a_delete_removes_and_a_second_delete_succeeds(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    room = meetings.create(plan)
    meetings.delete(room.provider_id)
    assert stand_in.kept() == []
    meetings.delete(room.provider_id)


def test_what_is_gone_cannot_be_moved_or_started(meetings: ZoomMeetings, plan: MeetingPlan) -> None:
    room = meetings.create(plan)
    meetings.delete(room.provider_id)
    with pytest.raises(MeetingMissing):
        meetings.move(room.provider_id, plan)
    with pytest.raises(MeetingMissing):
        meetings.start_url(room.provider_id)


@pytest.mark.parametrize("provider_id", ["", "12/../users", "１２３", "abc"])
def test_an_id_that_is_no_number_never_becomes_an_address(meetings: ZoomMeetings, provider_id: str) -> None:
    with pytest.raises(MeetingMissing):
        meetings.start_url(provider_id)


def test_an_unknown_host_is_refused_by_name(meetings: ZoomMeetings, plan: MeetingPlan) -> None:
    with pytest.raises(MeetingsRefused) as refused:
        meetings.create(dataclasses.replace(plan, host="nobody"))
    assert refused.value.reason == "host"


def test_a_request_that_zoom_cannot_take_is_refused(meetings: ZoomMeetings, plan: MeetingPlan) -> None:
    with pytest.raises(MeetingsRefused) as refused:
        meetings.create(dataclasses.replace(plan, topic="x" * 201))
    assert refused.value.reason == "request"


def test_every_page_of_hosts_is_read(meetings: ZoomMeetings) -> None:
    hosts = meetings.host_ids()
    assert len(hosts) == len(set(hosts)) == 650
    assert hosts[-1] == "demo-host-0650"


def test_the_start_address_opens_the_hosts_page_for_two_hours_only(
    meetings: ZoomMeetings, plan: MeetingPlan, clock: Any
) -> None:
    room = meetings.create(plan)
    address = meetings.start_url(room.provider_id)
    assert requests.get(address, timeout=5).status_code == 200
    clock.forward(hours=2)
    assert requests.get(address, timeout=5).status_code == 403
    assert requests.get(meetings.start_url(room.provider_id), timeout=5).status_code == 200


def test_a_meeting_with_the_same_reference_is_adopted_and_brought_up_to_date(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    first = meetings.create(plan)
    later = dataclasses.replace(plan, starts_at=plan.starts_at + timedelta(hours=1))
    assert meetings.create(later, may_exist=True) == first
    [(_, kept)] = stand_in.kept()
    assert kept["start_time"] == "2026-12-04T02:00:00Z"


def test_a_longer_reference_is_another_meeting(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    meetings.create(dataclasses.replace(plan, reference="reservation-77"))
    meetings.create(plan, may_exist=True)
    assert len(stand_in.kept()) == 2


def test_a_meeting_is_found_behind_three_hundred_others(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    meetings.create(dataclasses.replace(plan, reference="filler"))
    [(_, filler)] = stand_in.kept()
    for _ in range(310):
        stand_in.api.store.add(plan.host, filler)
    wanted = meetings.create(plan)
    assert meetings.create(plan, may_exist=True) == wanted


def test_meetings_survive_a_restart_of_the_stand_in(
    start: Callable[[Path], Any], state_file: Path, meetings: ZoomMeetings, plan: MeetingPlan, clock: Any
) -> None:
    room = meetings.create(plan)
    again = start(state_file)
    address = ZoomMeetings(again.account, clock).start_url(room.provider_id)
    assert address.startswith(f"{again.url}/s/{room.provider_id}")
    query = room.join_url.partition("?")[2]
    assert requests.get(f"{again.url}/j/{room.provider_id}?{query}", timeout=5).status_code == 200


def test_no_secret_and_no_address_reaches_the_log(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan
) -> None:
    with structlog.testing.capture_logs() as lines:
        stand_in.order("bad_token")
        room: MeetingRoom = meetings.create(plan)
        start_url = meetings.start_url(room.provider_id)
    text = repr(lines) + repr(room)
    token = next(iter(stand_in.api.tokens))
    for secret in ("right-secret", token, room.passcode, room.join_url, start_url):
        assert secret not in text
    assert any(line["event"] == "zoom.answer" for line in lines)
