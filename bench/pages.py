"""P11, P12: what the first load of a page brings and when it is seen, against a blank page."""

from statistics import median

from playwright.sync_api import Browser

from bench import bare
from bench.browser import Load, chromium, listed, load
from bench.goals import Figure
from bench.ground import Ground, demonstrate
from bench.served import Served, served
from hellowork_portal.kit import clock, routes
from hellowork_portal.models import Offering
from tests.factories import Desk

_BLANK = "h1"
_HOME, _MONTH = "main h1", "[role=grid] [role=gridcell], table td"


def measure(ground: Ground, loads: int) -> list[Figure]:
    """Load home, calendar and the blank page in turn; the front end is built from what stands here now."""
    url = ground.database("postgresql")
    demonstrate(url, clock.now())
    calendar = routes.calendar(Desk(url).rows(Offering)[0].id)
    with (
        served(url, ground.folder, are_pages_seen=True) as portal,
        bare.blank(ground.folder) as blank,
        chromium() as browser,
    ):
        pages = {"home": (portal, routes.HOME, _HOME), "calendar": (portal, calendar, _MONTH)}
        return [*_sizes(browser, blank, pages), *_paints(browser, blank, pages["calendar"], loads)]


def _open(browser: Browser, page: tuple[Served, str, str], *, is_slow: bool = False) -> Load:
    house, path, ready = page
    return load(browser, f"{house.url}{path}", ready, is_slow=is_slow)


def _sizes(browser: Browser, blank: Served, pages: dict[str, tuple[Served, str, str]]) -> list[Figure]:
    least = _open(browser, (blank, "/", _BLANK)).code_bytes
    figures = []
    for name, page in pages.items():
        found = _open(browser, page)
        notes = [f"{found.code_bytes / 1000:.1f} KB in all", *listed(found.brought)]
        reference = f"blank {least / 1000:.1f} KB"
        figures.append(Figure("P11", name, [found.code_bytes / least], notes, reference=reference))
    return figures


def _paints(browser: Browser, blank: Served, calendar: tuple[Served, str, str], loads: int) -> list[Figure]:
    """Load both in turn as a slow phone does; the first of each warms the server up."""
    ours, theirs = [], []
    for turn in range(loads + 1):
        for page, kept in ((calendar, ours), ((blank, "/", _BLANK), theirs)):
            found = _open(browser, page, is_slow=True)
            kept.extend([found] if turn else [])
    painted, blocked = ([getattr(one, name) for one in theirs] for name in ("painted_ms", "blocked_ms"))
    return [
        Figure(
            "P12", "calendar", [one.painted_ms for one in ours], reference=f"blank {median(painted):.0f} ms"
        ),
        Figure(
            "P12b", "calendar", [one.blocked_ms for one in ours], reference=f"blank {median(blocked):.0f} ms"
        ),
    ]
