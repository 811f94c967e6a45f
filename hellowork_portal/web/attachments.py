"""Files of a case: sent and taken back by its person, opened by that person and by the office's staff."""

import hashlib
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import NotAllowed, PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.ports.file_checker import AttachmentTooBig
from hellowork_portal.ports.file_store import FileMissing
from hellowork_portal.services.attachments import service
from hellowork_portal.services.attachments.errors import AttachmentGone
from hellowork_portal.services.attachments.rules import IMAGES, OwnerKind
from hellowork_portal.services.attachments.service import StoredFile
from hellowork_portal.services.attachments.views import OpenedFile
from hellowork_portal.web import browser
from hellowork_portal.web.people import Typed, person_of, posted
from hellowork_portal.web.staff_door import staff_of
from hellowork_portal.web.uploads import Sent, TooLong, drained, sent

LONGEST_READ = 128 * 1024 * 1024
"""Longer posts are cut off; shorter ones that are too long still get a sentence."""
_PLACE = "#attachments"
_LARGEST_ID = 2**31 - 1
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""What a file that somebody sent may do in a browser: be looked at."""


async def attach(request: Request) -> Response:
    """Take a file for one's own case; what is wrong with it is told on the page that sent it."""
    principal, body = await run_in_threadpool(person_of, request), request.stream()
    if principal is None:
        await drained(body)
        return browser.go(routes.sign_in_and_return(_sender(request)))
    try:
        await run_in_threadpool(runtime.spend_now, service.upload_limits(principal))
        came = await sent(request, body, settings().files.most_bytes)
    except TooLong:
        await drained(body)
        return _told(_sender(request), AttachmentTooBig(most=settings().files.most_megabytes))
    except PortalError as error:
        await drained(body)
        return _told(_sender(request), error)
    return await run_in_threadpool(_attach, principal, came, _back(request, came.fields))


def _attach(principal: Principal, came: Sent, back: str) -> Response:
    try:
        case = {"principal": principal, "kind": _kind(came.fields), "case_id": _number(came.fields, "case")}
        runtime.read_now(service.check_room, **case)
        checked = runtime.port("file_checker").check(came.content)
        store = runtime.port("file_store")
        key, is_kept = store.put(checked.content), False
        digest = hashlib.sha256(came.content).hexdigest()
        size = len(checked.content)
        file = StoredFile(key, came.name, checked.media_type, size, checked.page_count, digest)
        try:
            is_kept = runtime.run_now(service.attach, file=file, **case)
        finally:
            if not is_kept:
                store.delete(key)
    except PortalError as error:
        return _told(back, error)
    return _to(back, file_done="added")


def _detach(request: Request, typed: Typed) -> Response:
    """Take one's own file back."""
    principal, back = person_of(request), _back(request, typed)
    if principal is None:
        return browser.go(routes.sign_in_and_return(back))
    try:
        runtime.run_now(service.remove, principal=principal, attachment_id=_number(typed, "id"))
    except PortalError as error:
        return _told(back, error)
    return _to(back, file_done="removed")


def _open_own(request: Request) -> Response:
    return _opened(request, person_of(request), routes.sign_in_and_return, _own)


def _open_for_staff(request: Request) -> Response:
    return _opened(request, staff_of(request), routes.staff_sign_in_and_return, _of_office)


def _own(principal: Principal, attachment_id: int) -> OpenedFile:
    return runtime.read_now(service.open_own, principal=principal, attachment_id=attachment_id)


def _of_office(principal: Principal, attachment_id: int) -> OpenedFile:
    return runtime.run_now(service.open_for_staff, principal=principal, attachment_id=attachment_id)


def _opened(
    request: Request,
    principal: Principal | None,
    sign_in: Callable[[str], str],
    ask: Callable[[Principal, int], OpenedFile],
) -> Response:
    query = dict(request.query_params)
    if principal is None:
        return browser.go(sign_in(_sender(request)))
    try:
        file = ask(principal, _number(query, "id"))
        content = runtime.port("file_store").get(file.store_key)
    except (PortalError, FileMissing):
        return _told(_sender(request), AttachmentGone())
    return _shown(file, content, is_looked_at=query.get("look") == "1")


def _shown(file: OpenedFile, content: bytes, *, is_looked_at: bool) -> Response:
    """Return a file as something to save; a picture may be looked at, in a page that can do nothing."""
    how = "inline" if is_looked_at and file.media_type in IMAGES else "attachment"
    name = quote(file.name, safe="")
    headers = {
        "Content-Disposition": f"{how}; filename=\"file\"; filename*=UTF-8''{name}",
        "Content-Security-Policy": _ALONE,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
    return Response(content, media_type=file.media_type, headers=headers)


def _kind(fields: Typed) -> OwnerKind:
    try:
        return OwnerKind(fields.get("kind", ""))
    except ValueError as error:
        raise NotAllowed from error


def _number(fields: Typed, name: str) -> int:
    """Return an id of a form, 0 for what cannot be one."""
    text = fields.get(name, "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    return number if number <= _LARGEST_ID else 0


def _back(request: Request, fields: Typed) -> str:
    """Return the page to lead back to: the one the form names, if it is one of the portal's own."""
    back = fields.get("back", "").partition("#")[0]
    return back if routes.is_own_path(back) and back else _sender(request)


def _sender(request: Request) -> str:
    """Return the page that a request came from, as far as it is one of ours."""
    came = urlsplit(request.headers.get("referer", ""))
    own = urlsplit(settings().public_url)
    path = f"{came.path}?{came.query}" if came.query else came.path
    return path if (came.netloc == own.netloc and routes.is_own_path(path)) else routes.HOME


def _told(back: str, error: PortalError) -> Response:
    told = {f"file_{name}": str(value) for name, value in error.values.items()}
    return _to(back, file_error=error.code, **told)


def _to(back: str, **query: str) -> Response:
    """Lead back to the files of the page, without what an earlier answer has left in its address."""
    path, _, rest = back.partition("?")
    kept = "&".join(part for part in rest.split("&") if part and not part.startswith("file_"))
    response = browser.go(f"{path}?{kept}" if kept else path, **query)
    response.headers["location"] += _PLACE
    return response


async def open_own(request: Request) -> Response:
    """Send one's own file."""
    return await run_in_threadpool(_open_own, request)


async def open_for_staff(request: Request) -> Response:
    """Send a file of a case to a member of the office's staff; it is recorded."""
    return await run_in_threadpool(_open_for_staff, request)


detach = posted(_detach, "id", "back")
