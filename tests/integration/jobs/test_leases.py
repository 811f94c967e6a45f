"""A claim holds while its worker lives, and no longer."""

from datetime import timedelta
from threading import Event

from hellowork_portal.adapters.database import transaction
from hellowork_portal.jobs import queue
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.jobs.runner import Heartbeat, Runner
from hellowork_portal.models import JobState
from hellowork_portal.services.outbox.service import NewJob
from tests.integration.jobs.families import (
    NOON,
    Watch,
    family,
    job,
    leave_trace,
    put,
    tools,
    traces,
)

TRACE = NewJob("trace", "trace:1")


def runner(url: str, clock: Watch, **handlers: object) -> Runner:
    return Runner(family(trace=leave_trace, **handlers), tools(url, clock))  # type: ignore[arg-type]


def test_a_late_finish_is_refused_once_somebody_else_took_over(database_url: str) -> None:
    clock, late = Watch(), NOON + queue.LEASE + timedelta(seconds=1)
    put(database_url, TRACE)
    with transaction(database_url) as session:
        [stale] = queue.claim(session, family().takes, token="gone", limit=5, now=NOON)
    clock.now = late
    with transaction(database_url) as session:
        [fresh] = queue.claim(session, family().takes, token="here", limit=5, now=late)
    with transaction(database_url) as session:
        assert not queue.finish(session, stale, now=late)
        assert not queue.postpone(session, stale, late, "")
        assert not queue.bury(session, stale, "late", now=late)
        assert queue.extend(session, "gone", now=late) == 0
        assert queue.finish(session, fresh, now=late)
    assert job(database_url, "trace:1").attempt == 2


def test_a_postponed_job_does_not_open_the_fence_again(database_url: str) -> None:
    """The attempt is taken back, so it alone would fit a claim of long ago."""
    put(database_url, TRACE)
    with transaction(database_url) as session:
        [stale] = queue.claim(session, family().takes, token="first", limit=5, now=NOON)
        assert queue.postpone(session, stale, NOON, "")
        [fresh] = queue.claim(session, family().takes, token="second", limit=5, now=NOON)
        assert fresh.attempt == stale.attempt
        assert not queue.finish(session, stale, now=NOON)


def test_the_heartbeat_keeps_a_long_job(database_url: str) -> None:
    put(database_url, TRACE)
    with transaction(database_url) as session:
        queue.claim(session, family().takes, token="slow", limit=5, now=NOON)
        assert queue.extend(session, "slow", now=NOON + timedelta(seconds=50)) == 1
    with transaction(database_url) as session:
        at_seventy = NOON + timedelta(seconds=70)
        assert queue.claim(session, family().takes, token="other", limit=5, now=at_seventy) == []


def test_a_heart_beats_while_the_block_runs_and_then_no_more() -> None:
    beats, seen = [], Event()

    def beat() -> None:
        beats.append(1)
        seen.set()

    with Heartbeat(beat, every=0.01):
        assert seen.wait(30)
    count = len(beats)
    assert not Event().wait(0.05)
    assert len(beats) == count


def test_a_job_that_kills_its_workers_is_buried(database_url: str) -> None:
    clock = Watch()
    put(database_url, NewJob("trace", "poison", max_attempts=2))
    for number in range(2):
        with transaction(database_url) as session:
            assert queue.claim(session, family().takes, token=f"killed{number}", limit=1, now=clock.now)
        clock.pass_by(seconds=61)
    runner(database_url, clock).run_once()
    assert (job(database_url, "poison").state, job(database_url, "poison").error) == (
        JobState.DEAD,
        "worker_lost",
    )
    assert traces(database_url) == []


def test_a_stopping_worker_gives_back_what_it_has_not_begun(database_url: str) -> None:
    stop = Event()

    def finish_then_stop(claim: Claim, our_tools: object) -> None:
        leave_trace(claim, our_tools)  # type: ignore[arg-type]
        stop.set()

    put(database_url, NewJob("last", "a"), NewJob("last", "b"))
    Runner(family(last=finish_then_stop), tools(database_url, Watch()), stop).run_until_stopped()
    assert job(database_url, "a").state == JobState.DONE
    assert (job(database_url, "b").state, job(database_url, "b").attempt) == (JobState.READY, 0)
    assert traces(database_url) == [("a", 1)]
