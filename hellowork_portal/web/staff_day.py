"""The host's way into a meeting: its address is asked of the provider at the click and stands in no page."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.services.interviews.hosting import office_of_room, room_to_host
from hellowork_portal.web import browser
from hellowork_portal.web.staff_door import staff_of

_LONGEST_ID = 10


async def host(request: Request) -> Response:
    """Lead a counsellor into the room of an interview of their office; nothing changes by it."""
    return await run_in_threadpool(_host, request)


def _host(request: Request) -> Response:
    principal = staff_of(request)
    if principal is None:
        return browser.go(routes.staff_sign_in_and_return(routes.STAFF_DAY))
    typed = request.query_params.get("interview", "")
    known = typed.isascii() and typed.isdigit() and len(typed) < _LONGEST_ID
    which = {"principal": principal, "reservation_id": int(typed) if known else 0}
    try:
        provider_id = runtime.run_now(room_to_host, **which)
        address = runtime.port("meetings").start_url(provider_id)
    except PortalError as error:
        office = runtime.read_now(office_of_room, **which)
        where = routes.STAFF_DAY if office else routes.STAFF
        return browser.go(where, office=office, error=error.code)
    return RedirectResponse(
        address, status_code=303, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    )
