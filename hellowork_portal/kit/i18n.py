"""Every word that people read, by key and language, loaded once from `locales/`.

Markup in a text: `{name}` is a parameter, `{漢字|かんじ}` a reading. Pages show
readings as ruby, mails and lists to choose from as 漢字（かんじ）, labels for assistive
technology have the reading alone, calendars and papers the kanji alone.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).resolve().parents[1] / "locales"
LANGUAGES = ("ja", "ja-easy", "en")
DEFAULT_LANGUAGE = "ja"
WITHOUT_STAFF_WORDS = "ja-easy"
"""Staff work in Japanese: their words (`<language>/staff/`) are plain Japanese here (decision 0016)."""
HTML_LANG = {"ja": "ja", "ja-easy": "ja", "en": "en"}

PARAMETER = re.compile(r"\{(\w+)\}")
READING = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
_MINUTES = re.compile(r"\{(\w+)\}\{分\|ふん\}")
_SPOKEN_PUN = tuple("134680")


class TextMissing(KeyError):
    """A key, a language or a parameter that the catalogue does not have."""


def catalogue_files(language: str) -> list[Path]:
    """Return the files of which a language's catalogue is made: everybody's words, then the staff's."""
    theirs = DEFAULT_LANGUAGE if language == WITHOUT_STAFF_WORDS else language
    return [
        *sorted((LOCALES / language).glob("*.json")),
        *sorted((LOCALES / theirs / "staff").glob("*.json")),
    ]


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return all texts of one language; a key in two files is refused."""
    texts: dict[str, str] = {}
    for path in catalogue_files(language):
        for key, text in json.loads(path.read_text(encoding="utf-8")).items():
            if key in texts:
                raise TextMissing(f"{key} stands twice ({path})")
            texts[key] = text
    return texts


def known_language(language: object) -> str:
    """Return `language` if the portal speaks it, else the default."""
    return language if isinstance(language, str) and language in LANGUAGES else DEFAULT_LANGUAGE


def marked(language: str, key: str) -> str:
    """Return a text with its markup, unfilled."""
    texts = catalogue(known_language(language))
    if key not in texts:
        raise TextMissing(f"{language}: {key}")
    return texts[key]


def without_readings(text: str) -> str:
    """Return a marked text as labels need it: {失業|しつぎょう} → 失業."""
    return READING.sub(r"\1", text)


def with_readings(text: str) -> str:
    """Return a marked text as mails need it: {失業|しつぎょう} → 失業（しつぎょう）."""
    return READING.sub(r"\1（\2）", text)


def spoken(text: str) -> str:
    """Return a marked text as it is read out: {失業|しつぎょう} → しつぎょう."""
    return READING.sub(r"\2", text)


def fill(text: str, params: Mapping[str, object]) -> str:
    """Put parameters in; a missing one raises TextMissing."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in params:
            raise TextMissing(f"parameter {match[1]} of {text!r}")
        return str(params[match[1]])

    return PARAMETER.sub(value, text)


def _voiced(text: str, params: Mapping[str, object]) -> str:
    """Let minutes be read as they are spoken: 5 ふん, but 1, 3, 4, 6, 8 and 10 ぷん."""

    def counted(match: re.Match[str]) -> str:
        is_pun = str(params.get(match[1], "")).endswith(_SPOKEN_PUN)
        return match[0].replace("ふ", "ぷ") if is_pun else match[0]

    return _MINUTES.sub(counted, text)


def say(language: str, key: str, **params: object) -> str:
    """Return a text in words for files and papers, readings dropped."""
    return fill(without_readings(marked(language, key)), params)


def say_marked(language: str, key: str, **params: object) -> str:
    """Return a text with its reading marks, for pages that show them as ruby."""
    return fill(_voiced(marked(language, key), params), params)


def say_in_mail(language: str, key: str, **params: object) -> str:
    """Return a text for a mail: readings in brackets behind their word."""
    return fill(with_readings(_voiced(marked(language, key), params)), params)


def say_without_values(language: str, key: str) -> str:
    """Return a text for lists and papers that know its kind but not its values: … stands for each."""
    return PARAMETER.sub("…", with_readings(marked(language, key)))


def pick(texts: Mapping[str, str], language: str) -> str:
    """Return staff-written text (`{"ja": …, "en": …}`) in a language, Japanese if it lacks."""
    return texts.get(language) or texts[DEFAULT_LANGUAGE]
