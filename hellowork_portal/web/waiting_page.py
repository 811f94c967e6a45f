"""The page people see while the house is full: small, without the framework, alive without a script."""

from starlette.responses import HTMLResponse

from hellowork_portal.ports.house import Place
from hellowork_portal.web.plain_page import plain_page

POLL_SECONDS = 8
"""How often a page asks how far the queue has got; up to half is added, so that not all ask at once."""


def waiting_page(language: str, place: Place) -> HTMLResponse:
    """Return the page in a language: 503 with Retry-After, because this is no error of the visitor's."""
    html = plain_page("waiting.html", language, place=place, seconds=POLL_SECONDS)
    headers = {"Retry-After": str(POLL_SECONDS), "Cache-Control": "no-store"}
    return HTMLResponse(html, status_code=503, headers=headers)
