"""Signing in to the staff side in two steps, and out of it: forms and cookies of their own."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import PortalError, SignInNeeded, TooMany
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.models import StaffSignInOutcome
from hellowork_portal.services.access.errors import WrongCredentials
from hellowork_portal.services.staff import second_step, sessions, sign_in
from hellowork_portal.services.staff.errors import WrongCode
from hellowork_portal.services.staff.second_step import Passed
from hellowork_portal.web import browser
from hellowork_portal.web.people import Typed, posted

KNOWN, TYPED = "staff_known", "staff_typed"
"""Cookies: a browser that its owner has used before; the address over one refusal."""
_TYPED_SECONDS, _LONGEST = 300, 300


def staff_of(request: Request) -> Principal | None:
    """Return the signed-in member of staff of a request, None for everybody else."""
    token = request.cookies.get(cookies.staff_name(), "")
    view = runtime.read_now(sessions.recognise, hashed=token_hash(token)) if token else None
    if view is None:
        return None
    language, address = browser.language_of(request), browser.network_of(request)
    return sessions.principal_of(view, language=language, address=address)


def _sign_in(request: Request, typed: Typed) -> Response:
    """The first step; the answer says neither whether the address is known nor which was wrong."""
    mail, back = typed["mail_address"], typed["next"] or browser.asked_on_page(request, "next")
    try:
        token = _first_step(request, mail, typed["password"])
    except PortalError as error:
        response = browser.go(routes.STAFF_SIGN_IN, **_told(error), next=back)
        browser.keep(response, TYPED, cookies.packed(mail[:_LONGEST]), _TYPED_SECONDS)
        return response
    response = browser.go(routes.STAFF_CODE, next=back if is_staff_address(back) else "")
    browser.keep(response, cookies.staff_waiting_name(), token)
    browser.drop(response, TYPED)
    return response


def _first_step(request: Request, mail: str, password: str) -> str:
    """Return the token that waits for the second step; raises WrongCredentials or TooMany."""
    who = runtime.read_now(sign_in.candidate, mail_address=mail)
    network, known = browser.network_of(request), request.cookies.get(KNOWN, "")
    try:
        runtime.spend_now(sign_in.tries(mail, network, known, who))
        staff_id = sign_in.check_password(runtime.port("passwords"), who, password)
    except TooMany:
        _note_slowed(request, who.staff_id, sign_in.account_key(mail))
        raise
    except WrongCredentials:
        _note(request, who.staff_id, StaffSignInOutcome.WRONG)
        raise
    return runtime.run_now(
        sign_in.begin_second_step, staff_id=staff_id, verified_hash=who.password_hash, browser=_agent(request)
    )


def _note(request: Request, staff_id: int | None, outcome: StaffSignInOutcome) -> None:
    runtime.run_now(
        sign_in.note_failure,
        principal=browser.anonymous(request),
        staff_id=staff_id,
        outcome=outcome,
        browser=_agent(request),
    )


def _note_slowed(request: Request, staff_id: int | None, key: str) -> None:
    """Note that tries were slowed, once in a quarter of an hour."""
    if runtime.port("limiter").allow("slowed_note", key):
        _note(request, staff_id, StaffSignInOutcome.LOCKED)


def _agent(request: Request) -> str:
    return request.headers.get("user-agent", "")


def _enter_code(request: Request, typed: Typed) -> Response:
    """The second step; only this gives the browser a session."""
    back = typed["next"] or browser.asked_on_page(request, "next")
    waiting = request.cookies.get(cookies.staff_waiting_name(), "")
    staff_id = runtime.read_now(second_step.waiting_member, token=waiting) if waiting else None
    try:
        if staff_id is None:
            raise SignInNeeded
        passed = _second_step(request, waiting, staff_id, typed["code"])
    except SignInNeeded:
        response = browser.go(routes.STAFF_SIGN_IN, error="too_late", next=back)
        browser.drop(response, cookies.staff_waiting_name())
        return response
    except PortalError as error:
        return browser.go(routes.STAFF_CODE, **_told(error), next=back, way=typed["way"])
    return let_in(passed, back if is_staff_address(back) else routes.STAFF)


def _second_step(request: Request, waiting: str, staff_id: int, code: str) -> Passed:
    """Return who has passed; raises WrongCode and TooMany, of which the owner is told."""
    try:
        runtime.spend_now(second_step.code_tries(staff_id, request.cookies.get(KNOWN, "")))
        return runtime.run_now(
            second_step.pass_second_step,
            waiting_token=waiting,
            code=code,
            old_token=request.cookies.get(cookies.staff_name(), ""),
            browser=_agent(request),
            language=browser.language_of(request),
        )
    except WrongCode:
        _note(request, staff_id, StaffSignInOutcome.WRONG_CODE)
        raise
    except TooMany:
        _note_slowed(request, staff_id, f"staff:{staff_id}")
        raise


def _begin_again(request: Request, typed: Typed) -> Response:
    """Back from the second step to the first, for somebody else: nothing waits for a code any more."""
    waiting = request.cookies.get(cookies.staff_waiting_name(), "")
    if waiting:
        runtime.run_now(second_step.give_up, waiting_token=waiting)
    back = typed["next"] or browser.asked_on_page(request, "next")
    response = browser.go(routes.STAFF_SIGN_IN, next=back if is_staff_address(back) else "")
    browser.drop(response, cookies.staff_waiting_name(), TYPED)
    return response


def let_in(passed: Passed, target: str) -> Response:
    """Give the browser its session and send it on."""
    response = browser.go(target)
    browser.keep(response, cookies.staff_name(), passed.token)
    browser.keep(response, KNOWN, sign_in.browser_token(passed.staff_id), browser.KNOWN_SECONDS)
    browser.drop(response, cookies.staff_waiting_name(), cookies.staff_link_name(), TYPED)
    return response


def is_staff_address(back: str) -> bool:
    """Whether a return address is a page of the staff side."""
    return bool(back) and routes.is_own_path(back) and routes.is_staff_side(urlsplit(back).path)


def _told(error: PortalError) -> dict[str, str]:
    return {"error": error.code, "minutes": str(error.values.get("minutes", ""))}


def _sign_out(request: Request, _typed: Typed, *, everywhere: bool = False) -> Response:
    token = request.cookies.get(cookies.staff_name(), "")
    if token:
        runtime.run_now(sessions.end_session, token=token, everywhere=everywhere)
    response = browser.go(routes.STAFF_SIGNED_OUT)
    browser.drop(
        response, cookies.staff_name(), cookies.staff_waiting_name(), cookies.staff_link_name(), TYPED
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _sign_out_everywhere(request: Request, typed: Typed) -> Response:
    return _sign_out(request, typed, everywhere=True)


POSTS = {
    routes.DO_STAFF_SIGN_IN: posted(_sign_in, "mail_address", "password", "next"),
    routes.DO_STAFF_CODE: posted(_enter_code, "code", "next", "way"),
    routes.DO_STAFF_OTHER: posted(_begin_again, "next"),
    routes.DO_STAFF_SIGN_OUT: posted(_sign_out),
    routes.DO_STAFF_SIGN_OUT_EVERYWHERE: posted(_sign_out_everywhere),
}
