"""The page people see while the house is full: small, without the framework, alive without a script."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from hellowork_portal.kit import i18n
from hellowork_portal.kit.settings import settings
from hellowork_portal.ports.house import Place

POLL_SECONDS = 8
"""How often a page asks how far the queue has got; up to half is added, so that not all ask at once."""
_TEMPLATES = Path(__file__).parent / "templates"


def waiting_page(language: str, place: Place) -> HTMLResponse:
    """Return the page in a language: 503 with Retry-After, because this is no error of the visitor's."""
    html = _template().render(
        say=lambda key, **values: _shown(language, key, **values),
        plain=lambda key, **values: i18n.say(language, key, **values),
        language=language,
        html_lang=i18n.HTML_LANG[language],
        place=place,
        seconds=POLL_SECONDS,
        phone=settings().contact.phone,
        is_demonstration=settings().is_demonstration,
    )
    headers = {"Retry-After": str(POLL_SECONDS), "Cache-Control": "no-store"}
    return HTMLResponse(html, status_code=503, headers=headers)


def _shown(language: str, key: str, **values: object) -> Markup:
    """Return a text with its readings as ruby; everything else in it is escaped."""
    text = i18n.say_marked(language, key, **values)
    pieces = i18n.READING.split(text)
    shown = Markup()
    for place in range(0, len(pieces), 3):
        shown += escape(pieces[place])
        if place + 2 < len(pieces):
            shown += Markup("<ruby>{}<rt>{}</rt></ruby>").format(pieces[place + 1], pieces[place + 2])
    return shown


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, autoescape=select_autoescape(["html"])
    )
    return environment.get_template("waiting.html")
