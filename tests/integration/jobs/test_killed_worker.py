"""A worker dies by kill -9 in the midst of a job; nothing is lost and nothing doubled."""

import signal
import subprocess
import sys
from pathlib import Path

from hellowork_portal.adapters.database import transaction
from hellowork_portal.jobs import queue
from hellowork_portal.jobs.queue import Claim
from hellowork_portal.jobs.runner import Runner
from hellowork_portal.models import JobState
from hellowork_portal.services.outbox.service import NewJob
from tests.integration.jobs.families import Watch, family, job, leave_trace, put, tools, traces

ROOT = Path(__file__).resolve().parents[3]


def kill_in_mid_job(url: str) -> None:
    command = [sys.executable, "-m", "tests.integration.jobs.families", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "working\n"
        worker.send_signal(signal.SIGKILL)
    assert worker.returncode == -signal.SIGKILL


def test_another_worker_runs_the_job_again_after_the_lease(database_url: str) -> None:
    put(database_url, NewJob("hang", "h"))
    kill_in_mid_job(database_url)
    abandoned = job(database_url, "h")
    assert (abandoned.state, abandoned.attempt) == (JobState.RUNNING, 1)
    clock = Watch()
    rescuer = Runner(family(hang=leave_trace), tools(database_url, clock))
    clock.pass_by(seconds=59)
    assert rescuer.run_once() == 0
    clock.pass_by(seconds=2)
    assert rescuer.run_once() == 1
    assert (job(database_url, "h").state, job(database_url, "h").attempt) == (JobState.DONE, 2)
    assert traces(database_url) == [("h", 2)]


def test_the_dead_workers_word_no_longer_counts(database_url: str) -> None:
    put(database_url, NewJob("hang", "h"))
    kill_in_mid_job(database_url)
    row = job(database_url, "h")
    assert row.id is not None
    dead = Claim(row.id, row.kind, row.key, row.args, 1, row.max_attempts, row.created_at, row.worker)
    clock = Watch()
    clock.pass_by(seconds=61)
    with transaction(database_url) as session:
        [_] = queue.claim(session, family().takes, token="rescuer", limit=1, now=clock.now)
    with transaction(database_url) as session:
        assert not queue.finish(session, dead, now=clock.now)
    assert job(database_url, "h").state == JobState.RUNNING
