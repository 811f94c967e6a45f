"""What holds at every address: headers, policy, width, zoom, no script, no motion."""

import re
from contextlib import closing

import httpx
import pytest
from playwright.sync_api import Browser, expect

from hellowork_portal.kit.i18n import say
from tests.e2e.conftest import Visitor
from tests.e2e.screen import Visit
from tests.portal import Portal

PUBLIC = {
    "/": "home.title",
    "/register": "access.register.title",
    "/sign-in": "access.sign_in.title",
    "/reset": "access.reset.title",
    "/procedures": "search.title",
    "/calendar?offering=1": "calendar.title",
    "/apply": "apply.title",
    "/faq": "faq.title",
    "/contact": "contact.title",
    "/offices": "offices.title",
    "/guide": "static.guide.title",
    "/terms": "static.terms.title",
    "/privacy": "static.privacy.title",
    "/accessibility": "static.accessibility.title",
    "/signed-out": "access.signed_out.title",
    "/nowhere": "static.not_found.title",
}
OTHERS = [
    "/my",
    "/lookup",
    "/reserve/form",
    "/link-problem",
    "/links/register",
    "/ping",
    "/favicon.svg",
    "/_upload",
]


def test_every_answer_carries_the_security_headers(portal: Portal) -> None:
    with httpx.Client(base_url=portal.url) as client:
        for path in [*PUBLIC, *OTHERS]:
            headers = client.get(path).headers
            policy = headers["content-security-policy"]
            assert "'unsafe-eval'" not in policy, path
            assert "script-src 'self' 'unsafe-inline'" not in policy, path
            assert "frame-ancestors 'none'" in policy, path
            assert "form-action 'self'" in policy, path
            assert headers["x-content-type-options"] == "nosniff", path
            assert headers["x-frame-options"] == "DENY", path
            assert headers["referrer-policy"] == "same-origin", path
            assert "geolocation=()" in headers["permissions-policy"], path
            assert "server" not in headers, path


def test_an_unknown_address_is_404_and_an_upload_is_refused(portal: Portal) -> None:
    assert httpx.get(f"{portal.url}/nowhere").status_code == 404
    assert httpx.post(f"{portal.url}/_upload", files={"files": b"x"}).status_code == 404


def test_a_form_post_from_another_site_is_refused(portal: Portal) -> None:
    for path in ("sign-in", "sign-out", "sign-out-everywhere", "register", "reset"):
        for origin in ({"Origin": "https://evil.example"}, {}):
            answer = httpx.post(f"{portal.url}/session/{path}", data={}, headers=origin)
            assert answer.status_code == 403, path


def test_public_pages_explain_themselves_before_any_script(portal: Portal) -> None:
    for path in (
        "/",
        "/guide",
        "/terms",
        "/privacy",
        "/accessibility",
        "/register",
        "/sign-in",
        "/procedures",
    ):
        html = httpx.get(f"{portal.url}{path}").text
        assert say("ja", "frame.noscript")[:20] in html, path
        assert re.search("<h1[^>]*>[^<]", html), path
        assert '<html lang="ja"' in html, path


def test_a_page_without_script_can_be_read_and_its_menu_opened(visitor: Visitor, portal: Portal) -> None:
    page = visitor(java_script_enabled=False).page
    page.goto(f"{portal.url}/guide")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("ja", "static.guide.title"))
    page.locator("#menu > summary").click()
    page.locator("#menu").get_by_role("link", name=say("ja", "frame.menu.procedures")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("ja", "search.title"))


def test_zoomed_pages_scroll_in_one_direction_only(visitor: Visitor) -> None:
    """At 200 %; what is left at 400 % is looked at for every screen (test_every_screen)."""
    visit = visitor(width=(640, 512), device_scale_factor=2)
    visit.allow("404")
    for path, title in PUBLIC.items():
        visit.go(path)
        visit.arrive(title)
        visit.stand(f"{title}.zoom-2")


@pytest.mark.parametrize(
    "option", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}, {"color_scheme": "dark"}]
)
def test_a_page_stands_in_other_settings_of_the_system(visitor: Visitor, option: dict[str, str]) -> None:
    visit = visitor(**option)
    for path in ("/", "/procedures", "/calendar?offering=1", "/sign-in"):
        visit.go(path)
        visit.arrive(PUBLIC[path])
        visit.stand(f"{PUBLIC[path]}.{'.'.join(option.values())}")
    moving = "document.getAnimations().filter(one => one.playState === 'running').length"
    assert "reduced_motion" not in option or visit.page.evaluate(moving) == 0


@pytest.mark.parametrize(
    ("locale", "language"), [("en-GB", "en"), ("vi-VN", "en"), ("ja-JP", "ja")], ids=lambda one: one
)
def test_a_first_visit_is_in_the_browsers_language_and_the_next_in_what_was_chosen(
    browser: Browser, portal: Portal, locale: str, language: str
) -> None:
    with closing(browser.new_context(locale=locale)) as context:
        visit = Visit(context.new_page(), portal.url, language)
        visit.go("/terms")
        visit.arrive("static.terms.title")
        assert visit.complaints() == []
        if locale == "en-GB":
            visit.speak("ja-easy")
            visit.go("/terms")
            visit.arrive("static.terms.title")


def test_the_first_key_press_reaches_the_skip_link_and_it_leads_to_the_main_part(visitor: Visitor) -> None:
    visit = visitor()
    visit.go("/guide")
    visit.see("static.guide.title")
    visit.page.keyboard.press("Tab")
    expect(visit.page.locator(":focus")).to_have_text(say("ja", "frame.skip"))
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("main")).to_be_focused()
