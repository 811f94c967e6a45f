"""Signing in and out, and what mail links lead to: everything that sets a cookie."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import Invalid, PortalError, TooMany
from hellowork_portal.services.access import links, registration, reset, sessions, sign_in
from hellowork_portal.services.access.errors import LinkProblem, WrongCredentials
from hellowork_portal.services.guests.opening import end_guest
from hellowork_portal.web import browser


async def do_sign_in(request: Request) -> Response:
    """Check address and password; the answer says neither which was wrong."""
    form = await request.form()
    mail, password = str(form.get("mail_address", "")), str(form.get("password", ""))
    back = str(form.get("next", "")) or browser.asked_on_page(request, "next")
    try:
        return await run_in_threadpool(_sign_in, request, mail, password, _back_or(back, routes.MY_PAGE))
    except PortalError as error:
        minutes = str(error.values.get("minutes", ""))
        response = browser.go(routes.SIGN_IN, error=error.code, minutes=minutes, next=back)
        browser.set_typed(response, mail[:300])
        return response


def _sign_in(request: Request, mail: str, password: str, target: str) -> Response:
    """Let the person in whose password this is; raises WrongCredentials or TooMany."""
    who = runtime.read_now(sign_in.candidate, mail_address=mail)
    person = browser.anonymous(request)
    known = request.cookies.get(browser.KNOWN, "")
    try:
        runtime.spend_now(sign_in.tries(mail, person.address, known, who))
        applicant_id = sign_in.check_password(runtime.port("passwords"), who, password)
        return let_in(request, applicant_id, target, verified_hash=who.password_hash)
    except (TooMany, WrongCredentials) as error:
        slowed = isinstance(error, TooMany)
        if not slowed or runtime.port("limiter").allow("slowed_note", sign_in.account_key(mail)):
            agent = request.headers.get("user-agent", "")
            runtime.run_now(sign_in.note_failure, principal=person, who=who, slowed=slowed, browser=agent)
        raise


def let_in(request: Request, applicant_id: int, target: str, *, verified_hash: str = "") -> Response:
    """Open a session and send the browser on; raises WrongCredentials if the password is no longer this."""
    old = request.cookies.get(cookies.session_name(), "")
    agent = request.headers.get("user-agent", "")
    token = runtime.run_now(
        sessions.start_session,
        applicant_id=applicant_id,
        old_token=old,
        browser=agent,
        language=browser.language_of(request),
        verified_hash=verified_hash,
    )
    response = browser.go(target)
    browser.set_session(response, token, sign_in.browser_token(applicant_id))
    browser.drop(response, browser.FLASH)
    return response


def _back_or(back: str, otherwise: str) -> str:
    return back if back and routes.is_own_path(back) else otherwise


async def do_nothing(request: Request) -> Response:
    """Answer a form that only the page's script can send: the browser stays, and what was typed with it."""
    return Response(status_code=204)


async def do_sign_out(request: Request) -> Response:
    """End this browser's session."""
    return await run_in_threadpool(_sign_out, request, everywhere=False)


async def do_sign_out_everywhere(request: Request) -> Response:
    """End all sessions of the person."""
    return await run_in_threadpool(_sign_out, request, everywhere=True)


def _sign_out(request: Request, *, everywhere: bool) -> Response:
    token = request.cookies.get(cookies.session_name(), "")
    if token:
        runtime.run_now(sessions.end_session, token=token, everywhere=everywhere)
    if guest := request.cookies.get(cookies.guest_name(), ""):
        runtime.run_now(end_guest, token=guest)
    response = browser.go(routes.SIGNED_OUT)
    browser.drop(response, cookies.session_name(), cookies.link_name(), cookies.guest_name(), browser.FLASH)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def opener(purpose: str, form_page: str):
    """Return the route that a mail link of `purpose` opens: it changes nothing but a cookie."""

    async def open_link(request: Request) -> Response:
        signed = request.query_params.get("token", "")
        try:
            link = await runtime.read(links.check_link, purpose=purpose, signed=signed)
            await _refuse_to_replace(request, purpose, link)
        except LinkProblem as problem:
            return browser.go(routes.LINK_PROBLEM, reason=problem.reason, purpose=purpose)
        response = browser.go(form_page)
        browser.set_link(response, signed)
        return response

    return open_link


async def _refuse_to_replace(request: Request, purpose: str, link: links.LinkView) -> None:
    """Raise LinkProblem where a live link to another address is in use: this one may have been planted."""
    signed = request.cookies.get(cookies.link_name(), "")
    try:
        present = await runtime.read(links.check_link, purpose=purpose, signed=signed)
    except LinkProblem:
        return
    if present.mail_address != link.mail_address:
        raise LinkProblem("foreign")


async def do_register(request: Request) -> Response:
    """The final 「登録する」: makes the account, uses the link up, signs in."""
    return await run_in_threadpool(_register, request)


def _register(request: Request) -> Response:
    signed = request.cookies.get(cookies.link_name(), "")
    try:
        link = runtime.read_now(links.check_link, purpose=links.REGISTER, signed=signed)
        applicant_id = runtime.run_now(
            registration.complete_registration, principal=browser.anonymous(request), signed=signed
        )
    except LinkProblem as problem:
        return _after_double_click(request, problem, links.REGISTER, routes.REGISTER_DONE)
    except Invalid:
        return browser.go(routes.REGISTER_FORM)
    response = let_in(request, applicant_id, browser_target(link.return_to))
    browser.let_link_go(response, signed)
    return response


def browser_target(return_to: str) -> str:
    """Return the completion page, which leads on to where the person had been."""
    if return_to and routes.is_own_path(return_to):
        return routes.with_query(routes.REGISTER_DONE, next=return_to)
    return routes.REGISTER_DONE


def _after_double_click(request: Request, problem: LinkProblem, purpose: str, done: str) -> Response:
    """The first of two clicks has used the link and signed in: the second shows the same page."""
    if problem.reason == "used" and request.cookies.get(cookies.session_name()):
        return browser.go(done)
    return browser.go(routes.LINK_PROBLEM, reason=problem.reason, purpose=purpose)


async def do_reset(request: Request) -> Response:
    """Set a new password from the reset form, sign out everywhere, sign in here."""
    form = await request.form()
    typed = {name: str(form.get(name, "")) for name in ("password", "password_again")}
    return await run_in_threadpool(_reset, request, typed)


def _reset(request: Request, typed: dict[str, str]) -> Response:
    signed = request.cookies.get(cookies.link_name(), "")
    try:
        runtime.read_now(reset.new_password_errors, signed=signed, typed=typed)
        hashed = runtime.port("passwords").hash(typed["password"])
        applicant_id = runtime.run_now(reset.complete_reset, signed=signed, password_hash=hashed)
    except LinkProblem as problem:
        return _after_double_click(request, problem, links.RESET, routes.RESET_DONE)
    except Invalid as error:
        return browser.go(routes.RESET_FORM, **{name: problem.code for name, problem in error.fields.items()})
    response = let_in(request, applicant_id, routes.RESET_DONE)
    browser.let_link_go(response, signed)
    return response
