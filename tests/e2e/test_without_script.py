"""Forms that are sent before the page's script has arrived, or where there is none."""

import re
import secrets
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from hellowork_portal.kit import routes
from hellowork_portal.kit.i18n import say
from hellowork_portal.services.access.registration import TERMS_VERSION
from tests.e2e.conftest import PHONE, Visitor
from tests.e2e.desk import Desk
from tests.e2e.post import Post
from tests.e2e.screen import Visit
from tests.e2e.ways import PASSWORD, Walk
from tests.portal import Portal

Somebody = Callable[..., tuple[Walk, str, int]]
MAIL_PAGE = routes.with_query(routes.REGISTER_MAIL, terms=TERMS_VERSION)
HARMLESS = {"search", "text", "hidden"}
"""Boxes of forms that ask for something which stands in the address anyway."""


SHOWN = """() => document.readyState !== "loading"
    && [...document.querySelectorAll("link[rel=stylesheet]")].every((one) => one.sheet)
    && getComputedStyle(document.body).visibility === "visible"
"""
"""A person sees the page: its styles are there, and it is no longer hidden for the sake of its language.

Before its styles nothing is painted, yet a script can already focus a box. Then they come, hide the page
of another language for two seconds, and take the focus away: what is typed at that moment is lost.
"""


class SlowScripts:
    """The page's own scripts stay on the way until they are let through, as on a slow phone."""

    def __init__(self, context: BrowserContext) -> None:
        self._held: list[Route] = []
        self._is_open = False
        context.route("**/assets/**/*.js", self._hold)
        context.route("**/assets/*.js", self._hold)

    def _hold(self, route: Route) -> None:
        if self._is_open:
            route.continue_()
        else:
            self._held.append(route)

    def arrive(self) -> None:
        """Let the scripts come."""
        self._is_open = True
        for route in self._held:
            route.continue_()
        self._held.clear()


Slowly = Callable[..., tuple[Visit, SlowScripts]]


@pytest.fixture
def slowly(visitor: Visitor, context_of: Callable[..., BrowserContext]) -> Slowly:
    """Open a page on a slow line: what is made of HTML and CSS is there, the script is not."""

    def open_page(
        path: str, *, language: str = "ja", context: BrowserContext | None = None
    ) -> tuple[Visit, SlowScripts]:
        context = context or context_of(PHONE, language)
        scripts = SlowScripts(context)
        visit = visitor(context=context, language=language)
        visit.page.goto(f"{visit.portal_url}{path}", wait_until="commit")
        visit.page.wait_for_function(SHOWN)
        return visit, scripts

    return open_page


def submit(page: Page) -> None:
    page.locator("main form button[type=submit]").click()


@pytest.mark.parametrize("language", ["ja", "ja-easy", "en"])
def test_a_mail_address_sent_too_early_waits_for_the_script_and_goes_then(
    slowly: Slowly, post: Post, language: str
) -> None:
    mail = f"early-{secrets.token_hex(4)}@example.jp"
    visit, scripts = slowly(MAIL_PAGE, language=language)
    visit.page.locator("#mail_address").fill(mail)
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("status").get_by_text(say(language, "frame.early"))).to_be_visible()
    assert visit.page.url.endswith(MAIL_PAGE)
    expect(visit.page.locator("#mail_address")).to_have_value(mail)
    visit.picture("early.waiting")

    scripts.arrive()
    visit.see("access.sent.title", "early.sent")
    assert mail not in visit.page.url
    expect(visit.page.get_by_text(say(language, "frame.early"))).to_have_count(0)
    post.wait(mail, say(language, "mail.register_link.subject"))
    assert len(post.mails(mail)) == 1


def test_what_was_typed_before_the_script_stays_when_it_comes(
    slowly: Slowly,
) -> None:
    for path, box in (
        (MAIL_PAGE, "#mail_address"),
        ("/reset", "#mail_address"),
        ("/sign-in", "#password"),
        ("/procedures", "#q"),
        ("/lookup", "#number"),
    ):
        visit, scripts = slowly(path)
        visit.page.locator(box).fill("typed-too-early")
        scripts.arrive()
        visit.wait()
        expect(visit.page.locator(box)).to_have_value("typed-too-early")
        expect(visit.page.locator(box)).to_be_focused()


def test_what_a_stranger_typed_into_the_lookup_goes_over_into_their_own_form(slowly: Slowly) -> None:
    visit, scripts = slowly(routes.LOOKUP)
    visit.page.locator("#number").fill("K7M2P")
    scripts.arrive()
    theirs = visit.page.locator(f"form[action='{routes.DO_LOOKUP}'] #number")
    expect(theirs).to_have_value("K7M2P")
    expect(theirs).to_be_focused()


