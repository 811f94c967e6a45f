"""The mailbox's pages: what the demonstration's people find in their post."""

import re
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from hellowork_portal.demo.mailbox_smtp import Fault, Faults
from hellowork_portal.demo.mailbox_store import Caught, MailStore
from hellowork_portal.demo.ruby import ruby, shown
from hellowork_portal.demo.zoom_pages import language_of, link
from hellowork_portal.kit import i18n, words
from hellowork_portal.kit.clock import day_in_japan

SHOWN = 100
_ADDRESS = re.compile(r"https?://[^\s<>「」（）]+")
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""No script runs; styles are inline because the mails' own are, and a framed mail inherits this."""


class MailboxPages:
    """A list, a mail, its calendar file, and the same as data for tests."""

    def __init__(self, store: MailStore, faults: Faults) -> None:
        self._store = store
        self._faults = faults

    def app(self) -> Starlette:
        """Return the pages as an ASGI application."""
        return Starlette(
            routes=[
                Route("/", self._list),
                Route("/messages/{number:int}", self._message),
                Route("/messages/{number:int}/yoyaku.ics", self._calendar),
                Route("/messages.json", self._data),
                Route("/faults", self._fault),
                Route("/faults", self._set_fault, methods=["POST"]),
                Route("/faults", self._end_fault, methods=["DELETE"]),
            ]
        )

    def _list(self, request: Request) -> Response:
        wanted = request.query_params.get("to", "")[:254]
        return _page(request, "list", {"to": wanted, "mails": self._store.newest(wanted, SHOWN)})

    def _message(self, request: Request) -> Response:
        mail = self._store.one(request.path_params["number"])
        if mail is None:
            return _page(request, "missing", {}, 404)
        values = {
            "mail": mail,
            "sender": str(mail.message["From"] or ""),
            "text": _with_links(mail.body("plain")),
            "html": _in_new_tabs(mail.body("html")),
            "mail_lang": str(mail.message["Content-Language"] or "ja"),
            "has_calendar": bool(mail.calendar()),
        }
        return _page(request, "message", values)

    def _calendar(self, request: Request) -> Response:
        mail = self._store.one(request.path_params["number"])
        content = mail.calendar() if mail else b""
        if not content:
            return _page(request, "missing", {}, 404)
        disposition = {"Content-Disposition": 'attachment; filename="yoyaku.ics"'}
        return Response(content, headers=disposition, media_type="text/calendar; charset=utf-8")

    def _data(self, request: Request) -> Response:
        mails = self._store.newest(request.query_params.get("to", ""), SHOWN)
        return JSONResponse([_as_data(mail) for mail in mails])

    def _fault(self, _request: Request) -> Response:
        present = self._faults.present()
        return JSONResponse(present.model_dump() if present else None)

    async def _set_fault(self, request: Request) -> Response:
        """Set a fault; only JSON is taken, so that no foreign page's form can."""
        if not request.headers.get("Content-Type", "").startswith("application/json"):
            return JSONResponse({"error": "json"}, 415)
        try:
            self._faults.set(Fault.model_validate_json(await request.body()))
        except ValidationError as error:
            return JSONResponse({"error": error.errors(include_url=False, include_context=False)}, 422)
        return self._fault(request)

    def _end_fault(self, request: Request) -> Response:
        self._faults.set(None)
        return self._fault(request)


def _as_data(mail: Caught) -> dict[str, Any]:
    message, text = mail.message, mail.body("plain")
    return {
        "id": mail.id,
        "at": mail.at.isoformat(),
        "to": mail.recipient,
        "from": str(message["From"]),
        "subject": mail.subject,
        "message_id": str(message["Message-ID"]),
        "text": text,
        "html": mail.body("html"),
        "links": _ADDRESS.findall(text),
        "calendar": mail.calendar().decode(),
    }


def _with_links(text: str) -> Markup:
    """Return a mail's text for a page, its addresses made into links; all else is escaped."""
    pieces, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = escape(found[0])
        pieces += [escape(text[end : found.start()]), Markup('<a href="{0}">{0}</a>').format(address)]
        end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])


def _in_new_tabs(html: str) -> str:
    """Return a mail's HTML whose links leave the frame: its sandbox forbids them to steer this page."""
    return html.replace("<head>", '<head><base target="_blank">', 1)


def _page(request: Request, template: str, values: dict[str, Any], status: int = 200) -> Response:
    language = language_of(request)
    spoken = {
        "t": partial(shown, language),
        "label": partial(i18n.say, language),
        "when": partial(_when, language),
        "lang": i18n.HTML_LANG[language],
        "language": language,
        "languages": [(code, i18n.HTML_LANG[code], f"zoom.language.{code}") for code in i18n.LANGUAGES],
        "link": partial(link, request),
        "here": lambda code: str(request.url.include_query_params(lang=code)),
        "chosen": request.query_params.get("lang", ""),
    }
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": i18n.HTML_LANG[language],
        "Content-Security-Policy": _POLICY,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    html = _templates().get_template(f"mailbox_{template}.html").render({**spoken, **values})
    return HTMLResponse(html, status, headers)


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _when(language: str, mail: Caught) -> Markup:
    """Return when a mail came, by Japan's clock."""
    day = words.of_day(day_in_japan(mail.at))[language]
    return ruby(f"{day} {words.of_time(mail.at)}")
