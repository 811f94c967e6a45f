"""Codes of errors and warnings, and days, in the words of a language."""

import re
from collections.abc import Mapping
from datetime import date

from hellowork_portal.forms.eras import date_words
from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.i18n import HTML_LANG, pick, say_marked, with_readings

_JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def is_japanese(text: str) -> bool:
    """Whether a text has Japanese signs."""
    return bool(_JAPANESE.search(text))


def read_as(text: str, language: str) -> str:
    """Return the language code that a text is to be read in: Japanese signs are Japanese on every page."""
    return HTML_LANG["ja"] if is_japanese(text) else HTML_LANG[language]


def error_words(error: FieldError, language: str) -> str:
    """Return what is wrong and what to do, as one marked sentence without the field's label."""
    values = {
        name: date_words(value, language) if isinstance(value, date) else value
        for name, value in error.values.items()
    }
    return say_marked(language, error.words_key, **values)


def warning_words(code: str, language: str) -> str:
    """Return a warning, which never keeps anybody from going on, with its reading marks."""
    return say_marked(language, f"warning.{code}")


def plain(texts: Mapping[str, str] | None, language: str) -> str:
    """Return a staff-written text where marks have no place: readings in brackets; empty for none."""
    return with_readings(pick(texts, language)) if texts else ""


def marked_text(texts: Mapping[str, str] | None, language: str) -> str:
    """Return a staff-written text with its reading marks; empty where there is none."""
    return pick(texts, language) if texts else ""
