"""Texts that staff write: one per language, Japanese always there."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from hellowork_portal.forms.errors import unsound
from hellowork_portal.kit.i18n import DEFAULT_LANGUAGE, LANGUAGES

LONGEST_TEXT = 20_000


class Frozen(BaseModel):
    """A part of a definition: immutable, and nothing in it that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _lines_joined(texts: object) -> object:
    """Take a list of lines for a text: JSON has no line breaks that people can read."""
    if not isinstance(texts, Mapping):
        return texts
    return {language: _joined(text) for language, text in texts.items()}


def _joined(text: object) -> object:
    if isinstance(text, list) and all(isinstance(line, str) for line in text):
        return "\n".join(text)
    return text


def _speaks_japanese(texts: dict[str, str]) -> dict[str, str]:
    """Refuse unknown languages, texts beyond all measure, and a missing Japanese one."""
    strange = sorted(set(texts) - set(LANGUAGES))
    if strange:
        raise unsound("unknown_language", ", ".join(strange))
    if not texts.get(DEFAULT_LANGUAGE, "").strip():
        raise unsound("text_missing", DEFAULT_LANGUAGE)
    if any(len(text) > LONGEST_TEXT for text in texts.values()):
        raise unsound("text_too_long", str(LONGEST_TEXT))
    return texts


Texts = Annotated[dict[str, str], BeforeValidator(_lines_joined), AfterValidator(_speaks_japanese)]
