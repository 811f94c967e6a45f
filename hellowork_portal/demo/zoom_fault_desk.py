"""Where people and programs order faults of the stand-in: /faults."""

from dataclasses import dataclass

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from hellowork_portal.demo.zoom_faults import Fault, FaultKind, Faults
from hellowork_portal.demo.zoom_pages import Screen, link, page


@dataclass
class FaultDesk:
    """Takes JSON from programs and a form from people."""

    faults: Faults

    def routes(self) -> list[Route]:
        """Return the routes; /faults answers JSON unless a browser asks."""
        return [
            Route("/faults", self._show),
            Route("/faults", self._order, methods=["POST"]),
            Route("/faults", self._clear, methods=["DELETE"]),
            Route("/faults/clear", self._clear_by_form, methods=["POST"]),
        ]

    async def _show(self, request: Request) -> Response:
        if "text/html" in request.headers.get("Accept", ""):
            values = {"kinds": list(FaultKind), "waiting": self.faults.waiting()}
            return page(request, Screen("faults", "zoom.faults.title", values))
        return self._as_json()

    async def _order(self, request: Request) -> Response:
        """Queue one fault; what makes no sense is answered 422."""
        is_json = request.headers.get("Content-Type", "").startswith("application/json")
        try:
            if is_json:
                self.faults.add(Fault.model_validate_json(await request.body()))
            else:
                self.faults.add(Fault.model_validate(dict(await request.form())))
        except ValidationError as error:
            return JSONResponse({"errors": error.errors(include_url=False, include_input=False)}, 422)
        return self._as_json(201) if is_json else _back(request)

    async def _clear(self, request: Request) -> Response:
        self.faults.clear()
        return self._as_json()

    async def _clear_by_form(self, request: Request) -> Response:
        self.faults.clear()
        return _back(request)

    def _as_json(self, status: int = 200) -> Response:
        return JSONResponse(
            {"faults": [fault.model_dump(mode="json") for fault in self.faults.waiting()]}, status
        )


def _back(request: Request) -> Response:
    return RedirectResponse(link(request, "/faults"), 303)
