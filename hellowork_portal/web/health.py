"""Whether the process lives, and whether it can work."""

from sqlalchemy import text
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hellowork_portal import runtime
from hellowork_portal.kit.errors import PortalError


def _answers(session: Session) -> bool:
    return session.connection().execute(text("SELECT 1")).scalar() == 1


async def live(_request: Request) -> Response:
    """Answer that the process runs."""
    return JSONResponse({"status": "ok"})


async def ready(_request: Request) -> Response:
    """Answer whether the database can be reached; 503 where it cannot."""
    try:
        await runtime.read(_answers)
    except PortalError:
        return JSONResponse({"status": "database"}, status_code=503)
    return JSONResponse({"status": "ok"})
