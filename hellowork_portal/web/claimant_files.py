"""An office's file of claimants as a manager sends it; what is in it is shown before anything is taken."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.services.claimants.file_rows import MOST_BYTES
from hellowork_portal.services.claimants.importing import keep_file
from hellowork_portal.web import browser
from hellowork_portal.web.staff_door import staff_of

LONGEST = MOST_BYTES + 64 * 1024
_LONGEST_TEXT = 100


async def keep(request: Request) -> Response:
    """Keep the file and lead to what taking it would do; what is wrong with it is told on the same page."""
    async with request.form(max_files=1, max_fields=10) as form:
        office = str(form.get("office", ""))[:_LONGEST_TEXT]
        file = form.get("file")
        content = await file.read(MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
        name = (file.filename or "") if isinstance(file, UploadFile) else ""
    return await run_in_threadpool(_keep, request, office, name, content)


def _keep(request: Request, office: str, name: str, content: bytes) -> Response:
    page = routes.at_office(routes.STAFF_IMPORT, office)
    principal = staff_of(request)
    if principal is None:
        return browser.go(routes.staff_sign_in_and_return(page))
    given = {"principal": principal, "office_code": office, "file_name": name, "content": content}
    try:
        import_id = runtime.run_now(keep_file, **given)
    except PortalError as error:
        told = {key: str(value)[:_LONGEST_TEXT] for key, value in error.values.items()}
        return browser.go(page, error=error.code, **told)
    return browser.go(page, id=str(import_id))
