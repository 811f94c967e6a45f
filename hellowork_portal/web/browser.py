"""What every route of ours shares: origin check, cookies, the way back."""

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from hellowork_portal.kit import cookies, network
from hellowork_portal.kit.i18n import known_language
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings

Handler = Callable[[Request], Awaitable[Response]]
KNOWN_SECONDS = 180 * 24 * 3600
_FLASH_SECONDS = 300
_SECOND_CLICK_SECONDS = 20
_DONE_SECONDS = 600
_LONGEST_FORM = 64 * 1024
KNOWN, FLASH, KNOWN_GUEST = "known_browser", "typed", "known_guest"


def own_origin_only(handler: Handler, longest: int = _LONGEST_FORM) -> Handler:
    """Refuse a form post that another site's page sent (CSRF, beside SameSite=Lax), and very long ones."""

    async def guarded(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is None or origin.rstrip("/") != settings().public_url.rstrip("/"):
            return Response(status_code=403)
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > longest:
            return Response(status_code=413)
        return await handler(request)

    return guarded


def asked_on_page(request: Request, name: str) -> str:
    """Return a value in the query of the page that a form was sent from.

    Before its script has arrived a page cannot put it into the form.
    """
    page = urlsplit(request.headers.get("referer", ""))
    return parse_qs(page.query).get(name, [""])[0]


def anonymous(request: Request) -> Principal:
    """Return the unknown person behind a request."""
    return Principal(language=language_of(request), address=network_of(request))


def language_of(request: HTTPConnection) -> str:
    """Return the language chosen on the pages."""
    return known_language(request.cookies.get("lang", "").strip('"'))


def network_of(request: HTTPConnection) -> str:
    """Return the client's network address; a proxy's word counts only for the hops that are trusted."""
    hops = settings().trusted_proxy_hops
    forwarded = [
        part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()
    ]
    if hops and len(forwarded) >= hops:
        return network.network_of(forwarded[-hops])
    return network.network_of(request.client.host) if request.client else ""


def go(path: str, **query: str) -> RedirectResponse:
    """Send the browser on with GET; nothing on the way is kept in a cache."""
    asked = urlencode({name: value for name, value in query.items() if value})
    target = f"{path}{'&' if '?' in path else '?'}{asked}" if asked else path
    return RedirectResponse(target, status_code=303, headers={"Cache-Control": "no-store"})


def set_session(response: Response, token: str, known: str) -> None:
    """Give the browser its session, and the mark of a browser that the owner has used before."""
    keep(response, cookies.session_name(), token)
    keep(response, KNOWN, known, KNOWN_SECONDS)


def set_guest(response: Response, token: str, *, known: str = "") -> None:
    """Give the browser its lookup without sign-in; `known` marks one that has opened the number before."""
    keep(response, cookies.guest_name(), token)
    if known:
        keep(response, KNOWN_GUEST, known, KNOWN_SECONDS)


def set_link(response: Response, signed: str) -> None:
    """Keep a mail link's token out of the address bar, until the browser is closed."""
    keep(response, cookies.link_name(), signed)


def let_link_go(response: Response, signed: str) -> None:
    """Keep a link that has served for some seconds more: a second click must show what the first has done."""
    keep(response, cookies.link_name(), signed, _SECOND_CLICK_SECONDS)


def go_done(page: str) -> RedirectResponse:
    """Send the browser to a page of completion, which celebrates only in the browser that was sent there."""
    response = go(page)
    tell_done(response, page)
    return response


def tell_done(response: Response, page: str) -> None:
    """Let a page of completion know for some minutes that this browser has done what it tells of."""
    keep(response, cookies.DONE, page, _DONE_SECONDS)


def set_typed(response: Response, text: str) -> None:
    """Keep what was typed (an address, never a password) over one redirect."""
    keep(response, FLASH, cookies.packed(text), _FLASH_SECONDS)


def drop(response: Response, *names: str) -> None:
    """Delete cookies."""
    for name in names:
        response.delete_cookie(name, path="/", secure=settings().is_secure, httponly=True, samesite="lax")


def keep(response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Set a cookie that no script can read; without `seconds` it goes with the browser."""
    response.set_cookie(
        name, value, max_age=seconds, path="/", secure=settings().is_secure, httponly=True, samesite="lax"
    )
