"""The stand-in's pages in Chromium: keyboard alone, axe, phone width, a lost connection."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from hellowork_portal.adapters.zoom import ZoomMeetings
from hellowork_portal.kit.i18n import say
from hellowork_portal.ports.meetings import MeetingPlan, MeetingRoom

CHROMIUM = "/usr/bin/chromium-headless-shell"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(params=["ja", "ja-easy", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="ja-JP", viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def room(meetings: ZoomMeetings, plan: MeetingPlan) -> MeetingRoom:
    return meetings.create(plan)


def check(page: Page) -> None:
    """No violation, nothing wider than the phone, every target large enough for a thumb."""
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = """[...document.querySelectorAll("a:not(.skip), button, input:not([type=hidden]), select")]
        .filter(target => target.checkVisibility() && Math.min(
            target.getBoundingClientRect().width, target.getBoundingClientRect().height) < 44)
        .map(target => target.outerHTML)"""
    assert page.evaluate(small) == []


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def press(page: Page, button: str) -> None:
    """Go to a button with the Tab key alone and press it."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused(page) == button:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{button} cannot be reached by keyboard")


def test_an_interview_works_by_keyboard_and_without_barriers(
    phone: BrowserContext, meetings: ZoomMeetings, room: MeetingRoom, language: str
) -> None:
    host, page = phone.new_page(), phone.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)

    host.goto(f"{meetings.start_url(room.provider_id)}&lang={language}")
    check(host)
    page.goto(f"{room.join_url}&lang={language}")
    check(page)
    page.locator("#name").focus()
    page.keyboard.type("7K3MQ-X9B2F")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("待" if language != "en" else "Waiting room")
    check(page)

    expect(host.locator("#admit-1")).to_be_visible()
    check(host)
    press(host, "admit-1")
    expect(page.locator("#do-video")).to_be_visible()
    expect(page.locator("#said")).to_have_text(say(language, "zoom.room.admitted"))
    expect(page.locator("h1")).to_be_focused()
    assert say(language, "zoom.room.title") in page.title()
    check(page)

    press(page, "do-video")
    expect(page.get_by_role("button", name=say(language, "zoom.room.video_stop"))).to_be_focused()
    press(page, "do-sound")
    expect(page.get_by_role("button", name=say(language, "zoom.room.mute"), exact=True)).to_be_focused()
    press(page, "share-menu")
    press(page, "do-share")
    expect(page.get_by_role("button", name=say(language, "zoom.room.share_stop"))).to_be_focused()
    check(page)
    expect(host.locator(".devices li")).to_have_count(3)
    check(host)

    press(host, "do-end")
    expect(host.locator("#do-open")).to_be_visible()
    check(host)
    expect(page.locator(".ended")).to_be_visible()
    check(page)
    assert faults == []


def test_pages_that_lead_nowhere_are_without_barriers(
    phone: BrowserContext, meetings: ZoomMeetings, room: MeetingRoom, language: str
) -> None:
    page = phone.new_page()
    base, _, query = room.join_url.partition("?")
    root = base.partition("/j/")[0]
    for address in (
        f"{base}?lang={language}",
        f"{root}/j/1?lang={language}",
        f"{root}/faults?lang={language}",
    ):
        page.goto(address)
        check(page)
    page.goto(f"{base}?{query}&lang={language}")
    page.get_by_role("button").click()
    expect(page.locator("#name")).to_be_focused()
    check(page)


def test_a_lost_connection_says_so_and_heals(phone: BrowserContext, room: MeetingRoom) -> None:
    page = phone.new_page()
    page.goto(room.join_url)
    page.locator("#name").fill("A")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("待機室")
    phone.set_offline(True)
    expect(page.get_by_role("alert")).to_have_text(say("ja", "zoom.frame.lost"))
    phone.set_offline(False)
    expect(page.locator("#lost")).to_be_hidden()


def test_the_way_works_without_scripts(browser: Browser, meetings: ZoomMeetings, room: MeetingRoom) -> None:
    context = browser.new_context(locale="ja-JP", java_script_enabled=False)
    page, host = context.new_page(), context.new_page()
    page.goto(room.join_url)
    page.get_by_label("表示名").fill("A")
    page.get_by_role("button", name="参加する").click()
    host.goto(meetings.start_url(room.provider_id))
    host.get_by_role("button", name="許可する").click()
    page.get_by_role("link", name="最新の状態を見る").click()
    expect(page.get_by_role("button", name="ビデオの開始")).to_be_visible()
    context.close()
