"""How papers say things: readings in brackets, or dropped."""

from hellowork_portal.kit import i18n
from hellowork_portal.kit.words import Words


def said(language: str, key: str, **values: object) -> str:
    """Return a text for a paper: readings in brackets."""
    return i18n.say_in_mail(language, key, **values)


def said_list(texts: list[str], language: str) -> str:
    """Return several texts as one."""
    return i18n.say(language, "form.list_comma").join(texts)


def picked(words: Words, language: str) -> str:
    """Return run-time words for a paper, readings dropped; empty for none."""
    return i18n.without_readings(words.get(language, ""))


def said_to(language: str, key: str, formal: str, office: str) -> str:
    """Return whom a paper is for or from, by the office's formal name; `office` where none is kept."""
    return said(language, f"{key}_formal", formal=formal) if formal else said(language, key, office=office)