def test_a_tick_under_the_terms_sent_too_early_leads_on_and_keeps_the_way_back(
    slowly: Slowly,
) -> None:
    visit, scripts = slowly("/register?next=%2Flookup")
    visit.page.locator("#agree").check()
    submit(visit.page)
    scripts.arrive()
    visit.see("access.mail.title", "early.mail")
    assert parse_qs(urlsplit(visit.page.url).query)["next"] == ["/lookup"]


def test_a_reset_asked_for_too_early_sends_its_mail(slowly: Slowly, desk: Desk, post: Post) -> None:
    mail, _ = desk.make_account()
    visit, scripts = slowly("/reset")
    visit.page.locator("#mail_address").fill(mail)
    submit(visit.page)
    submit(visit.page)
    assert visit.page.url.endswith("/reset")
    scripts.arrive()
    visit.see("access.reset_sent.title", "early.reset_sent")
    post.wait(mail, say("ja", "mail.reset_link.subject"))
    assert len(post.mails(mail)) == 1


def test_a_search_needs_no_script(slowly: Slowly) -> None:
    visit, scripts = slowly("/procedures?prefecture=13")
    visit.page.locator("#q").fill("横浜")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile("[?&]q="), wait_until="commit")
    scripts.arrive()
    visit.see("search.title", "early.found")
    expect(visit.page.locator("#q")).to_have_value("横浜")
    expect(visit.page.locator("main li").filter(has_text="横浜").first).to_be_visible()


def test_a_lookup_needs_no_script(slowly: Slowly, somebody: Somebody) -> None:
    walk, _, _ = somebody()
    visit, scripts = slowly("/lookup", context=walk.visit.page.context)
    visit.page.locator("#number").fill("23456-789AB")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile("[?&]number="), wait_until="commit")
    scripts.arrive()
    visit.see("lookup.title", "early.lookup")
    visit.told("lookup.none_body")


def test_signing_in_needs_no_script_and_leads_back_to_where_one_was(slowly: Slowly, desk: Desk) -> None:
    mail, _ = desk.make_account()
    back = "/my/profile"
    visit, scripts = slowly(routes.sign_in_and_return(back))
    for password in (f"{PASSWORD}x", PASSWORD):
        visit.page.locator("#mail_address").fill(mail)
        visit.page.locator("#password").fill(password)
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url(re.compile("error=" if password != PASSWORD else back), wait_until="commit")
        assert PASSWORD not in visit.page.url
    scripts.arrive()
    visit.see("access.profile.title", "early.signed_in")


def test_without_any_script_nothing_typed_reaches_an_address_and_the_page_says_what_it_needs(
    visitor: Visitor, portal: Portal
) -> None:
    for path in (MAIL_PAGE, "/reset", "/register"):
        visit = visitor(java_script_enabled=False, width=PHONE)
        visit.page.goto(f"{portal.url}{path}")
        box = visit.page.locator("#mail_address")
        if box.count():
            box.fill("nobody@example.jp")
        submit(visit.page)
        visit.page.wait_for_timeout(1000)
        assert visit.page.url == f"{portal.url}{path}"
        if box.count():
            expect(box).to_have_value("nobody@example.jp")
        assert visit.page.locator("main form noscript").inner_text() == say("ja", "components.form.noscript")
        visit.picture(f"no_script{path.partition('?')[0].replace('/', '.')}")


class Forms(HTMLParser):
    """Collects the forms of a page as a browser without script sees them: method, address, types of boxes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, set[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((told.get("method", "get").lower(), told.get("action", ""), set()))
        elif tag in ("input", "textarea") and self.found:
            self.found[-1][2].add(told.get("type", "text"))


def test_no_form_of_any_page_writes_what_is_personal_into_an_address(portal: Portal) -> None:
    paths = [value for name, value in vars(routes).items() if name.isupper() and not name.startswith("DO_")]
    seen = 0
    for path in paths:
        reader = Forms()
        reader.feed(httpx.get(f"{portal.url}{path}", follow_redirects=True).text)
        for method, action, types in reader.found:
            seen += 1
            if method == "get":
                assert action == path, "only a question whose answer has this very address"
                assert types <= HARMLESS, f"{path} asks for {types}"
            else:
                assert action.startswith("/session/"), path
    assert seen >= 6
