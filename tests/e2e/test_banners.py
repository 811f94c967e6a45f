"""Banners above every page: they come to open pages by themselves, and go."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from hellowork_portal import runtime
from hellowork_portal.kit import clock, routes
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import Banner, BannerKind
from hellowork_portal.services.banners.rules import NewBanner
from hellowork_portal.services.banners.service import add_banner, end_banner
from tests.e2e.conftest import PHONE, Visitor, Walker
from tests.e2e.desk import QUIET_OFFICE, Desk
from tests.e2e.hands import Keys
from tests.factories import Desk as Rows
from tests.portal import Portal

TEXTS = {
    "ja": "{設備|せつび}の入れ替えのため、予約ができません。",
    "ja-easy": "{予約|よやく}が できません。",
    "en": "No bookings while we replace equipment.",
}
KEPT_SECONDS, NEXT_LOOK_MS = 5.5, 50_000


@pytest.fixture(autouse=True)
def _taken_down(desk: Desk) -> Iterator[None]:
    """Leave no banner behind: what the web process keeps for five seconds is gone when the folder goes on."""
    yield
    down = table_of(Banner).update().values(taken_down_at=clock.now())
    runtime.run_now(lambda session: session.connection().execute(down))


@pytest.fixture
def put_up(portal: Portal) -> Callable[..., int]:
    """Put a banner up; return its number once the web process has learnt of it."""

    def make(kind: BannerKind = BannerKind.NOTICE, office: str = "", ahead: timedelta = timedelta()) -> int:
        starts = clock.now() + ahead
        banner = NewBanner(kind, starts, starts + timedelta(hours=2), TEXTS, office)
        number = runtime.run_now(add_banner, banner=banner, principal=SYSTEM)
        while number not in [one["id"] for one in httpx.get(f"{portal.url}{routes.BANNERS}").json()]:
            Event().wait(0.2)
        return number

    return make


def shown(page: Page, banner: int) -> Locator:
    return page.locator(f"[data-banner='{banner}']")


def pass_time(page: Page) -> None:
    """Let the next look of an open page come, and what the web process keeps be old."""
    Event().wait(KEPT_SECONDS)
    page.clock.run_for(NEXT_LOOK_MS)


def test_a_banner_comes_to_an_open_page_within_a_minute_and_goes(
    visitor: Visitor, put_up: Callable[..., int]
) -> None:
    visit = visitor()
    visit.page.clock.install()
    with visit.page.expect_response(lambda answer: routes.BANNERS in answer.url):
        visit.go("/guide")
    visit.wait()
    incident = put_up(BannerKind.INCIDENT)
    expect(shown(visit.page, incident)).to_have_count(0)
    pass_time(visit.page)
    expect(shown(visit.page, incident)).to_be_visible()
    expect(visit.page.get_by_role("status").filter(has_text="予約ができません")).to_have_count(1)
    expect(shown(visit.page, incident).get_by_role("button")).to_have_count(0)
    visit.check("banner.incident")
    visit.speak("en")
    expect(shown(visit.page, incident)).to_contain_text(TEXTS["en"])
    runtime.run_now(end_banner, banner_id=incident, principal=SYSTEM)
    pass_time(visit.page)
    expect(shown(visit.page, incident)).to_have_count(0)


def test_a_planned_maintenance_says_from_when_to_when(visitor: Visitor, put_up: Callable[..., int]) -> None:
    maintenance = put_up(BannerKind.MAINTENANCE, ahead=timedelta(days=3))
    row = Rows(runtime.settings().database).row(Banner, id=maintenance)
    starts = clock.in_japan(row.starts_at)
    for language, width in (("ja", PHONE), ("ja-easy", PHONE), ("en", PHONE)):
        visit = visitor(language=language, width=width)
        visit.go("/")
        visit.see("home.title", "banner.maintenance")
        banner = shown(visit.page, maintenance)
        expect(banner).to_contain_text(f"{starts.hour}:")
        expect(banner.get_by_role("button")).to_have_count(0)


def test_a_notice_can_be_closed_for_the_tab_by_keyboard_and_stays_closed(
    walker: Walker, put_up: Callable[..., int]
) -> None:
    notice = put_up()
    walk = walker("/guide")
    page = walk.visit.page
    close = shown(page, notice).get_by_role("button")
    expect(close).to_be_visible()
    walk.visit.check("banner.notice")
    Keys(page).press(close)
    expect(shown(page, notice)).to_have_count(0)
    expect(page.locator("main")).to_be_focused()
    page.reload()
    walk.visit.wait()
    expect(page.locator("h1")).to_be_visible()
    expect(shown(page, notice)).to_have_count(0)
    other = walker("/guide").visit.page
    expect(shown(other, notice)).to_be_visible()


def test_an_offices_banner_stands_on_its_own_pages_alone(
    visitor: Visitor, put_up: Callable[..., int]
) -> None:
    banner = put_up(office=QUIET_OFFICE)
    visit = visitor()
    visit.go(routes.office(QUIET_OFFICE))
    expect(shown(visit.page, banner)).to_be_visible()
    visit.check("banner.office")
    for path in ("/", "/guide", routes.office("HW13-006")):
        visit.go(path)
        visit.wait()
        expect(visit.page.locator("h1")).to_be_visible()
        expect(shown(visit.page, banner)).to_have_count(0)


def test_a_banner_is_read_out_once_in_a_tab(visitor: Visitor, put_up: Callable[..., int]) -> None:
    incident = put_up(BannerKind.INCIDENT)
    visit = visitor()
    visit.go("/guide")
    said = visit.page.get_by_role("status").filter(has_text="予約ができません")
    expect(said).to_have_count(1)
    visit.page.reload()
    expect(shown(visit.page, incident)).to_be_visible()
    expect(said).to_have_count(0)


def test_banners_come_while_the_websocket_is_away(visitor: Visitor, put_up: Callable[..., int]) -> None:
    incident = put_up(BannerKind.INCIDENT)
    visit = visitor()
    visit.allow("WebSocket", "ERR_", "net::")
    visit.page.route_web_socket("**/_event/**", lambda socket: socket.close())
    visit.go("/guide")
    expect(shown(visit.page, incident)).to_be_visible()
