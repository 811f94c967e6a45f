"""An office's file of claimants as a manager sends it; what is in it is shown before anything is taken."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.claimants.file_rows import MOST_BYTES
from hellowork_portal.services.claimants.importing import keep_file
from hellowork_portal.web import browser
from hellowork_portal.web.staff_door import staff_of
from hellowork_portal.web.uploads import Sent, drained, sent

LONGEST = MOST_BYTES + 64 * 1024
_LONGEST_TEXT = 100


async def keep(request: Request) -> Response:
    """Keep the file and lead to what taking it would do; what is wrong with it is told on the same page.

    Nobody's file is read who is not signed in, and none touches the disk unsealed.
    """
    principal, body = await run_in_threadpool(staff_of, request), request.stream()
    if principal is None:
        await drained(body)
        office = browser.asked_on_page(request, "office")[:_LONGEST_TEXT]
        return browser.go(routes.staff_sign_in_and_return(routes.at_office(routes.STAFF_IMPORT, office)))
    return await run_in_threadpool(_keep, principal, await sent(request, body, LONGEST))


def _keep(principal: Principal, came: Sent) -> Response:
    office = came.fields.get("office", "")[:_LONGEST_TEXT]
    page = routes.at_office(routes.STAFF_IMPORT, office)
    given = {"principal": principal, "office_code": office, "file_name": came.name, "content": came.content}
    try:
        import_id = runtime.run_now(keep_file, **given)
    except PortalError as error:
        told = {key: str(value)[:_LONGEST_TEXT] for key, value in error.values.items()}
        return browser.go(page, error=error.code, **told)
    return browser.go(page, id=str(import_id))
