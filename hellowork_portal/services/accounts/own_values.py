"""What a record of one's own data is made of, and how it reads in a file and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hellowork_portal.kit import clock, i18n
from hellowork_portal.kit.words import Words, of_day, of_moment


@dataclass(frozen=True)
class Code:
    """A code that has words: `key` of the catalogue; without a key it is its own word."""

    value: str
    key: str


Value = str | int | bool | date | datetime | Words | Code | Sequence["Record"] | Sequence[date] | None
Record = Mapping[str, Value]
"""Names that stay the same in every language, with plain values."""


def plain(value: Value, language: str) -> object:
    """Return a value for the JSON file: instants with Japan's offset, codes as they are."""
    if isinstance(value, Code):
        return value.value
    if isinstance(value, datetime):
        return clock.in_japan(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return i18n.without_readings(value[language])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [
            plain_record(one, language) if isinstance(one, Mapping) else plain(one, language) for one in value
        ]
    return value


def plain_record(record: Record, language: str) -> dict[str, object]:
    """Return a record for the JSON file."""
    return {name: plain(value, language) for name, value in record.items()}


def worded(value: Value, language: str) -> str:
    """Return a value for the paper."""
    if value is None or value == "":
        return i18n.say(language, "data.value.none")
    if isinstance(value, bool):
        return i18n.say_in_mail(language, f"data.value.{'yes' if value else 'no'}")
    if isinstance(value, Code):
        return _word_of(value, language)
    if isinstance(value, datetime):
        return i18n.with_readings(of_moment(value)[language])
    if isinstance(value, date):
        return i18n.with_readings(of_day(value)[language])
    if isinstance(value, dict):
        return i18n.with_readings(value[language])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(_line(one, language) for one in value) or i18n.say(language, "data.value.none")
    return str(value)


def _line(one: Record | date, language: str) -> str:
    if isinstance(one, date):
        return worded(one, language)
    return i18n.say(language, "data.value.pair", **{name: worded(one[name], language) for name in one})


def _word_of(code: Code, language: str) -> str:
    """Return a code's word; a code that has none yet stands as it is, so that nothing is left out.

    A letter is listed by its subject, whose values (a day, a time) the list does not know.
    """
    if code.key not in i18n.catalogue(language):
        return code.value
    return i18n.say_without_values(language, code.key)
