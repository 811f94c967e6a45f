"""One's own data as a file: made when asked for, kept nowhere."""

from starlette.requests import Request
from starlette.responses import Response

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.principal import Principal
from hellowork_portal.services.accounts import own_data
from hellowork_portal.services.accounts.own_data import FileKind
from hellowork_portal.web.people import PRESENT, Typed, of_owner, posted, verified

_TYPES = {FileKind.JSON: "application/json; charset=utf-8", FileKind.PAPER: "application/pdf"}
_NAME = "hellowork-online"


def _take(request: Request, principal: Principal, typed: Typed) -> Response:
    """Return everything held about the signed-in person, after their password."""
    kind = FileKind.PAPER if typed["kind"] == FileKind.PAPER else FileKind.JSON
    stored = verified(principal, typed[PRESENT])
    runtime.spend_now(own_data.data_limits(principal))
    data = runtime.run_now(own_data.take_own_data, principal=principal, verified_hash=stored, kind=kind)
    if kind is FileKind.PAPER:
        content: bytes | str = runtime.port("papers").make("own_data", own_data.as_paper(data))
    else:
        content = own_data.as_json(data)
    headers = {"Content-Disposition": f'attachment; filename="{_NAME}.{kind}"', "Cache-Control": "no-store"}
    return Response(content, media_type=_TYPES[kind], headers=headers)


take_own_data = posted(of_owner(routes.MY_DATA, _take), PRESENT, "kind")
