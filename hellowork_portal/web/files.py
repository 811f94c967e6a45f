"""Files for one's own use: the calendar entry of a reservation."""

from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.services.notices.own_calendar import calendar_file_of
from hellowork_portal.web import browser
from hellowork_portal.web.guests import person_or_guest


async def calendar_file(request: Request) -> Response:
    """Return the .ics of one's own reservation, or of a guest's.

    Everybody else is sent to sign in or told that there is none.
    """
    principal = await person_or_guest(request)
    number = request.query_params.get("number", "")
    if principal is None:
        return browser.go(routes.sign_in_and_return(routes.reservation(number)))
    try:
        content = await runtime.read(calendar_file_of, principal=principal, number=number)
    except PortalError:
        return browser.go(routes.reservation(number))
    headers = {"Content-Disposition": 'attachment; filename="yoyaku.ics"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
