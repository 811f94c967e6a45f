"""The stand-in's pages for people: the applicant's way in, the host's screen."""

from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from hellowork_portal.demo.zoom_options import StandInOptions
from hellowork_portal.demo.zoom_pages import Screen, after_post, link, page, part
from hellowork_portal.demo.zoom_rooms import Person, PersonState, Rooms
from hellowork_portal.demo.zoom_store import MeetingStore
from hellowork_portal.kit.text import clean_name, normalise

NAME_LENGTH = 40
_PLACES = {
    PersonState.WAITING: ("zoom.waiting.title", "zoom.waiting.text"),
    PersonState.INSIDE: ("zoom.room.title", "zoom.room.admitted"),
    PersonState.REFUSED: ("zoom.refused.title", "zoom.refused.text"),
    PersonState.LEFT: ("zoom.left.title", "zoom.left.text"),
    PersonState.ENDED: ("zoom.ended.title", "zoom.ended.text"),
}
"""Where somebody is → title and first sentence of what they see."""


@dataclass
class Visits:
    """Everything that somebody with a link can open."""

    options: StandInOptions
    store: MeetingStore
    rooms: Rooms

    def routes(self) -> list[Route]:
        """Return the pages' routes; what a path cannot say (pwd, zak) comes as a query."""
        join, person, host = "/j/{number:int}", "/j/{number:int}/p/{key}", "/s/{number:int}/h/{key}"
        return [
            Route(join, self._join),
            Route(join, self._arrive, methods=["POST"]),
            Route(f"{join}/passcode", self._passcode, methods=["POST"]),
            Route(person, self._person),
            Route(f"{person}/now", self._person),
            Route(person, self._person_acts, methods=["POST"]),
            Route("/s/{number:int}", self._start),
            Route(host, self._host),
            Route(f"{host}/now", self._host),
            Route(host, self._host_acts, methods=["POST"]),
        ]

    async def _join(self, request: Request) -> Response:
        return page(request, self._join_screen(request))

    def _join_screen(self, request: Request, error: str = "") -> Screen:
        """Return the form for a name, or the page that says why there is none."""
        number = request.path_params["number"]
        document = self.store.get(number)
        if document is None:
            return _note("gone", 404)
        if not _same(request.query_params.get("pwd", ""), document["pwd"]):
            return _wrong(number, 403)
        values = {"number": number, "meeting": document, "pwd": document["pwd"], "error": error}
        return Screen("join", "zoom.join.title", values, 422 if error else 200)

    async def _arrive(self, request: Request) -> Response:
        """Put somebody with the right link and a name into the waiting room."""
        form = await request.form()
        name = clean_name(str(form.get("name", "")))[:NAME_LENGTH]
        screen = self._join_screen(request, "" if name else "zoom.join.name_missing")
        if screen.status != 200:
            return page(request, screen)
        number = request.path_params["number"]
        person = self.rooms.arrive(number, name)
        return RedirectResponse(link(request, _person_path(number, person.key)), 303)

    async def _passcode(self, request: Request) -> Response:
        """Lead whoever knows the passcode to the right link."""
        number = request.path_params["number"]
        document = self.store.get(number)
        if document is None:
            return page(request, _note("gone", 404))
        typed = normalise(str((await request.form()).get("passcode", ""))).replace(" ", "")
        if not _same(typed, document["password"]):
            return page(request, _wrong(number, 422, "zoom.wrong.passcode_wrong"))
        return RedirectResponse(link(request, f"/j/{number}", pwd=document["pwd"]), 303)

    async def _person(self, request: Request) -> Response:
        """Show somebody where they are, as a page or as its living part."""
        number, key = request.path_params["number"], request.path_params["key"]
        person = self.rooms.person(number, key)
        document = self.store.get(number)
        screen = (
            _note("gone", 404) if not (document and person) else self._person_screen(number, person, document)
        )
        return _page_or_part(request, screen)

    def _person_screen(self, number: int, person: Person, document: dict[str, Any]) -> Screen:
        path = _person_path(number, person.key)
        room = self.rooms.room(number)
        title, text = _PLACES[person.state]
        values = {"path": path, "person": person, "meeting": document, "is_open": room.is_open, "text": text}
        return Screen("person", title, values, is_living=True)

    async def _person_acts(self, request: Request) -> Response:
        number, key = request.path_params["number"], request.path_params["key"]
        person = self.rooms.person(number, key)
        document = self.store.get(number)
        if not (document and person):
            return page(request, _note("gone", 404))
        self.rooms.act(person, str((await request.form()).get("action", "")))
        path = _person_path(number, key)
        return after_post(request, path, lambda: self._person_screen(number, person, document))

    async def _start(self, request: Request) -> Response:
        """Open the meeting for the host, whose own key then stands in the address instead of zak."""
        number = request.path_params["number"]
        if self.store.get(number) is None:
            return page(request, _note("gone", 404))
        if not self.store.is_start_key(number, request.query_params.get("zak", ""), self.options.clock()):
            return page(request, _note("expired", 403))
        room = self.rooms.open(number)
        return RedirectResponse(link(request, _host_path(number, room.host_key)), 303)

    async def _host(self, request: Request) -> Response:
        return _page_or_part(request, self._host_screen(request))

    def _host_screen(self, request: Request) -> Screen:
        """Return the host's screen for whoever holds the host's key."""
        number, key = request.path_params["number"], request.path_params["key"]
        document = self.store.get(number)
        room = self.rooms.room(number)
        if document is None:
            return _note("gone", 404)
        if not _same(key, room.host_key):
            return _note("expired", 403)
        now = self.options.clock()
        waiting, inside = room.those(PersonState.WAITING, now), room.those(PersonState.INSIDE, now)
        values = {"meeting": document, "is_open": room.is_open, "waiting": waiting, "inside": inside}
        title = "zoom.host.title" if room.is_open else "zoom.host.over_title"
        return Screen("host", title, {"path": _host_path(number, key), **values}, is_living=True)

    async def _host_acts(self, request: Request) -> Response:
        """Do what the host's button says."""
        screen = self._host_screen(request)
        if screen.status != 200:
            return page(request, screen)
        number = request.path_params["number"]
        form = await request.form()
        self._host_decides(number, str(form.get("action", "")), str(form.get("person", "")))
        return after_post(request, screen.values["path"], lambda: self._host_screen(request))

    def _host_decides(self, number: int, action: str, person: str) -> None:
        decisions = {"admit": PersonState.INSIDE, "refuse": PersonState.REFUSED}
        if action in decisions and person.isascii() and person.isdecimal():
            self.rooms.decide(number, int(person), decisions[action])
        if action == "end":
            self.rooms.end(number)
        if action == "open":
            self.rooms.open(number)


def _page_or_part(request: Request, screen: Screen) -> Response:
    """Return the living part where the path asks for what is so now; a note is always a page."""
    wants_part = request.url.path.endswith("/now") and screen.is_living
    return part(request, screen) if wants_part else page(request, screen)


def _note(name: str, status: int) -> Screen:
    return Screen("note", f"zoom.{name}.title", {"text": f"zoom.{name}.text"}, status)


def _wrong(number: int, status: int, error: str = "") -> Screen:
    return Screen("wrong", "zoom.wrong.title", {"number": number, "error": error}, status)


def _person_path(number: int, key: str) -> str:
    return f"/j/{number}/p/{key}"


def _host_path(number: int, key: str) -> str:
    return f"/s/{number}/h/{key}"


def _same(given: str, expected: str) -> bool:
    """Compare keys without telling by time how much of one was right."""
    return compare_digest(given.encode(), expected.encode())
