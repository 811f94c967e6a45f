"""Forms around one's own account: address, password, recovery, closing."""

from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.access import addresses, links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.accounts import address_change, closing, objection, password, recovery
from hellowork_portal.web import browser
from hellowork_portal.web.access import let_in
from hellowork_portal.web.people import PRESENT, Typed, of_owner, posted, refused, verified

_LONGEST = 300


def _change_address(request: Request, principal: Principal, typed: Typed) -> Response:
    """Ask the new address; the answer is the same whether or not it has an account."""
    mail = addresses.checked(typed["mail_address"])
    stored = verified(principal, typed[PRESENT])
    runtime.spend_now(address_change.change_limits(principal, mail))
    runtime.run_now(
        address_change.request_change, principal=principal, mail_address=mail, verified_hash=stored
    )
    response = browser.go(routes.MY_ADDRESS, sent="1")
    browser.drop(response, browser.FLASH)
    return response


def _change_password(request: Request, principal: Principal, typed: Typed) -> Response:
    """Set the new password, sign out everywhere, sign in here."""
    stored = verified(principal, typed[PRESENT])
    runtime.read_now(password.check_new_password, principal=principal, typed=typed)
    applicant_id = runtime.run_now(
        password.change_password,
        principal=principal,
        verified_hash=stored,
        password_hash=runtime.port("passwords").hash(typed["password"]),
    )
    return let_in(request, applicant_id, routes.with_query(routes.MY_SECURITY, changed="1"))


def _close(request: Request, principal: Principal, typed: Typed) -> Response:
    """Close the account and leave nothing of it in the browser."""
    stored = verified(principal, typed[PRESENT])
    cancel_too = bool(typed["cancel_too"])
    runtime.run_now(closing.close_account, principal=principal, verified_hash=stored, cancel_too=cancel_too)
    response = browser.go_done(routes.CLOSED)
    browser.drop(response, cookies.session_name(), cookies.link_name(), browser.FLASH, browser.KNOWN)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _confirm_address(request: Request, _typed: Typed) -> Response:
    """The button behind the new address's mail."""
    signed = request.cookies.get(cookies.link_name(), "")
    try:
        runtime.run_now(address_change.confirm_change, signed=signed)
    except LinkProblem as problem:
        return _after_link(signed, problem, links.ADDRESS, routes.ADDRESS_DONE)
    except PortalError as error:
        return refused(routes.ADDRESS_CONFIRM, error)
    return _done(routes.ADDRESS_DONE, signed)


def _object(request: Request, _typed: Typed) -> Response:
    """The button behind the former address's mail; whoever is signed in here is signed out."""
    signed = request.cookies.get(cookies.link_name(), "")
    try:
        runtime.run_now(objection.object_to_change, signed=signed)
    except LinkProblem as problem:
        return _after_link(signed, problem, links.OBJECTION, routes.OBJECTION_DONE)
    except PortalError as error:
        return refused(routes.OBJECTION, error)
    return _done(routes.OBJECTION_DONE, signed)


def _recover(request: Request, typed: Typed) -> Response:
    """Check code, address and password, then ask the new address."""
    person, kept = browser.anonymous(request), f"{typed['code']}\n{typed['mail_address']}"[:_LONGEST]
    try:
        runtime.spend_now(recovery.code_limits(person))
        runtime.read_now(recovery.check_recovery, typed=typed)
        mail = addresses.checked(typed["mail_address"])
        runtime.spend_now(recovery.recovery_limits(person, mail))
        hashed = runtime.port("passwords").hash(typed["password"])
        runtime.run_now(
            recovery.request_recovery,
            principal=person,
            code=typed["code"],
            mail_address=mail,
            password_hash=hashed,
        )
    except PortalError as error:
        return refused(routes.RECOVER, error, kept)
    response = browser.go(routes.RECOVER_SENT)
    browser.drop(response, browser.FLASH)
    return response


def _confirm_recovery(request: Request, _typed: Typed) -> Response:
    """The button behind the recovery's mail: signs in with the new address."""
    signed = request.cookies.get(cookies.link_name(), "")
    try:
        applicant_id = runtime.run_now(recovery.confirm_recovery, signed=signed)
    except LinkProblem as problem:
        return _after_link(signed, problem, links.RECOVERY, routes.RECOVER_DONE)
    except PortalError as error:
        return refused(routes.RECOVER_CONFIRM, error)
    response = let_in(request, applicant_id, routes.RECOVER_DONE)
    browser.tell_done(response, routes.RECOVER_DONE)
    browser.let_link_go(response, signed)
    return response


def _after_link(signed: str, problem: LinkProblem, purpose: str, done: str) -> Response:
    """Show the second of two clicks what the first has done; else say what is wrong with the link."""
    if runtime.read_now(links.was_done, purpose=purpose, signed=signed):
        return _done(done, signed)
    return browser.go(routes.LINK_PROBLEM, reason=problem.reason, purpose=purpose)


def _done(page: str, signed: str) -> Response:
    response = browser.go_done(page)
    browser.let_link_go(response, signed)
    return response


_PASSWORDS = ("password", "password_again")
POSTS = {
    routes.DO_CHANGE_ADDRESS: posted(of_owner(routes.MY_ADDRESS, _change_address), "mail_address", PRESENT),
    routes.DO_MY_RESET: posted(of_owner(routes.MY_RESET, _change_password), PRESENT, *_PASSWORDS),
    routes.DO_CLOSE: posted(of_owner(routes.MY_CLOSING, _close), PRESENT, "cancel_too"),
    routes.DO_CONFIRM_ADDRESS: posted(_confirm_address),
    routes.DO_OBJECT: posted(_object),
    routes.DO_RECOVER: posted(_recover, "code", "mail_address", *_PASSWORDS),
    routes.DO_CONFIRM_RECOVERY: posted(_confirm_recovery),
}
