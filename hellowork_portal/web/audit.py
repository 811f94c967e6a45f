"""The head of the audit's chain, for whoever wants to keep it: it tells of nobody (decision 0018)."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hellowork_portal import runtime
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.services.audit.sealing import head_of_chain

_HEADERS = {"Cache-Control": "public, max-age=0, s-maxage=10"}


async def head(_request: Request) -> Response:
    """Return number, hash and time of the newest seal, nulls before the first; 503 while nobody knows."""
    try:
        found = await runtime.read(head_of_chain)
    except PortalError:
        return JSONResponse({}, status_code=503, headers={"Cache-Control": "no-store"})
    if found is None:
        return JSONResponse({"number": None, "hash": None, "sealed_at": None}, headers=_HEADERS)
    return JSONResponse(asdict(found) | {"sealed_at": found.sealed_at.isoformat()}, headers=_HEADERS)
