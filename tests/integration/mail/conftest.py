"""A real SMTP server on loopback, and the mailer that speaks to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from hellowork_portal.adapters.smtp import SmtpMailer
from hellowork_portal.demo.mailbox_smtp import Catcher, Fault, FaultKind, Faults, controller
from hellowork_portal.demo.mailbox_store import Caught, MailStore
from hellowork_portal.kit import clock
from hellowork_portal.kit.settings import SmtpSettings
from tests.servers import free_port


class Post:
    """The server, what it caught, and how it misbehaves."""

    def __init__(self, file: Path) -> None:
        self.store = MailStore(file)
        self.faults = Faults()
        self.port = free_port()
        self.mailer = SmtpMailer(SmtpSettings(port=self.port))
        self._server: Controller | None = None

    def open(self) -> None:
        self._server = controller(Catcher(self.store, self.faults, clock.now), self.port)
        self._server.start()

    def close(self) -> None:
        if self._server is not None:
            self._server.stop()
        self._server = None

    def mails(self, to: str = "") -> list[Caught]:
        """Return what was caught, oldest first."""
        return self.store.newest(to)[::-1]

    def spoil(self, kind: FaultKind, count: int = 1, seconds: float = 0) -> None:
        self.faults.set(Fault(kind=kind, count=count, seconds=seconds))


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """A mail server of this test alone."""
    post = Post(tmp_path / "mails.db")
    post.open()
    yield post
    post.mailer.hang_up()
    post.close()
