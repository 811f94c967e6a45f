"""Forms of staff around their own account: behind an invitation, and for password and authenticator."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.access import links
from hellowork_portal.services.access.errors import LinkProblem, WrongPassword
from hellowork_portal.services.staff import joining, own
from hellowork_portal.services.staff.errors import WrongCode
from hellowork_portal.services.staff.invitations import INVITATION
from hellowork_portal.web import browser
from hellowork_portal.web.people import PRESENT, Typed, posted, refused
from hellowork_portal.web.staff_door import TYPED, let_in, staff_of

_PASSWORDS = ("password", "password_again")
_LONGEST, _TYPED_SECONDS = 300, 300


async def open_invitation(request: Request) -> Response:
    """The route that an invitation opens: it changes nothing but a cookie."""
    signed = request.query_params.get("token", "")
    try:
        await runtime.read(joining.joining, signed=signed, language="ja")
    except LinkProblem as problem:
        return _problem(problem)
    response = browser.go(routes.STAFF_JOIN)
    browser.keep(response, cookies.staff_link_name(), signed)
    return response


def _problem(problem: LinkProblem) -> Response:
    return browser.go(routes.STAFF_LINK_PROBLEM, reason=problem.reason)


def _behind_link(
    page: str, work: Callable[[Request, str, Typed], Response]
) -> Callable[[Request, Typed], Response]:
    """Give a form the link of its cookie; what is wrong with what was typed is told on `page`."""

    def guarded(request: Request, typed: Typed) -> Response:
        signed = request.cookies.get(cookies.staff_link_name(), "")
        try:
            return work(request, signed, typed)
        except LinkProblem as problem:
            return _after_double_click(request, signed, problem)
        except WrongCode as error:
            return refused(page, Invalid({"code": error}))
        except PortalError as error:
            response = refused(page, error)
            if name := typed.get("name", ""):
                browser.keep(response, TYPED, cookies.packed(name[:_LONGEST]), _TYPED_SECONDS)
            return response

    return guarded


def _after_double_click(request: Request, signed: str, problem: LinkProblem) -> Response:
    """The first of two clicks has opened the account and signed in: the second shows the same page."""
    is_done = runtime.read_now(links.was_done, purpose=INVITATION, signed=signed)
    return browser.go(routes.STAFF) if is_done and staff_of(request) else _problem(problem)


def _join(_request: Request, signed: str, typed: Typed) -> Response:
    runtime.read_now(joining.check_name_and_password, signed=signed, typed=typed)
    hashed = runtime.port("passwords").hash(typed["password"])
    runtime.run_now(joining.set_up, signed=signed, name=typed["name"], password_hash=hashed)
    response = browser.go(routes.STAFF_JOIN_AUTHENTICATOR)
    browser.drop(response, TYPED)
    return response


def _enrol(_request: Request, signed: str, typed: Typed) -> Response:
    runtime.spend_now(joining.enrol_limits(signed))
    runtime.run_now(joining.enrol, signed=signed, code=typed["code"])
    return browser.go(routes.STAFF_JOIN_CODES)


def _finish(request: Request, signed: str, _typed: Typed) -> Response:
    agent = request.headers.get("user-agent", "")
    passed = runtime.run_now(joining.finish_joining, signed=signed, browser=agent)
    return let_in(passed, routes.with_query(routes.STAFF, welcome="1"))


def _of_staff(
    page: str, work: Callable[[Principal, Typed], Response]
) -> Callable[[Request, Typed], Response]:
    """Let only the signed-in member through; what goes wrong is told on `page`."""

    def guarded(request: Request, typed: Typed) -> Response:
        principal = staff_of(request)
        if principal is None:
            return browser.go(routes.staff_sign_in_and_return(page))
        try:
            return work(principal, typed)
        except WrongCode as error:
            return refused(page, Invalid({"code": error}))
        except PortalError as error:
            return refused(page, error)

    return guarded


def _verified(principal: Principal, password: str) -> str:
    """Return the hash of the present password, once it was shown; raises WrongPassword, TooMany."""
    runtime.spend_now([("staff_own_password", str(principal.staff_id))])
    stored = runtime.read_now(own.password_hash_of, principal=principal)
    if not runtime.port("passwords").matches(stored, password):
        runtime.run_now(own.note_wrong_password, principal=principal)
        raise WrongPassword
    return stored


def _change_password(principal: Principal, typed: Typed) -> Response:
    stored = _verified(principal, typed[PRESENT])
    runtime.read_now(own.check_new_password, principal=principal, typed=typed)
    hashed = runtime.port("passwords").hash(typed["password"])
    runtime.run_now(own.change_password, principal=principal, verified_hash=stored, password_hash=hashed)
    return browser.go(routes.STAFF_SECURITY, done="password")


def _change_authenticator(principal: Principal, typed: Typed) -> Response:
    stored = _verified(principal, typed[PRESENT])
    runtime.spend_now(own.own_code_limits(principal))
    runtime.run_now(own.change_authenticator, principal=principal, verified_hash=stored, code=typed["code"])
    return browser.go(routes.STAFF_SECURITY, done="authenticator")


POSTS = {
    routes.DO_STAFF_JOIN: posted(_behind_link(routes.STAFF_JOIN, _join), "name", *_PASSWORDS),
    routes.DO_STAFF_ENROL: posted(_behind_link(routes.STAFF_JOIN_AUTHENTICATOR, _enrol), "code"),
    routes.DO_STAFF_FINISH: posted(_behind_link(routes.STAFF_JOIN_CODES, _finish)),
    routes.DO_STAFF_RESET: posted(_of_staff(routes.STAFF_RESET, _change_password), PRESENT, *_PASSWORDS),
    routes.DO_STAFF_AUTHENTICATOR: posted(
        _of_staff(routes.STAFF_AUTHENTICATOR, _change_authenticator), PRESENT, "code"
    ),
}
