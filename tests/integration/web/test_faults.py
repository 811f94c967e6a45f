"""A route that fails in a way nobody expected answers with a page of ours, in the person's language."""

import html
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.i18n import LANGUAGES, marked, say
from hellowork_portal.web.routes import make_routes
from tests.factories import Desk, make_applicant
from tests.services.access.conftest import HASH, PASSWORD

ORIGIN, MAIL = "http://127.0.0.1:3000", "taro@example.jp"
SECRET = "taro@example.jp has no such paper"
RUBY = re.compile(r"<ruby>([^<]+)<rt>[^<]+</rt></ruby>")


class _BrokenPapers:
    def make(self, *_args: object) -> bytes:
        raise KeyError(SECRET)


@pytest.fixture
def owner(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Somebody who is signed in while no paper can be made."""
    desk = Desk(database_url)
    desk.do(make_applicant, MAIL, password_hash=HASH, name="髙橋 太郎", created_at=clock.now())
    monkeypatch.setitem(runtime._ports(), "papers", _BrokenPapers())
    with TestClient(make_routes(), base_url=ORIGIN, follow_redirects=False) as browser:
        form = {"mail_address": MAIL, "password": PASSWORD}
        browser.post(routes.DO_SIGN_IN, data=form, headers={"origin": ORIGIN})
        yield browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_told_with_its_number_and_ways_on(
    owner: TestClient, language: str, capfd: pytest.CaptureFixture[str]
) -> None:
    owner.cookies.set("lang", language)
    form = {"present": PASSWORD, "kind": "pdf"}
    answer = owner.post(routes.OWN_DATA_FILE, data=form, headers={"origin": ORIGIN})
    page = html.unescape(RUBY.sub(r"\1", answer.text))
    assert (answer.status_code, answer.headers["cache-control"]) == (500, "no-store")
    assert say(language, "fault_page.title") in page
    reference = marked(language, "fault_page.reference")
    lead = reference.split("{reference}")[0]
    number = re.search(re.escape(re.sub(r"\{([^|}]+)\|[^}]+\}", r"\1", lead)) + "([0-9A-Z]{8})", page)
    assert number is not None
    assert f'href="{routes.CONTACT}"' in page
    assert f'href="{routes.HOME}"' in page
    logged = "".join(capfd.readouterr())
    assert number[1] in logged, "staff find the number in the log"
    assert SECRET not in page + logged


def test_every_route_tells_of_its_faults() -> None:
    bare = [
        route.path  # type: ignore[attr-defined]
        for route in make_routes().routes
        if "told_of_faults" not in route.endpoint.__qualname__  # type: ignore[attr-defined]
    ]
    assert bare == []
