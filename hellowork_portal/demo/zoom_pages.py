"""How the stand-in's pages are made: words, links, and a policy that lets only our own lines run."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from hellowork_portal.demo.ruby import read_out, ruby, shown
from hellowork_portal.demo.zoom_meeting import starts_at
from hellowork_portal.kit.clock import in_japan
from hellowork_portal.kit.i18n import (
    DEFAULT_LANGUAGE,
    HTML_LANG,
    LANGUAGES,
    say,
    say_marked,
)


@dataclass(frozen=True)
class Screen:
    """One page: its template, the catalogue key of its title, and what stands in it.

    A living page shows people come and go: its part is asked for each second.
    """

    template: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    is_living: bool = False


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def language_of(request: Request) -> str:
    """Return the language chosen by a switch link, else the browser's first that we speak."""
    chosen = request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        return chosen
    for wish in _wishes(request.headers.get("Accept-Language", "")):
        if wish in LANGUAGES:
            return wish
    return DEFAULT_LANGUAGE


def _wishes(header: str) -> list[str]:
    """Return the main languages of an Accept-Language header, dearest first."""
    weighed = []
    for part in header.split(","):
        tag, _, weight = part.strip().partition(";q=")
        digits = weight.replace(".", "", 1)
        weighed.append(
            (-(float(weight) if digits.isascii() and digits.isdecimal() else 1.0), tag.split("-")[0].lower())
        )
    return [tag for _, tag in sorted(weighed, key=lambda pair: pair[0])]


def link(request: Request, path: str, **query: str) -> str:
    """Return an address on this server that keeps a chosen language."""
    chosen = request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        query.setdefault("lang", chosen)
    return f"{path}?{urlencode(query)}" if query else path


def page(request: Request, screen: Screen) -> Response:
    """Return a whole page under a strict policy of its own."""
    nonce = secrets.token_urlsafe(16)
    values = {**screen.values, "title": screen.title, "nonce": nonce}
    if screen.is_living:
        values["html"], values["version"] = _living_part(request, screen)
    html = _render(request, f"zoom_{'living' if screen.is_living else screen.template}.html", values)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; "
        "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return HTMLResponse(html, screen.status, {"Content-Security-Policy": policy, **_headers(request)})


def part(request: Request, screen: Screen) -> Response:
    """Return a page's living part as data, or only its version where the browser already shows it."""
    html, version = _living_part(request, screen)
    if request.query_params.get("version") == version:
        return JSONResponse({"version": version}, headers=_headers(request))
    return JSONResponse({"version": version, "html": html}, headers=_headers(request))


def _living_part(request: Request, screen: Screen) -> tuple[Markup, str]:
    """Return the living part and its version, a hash of what it shows."""
    html = _render(request, f"zoom_{screen.template}_live.html", {**screen.values, "title": screen.title})
    # The template engine escaped it already.
    return Markup(html), hashlib.sha256(html.encode()).hexdigest()[:16]  # noqa: S704


def after_post(request: Request, path: str, screen: Callable[[], Screen]) -> Response:
    """Answer a button: with data where our script asked, else by leading back to the page."""
    if request.headers.get("Accept") == "application/json":
        return part(request, screen())
    return RedirectResponse(link(request, path), 303, _headers(request))


def _headers(request: Request) -> dict[str, str]:
    return {
        "Cache-Control": "no-store",
        "Content-Language": HTML_LANG[language_of(request)],
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def _render(request: Request, template: str, values: dict[str, Any]) -> str:
    language = language_of(request)
    words = {
        "t": partial(shown, language),
        "read_out": partial(read_out, language),
        "label": partial(say, language),
        "when": partial(_when, language),
        "lang": HTML_LANG[language],
        "language": language,
        "languages": [(code, HTML_LANG[code], f"zoom.language.{code}") for code in LANGUAGES],
        "link": partial(link, request),
        "here": partial(_here, request),
    }
    return _templates().get_template(template).render({**words, **values})


def _when(language: str, document: dict[str, Any]) -> Markup:
    """Return a meeting's time in Japan, in words."""
    start = in_japan(starts_at(document))
    end = start + timedelta(minutes=document["duration"])
    month = say_marked(language, f"date.month.{start.month}")
    day = say_marked(language, f"date.day_of_month.{start.day}")
    times = {"begin": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    return ruby(say_marked(language, "zoom.join.when", year=start.year, month=month, day=day, **times))


def _here(request: Request, language: str) -> str:
    """Return this page's address in another language."""
    query = {**request.query_params, "lang": language}
    return f"{request.url.path}?{urlencode(query)}"
