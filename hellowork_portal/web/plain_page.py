"""Pages without the framework: they must come when everything else is busy or broken."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from hellowork_portal.kit import i18n
from hellowork_portal.kit.settings import settings

_TEMPLATES = Path(__file__).parent / "templates"


def plain_page(template: str, language: str, **values: object) -> str:
    """Return the HTML of a template in a language; `say` in it shows readings, `plain` drops them."""
    return (
        _environment()
        .get_template(template)
        .render(
            say=lambda key, **params: _shown(language, key, **params),
            plain=lambda key, **params: i18n.say(language, key, **params),
            language=language,
            html_lang=i18n.HTML_LANG[language],
            phone=settings().contact.phone,
            is_demonstration=settings().is_demonstration,
            **values,
        )
    )


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
def _environment() -> Environment:
    loader = FileSystemLoader(_TEMPLATES)
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=select_autoescape(["html"]))
