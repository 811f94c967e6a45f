"""Papers over HTTP: a PDF for whoever may have it, its page for all else, and no transaction meanwhile."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from hellowork_portal import runtime
from hellowork_portal.kit import clock, cookies, routes
from hellowork_portal.models import Applicant, AuditEntry, StaffMember
from hellowork_portal.services.staff.sessions import open_session
from hellowork_portal.web.routes import make_routes
from tests.services.access.conftest import HASH, PASSWORD
from tests.services.papers.test_papers import Scene, decide, scene  # noqa: F401

ORIGIN, MAIL = "http://127.0.0.1:3000", "hanako@example.jp"
OWN, STAFF = (
    (routes.APPLICATION_PAPER, routes.DECISION_PAPER),
    (
        routes.STAFF_APPLICATION_PAPER,
        routes.STAFF_DECISION_PAPER,
    ),
)


@pytest.fixture
def browser(scene: Scene) -> Iterator[TestClient]:  # noqa: F811
    decide(scene)
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as client:
        yield client


def sign_in(browser: TestClient, scene: Scene) -> None:  # noqa: F811
    def known(session: Any) -> None:
        person = session.get(Applicant, scene.people["owner"].applicant_id)
        person.password_hash, person.created_at = HASH, clock.now()
        session.add(person)

    scene.do(known)
    typed = {"mail_address": MAIL, "password": PASSWORD}
    browser.post(routes.DO_SIGN_IN, data=typed, headers={"origin": ORIGIN})


@pytest.mark.parametrize("path", OWN)
def test_ones_own_paper_is_a_pdf_that_no_cache_keeps(browser: TestClient, scene: Scene, path: str) -> None:  # noqa: F811
    sign_in(browser, scene)
    answer = browser.get(path, params={"number": scene.number})
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"].endswith(f'{scene.number}.pdf"')
    for wrong in ("", "999", "x" * 500, "1' OR 1=1"):
        assert browser.get(path, params={"number": wrong}).status_code == 303


@pytest.mark.parametrize("path", [*OWN, *STAFF])
def test_strangers_sign_in_first(browser: TestClient, scene: Scene, path: str) -> None:  # noqa: F811
    target = routes.STAFF_SIGN_IN if path in STAFF else routes.SIGN_IN
    assert browser.get(path, params={"number": scene.number}).headers["location"].startswith(target)


@pytest.mark.parametrize("path", STAFF)
def test_staff_print_by_their_own_cookie(browser: TestClient, scene: Scene, path: str) -> None:  # noqa: F811
    for mail, status in (("away@example.jp", 303), ("here@example.jp", 200)):
        its = scene.row(StaffMember, mail_address=mail).id
        token, _ = scene.do(open_session, its, old_token="", agent="", now=clock.now())
        browser.cookies.set(cookies.staff_name(), token)
        assert browser.get(path, params={"number": scene.number}).status_code == status
        browser.cookies.delete(cookies.staff_name())
    assert len(scene.rows(AuditEntry, action="paper.made")) == 1


def test_a_paper_is_set_when_the_transaction_is_over(
    browser: TestClient,
    scene: Scene,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SQLite lets one writer in at a time: a command in mid paper goes through at once."""
    sign_in(browser, scene)
    monkeypatch.setitem(runtime._ports(), "papers", Slow(scene))
    assert browser.get(OWN[0], params={"number": scene.number}).content == b"%PDF-slow"


class Slow:
    """Sets papers slowly: somebody writes meanwhile."""

    def __init__(self, scene: Scene) -> None:  # noqa: F811
        self.scene = scene

    def make(self, _template: str, _words: Any) -> bytes:
        decide(self.scene, turn=2)
        return b"%PDF-slow"
