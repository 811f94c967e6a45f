"""Several workers' threads share one adapter."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from hellowork_portal.adapters.zoom import ZoomMeetings
from hellowork_portal.demo.zoom_options import host_id
from hellowork_portal.ports.meetings import MeetingPlan

THREADS = 8
ROUNDS = 5


def test_eight_threads_and_expiring_tokens_mix_nothing_up(
    stand_in: Any, meetings: ZoomMeetings, plan: MeetingPlan, clock: Any
) -> None:
    """Eight times twenty calls while the clock runs through several lives of a token."""

    def work(thread: int) -> int:
        wrong = 0
        for turn in range(ROUNDS):
            own = dataclasses.replace(plan, host=host_id(thread + 1), reference=f"r-{thread}-{turn}")
            clock.forward(seconds=300)
            room = meetings.create(own)
            wrong += room.host != own.host
            wrong += f"/s/{room.provider_id}?" not in meetings.start_url(room.provider_id)
            meetings.move(room.provider_id, dataclasses.replace(own, minutes=15 + turn))
            again = dataclasses.replace(own, minutes=15 + turn)
            wrong += meetings.create(again, may_exist=True) != room
        return wrong

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(work, range(THREADS))) == 0
    lives = timedelta(seconds=300 * THREADS * ROUNDS) / timedelta(seconds=3600 - 120)
    assert int(lives) <= stand_in.api.tokens_issued <= int(lives) + 2
    for thread in range(THREADS):
        kept = [document for _, document in stand_in.kept(host_id(thread + 1))]
        assert [document["duration"] for document in kept] == [15 + turn for turn in range(ROUNDS)]
        assert [document["agenda"] for document in kept] == [
            f"ref:r-{thread}-{turn}" for turn in range(ROUNDS)
        ]
