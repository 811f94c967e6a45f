"""The job table: written with the fact, run once, tried again, given up visibly."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import Session, select

from hellowork_portal.adapters.database import reading, transaction
from hellowork_portal.jobs import queue
from hellowork_portal.jobs.queue import Claim, back_off
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.models import AuditEntry, JobState
from hellowork_portal.services.outbox.service import NewJob, enqueue
from tests.integration.jobs.families import (
    NOON,
    Watch,
    fail,
    family,
    give_up,
    job,
    jobs,
    leave_trace,
    put,
    tools,
    traces,
    wait_until,
)

TRACE = NewJob("trace", "trace:1")


def runner(url: str, clock: Watch, **handlers: object) -> Runner:
    return Runner(family(trace=leave_trace, **handlers), tools(url, clock))  # type: ignore[arg-type]


def test_a_rolled_back_fact_leaves_no_job(database_url: str) -> None:
    def fact(session: Session) -> None:
        enqueue(session, [TRACE], now=NOON)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction(database_url) as session:
        fact(session)
    assert jobs(database_url) == []


def test_the_same_key_is_queued_once(database_url: str) -> None:
    put(database_url, TRACE, NewJob("trace", "trace:2"))
    put(database_url, NewJob("trace", "trace:1", args={"second": True}))
    assert [row.args for row in jobs(database_url)] == [{}, {}]


def test_a_due_job_runs_once_and_is_done(database_url: str) -> None:
    put(database_url, TRACE)
    work = runner(database_url, Watch())
    assert [work.run_once(), work.run_once()] == [1, 0]
    done = job(database_url, "trace:1")
    assert (done.state, done.attempt, done.done_at, done.lease_ends_at) == (JobState.DONE, 1, NOON, None)
    assert traces(database_url) == [("trace:1", 1)]


def test_a_job_of_later_waits_for_its_time(database_url: str) -> None:
    clock = Watch()
    put(database_url, NewJob("trace", "later", run_at=NOON + timedelta(minutes=1)))
    work = runner(database_url, clock)
    assert work.run_once() == 0
    clock.pass_by(minutes=1)
    assert work.run_once() == 1


def test_at_most_five_are_leased_at_once_and_the_oldest_first(database_url: str) -> None:
    put(
        database_url,
        *(NewJob("trace", f"t{n}", run_at=NOON - timedelta(seconds=n)) for n in range(8)),
        now=NOON,
    )
    with transaction(database_url) as session:
        leased = queue.claim(session, family().takes, token="a", limit=5, now=NOON)
    assert [claim.key for claim in leased] == ["t7", "t6", "t5", "t4", "t3"]
    assert {row.key for row in jobs(database_url) if row.state == JobState.READY} == {"t0", "t1", "t2"}


def test_a_failure_comes_back_later_and_later_until_it_is_dead(database_url: str) -> None:
    clock = Watch()
    put(database_url, NewJob("fail", "f", max_attempts=3))
    work = runner(database_url, clock, fail=fail)
    for attempt in (1, 2):
        assert work.run_once() == 1
        failed = job(database_url, "f")
        wait = (failed.run_at - clock.now).total_seconds()
        assert (failed.state, failed.attempt, failed.error) == (JobState.READY, attempt, "unexpected")
        assert 0.8 * 2**attempt <= wait <= 1.2 * 2**attempt
        assert work.run_once() == 0
        clock.now = failed.run_at
    work.run_once()
    dead = job(database_url, "f")
    assert (dead.state, dead.attempt) == (JobState.DEAD, 3)
    clock.pass_by(days=2)
    assert work.run_once() == 0


def test_a_death_is_audited_with_its_code_alone(database_url: str) -> None:
    put(database_url, NewJob("hopeless", "h", args={"to": "hanako@example.jp"}))
    runner(database_url, Watch(), hopeless=give_up).run_once()
    with reading(database_url) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "job.died")).one()
    assert entry.subject_id == job(database_url, "h").id
    assert entry.details == {"kind": "hopeless", "error": "hopeless"}


def test_an_unexpected_error_is_kept_as_a_class_and_a_reference(database_url: str) -> None:
    def leak(claim: Claim, _tools: object) -> None:
        raise KeyError(claim.args["to"])

    put(database_url, NewJob("leak", "l", args={"to": "hanako@example.jp"}))
    runner(database_url, Watch(), leak=leak).run_once()
    error = job(database_url, "l").error
    assert error.startswith("KeyError ")
    assert "hanako" not in error


def test_a_kind_that_nobody_knows_dies_at_once(database_url: str) -> None:
    put(database_url, NewJob("carrier.pigeon", "p"))
    runner(database_url, Watch()).run_once()
    assert (job(database_url, "p").state, job(database_url, "p").error) == (JobState.DEAD, "unknown_kind")


def test_back_off_doubles_up_to_an_hour() -> None:
    for attempt, expected in ((1, 2), (5, 32), (11, 2048), (12, 3600), (5000, 3600)):
        waits = {back_off(attempt).total_seconds() for _ in range(200)}
        assert min(waits) >= 0.8 * expected
        assert max(waits) <= 1.2 * expected
        assert len(waits) > 1


def test_retry_at_spends_no_attempt(database_url: str) -> None:
    clock, when = Watch(), NOON + timedelta(hours=20)
    put(database_url, NewJob("wait", "w", max_attempts=1))
    work = runner(database_url, clock, wait=wait_until(when))
    work.run_once()
    waiting = job(database_url, "w")
    assert (waiting.state, waiting.attempt, waiting.run_at) == (JobState.READY, 0, when)
    assert waiting.error == "not_yet"
    clock.now = when
    work.run_once()
    assert (job(database_url, "w").state, job(database_url, "w").attempt) == (JobState.DONE, 1)


def test_two_workers_never_run_a_job_twice(database_url: str) -> None:
    keys = sorted(f"t{number}" for number in range(60))
    put(database_url, *(NewJob("trace", key) for key in keys))
    start = Barrier(4)

    def work() -> None:
        mine = runner(database_url, Watch())
        start.wait()
        while mine.run_once():
            pass

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert traces(database_url) == [(key, 1) for key in keys]


def test_a_waiting_job_can_be_called_forward(database_url: str) -> None:
    put(database_url, NewJob("trace", "w", run_at=NOON + timedelta(minutes=1)))
    with transaction(database_url) as session:
        queue.hasten(session, "w", now=NOON)
    assert runner(database_url, Watch()).run_once() == 1


def test_done_jobs_are_forgotten_after_a_week_and_dead_ones_are_not(database_url: str) -> None:
    put(
        database_url,
        TRACE,
        NewJob("hopeless", "h"),
        NewJob("trace", "young", run_at=NOON + timedelta(days=3)),
    )
    clock = Watch()
    work = runner(database_url, clock, hopeless=give_up)
    work.run_once()
    clock.pass_by(days=3)
    work.run_once()
    clock.pass_by(days=4, seconds=1)
    with transaction(database_url) as session:
        assert queue.prune(session, now=clock.now) == 1
    assert {row.key for row in jobs(database_url)} == {"h", "young"}
