"""Files of a case: sent and taken back by its person, opened by that person and by the office's staff."""

import hashlib
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import Busy, NotAllowed, PortalError, TooMany
from hellowork_portal.kit.faults import Fault
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
from hellowork_portal.web.turns import Piecewise, Turns
from hellowork_portal.web.uploads import Sent, TooLong, drained, sent

LONGEST_READ = 128 * 1024 * 1024
"""Longer posts are cut off; shorter ones that are too long still get a sentence."""
_PLACE = "#attachments"
_LARGEST_ID = 2**31 - 1
_UPLOADS, _DOWNLOADS = Turns(8), Turns(8)
"""How many files this process has in memory at a time; the threads that they need leave most for others."""
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
        async with _UPLOADS.of(_key(principal)):
            came = await sent(request, body, settings().files.most_bytes)
            return await run_in_threadpool(_attach, principal, came, _back(request, came.fields))
    except TooLong:
        await drained(body)
        return _told(_sender(request), AttachmentTooBig(most=settings().files.most_megabytes))
    except PortalError as error:
        await drained(body)
        return _told(_sender(request), error)


def _key(principal: Principal) -> str:
    return f"{principal.kind}:{principal.id}"


def _attach(principal: Principal, came: Sent, back: str) -> Response:
    try:
        case = {"principal": principal, "kind": _kind(came.fields), "case_id": _number(came.fields, "case")}
        runtime.read_now(service.check_room, **case)
        checked = runtime.port("file_checker").check(came.content)
        digest = hashlib.sha256(came.content).hexdigest()
        key, size = runtime.port("file_store").put(checked.content), len(checked.content)
        _add(StoredFile(key, came.name, checked.media_type, size, checked.page_count, digest), case)
    except PortalError as error:
        return _told(back, error)
    return _to(back, file_done="added")


def _add(file: StoredFile, case: dict[str, Any]) -> None:
    """Add a stored file to its case, or take it away where the case has not taken it.

    Where the database's answer was lost it may well have: whose file it is then, the daily duty finds out
    (services/attachments/tidying).
    """
    store = runtime.port("file_store")
    try:
        if not runtime.run_now(service.attach, file=file, **case):
            store.delete(file.key)
    except PortalError as error:
        if not isinstance(error, Busy | Fault):
            store.delete(file.key)
        raise


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


def _own(principal: Principal, attachment_id: int) -> OpenedFile:
    return runtime.read_now(service.open_own, principal=principal, attachment_id=attachment_id)


def _of_office(principal: Principal, attachment_id: int) -> OpenedFile:
    return runtime.run_now(service.open_for_staff, principal=principal, attachment_id=attachment_id)


async def _opened(
    request: Request,
    who: Callable[[Request], Principal | None],
    sign_in: Callable[[str], str],
    ask: Callable[[Principal, int], OpenedFile],
) -> Response:
    """Send a file to whoever may have it; everybody else is told so on the page that led here."""
    principal = await run_in_threadpool(who, request)
    if principal is None:
        return browser.go(sign_in(_sender(request)))
    async with AsyncExitStack() as turn:
        try:
            await turn.enter_async_context(_DOWNLOADS.of(_key(principal)))
            file, content = await run_in_threadpool(_found, request, principal, ask)
        except (TooMany, Busy) as error:
            return _told(_sender(request), error)
        except (PortalError, FileMissing):
            return _told(_sender(request), AttachmentGone())
        is_looked_at = request.query_params.get("look") == "1"
        return _shown(file, content, turn.pop_all().aclose, is_looked_at=is_looked_at)


def _found(
    request: Request, principal: Principal, ask: Callable[[Principal, int], OpenedFile]
) -> tuple[OpenedFile, bytes]:
    runtime.spend_now(service.download_limits(principal))
    file = ask(principal, _number(dict(request.query_params), "id"))
    return file, runtime.port("file_store").get(file.store_key)


def _shown(
    file: OpenedFile, content: bytes, done: Callable[[], Awaitable[None]], *, is_looked_at: bool
) -> Response:
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
    return Piecewise(content, file.media_type, headers, done)


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
    return await _opened(request, person_of, routes.sign_in_and_return, _own)


async def open_for_staff(request: Request) -> Response:
    """Send a file of a case to a member of the office's staff; it is recorded."""
    return await _opened(request, staff_of, routes.staff_sign_in_and_return, _of_office)


detach = posted(_detach, "id", "back")
