"""Office names as people read them: always with the prefecture (product.md decision 13)."""

import re
from typing import Any

from sqlalchemy import Row

from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, same
from hellowork_portal.models import Office, Prefecture
from hellowork_portal.services.offices.latin import SERVICE, office_latin

_office, _prefecture = table_of(Office), table_of(Prefecture)
OFFICE_NAME = (
    _office.c.name.label("office_name"),
    _office.c.kana.label("office_kana"),
    _prefecture.c.name.label("prefecture"),
    _prefecture.c.kana.label("prefecture_kana"),
    _prefecture.c.latin.label("prefecture_latin"),
)
"""What `office_name_of` needs of an office joined with its prefecture."""

_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MARKS = re.compile("[{}|]")


def office_name_of(row: Row[Any]) -> Words:
    """Return the name of the office in a row that has the columns OFFICE_NAME."""
    return office_words(
        row.office_name, row.office_kana, row.prefecture, row.prefecture_kana, row.prefecture_latin
    )


def office_words(name: str, kana: str, prefecture: str, prefecture_kana: str, prefecture_latin: str) -> Words:
    """Return ハローワーク新宿（東京都）, Hello Work Shinjuku (Tokyo), and with readings in easy Japanese."""
    place = name.removeprefix(SERVICE)
    easy = name.removesuffix(place) + with_reading(place, kana)
    return in_all(
        "office.name",
        name=same(name) | {"ja-easy": easy, "en": office_latin(kana, name)},
        prefecture=same(prefecture)
        | {"ja-easy": with_reading(prefecture, prefecture_kana), "en": prefecture_latin},
    )


def with_reading(name: str, kana: str) -> str:
    """Return a name marked with its reading; as it is where nobody needs one or none is known."""
    if not kana or not _KANJI.search(name) or _MARKS.search(name + kana):
        return name
    return f"{{{name}|{kana}}}"
