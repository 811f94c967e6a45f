"""What a browser gets where a route failed in a way nobody expected: a page of ours, never a bare 500."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from hellowork_portal.kit import routes
from hellowork_portal.kit.faults import new_fault
from hellowork_portal.web import browser
from hellowork_portal.web.browser import Handler
from hellowork_portal.web.plain_page import plain_page


def told_of_faults(handler: Handler) -> Handler:
    """Return a route that answers an unexpected failure with its reference number and the ways on."""

    async def guarded(request: Request) -> Response:
        try:
            return await handler(request)
        except Exception as error:
            return _fault_page(browser.language_of(request), new_fault(error, request.url.path).reference)

    return guarded


def _fault_page(language: str, reference: str) -> Response:
    ways = {"contact": routes.CONTACT, "home": routes.HOME}
    html = plain_page("fault.html", language, reference=reference, ways=ways)
    return HTMLResponse(html, status_code=500, headers={"Cache-Control": "no-store"})
