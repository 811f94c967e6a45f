"""The worker as operators run it: a process that works, and goes when it is told."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

from hellowork_portal.kit.clock import now
from hellowork_portal.models import DeliveryState, JobState
from hellowork_portal.services.outbox.service import NewJob
from tests.integration.jobs.families import job, jobs, put
from tests.integration.mail.conftest import Post, post
from tests.integration.mail.ground import deliveries

__all__ = ["post"]
ROOT = Path(__file__).resolve().parents[3]
PROGRAM = "from hellowork_portal.jobs.worker import run_worker; run_worker()"
KEY = "mail:register_known:1"


def has_mail(post: Post, seconds: float) -> bool:
    """Look twenty times a second, at most so long."""
    return any(post.mails() or Event().wait(0.05) for _ in range(int(seconds * 20)))


def test_a_worker_sends_minds_the_clock_and_goes_at_sigterm(database_url: str, post: Post) -> None:
    args = {"mail": "register_known", "to": "hanako@example.jp", "language": "ja"}
    put(database_url, NewJob("mail", KEY, args), now=now())
    environment = os.environ | {"PORTAL_SMTP__PORT": str(post.port)}
    with subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment) as worker:
        try:
            assert has_mail(post, seconds=30)
        finally:
            worker.send_signal(signal.SIGTERM)
        assert worker.wait(15) == 0
    assert job(database_url, KEY).state == JobState.DONE
    assert [row.state for row in deliveries(database_url)] == [DeliveryState.SENT]
    assert "upkeep.holds" in {row.kind for row in jobs(database_url)}
    assert JobState.RUNNING not in {row.state for row in jobs(database_url)}
