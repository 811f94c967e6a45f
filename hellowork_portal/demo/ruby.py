"""Words on the demonstration's own pages: readings as ruby, everything else escaped."""

from markupsafe import Markup, escape

from hellowork_portal.kit.i18n import READING, fill, marked, spoken


def ruby(text: str) -> Markup:
    """Return a marked text with its readings as ruby."""
    # Text is escaped first; only our own ruby tags are markup.
    return Markup(READING.sub(r"<ruby>\1<rp>（</rp><rt>\2</rt><rp>）</rp></ruby>", str(escape(text))))  # noqa: S704


def shown(language: str, key: str, **params: object) -> Markup:
    """Return a text of the catalogue for a page; its parameters are plain text, or markup already."""
    values = {name: escape(value) for name, value in params.items()}
    return Markup(fill(ruby(marked(language, key)), values))  # noqa: S704


def read_out(language: str, key: str) -> str:
    """Return a text that a script puts into the page, where ruby has no place."""
    return spoken(marked(language, key))
