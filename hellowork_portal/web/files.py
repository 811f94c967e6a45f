"""Files for one's own use: the calendar entry of a reservation."""

from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.services.access.sessions import recognise
from hellowork_portal.services.notices.own_calendar import calendar_file_of
from hellowork_portal.web import browser


async def calendar_file(request: Request) -> Response:
    """Return the .ics of one's own reservation; everybody else is sent to sign in or told there is none."""
    token = request.cookies.get(cookies.session_name(), "")
    view = await runtime.read(recognise, hashed=token_hash(token)) if token else None
    number = request.query_params.get("number", "")
    if view is None:
        return browser.go(routes.sign_in_and_return(routes.reservation(number)))
    principal = Principal(
        PrincipalKind.APPLICANT, view.applicant_id, view.session_id, browser.language_of(request)
    )
    try:
        content = await runtime.read(calendar_file_of, principal=principal, number=number)
    except PortalError:
        return browser.go(routes.reservation(number))
    headers = {"Content-Disposition": 'attachment; filename="yoyaku.ics"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
