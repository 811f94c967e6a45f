"""What the built front end consists of, and the addresses under which its pages are served."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import URL, Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


def page_scripts(client: Path) -> dict[str, frozenset[str]]:
    """Return the CSP hashes of each pre-rendered page's inline scripts, by path without end slash.

    The key "" holds those of the page that unknown addresses get.
    """
    found = {_path(page.parent, client): _hashes(page) for page in client.rglob("index.html")}
    fallbacks = [
        _hashes(page) for page in (client / "404.html", client / "__spa-fallback.html") if page.exists()
    ]
    return found | {"": frozenset[str]().union(*fallbacks)}


def _path(folder: Path, client: Path) -> str:
    path = folder.relative_to(client).as_posix()
    return "/" if path == "." else f"/{path}"


def _hashes(page: Path) -> frozenset[str]:
    reader = _InlineScripts()
    reader.feed(page.read_text(encoding="utf-8"))
    digests = (hashlib.sha256(script.encode()).digest() for script in reader.scripts)
    return frozenset(f"sha256-{b64encode(digest).decode()}" for digest in digests)


class _InlineScripts(HTMLParser):
    """Collects the text of script elements that name no file."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: set[str] = set()
        self._parts: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and not any(name == "src" for name, _ in attrs):
            self._parts = []

    def handle_data(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._parts is not None:
            self.scripts.add("".join(self._parts))
            self._parts = None


class PagesWithoutSlash:
    """Serves /register itself: the static server would answer 307 to /register/.

    Behind a proxy that redirect would also lose https, because the server sees plain http.
    """

    def __init__(self, app: ASGIApp, pages: Iterable[str]) -> None:
        self._app, self._pages = app, frozenset(pages) - {"", "/"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a page's address as the static server knows it; the query stays."""
        if scope["type"] == "http" and scope["path"] in self._pages and scope["method"] in {"GET", "HEAD"}:
            path = f"{scope['path']}/"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self._app(scope, receive, send)


class OwnHost:
    """Sends a visitor who typed another loopback name (localhost) to the portal's own address.

    The websocket takes one origin only; under another name the page would stay without life.
    """

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self._app, self._own = app, urlsplit(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 307 to the same page under the own name; everything else passes."""
        if scope["type"] == "http" and scope["method"] == "GET" and self._is_elsewhere(scope):
            own = URL(scope=scope).replace(scheme=self._own.scheme, netloc=self._own.netloc)
            await RedirectResponse(own)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_elsewhere(self, scope: Scope) -> bool:
        host = Headers(scope=scope).get("host", "")
        name, own = host.rsplit(":", 1)[0], self._own.hostname or ""
        return own in _LOOPBACK and name in _LOOPBACK and host != self._own.netloc and name != own
