"""Several web processes on one PostgreSQL: whoever changes seats, every open calendar is told in time."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from hellowork_portal.kit import clock
from hellowork_portal.services.reservations.holds import free_expired_holds, hold_seat, release_hold
from tests.factories import principal_of
from tests.integration.live.ground import Place
from tests.integration.live.test_seat_changes import at_server
from tests.integration.live.watcher import Watcher
from tests.integration.live.web import web_process

IN_TIME = 2.0
"""Seconds within which a seat must show (the portal's promise)."""
Story = Callable[[list[Watcher]], Awaitable[None]]


class Town:
    """Two web processes, and the place that their calendars show."""

    def __init__(self, place: Place, urls: list[str], processes: list[int]) -> None:
        self.place, self.urls, self.processes = place, urls, processes
        self.iso = place.day[1].isoformat()

    def play(self, story: Story) -> None:
        """Open a calendar at each process and play a story with both."""

        async def play() -> None:
            watchers = [await Watcher.connect(url) for url in self.urls]
            try:
                for watcher in watchers:
                    shown = await watcher.open(self.place.offering, self.iso)
                    assert shown["day_state"] == "open"
                await story(watchers)
            finally:
                for watcher in watchers:
                    await watcher.close()

        asyncio.run(play())

    async def do(self, command: Callable[..., Any], **args: Any) -> Any:
        """Run a command as another process would: not on this loop."""
        return await asyncio.to_thread(self.place.desk.do, command, now=clock.now(), **args)

    async def hold(self, slot_id: int) -> int:
        who = principal_of(await asyncio.to_thread(self.place.person))
        return await self.do(hold_seat, principal=who, slot_id=slot_id)


@pytest.fixture
def town(
    postgresql_url: str, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    monkeypatch.setenv("PORTAL_DATABASE_URL", postgresql_url)
    monkeypatch.setenv("PORTAL_REDIS_URL", redis_url)
    place = Place(postgresql_url, first_day=clock.day_in_japan(clock.now()))
    with ExitStack() as stack:
        webs = [stack.enter_context(web_process(tmp_path)) for _ in range(2)]
        yield Town(place, [url for url, _ in webs], [process for _, process in webs])


def test_a_seat_taken_anywhere_shows_in_every_process(town: Town) -> None:
    async def story(watchers: list[Watcher]) -> None:
        hold = await town.hold(town.place.slots[0])
        for watcher in watchers:
            news = await watcher.told(IN_TIME)
            assert news.time(town.place.slots[0]) == ["open", 4]
        owner = town.place.people[-1]
        await town.do(release_hold, principal=principal_of(owner), hold_id=hold)
        for watcher in watchers:
            assert (await watcher.told(IN_TIME)).time(town.place.slots[0]) == ["open", 5]

    town.play(story)


def test_a_hold_that_the_worker_tidies_shows_in_every_process(town: Town) -> None:
    async def story(watchers: list[Watcher]) -> None:
        await town.hold(town.place.slots[1])
        for watcher in watchers:
            assert (await watcher.told(IN_TIME)).time(town.place.slots[1]) == ["open", 4]
        await asyncio.to_thread(town.place.run_out)
        await town.do(free_expired_holds)
        for watcher in watchers:
            assert (await watcher.told(IN_TIME)).time(town.place.slots[1]) == ["open", 5]

    town.play(story)


def test_what_changed_while_nobody_could_listen_shows_once_they_can(town: Town) -> None:
    """The change is made by hand, so that no message tells it: only the look after the gap does."""

    async def story(watchers: list[Watcher]) -> None:
        await asyncio.to_thread(town.place.take_by_hand, town.place.slots[2])
        for watcher in watchers:
            with pytest.raises(TimeoutError):
                await watcher.told(1)
        with at_server(town.place.desk.url) as server:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE 'listen %'"
            assert server.execute(cut).fetchall() == [(True,), (True,)]
        for watcher in watchers:
            assert (await watcher.told(IN_TIME + 1)).time(town.place.slots[2]) == ["open", 4]

    town.play(story)


def test_who_has_gone_to_another_page_is_not_told(town: Town) -> None:
    async def story(watchers: list[Watcher]) -> None:
        gone, there = watchers
        await gone.leave()
        await there.open(town.place.offering, town.iso)
        await town.hold(town.place.slots[3])
        assert (await there.told(IN_TIME)).time(town.place.slots[3]) == ["open", 4]
        with pytest.raises(TimeoutError):
            await gone.told(1)

    town.play(story)


def test_a_process_that_dies_takes_nobody_elses_news_with_it(town: Town) -> None:
    async def story(watchers: list[Watcher]) -> None:
        os.kill(town.processes[0], signal.SIGKILL)
        await watchers[0].cut()
        await town.hold(town.place.slots[4])
        assert (await watchers[1].told(IN_TIME)).time(town.place.slots[4]) == ["open", 4]

    town.play(story)
