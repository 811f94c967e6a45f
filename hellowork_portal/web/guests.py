"""A reservation looked up without signing in: the question, the code, the end."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import cookies, routes
from hellowork_portal.kit.errors import TooMany
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sealing import token_hash
from hellowork_portal.services.guests import asking, opening
from hellowork_portal.services.guests.rules import number_asked, pass_token
from hellowork_portal.services.guests.views import Opening, Outcome
from hellowork_portal.services.reservations.rules import has_shape
from hellowork_portal.web import browser
from hellowork_portal.web.people import Typed, person_of, posted

_LONGEST = 60


def guest_of(request: Request) -> Principal | None:
    """Return the guest of a request, None for everybody else."""
    token = request.cookies.get(cookies.guest_name(), "")
    view = runtime.read_now(opening.recognise_guest, hashed=token_hash(token)) if token else None
    if view is None:
        return None
    return Principal(
        PrincipalKind.GUEST,
        language=browser.language_of(request),
        address=browser.network_of(request),
        guest=view.guest,
    )


async def person_or_guest(request: Request) -> Principal | None:
    """Return who may see a reservation: the signed-in person, else the guest, else nobody."""
    person = await run_in_threadpool(person_of, request)
    return person or await run_in_threadpool(guest_of, request)


def _ask(request: Request, typed: Typed) -> Response:
    """Have a code mailed; the answer is the same for everything that has the shape of a number."""
    number = typed["number"].strip()[:_LONGEST]
    if not number:
        return browser.go(routes.LOOKUP, code_number="field.required")
    if not has_shape(number):
        return browser.go(routes.LOOKUP, number=number, code_number="field.not_reservation_number")
    person, token = browser.anonymous(request), request.cookies.get(cookies.guest_name(), "")
    mark = request.cookies.get(browser.KNOWN_GUEST, "")
    try:
        runtime.spend_now(asking.asking_limits(person, typed=number, token=token, mark=mark))
    except TooMany as full:
        minutes = str(full.values["minutes"])
        return browser.go(routes.LOOKUP, number=number_asked(number), error=full.code, minutes=minutes)
    given = runtime.run_now(asking.ask_for_code, principal=person, typed=number, token=token, mark=mark)
    if token and given != token:  # what this browser had asked or opened before ends with its cookie
        runtime.run_now(opening.end_guest, token=token)
    response = browser.go(routes.LOOKUP_CODE)
    browser.set_guest(response, given)
    return response


def _try(request: Request, typed: Typed) -> Response:
    """Try a code; the right one opens its reservation in this browser alone."""
    person, token = browser.anonymous(request), request.cookies.get(cookies.guest_name(), "")
    try:
        runtime.spend_now(asking.trying_limits(person))
    except TooMany as full:
        return browser.go(routes.LOOKUP_CODE, error=full.code, minutes=str(full.values["minutes"]))
    told = runtime.run_now(opening.open_access, principal=person, token=token, typed=typed["code"])
    if told.outcome is Outcome.OPEN:
        return _opened(request, told, token)
    if told.outcome is Outcome.OVER:
        return browser.go(routes.LOOKUP, ended="1")
    refusal = "field.lookup_code_wrong" if told.outcome is Outcome.WRONG else ""
    return browser.go(routes.LOOKUP_CODE, code=refusal)


def _opened(request: Request, told: Opening, token: str) -> Response:
    """Lead to the reservation; who is signed in with another account, to where it can be claimed."""
    person = person_of(request)
    is_others = person is not None and person.id != told.owner_id
    page = routes.CLAIM if is_others else routes.RESERVATION
    response = browser.go(routes.with_query(page, number=told.number))
    browser.set_guest(response, pass_token(token), known=asking.known_mark(told.number))
    return response


def _end(request: Request, _typed: Typed) -> Response:
    """End the lookup in this browser and leave nothing of it there."""
    token = request.cookies.get(cookies.guest_name(), "")
    if token:
        runtime.run_now(opening.end_guest, token=token)
    response = browser.go(routes.LOOKUP, ended="2")
    browser.drop(response, cookies.guest_name())
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


POSTS = {
    routes.DO_LOOKUP: posted(_ask, "number"),
    routes.DO_LOOKUP_CODE: posted(_try, "code"),
    routes.DO_LOOKUP_END: posted(_end),
}
