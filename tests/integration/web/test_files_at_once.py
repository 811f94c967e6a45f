"""Many files at the same moment: one person holds one of them, and the threads of all others stay free."""

import asyncio
from threading import Event
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.ports.file_checker import AttachmentBroken
from hellowork_portal.web.routes import make_routes
from tests.factories.files import pdf
from tests.integration.web.test_attachments import ORIGIN, PAGE, folder, owner, stranger
from tests.services.attachments.conftest import Case, case

__all__ = ["case", "folder", "owner", "stranger"]
MANY = 45
"""More than the threads that all slow work of the routes shares."""


class Slow:
    """Looks into a file until it is let go."""

    def __init__(self) -> None:
        self.has_begun, self.let_go, self.looked_at = Event(), Event(), 0

    def check(self, _content: bytes) -> None:
        self.looked_at += 1
        self.has_begun.set()
        self.let_go.wait(60)
        raise AttachmentBroken


def test_who_sends_many_files_at_once_stalls_nobody(
    owner: TestClient, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setitem(runtime._ports(), "file_checker", slow)
    fields = {"kind": "application", "case": str(case.id), "back": PAGE}
    form: dict[str, Any] = {"data": fields, "headers": {"origin": ORIGIN}}

    async def act() -> None:
        transport = httpx.ASGITransport(make_routes())
        async with httpx.AsyncClient(
            transport=transport, base_url=ORIGIN, cookies=dict(owner.cookies)
        ) as browser:
            files = {"file": ("x.pdf", pdf())}
            sent = [
                asyncio.create_task(browser.post(routes.DO_ATTACH, files=files, **form)) for _ in range(MANY)
            ]
            try:
                assert await asyncio.to_thread(slow.has_begun.wait, 20)
                answer = await asyncio.wait_for(browser.get(f"{routes.ATTACHMENT}?id=1"), 15)
                assert (answer.status_code, slow.looked_at) == (303, 1)
            finally:
                slow.let_go.set()
                told = await asyncio.gather(*sent)
        assert {answer.status_code for answer in told} == {303}

    asyncio.run(act())
