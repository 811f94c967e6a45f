"""Chromium as a measuring instrument: what a page's first load brings, and how soon it is seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
_PHONE = {"width": 360, "height": 740}
_SLOWER = 4
_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
_SETTLED_MS, _PATIENCE_MS = 1_500, 60_000
_LONG_MS = 50
_WATCH = """window.blocked = [];
new PerformanceObserver(list => {
  for (const task of list.getEntries()) window.blocked.push([task.startTime, task.duration]);
}).observe({type: "longtask", buffered: true});"""
_PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0].startTime"""
_BROUGHT = """() => performance.getEntriesByType("resource").map(
  one => [new URL(one.name).pathname, one.encodedBodySize])"""


@dataclass(frozen=True)
class Load:
    """One first load: bytes by path, milliseconds to the first paint, milliseconds blocked after it."""

    brought: dict[str, int]
    painted_ms: float
    blocked_ms: float

    @property
    def code_bytes(self) -> int:
        """Compressed bytes of script and style."""
        return sum(size for path, size in self.brought.items() if path.endswith((".js", ".css")))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def load(browser: Browser, url: str, ready: str, *, is_slow: bool) -> Load:
    """Open a page as somebody who was never here; `ready` is what shows that its data have come."""
    context = browser.new_context(viewport=_PHONE, locale="ja-JP")  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.add_init_script(_WATCH)
        if is_slow:
            _slow_down(page)
        page.goto(url, timeout=_PATIENCE_MS)
        page.wait_for_selector(ready, timeout=_PATIENCE_MS)
        page.wait_for_timeout(_SETTLED_MS)
        return _seen(page)
    finally:
        context.close()


def _slow_down(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", _LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})


def _seen(page: Page) -> Load:
    painted = page.evaluate(_PAINT)
    tasks: list[tuple[float, float]] = page.evaluate("window.blocked")
    return Load(dict(page.evaluate(_BROUGHT)), painted, blocked_after(painted, tasks))


def blocked_after(painted_ms: float, tasks: list[tuple[float, float]]) -> float:
    """Return the total blocking time: what each task after the first paint takes beyond 50 ms."""
    return sum(max(0.0, duration - _LONG_MS) for start, duration in tasks if start + duration > painted_ms)


def listed(brought: dict[str, int]) -> list[Any]:
    """Return the scripts and styles of a load, the largest first, in words."""
    code = [(size, path) for path, size in brought.items() if path.endswith((".js", ".css"))]
    return [f"{size / 1000:6.1f} KB {path}" for size, path in sorted(code, reverse=True)]
