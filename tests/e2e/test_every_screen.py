"""Every registered page in its main states, in every language, wide and narrow.

A quick run looks at each page in every language and at each further state in one of them,
without pictures. For looking oneself: `SCREENS=all` takes a picture of every state in every
language and width, `SCREENS=calendar,my` of those whose names begin so (.screens/).
"""

from dataclasses import replace
from types import ModuleType

import pytest
from playwright.sync_api import Error, expect
from reflex_base.registry import RegistrationContext

from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, LANGUAGES, WITHOUT_STAFF_WORDS
from hellowork_portal.kit.routes import is_staff_side
from tests.e2e import (
    gallery_of_accounts,
    gallery_of_applications,
    gallery_of_bookings,
    gallery_of_changes,
    gallery_of_guests,
    gallery_of_help,
    gallery_of_people,
    gallery_of_reviews,
    gallery_of_settings,
    gallery_of_staff,
)
from tests.e2e.cast import Cast, Role
from tests.e2e.conftest import PHONE, WIDE, Visitor
from tests.e2e.desk import Desk
from tests.e2e.gallery import Screen
from tests.e2e.readings import unread
from tests.e2e.screen import WISH, Visit, violations
from tests.portal import Portal

_PARTS = (
    gallery_of_help, gallery_of_accounts, gallery_of_settings, gallery_of_bookings, gallery_of_changes,
    gallery_of_guests, gallery_of_staff, gallery_of_people, gallery_of_applications, gallery_of_reviews,
)  # fmt: skip
SCREENS: list[Screen] = [screen for part in _PARTS for screen in part.SCREENS]
_FIRSTS = {screen.name for screen in {one.route: one for one in reversed(SCREENS)}.values()}
_SETTINGS = {
    "dark": {"color_scheme": "dark"},
    "forced-colors": {"forced_colors": "active"},
    "large-text": {},
}
ZOOMED = (320, 640)
"""What is left of a window of 1280 pixels at 400 % (WCAG 2.2, 1.4.10)."""
_SPOTS = (
    "home", "sign_in.wrong", "register_form.wrong", "procedures.found", "calendar.time",
    "reserve_confirm.over", "reserve_done", "detail",
)  # fmt: skip


@pytest.fixture(scope="module")
def cast(desk: Desk) -> Cast:
    return Cast(desk)


def test_the_gallery_has_every_registered_page(portal: Portal) -> None:
    import hellowork_portal.ui.pages  # noqa: F401  (importing pages registers them)

    registered = {kept["route"] for _, kept in RegistrationContext.ensure_context().decorated_pages}
    assert registered - {screen.route for screen in SCREENS} == set()
    assert len({screen.name for screen in SCREENS}) == len(SCREENS)


@pytest.mark.parametrize("part", _PARTS, ids=lambda part: part.__name__.rpartition("_")[2])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_stands(language: str, part: ModuleType, visitor: Visitor, cast: Cast) -> None:
    screens = [screen for screen in chosen(language) if screen in part.SCREENS]
    visit = visitor(language=language)
    visit.allow("404", "ERR_INTERNET_DISCONNECTED", "WebSocket")
    failed = [told for screen in screens for told in look(visit, screen, cast.role(screen.who))]
    assert failed == []


@pytest.mark.parametrize("setting", _SETTINGS)
def test_a_phone_set_otherwise_shows_them_too(setting: str, visitor: Visitor, cast: Cast) -> None:
    visit = visitor(width=PHONE, **_SETTINGS[setting])
    failed = []
    for screen in (one for one in SCREENS if one.name in _SPOTS):
        open_screen(visit, screen, cast.role(screen.who))
        if setting == "large-text":
            enlarge_text(visit)
        failed += faults_at(visit, replace(screen, name=f"{screen.name}.{setting}"), PHONE, has_axe=False)
    assert failed == []


def enlarge_text(visit: Visit) -> None:
    """Set the browser's text to 200 %, as people do in its settings."""
    sizes = {"standard": 32, "fixed": 26}
    visit.page.context.new_cdp_session(visit.page).send("Page.setFontSizes", {"fontSizes": sizes})


def chosen(language: str) -> list[Screen]:
    """Return the screens to open in a language; staff have no easy Japanese (decision 0016)."""
    has_staff = language != WITHOUT_STAFF_WORDS
    screens = [one for one in SCREENS if has_staff or not is_staff_side(one.route)]
    if WISH == "all":
        return screens
    if WISH:
        return [screen for screen in screens if screen.name.startswith(tuple(WISH.split(",")))]
    return [one for one in screens if one.name in _FIRSTS or language_of(one) == language]


def language_of(screen: Screen) -> str:
    """Return the language in which a quick run asks axe: a page's first state in Japanese, others in turn."""
    if screen.name in _FIRSTS:
        return DEFAULT_LANGUAGE
    is_staffs = is_staff_side(screen.route)
    languages = [one for one in LANGUAGES if not (is_staffs and one == WITHOUT_STAFF_WORDS)]
    return languages[SCREENS.index(screen) % len(languages)]


def look(visit: Visit, screen: Screen, role: Role) -> list[str]:
    """Open a screen and look at it narrow and wide; return what is wrong with it."""
    try:
        open_screen(visit, screen, role)
        return [
            f"{screen.name} {found} at {width[0]}"
            for width in widths(visit)
            for found in faults_at(visit, screen, width)
        ]
    except (AssertionError, Error) as error:
        return [f"{screen.name}: {error}"]
    finally:
        visit.page.context.set_offline(False)


def widths(visit: Visit) -> tuple[tuple[int, int], ...]:
    """Return the widths to look at; what fits 320 pixels fits a phone, so a quick run asks that once."""
    is_quick = not WISH and visit.language != DEFAULT_LANGUAGE
    return (ZOOMED, WIDE) if is_quick else (ZOOMED, PHONE, WIDE)


def open_screen(visit: Visit, screen: Screen, role: Role) -> None:
    """Come to a screen as its role, by its address, and do what brings its state."""
    context, kept = visit.page.context, {**role.cookies, "lang": visit.language}
    context.clear_cookies()
    context.add_cookies([{"name": name, "value": kept[name], "url": visit.portal_url} for name in kept])
    path = "/nowhere" if screen.route == "/404" else screen.route
    visit.go(screen.start or f"{path}?{screen.query.format(**role.at)}")
    visit.wait()
    if screen.do:
        screen.do(visit)
    visit.arrive(screen.title)


def faults_at(visit: Visit, screen: Screen, width: tuple[int, int], *, has_axe: bool = True) -> list[str]:
    """Return what is wrong at a width: too wide, an unexpected fault, and once what axe finds.

    The elements are the same in every language, so a quick run asks axe of each state in one.
    """
    visit.page.set_viewport_size({"width": width[0], "height": width[1]})
    expect(visit.heading).to_have_count(1)
    visit.picture(screen.name)
    found = [] if visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth") else ["too wide"]
    said = visit.words("error.fault", reference="").partition(" ")[0][:20]
    if (said in visit.page.locator("body").inner_text()) != screen.is_fault:
        found.append("a fault, or none where one is shown")
    if not has_axe or width != (PHONE if PHONE in widths(visit) else ZOOMED):
        return found
    look_closely = violations if WISH or visit.language == language_of(screen) else unread
    return found + [str(one) for one in look_closely(visit.page)]
