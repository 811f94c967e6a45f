"""One running portal for the folder, one browser, and people with a page, a hand and a mailbox."""

from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Request, expect, sync_playwright

from hellowork_portal import runtime
from hellowork_portal.kit import sealing
from hellowork_portal.kit.settings import settings
from tests.e2e.desk import Desk
from tests.e2e.hands import Mouse
from tests.e2e.post import Post
from tests.e2e.screen import Visit
from tests.e2e.ways import Walk
from tests.portal import Portal, running_portal

_CHROMIUM = "/usr/bin/chromium-headless-shell"
"""Debian's Chromium without windows: each device costs a sixth of what a whole browser's window does."""
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
_PATIENCE_MS = 15_000
_SERVED, _ROOMY = "tests.e2e.forgetful:create", "100000"
WIDE, PHONE = (1280, 900), (360, 740)
Visitor = Callable[..., Visit]
Walker = Callable[..., Walk]


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal of all these tests; this process opens the same database with the same keys."""
    with running_portal(
        tmp_path_factory.mktemp("portal"), served=_SERVED, PORTAL_MOST_VISITORS=_ROOMY
    ) as portal:
        _forget_settings()
        yield portal
    _forget_settings()


def _forget_settings() -> None:
    for kept in (settings, runtime._ports, sealing._keys):
        kept.cache_clear()


@pytest.fixture(scope="session")
def desk(portal: Portal) -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def post(portal: Portal) -> Iterator[Post]:
    with closing(Post(portal.mailbox_url)) as post:
        yield post


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def context_of(browser: Browser, portal: Portal) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts (one is one device); nothing that they ask for may leave this machine."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def make(width: tuple[int, int] = WIDE, language: str = "ja", **options: object) -> BrowserContext:
        viewport = {"width": width[0], "height": width[1]}
        context = browser.new_context(viewport=viewport, locale="ja-JP", **options)  # type: ignore[arg-type]
        context.set_default_timeout(_PATIENCE_MS)
        context.add_cookies([{"name": "lang", "value": language, "url": portal.url}])
        context.on("request", lambda request: strangers.extend(_stranger(request)))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert strangers == []


def _stranger(request: Request) -> list[str]:
    address = urlsplit(request.url)
    return [] if address.hostname == "127.0.0.1" or address.scheme in ("data", "blob") else [request.url]


@pytest.fixture
def visitor(context_of: Callable[..., BrowserContext], portal: Portal) -> Iterator[Visitor]:
    """Open pages; at the end no console may have said an error that the test did not ask for."""
    visits: list[Visit] = []

    def open_page(
        *,
        width: tuple[int, int] = WIDE,
        language: str = "ja",
        context: BrowserContext | None = None,
        **options: object,
    ) -> Visit:
        context = context or context_of(width, language, **options)
        visit = Visit(context.new_page(), portal.url, language)
        visits.append(visit)
        return visit

    yield open_page
    assert [line for visit in visits for line in visit.complaints()] == []


@pytest.fixture
def walker(visitor: Visitor, post: Post) -> Walker:
    """Open a page for somebody with a mouse who begins at the home page."""

    def begin(path: str = "/", **options: object) -> Walk:
        visit = visitor(**options)
        visit.go(path)
        visit.wait()
        return Walk(visit, Mouse(visit.page), post)

    return begin


@pytest.fixture
def somebody(visitor: Visitor, desk: Desk, post: Post) -> Callable[..., tuple[Walk, str, int]]:
    """Open a page of a new person's; return the walk, the address and the id.

    Signing in is tried where it is tested: here the browser gets its session from the service.
    """

    def enter(path: str = "/my", *, mail: str = "", **options: object) -> tuple[Walk, str, int]:
        mail, applicant_id = desk.make_account(mail, language=str(options.get("language", "ja")))
        visit = visitor(**options)
        visit.own("session", desk.sign_in(applicant_id))
        visit.go(path)
        visit.page.wait_for_url(f"**{path.split('?')[0]}**")
        visit.wait()
        return Walk(visit, Mouse(visit.page), post), mail, applicant_id

    return enter


@pytest.fixture
def zoom_away(portal: Portal) -> Iterator[Callable[[bool], None]]:
    """Let the Zoom stand-in refuse every call, or be well again."""

    def set_fault(is_away: bool) -> None:
        httpx.delete(f"{portal.zoom_url}/faults", timeout=10).raise_for_status()
        if is_away:
            fault = {"kind": "500", "count": 1000}
            httpx.post(f"{portal.zoom_url}/faults", json=fault, timeout=10).raise_for_status()

    yield set_fault
    set_fault(False)


@pytest.fixture
def forget(portal: Portal) -> Callable[[], None]:
    """Empty the web process's state manager."""
    return lambda: httpx.post(f"{portal.url}/__forget", timeout=10).raise_for_status() and None
