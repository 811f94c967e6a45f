"""Security and caching headers for every answer, whoever makes it."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_YEAR_SECONDS = 31_536_000
_HASHED = "/assets/"
_REFUSED = "/_upload"
_OFF = (
    "accelerometer",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_OWN = ("autoplay", "camera", "microphone")
"""The check of one's devices before an interview needs these; nothing else is needed."""


def content_security_policy(public_url: str, script_hashes: Iterable[str]) -> str:
    """Return the policy: own files, the inline scripts that the build wrote, nothing evaluated.

    The websocket's origin is spelled out because older Safari does not take it
    for 'self'. Styles may be inline: the framework writes them so.
    """
    own = urlsplit(public_url)
    socket = f"{'wss' if own.scheme == 'https' else 'ws'}://{own.netloc}"
    scripts = " ".join(f"'{script}'" for script in sorted(set(script_hashes)))
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' {scripts}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": f"'self' {socket}",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def security_headers(public_url: str) -> dict[str, str]:
    """Return the headers that every answer carries; HSTS only where the portal is on https."""
    features = [*(f"{name}=()" for name in _OFF), *(f"{name}=(self)" for name in _OWN)]
    headers = {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(features),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    if public_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}"
    return headers


class SecurityHeaders:
    """Adds headers to each HTTP answer; an answer's own headers of the same name stand.

    A page's policy names that page's inline scripts alone: all pages' hashes
    together would outgrow what proxies take as a header. Files below /assets/
    carry a hash in their name and are kept for a year; pages are asked for anew.
    Reflex's upload route is refused: nothing uses it, and it takes any body from
    anybody.
    """

    def __init__(self, app: ASGIApp, public_url: str, scripts: Mapping[str, Iterable[str]]) -> None:
        """Take the hashes of inline scripts by page path; "" stands for any other page."""
        self._app, self._headers = app, security_headers(public_url)
        self._policies = {path: content_security_policy(public_url, found) for path, found in scripts.items()}
        self._policies.setdefault("", content_security_policy(public_url, ()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added; sockets pass untouched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dress(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(scope["path"], message)
            await send(message)

        if scope["path"].startswith(_REFUSED):
            await _not_found(dress)
            return
        await self._app(scope, receive, dress)

    def _dress(self, path: str, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        policy = self._policies.get(path.rstrip("/") or "/", self._policies[""])
        for name, value in {"Content-Security-Policy": policy, **self._headers}.items():
            headers.setdefault(name, value)
        if message["status"] in {200, 304} and path.startswith(_HASHED):
            headers["Cache-Control"] = f"public, max-age={_YEAR_SECONDS}, immutable"
        else:
            headers.setdefault("Cache-Control", "no-cache")


async def _not_found(send: Send) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
