"""Papers of applications as PDF: words are gathered in a transaction, the paper is set outside it."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.papers import notice, service
from hellowork_portal.services.papers.views import Paper
from hellowork_portal.web import browser
from hellowork_portal.web.browser import Handler
from hellowork_portal.web.people import person_of
from hellowork_portal.web.staff_door import staff_of
from hellowork_portal.web.turns import Turns

_LONGEST_NUMBER = 40
_TURNS = Turns(4)
"""How many papers this process sets at a time."""


def _for(
    who: Callable[[Request], Principal | None],
    sign_in: Callable[[str], str],
    page: str,
    words: Callable[[Principal, str], Paper],
) -> Handler:
    """Return a route that sends a paper to whoever may have it; everybody else is led to the page."""

    def made(principal: Principal, number: str) -> Response:
        runtime.spend_now([("papers_per_person", f"{principal.kind}:{principal.id}")])
        paper = words(principal, number)
        content = runtime.port("papers").make(paper.template, paper.words)
        disposition = f'attachment; filename="{paper.name}.pdf"'
        headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
        return Response(content, media_type="application/pdf", headers=headers)

    async def handle(request: Request) -> Response:
        number = request.query_params.get("number", "")[:_LONGEST_NUMBER]
        principal, its_page = await run_in_threadpool(who, request), routes.with_query(page, number=number)
        if principal is None:
            return browser.go(sign_in(its_page))
        try:
            async with _TURNS.of(f"{principal.kind}:{principal.id}"):
                return await run_in_threadpool(made, principal, number)
        except PortalError:
            return browser.go(its_page)

    return handle


def _own(query: Callable[..., Paper]) -> Callable[[Principal, str], Paper]:
    return lambda principal, number: runtime.read_now(query, principal=principal, number=number)


def _office(command: Callable[..., Paper]) -> Callable[[Principal, str], Paper]:
    return lambda principal, number: runtime.run_now(command, principal=principal, number=number)


_PERSON = (person_of, routes.sign_in_and_return, routes.APPLY)
_STAFF = (staff_of, routes.staff_sign_in_and_return, routes.STAFF)
GETS: dict[str, Handler] = {
    routes.APPLICATION_PAPER: _for(*_PERSON, _own(service.own_paper)),
    routes.DECISION_PAPER: _for(*_PERSON, _own(notice.own_notice)),
    routes.STAFF_APPLICATION_PAPER: _for(*_STAFF, _office(service.office_paper)),
    routes.STAFF_DECISION_PAPER: _for(*_STAFF, _office(notice.office_notice)),
}
