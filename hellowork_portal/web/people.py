"""Who sends a form: the person of the session's cookie, and forms that ask for their password again."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.services.access.errors import WrongPassword
from hellowork_portal.services.access.sessions import recognise
from hellowork_portal.services.accounts import person
from hellowork_portal.web import browser
from hellowork_portal.web.browser import Handler

Typed = dict[str, str]
PRESENT = "present"
"""The box in which somebody who is signed in types their present password."""


def person_of(request: Request) -> Principal | None:
    """Return the signed-in person of a request, None for everybody else."""
    token = request.cookies.get(cookies.session_name(), "")
    view = runtime.read_now(recognise, hashed=token_hash(token)) if token else None
    if view is None:
        return None
    return Principal(
        PrincipalKind.APPLICANT,
        view.applicant_id,
        view.session_id,
        browser.language_of(request),
        address=browser.network_of(request),
    )


def posted(work: Callable[[Request, Typed], Response], *names: str) -> Handler:
    """Return the route of a form: `work` gets the boxes of these names, off the event loop."""

    async def handle(request: Request) -> Response:
        form = await request.form()
        typed = {name: str(form.get(name, "")) for name in names}
        return await run_in_threadpool(work, request, typed)

    return handle


def of_owner(
    page: str, work: Callable[[Request, Principal, Typed], Response]
) -> Callable[[Request, Typed], Response]:
    """Let only the signed-in person through; what goes wrong is told on `page`."""

    def guarded(request: Request, typed: Typed) -> Response:
        principal = person_of(request)
        if principal is None:
            return browser.go(routes.sign_in_and_return(page))
        try:
            return work(request, principal, typed)
        except PortalError as error:
            return refused(page, error, typed.get("mail_address", ""))

    return guarded


def refused(page: str, error: PortalError, typed: str = "") -> Response:
    """Lead back to a form: codes travel in the address, what was typed in a cookie of five minutes."""
    if isinstance(error, Invalid):
        query = {name: wrong.code for name, wrong in error.fields.items()}
    elif isinstance(error, WrongPassword):
        query = {PRESENT: error.code}
    else:
        query = {"error": error.code, "minutes": str(error.values.get("minutes", ""))}
    response = browser.go(page, **query)
    if typed:
        browser.set_typed(response, typed)
    return response


def verified(principal: Principal, password: str) -> str:
    """Return the hash of the person's present password, once they have shown that they know it.

    Raises WrongPassword, which is recorded, and TooMany. The check is slow and stands
    outside any transaction; commands compare the hash again under the person's lock.
    """
    runtime.spend_now(person.password_limits(principal))
    stored = runtime.read_now(person.password_hash_of, principal=principal)
    if not runtime.port("passwords").matches(stored, password):
        runtime.run_now(person.note_wrong_password, principal=principal)
        raise WrongPassword
    return stored
